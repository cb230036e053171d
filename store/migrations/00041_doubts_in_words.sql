-- +goose Up

-- A page of the check's list is read from what is kept: each open doubt with its words and its place, and beside them the doubts that stand although
-- somebody accepted them. Null is what a release before this one has kept; no page shows that.
ALTER TABLE open_doubts
    ADD COLUMN rank smallint, -- by how serious it is and what it looks at, the most serious first; then come the register's order and the id
    ADD COLUMN said json;     -- doubt.Doubt
CREATE INDEX open_doubts_order ON open_doubts (rank, indicator_id, id);
CREATE INDEX open_doubts_unsaid ON open_doubts (id) WHERE said IS NULL;

CREATE TABLE standing_accepted_doubts (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    accepted_id  bigint   NOT NULL REFERENCES accepted_doubts,
    indicator_id bigint   NOT NULL REFERENCES indicators,
    kind         text     NOT NULL,
    rank         smallint NOT NULL
);
CREATE INDEX standing_accepted_doubts_indicator ON standing_accepted_doubts (indicator_id);
CREATE INDEX standing_accepted_doubts_order ON standing_accepted_doubts (rank, indicator_id, id);

-- All is checked again, so that the words of what is open are known.
UPDATE doubts_kept SET day = NULL, whole_at = NULL;
