-- +goose Up

-- A figure can be taken back until somebody has built on it. Its row stays, marked, and figures are those that stand: whatever reads or posts
-- figures, the release before this one too, does as if it had never been posted. What refers to a figure refers to figure_revisions.
ALTER TABLE figures RENAME TO figure_revisions;

ALTER TABLE figure_revisions
    ADD COLUMN taken_back_at      timestamptz,
    ADD COLUMN taken_back_by      text REFERENCES people, -- null: by the operator's command line
    ADD COLUMN taken_back_request text CHECK (taken_back_request <> ''), -- the delivery from Slack that did it
    ADD CONSTRAINT taken_back_whole CHECK (taken_back_at IS NOT NULL OR taken_back_by IS NULL AND taken_back_request IS NULL),
    DROP CONSTRAINT figures_indicator_id_period_revision_key; -- what was taken back leaves its number to the next

CREATE UNIQUE INDEX figure_revisions_standing ON figure_revisions (indicator_id, period, revision) WHERE taken_back_at IS NULL;
CREATE INDEX figure_revisions_posted ON figure_revisions (posted_by, posted_at);
CREATE INDEX figure_revisions_taken_back ON figure_revisions (taken_back_request) WHERE taken_back_request IS NOT NULL;
CREATE INDEX requests_figure ON requests (figure_id) WHERE figure_id IS NOT NULL;

CREATE VIEW figures AS
SELECT id, indicator_id, period, revision, value, numerator, denominator, status, commentary, actions, reason, posted_by, posted_at,
       rating, rule, target, baseline, direction, gap, explanation, confirmed
FROM figure_revisions
WHERE taken_back_at IS NULL;

-- A row never changes but for the mark, which is made once.
DROP TRIGGER figures_append_only ON figure_revisions;
CREATE TRIGGER figures_append_only
    BEFORE DELETE OR TRUNCATE OR UPDATE OF id, indicator_id, period, revision, value, numerator, denominator, status, commentary, actions, reason,
                                           posted_by, posted_at, rating, rule, target, baseline, direction, gap, explanation, confirmed
    ON figure_revisions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER figures_taken_back_once BEFORE UPDATE ON figure_revisions
    FOR EACH ROW WHEN (OLD.taken_back_at IS NOT NULL OR NEW.taken_back_at IS NULL) EXECUTE FUNCTION refuse_change();

-- An action that was taken back as soon as it was added was never undertaken: no card, list or reminder has it.
ALTER TABLE actions
    DROP CONSTRAINT actions_state_check,
    ADD CONSTRAINT actions_state_check CHECK (state IN ('open', 'done', 'dropped', 'replaced', 'cancelled'));
ALTER TABLE action_events
    DROP CONSTRAINT action_events_act_check,
    ADD CONSTRAINT action_events_act_check CHECK (act IN ('raised', 'changed', 'continued', 'done', 'dropped', 'replaced', 'cancelled'));

-- What somebody did last is found among all that the trail has.
CREATE INDEX audit_entries_actor ON audit_entries (actor, at);
