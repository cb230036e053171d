-- +goose Up

-- What a minute's plan is to look at, and when: until then nothing can be owed about it, as kpi.Chase.LookAgain says. The plan writes a row for
-- what it has looked at, and takes away those that have come due. Whatever changes what is owed adds a row that is due at once, by a trigger, as the
-- release before this one changes figures and people too for a while. Rows are only added and taken away, so nobody waits for the plan.
CREATE TABLE plan_diary (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    look_at    timestamptz, -- by the council's clock; null: at once, as something was changed
    planned_at timestamptz, -- when that was decided, by the same clock, which a demo may set back
    indicators bigint[],    -- 0 stands for the boards
    person     text,        -- everything that may concern them; without both it is everything
    CHECK (indicators IS NULL OR person IS NULL),
    CHECK ((look_at IS NULL) = (planned_at IS NULL))
);
CREATE INDEX plan_diary_look_at ON plan_diary (look_at);
CREATE INDEX plan_diary_planned_at ON plan_diary (planned_at);
INSERT INTO plan_diary DEFAULT VALUES;

-- By which program's rules the diary was kept. There is one row.
CREATE TABLE plan_rules (
    release text NOT NULL,
    one     boolean PRIMARY KEY DEFAULT true CHECK (one)
);
INSERT INTO plan_rules VALUES ('');

-- look_again asks for a look at the indicator, at all that concerns the person, or at everything, as the trigger says.
-- +goose StatementBegin
CREATE FUNCTION look_again() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
BEGIN
    CASE TG_ARGV[0]
    WHEN 'indicator' THEN
        INSERT INTO plan_diary (indicators) VALUES (ARRAY[(changed ->> TG_ARGV[1])::bigint]);
    WHEN 'person' THEN
        INSERT INTO plan_diary (person) VALUES (changed ->> TG_ARGV[1]);
    WHEN 'figure' THEN
        INSERT INTO plan_diary (indicators) SELECT ARRAY[indicator_id] FROM figure_revisions WHERE id = (changed ->> TG_ARGV[1])::bigint;
    WHEN 'message' THEN
        INSERT INTO plan_diary (indicators)
        SELECT array_agg(DISTINCT COALESCE(indicator_id, 0)) FROM notification_items WHERE notification_id = (changed ->> TG_ARGV[1])::bigint HAVING count(*) > 0;
    WHEN 'everything' THEN
        INSERT INTO plan_diary DEFAULT VALUES;
    END CASE;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

-- A figure that comes in ends what was asked. Only some ask for something themselves, or bring an action up again.
-- +goose StatementBegin
CREATE FUNCTION look_again_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO plan_diary (indicators)
    SELECT array_agg(DISTINCT c.indicator_id) FROM changed c
    WHERE c.rating = 'Red' AND c.actions = '' OR c.status = 'provisional' OR EXISTS (SELECT FROM actions a WHERE a.indicator_id = c.indicator_id AND a.state = 'open')
    HAVING count(*) > 0;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION look_again_indicators() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO plan_diary (indicators) SELECT array_append(array_agg(id), 0) FROM changed HAVING count(*) > 0;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER look_again_added AFTER INSERT ON figure_revisions
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION look_again_figures();
CREATE TRIGGER look_again_taken_back AFTER UPDATE OF taken_back_at ON figure_revisions
    FOR EACH ROW EXECUTE FUNCTION look_again('indicator', 'indicator_id');
CREATE TRIGGER look_again_awaiting AFTER INSERT OR UPDATE ON sign_offs
    FOR EACH ROW WHEN (NEW.state = 'awaiting') EXECUTE FUNCTION look_again('figure', 'figure_id');
CREATE TRIGGER look_again_handed_on AFTER INSERT OR UPDATE OR DELETE ON delegations
    FOR EACH ROW EXECUTE FUNCTION look_again('indicator', 'indicator_id');
