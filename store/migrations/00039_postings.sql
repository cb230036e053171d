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
