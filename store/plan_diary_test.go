package store

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// Whatever decides what is owed asks for a look at what it concerns, in the statement that changes it. What decides
// nothing asks for none.
func TestAChangeAsksForALook(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	ids := map[string]int64{}
	for _, code := range []string{"178", "LIB1", "SKL1"} {
		ids[code] = int64(count(t, s, `SELECT id FROM indicators WHERE code = $1`, code))
	}
	const coroners = `(SELECT id FROM indicators WHERE code = '178')`
	figure := func(rating, status string) string {
		return `INSERT INTO figures (indicator_id, period, revision, value, status, commentary, actions, reason, posted_by, posted_at, rating, direction, explanation)
			SELECT ` + coroners + `, '2023-24Q3', COALESCE(max(revision), 0) + 1, 5, '` + status + `', '', '', CASE WHEN max(revision) > 0 THEN 'Again' ELSE '' END, 'U0CORONER',
			       '2024-01-08 10:00Z', '` + rating + `', 'up', 'So.' FROM figure_revisions WHERE period = '2023-24Q3' AND indicator_id = ` + coroners
	}
	for _, change := range []struct {
		query string
		looks string // codes, boards, or everything
	}{
		{figure("Green", "final"), ""},
		{figure("Red", "final"), "178"},
		{figure("Green", "provisional"), "178"},
		{`INSERT INTO sign_offs (figure_id, state) SELECT max(id), 'awaiting' FROM figures`, "178"},
		{`UPDATE sign_offs SET state = 'approved', said_by = 'U0PERF', said_at = '2024-01-08 11:00Z'`, ""},
		{`UPDATE sign_offs SET state = 'awaiting', said_by = NULL, said_at = NULL`, "178"},
		{`UPDATE figure_revisions SET taken_back_at = '2024-01-08 12:00Z', taken_back_by = 'U0CORONER' WHERE id = (SELECT max(id) FROM figures)`, "178"},
		{`INSERT INTO actions (indicator_id, period, words, owner, due, state, raised_by, raised_at, outcome)
			VALUES (` + coroners + `, '2023-24Q3', 'Mend it', 'U0LIB', '2024-01-20', 'open', 'U0LIB', '2024-01-08 10:00Z', '')`, "178"},
		{figure("Green", "final"), "178"}, // by which the action is looked at again
		{`UPDATE actions SET due = '2024-01-22'`, "178"},
		{`INSERT INTO delegations (indicator_id, period, delegate, delegated_by, delegated_at) VALUES (` + coroners + `, '2023-24Q3', 'U0LIB', 'U0CORONER', '2024-01-08 10:00Z')`, "178"},
		{`DELETE FROM delegations`, "178"},
		{`UPDATE indicators SET owner = 'U0LIB' WHERE code = '178'`, "178"},
		{`UPDATE indicators SET title = 'Another title' WHERE code = '178'`, ""},
		{`UPDATE people SET manager = NULL WHERE slack_id = 'U0SKILLS'`, "SKL1"},
		{`UPDATE people SET name = 'Another name' WHERE slack_id = 'U0SKILLS'`, ""},
		{`UPDATE people SET roles = '{}' WHERE slack_id = 'U0PERF'`, "everything"},
		{`INSERT INTO leaves (person, first_day, last_day, deputy, recorded_by, recorded_at) VALUES ('U0LIB', '2024-01-08', '2024-02-08', 'U0SKILLS', 'U0LIB', '2024-01-08 10:00Z')`, "178 LIB1"},
		{`INSERT INTO slack_people (person, zone, deactivated, read_at) VALUES ('U0SKILLS', '', false, '2024-01-08 10:00Z')`, "178 LIB1 SKL1"}, // who stands in
		{`UPDATE slack_people SET read_at = '2024-01-08 11:00Z'`, ""},
		{`UPDATE slack_people SET zone = 'Europe/Paris' WHERE person = 'U0SKILLS'`, "178 LIB1 SKL1"},
		{`UPDATE leaves SET replaced_at = '2024-01-08 12:00Z'`, "178 LIB1"},
		{`INSERT INTO snoozes (person, until, asked_at) VALUES ('U0SKILLS', '2024-01-10', '2024-01-08 10:00Z')`, "SKL1"},
		{`UPDATE committees SET ladder = '0'`, "everything"},
		{`UPDATE committees SET channel = 'C0OTHER'`, ""},
		{`UPDATE collections SET due = due + 1`, "everything"},
		{`INSERT INTO closures (day, name) VALUES ('2024-01-10', 'Closed')`, "everything"},
		{`UPDATE plan_rules SET release = ''`, ""},
	} {
		for _, query := range []string{`DELETE FROM plan_diary`, change.query} {
			if _, err := s.patient.ExecContext(t.Context(), query); err != nil {
				t.Fatalf("%s: %v", query, err)
			}
		}
		l, err := readLooks(t.Context(), s.patient, monday)
		if err != nil {
			t.Fatal(err)
		}
		var looks []string
		for code, id := range ids {
			if slices.Contains(l.indicators, id) {
				looks = append(looks, code)
			}
		}
		slices.Sort(looks)
		if l.whole {
			looks = []string{"everything"}
		}
		if got := strings.Join(looks, " "); got != change.looks {
			t.Errorf("%s\nasks for a look at %q, want %q", change.query, got, change.looks)
		}
	}
}

// Whoever's message was refused has no other that day. What it was to say they are told on the next, though a plan has
// looked meanwhile.
func TestARefusedMessageIsOwedTheNextDay(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	opens := at(t, "2024-01-02 09:00")
	same(t, "the morning of the opening", everyOwner+" U0PERF", recipients(mustPlan(t, s, opens)))
	if _, err := s.patient.ExecContext(t.Context(), `UPDATE notifications SET state = 'rejected', settled_at = planned_at`); err != nil {
		t.Fatal(err)
	}
	same(t, "a minute later", "", recipients(mustPlan(t, s, opens.later(time.Minute))))
	same(t, "the next morning", everyOwner+" U0PERF", recipients(mustPlan(t, s, opens.later(24*time.Hour))))
}

// An indicator of which nothing waits is next looked at when a collection opens. Before that nothing is owed about it,
// though somebody of the performance team, who hears of every late figure, comes and goes.
func TestWhatDoesNotWaitIsLookedAtWhenACollectionOpens(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	for _, change := range []string{
		`INSERT INTO collections (period, opens, due) VALUES ('2023-24Q4', '2024-04-02', '2024-04-19')`,
		`INSERT INTO leaves (person, first_day, last_day, recorded_by, recorded_at) VALUES ('U0PERF', '2024-01-10', '2024-01-12', 'U0PERF', '2024-01-08 10:00Z')`,
	} {
		if _, err := s.patient.ExecContext(t.Context(), change); err != nil {
			t.Fatal(err)
		}
	}
	now := at(t, "2024-01-08 11:00")
	postedOf(t, s, now, "LIB2", "450000", "More visits in the autumn.")
	mustPlan(t, s, now)
	const next = `SELECT COALESCE(to_char(min(look_at) AT TIME ZONE 'Europe/London', 'MMDDHH24'), '0')::int FROM plan_diary
		WHERE (SELECT id FROM indicators WHERE code = $1) = ANY (indicators)`
	if got := count(t, s, next, "LIB2"); got != 40209 {
		t.Errorf("what is in is looked at again at %06d, want 040209, when the next collection opens", got)
	}
	if got := count(t, s, next, "LIB1"); got > 11109 || got == 0 {
		t.Errorf("what is awaited is looked at again at %06d, want 011009, when the performance team's leave begins, or before", got)
	}
}
