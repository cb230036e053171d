-- +goose Up

-- Files that the performance team sent to be imported, and how far each message's are. They are fetched and read outside any transaction, shown
-- with what they would change, and imported once somebody has agreed. said is what the sender reads of it now, as the bot worded it.
-- content is kept until then, for a day at most. leased_until is by the machines' clock.
CREATE TABLE sent_files (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request      text NOT NULL UNIQUE CHECK (request <> ''), -- the message that brought them
    sent_by      text NOT NULL REFERENCES people,
    files        text NOT NULL, -- as JSON: Slack's ids and the names
    sent_at      timestamptz NOT NULL,
    state        text NOT NULL CHECK (state IN ('sent', 'shown', 'accepted', 'ended')),
    period       text NOT NULL DEFAULT '', -- what “this quarter” means in them
    committee    text NOT NULL DEFAULT '', -- whose their new indicators are
    said         text NOT NULL DEFAULT '', -- as JSON
    content      bytea,
    digest       text NOT NULL DEFAULT '', -- of the content
    seal         text NOT NULL DEFAULT '', -- of the effect that was shown
    leased_until timestamptz NOT NULL,
    claim        integer NOT NULL DEFAULT 0,
    failures     integer NOT NULL DEFAULT 0, -- in a row
    CHECK (state <> 'shown' AND state <> 'accepted' OR content IS NOT NULL AND seal <> ''),
    CHECK (state <> 'ended' OR content IS NULL)
);

CREATE INDEX sent_files_open ON sent_files (sent_at) WHERE state <> 'ended';

-- +goose Down
DROP TABLE sent_files;
