-- +goose Up

-- A chain's head follows what is added to its chain: it never goes back, and never goes.
CREATE TRIGGER audit_chains_kept BEFORE DELETE OR TRUNCATE ON audit_chains
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_chains_forward BEFORE UPDATE ON audit_chains
    FOR EACH ROW WHEN (NEW.seq <= OLD.seq OR NEW.chain <> OLD.chain) EXECUTE FUNCTION refuse_change();
