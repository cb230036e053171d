package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/store/storetest"
)

// correcting is the coroner's posting for the seed's last quarter, in which 142 stands.
func correcting(t testing.TB, request, figure, words string) Post {
	t.Helper()
	p := coronersPost(t, request, figure, words)
	p.Posting.Period = quarter2
	return p
}

// correctionShown is the correction that the poster is asked about.
func correctionShown(t testing.TB, s *Store, p Post) kpi.Correction {
	t.Helper()
	var q *doubt.Question
	if posted, err := s.PostFigure(t.Context(), p); !errors.As(err, &q) || q.Correction == nil {
		t.Fatalf("it was not asked about as a correction: %+v %v", posted, err)
	}
	return *q.Correction
}

// mustCorrect is asked about a correction, and confirms it.
func mustCorrect(t testing.TB, s *Store, p Post) Posted {
	t.Helper()
	p.Shown = correctionShown(t, s, p).Seal()
	return mustPost(t, s, p)
}

// keptRows is how much is kept of all that a posting touches.
func keptRows(t testing.TB, s *Store) string {
	t.Helper()
	said := ""
	for _, table := range []string{"figure_revisions", "requests", "audit_entries", "notifications", "corrections"} {
		said += fmt.Sprintf("%s %d, ", table, count(t, s, `SELECT count(*) FROM `+table))
	}
	return said + fmt.Sprintf("wanted %d", count(t, s, `SELECT COALESCE(sum(wanted), 0) FROM notifications`))
}

// What was published is shown before it is changed, with what the committee will read. A question leaves nothing.
// Confirmed, the committee and the performance team are told once.
func TestACorrectionIsShownFirst(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	mustPublish(t, s, publishing(true))
	before := keptRows(t, s)
	p := correcting(t, "R1", "150", "Counted again")
	c := correctionShown(t, s, p)
	if kpi.Exactly(*c.Seen.Value) != "142" || kpi.Exactly(*c.Restatement.From.Value) != "142" || kpi.Exactly(*c.Restatement.To.Value) != "150" ||
		c.Restatement.To.Reason != "Counted again" || c.Committee != csmi || c.Channel != "C0CSMI" || c.Asks {
		t.Errorf("asked about %+v", c)
	}
	p.Sure, p.Shown = doubt.Kinds, "another"
	correctionShown(t, s, p) // to be sure of a doubt is not to have been shown the correction
	same(t, "what is kept", before, keptRows(t, s))

	p.Sure, p.Shown = nil, c.Seal()
	posted := mustPost(t, s, p)
	same(t, "the same request", posted, mustPost(t, s, p))
	if n := len(newsOfKind(t, s, kpi.NewsErratum)); n != 1 {
		t.Errorf("%d errata", n)
	}
	told := newsOfKind(t, s, kpi.NewsCorrected)
	if len(told) != 1 || told[0].Recipient != "U0PERF" {
		t.Fatalf("told: %+v", told)
	}
	var about CorrectedAbout
	if err := told[0].About(&about); err != nil {
		t.Fatal(err)
	}
	by, all, err := s.CorrectedNews(t.Context(), about)
	if err != nil || by != "Coroners service lead" || len(all) != 1 || kpi.Exactly(*all[0].Before.Value) != "142" || kpi.Exactly(*all[0].Restatement.To.Value) != "150" || all[0].Channel != "C0CSMI" {
		t.Errorf("the performance team reads %q %+v %v", by, all, err)
	}
	if _, err := s.TakeBack(t.Context(), Undo{RequestID: "U1", By: p.By, Figures: []int64{posted.FigureID}, Now: monday, Today: today}); err == nil {
		t.Error("a correction that the committee has read was taken back")
	}
	auditWhole(t, s)
}

