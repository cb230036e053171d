-- +goose Up

-- The register's version: another one whenever people or indicators were added, named otherwise or removed. So a program that keeps what all of them
-- are called asks whether it still holds, and reads it anew only where it does not. A random one, and no count, as a database that was restored must not
-- come to the same version with other people. It changes with what it tells of, in one transaction. Whoever changes the register holds the locks
-- of all indicators already, so none waits here for another; whoever posts changes nothing of it.
CREATE TABLE register_version (
    one     boolean PRIMARY KEY DEFAULT true CHECK (one),
    version uuid    NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO register_version DEFAULT VALUES;

-- +goose StatementBegin
CREATE FUNCTION register_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE register_version SET version = gen_random_uuid();
    RETURN NULL;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER register_changed AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE OF slack_id, name ON people
    FOR EACH STATEMENT EXECUTE FUNCTION register_changed();
CREATE TRIGGER register_changed AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE OF code, title, service ON indicators
    FOR EACH STATEMENT EXECUTE FUNCTION register_changed();
