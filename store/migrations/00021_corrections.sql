-- +goose Up

-- Who decides on a correction of what the committee was shown: null, whoever may post the figure; or the performance team.
ALTER TABLE committees ADD COLUMN corrections text CHECK (corrections IN ('team'));

-- A correction of a published figure that the performance team is asked for. Nothing of it is a figure until they approve.
CREATE TABLE corrections (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id   text NOT NULL UNIQUE REFERENCES requests,
    indicator_id bigint NOT NULL REFERENCES indicators,
    period       text NOT NULL,
    value        numeric,
    numerator    numeric,
    denominator  numeric,
    status       text NOT NULL,
    commentary   text NOT NULL,
    actions      text NOT NULL,
    reason       text NOT NULL,
    instead_of   bigint NOT NULL REFERENCES figure_revisions, -- what stood when it was asked for
    asked_by     text NOT NULL REFERENCES people,
    asked_at     timestamptz NOT NULL,

    state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved', 'declined', 'withdrawn', 'replaced')),
    said_by    text REFERENCES people, -- who approved, declined or withdrew it, or asked for another in its place
    said_at    timestamptz,
    why        text NOT NULL DEFAULT '', -- it was declined
    figure_id  bigint REFERENCES figure_revisions, -- what it became
    CHECK ((state = 'waiting') = (said_at IS NULL)),
    CHECK ((state = 'approved') = (figure_id IS NOT NULL))
);

-- One waits for each figure.
CREATE UNIQUE INDEX corrections_waiting ON corrections (indicator_id, period) WHERE state = 'waiting';
CREATE INDEX corrections_of ON corrections (indicator_id, id);
