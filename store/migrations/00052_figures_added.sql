-- +goose Up

-- What follows from figures that are added: their indicators' latest cards, what is to be checked again, and what a plan is to look at. A posting
-- adds one, and starting a query costs more than what it does to one row. So one function does all of it in as few queries, and writes the row of
-- latest_cards once for both of its halves. Figures that are added together, as by an import, are worked off as before.
-- +goose StatementBegin
CREATE FUNCTION figures_added() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    f record;
BEGIN
    SELECT a.indicator_id, a.id, figure_rank(a.period, a.posted_at) AS rank, a.revision, a.rating, a.gap, a.status,
           EXISTS (SELECT FROM sign_offs s WHERE s.figure_id = a.id AND s.state <> 'approved') AS awaits,
           -- A figure that comes in ends what was asked. Only some ask for something themselves, or bring an action up again.
           a.rating = 'Red' AND a.actions = '' OR a.status = 'provisional'
               OR EXISTS (SELECT FROM actions t WHERE t.indicator_id = a.indicator_id AND t.state = 'open') AS asks,
           EXISTS (SELECT FROM added OFFSET 1) AS several
    INTO f
    FROM added a
    LIMIT 1;

    IF NOT FOUND THEN
        RETURN NULL;
    ELSIF NOT f.several THEN
        -- The figure comes later than what the row shows, or is of an earlier period.
        MERGE INTO latest_cards l
        USING (SELECT f.indicator_id AS indicator_id) AS n ON l.indicator_id = n.indicator_id
        WHEN MATCHED AND NOT f.awaits AND l.shown_from IS NULL
             AND (l.own_rank IS NULL OR (f.rank, f.revision) > (l.own_rank, l.own_revision))
             AND (l.seen_rank IS NULL OR (f.rank, f.revision) > (l.seen_rank, l.seen_revision)) THEN UPDATE SET
            own_figure = f.id, own_rank = f.rank, own_revision = f.revision, own_rating = f.rating, own_gap = f.gap, own_status = f.status,
            seen_figure = f.id, seen_rank = f.rank, seen_revision = f.revision, seen_rating = f.rating, seen_gap = f.gap, seen_status = f.status
        WHEN MATCHED AND (l.own_rank IS NULL OR (f.rank, f.revision) > (l.own_rank, l.own_revision)) THEN UPDATE SET
            own_figure = f.id, own_rank = f.rank, own_revision = f.revision, own_rating = f.rating, own_gap = f.gap, own_status = f.status
        WHEN MATCHED AND NOT f.awaits AND l.shown_from IS NULL
             AND (l.seen_rank IS NULL OR (f.rank, f.revision) > (l.seen_rank, l.seen_revision)) THEN UPDATE SET
            seen_figure = f.id, seen_rank = f.rank, seen_revision = f.revision, seen_rating = f.rating, seen_gap = f.gap, seen_status = f.status
        WHEN NOT MATCHED AND f.awaits THEN
            INSERT (indicator_id, own_figure, own_rank, own_revision, own_rating, own_gap, own_status)
            VALUES (f.indicator_id, f.id, f.rank, f.revision, f.rating, f.gap, f.status)
        WHEN NOT MATCHED THEN
            INSERT (indicator_id, own_figure, own_rank, own_revision, own_rating, own_gap, own_status,
                    seen_figure, seen_rank, seen_revision, seen_rating, seen_gap, seen_status)
            VALUES (f.indicator_id, f.id, f.rank, f.revision, f.rating, f.gap, f.status, f.id, f.rank, f.revision, f.rating, f.gap, f.status);

        INSERT INTO cards_to_check (indicator_id, spreads) VALUES (f.indicator_id, true) ON CONFLICT DO NOTHING;
        IF f.asks THEN
            INSERT INTO plan_diary (indicators) VALUES (ARRAY[f.indicator_id]);
        END IF;
        RETURN NULL;
    END IF;

    INSERT INTO latest_cards AS l (indicator_id, own_figure, own_rank, own_revision, own_rating, own_gap, own_status)
    SELECT DISTINCT ON (a.indicator_id) a.indicator_id, a.id, figure_rank(a.period, a.posted_at), a.revision, a.rating, a.gap, a.status
    FROM added a
    ORDER BY a.indicator_id, figure_rank(a.period, a.posted_at) DESC, a.revision DESC
    ON CONFLICT (indicator_id) DO UPDATE SET
        own_figure = excluded.own_figure, own_rank = excluded.own_rank, own_revision = excluded.own_revision,
        own_rating = excluded.own_rating, own_gap = excluded.own_gap, own_status = excluded.own_status
    WHERE l.own_rank IS NULL OR (excluded.own_rank, excluded.own_revision) > (l.own_rank, l.own_revision);

    UPDATE latest_cards l SET
        seen_figure = c.id, seen_rank = c.rank, seen_revision = c.revision, seen_rating = c.rating, seen_gap = c.gap, seen_status = c.status
    FROM (SELECT DISTINCT ON (a.indicator_id) a.*, figure_rank(a.period, a.posted_at) AS rank
          FROM added a
          WHERE NOT EXISTS (SELECT FROM sign_offs s WHERE s.figure_id = a.id AND s.state <> 'approved')
          ORDER BY a.indicator_id, figure_rank(a.period, a.posted_at) DESC, a.revision DESC) AS c
    WHERE l.indicator_id = c.indicator_id AND l.shown_from IS NULL
      AND (l.seen_rank IS NULL OR (c.rank, c.revision) > (l.seen_rank, l.seen_revision));

    INSERT INTO cards_to_check (indicator_id, spreads) SELECT DISTINCT indicator_id, true FROM added ON CONFLICT DO NOTHING;

    INSERT INTO plan_diary (indicators)
    SELECT array_agg(DISTINCT a.indicator_id)
    FROM added a
    WHERE a.rating = 'Red' AND a.actions = '' OR a.status = 'provisional' OR EXISTS (SELECT FROM actions t WHERE t.indicator_id = a.indicator_id AND t.state = 'open')
    HAVING count(*) > 0;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

DROP TRIGGER latest_cards_added ON figure_revisions;
DROP TRIGGER check_again_added ON figure_revisions;
DROP TRIGGER look_again_added ON figure_revisions;
DROP FUNCTION latest_cards_added();
DROP FUNCTION look_again_figures();
CREATE TRIGGER figures_added AFTER INSERT ON figure_revisions
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION figures_added();
