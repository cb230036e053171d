-- +goose Up

-- latest_cards_of is what latest_cards must hold of some indicators, worked out from what it is made of. audit verify compares the two.
-- +goose StatementBegin
CREATE FUNCTION latest_cards_of(indicators bigint[]) RETURNS SETOF latest_cards LANGUAGE sql STABLE AS $$
    SELECT i.id, own.id, figure_rank(own.period, own.posted_at), own.revision, own.rating, own.gap, own.status,
           CASE WHEN shown.rating IS NULL THEN cleared.id ELSE shown.figure_id END,
           CASE WHEN shown.rating IS NULL THEN figure_rank(cleared.period, cleared.posted_at) END,
           CASE WHEN shown.rating IS NULL THEN cleared.revision END,
           COALESCE(shown.rating, cleared.rating),
           CASE WHEN shown.rating IS NULL THEN cleared.gap ELSE shown.gap END,
           CASE WHEN shown.rating IS NULL THEN cleared.status ELSE shown.status END,
           shown.since
    FROM indicators i
    LEFT JOIN LATERAL (
        SELECT f.* FROM figure_revisions f WHERE f.indicator_id = i.id AND f.taken_back_at IS NULL
        ORDER BY figure_rank(f.period, f.posted_at) DESC, f.revision DESC LIMIT 1) AS own ON true
    LEFT JOIN LATERAL (
        SELECT f.* FROM figure_revisions f
        WHERE f.indicator_id = i.id AND f.taken_back_at IS NULL
          AND NOT EXISTS (SELECT FROM sign_offs s WHERE s.figure_id = f.id AND s.state <> 'approved'
                          AND EXISTS (SELECT FROM committees k WHERE k.name = i.committee AND k.sign_off IS NOT NULL))
        ORDER BY figure_rank(f.period, f.posted_at) DESC, f.revision DESC LIMIT 1) AS cleared ON true
    LEFT JOIN LATERAL (
        SELECT c.figure_id, f.gap, f.status, min(period_order(c.period)) OVER () AS since,
               COALESCE(f.rating, CASE CAST(c.card AS json) #>> '{Indicator,Kind}' WHEN 'in_development' THEN 'In Development' ELSE 'No data' END) AS rating
        FROM edition_cards c
        JOIN publication_editions b ON b.id = c.publication_id AND b.taken_back_at IS NULL
        LEFT JOIN figure_revisions f ON f.id = c.figure_id
        WHERE c.indicator_id = i.id
        ORDER BY period_order(c.period) DESC, c.publication_id DESC LIMIT 1) AS shown ON true
    WHERE i.id = ANY (indicators)
    ORDER BY i.id
$$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE OR REPLACE FUNCTION keep_latest_cards(indicators bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO latest_cards SELECT * FROM latest_cards_of(indicators)
    ON CONFLICT (indicator_id) DO UPDATE SET
        own_figure = excluded.own_figure, own_rank = excluded.own_rank, own_revision = excluded.own_revision,
        own_rating = excluded.own_rating, own_gap = excluded.own_gap, own_status = excluded.own_status,
        seen_figure = excluded.seen_figure, seen_rank = excluded.seen_rank, seen_revision = excluded.seen_revision,
        seen_rating = excluded.seen_rating, seen_gap = excluded.seen_gap, seen_status = excluded.seen_status,
        shown_from = excluded.shown_from
$$;
-- +goose StatementEnd
