-- +goose Up

-- What Slack said that an account is: a full member, a guest, a bot, or of another organisation. Whether it is deactivated stands in its own column.
-- Whoever acts is judged by it in the transaction of what they do, and by what was last said while Slack cannot be asked.
ALTER TABLE slack_people
    ADD COLUMN account text NOT NULL DEFAULT '' CHECK (account IN ('', 'full', 'guest', 'bot', 'foreign')),
    ADD COLUMN account_at timestamptz; -- null: Slack was never asked what it is
