-- +goose Up

-- The doubts that are open about the figures of the period that is being collected, kept so that a Home can count them. What a change may raise or
-- settle is written into cards_to_check by the transaction that changes it, and a duty of every minute's works that off. store.Check says what the
-- table must hold; what people read of a doubt is never made from it. Triggers and not the program write the queue, as the release before this one
-- changes figures too for a while.
CREATE TABLE open_doubts (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    indicator_id bigint NOT NULL REFERENCES indicators, -- whose card it is about first
    kind         text   NOT NULL CHECK (kind <> ''),
    severity     text   NOT NULL CHECK (severity <> ''),
    digest       text   NOT NULL CHECK (digest <> ''), -- of what was judged
    others       text[] NOT NULL -- the codes of the other cards that it is about
);
CREATE INDEX open_doubts_indicator ON open_doubts (indicator_id);
CREATE INDEX open_doubts_kind ON open_doubts (kind);

-- What was checked last. There is one row.
CREATE TABLE doubts_kept (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    period   text NOT NULL, -- empty: none
    day      date,          -- as of which it was judged; null: nothing was checked yet
    release  text NOT NULL, -- the program whose rules it was judged by
    whole_at timestamptz    -- the instant at which nothing else was to be checked; null: there is
);
INSERT INTO doubts_kept (period, release) VALUES ('', '');

-- What is to be checked again: one indicator, all of a committee, or all. Rows are only added and taken away, so that a change that comes while a
-- check is under way is not lost with what that check has read.
CREATE TABLE cards_to_check (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    indicator_id bigint,
    committee    text,
    spreads      boolean NOT NULL DEFAULT false, -- so is what says the same as the indicator does or did
    added_by     xid8    NOT NULL DEFAULT pg_current_xact_id(), -- the transaction, which asks for the same only once
    CHECK (indicator_id IS NULL OR committee IS NULL)
);
CREATE UNIQUE INDEX cards_to_check_once ON cards_to_check (added_by, COALESCE(indicator_id, 0), COALESCE(committee, ''), spreads);

-- check_again asks for what a statement changed. A trigger of rows names the table of what it changes; one of statements has them as changed.
-- +goose StatementBegin
CREATE FUNCTION check_again_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cards_to_check (indicator_id, spreads) SELECT DISTINCT indicator_id, TG_ARGV[0] = 'spreads' FROM changed
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION check_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'figure_revisions' THEN
        INSERT INTO cards_to_check (indicator_id, spreads) VALUES (NEW.indicator_id, true) ON CONFLICT DO NOTHING;
    WHEN 'actions' THEN
        INSERT INTO cards_to_check (indicator_id) VALUES (NEW.indicator_id) ON CONFLICT DO NOTHING;
    WHEN 'publication_editions' THEN
        INSERT INTO cards_to_check (indicator_id) SELECT DISTINCT indicator_id FROM edition_cards WHERE publication_id = NEW.id ON CONFLICT DO NOTHING;
    WHEN 'committees' THEN
        INSERT INTO cards_to_check (committee) VALUES (NEW.name) ON CONFLICT DO NOTHING;
    WHEN 'identities' THEN
        INSERT INTO cards_to_check DEFAULT VALUES ON CONFLICT DO NOTHING;
    WHEN 'indicators' THEN
        INSERT INTO cards_to_check (indicator_id, spreads) VALUES (NEW.id, true) ON CONFLICT DO NOTHING;
        IF TG_OP = 'INSERT' THEN -- how many of a committee's contextual indicators have a direction decides about the others
            IF NEW.kind = 'contextual' THEN
                INSERT INTO cards_to_check (committee) VALUES (NEW.committee) ON CONFLICT DO NOTHING;
            END IF;
        ELSIF 'contextual' IN (OLD.kind, NEW.kind) AND (OLD.kind, OLD.direction, OLD.committee) <> (NEW.kind, NEW.direction, NEW.committee) THEN
            INSERT INTO cards_to_check (committee) VALUES (OLD.committee), (NEW.committee) ON CONFLICT DO NOTHING;
        END IF;
    END CASE;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER check_again_added AFTER INSERT ON figure_revisions
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION check_again_changed('spreads');
CREATE TRIGGER check_again_taken_back AFTER UPDATE OF taken_back_at ON figure_revisions
    FOR EACH ROW EXECUTE FUNCTION check_again();
CREATE TRIGGER check_again_published AFTER INSERT ON edition_cards
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION check_again_changed('');
CREATE TRIGGER check_again_unpublished AFTER UPDATE OF taken_back_at ON publication_editions
    FOR EACH ROW EXECUTE FUNCTION check_again();
CREATE TRIGGER check_again_accepted AFTER INSERT ON accepted_doubts
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION check_again_changed('');
CREATE TRIGGER check_again_acted AFTER INSERT OR UPDATE ON actions
    FOR EACH ROW EXECUTE FUNCTION check_again();
CREATE TRIGGER check_again_on_any AFTER UPDATE ON committees
    FOR EACH ROW WHEN (NEW.actions_on_any <> OLD.actions_on_any) EXECUTE FUNCTION check_again();
CREATE TRIGGER check_again_identity AFTER INSERT OR UPDATE ON identities
    FOR EACH ROW EXECUTE FUNCTION check_again();
CREATE TRIGGER check_again_target AFTER INSERT ON indicator_targets
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION check_again_changed('');
CREATE TRIGGER check_again_no_target AFTER DELETE ON indicator_targets
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION check_again_changed('');
CREATE TRIGGER check_again_new AFTER INSERT ON indicators
    FOR EACH ROW EXECUTE FUNCTION check_again();
-- Whose an indicator is raises no doubt; all else about it may, columns too that are added later.
CREATE TRIGGER check_again_defined AFTER UPDATE ON indicators
    FOR EACH ROW WHEN (to_jsonb(NEW) - ARRAY['owner', 'deputy', 'manager'] <> to_jsonb(OLD) - ARRAY['owner', 'deputy', 'manager'])
    EXECUTE FUNCTION check_again();
