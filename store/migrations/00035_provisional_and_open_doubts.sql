-- +goose Up

-- A daily message may ask whether a figure that has long been provisional is final. A release before this one plans no
-- such item, and leaves out one that it reads.
ALTER TABLE notification_items
    DROP CONSTRAINT notification_items_duty_check,
    ADD CONSTRAINT notification_items_duty_check
        CHECK (duty IN ('post', 'escalate', 'list', 'gap', 'board', 'answer', 'unanswered', 'act', 'review', 'undone', 'sign', 'away', 'final'));

-- Few figures are provisional; every tick looks for those that stand.
CREATE INDEX figure_revisions_provisional ON figure_revisions (indicator_id, period, revision) WHERE status = 'provisional';

-- What people were told of provisional figures is remembered for a quarter.
CREATE INDEX notification_items_final ON notification_items (notification_id) WHERE duty = 'final';
