package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/shopspring/decimal"

	"chaser/kpi"
	"chaser/store/storetest"
)

// proven is a council in which something of every kind has happened that the trail tells of.
var proven = storetest.Template{From: &migrated, Fill: func(t testing.TB, dsn string) {
	fill(t, dsn, func(s *Store) { liveAWhile(t, s) })
}}

func liveAWhile(t testing.TB, s *Store) {
	ctx := t.Context()
	r := seedRegister(t)
	r.Committees[0].SignOff, r.Committees[0].Corrections = kpi.ManagerSignOff, kpi.TeamCorrects
	mustImport(t, s, r)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	target := decimal.NewFromInt(70)
	r.Indicators[0].Target = &target // LIB1's
	r.Collections[2].Publishes = today.AddDays(60)
	r.Indicators[0].Targets = map[kpi.Period]decimal.Decimal{quarter3: target}
	mustImport(t, s, r)

	posted := mustPost(t, s, coronersPost(t, "R1", "150", "Counted"))
	_, err := s.SignOff(ctx, Request{By: "U0PERF", Now: monday}, []int64{posted.FigureID}, today)
	must(err)
	returned := mustPost(t, s, Post{RequestID: "R2", By: "U0REGISTR", Code: "REG1", Posting: typed(t, "96", "As usual"), Now: monday, Today: today})
	_, err = s.SendBack(ctx, Request{By: "U0PERF", Now: monday}, returned.FigureID, "Look again", today)
	must(err)
	undone := mustPost(t, s, Post{RequestID: "R3", By: "U0CORONER", Code: "177", Posting: typed(t, "60", "Mistyped"), Now: monday, Today: today})
	mustTakeBack(t, s, undo("R4", "U0CORONER", undone.FigureID))
	mustPost(t, s, Post{RequestID: "R5", By: "U0CORONER", Code: "177", Posting: typed(t, "66", "Right"), Now: monday, Today: today})

	raised := mustRaise(t, s, asks("U0LIB", "A1"), "LIB1", sessions())
	_, err = s.SettleAction(ctx, asks("U0LIB", "A2"), raised.Action.ID, kpi.ActionDone, "Held")
	must(err)
	mustRaise(t, s, asks("U0LIB", "A3"), "LIB1", kpi.Undertaking{Text: "Open on Sundays", Due: feb})

	first := mustPublish(t, s, publishing(true))
	_, err = s.TakeBackPublication(ctx, unpublish(first.Publication.ID, time.Minute))
	must(err)
	again := publishing(true)
	again.Now = monday.Add(2 * time.Minute)
	published := mustPublish(t, s, again)
	keepAReport(t, s, published.Publication.ID)

	p := correcting(t, "R6", "151", "Counted again")
	p.Shown = correctionShown(t, s, p).Seal()
	mustPost(t, s, p)
	_, err = s.DecideCorrection(ctx, deciding(waitsFor(t, s).ID, "U0PERF", CorrectionDeclined).because("It agrees with the return."))
	must(err)

	asked := mustAsk(t, s, ask("178", "Q1", "U0CLLR1", "Why fewer?", at(t, "2024-01-08 10:00")))
	_, err = s.AnswerQuestion(ctx, Answer{Question: asked.Question.ID, By: "U0CORONER", Text: "Leave.", Now: monday, Today: today})
	must(err)
	mustDelegate(t, s, "U0CORONER", "179", "U0LIB")
	must(s.RecordLeave(ctx, Request{By: "U0LIB", Now: monday}, kpi.Leave{Person: "U0LIB", First: today.AddDays(3), Last: today.AddDays(5), Deputy: "U0REGISTR"}, today))
	must(s.SetAlerts(ctx, Request{By: "U0MGRREG", Now: monday}, kpi.AlertsDaily))
	for _, goOn := range []bool{false, true, false} {
		_, err = s.StopSetDay(ctx, StopSetDay{By: "U0PERF", Committee: csmi, Period: quarter3, GoOn: goOn, Now: monday})
		must(err)
	}
	red := mustPost(t, s, Post{RequestID: "R8", By: "U0REGISTR", Code: "REG2", Posting: typed(t, "21", "Leave"), Now: monday, Today: today})
	_, err = s.SignOff(ctx, Request{By: "U0PERF", Now: monday}, []int64{red.FigureID}, today)
	must(err)
	must(s.Acknowledge(ctx, Acknowledgement{By: "U0MGRREG", Code: "REG2", Period: quarter3, Now: monday, Today: today, Zone: time.UTC}))
	must(s.StateTrail(ctx, at(t, "2024-01-08 16:00")))
	mustPost(t, s, Post{RequestID: "R7", By: "U0CORONER", Code: "175", Posting: typed(t, "501", "Since the state"), Now: monday.Add(8 * time.Hour), Today: today})
}

