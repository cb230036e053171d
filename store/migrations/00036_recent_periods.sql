-- +goose Up

-- An indicator's figures in order of time, so that a posting reads those near its period, however many years there are.
CREATE INDEX figure_revisions_in_time ON figure_revisions (indicator_id, period_order(period), revision) WHERE taken_back_at IS NULL;
