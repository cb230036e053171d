package store

import (
	"crypto/rand"
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"chaser/kpi"
)

// asApp is the store of a database as the role that `chaser serve` runs as; the owner has granted it.
func asApp(t testing.TB, owner *Store, dsn string) *Store {
	t.Helper()
	role := AppRole{Name: "chaser_app_" + strings.ToLower(rand.Text()), Password: "it's a secret"}
	_, made, err := owner.GrantAppRole(t.Context(), role)
	if err != nil || !made {
		t.Fatal(made, err)
	}
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := owner.patient.Exec(`DROP OWNED BY ` + role.Name + `; DROP ROLE ` + role.Name); err != nil { //nolint:noctx // the test's context is over
			t.Error(err)
		}
	})
	u.User = url.UserPassword(role.Name, role.Password)
	return openStore(t, u.String())
}

// Everything that people do is done by the role that can do least.
func TestTheLeastRoleIsEnough(t *testing.T) {
	t.Parallel()
	owner, dsn := empty(t)
	s := asApp(t, owner, dsn)
	if err := s.SchemaFits(t.Context()); err != nil {
		t.Fatal(err)
	}
	liveAWhile(t, s)
	morning := at(t, "2024-01-09 09:00")
	for _, n := range mustPlan(t, s, morning) {
		say(t, s, n, morning)
	}
	auditWhole(t, s)
	if much, err := s.TooMuch(t.Context()); err != nil || much != "" {
		t.Errorf("it may do more than it needs: %s %v", much, err)
	}
	if much, err := owner.TooMuch(t.Context()); err != nil || much == "" {
		t.Errorf("the owner may do no more: %v", err)
	}
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Errorf("nothing is to be migrated, and it fails: %v", err)
	}
}

// The role cannot change what is append-only, nor take away what keeps it so.
func TestWhatTheLeastRoleMayNot(t *testing.T) {
	t.Parallel()
	owner, dsn := empty(t)
	liveAWhile(t, owner)
	s := asApp(t, owner, dsn)
	var tables []string
	if err := owner.patient.SelectContext(t.Context(), &tables, `SELECT name FROM (`+refusedQuery+`) t`); err != nil {
		t.Fatal(err)
	}
	if len(tables) < 9 {
		t.Fatalf("only %v are append-only", tables)
	}
	var refused []string
	for _, table := range tables {
		refused = append(refused, `DELETE FROM `+table, `TRUNCATE `+table+` CASCADE`, `ALTER TABLE `+table+` DISABLE TRIGGER USER`, `ALTER TABLE `+table+` ADD COLUMN more int`,
			`DROP TABLE `+table+` CASCADE`)
	}
	refused = append(refused,
		`UPDATE figure_revisions SET value = 1`, `UPDATE figure_revisions SET rating = 'Green'`, `UPDATE figure_revisions SET posted_by = NULL`,
		`UPDATE figures SET value = 1`, `DELETE FROM figures`, `DELETE FROM publications`, `UPDATE published_cards SET card = '{}'`,
		`UPDATE audit_entries SET detail = '{}'`, `UPDATE audit_entries SET hash = previous`,
		`UPDATE edition_cards SET card = '{}'`, `UPDATE publication_editions SET published_by = NULL`,
		`UPDATE report_editions SET head = '{}'`, `UPDATE report_files SET sha256 = ''`, `UPDATE report_parts SET part = ''`,
		`UPDATE action_events SET person = 'U0LIB'`, `DELETE FROM people`, `DELETE FROM indicators`, `DELETE FROM sign_offs`, `DELETE FROM actions`,
		`UPDATE audit_chains SET seq = seq - 1`, `UPDATE audit_chains SET hash = hash`, `UPDATE audit_chains SET chain = 'x', seq = seq + 1`,
		`UPDATE goose_db_version SET version_id = 1`, `DELETE FROM river_migration`,
		`SET session_replication_role = replica`, `CREATE TABLE mine (a int)`, `DROP FUNCTION refuse_change CASCADE`,
		`CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
		`CREATE ROLE another SUPERUSER`, `DROP TRIGGER audit_entries_append_only ON audit_entries`, `GRANT UPDATE ON audit_entries TO CURRENT_USER`, `COPY audit_entries TO PROGRAM 'cat'`,
	)
	for _, statement := range refused {
		tx, err := s.patient.BeginTxx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		_, err = tx.ExecContext(t.Context(), statement)
		var granted bool
		if err == nil && strings.HasPrefix(statement, "GRANT") { // PostgreSQL only warns that nothing was granted
			if err := tx.GetContext(t.Context(), &granted, `SELECT has_table_privilege('audit_entries', 'UPDATE')`); err != nil {
				t.Fatal(err)
			}
			if !granted {
				err = errors.New("nothing was granted")
			}
		}
		if err == nil || pq.As(err, pqerror.SyntaxError) != nil || pq.As(err, pqerror.UndefinedTable) != nil {
			t.Errorf("%s: %v", statement, err)
		}
		_ = tx.Rollback()
	}
	auditWhole(t, s)
}

// Granting again changes nothing, and after a migration it covers what is new. A role that owns the tables is refused.
func TestGrantAppRoleAgain(t *testing.T) {
	t.Parallel()
	owner, dsn := empty(t)
	if roles, _, err := owner.GrantAppRole(t.Context(), AppRole{}); err != nil || len(roles) != 0 {
		t.Errorf("granted to %v: %v", roles, err)
	}
	s := asApp(t, owner, dsn)
	rights := func() (all string) {
		if err := owner.patient.GetContext(t.Context(), &all, `
			SELECT string_agg(relname || ' ' || COALESCE(CAST(relacl AS text), '') || (SELECT COALESCE(string_agg(attname || CAST(attacl AS text), ' ' ORDER BY attnum), '') FROM pg_attribute WHERE attrelid = c.oid AND attacl IS NOT NULL), E'\n' ORDER BY relname)
			FROM pg_class c WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())`); err != nil {
			t.Fatal(err)
		}
		return all
	}
	before := rights()
	if _, err := owner.patient.ExecContext(t.Context(), `CREATE TABLE newer (a int); CREATE TRIGGER newer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON newer
		FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`); err != nil {
		t.Fatal(err)
	}
	roles, _, err := owner.GrantAppRole(t.Context(), AppRole{})
	if err != nil || len(roles) != 1 {
		t.Fatal(roles, err)
	}
	for statement, may := range map[string]bool{`INSERT INTO newer VALUES (1)`: true, `UPDATE newer SET a = 2`: false, `DELETE FROM newer`: false} {
		if _, err := s.patient.ExecContext(t.Context(), statement); (err == nil) != may {
			t.Errorf("%s: %v", statement, err)
		}
	}
	if _, err := owner.patient.ExecContext(t.Context(), `DROP TABLE newer`); err != nil {
		t.Fatal(err)
	}
	same(t, "the rights", before, rights())
	var me string
	if err := owner.patient.GetContext(t.Context(), &me, `SELECT current_user`); err != nil {
		t.Fatal(err)
	}
	var refusal *kpi.Refusal
	if _, _, err := owner.GrantAppRole(t.Context(), AppRole{Name: me}); !errors.As(err, &refusal) {
		t.Errorf("the owner itself: %v", err)
	}
}