func (d Decision) because(why string) Decision {
	d.Why = why
	return d
}

func keepAReport(t testing.TB, s *Store, publication int64) {
	t.Helper()
	reading, err := s.ReadReport(t.Context(), csmi, quarter2, today)
	if err != nil {
		t.Fatal(err)
	}
	trail, err := reading.Trail(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := reading.Close(); err != nil {
		t.Fatal(err)
	}
	content := "the cards"
	sum := sha256.Sum256([]byte(content))
	file := ReportFile{Audience: "members", Format: "cards", Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:]), MadeAt: monday}
	_, err = s.KeepReportEdition(t.Context(), ReportEdition{
		Committee: csmi, Period: quarter2, Number: 1, Publication: publication, Head: `{"a":"head"}`, MadeAt: monday, Trail: trail,
	}, "digest", file, strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
}

// asSuperuser does harm past every trigger and reference, shows the harmed trail to see, and puts all back.
func asSuperuser(t *testing.T, s *Store, harm func(tx *sqlx.Tx), see func(tx *sqlx.Tx)) {
	t.Helper()
	tx, err := s.patient.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(t.Context(), `SET LOCAL session_replication_role = replica`); err != nil {
		t.Fatal(err)
	}
	harm(tx)
	see(tx)
}

// Whatever somebody with all the database's rights changes of what the trail tells of, audit verify names it, with the
// entry that says otherwise. An entry of 0: there is none.
func TestVerifyAuditNamesWhatIsNotAsTheTrailSays(t *testing.T) {
	t.Parallel()
	s := openStore(t, proven.DSN(t))
	auditWhole(t, s)
	const (
		posted   = `id = (SELECT figure_id FROM requests WHERE id = 'R1')`
		returned = `(SELECT figure_id FROM requests WHERE id = 'R2')`
		edition  = `publication_id = (SELECT id FROM publications)`
	)
	deleteAll := func(tables ...string) (all string) {
		for _, table := range tables {
			all += `DELETE FROM ` + table + `; `
		}
		return all
	}
	for _, c := range []struct{ name, harm, names string }{
		{"a figure's value", `UPDATE figure_revisions SET value = 210 WHERE ` + posted, "value is “210”, and the entry says “150”"},
		{"its digits", `UPDATE figure_revisions SET value = 150.0 WHERE ` + posted, "value is “150.0”"},
		{"its numerator", `UPDATE figure_revisions SET numerator = 1, denominator = 2 WHERE ` + posted, "numerator is “1”"},
		{"its rating", `UPDATE figure_revisions SET rating = 'Green' WHERE ` + posted, "rating is “Green”"},
		{"its rule", `UPDATE figure_revisions SET rule = 'met' WHERE ` + posted, "rule is “met”"},
		{"its target", `UPDATE figure_revisions SET target = 1 WHERE ` + posted, "target is “1”"},
		{"its baseline", `UPDATE figure_revisions SET baseline = 1 WHERE ` + posted, "baseline is “1”"},
		{"its gap", `UPDATE figure_revisions SET gap = 1 WHERE ` + posted, "gap is “1”"},
		{"its explanation", `UPDATE figure_revisions SET explanation = 'All is well' WHERE ` + posted, "explanation is “All is well”"},
		{"its direction", `UPDATE figure_revisions SET direction = 'up' WHERE ` + posted, "direction is “up”"},
		{"its status", `UPDATE figure_revisions SET status = 'provisional' WHERE ` + posted, "status is “provisional”"},
		{"its commentary", `UPDATE figure_revisions SET commentary = 'Better' WHERE ` + posted, "commentary is “Better”"},
		{"its actions", `UPDATE figure_revisions SET actions = 'Many' WHERE ` + posted, "actions is “Many”"},
		{"the doubts confirmed", `UPDATE figure_revisions SET confirmed = '{scale}' WHERE ` + posted, "confirmed is “[scale]”"},
		{"who posted it", `UPDATE figure_revisions SET posted_by = 'U0LIB' WHERE ` + posted, "who posted it is “U0LIB”"},
		{"nobody posted it", `UPDATE figure_revisions SET posted_by = NULL WHERE ` + posted, "who posted it is empty"},
		{"when it was posted", `UPDATE figure_revisions SET posted_at = posted_at - interval '1 day' WHERE ` + posted, "is not there as it was recorded"},
		{"its period", `UPDATE figure_revisions SET period = '2022-23Q3' WHERE ` + posted, "is not there as it was recorded"},
		{"its indicator", `UPDATE figure_revisions SET indicator_id = (SELECT id FROM indicators WHERE code = 'YTH1') WHERE ` + posted, "is not there as it was recorded"},
		{"a revision deleted", `DELETE FROM figure_revisions WHERE ` + posted, "figure 178 2023-24Q3, revision 1: is not there as it was recorded"},
		{"a revision inserted", `INSERT INTO figure_revisions (indicator_id, period, revision, value, status, commentary, actions, reason, posted_by, posted_at, rating, direction, explanation)
			SELECT indicator_id, period, 2, 300, status, '', '', 'better', posted_by, posted_at, rating, direction, explanation FROM figure_revisions WHERE ` + posted,
			"is broken: figure 178 2023-24Q3, revision 2, is there, and no entry says"},
		{"one of the seed's figures", `UPDATE figure_revisions SET value = 100000 WHERE value = 96326`, "at entry 22: figure LIB1"},
		{"all figures truncated", `TRUNCATE figure_revisions CASCADE`, "is not there as it was recorded"},

		{"what was taken back stands", `DROP INDEX figure_revisions_standing; UPDATE figure_revisions SET taken_back_at = NULL, taken_back_by = NULL, taken_back_request = NULL`, "was taken back, and stands again"},
		{"what stands is taken back", `UPDATE figure_revisions SET taken_back_at = posted_at WHERE ` + posted, "marked as taken back, and no entry says so"},
		{"who took it back", `UPDATE figure_revisions SET taken_back_by = 'U0LIB' WHERE taken_back_at IS NOT NULL`, "who took it back"},

		{"a sign-off", `UPDATE sign_offs SET state = 'approved', reason = '' WHERE figure_id = ` + returned, "sign-off is “approved”, and the entry says “sent-back”"},
		{"who signed off", `UPDATE sign_offs SET said_by = 'U0LIB' WHERE state = 'approved'`, "who said so of its sign-off"},
		{"why it was sent back", `UPDATE sign_offs SET reason = 'No' WHERE state = 'sent-back'`, "reason for sending it back"},
		{"a sign-off that nobody gave", `UPDATE sign_offs SET state = 'approved', said_by = 'U0PERF', said_at = now() WHERE state = 'awaiting'`, "its sign-off is “approved”, and no entry says so"},
		{"a sign-off by who posted it", `UPDATE sign_offs o SET state = 'approved', said_by = f.posted_by, said_at = f.posted_at FROM figure_revisions f WHERE f.id = o.figure_id AND o.state = 'awaiting'`,
			"its sign-off is “approved”, and no entry says so"},
		{"a sign-off deleted", `DELETE FROM sign_offs WHERE state = 'awaiting'`, "its sign-off is “”, and no entry says so"},

		{"a published card", `UPDATE edition_cards SET card = replace(card, '142', '242') WHERE ` + edition + ` AND card LIKE '%142%'`, "has been altered since it was published"},
		{"a published card's figure", `UPDATE edition_cards SET figure_id = figure_id - 1 WHERE ` + edition + ` AND indicator_id = 5`, "refers to another figure"},
		{"a published card's period", `UPDATE edition_cards SET period = '2023-24Q1' WHERE ` + edition + ` AND indicator_id = 5`, "under another period"},
		{"a published card deleted", `DELETE FROM edition_cards WHERE ` + edition + ` AND indicator_id = 5`, "is missing"},
		{"a published card put there", `CREATE TEMP TABLE another ON COMMIT DROP AS SELECT * FROM indicators WHERE code = '175';
			UPDATE another SET id = 999, code = 'EVE1', code_key = 'eve1'; INSERT INTO indicators OVERRIDING SYSTEM VALUE SELECT * FROM another;
			INSERT INTO edition_cards SELECT id, 999, '2023-24Q2', NULL, '{}' FROM publications`, "was put there since"},
		{"a card of what was taken back", `UPDATE edition_cards SET card = '{}' WHERE publication_id = (SELECT min(id) FROM publication_editions)`, "has been altered since it was published"},
		{"who published", `UPDATE publication_editions SET published_by = 'U0LIB'`, "who published it is “U0LIB”"},
		{"when it was published", `UPDATE publication_editions SET published_at = published_at - interval '1 day'`, "is not there as it was recorded"},
		{"a publication deleted", `DELETE FROM publication_editions WHERE id = (SELECT id FROM publications)`, "is not there as it was recorded"},
		{"a publication that was taken back", `DROP INDEX publication_editions_standing; UPDATE publication_editions SET taken_back_at = NULL, taken_back_by = NULL`, "was taken back, and stands again"},
		{"a publication put there", `INSERT INTO publication_editions (committee, period, automatic, published_at) SELECT committee, '2023-24Q1', false, published_at FROM publications`, "is there, and no entry says so"},

		{"an action's words", `UPDATE actions SET words = 'Nothing' WHERE state = 'open'`, "text is “Nothing”"},
		{"an action's day", `UPDATE actions SET due = due + 30 WHERE state = 'open'`, "due is"},
		{"an action's owner", `UPDATE actions SET owner = 'U0REGISTR' WHERE state = 'open'`, "owner is “U0REGISTR”"},
		{"an action done", `UPDATE actions SET state = 'done', settled_by = owner, settled_at = raised_at WHERE state = 'open'`, "state is “done”, and the entry says “open”"},
		{"an action's outcome", `UPDATE actions SET outcome = 'A triumph' WHERE state = 'done'`, "outcome is “A triumph”"},
		{"who settled it", `UPDATE actions SET settled_by = 'U0REGISTR' WHERE state = 'done'`, "who settled it"},
		{"who raised it", `UPDATE actions SET raised_by = 'U0REGISTR'`, "who raised it"},
		{"an action of another figure", `UPDATE actions SET period = '2023-24Q1'`, "it is there as action"},
		{"an action deleted", `DELETE FROM actions WHERE state = 'open'`, "is not there any more"},
		{"an action inserted", `INSERT INTO actions (indicator_id, period, words, owner, due, state, raised_by, raised_at, outcome)
			SELECT indicator_id, period, 'More', owner, due, state, raised_by, raised_at, outcome FROM actions WHERE state = 'open'`, "is there, and no entry says so"},
		{"an action's history", `UPDATE action_events SET person = 'U0REGISTR'`, "its history says something else"},
		{"a part of its history", `DELETE FROM action_events WHERE act = 'done'`, "its history does not have this"},

		{"a target", `UPDATE indicators SET target = 50 WHERE code = 'LIB1'`, "indicator LIB1: target is “50”, and the entry says “70”"},
		{"a period's target", `UPDATE indicator_targets SET target = target + 1`, "target for"},
		{"a period's target deleted", `DELETE FROM indicator_targets`, "target for"},
		{"a rule", `UPDATE indicators SET rule = 'met' WHERE code = 'LIB1'`, "its rule is “met”, and no entry says so"},
		{"an owner", `UPDATE indicators SET owner = 'U0LIB' WHERE code = '178'`, "owner is “U0LIB”"},
		{"an indicator deleted", `DELETE FROM indicators WHERE code = 'YTH1'`, "figure YTH1"},
		{"a role", `UPDATE people SET roles = '{member,admin}' WHERE slack_id = 'U0CORONER'`, "person U0CORONER: roles is"},
		{"a line manager", `UPDATE people SET manager = 'U0LIB' WHERE slack_id = 'U0CORONER'`, "person U0CORONER:"},
		{"how alerts are told", `UPDATE people SET alerts = NULL`, "alerts is empty, and the entry says “daily”"},
		{"a person inserted", `INSERT INTO people (slack_id, name, email, roles) VALUES ('U0EVE', 'Eve', '', '{admin}')`, "person U0EVE is there, and no entry says so"},
		{"a committee's sign-off", `UPDATE committees SET sign_off = NULL`, "sign_off is empty, and the entry says “manager”"},
		{"a committee's members", `DELETE FROM committee_members`, "members is empty"},
		{"self sign-off", `UPDATE committees SET self_sign_off = true`, "self_sign_off is “true”, and no entry says so"},
		{"a collection's day", `UPDATE collections SET due = due + 1`, "due is"},

		{"a kept report", `UPDATE report_parts SET part = 'other cards'`, "has been altered since it was printed"},
		{"a kept report and its sum", `UPDATE report_parts SET part = 'the cardS'; UPDATE report_files SET sha256 = encode(sha256('the cardS'), 'hex')`, "has been altered since it was printed"},
		{"a kept report's head", `UPDATE report_editions SET head = '{}'`, "its head has been altered"},
		{"a kept report deleted", `DELETE FROM report_parts; DELETE FROM report_files`, "is missing"},
		{"an edition deleted", `DELETE FROM report_editions`, "report 2023-24Q2 edition 1: it is missing"},
		{"an edition put there", `INSERT INTO report_editions (committee, period, number, publication_id, restated, head, made_at)
			SELECT committee, period, 2, publication_id, restated, head, made_at FROM report_editions`, "was put there without an entry"},

		{"a question", `UPDATE questions SET text = 'Well done?'`, "text is “Well done?”"},
		{"an answer", `UPDATE questions SET answer = 'No idea.'`, "answer is “No idea.”"},
		{"a question deleted", `DELETE FROM questions`, "is not there any more"},
		{"a correction that was asked for", `UPDATE corrections SET value = 152`, "value is “152”, and the entry says “151”"},
		{"a decision", `UPDATE corrections SET why = 'So'`, "reason is “So”"},
		{"a handing on", `UPDATE delegations SET delegate = 'U0REGISTR'`, "who has it is “U0REGISTR”"},
		{"what lists show its own people", `UPDATE latest_cards SET own_rating = 'Green' WHERE own_rating = 'Red'`,
			"what lists show of indicator LIB1 is not what its figures say: the rating for its own people is “Green”, and should be “Red”"},
		{"what lists show others", `UPDATE latest_cards SET seen_gap = 1 WHERE seen_rating = 'Red'`, "the gap for others is “1”"},
		{"what lists hide", `UPDATE latest_cards SET shown_from = NULL`, "the first published period is empty"},
		{"what is not listed", `DELETE FROM latest_cards`, "what lists show of indicator LIB1 is not what its figures say"},
		{"who is asked to sign", `UPDATE unsigned_figures SET signer = 'U0LIB'`, "is not what its figures say: who signs it is “U0LIB”, and should be “"},
		{"what is not asked for", `DELETE FROM unsigned_figures`, "a figure awaits it, and is not listed"},
		{"what is asked for in vain", `INSERT INTO unsigned_figures SELECT indicator_id, '2009-10Q1', figure_id, revision, posted_at, posted_by, owner, self_sign_off, signer FROM unsigned_figures`,
			"for Q1 2009/10 is not what its figures say: a figure is listed that does not await it"},
		{"who acknowledged a Red", `UPDATE red_turns SET acknowledged_by = 'U0PERF' WHERE acknowledged_at IS NOT NULL`, "who acknowledged it is “U0PERF”, and the entry says “U0MGRREG”"},
		{"an acknowledgement taken away", `UPDATE red_turns SET acknowledged_by = NULL, acknowledged_at = NULL`, "time is empty, and the entry says"},
		{"an acknowledgement that nobody gave", `INSERT INTO red_turns (indicator_id, turned_figure, left_figure, acknowledged_by, acknowledged_at)
			SELECT indicator_id, 1, 1, acknowledged_by, acknowledged_at + interval '1 hour' FROM red_turns`, "turned Red, by U0MGRREG is there, and no entry says so"},
		{"a stopped set day", `DELETE FROM stopped_set_days`, "set day 2023-24Q3: it is not there any more"},
		{"who stopped it", `UPDATE stopped_set_days SET stopped_by = 'U0CLLR1'`, "who stopped it is “U0CLLR1”"},
		{"a set day that nobody stopped", `INSERT INTO stopped_set_days SELECT committee, '2023-24Q2', day, stopped_by, stopped_at FROM stopped_set_days`,
			"the stopped set day of 2023-24Q2 is there, and no entry says so"},
		{"a leave", `UPDATE leaves SET last_day = last_day + 1`, "last day is"},

		{"the last entry, and the head with it", `DELETE FROM audit_entries e USING audit_chains h WHERE e.chain = h.chain AND e.seq = h.seq AND h.chain <> '';
			UPDATE audit_chains h SET seq = h.seq - 1, hash = (SELECT hash FROM audit_entries e WHERE e.chain = h.chain AND e.seq = h.seq - 1) WHERE chain <> ''`,
			"figure 175 2023-24Q3, revision 1, is there, and no entry says"},
		{"a tail of the council's, and the head with it", `DELETE FROM audit_entries WHERE chain = '' AND seq > (SELECT max(seq) - 2 FROM audit_entries WHERE chain = '');
			UPDATE audit_chains h SET (seq, hash) = (SELECT seq, hash FROM audit_entries e WHERE chain = '' ORDER BY seq DESC LIMIT 1) WHERE chain = ''`, "alerts is “daily”"},
		{"a head", `DELETE FROM audit_chains WHERE chain <> ''`, "at entry 1: the chain's head"},
		{"all heads", `DELETE FROM audit_chains`, "of the whole council is broken at entry 1: the chain's head"},
		{"a whole chain", `DELETE FROM audit_entries WHERE chain <> ''; DELETE FROM audit_chains WHERE chain <> ''`, "it is not the entry that was there on 2024-01-08"},
		{"the council's chain", `DELETE FROM audit_entries WHERE chain = ''; DELETE FROM audit_chains WHERE chain = ''`, "is not the entry that was there"},
		{"both chains", deleteAll("audit_entries", "audit_chains"), "and no entry says"},
		{"all entries truncated", `TRUNCATE audit_entries`, "it is missing, and so is all that followed"},
		{"an entry about nothing else", `UPDATE audit_entries SET detail = '{}' WHERE act = 'acknowledged' OR act = 'away'`, "has been altered since it was written"},
	} {
		asSuperuser(t, s, func(tx *sqlx.Tx) {
			if _, err := tx.ExecContext(t.Context(), c.harm); err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
		}, func(tx *sqlx.Tx) {
			_, broken, err := verifyTrail(t.Context(), tx)
			switch {
			case err != nil:
				t.Errorf("%s: %v", c.name, err)
			case broken == nil:
				t.Errorf("%s passes", c.name)
			case !strings.Contains(broken.String(), c.names):
				t.Errorf("%s: got %q, want it to say %q", c.name, broken, c.names)
			default:
				t.Logf("%-45s %s", c.name, broken)
			}
		})
	}
}

