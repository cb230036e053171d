-- +goose Up

-- Files that somebody asked for in Slack: a committee's report, or the register. They are made and uploaded one by one, outside any transaction;
-- then one message shares them. Whoever makes them holds the lease. leased_until is by the machines' clock.
CREATE TABLE file_orders (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request      text NOT NULL UNIQUE CHECK (request <> ''), -- the delivery from Slack that asked
    asked_by     text NOT NULL REFERENCES people,
    kind         text NOT NULL CHECK (kind IN ('report', 'register')),
    committee    text REFERENCES committees,
    period       text NOT NULL,
    audience     text NOT NULL,
    formats      text NOT NULL CHECK (formats <> ''), -- with commas between them
    asked_at     timestamptz NOT NULL,
    state        text NOT NULL CHECK (state IN ('waiting', 'made', 'ended')),
    leased_until timestamptz NOT NULL,
    claim        integer NOT NULL DEFAULT 0,
    failures     integer NOT NULL DEFAULT 0, -- in a row
    format       text NOT NULL DEFAULT '', -- that is being made
    done         integer NOT NULL DEFAULT 0, -- of its indicators
    total        integer NOT NULL DEFAULT 0,
    draft        text NOT NULL DEFAULT '', -- what marks the report as a draft; empty for one that was published
    problem      text NOT NULL DEFAULT '', -- why it ended without files, or waits
    CHECK ((kind = 'report') = (committee IS NOT NULL))
);

CREATE INDEX file_orders_waiting ON file_orders (id) WHERE state = 'waiting';

-- What was made for an order, and Slack's id of the upload. A file that could not be made has a problem instead.
CREATE TABLE ordered_files (
    order_id bigint NOT NULL REFERENCES file_orders,
    format   text NOT NULL CHECK (format <> ''),
    name     text NOT NULL,
    size     bigint NOT NULL,
    upload   text NOT NULL,
    problem  text NOT NULL,
    PRIMARY KEY (order_id, format),
    CHECK ((upload = '') = (problem <> ''))
);

-- The period or the day that a point of comparison is of, as a card shows it: 2022/23.
ALTER TABLE indicators
    ADD COLUMN neighbours_mean_period text NOT NULL DEFAULT '',
    ADD COLUMN england_mean_period    text NOT NULL DEFAULT '';
