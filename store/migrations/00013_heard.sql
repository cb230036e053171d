-- +goose Up

-- When something of each kind last came from Slack, to within a minute: how an operator sees that Slack reaches the bot.
CREATE TABLE heard (
    kind text PRIMARY KEY CHECK (kind IN ('command', 'interaction', 'event')),
    at   timestamptz NOT NULL
);
