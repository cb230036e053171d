-- +goose Up

-- Which figures truly await sign-off: the newest standing revision of its period, of a committee that wants sign-off; and who signs. They are kept
-- beside what they are made of, so that a page and its count look at these rows alone and not at each figure, its indicator and its revisions.
-- Triggers and not the program keep them, as the release before this one posts and signs too for a while. Whoever posts, revises, takes back or signs
-- holds the indicator's lock, and whoever changes the register those of all, so no trigger misses what another transaction is about to do.
CREATE TABLE unsigned_figures (
    indicator_id  bigint      NOT NULL, -- without a reference: checking it would cost each posting more than the row
    period        text        NOT NULL,
    figure_id     bigint      NOT NULL,
    revision      int         NOT NULL,
    posted_at     timestamptz NOT NULL,
    posted_by     text,
    owner         text,
    self_sign_off boolean     NOT NULL, -- of its committee
    signer        text,                 -- whom kpi.Signers.Of names; null: the performance team
    PRIMARY KEY (indicator_id, period)
);
CREATE INDEX unsigned_figures_signer ON unsigned_figures (signer, indicator_id, figure_id);

-- Each trigger below is on one of these. They are locked in the order in which an import changes them, so that it and this wait for each other in one order.
LOCK TABLE people, committees, indicators, figure_revisions, sign_offs IN SHARE ROW EXCLUSIVE MODE;

-- signs_off is who signs off a figure: the first of the two managers whose own figure it is not, unless its committee lets people sign their own.
-- +goose StatementBegin
CREATE FUNCTION signs_off(manager text, line_manager text, owner text, posted_by text, self_sign_off boolean) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN manager IS NOT NULL AND (self_sign_off OR manager NOT IN (COALESCE(owner, ''), COALESCE(posted_by, ''))) THEN manager
        WHEN self_sign_off OR line_manager NOT IN (COALESCE(owner, ''), COALESCE(posted_by, '')) THEN line_manager
    END
$$;
-- +goose StatementEnd

-- What unsigned_figures must hold, worked out from what it is made of. audit verify compares the two.
CREATE VIEW unsigned_figures_anew AS
SELECT f.indicator_id, f.period, f.id AS figure_id, f.revision, f.posted_at, f.posted_by, i.owner, k.self_sign_off,
       signs_off(i.manager, o.manager, i.owner, f.posted_by, k.self_sign_off) AS signer
FROM sign_offs s
JOIN figure_revisions f ON f.id = s.figure_id AND f.taken_back_at IS NULL
JOIN indicators i ON i.id = f.indicator_id
JOIN committees k ON k.name = i.committee AND k.sign_off IS NOT NULL
LEFT JOIN people o ON o.slack_id = i.owner
WHERE s.state = 'awaiting'
  AND NOT EXISTS (SELECT FROM figure_revisions l
                  WHERE l.indicator_id = f.indicator_id AND l.period = f.period AND l.revision > f.revision AND l.taken_back_at IS NULL);

-- sign_offs_added does all that follows from sign-offs that are added: what awaits, its indicators' latest cards, and what a plan is to look at. A
-- posting adds one, and starting a query costs more than what it does to one row.
-- +goose StatementBegin
CREATE FUNCTION sign_offs_added() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    f record;
    changed bigint[];
BEGIN
    SELECT s.state, r.id, r.indicator_id, r.period, r.revision, r.posted_at, r.posted_by, r.taken_back_at, i.owner, k.sign_off, k.self_sign_off,
           signs_off(i.manager, o.manager, i.owner, r.posted_by, k.self_sign_off) AS signer, l.indicator_id IS NOT NULL AND l.shown_from IS NULL AS lists, l.seen_figure,
           EXISTS (SELECT FROM figure_revisions n
                   WHERE n.indicator_id = r.indicator_id AND n.period = r.period AND n.revision > r.revision AND n.taken_back_at IS NULL) AS revised,
           EXISTS (SELECT FROM said OFFSET 1) AS several
    INTO f
    FROM said s
    JOIN figure_revisions r ON r.id = s.figure_id
    JOIN indicators i ON i.id = r.indicator_id
    JOIN committees k ON k.name = i.committee
    LEFT JOIN people o ON o.slack_id = i.owner
    LEFT JOIN latest_cards l ON l.indicator_id = r.indicator_id
    LIMIT 1;

    IF NOT FOUND THEN
        RETURN NULL;
    ELSIF NOT f.several THEN
        IF f.lists AND (f.state = 'approved') = (f.seen_figure IS DISTINCT FROM f.id) THEN
            PERFORM keep_latest_cards(ARRAY[f.indicator_id]);
        END IF;
        IF f.state = 'awaiting' THEN
            IF f.sign_off IS NOT NULL AND f.taken_back_at IS NULL AND NOT f.revised THEN
                INSERT INTO unsigned_figures (indicator_id, period, figure_id, revision, posted_at, posted_by, owner, self_sign_off, signer)
                VALUES (f.indicator_id, f.period, f.id, f.revision, f.posted_at, f.posted_by, f.owner, f.self_sign_off, f.signer);
            END IF;
            INSERT INTO plan_diary (indicators) VALUES (ARRAY[f.indicator_id]);
        END IF;
        RETURN NULL;
    END IF;

    changed := ARRAY(
        SELECT DISTINCT r.indicator_id FROM said s JOIN figure_revisions r ON r.id = s.figure_id JOIN latest_cards l ON l.indicator_id = r.indicator_id
        WHERE l.shown_from IS NULL AND (s.state = 'approved') = (l.seen_figure IS DISTINCT FROM r.id));
    IF changed <> '{}' THEN
        PERFORM keep_latest_cards(changed);
    END IF;

    INSERT INTO unsigned_figures SELECT a.* FROM unsigned_figures_anew a WHERE a.figure_id IN (SELECT figure_id FROM said);

    INSERT INTO plan_diary (indicators)
    SELECT array_agg(DISTINCT r.indicator_id) FROM said s JOIN figure_revisions r ON r.id = s.figure_id WHERE s.state = 'awaiting' HAVING count(*) > 0;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

