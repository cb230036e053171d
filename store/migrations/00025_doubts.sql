-- +goose Up

-- What must add up among a council's figures. A release before this one neither reads nor writes it.
CREATE TABLE identities (
    name      text PRIMARY KEY CHECK (name <> ''),
    position  bigint GENERATED ALWAYS AS IDENTITY,
    rule      text NOT NULL CHECK (rule <> ''),
    stock     text NOT NULL, -- how commentaries call it, with commas; empty where the rule has none
    tolerance numeric
);

-- Whose breakdown is never shown in a channel or in the public report, and how few people may be named as a number.
ALTER TABLE indicators
    ADD COLUMN sensitive boolean NOT NULL DEFAULT false,
    ADD COLUMN smallest_count integer CHECK (smallest_count >= 0);

-- A doubt that somebody accepted: it is silent for as long as what was judged stays the same.
CREATE TABLE accepted_doubts (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    indicator_id bigint NOT NULL REFERENCES indicators,
    period       text NOT NULL CHECK (period <> ''),
    kind         text NOT NULL CHECK (kind <> ''),
    digest       text NOT NULL CHECK (digest <> ''), -- of what was judged
    sentence     text NOT NULL CHECK (sentence <> ''), -- the doubt, as it was shown
    reason       text NOT NULL CHECK (reason <> ''),
    accepted_by  text NOT NULL REFERENCES people,
    accepted_at  timestamptz NOT NULL,
    UNIQUE (indicator_id, period, kind, digest)
);

CREATE TRIGGER accepted_doubts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON accepted_doubts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