CREATE TRIGGER look_again_acted AFTER INSERT OR UPDATE ON actions
    FOR EACH ROW EXECUTE FUNCTION look_again('indicator', 'indicator_id');
CREATE TRIGGER look_again_new AFTER INSERT ON indicators
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION look_again_indicators();
CREATE TRIGGER look_again_defined AFTER UPDATE ON indicators
    FOR EACH ROW WHEN ((NEW.owner, NEW.deputy, NEW.manager, NEW.committee, NEW.frequency, NEW.code)
                       IS DISTINCT FROM (OLD.owner, OLD.deputy, OLD.manager, OLD.committee, OLD.frequency, OLD.code))
    EXECUTE FUNCTION look_again('indicator', 'id');

CREATE TRIGGER look_again_managed AFTER UPDATE ON people
    FOR EACH ROW WHEN (NEW.manager IS DISTINCT FROM OLD.manager) EXECUTE FUNCTION look_again('person', 'slack_id');
CREATE TRIGGER look_again_left AFTER INSERT OR UPDATE OR DELETE ON leaves
    FOR EACH ROW EXECUTE FUNCTION look_again('person', 'person');
CREATE TRIGGER look_again_put_off AFTER INSERT OR UPDATE OR DELETE ON snoozes
    FOR EACH ROW EXECUTE FUNCTION look_again('person', 'person');
CREATE TRIGGER look_again_met AFTER INSERT OR DELETE ON slack_people
    FOR EACH ROW EXECUTE FUNCTION look_again('person', 'person');
-- That Slack was asked again, and said the same, changes nothing.
CREATE TRIGGER look_again_seen AFTER UPDATE ON slack_people
    FOR EACH ROW WHEN (to_jsonb(NEW) - ARRAY['read_at', 'asked_at', 'account_at'] <> to_jsonb(OLD) - ARRAY['read_at', 'asked_at', 'account_at'])
    EXECUTE FUNCTION look_again('person', 'person');

-- What was never said is said on another day.
CREATE TRIGGER look_again_unsaid AFTER UPDATE OF state ON notifications
    FOR EACH ROW WHEN (NEW.state IN ('withdrawn', 'rejected') AND OLD.state NOT IN ('withdrawn', 'rejected'))
    EXECUTE FUNCTION look_again('message', 'id');

-- What is rare asks for a look at everything.
CREATE TRIGGER look_again_joined AFTER INSERT ON people
    FOR EACH ROW WHEN ('admin' = ANY (NEW.roles)) EXECUTE FUNCTION look_again('everything');
CREATE TRIGGER look_again_roles AFTER UPDATE ON people
    FOR EACH ROW WHEN (NEW.roles <> OLD.roles) EXECUTE FUNCTION look_again('everything');
CREATE TRIGGER look_again_rules AFTER UPDATE ON committees
    FOR EACH ROW WHEN ((NEW.name, NEW.ladder, NEW.sign_off, NEW.self_sign_off) IS DISTINCT FROM (OLD.name, OLD.ladder, OLD.sign_off, OLD.self_sign_off))
    EXECUTE FUNCTION look_again('everything');
CREATE TRIGGER look_again_collected AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON collections
    FOR EACH STATEMENT EXECUTE FUNCTION look_again('everything');
CREATE TRIGGER look_again_closed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON closures
    FOR EACH STATEMENT EXECUTE FUNCTION look_again('everything');

-- Whom an indicator may concern, and what was said of it.
CREATE INDEX indicators_of_frequency ON indicators (frequency, id);
CREATE INDEX people_manager ON people (manager) WHERE manager IS NOT NULL;
CREATE INDEX leaves_deputy ON leaves (deputy) WHERE replaced_at IS NULL AND deputy IS NOT NULL;
CREATE INDEX delegations_delegate ON delegations (delegate);
CREATE INDEX actions_open_owner ON actions (owner) WHERE state = 'open';