// Who made the correction has a receipt, and is not told of it too; all others of the performance team are.
func TestTheTeamIsToldOfACorrection(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	r := seedRegister(t)
	r.People = append(r.People, kpi.Person{SlackID: "U0PERF2", Name: "Second analyst", Roles: []kpi.Role{kpi.Admin}})
	mustImport(t, s, r)
	mustPublish(t, s, publishing(true))
	p := correcting(t, "R1", "150", "Counted again")
	p.By = "U0PERF"
	mustCorrect(t, s, p)
	if told := newsOfKind(t, s, kpi.NewsCorrected); len(told) != 1 || told[0].Recipient != "U0PERF2" {
		t.Errorf("told: %+v", told)
	}
	l := PostList{RequestID: "L1", By: "U0CORONER", Now: monday, Today: today, Rows: []PostRow{
		{Code: "178", Posting: correcting(t, "", "151", "Once more").Posting}, {Code: "177", Posting: correcting(t, "", "120", "Once more").Posting},
	}}
	for n := range l.Rows {
		l.Rows[n].Posting.Period = quarter2
	}
	weighed, err := s.WeighFigures(t.Context(), l)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.PostFigures(t.Context(), l); err == nil {
		t.Fatal("a list was saved that nobody was shown")
	}
	for n, w := range weighed {
		var q *doubt.Question
		if !errors.As(w.Err, &q) || q.Correction == nil {
			t.Fatalf("row %d: %v", n, w.Err)
		}
		l.Rows[n].Shown = q.Correction.Seal()
	}
	for range 2 {
		if posted, err := s.PostFigures(t.Context(), l); err != nil || len(posted) != 2 {
			t.Fatal(posted, err)
		}
	}
	if told := newsOfKind(t, s, kpi.NewsCorrected); len(told) != 3 { // a list is one message to each
		t.Errorf("told: %+v", told)
	}
	auditWhole(t, s)
}

// What changes between the question and the press is shown again: it was published, or revised, since.
func TestWhatHasChangedSinceTheQuestionIsAskedAgain(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	unlikely := correcting(t, "R1", "1420", "Counted again")
	var q *doubt.Question
	if _, err := s.PostFigure(t.Context(), unlikely); !errors.As(err, &q) || q.Correction != nil {
		t.Fatalf("got %v", err)
	}
	unlikely.Sure = q.Kinds()
	mustPublish(t, s, publishing(true))
	c := correctionShown(t, s, unlikely) // published between the question and the press
	other := correcting(t, "R2", "143", "One more")
	other.By = "U0PERF"
	mustCorrect(t, s, other)
	unlikely.Shown = c.Seal()
	again := correctionShown(t, s, unlikely) // revised since
	if kpi.Exactly(*again.Seen.Value) != "143" || kpi.Exactly(*again.Restatement.From.Value) != "142" {
		t.Errorf("it was shown as %+v", again)
	}
	unlikely.Shown = again.Seal()
	mustPost(t, s, unlikely)
	if n := len(newsOfKind(t, s, kpi.NewsErratum)); n != 2 {
		t.Errorf("%d errata", n)
	}
}

// What is no correction is not asked about: a period that was not published, the first figure of one that was published
// without, the same once more. What followed such a first figure is.
func TestWhatIsNoCorrection(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	mustPost(t, s, correcting(t, "R1", "143", "One more"))
	p := publishing(true)
	p.Period = quarter3
	p.Now, p.Today = monday.AddDate(0, 1, 0), kpi.Date{Year: 2024, Month: 2, Day: 8}
	mustPublish(t, s, p)
	first := mustPost(t, s, coronersPost(t, "R2", "150", "At last"))
	if first.Card.Standing.Restated == nil || len(newsOfKind(t, s, kpi.NewsCorrected)) != 0 {
		t.Errorf("the first figure stands as %+v", first.Card.Standing)
	}
	mustPost(t, s, coronersPost(t, "R3", "150", "At last"))
	c := correctionShown(t, s, coronersPost(t, "R4", "151", "Counted again"))
	if kpi.Exactly(*c.Seen.Value) != "150" || c.Restatement.From != nil {
		t.Errorf("asked about %+v", c)
	}
}

// Words that a correction leaves empty stay as they were published, and its reason is its own.
func TestACorrectionKeepsThePublishedWords(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	had := cardSeen(t, s, kpi.Person{}, "178", quarter2).Figure
	none := ""
	p := correcting(t, "R1", "150", "")
	p.Posting.Commentary, p.Posting.Actions, p.Posting.Reason = &none, &none, "Counted again"
	mustPublish(t, s, publishing(true))
	f := mustCorrect(t, s, p).Card.Figure
	if had.Commentary == "" || f.Commentary != had.Commentary || f.Actions != had.Actions || f.Reason != "Counted again" {
		t.Errorf("%+v", f)
	}
}

