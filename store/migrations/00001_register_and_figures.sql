-- +goose Up

-- No name here is qualified: everything lands in the schema that the address's search_path names, or in public.
-- position keeps the order of the first import, which is the order of the report and of an export.

CREATE TABLE people (
    slack_id text PRIMARY KEY CHECK (slack_id <> ''),
    name     text NOT NULL CHECK (name <> ''),
    email    text NOT NULL,
    roles    text[] NOT NULL CHECK (roles <@ ARRAY['member', 'manager', 'admin']),
    manager  text REFERENCES people DEFERRABLE INITIALLY DEFERRED, -- a register may name a manager further down
    position bigint GENERATED ALWAYS AS IDENTITY UNIQUE
);

CREATE TABLE committees (
    name     text PRIMARY KEY CHECK (name <> ''),
    channel  text NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY UNIQUE
);

CREATE TABLE committee_members (
    committee text NOT NULL REFERENCES committees,
    person    text NOT NULL REFERENCES people,
    position  int  NOT NULL,
    PRIMARY KEY (committee, position),
    UNIQUE (committee, person)
);

CREATE TABLE indicators (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- in the order of the first import
    code            text NOT NULL CHECK (code <> ''),
    -- The code as Go lowers it, by which it is found: lower() of a database whose locale is C leaves É as it is.
    code_key        text NOT NULL UNIQUE CHECK (code_key <> ''),
    title           text NOT NULL CHECK (title <> ''),
    committee       text NOT NULL REFERENCES committees,
    service         text NOT NULL,
    unit            text NOT NULL CHECK (unit IN ('count', 'percent', 'currency', 'days', 'ratio')),
    decimals        int  NOT NULL CHECK (decimals BETWEEN 0 AND 10),
    direction       text NOT NULL CHECK (direction IN ('up', 'down', 'none')),
    kind            text NOT NULL CHECK (kind IN ('target', 'baseline', 'contextual', 'in_development')),
    target          numeric,
    baseline        numeric,
    rule            text CHECK (rule <> ''), -- null is the default rule
    cumulative      boolean NOT NULL,
    compare         text NOT NULL CHECK (compare IN ('previous', 'year_ago')),
    frequency       text NOT NULL CHECK (frequency IN ('monthly', 'quarterly', 'half-yearly', 'yearly')),
    owner           text REFERENCES people,
    deputy          text REFERENCES people,
    manager         text REFERENCES people,
    description     text NOT NULL,
    links           jsonb NOT NULL CHECK (jsonb_typeof(links) = 'array'),
    neighbours_mean numeric,
    england_mean    numeric
);

CREATE UNIQUE INDEX indicators_lower_code ON indicators (lower(code));
CREATE INDEX indicators_owner ON indicators (owner);
CREATE INDEX indicators_deputy ON indicators (deputy);

CREATE TABLE indicator_targets (
    indicator_id bigint NOT NULL REFERENCES indicators,
    period       text   NOT NULL CHECK (period <> ''),
    target       numeric NOT NULL,
    PRIMARY KEY (indicator_id, period)
);

CREATE TABLE collections (
    period         text PRIMARY KEY CHECK (period <> ''),
    opens          date NOT NULL,
    due            date NOT NULL CHECK (due >= opens),
    committee_date date CHECK (committee_date >= due),
    position       bigint GENERATED ALWAYS AS IDENTITY UNIQUE
);

-- Every revision is a row, and no row ever changes: what was published stays as published.
CREATE TABLE figures (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- within an indicator in the order of commit, since its row is locked
    indicator_id bigint NOT NULL REFERENCES indicators,
    period       text NOT NULL CHECK (period <> ''),
    revision     int  NOT NULL CHECK (revision >= 1),
    value        numeric,
    numerator    numeric,
    denominator  numeric CHECK (denominator <> 0),
    status       text NOT NULL CHECK (status IN ('final', 'provisional', 'part-period', 'carried-forward', 'unavailable')),
    commentary   text NOT NULL,
    actions      text NOT NULL,
    reason       text NOT NULL,
    posted_by    text REFERENCES people, -- null where an import brought it
    posted_at    timestamptz NOT NULL,

    -- The assessment as it was when the figure was posted, and the baseline that stood beside it.
    rating       text NOT NULL CHECK (rating IN ('Red', 'Amber', 'Green', 'Blue', 'Baseline', 'Contextual', 'In Development', 'No data')),
    rule         text CHECK (rule <> ''),
    target       numeric,
    baseline     numeric,
    direction    text NOT NULL CHECK (direction IN ('up', 'down', 'none')),
    gap          numeric,
    explanation  text NOT NULL CHECK (explanation <> ''),

    UNIQUE (indicator_id, period, revision),
    CHECK ((value IS NULL) = (status = 'unavailable')),
    CHECK ((numerator IS NULL) = (denominator IS NULL)),
    CHECK (numerator IS NULL OR value IS NOT NULL),
    CHECK ((revision = 1) = (reason = ''))
);

-- What has been done about a delivery from Slack, so that the same one again has no second effect.
CREATE TABLE requests (
    id                 text PRIMARY KEY CHECK (id <> ''),
    kind               text NOT NULL CHECK (kind <> ''),
    requested_by       text NOT NULL,
    requested_at       timestamptz NOT NULL,
    -- Of a posting: the figure it was answered with, whether the posting made it, and the indicator's newest figure then, so
    -- that the answer can be given again as it was.
    figure_id          bigint REFERENCES figures,
    fresh              boolean,
    newest_figure_id   bigint REFERENCES figures,
    CHECK ((figure_id IS NULL) = (fresh IS NULL) AND (figure_id IS NULL) = (newest_figure_id IS NULL)),
    CHECK ((kind = 'posting') = (figure_id IS NOT NULL))
);

CREATE TABLE drafts (
    id      text PRIMARY KEY CHECK (length(id) >= 22),
    author  text NOT NULL,
    content text NOT NULL, -- JSON, kept to the letter
    kept_at timestamptz NOT NULL
);

CREATE INDEX drafts_kept_at ON drafts (kept_at);

-- One chain a committee, and the chain named '' for the whole council. The row is the chain's head: what its last entry must be.
CREATE TABLE audit_chains (
    chain text PRIMARY KEY,
    seq   bigint NOT NULL CHECK (seq >= 0),
    hash  bytea  NOT NULL CHECK (length(hash) = 32)
);

CREATE TABLE audit_entries (
    chain    text   NOT NULL REFERENCES audit_chains,
    seq      bigint NOT NULL CHECK (seq >= 1),
    at       timestamptz NOT NULL,
    actor    text   NOT NULL, -- Slack id; empty where the operator's command line did it
    act      text   NOT NULL CHECK (act <> ''),
    subject  text   NOT NULL CHECK (subject <> ''),
    detail   text   NOT NULL, -- JSON as text: jsonb would not keep it to the letter, and the hash is over the letters
    previous bytea  NOT NULL CHECK (length(previous) = 32),
    hash     bytea  NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (chain, seq)
);

-- +goose StatementBegin
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: what was published stays as published', TG_TABLE_NAME;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER figures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON figures
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
