-- +goose Up

ALTER TABLE notifications
    ADD COLUMN held       text CHECK (held <> ''), -- what somebody must mend before it can be said: a recipient, or * for all, and the cause; null: nothing
    ADD COLUMN held_first bigint REFERENCES notifications, -- the first that was held by the same, under which the performance team was told of all
    ADD COLUMN unthreaded boolean NOT NULL DEFAULT false; -- its thread takes no replies, so it is said in the channel

CREATE INDEX notifications_held ON notifications (held) WHERE held IS NOT NULL;
CREATE INDEX notifications_held_first ON notifications (held_first) WHERE held_first IS NOT NULL;

-- What a committee was shown is said when its channel can be, be that next year.
UPDATE notifications SET until_at = until_at + interval '5 years'
WHERE kind IN ('red-summary', 'red-card', 'erratum') AND state IN ('ready', 'sending', 'ambiguous');
