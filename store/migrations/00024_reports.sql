-- +goose Up

-- The report of a published period, once and for all: a later edition shows figures that were restated since.
CREATE TABLE report_editions (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    committee      text NOT NULL REFERENCES committees,
    period         text NOT NULL CHECK (period <> ''),
    number         integer NOT NULL CHECK (number > 0),
    publication_id bigint NOT NULL,
    restated       text NOT NULL, -- the figures that it shows in the place of the published ones: indicator's id:figure's id, …
    head           text NOT NULL, -- JSON: all of the report but its cards
    made_at        timestamptz NOT NULL,
    UNIQUE (committee, period, number)
);

CREATE INDEX report_editions_publication ON report_editions (publication_id);

-- An edition as it was printed, and its cards as they will be printed in what format ever.
CREATE TABLE report_files (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    edition_id bigint NOT NULL REFERENCES report_editions,
    audience   text NOT NULL,
    format     text NOT NULL CHECK (format <> ''),
    size       bigint NOT NULL,
    sha256     text NOT NULL, -- in hexadecimal
    made_at    timestamptz NOT NULL,
    UNIQUE (edition_id, audience, format)
);

CREATE TABLE report_parts (
    file_id bigint NOT NULL REFERENCES report_files,
    n       integer NOT NULL CHECK (n > 0),
    part    bytea NOT NULL,
    PRIMARY KEY (file_id, n)
);

CREATE TRIGGER report_editions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON report_editions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER report_files_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON report_files
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER report_parts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON report_parts
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