-- The two triggers keep their names: dropping one would wait for whoever reads the table, who may wait for this.
CREATE OR REPLACE TRIGGER latest_cards_awaiting AFTER INSERT ON sign_offs
    REFERENCING NEW TABLE AS said FOR EACH STATEMENT EXECUTE FUNCTION sign_offs_added();
CREATE OR REPLACE TRIGGER look_again_awaiting AFTER UPDATE ON sign_offs
    FOR EACH ROW WHEN (NEW.state = 'awaiting') EXECUTE FUNCTION look_again('figure', 'figure_id');

-- keep_unsigned works out anew what a row that was changed decides.
-- +goose StatementBegin
CREATE FUNCTION keep_unsigned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    CASE TG_ARGV[0]
    WHEN 'said' THEN
        DELETE FROM unsigned_figures u USING figure_revisions r
        WHERE r.id = OLD.figure_id AND u.indicator_id = r.indicator_id AND u.period = r.period AND u.figure_id = r.id;
        IF TG_OP = 'UPDATE' AND NEW.state = 'awaiting' THEN
            INSERT INTO unsigned_figures SELECT a.* FROM unsigned_figures_anew a WHERE a.figure_id = NEW.figure_id;
        END IF;
    WHEN 'taken back' THEN -- the revision before it may await again
        DELETE FROM unsigned_figures WHERE indicator_id = NEW.indicator_id AND period = NEW.period;
        INSERT INTO unsigned_figures SELECT a.* FROM unsigned_figures_anew a WHERE a.indicator_id = NEW.indicator_id AND a.period = NEW.period;
    WHEN 'moved' THEN
        DELETE FROM unsigned_figures WHERE indicator_id = NEW.id;
        INSERT INTO unsigned_figures SELECT a.* FROM unsigned_figures_anew a WHERE a.indicator_id = NEW.id;
    WHEN 'owned' THEN
        UPDATE unsigned_figures u SET owner = a.owner, signer = a.signer
        FROM unsigned_figures_anew a WHERE u.indicator_id = NEW.id AND a.figure_id = u.figure_id;
    WHEN 'managed' THEN
        UPDATE unsigned_figures u SET signer = a.signer
        FROM unsigned_figures_anew a WHERE u.indicator_id IN (SELECT id FROM indicators WHERE owner = NEW.slack_id) AND a.figure_id = u.figure_id;
    WHEN 'rules' THEN
        DELETE FROM unsigned_figures WHERE indicator_id IN (SELECT id FROM indicators WHERE committee = NEW.name);
        INSERT INTO unsigned_figures SELECT a.* FROM unsigned_figures_anew a WHERE a.indicator_id IN (SELECT id FROM indicators WHERE committee = NEW.name);
    END CASE;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER unsigned_said AFTER UPDATE ON sign_offs
    FOR EACH ROW WHEN (NEW.state <> OLD.state AND 'awaiting' IN (NEW.state, OLD.state)) EXECUTE FUNCTION keep_unsigned('said');
CREATE TRIGGER unsigned_gone AFTER DELETE ON sign_offs
    FOR EACH ROW EXECUTE FUNCTION keep_unsigned('said');
CREATE TRIGGER unsigned_taken_back AFTER UPDATE OF taken_back_at ON figure_revisions
    FOR EACH ROW EXECUTE FUNCTION keep_unsigned('taken back');
CREATE TRIGGER unsigned_moved AFTER UPDATE OF committee ON indicators
    FOR EACH ROW WHEN (NEW.committee <> OLD.committee) EXECUTE FUNCTION keep_unsigned('moved');
CREATE TRIGGER unsigned_owned AFTER UPDATE OF owner, manager ON indicators
    FOR EACH ROW WHEN ((NEW.owner, NEW.manager) IS DISTINCT FROM (OLD.owner, OLD.manager)) EXECUTE FUNCTION keep_unsigned('owned');
CREATE TRIGGER unsigned_managed AFTER UPDATE OF manager ON people
    FOR EACH ROW WHEN (NEW.manager IS DISTINCT FROM OLD.manager) EXECUTE FUNCTION keep_unsigned('managed');
CREATE TRIGGER unsigned_rules AFTER UPDATE OF sign_off, self_sign_off ON committees
    FOR EACH ROW WHEN ((NEW.sign_off, NEW.self_sign_off) IS DISTINCT FROM (OLD.sign_off, OLD.self_sign_off)) EXECUTE FUNCTION keep_unsigned('rules');

-- figures_added also takes away what a revision ends. The rest is as it was.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION figures_added() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    f record;
BEGIN
    SELECT a.indicator_id, a.id, a.period, figure_rank(a.period, a.posted_at) AS rank, a.revision, a.rating, a.gap, a.status,
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

        IF f.revision > 1 THEN -- what it replaces awaits nothing any more
            DELETE FROM unsigned_figures u WHERE u.indicator_id = f.indicator_id AND u.period = f.period AND u.revision < f.revision;
        END IF;
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

    DELETE FROM unsigned_figures u USING added a WHERE a.revision > 1 AND u.indicator_id = a.indicator_id AND u.period = a.period AND u.revision < a.revision;

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

INSERT INTO unsigned_figures SELECT a.* FROM unsigned_figures_anew a
ORDER BY a.indicator_id, a.period;
