-- +goose Up

-- A figure that is taken back and posted again as it was may have a doubt accepted again, with another reason. The
-- release before this one accepts a doubt only once, and reads the last.
ALTER TABLE accepted_doubts DROP CONSTRAINT accepted_doubts_indicator_id_period_kind_digest_key;

CREATE INDEX accepted_doubts_by_period ON accepted_doubts (period);
