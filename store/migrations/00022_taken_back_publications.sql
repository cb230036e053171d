-- +goose Up

-- A publication can be taken back until somebody has acted on it. Its row and its cards stay, marked, and publications and published_cards are
-- those that stand: whatever reads or publishes, the release before this one too, does as if it had never been. What refers to one refers to
-- publication_editions.
ALTER TABLE publications RENAME TO publication_editions;
ALTER TABLE published_cards RENAME TO edition_cards;

ALTER TABLE publication_editions
    ADD COLUMN taken_back_at timestamptz,
    ADD COLUMN taken_back_by text REFERENCES people, -- null: by the operator's command line
    -- The last of each that there was when it was published: what is later has come since, whatever the clocks said. Null: the release before this
    -- one published it.
    ADD COLUMN last_figure   bigint,
    ADD COLUMN last_question bigint,
    ADD COLUMN last_action   bigint,
    ADD CONSTRAINT taken_back_whole CHECK (taken_back_at IS NOT NULL OR taken_back_by IS NULL),
    DROP CONSTRAINT publications_committee_period_key; -- what was taken back leaves its place to the next

CREATE UNIQUE INDEX publication_editions_standing ON publication_editions (committee, period) WHERE taken_back_at IS NULL;

CREATE VIEW publications AS
SELECT id, committee, period, published_by, automatic, published_at
FROM publication_editions
WHERE taken_back_at IS NULL;

CREATE VIEW published_cards AS
SELECT publication_id, indicator_id, period, figure_id, card
FROM edition_cards
WHERE publication_id NOT IN (SELECT id FROM publication_editions WHERE taken_back_at IS NOT NULL);

-- A row never changes but for the mark, which is made once.
DROP TRIGGER publications_append_only ON publication_editions;
CREATE TRIGGER publications_append_only
    BEFORE DELETE OR TRUNCATE OR UPDATE OF id, committee, period, published_by, automatic, published_at, last_figure, last_question, last_action
    ON publication_editions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publications_taken_back_once BEFORE UPDATE ON publication_editions
    FOR EACH ROW WHEN (OLD.taken_back_at IS NOT NULL OR NEW.taken_back_at IS NULL) EXECUTE FUNCTION refuse_change();

-- Set days on which a committee's period is not published by itself: somebody has stopped it, or has taken back what was published then. Another
-- day that is set for the period counts again.
CREATE TABLE stopped_set_days (
    committee  text NOT NULL REFERENCES committees,
    period     text NOT NULL CHECK (period <> ''),
    day        date NOT NULL, -- as the collection has it
    stopped_by text REFERENCES people, -- null: by the operator's command line
    stopped_at timestamptz NOT NULL,
    PRIMARY KEY (committee, period, day)
);