// Whoever rewrites an entry together with what it tells of, seals all after it anew and moves the head, contradicts the
// states that were recorded since. Whoever rewrites those too contradicts what is on paper.
func TestARewrittenTrailContradictsItsStates(t *testing.T) {
	t.Parallel()
	s := openStore(t, proven.DSN(t))
	var stated struct{ Digest, Printed string }
	err := s.patient.GetContext(t.Context(), &stated, `
		SELECT (SELECT CAST(detail AS json)->>'digest' FROM audit_entries WHERE act = 'stated') AS digest,
		       (SELECT CAST(detail AS json)->'trail'->>'digest' FROM audit_entries WHERE act = 'reported') AS printed`)
	if err != nil {
		t.Fatal(err)
	}
	for digest, want := range map[string]string{
		stated.Digest: "", strings.ToUpper(stated.Digest[:4]) + " " + stated.Digest[4:]: "", stated.Printed: "report 2023-24Q2 edition 1",
	} {
		found, holds, err := s.FindState(t.Context(), digest)
		if err != nil || !holds || found.Report != want || found.Heads != 2 {
			t.Errorf("%s: %+v %v %v", digest, found, holds, err)
		}
	}
	if _, holds, err := s.FindState(t.Context(), strings.Repeat("0", 32)); holds || err != nil {
		t.Error(holds, err)
	}
	if _, _, err := s.FindState(t.Context(), "9f2c"); err == nil {
		t.Error("four digits are taken for a digest")
	}

	const harm = `
		UPDATE figure_revisions SET value = 210 WHERE id = (SELECT figure_id FROM requests WHERE id = 'R1');
		UPDATE audit_entries SET detail = replace(detail, '"value":"150"', '"value":"210"') WHERE act = 'posted'`
	rewritten := func(tx *sqlx.Tx) {
		if _, err := tx.ExecContext(t.Context(), harm); err != nil {
			t.Fatal(err)
		}
		sealAnew(t, tx)
	}
	asSuperuser(t, s, rewritten, func(tx *sqlx.Tx) {
		_, broken, err := verifyTrail(t.Context(), tx)
		if err != nil || broken == nil || broken.Chain != csmi || !strings.Contains(broken.Problem, "this chain was cut or rewritten") {
			t.Errorf("%v %v", broken, err)
		}
	})
	asSuperuser(t, s, func(tx *sqlx.Tx) {
		rewritten(tx)
		// They write what the heads are now into the states, and a digest that fits.
		restate(t, tx)
		sealAnew(t, tx)
	}, func(tx *sqlx.Tx) {
		if _, broken, err := verifyTrail(t.Context(), tx); err != nil || broken != nil {
			t.Errorf("the forgery is not whole: %v %v", broken, err)
		}
		for _, digest := range []string{stated.Digest, stated.Printed} {
			if _, holds, err := findState(t.Context(), tx, digest); holds || err != nil {
				t.Errorf("it holds what is on paper: %s %v", digest, err)
			}
		}
	})
	// The old digest beside the new heads is none either.
	asSuperuser(t, s, func(tx *sqlx.Tx) {
		rewritten(tx)
		restate(t, tx)
		if _, err := tx.ExecContext(t.Context(), `UPDATE audit_entries SET detail = CAST(CAST(detail AS jsonb) || jsonb_build_object('digest', CAST($1 AS text)) AS text) WHERE act = 'stated'`, stated.Digest); err != nil {
			t.Fatal(err)
		}
		sealAnew(t, tx)
	}, func(tx *sqlx.Tx) {
		if _, holds, err := findState(t.Context(), tx, stated.Digest); holds || err != nil {
			t.Error(holds, err)
		}
	})
}