// An import of what was published otherwise lists it as restated, keeps the words, and tells the performance team once.
func TestAnImportRestates(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	mustPublish(t, s, publishing(true))
	had := cardSeen(t, s, kpi.Person{}, "178", quarter2).Figure
	value := decimal.NewFromInt(150)
	r := kpi.Register{Figures: []kpi.Figure{
		{Indicator: "178", Period: quarter2, Value: &value, Status: kpi.Final}, {Indicator: "177", Period: quarter2, Value: &value, Status: kpi.Final},
		{Indicator: "178", Period: kpi.Quarter(2023, 1), Value: &value, Status: kpi.Final},
	}}
	changes, err := s.ImportRegister(t.Context(), r, monday, true)
	if err != nil || len(changes) != 3 {
		t.Fatal(changes, err)
	}
	for n, want := range []string{"restated", "restated", "revised"} {
		if changes[n].What != want {
			t.Errorf("%+v is not %s", changes[n], want)
		}
	}
	if want := "figure 142 → 150; Contextual → Contextual; published for " + csmi + " on 8 January 2024, whose channel is told"; !strings.Contains(changes[0].Detail, want) {
		t.Errorf("%q does not say %q", changes[0].Detail, want)
	}
	mustImport(t, s, r)
	if again := mustImport(t, s, r); len(again) != 0 {
		t.Errorf("the same again: %v", again)
	}
	f := cardSeen(t, s, kpi.Person{}, "178", quarter2).Standing.Restated
	if f == nil || f.To.Commentary != had.Commentary {
		t.Errorf("%+v", f)
	}
	told := newsOfKind(t, s, kpi.NewsCorrected)
	if len(told) != 1 || len(newsOfKind(t, s, kpi.NewsErratum)) != 2 {
		t.Fatalf("told: %+v", told)
	}
	var about CorrectedAbout
	if err := told[0].About(&about); err != nil || len(about.Of) != 2 || about.By != "" {
		t.Errorf("%+v %v", about, err)
	}
}

// A correction and a publication meet in both orders: whoever is second finds what the first did. A posting that began
// before the publication and comes after it is asked about.
func TestACorrectionMeetsAPublication(t *testing.T) {
	t.Parallel()
	for _, first := range []string{"correction", "publication"} {
		t.Run(first+" first", func(t *testing.T) {
			t.Parallel()
			q := newQueued(t, seedRegister(t))
			letGo := q.holds(t, `SELECT id FROM indicators WHERE code = '178' FOR UPDATE`)
			correct := func() error {
				_, err := q.PostFigure(t.Context(), correcting(t, "R1", "150", "Counted again"))
				return err
			}
			publish := func() error { _, err := q.Publish(t.Context(), publishing(true)); return err }
			do := []func() error{correct, publish}
			if first == "publication" {
				do = []func() error{publish, correct}
			}
			one := q.starts(t, 1, do[0])
			two := q.starts(t, 2, do[1])
			letGo()
			ended(t, one)
			var question *doubt.Question
			err := <-two
			if first == "publication" && (!errors.As(err, &question) || question.Correction == nil) || first == "correction" && err != nil {
				t.Fatalf("the second: %v", err)
			}
			c := cardSeen(t, q.Store, kpi.Person{}, "178", quarter2)
			want := map[string]string{"correction": "150", "publication": "142"}[first]
			if kpi.Exactly(*c.Figure.Value) != want || c.Standing.Restated != nil || len(newsOfKind(t, q.Store, kpi.NewsErratum)) != 0 || len(newsOfKind(t, q.Store, kpi.NewsCorrected)) != 0 {
				t.Errorf("the committee reads %s %+v", kpi.Exactly(*c.Figure.Value), c.Standing)
			}
		})
	}
}

// Whenever a period is published beside its corrections, each figure was published, or is told as one erratum and one
// message to the performance team, or was never saved.
func TestCorrectionsBesideAPublication(t *testing.T) {
	t.Parallel()
	s, dsn := seeded(t)
	other := openStore(t, dsn)
	periods := []kpi.Period{quarter2, kpi.Quarter(2023, 1), kpi.Quarter(2022, 4)}
	for round, of := range periods[:2] {
		const posts = 6
		saved := make([]Posted, posts)
		var together sync.WaitGroup
		for n := range posts {
			together.Go(func() {
				p := correcting(t, fmt.Sprintf("race %d %d", round, n), fmt.Sprint(200+10*round+n), "Counted again")
				p.Posting.Period = of
				saved[n] = confirm(t, []*Store{s, other}[n%2], p)
			})
		}
		publish := publishing(true)
		publish.Period = of
		done := mustPublish(t, s, publish)
		together.Wait()
		var published int64
		if err := s.patient.GetContext(t.Context(), &published, `
			SELECT figure_id FROM published_cards WHERE publication_id = $1 AND indicator_id = (SELECT id FROM indicators WHERE code = '178')`, done.Publication.ID); err != nil {
			t.Fatal(err)
		}
		for _, p := range saved {
			errata := count(t, s, `SELECT count(*) FROM notifications WHERE kind = 'erratum' AND CAST(about AS jsonb)->>'figure' = CAST($1 AS text)`, p.FigureID)
			team := count(t, s, `SELECT count(*) FROM notifications WHERE kind = 'corrected' AND CAST(about AS jsonb)->'of'->0->>'figure' = CAST($1 AS text)`, p.FigureID)
			if later := p.FigureID > published; later != (errata == 1) || later != (team == 1) {
				t.Errorf("figure %d, of which %d was published, has %d errata and is told %d times", p.FigureID, published, errata, team)
			}
		}
	}
	auditWhole(t, s)
}

