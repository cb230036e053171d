-- +goose Up

-- News is told because something happened, beside the daily message that the schedule owes.
ALTER TABLE notifications
    ADD COLUMN about     text NOT NULL DEFAULT '', -- what news is made of: JSON, as its kind has it; empty for a daily message
    ADD COLUMN thread_of bigint REFERENCES notifications, -- the message in whose thread it is said, once that one is
    ADD COLUMN thread_ts text CHECK (thread_ts <> ''), -- or the thread of somebody's own message
    ADD CONSTRAINT one_thread CHECK (thread_of IS NULL OR thread_ts IS NULL);

CREATE INDEX notifications_thread ON notifications (thread_of) WHERE thread_of IS NOT NULL;

-- The figures that news speaks of: when they change, so does the message.
CREATE TABLE notification_subjects (
    notification_id bigint NOT NULL REFERENCES notifications,
    indicator_id    bigint NOT NULL REFERENCES indicators,
    period          text   NOT NULL CHECK (period <> ''),
    PRIMARY KEY (notification_id, indicator_id, period)
);

CREATE INDEX notification_subjects_figure ON notification_subjects (indicator_id, period);
