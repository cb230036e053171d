-- +goose Up

ALTER TABLE committees ADD COLUMN sign_off text CHECK (sign_off = 'manager'); -- null: nobody's approval is needed
ALTER TABLE collections ADD COLUMN publishes date CHECK (publishes >= due);

-- A revision whose committee wants it signed off; a figure without a row here needs nobody's approval.
CREATE TABLE sign_offs (
    figure_id bigint PRIMARY KEY REFERENCES figures,
    state     text NOT NULL CHECK (state IN ('awaiting', 'approved', 'sent-back')),
    said_by   text REFERENCES people,
    said_at   timestamptz,
    reason    text NOT NULL DEFAULT '',
    CHECK ((state = 'awaiting') = (said_at IS NULL) AND (said_by IS NULL) = (said_at IS NULL)),
    CHECK ((state = 'sent-back') = (reason <> ''))
);

CREATE INDEX sign_offs_awaiting ON sign_offs (figure_id) WHERE state <> 'approved';

-- What a committee was shown of a period, once and for all.
CREATE TABLE publications (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    committee    text NOT NULL REFERENCES committees,
    period       text NOT NULL CHECK (period <> ''),
    published_by text REFERENCES people, -- null: by the operator's command line, or on the set day
    automatic    boolean NOT NULL,
    published_at timestamptz NOT NULL,
    UNIQUE (committee, period)
);

CREATE TABLE published_cards (
    publication_id bigint NOT NULL REFERENCES publications,
    indicator_id   bigint NOT NULL REFERENCES indicators,
    period         text   NOT NULL CHECK (period <> ''), -- the indicator's own: a yearly one is published with the last quarter
    figure_id      bigint REFERENCES figures,            -- null: there was none to show
    card           text   NOT NULL,                      -- JSON, kept to the letter
    PRIMARY KEY (publication_id, indicator_id)
);

CREATE INDEX published_cards_indicator ON published_cards (indicator_id);

CREATE TRIGGER publications_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publications
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER published_cards_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON published_cards
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Messages of one channel that must stand in order: this one is not said before that one, unless that one never will be.
ALTER TABLE notifications ADD COLUMN follows bigint REFERENCES notifications;

CREATE INDEX notifications_follows ON notifications (follows) WHERE follows IS NOT NULL;

ALTER TABLE notification_items
    DROP CONSTRAINT notification_items_duty_check,
    ADD CONSTRAINT notification_items_duty_check
        CHECK (duty IN ('post', 'escalate', 'list', 'gap', 'board', 'answer', 'unanswered', 'act', 'review', 'undone', 'sign'));
