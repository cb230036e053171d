-- +goose Up

ALTER TABLE committees ADD COLUMN actions_on_any boolean NOT NULL DEFAULT false; -- actions may be recorded against any rating, not Red alone

-- What somebody has undertaken to do about an indicator's figure. The row is how it stands; how it came to that is in action_events.
CREATE TABLE actions (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    indicator_id bigint NOT NULL REFERENCES indicators,
    period       text   NOT NULL CHECK (period <> ''), -- of the figure that it was raised against
    words        text   NOT NULL CHECK (words <> ''),
    owner        text   NOT NULL REFERENCES people,
    due          date   NOT NULL,
    state        text   NOT NULL CHECK (state IN ('open', 'done', 'dropped', 'replaced')),
    raised_by    text   NOT NULL REFERENCES people,
    raised_at    timestamptz NOT NULL,
    settled_by   text REFERENCES people,
    settled_at   timestamptz,
    outcome      text   NOT NULL,
    replaced_by  bigint REFERENCES actions,
    CHECK ((state = 'open') = (settled_at IS NULL)),
    CHECK ((settled_at IS NULL) = (settled_by IS NULL)),
    CHECK ((state = 'replaced') = (replaced_by IS NOT NULL)),
    CHECK (state <> 'dropped' OR outcome <> '')
);

CREATE INDEX actions_indicator ON actions (indicator_id);

-- Who did what to an action, and when.
CREATE TABLE action_events (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    action_id bigint NOT NULL REFERENCES actions,
    at        timestamptz NOT NULL,
    person    text NOT NULL REFERENCES people,
    act       text NOT NULL CHECK (act IN ('raised', 'changed', 'continued', 'done', 'dropped', 'replaced')),
    changes   jsonb NOT NULL CHECK (jsonb_typeof(changes) = 'array') -- field, from, to
);

CREATE INDEX action_events_action ON action_events (action_id, id);

CREATE TRIGGER action_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON action_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a request did to an action, so that the same one again has no second effect and the same answer.
ALTER TABLE requests ADD COLUMN action_id bigint REFERENCES actions;

ALTER TABLE notification_items
    ADD COLUMN action_id bigint REFERENCES actions,
    DROP CONSTRAINT notification_items_duty_check,
    ADD CONSTRAINT notification_items_duty_check
        CHECK (duty IN ('post', 'escalate', 'list', 'gap', 'board', 'answer', 'unanswered', 'act', 'review', 'undone')),
    ADD CONSTRAINT about_an_action CHECK ((duty IN ('act', 'review', 'undone')) = (action_id IS NOT NULL));

CREATE INDEX notification_items_action ON notification_items (action_id) WHERE action_id IS NOT NULL;