// A trail that releases before this one wrote says less. What it does not say is not compared, and all else is.
func TestVerifyAuditOfOlderReleases(t *testing.T) {
	t.Parallel()
	s := openStore(t, proven.DSN(t))
	older := func(tx *sqlx.Tx) {
		_, err := tx.ExecContext(t.Context(), `
			UPDATE audit_entries SET detail = CAST(CAST(detail AS jsonb) - '{figure,posted_by,baseline,direction,gap,explanation,sign_off}'::text[] AS text)
			WHERE act IN ('posted', 'revised', 'added') AND subject LIKE 'figure %';
			UPDATE audit_entries SET detail = CAST(CAST(detail AS jsonb) - '{today,correction,instead_of,figure}'::text[] AS text)
			WHERE act IN ('away', 'back from leave', 'asked to correct', 'approved a correction');
			UPDATE audit_entries SET detail = CAST(jsonb_set(CAST(detail AS jsonb) - '{publication,last}'::text[], '{cards}',
				(SELECT jsonb_agg(c - 'period') FROM jsonb_array_elements(CAST(detail AS jsonb)->'cards') c)) AS text) WHERE act = 'published';
			UPDATE audit_entries SET detail = CAST(CAST(detail AS jsonb) - '{head_sha256,trail}'::text[] AS text) WHERE act = 'reported';
			DELETE FROM audit_entries WHERE chain = '' AND act = 'stated';
			UPDATE audit_chains SET seq = seq - 1 WHERE chain = ''`)
		if err != nil {
			t.Fatal(err)
		}
		sealAnew(t, tx)
	}
	for harm, want := range map[string]string{
		`SELECT`: "",
		`UPDATE figure_revisions SET value = 210 WHERE id = (SELECT figure_id FROM requests WHERE id = 'R1')`:   "value is “210”",
		`UPDATE sign_offs SET state = 'approved', said_by = 'U0PERF', said_at = now() WHERE state = 'awaiting'`: "no entry says so",
		`UPDATE edition_cards SET card = '{}'`:                    "has been altered since it was published",
		`UPDATE figure_revisions SET explanation = 'All is well'`: "", // they did not record it
	} {
		asSuperuser(t, s, func(tx *sqlx.Tx) {
			older(tx)
			if _, err := tx.ExecContext(t.Context(), harm); err != nil {
				t.Fatal(err)
			}
		}, func(tx *sqlx.Tx) {
			_, broken, err := verifyTrail(t.Context(), tx)
			if err != nil || (broken == nil) != (want == "") || broken != nil && !strings.Contains(broken.Problem, want) {
				t.Errorf("%s: %v %v, want %q", harm, broken, err, want)
			}
			if n, err := countOlder(t.Context(), tx); err != nil || n == 0 {
				t.Errorf("%d entries of earlier releases: %v", n, err)
			}
		})
	}
}