// confirm posts and confirms whatever is shown, until it is saved.
func confirm(t testing.TB, s *Store, p Post) Posted {
	for {
		posted, err := s.PostFigure(t.Context(), p)
		var q *doubt.Question
		switch {
		case errors.As(err, &q):
			p.Sure = append(p.Sure, q.Kinds()...)
			if q.Correction != nil {
				p.Shown = q.Correction.Seal()
			}
		case errors.Is(err, context.Canceled):
			return posted
		case err != nil:
			t.Error(err)
			return posted
		default:
			return posted
		}
	}
}

// In a committee whose managers sign off, the committee reads of a correction once it is signed off, and the
// performance team before; sent back or taken back it never does.
func TestACorrectionThatAwaitsSignOff(t *testing.T) {
	t.Parallel()
	s := signedOff(t)
	mustPublish(t, s, publishing(true))
	c := correctionShown(t, s, correcting(t, "R1", "150", "Counted again"))
	if c.Restatement.To.SignOff.State != kpi.AwaitsSignOff || c.Signer.SlackID != "U0MGRREG" {
		t.Errorf("asked about %+v", c)
	}
	posted := mustCorrect(t, s, correcting(t, "R1", "150", "Counted again"))
	if n := len(newsOfKind(t, s, kpi.NewsErratum)); n != 0 || len(newsOfKind(t, s, kpi.NewsCorrected)) != 1 {
		t.Errorf("%d errata before the sign-off", n)
	}
	if _, err := s.TakeBack(t.Context(), Undo{RequestID: "U1", By: "U0CORONER", Figures: []int64{posted.FigureID}, Now: monday, Today: today}); err != nil {
		t.Error(err)
	}
	again := mustCorrect(t, s, correcting(t, "R2", "151", "Counted again"))
	third := correctionShown(t, s, correcting(t, "R3", "152", "And again"))
	if kpi.Exactly(*third.Seen.Value) != "142" || kpi.Exactly(*third.Standing.Value) != "151" {
		t.Errorf("the committee sees %+v", third.Seen)
	}
	if _, err := s.SignOff(t.Context(), Request{By: "U0MGRREG", Now: monday}, []int64{again.FigureID}, today); err != nil {
		t.Fatal(err)
	}
	if n := len(newsOfKind(t, s, kpi.NewsErratum)); n != 1 {
		t.Errorf("%d errata", n)
	}
	p := correcting(t, "R3", "152", "And again")
	p.Shown = third.Seal()
	if c := correctionShown(t, s, p); kpi.Exactly(*c.Seen.Value) != "151" { // signed off between the question and the press
		t.Errorf("the committee sees %+v", c.Seen)
	}
	if n := len(newsOfKind(t, s, kpi.NewsCorrected)); n != 2 {
		t.Errorf("the performance team was told %d times", n)
	}
}

// What was posted before the publication and is signed off after it restates what was published, and the performance
// team is told then.
func TestASignOffAfterThePublication(t *testing.T) {
	t.Parallel()
	s := signedOff(t)
	posted := mustPost(t, s, correcting(t, "R1", "150", "Counted again"))
	p := publishing(true)
	p.Now = monday.AddDate(0, 0, 1)
	mustPublish(t, s, p)
	for range 2 {
		_, _ = s.SignOff(t.Context(), Request{By: "U0MGRREG", Now: monday.AddDate(0, 0, 2)}, []int64{posted.FigureID}, today)
	}
	if errata, told := len(newsOfKind(t, s, kpi.NewsErratum)), len(newsOfKind(t, s, kpi.NewsCorrected)); errata != 1 || told != 1 {
		t.Errorf("%d errata, and the performance team is told %d times", errata, told)
	}
}

