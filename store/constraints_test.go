package store

import (
	"testing"

	"github.com/lib/pq"
)

// What the program would never do, the database refuses too.
func TestTheDatabaseRefuses(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	mustPost(t, s, coronersPost(t, "R1", "142", "No court sat."))
	const figure = `INSERT INTO figures (indicator_id, period, revision, value, numerator, denominator, status, commentary, actions, reason, posted_at, rating, direction, explanation)
		SELECT id, `
	const rated = `, now(), 'Red', 'up', 'x' FROM indicators WHERE code = '178'`
	for name, statement := range map[string]string{
		"changing a figure":                  `UPDATE figures SET value = 1`,
		"changing no figure at all":          `UPDATE figures SET value = 1 WHERE false`,
		"deleting a figure":                  `DELETE FROM figures`,
		"emptying the figures":               `TRUNCATE figure_revisions CASCADE`,
		"changing one behind the view":       `UPDATE figure_revisions SET value = 1 WHERE false`,
		"a mark without an hour":             `UPDATE figure_revisions SET taken_back_by = 'U0PERF'`,
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

// So it does of reds, questions and publications, which otherwise only locks keep apart.
func TestTheDatabaseRefusesOfReds(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	postedOf(t, s, now, "REG1", "50", "Down.")
	postedOf(t, s, now, "REG2", "20", "Down.")
	if _, err := s.AskQuestion(t.Context(), Ask{RequestID: "Q1", By: "U0CLLR1", Code: "178", Period: quarter2, Text: "Why?", Now: monday, Today: today, Zone: london}); err != nil {
		t.Fatal(err)
	}
	mustPublish(t, s, publishing(true))
	const turn = `INSERT INTO red_turns (indicator_id, turned_figure, left_figure) SELECT r.indicator_id, `
	for name, statement := range map[string]string{
		"two turns that are open":           turn + `(SELECT min(id) FROM figures), NULL FROM red_turns r LIMIT 1`,
		"a figure that turns it twice":      turn + `r.turned_figure, r.turned_figure FROM red_turns r LIMIT 1`,
		"an acknowledgement by nobody":      `UPDATE red_turns SET acknowledged_at = now()`,
		"a message that tells a turn twice": `INSERT INTO red_tidings SELECT * FROM red_tidings`,
		"a question's delivery twice":       `INSERT INTO questions (indicator_id, period, text, asked_by, asked_at, request, channel, thread_ts) SELECT indicator_id, period, text, asked_by, asked_at, request, '', '' FROM questions`,
		"an answer by nobody":               `UPDATE questions SET answer = 'So.'`,
		"a period published twice":          `INSERT INTO publications (committee, period, automatic, published_at) SELECT committee, period, automatic, published_at FROM publications`,
		"changing what was published":       `UPDATE published_cards SET card = ''`,
		"taking back what was published":    `DELETE FROM publications`,
		"a message twice":                   `INSERT INTO notifications OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(n, '{"id": 999999, "token": "00000000-0000-0000-0000-000000000000"}')).* FROM notifications n LIMIT 1`,
		"a sign-off by nobody":              `INSERT INTO sign_offs (figure_id, state) SELECT id, 'approved' FROM figures LIMIT 1`,
		"sent back without a reason":        `INSERT INTO sign_offs (figure_id, state, said_by, said_at) SELECT id, 'sent-back', 'U0PERF', now() FROM figures LIMIT 1`,
	} {
		_, err := s.patient.ExecContext(t.Context(), statement)
		if pq.As(err) == nil {
			t.Errorf("%s: got %v, want PostgreSQL's refusal", name, err)
		} else if class := pq.As(err).Code.Class(); class != "23" && class != "P0" {
			t.Errorf("%s: refused for another reason: %v", name, err)
		}
	}
}
