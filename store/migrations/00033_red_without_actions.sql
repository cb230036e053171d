-- +goose Up

-- Every minute asks which figures of the open periods are Red and say nothing about what is being done. They are few among all that
-- was ever recorded.
CREATE INDEX figure_revisions_bare ON figure_revisions (period, indicator_id) WHERE taken_back_at IS NULL AND rating = 'Red' AND actions = '';