// teamDecides is the seed with a committee whose corrections the performance team decides on, and its last quarter
// published.
func teamDecides(t testing.TB) *Store {
	t.Helper()
	return openStore(t, theTeamCorrects.DSN(t))
}

var theTeamCorrects = storetest.Template{From: &migrated, Fill: func(t testing.TB, dsn string) {
	fill(t, dsn, func(s *Store) {
		r := seedRegister(t)
		r.Committees[0].Corrections = kpi.TeamCorrects
		mustImport(t, s, r)
		mustPublish(t, s, publishing(true))
	})
}}

func deciding(id int64, by string, say CorrectionState) Decision {
	return Decision{Correction: id, By: by, Say: say, Now: monday, Today: today}
}

// waitsFor is the only correction that waits for the performance team.
func waitsFor(t testing.TB, s *Store) CorrectionRequest {
	t.Helper()
	all, err := s.WaitingCorrections(t.Context(), kpi.Person{SlackID: "U0PERF", Roles: []kpi.Role{kpi.Admin}}, monday, today)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d corrections wait: %v", len(all), err)
	}
	return all[0]
}

// A correction that the performance team is asked for changes nothing that anybody reads until it is approved. The same
// request asks once; another of the same person takes its place, and of somebody else it is refused.
func TestTheTeamIsAskedForACorrection(t *testing.T) {
	t.Parallel()
	s := teamDecides(t)
	c := correctionShown(t, s, correcting(t, "R1", "150", "Counted again"))
	if !c.Asks {
		t.Errorf("asked about %+v", c)
	}
	p := correcting(t, "R1", "150", "Counted again")
	p.Shown = c.Seal()
	for range 3 {
		if posted := mustPost(t, s, p); posted.Asked == nil || posted.Asked.State != CorrectionWaits || posted.Fresh || posted.FigureID != 0 {
			t.Fatalf("%+v", posted)
		}
	}
	if n := len(newsOfKind(t, s, kpi.NewsCorrectionAsked)); n != 1 {
		t.Errorf("the performance team is asked %d times", n)
	}
	for _, who := range []kpi.Person{{}, {SlackID: "U0CORONER"}} {
		if seen := cardSeen(t, s, who, "178", quarter2); kpi.Exactly(*seen.Figure.Value) != "142" || seen.Standing.Restated != nil {
			t.Errorf("%q reads %+v", who.SlackID, seen.Standing)
		}
	}
	manager := correcting(t, "R2", "151", "Mine")
	manager.By = "U0MGRREG"
	var refusal *kpi.Refusal
	if _, err := s.PostFigure(t.Context(), manager); !errors.As(err, &refusal) || !strings.Contains(refusal.Sentence, "Coroners service lead has asked to correct 178 for Q2 2023/24 to 150") {
		t.Errorf("got %v", err)
	}
	if again := correctionShown(t, s, correcting(t, "R3", "152", "Once more")); again.Replaces == nil || kpi.Exactly(*again.Replaces.Value) != "150" {
		t.Errorf("asked about %+v", again)
	}
	mustCorrect(t, s, correcting(t, "R3", "152", "Once more"))
	r := waitsFor(t, s)
	if kpi.Exactly(*r.Figure.Value) != "152" || len(newsOfKind(t, s, kpi.NewsErratum))+len(newsOfKind(t, s, kpi.NewsCorrected)) != 0 {
		t.Errorf("%+v", r)
	}
	admin := correcting(t, "R4", "153", "Mine")
	admin.By = "U0PERF"
	if c := correctionShown(t, s, admin); c.Asks {
		t.Error("an administrator asks the performance team")
	}
	auditWhole(t, s)
}

