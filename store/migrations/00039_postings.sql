-- +goose Up

-- Most figures need no sign-off, but the trigger runs for each statement that could record one, and planning
-- keep_latest_cards costs more than all else that a posting does.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION latest_cards_signed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[] := ARRAY(
        SELECT DISTINCT f.indicator_id FROM said s JOIN figure_revisions f ON f.id = s.figure_id JOIN latest_cards l ON l.indicator_id = f.indicator_id
        WHERE l.shown_from IS NULL AND (s.state = 'approved') = (l.seen_figure IS DISTINCT FROM f.id));
BEGIN
    IF changed <> '{}' THEN
        PERFORM keep_latest_cards(changed);
    END IF;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

-- Who stands before a message in the line of its channel.
CREATE INDEX notifications_in_line ON notifications (COALESCE(channel, recipient)) WHERE state = 'ready' OR state = 'sent' AND shown < wanted;

-- Which schedule stands: it changes with every change of a collection or a closure, so that a process that has read the
-- schedule once knows whether it still holds. A random value never comes again, as a number might after a backup was
-- restored.
CREATE TABLE schedule_version (
    version uuid NOT NULL,
    one     boolean PRIMARY KEY DEFAULT true CHECK (one)
);
INSERT INTO schedule_version VALUES (gen_random_uuid());

-- +goose StatementBegin
CREATE FUNCTION schedule_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE schedule_version SET version = gen_random_uuid();
    RETURN NULL;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER schedule_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON collections
    FOR EACH STATEMENT EXECUTE FUNCTION schedule_changed();
CREATE TRIGGER schedule_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON closures
    FOR EACH STATEMENT EXECUTE FUNCTION schedule_changed();
