-- +goose Up

-- What each indicator's latest card shows, kept beside the indicator by triggers, so that a list finds, counts and orders its cards without reading
-- figures. Triggers and not the program keep it, as the release before this one writes figures too for a while. kpi.Dossier says what it must be;
-- a card itself is never made from it.
CREATE TABLE latest_cards (
    indicator_id  bigint PRIMARY KEY REFERENCES indicators,
    -- To the indicator's own people: the newest revision of the latest period. All are null where there is no figure.
    own_figure    bigint,
    own_rank      int, -- figure_rank
    own_revision  int,
    own_rating    text,
    own_gap       numeric,
    own_status    text,
    -- To everybody else: the latest card that was published or, where none ever was, the newest figure that does not await sign-off.
    seen_figure   bigint,
    seen_rank     int, -- null where it was published
    seen_revision int,
    seen_rating   text,
    seen_gap      numeric,
    seen_status   text,
    shown_from    int -- period_order of the first period that was published; null: none was
) WITH (fillfactor = 70); -- every posting changes a row, in its place

-- period_order orders periods as kpi.Period.Before does: by their first month, and the shorter first of two that begin together.
-- +goose StatementBegin
CREATE FUNCTION period_order(period text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN substr(period, 8, 1) = 'Q' THEN (CAST(left(period, 4) AS int) * 12 + 3 * CAST(substr(period, 9) AS int)) * 16 + 3
        WHEN substr(period, 5, 1) = '-' AND substr(period, 6) BETWEEN '01' AND '12' THEN (CAST(left(period, 4) AS int) * 12 + CAST(substr(period, 6) AS int) - 1) * 16 + 1
        ELSE (CAST(left(period, 4) AS int) * 12 + 3) * 16 + 12
    END
$$;
-- +goose StatementEnd

-- figure_rank orders figures as kpi.Latest does: one that was posted before its period began comes before all others.
-- +goose StatementBegin
CREATE FUNCTION figure_rank(period text, posted_at timestamptz) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT period_order(period) + CASE
        WHEN EXTRACT(year FROM posted_at AT TIME ZONE 'UTC') * 12 + EXTRACT(month FROM posted_at AT TIME ZONE 'UTC') - 1 < period_order(period) / 16 THEN 0
        ELSE 524288
    END
$$;
-- +goose StatementEnd

-- keep_latest_cards works out the rows of some indicators anew.
-- +goose StatementBegin
CREATE FUNCTION keep_latest_cards(indicators bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO latest_cards
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
    ON CONFLICT (indicator_id) DO UPDATE SET
        own_figure = excluded.own_figure, own_rank = excluded.own_rank, own_revision = excluded.own_revision,
        own_rating = excluded.own_rating, own_gap = excluded.own_gap, own_status = excluded.own_status,
        seen_figure = excluded.seen_figure, seen_rank = excluded.seen_rank, seen_revision = excluded.seen_revision,
        seen_rating = excluded.seen_rating, seen_gap = excluded.seen_gap, seen_status = excluded.seen_status,
        shown_from = excluded.shown_from
$$;
-- +goose StatementEnd

-- +goose StatementBegin
DO $$ BEGIN PERFORM keep_latest_cards(ARRAY(SELECT id FROM indicators)); END $$;
-- +goose StatementEnd

-- A figure that is added comes later than those before it, or is of an earlier period: nothing older is read, however many there are.
-- +goose StatementBegin
CREATE FUNCTION latest_cards_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO latest_cards AS l (indicator_id, own_figure, own_rank, own_revision, own_rating, own_gap, own_status)
    SELECT DISTINCT ON (f.indicator_id) f.indicator_id, f.id, figure_rank(f.period, f.posted_at), f.revision, f.rating, f.gap, f.status
    FROM added f
    ORDER BY f.indicator_id, figure_rank(f.period, f.posted_at) DESC, f.revision DESC
    ON CONFLICT (indicator_id) DO UPDATE SET
        own_figure = excluded.own_figure, own_rank = excluded.own_rank, own_revision = excluded.own_revision,
        own_rating = excluded.own_rating, own_gap = excluded.own_gap, own_status = excluded.own_status
    WHERE l.own_rank IS NULL OR (excluded.own_rank, excluded.own_revision) > (l.own_rank, l.own_revision);

    UPDATE latest_cards l SET
        seen_figure = f.id, seen_rank = f.rank, seen_revision = f.revision, seen_rating = f.rating, seen_gap = f.gap, seen_status = f.status
    FROM (SELECT DISTINCT ON (a.indicator_id) a.*, figure_rank(a.period, a.posted_at) AS rank
          FROM added a
          WHERE NOT EXISTS (SELECT FROM sign_offs s WHERE s.figure_id = a.id AND s.state <> 'approved')
          ORDER BY a.indicator_id, figure_rank(a.period, a.posted_at) DESC, a.revision DESC) AS f
    WHERE l.indicator_id = f.indicator_id AND l.shown_from IS NULL
      AND (l.seen_rank IS NULL OR (f.rank, f.revision) > (l.seen_rank, l.seen_revision));
    RETURN NULL;
END
$$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION latest_cards_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM keep_latest_cards(ARRAY(
        SELECT DISTINCT f.indicator_id FROM said s JOIN figure_revisions f ON f.id = s.figure_id JOIN latest_cards l ON l.indicator_id = f.indicator_id
        WHERE l.shown_from IS NULL AND (s.state = 'approved') = (l.seen_figure IS DISTINCT FROM f.id)));
    RETURN NULL;
END
$$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION latest_cards_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM keep_latest_cards(ARRAY(SELECT DISTINCT indicator_id FROM added));
    RETURN NULL;
END
$$;
-- +goose StatementEnd

-- What is rare is worked out anew, a row at a time.
-- +goose StatementBegin
CREATE FUNCTION latest_cards_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'figure_revisions' THEN PERFORM keep_latest_cards(ARRAY[NEW.indicator_id]);
    WHEN 'indicators' THEN PERFORM keep_latest_cards(ARRAY[NEW.id]);
    WHEN 'committees' THEN PERFORM keep_latest_cards(ARRAY(SELECT id FROM indicators WHERE committee = NEW.name));
    WHEN 'publication_editions' THEN PERFORM keep_latest_cards(ARRAY(SELECT indicator_id FROM edition_cards WHERE publication_id = NEW.id));
    END CASE;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER latest_cards_added AFTER INSERT ON figure_revisions
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION latest_cards_added();
CREATE TRIGGER latest_cards_taken_back AFTER UPDATE OF taken_back_at ON figure_revisions
    FOR EACH ROW EXECUTE FUNCTION latest_cards_again();
CREATE TRIGGER latest_cards_awaiting AFTER INSERT ON sign_offs
    REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION latest_cards_signed();
CREATE TRIGGER latest_cards_signed AFTER UPDATE ON sign_offs
    REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION latest_cards_signed();
CREATE TRIGGER latest_cards_published AFTER INSERT ON edition_cards
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION latest_cards_published();
CREATE TRIGGER latest_cards_unpublished AFTER UPDATE OF taken_back_at ON publication_editions
    FOR EACH ROW EXECUTE FUNCTION latest_cards_again();
CREATE TRIGGER latest_cards_moved AFTER UPDATE OF committee ON indicators
    FOR EACH ROW WHEN (NEW.committee <> OLD.committee) EXECUTE FUNCTION latest_cards_again();
CREATE TRIGGER latest_cards_signing AFTER UPDATE OF sign_off ON committees
    FOR EACH ROW WHEN (NEW.sign_off IS DISTINCT FROM OLD.sign_off) EXECUTE FUNCTION latest_cards_again();

-- Which figures of a period are in, and what they were rated; and which cards were published.
CREATE INDEX figure_revisions_of_period ON figure_revisions (period, indicator_id, revision) WHERE taken_back_at IS NULL;
CREATE INDEX edition_cards_of_period ON edition_cards (period, indicator_id);