// A correction is decided once. Either it is approved as it was shown, in the name of who asked, or declined with a
// reason, or withdrawn by who asked. Whoever comes later is told what was decided.
func TestTheTeamDecidesOnACorrection(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name    string
		do      func(r CorrectionRequest) Decision
		refused string // empty: it is done
		want    string // the figure that stands then
		answers int    // who asked is told
	}{
		{"approved", func(r CorrectionRequest) Decision {
			d := deciding(r.ID, "U0PERF", CorrectionApproved)
			d.Shown = r.Correction.Seal()
			return d
		}, "", "150", 1},
		{"approved without a look", func(r CorrectionRequest) Decision { return deciding(r.ID, "U0PERF", CorrectionApproved) }, "has been revised", "142", 0},
		{"approved by its owner", func(r CorrectionRequest) Decision {
			d := deciding(r.ID, "U0CORONER", CorrectionApproved)
			d.Shown = r.Correction.Seal()
			return d
		}, "Only the performance team decides", "142", 0},
		{"declined", func(r CorrectionRequest) Decision {
			d := deciding(r.ID, "U0PERF", CorrectionDeclined)
			d.Why = "The return says 142."
			return d
		}, "", "142", 1},
		{"declined without a reason", func(r CorrectionRequest) Decision { return deciding(r.ID, "U0PERF", CorrectionDeclined) }, "Say why it is declined", "142", 0},
		{"withdrawn", func(r CorrectionRequest) Decision { return deciding(r.ID, "U0CORONER", CorrectionWithdrawn) }, "", "142", 0},
		{"withdrawn by another", func(r CorrectionRequest) Decision { return deciding(r.ID, "U0PERF", CorrectionWithdrawn) }, "Only Coroners service lead", "142", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := teamDecides(t)
			mustCorrect(t, s, correcting(t, "R1", "150", "Counted again"))
			r := waitsFor(t, s)
			before := keptRows(t, s)
			d := test.do(r)
			done, err := s.DecideCorrection(t.Context(), d)
			if test.refused != "" {
				if err == nil || !strings.Contains(err.Error(), test.refused) {
					t.Errorf("got %v", err)
				}
				same(t, "what is kept", before, keptRows(t, s))
				return
			}
			if err != nil || !done.Fresh || done.State != d.Say {
				t.Fatalf("%+v %v", done, err)
			}
			if again, err := s.DecideCorrection(t.Context(), d); err != nil || again.Fresh {
				t.Errorf("the same again: %+v %v", again, err)
			}
			if _, err := s.DecideCorrection(t.Context(), deciding(r.ID, "U0PERF", CorrectionApproved)); d.Say != CorrectionApproved && (err == nil || !strings.Contains(err.Error(), string(d.Say)+" already")) {
				t.Errorf("after it was decided: %v", err)
			}
			f := cardSeen(t, s, kpi.Person{SlackID: "U0CORONER"}, "178", quarter2).Figure
			if kpi.Exactly(*f.Value) != test.want || test.want == "150" && (f.PostedBy != "U0CORONER" || f.Reason != "Counted again") {
				t.Errorf("%+v stands", f)
			}
			errata := map[string]int{"150": 1}[test.want]
			if len(newsOfKind(t, s, kpi.NewsErratum)) != errata || len(newsOfKind(t, s, kpi.NewsCorrectionSaid)) != test.answers || len(newsOfKind(t, s, kpi.NewsCorrected)) != 0 {
				t.Errorf("%d errata, %d answers", len(newsOfKind(t, s, kpi.NewsErratum)), len(newsOfKind(t, s, kpi.NewsCorrectionSaid)))
			}
			auditWhole(t, s)
		})
	}
}

// What was revised since it was shown is shown again before it is approved. Two that decide at once decide once.
func TestACorrectionIsRevisedBeforeItIsApproved(t *testing.T) {
	t.Parallel()
	s := teamDecides(t)
	mustCorrect(t, s, correcting(t, "R1", "150", "Counted again"))
	d := deciding(waitsFor(t, s).ID, "U0PERF", CorrectionApproved)
	d.Shown = waitsFor(t, s).Correction.Seal()
	admin := correcting(t, "R2", "143", "One more")
	admin.By = "U0PERF"
	mustCorrect(t, s, admin)
	var changed *ChangedSince
	if _, err := s.DecideCorrection(t.Context(), d); !errors.As(err, &changed) || kpi.Exactly(*changed.Correction.Seen.Value) != "143" || !changed.Revised() {
		t.Fatalf("got %v", err)
	}
	d.Shown = changed.Correction.Seal()
	var together sync.WaitGroup
	fresh := make([]bool, 4)
	for n := range fresh {
		together.Go(func() {
			done, err := s.DecideCorrection(t.Context(), d)
			if fresh[n] = done.Fresh; err != nil {
				t.Error(err)
			}
		})
	}
	together.Wait()
	if n := count(t, s, `SELECT count(*) FROM figures WHERE value = 150`); n != 1 || len(newsOfKind(t, s, kpi.NewsErratum)) != 2 {
		t.Errorf("%d figures, %d errata, fresh %v", n, len(newsOfKind(t, s, kpi.NewsErratum)), fresh)
	}
	auditWhole(t, s)
}
