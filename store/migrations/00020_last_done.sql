-- +goose Up

-- What somebody did last, and what an indicator's reds have told, are found without reading all that was ever recorded.
CREATE INDEX actions_raised ON actions (raised_by, raised_at);
CREATE INDEX figure_revisions_not_standing ON figure_revisions (indicator_id, period) WHERE taken_back_at IS NOT NULL;
CREATE INDEX red_turns_indicator ON red_turns (indicator_id);

-- Nearly all that the trail has of a person are figures, which are found among the figures.
CREATE INDEX audit_entries_other ON audit_entries (actor, at) WHERE act NOT IN ('posted', 'revised', 'undone', 'cancelled', 'raised');
DROP INDEX audit_entries_actor;
