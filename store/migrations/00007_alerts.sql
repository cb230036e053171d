-- +goose Up

ALTER TABLE people ADD COLUMN alerts text CHECK (alerts IN ('at once', 'daily')); -- null: nobody chose; at once

-- Each time that a posting turned an indicator red, until one left red. An import turns nothing: it tells nobody.
CREATE TABLE red_turns (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    indicator_id    bigint NOT NULL REFERENCES indicators,
    turned_figure   bigint NOT NULL UNIQUE REFERENCES figures,
    left_figure     bigint REFERENCES figures,
    acknowledged_by text REFERENCES people,
    acknowledged_at timestamptz,
    CHECK ((acknowledged_by IS NULL) = (acknowledged_at IS NULL))
);

CREATE UNIQUE INDEX red_turns_open ON red_turns (indicator_id) WHERE left_figure IS NULL;
CREATE INDEX red_turns_left ON red_turns (left_figure);

-- Which messages tell of which turns, and to whom: that it turned red, or that it is red no longer.
CREATE TABLE red_tidings (
    notification_id bigint  NOT NULL REFERENCES notifications,
    turn_id         bigint  NOT NULL REFERENCES red_turns,
    recovered       boolean NOT NULL,
    PRIMARY KEY (notification_id, turn_id, recovered)
);

CREATE INDEX red_tidings_turn ON red_tidings (turn_id);

CREATE TABLE questions (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    indicator_id bigint NOT NULL REFERENCES indicators,
    period       text NOT NULL CHECK (period <> ''),
    text         text NOT NULL CHECK (text <> ''),
    asked_by     text NOT NULL REFERENCES people,
    asked_at     timestamptz NOT NULL,
    request      text NOT NULL UNIQUE CHECK (request <> ''), -- the delivery from Slack that asked it
    channel      text NOT NULL, -- where the message stands from which it was asked, and its thread; empty where there is none
    thread_ts    text NOT NULL,
    answer       text NOT NULL DEFAULT '',
    answered_by  text REFERENCES people,
    answered_at  timestamptz,
    CHECK ((answer = '') = (answered_by IS NULL) AND (answer = '') = (answered_at IS NULL)),
    CHECK ((channel = '') = (thread_ts = ''))
);

CREATE INDEX questions_figure ON questions (indicator_id, period);
