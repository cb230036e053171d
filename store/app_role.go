package store

import (
	"context"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"chaser/kpi"
)

// AppRole is the role that the program needs to run: it reads and writes, and cannot change what is append-only.
type AppRole struct {
	Name     string
	Password string // of a role that is made now; empty: it has none, and the operator gives it one
}

// GrantAppRole makes the role if there is none, and gives it exactly what the program needs. Doing it again changes
// nothing. Without a name it renews what an earlier GrantAppRole gave, as a migration may have added tables. It returns
// the roles that it gave something, and whether it made the one that was named.
func (s *Store) GrantAppRole(ctx context.Context, r AppRole) (granted []string, made bool, err error) {
	defer nameCall(&err, "store.GrantAppRole(%q)", r.Name)
	tx, err := s.patient.BeginTxx(ctx, nil)
	if err != nil {
		return nil, false, err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtext('chaser roles'), hashtext(current_schema()))`); err != nil {
		return nil, false, fmt.Errorf("locking: %w", err)
	}
	if r.Name == "" {
		granted, err = appRoles(ctx, tx)
	} else {
		granted = []string{r.Name}
		made, err = makeRole(ctx, tx, r)
	}
	if err != nil {
		return nil, false, err
	}
	for _, role := range granted {
		if err := grant(ctx, tx, role); err != nil {
			return nil, false, err
		}
	}
	return granted, made, tx.Commit()
}

// appRoles are the roles that may add to the audit trail and do not own it.
func appRoles(ctx context.Context, tx *sqlx.Tx) (roles []string, err error) {
	err = tx.SelectContext(ctx, &roles, `
		SELECT DISTINCT r.rolname
		FROM pg_class c
		CROSS JOIN LATERAL aclexplode(c.relacl) a
		JOIN pg_roles r ON r.oid = a.grantee
		WHERE c.oid = to_regclass('audit_entries') AND a.privilege_type = 'INSERT' AND a.grantee <> c.relowner
		ORDER BY 1`)
	return roles, wrapped(err, "finding the roles that were granted before")
}

func makeRole(ctx context.Context, tx *sqlx.Tx, r AppRole) (made bool, err error) {
	var role struct {
		Exists, Owns bool
	}
	err = tx.GetContext(ctx, &role, `
		SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS exists,
		       EXISTS (SELECT FROM pg_roles WHERE rolname = $1 AND pg_has_role(rolname, (SELECT relowner FROM pg_class WHERE oid = to_regclass('audit_entries')), 'MEMBER')) AS owns`, r.Name)
	switch {
	case err != nil:
		return false, fmt.Errorf("looking for the role: %w", err)
	case role.Owns:
		return false, kpi.Refuse("", "The role %s owns the tables, or is a member of the role that does, so nothing can be kept from it. Name another, such as chaser_app.", r.Name)
	case role.Exists:
		return false, nil
	}
	statement := `CREATE ROLE ` + pq.QuoteIdentifier(r.Name) + ` LOGIN`
	if r.Password != "" {
		verifier, err := scramVerifier(r.Password)
		if err != nil {
			return false, err
		}
		statement += ` PASSWORD ` + pq.QuoteLiteral(verifier)
	}
	_, err = tx.ExecContext(ctx, statement)
	if pq.As(err, pqerror.InsufficientPrivilege) != nil {
		return false, kpi.Refuse("", "There is no role %s, and the owner of the database may not make one. Make it as a superuser: CREATE ROLE %s LOGIN PASSWORD '…'.", r.Name, pq.QuoteIdentifier(r.Name))
	}
	return err == nil, wrapped(err, "making the role")
}

// scramVerifier is what PostgreSQL keeps of a password, so that the password itself is neither sent nor logged.
func scramVerifier(password string) (string, error) {
	const rounds = 4096
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // it never fails
	salted, err := pbkdf2.Key(sha256.New, password, salt, rounds, sha256.Size)
	if err != nil {
		return "", fmt.Errorf("sealing the password: %w", err)
	}
	sign := func(text string) []byte {
		mac := hmac.New(sha256.New, salted)
		_, _ = mac.Write([]byte(text)) // writing to a hash never fails
		return mac.Sum(nil)
	}
	stored := sha256.Sum256(sign("Client Key"))
	code := base64.StdEncoding.EncodeToString
	return fmt.Sprintf("SCRAM-SHA-256$%d:%s$%s:%s", rounds, code(salt), code(stored[:]), code(sign("Server Key"))), nil
}

// refusedTable is a table of which the triggers refuse changes.
type refusedTable struct {
	Name    string
	Deletes bool
	Updates bool           // of some column
	Columns pq.StringArray // those that may be updated all the same
}

// refusedQuery reads from the triggers that call refuse_change what is append-only, so that no second list can forget a
// table. Bit 3 of a trigger's type is DELETE, bit 4 UPDATE; bit 0 is a trigger for each row, which refuses some changes
// only.
const refusedQuery = `
	SELECT c.relname AS name, bool_or(g.tgtype & 8 > 0) AS deletes, bool_or(g.tgtype & 16 > 0) AS updates,
	       ARRAY(SELECT a.attname FROM pg_attribute a
	             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	               AND NOT EXISTS (SELECT FROM pg_trigger u JOIN pg_proc p ON p.oid = u.tgfoid
	                               WHERE u.tgrelid = c.oid AND p.proname = 'refuse_change' AND u.tgtype & 1 = 0 AND u.tgtype & 16 > 0
	                                 AND (u.tgattr = '' OR a.attnum = ANY (u.tgattr)))
	             ORDER BY a.attnum) AS columns
	FROM pg_trigger g
	JOIN pg_proc f ON f.oid = g.tgfoid AND f.proname = 'refuse_change'
	JOIN pg_class c ON c.oid = g.tgrelid AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
	WHERE g.tgtype & 1 = 0
	GROUP BY c.oid, c.relname
	ORDER BY c.relname`

// keptTables may be changed, and nothing in them is ever deleted.
var keptTables = []string{
	"people", "committees", "indicators", "collections", "closures", "actions", "sign_offs", "corrections", "questions", "leaves", "notifications",
}

func grant(ctx context.Context, tx *sqlx.Tx, role string) error {
	to := pq.QuoteIdentifier(role)
	var place struct{ Schema string }
	if err := tx.GetContext(ctx, &place, `SELECT current_schema() AS schema`); err != nil {
		return err
	}
	schema := pq.QuoteIdentifier(place.Schema)
	statements := []string{
		`GRANT USAGE ON SCHEMA ` + schema + ` TO ` + to,
		`REVOKE ALL ON ALL TABLES IN SCHEMA ` + schema + ` FROM ` + to,
		`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ` + schema + ` TO ` + to,
		`GRANT USAGE ON ALL SEQUENCES IN SCHEMA ` + schema + ` TO ` + to,
		// What says which schema this is.
		`REVOKE INSERT, UPDATE, DELETE ON goose_db_version, river_migration FROM ` + to,
	}
	for _, table := range keptTables {
		statements = append(statements, `REVOKE DELETE ON `+table+` FROM `+to)
	}
	var refused []refusedTable
	if err := tx.SelectContext(ctx, &refused, refusedQuery); err != nil {
		return fmt.Errorf("reading what is append-only: %w", err)
	}
	if len(refused) == 0 {
		return errors.New("nothing in the schema is append-only, which cannot be")
	}
	for _, table := range refused {
		name := pq.QuoteIdentifier(table.Name)
		if table.Deletes {
			statements = append(statements, `REVOKE DELETE ON `+name+` FROM `+to)
		}
		if table.Updates {
			statements = append(statements, `REVOKE UPDATE ON `+name+` FROM `+to)
			if len(table.Columns) > 0 {
				statements = append(statements, `GRANT UPDATE (`+strings.Join(table.Columns, ", ")+`) ON `+name+` TO `+to)
			}
		}
	}
	// A view acts with the rights of its owner.
	var views []string
	if err := tx.SelectContext(ctx, &views, `SELECT viewname FROM pg_views WHERE schemaname = current_schema() ORDER BY 1`); err != nil {
		return fmt.Errorf("reading the views: %w", err)
	}
	for _, view := range views {
		statements = append(statements, `REVOKE UPDATE, DELETE ON `+pq.QuoteIdentifier(view)+` FROM `+to)
	}
	for _, statement := range statements {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

// TooMuch says what the connected role may do that the program does not need; empty: nothing.
func (s *Store) TooMuch(ctx context.Context) (what string, err error) {
	err = s.patient.GetContext(ctx, &what, `
		SELECT CASE WHEN r.rolsuper THEN 'is a superuser'
		            WHEN pg_has_role(r.oid, c.relowner, 'MEMBER') THEN 'owns the tables'
		            WHEN has_table_privilege(c.oid, 'UPDATE') OR has_table_privilege(c.oid, 'DELETE') OR has_table_privilege(c.oid, 'TRUNCATE') THEN 'may change the audit trail'
		            WHEN has_table_privilege('figure_revisions', 'UPDATE') OR has_table_privilege('figure_revisions', 'DELETE') THEN 'may change figures'
		            ELSE '' END
		FROM pg_roles r, pg_class c
		WHERE r.rolname = current_user AND c.oid = to_regclass('audit_entries')`)
	return what, wrapped(err, "store.TooMuch")
}
