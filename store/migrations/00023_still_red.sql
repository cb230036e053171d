-- +goose Up

-- A message may tell of a turn that goes on: of which later period, or '' of the turn itself. What the release before writes is the latter.
ALTER TABLE red_tidings
    ADD COLUMN period text NOT NULL DEFAULT '',
    DROP CONSTRAINT red_tidings_pkey,
    ADD PRIMARY KEY (notification_id, turn_id, recovered, period);
