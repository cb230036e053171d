-- +goose Up

-- What Slack said of a person when it was last asked: where their clock runs, and whether they can be asked at all.
CREATE TABLE slack_people (
    person      text PRIMARY KEY REFERENCES people,
    zone        text NOT NULL,
    deactivated boolean NOT NULL,
    away_from   date,
    away_until  date, -- null: until further notice
    read_at     timestamptz NOT NULL,
    CHECK (away_until IS NULL OR away_from IS NOT NULL)
);

CREATE TABLE leaves (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person      text NOT NULL REFERENCES people,
    first_day   date NOT NULL,
    last_day    date NOT NULL CHECK (last_day >= first_day),
    deputy      text REFERENCES people CHECK (deputy <> person),
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    replaced_at timestamptz -- a later word of the same person took its place
);

CREATE INDEX leaves_person ON leaves (person) WHERE replaced_at IS NULL;

-- Somebody else has the figure of this period, and may post it.
CREATE TABLE delegations (
    indicator_id bigint NOT NULL REFERENCES indicators,
    period       text NOT NULL CHECK (period <> ''),
    delegate     text NOT NULL REFERENCES people,
    delegated_by text NOT NULL,
    delegated_at timestamptz NOT NULL,
    PRIMARY KEY (indicator_id, period)
);

CREATE TABLE snoozes (
    person   text PRIMARY KEY REFERENCES people,
    until    date NOT NULL,
    asked_at timestamptz NOT NULL
);

-- What is to be said to somebody, and what became of it. Two clocks stand in a row: day, from_at, until_at, planned_at and settled_at are
-- the council's, which a rehearsal or the demo may move; not_before and nudged_at are the machines', by which a request is waited out.
CREATE TABLE notifications (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key        text NOT NULL UNIQUE CHECK (key <> ''), -- what makes it one and the same, however often it is planned
    kind       text NOT NULL CHECK (kind <> ''),
    recipient  text NOT NULL CHECK (recipient <> ''),
    day        date NOT NULL, -- the recipient's
    from_at    timestamptz NOT NULL,
    until_at   timestamptz NOT NULL CHECK (until_at > from_at),
    priority   int NOT NULL CHECK (priority BETWEEN 1 AND 4),
    token      uuid NOT NULL UNIQUE, -- stands in the message's metadata, and finds it again
    planned_at timestamptz NOT NULL,

    state      text NOT NULL CHECK (state IN ('ready', 'sending', 'ambiguous', 'sent', 'rejected', 'withdrawn')),
    claim      int  NOT NULL DEFAULT 0, -- rises with each attempt, so that a late word of an earlier one is known as such
    failures   int  NOT NULL DEFAULT 0 CHECK (failures >= 0), -- in a row
    absences   int  NOT NULL DEFAULT 0 CHECK (absences >= 0), -- how often it was looked for and not there
    not_before timestamptz NOT NULL,
    nudged_at  timestamptz NOT NULL,
    channel    text,
    ts         text,
    reason     text NOT NULL DEFAULT '', -- of the last failure, for doctor
    settled_at timestamptz,
    wanted     int NOT NULL DEFAULT 0, -- rises with every change of what it speaks of
    shown      int NOT NULL DEFAULT 0, -- the wanted that the message in Slack shows
    shown_on   date,
    CHECK ((state = 'sent') = (ts IS NOT NULL)),
    CHECK ((ts IS NULL) = (channel IS NULL)),
    CHECK ((state IN ('sent', 'rejected', 'withdrawn')) = (settled_at IS NOT NULL))
);

CREATE INDEX notifications_unfinished ON notifications (not_before)
    WHERE state IN ('ready', 'sending', 'ambiguous') OR state = 'sent' AND shown < wanted;
CREATE INDEX notifications_recipient ON notifications (recipient, day);

CREATE TABLE notification_items (
    notification_id bigint NOT NULL REFERENCES notifications,
    position        int    NOT NULL,
    duty            text   NOT NULL CHECK (duty IN ('post', 'escalate', 'list', 'gap', 'board')),
    indicator_id    bigint REFERENCES indicators,
    period          text   NOT NULL CHECK (period <> ''),
    step            text   NOT NULL CHECK (step <> ''),
    gap             text   NOT NULL,
    owner           text   NOT NULL,
    PRIMARY KEY (notification_id, position),
    CHECK ((duty = 'board') = (indicator_id IS NULL)),
    CHECK ((duty = 'gap') = (gap <> ''))
);

CREATE INDEX notification_items_subject ON notification_items (indicator_id, period);

-- When each channel may next be spoken in, by the machines' clock; the channel '' is the whole workspace.
CREATE TABLE send_slots (
    channel text PRIMARY KEY,
    next_at timestamptz NOT NULL,
    limited boolean NOT NULL -- Slack said so, and not only we
);