// sealAnew gives every entry the hash that it must have, and every chain its head.
func sealAnew(t *testing.T, tx *sqlx.Tx) {
	t.Helper()
	var all []sealedEntry
	err := tx.SelectContext(t.Context(), &all, `SELECT chain, seq, at, actor, act, subject, detail, previous, hash FROM audit_entries ORDER BY chain, seq`)
	if err != nil {
		t.Fatal(err)
	}
	last := sealedEntry{}
	for _, e := range all {
		if e.Previous = last.Hash; e.Seq == 1 {
			e.Previous = noHash()
		}
		e.Hash = e.seal()
		last = e
		for _, statement := range []string{
			`UPDATE audit_entries SET previous = $3, hash = $4 WHERE chain = $1 AND seq = $2`,
			`UPDATE audit_chains SET hash = $4 WHERE chain = $1 AND seq = $2 AND CAST($3 AS bytea) IS NOT NULL`,
		} {
			if _, err := tx.ExecContext(t.Context(), statement, e.Chain, e.Seq, e.Previous, e.Hash); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// restate makes the recorded states fit the chains as they are. Each changes the chain that it is in, so the report's
// comes first, and the chains are sealed in between.
func restate(t *testing.T, tx *sqlx.Tx) {
	t.Helper()
	for _, act := range []string{actReported, actStated} {
		state := `'trail'`
		var heads []TrailHead
		err := tx.SelectContext(t.Context(), &heads, `
			SELECT h.chain, h.seq, encode(e.hash, 'hex') AS hash FROM `+recordedStates+`
			CROSS JOIN LATERAL json_to_recordset(r.j->'heads') AS h (chain text, seq bigint, hash text)
			JOIN audit_entries e ON e.chain = h.chain AND e.seq = h.seq WHERE r.act = $1 ORDER BY h.chain`, act)
		if err != nil {
			t.Fatal(err)
		}
		after := stateOf(heads)
		text := ""
		for _, h := range after.Heads {
			text += fmt.Sprintf(`,{"chain":"%s","seq":%d,"hash":"%s"}`, h.Chain, h.Seq, h.Hash)
		}
		text = fmt.Sprintf(`{"digest":"%s","heads":[%s]}`, after.Digest, text[1:])
		if act == actStated {
			_, err = tx.ExecContext(t.Context(), `UPDATE audit_entries SET detail = $1 WHERE act = 'stated'`, text)
		} else {
			_, err = tx.ExecContext(t.Context(), `UPDATE audit_entries SET detail = CAST(CAST(detail AS jsonb) || jsonb_build_object(`+state+`, CAST($1 AS jsonb)) AS text) WHERE act = 'reported'`, text)
		}
		if err != nil {
			t.Fatal(err)
		}
		sealAnew(t, tx)
	}
}

// The state is told once a working day, to each of the performance team, and not while nothing has happened.
func TestStateTrail(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	state := func(when string, want int) {
		t.Helper()
		done := make(chan error, 2)
		for range 2 { // two processes
			go func() { done <- s.StateTrail(context.WithoutCancel(t.Context()), at(t, when)) }()
		}
		for range 2 {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		if n := len(newsOfKind(t, s, kpi.NewsTrail)); n != want {
			t.Errorf("at %s the performance team was told %d times, want %d", when, n, want)
		}
	}
	state("2024-01-08 08:00", 0)
	state("2024-01-08 10:00", 1) // of Friday's
	state("2024-01-08 16:00", 1) // nothing has happened since
	mustPost(t, s, coronersPost(t, "R1", "150", "Counted"))
	state("2024-01-08 16:30", 2)
	state("2024-01-08 16:40", 2)
	state("2024-01-09 16:30", 2)
	mustPost(t, s, coronersPost(t, "R2", "151", "Again"))
	state("2024-01-13 16:30", 2) // Saturday
	state("2024-01-15 09:00", 3)
	auditWhole(t, s)
	var about TrailAbout
	if err := newsOfKind(t, s, kpi.NewsTrail)[1].About(&about); err != nil {
		t.Fatal(err)
	}
	if _, holds, err := s.FindState(t.Context(), about.Digest); !holds || err != nil {
		t.Errorf("what was told is not found: %v", err)
	}
}
