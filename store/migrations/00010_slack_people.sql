-- +goose Up

-- What a person's Slack status said, since when it has, and whether they have said that it is no leave. away_from and away_until are what it comes
-- to.
ALTER TABLE slack_people
    ADD COLUMN status_text  text NOT NULL DEFAULT '',
    ADD COLUMN status_emoji text NOT NULL DEFAULT '',
    ADD COLUMN status_ends  date, -- the last day on which Slack shows it; null: until it is changed
    ADD COLUMN status_since date, -- null: there is none, or the release before recorded it
    ADD COLUMN here         boolean NOT NULL DEFAULT false,
    ADD COLUMN asked_at     timestamptz, -- when Slack was last asked about them, by the machines' clock
    ADD COLUMN gone_on      date; -- the council's day on which the account was found deactivated

-- Those whom Slack is still to be asked about before they are written to.
CREATE TABLE slack_waiting (
    person text PRIMARY KEY REFERENCES people,
    since  timestamptz NOT NULL -- by the council's clock
);

-- The methods that Slack limits by the minute, and the calls of the last minute, by the machines' clock.
CREATE TABLE slack_methods (
    method      text PRIMARY KEY CHECK (method <> ''),
    alone_until timestamptz NOT NULL -- Slack has asked to be left alone
);

CREATE TABLE slack_calls (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    method text NOT NULL REFERENCES slack_methods,
    at     timestamptz NOT NULL,
    calls  int NOT NULL CHECK (calls > 0)
);

ALTER TABLE notification_items
    DROP CONSTRAINT notification_items_duty_check,
    ADD CONSTRAINT notification_items_duty_check
        CHECK (duty IN ('post', 'escalate', 'list', 'gap', 'board', 'answer', 'unanswered', 'act', 'review', 'undone', 'sign', 'away'));

CREATE INDEX notification_items_away ON notification_items (notification_id) WHERE duty = 'away';
