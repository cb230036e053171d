package store

import (
	"testing"

	"github.com/lib/pq"
)

// What the program would never do, the database refuses too.
func TestTheDatabaseRefuses(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	mustPost(t, s, coronersPost(t, "R1", "142", ""))
	const figure = `INSERT INTO figures (indicator_id, period, revision, value, numerator, denominator, status, commentary, actions, reason, posted_at, rating, direction, explanation)
		SELECT id, `
	const rated = `, now(), 'Red', 'up', 'x' FROM indicators WHERE code = '178'`
	for name, statement := range map[string]string{
		"changing a figure":                  `UPDATE figures SET value = 1`,
		"changing no figure at all":          `UPDATE figures SET value = 1 WHERE false`,
		"deleting a figure":                  `DELETE FROM figures`,
		"emptying the figures":               `TRUNCATE figures CASCADE`,
		"changing the audit trail":           `UPDATE audit_entries SET actor = ''`,
		"deleting from the audit trail":      `DELETE FROM audit_entries`,
		"emptying the audit trail":           `TRUNCATE audit_entries`,
		"a code in another case":             `INSERT INTO indicators OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(i, '{"id": 999, "code": "reg2", "code_key": "other"}')).* FROM indicators i WHERE code = 'REG2'`,
		"a revision twice":                   figure + `'2023-24Q3', 1, 5, NULL, NULL, 'final', '', '', ''` + rated,
		"an unavailable figure with a value": figure + `'2024-25Q1', 1, 5, NULL, NULL, 'unavailable', 'x', '', ''` + rated,
		"a final figure without a value":     figure + `'2024-25Q1', 1, NULL, NULL, NULL, 'final', '', '', ''` + rated,
		"a numerator alone":                  figure + `'2024-25Q1', 1, 5, 1, NULL, 'final', '', '', ''` + rated,
		"a denominator alone":                figure + `'2024-25Q1', 1, 5, NULL, 1, 'final', '', '', ''` + rated,
		"a denominator of 0":                 figure + `'2024-25Q1', 1, 5, 1, 0, 'final', '', '', ''` + rated,
		"an unknown status":                  figure + `'2024-25Q1', 1, 5, NULL, NULL, 'guessed', '', '', ''` + rated,
		"a revision without a reason":        figure + `'2023-24Q3', 2, 5, NULL, NULL, 'final', '', '', ''` + rated,
		"a request twice":                    `INSERT INTO requests (id, kind, requested_by, requested_at) VALUES ('R1', 'share', 'U', now())`,
		"a posting without its figure":       `INSERT INTO requests (id, kind, requested_by, requested_at) VALUES ('R2', 'posting', 'U', now())`,
		"an unknown role":                    `UPDATE people SET roles = '{mayor}'`,
		"an owner who is nobody":             `UPDATE indicators SET owner = 'U0NOBODY'`,
		"an unknown direction":               `UPDATE indicators SET direction = 'sideways'`,
		"due before it opens":                `UPDATE collections SET due = opens - 1`,
	} {
		_, err := s.patient.ExecContext(t.Context(), statement)
		if pq.As(err) == nil {
			t.Errorf("%s: got %v, want PostgreSQL's refusal", name, err)
		} else if class := pq.As(err).Code.Class(); class != "23" && class != "P0" {
			t.Errorf("%s: refused for another reason: %v", name, err)
		}
	}
}
