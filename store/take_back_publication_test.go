package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	"chaser/kpi"
)

func unpublish(publication int64, after time.Duration) Unpublish {
	return Unpublish{By: "U0PERF", Publication: publication, Now: monday.Add(after), Today: today, Zone: london}
}

// What was published is taken back until somebody has built on it or it is too late, and the refusal says who has, and
// what to do.
func TestUntilWhenAPublicationIsTakenBack(t *testing.T) {
	t.Parallel()
	later := func(p Publish) Publish {
		p.Period, p.Now = quarter3, monday.Add(time.Minute)
		return p
	}
	for name, c := range map[string]struct {
		since func(t *testing.T, s *Store) // what happens after it was published
		by    string
		after time.Duration
		want  string // of the refusal; empty: it is taken back
	}{
		"at once":                {},
		"by the operator":        {by: "operator"},
		"within the last second": {after: kpi.TakenBackWithin},
		"too late":               {after: kpi.TakenBackWithin + time.Second, want: "It could be for 15 minutes, until 8 January 2024 at 09:15."},
		"by a member":            {by: "U0CLLR1", want: "Only the performance team takes back what was published"},
		"after a question":       {want: "Committee member 1 asked about REG2 on 8 January 2024 at 09:00: “Why?”", since: func(t *testing.T, s *Store) { mustAsk(t, s, asksAboutREG2("Q9")) }},
		"after one about another": {since: func(t *testing.T, s *Store) {
			q := asksAboutREG2("Q9")
			q.Period = quarter3
			_, _ = s.AskQuestion(t.Context(), q)
		}},
		"after an action":             {want: "added an action to SKL1", since: func(t *testing.T, s *Store) { actsOnSKL1(t, s) }},
		"after an action taken back":  {since: func(t *testing.T, s *Store) { takesBackAction(t, s, actsOnSKL1(t, s)) }},
		"after a correction":          {want: "corrected REG2 to 64%", since: func(t *testing.T, s *Store) { mustCorrect(t, s, correctsREG2(t, "R9")) }},
		"after the next one is shown": {want: "Q3 2023/24 was published since", since: func(t *testing.T, s *Store) { mustPublish(t, s, later(publishing(true))) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := openStore(t, withPublication.DSN(t))
			made, err := s.Publications(t.Context())
			if err != nil || len(made) != 1 {
				t.Fatalf("%d publications: %v", len(made), err)
			}
			if c.since != nil {
				c.since(t, s)
			}
			u := unpublish(made[0].ID, c.after)
			switch c.by {
			case "operator":
				u.By = ""
			case "":
			default:
				u.By = c.by
			}
			done, err := s.TakeBackPublication(t.Context(), u)
			var refusal *kpi.Refusal
			switch {
			case c.want == "" && (err != nil || !done.Fresh):
				t.Fatalf("it was not taken back: %+v %v", done, err)
			case c.want != "" && (!errors.As(err, &refusal) || !strings.Contains(refusal.Sentence, c.want)):
				t.Fatalf("it says %v, want %q", err, c.want)
			}
			if n := count(t, s, `SELECT count(*) FROM publications WHERE period = '2023-24Q2'`); (n == 0) != (c.want == "") {
				t.Errorf("%d publications stand", n)
			}
			auditWhole(t, s)
		})
	}
}

func asksAboutREG2(request string) Ask {
	return Ask{RequestID: request, By: "U0CLLR1", Code: "REG2", Period: quarter2, Text: "Why?", Now: monday, Today: today, Zone: london}
}

func correctsREG2(t testing.TB, request string) Post {
	t.Helper()
	p := coronersPost(t, request, "64", "")
	p.By, p.Code, p.Posting.Period, p.Posting.Reason, p.Now = "U0PERF", "REG2", quarter2, "Counted again.", monday
	return p
}

// actsOnSKL1 adds an action.
func actsOnSKL1(t *testing.T, s *Store) kpi.Action {
	t.Helper()
	acted, err := s.RaiseAction(t.Context(), ActionRequest{RequestID: "A9", By: "U0PERF", Now: monday, Today: today}, "SKL1",
		kpi.Undertaking{Period: quarter2, Text: "More evening courses", Due: today.AddDays(30), Owner: "U0SKILLS"})
	if err != nil {
		t.Fatal(err)
	}
	return acted.Action
}

func takesBackAction(t *testing.T, s *Store, a kpi.Action) {
	t.Helper()
	if _, err := s.UndoAction(t.Context(), ActionRequest{RequestID: "A10", By: "U0PERF", Now: monday, Today: today}, a.ID); err != nil {
		t.Fatal(err)
	}
}

// A publication that was taken back leaves its place: what it froze is changed freely, it may be published again, and
// its row and its cards are kept and do not change.
func TestWhatIsLeftOfAPublicationTakenBack(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	first := mustPublish(t, s, publishing(true)).Publication
	for n := range 2 {
		done, err := s.TakeBackPublication(t.Context(), unpublish(first.ID, time.Minute))
		if err != nil || done.Fresh != (n == 0) || done.Publication.TakenBack == nil || done.Publication.TakenBack.ByName != "Performance team" {
			t.Fatalf("the %d. time: %+v %v", n+1, done, err)
		}
	}
	for _, n := range append(newsOfKind(t, s, kpi.NewsRedSummary), newsOfKind(t, s, kpi.NewsRedCard)...) {
		if n.State != Withdrawn || n.Reason != neverSaidNow {
			t.Errorf("%s is %s: %s", n.Kind, n.State, n.Reason)
		}
	}
	if c := cardSeen(t, s, kpi.Person{SlackID: "U0CLLR1"}, "REG2", quarter2); c.Standing.Stage != kpi.StageUnpublished {
		t.Errorf("the committee sees %+v", c.Standing)
	}
	free := correctsREG2(t, "R1")
	if p := mustPost(t, s, free); p.Card.Standing.Restated != nil {
		t.Errorf("it was restated: %+v", p.Card.Standing)
	}
	again := mustPublish(t, s, publishing(true))
	if !again.Fresh || again.Publication.ID == first.ID {
		t.Fatalf("published again: %+v", again)
	}
	if n := count(t, s, `SELECT count(*) FROM edition_cards`); n != 38 {
		t.Errorf("%d cards are kept", n)
	}
	if n := count(t, s, `SELECT count(*) FROM published_cards`); n != 19 {
		t.Errorf("%d cards are published", n)
	}
	if sum, _, err := s.Summary(t.Context(), again.Publication.ID); err != nil || sum.Before != kpi.Quarter(2023, 1) {
		t.Errorf("the second edition compares with %s: %v", sum.Before, err)
	}
	for _, change := range []string{
		`UPDATE publication_editions SET taken_back_at = NULL WHERE taken_back_at IS NOT NULL`, `UPDATE publication_editions SET taken_back_at = now() WHERE taken_back_at IS NOT NULL`,
		`DELETE FROM publication_editions`, `UPDATE edition_cards SET card = ''`, `UPDATE published_cards SET card = ''`,
		`INSERT INTO publications (committee, period, automatic, published_at) SELECT committee, period, automatic, published_at FROM publications`,
	} {
		if _, err := s.patient.Exec(change); err == nil {
			t.Errorf("it took %s", change)
		}
	}
	auditWhole(t, s)
}

// However taking back, or publishing, meets what somebody else does at that moment, one comes first and the other reads
// so: nothing is built on what was taken back, and nothing is taken back that was built on.
func TestATakingBackMeetsAnother(t *testing.T) {
	t.Parallel()
	for name, other := range map[string]func(t *testing.T, s *Store) (does func() error){
		"a question": func(t *testing.T, s *Store) func() error {
			return func() error { _, err := s.AskQuestion(t.Context(), asksAboutREG2("Q1")); return err }
		},
		"a correction": func(t *testing.T, s *Store) func() error {
			p := correctsREG2(t, "R1")
			p.Shown = correctionShown(t, s, p).Seal()
			return func() error { _, err := s.PostFigure(t.Context(), p); return err }
		},
	} {
		for _, first := range []string{"taking back", name} {
			t.Run(name+", first "+first, func(t *testing.T) {
				t.Parallel()
				s := newQueued(t, seedRegister(t))
				made := mustPublish(t, s.Store, publishing(true)).Publication
				takes := func() error {
					_, err := s.TakeBackPublication(t.Context(), unpublish(made.ID, time.Minute))
					return err
				}
				does := other(t, s.Store)
				one, two := takes, does
				if first != "taking back" {
					one, two = does, takes
				}
				letGo := s.holds(t, `SELECT FROM indicators WHERE code = 'REG2' FOR UPDATE`)
				a := s.starts(t, 1, one)
				b := s.starts(t, 2, two)
				letGo()
				if err := <-a; err != nil {
					t.Fatalf("who came first: %v", err)
				}
				err := <-b
				stands := count(t, s.Store, `SELECT count(*) FROM publications`) == 1
				var refusal *kpi.Refusal
				switch {
				case first == "taking back" && (err != nil || stands):
					t.Errorf("it was taken back first, and it stands: %t; %v", stands, err)
				case first != "taking back" && (!errors.As(err, &refusal) || !stands):
					t.Errorf("somebody built on it first, and it stands: %t; %v", stands, err)
				}
				errata := count(t, s.Store, `SELECT count(*) FROM notifications WHERE kind = 'erratum'`)
				if want := name == "a correction" && first != "taking back"; (errata == 1) != want {
					t.Errorf("%d errata", errata)
				}
				auditWhole(t, s.Store)
			})
		}
	}
}

// A revision that meets a publication whose preview was seen: it is published as it was seen, and the revision is a
// correction that is confirmed and told; or it was revised first and nothing is published.
func TestARevisionMeetsAPreviewedPublication(t *testing.T) {
	t.Parallel()
	for _, first := range []string{"the publication", "the correction"} {
		t.Run("first "+first, func(t *testing.T) {
			t.Parallel()
			s := newQueued(t, seedRegister(t))
			seen, err := s.Preview(t.Context(), csmi, quarter2, today)
			if err != nil {
				t.Fatal(err)
			}
			var done Publishing
			publishes := func() (err error) {
				p := publishing(true)
				p.Seen = seen.Digest
				done, err = s.Publish(t.Context(), p)
				return err
			}
			corrects := func() error { confirm(t, s.Store, correctsREG2(t, "R1")); return nil }
			one, two := publishes, corrects
			if first != "the publication" {
				one, two = corrects, publishes
			}
			letGo := s.holds(t, `SELECT FROM indicators WHERE code = 'REG2' FOR UPDATE`)
			a := s.starts(t, 1, one)
			b := s.starts(t, 2, two)
			letGo()
			if err := errors.Join(<-a, <-b); err != nil {
				t.Fatal(err)
			}
			if published := first == "the publication"; done.Published() != published || done.Changed == published {
				t.Errorf("%+v", done)
			}
			errata := count(t, s.Store, `SELECT count(*) FROM notifications WHERE kind = 'erratum'`)
			if (errata == 1) != (first == "the publication") {
				t.Errorf("%d errata", errata)
			}
		})
	}
}

// A preview is what is published, changes nothing, and has another digest as soon as anything of it changes.
func TestAPreviewIsWhatIsPublished(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	look := func() Preview {
		t.Helper()
		v, err := s.Preview(t.Context(), csmi, quarter2, today)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	before := look()
	same(t, "the preview again", before, look())
	digests := map[string]bool{before.Digest: true}
	changes := func(what string) {
		t.Helper()
		if d := look().Digest; digests[d] {
			t.Errorf("after %s the digest is an earlier one", what)
		} else {
			digests[d] = true
		}
	}
	mustPost(t, s, correctsREG2(t, "R1"))
	changes("a correction")
	actsOnSKL1(t, s)
	changes("an action")
	r, err := s.Register(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r.Committees[0].Channel = "C0OTHER"
	mustImport(t, s, r)
	changes("another channel")
	if n := count(t, s, `SELECT count(*) FROM publication_editions`); n != 0 {
		t.Errorf("%d publications were made by looking", n)
	}
	shown := look()
	p := publishing(true)
	p.Seen = shown.Digest
	done := mustPublish(t, s, p)
	said, _, err := s.Summary(t.Context(), done.Publication.ID)
	if err != nil || !done.Fresh {
		t.Fatal(done, err)
	}
	same(t, "what was published", shown.Summary, said)
}

// A set day that is stopped publishes nothing, goes on when somebody says so, and counts again for another day.
func TestASetDayIsStopped(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	r := seedRegister(t)
	for n := range r.Figures {
		r.Figures[n].Actions = "Something is done."
	}
	r.Collections[1].Publishes = today
	mustImport(t, s, r)
	clocks := at(t, "2024-01-08 10:00")
	publishes := func() int {
		t.Helper()
		if err := s.PublishDue(t.Context(), clocks); err != nil {
			t.Fatal(err)
		}
		return count(t, s, `SELECT count(*) FROM publications`)
	}
	stops := func(by string, goOn bool) error {
		_, err := s.StopSetDay(t.Context(), StopSetDay{By: by, Committee: csmi, Period: quarter2, GoOn: goOn, Now: monday})
		return err
	}
	if err := stops("U0CLLR1", false); err == nil {
		t.Error("a member stopped it")
	}
	for range 2 {
		if err := stops("U0PERF", false); err != nil {
			t.Fatal(err)
		}
	}
	if n := publishes(); n != 0 {
		t.Fatalf("%d publications though it was stopped", n)
	}
	if err := stops("U0PERF", true); err != nil {
		t.Fatal(err)
	}
	if n := publishes(); n != 1 {
		t.Fatalf("%d publications after it went on", n)
	}
	if err := stops("U0PERF", false); err == nil {
		t.Error("it was stopped after it was published")
	}
	id := int64(count(t, s, `SELECT id FROM publications`))
	if _, err := s.TakeBackPublication(t.Context(), unpublish(id, time.Minute)); err != nil {
		t.Fatal(err)
	}
	if n := publishes(); n != 0 {
		t.Errorf("%d publications of what was taken back", n)
	}
	r.Collections[1].Publishes = today.AddDays(1)
	mustImport(t, s, r)
	clocks = at(t, "2024-01-09 10:00")
	if n := publishes(); n != 1 {
		t.Errorf("%d publications on another day", n)
	}
	auditWhole(t, s)
}

// The working day before is the council's, across bank holidays and clock changes; a day that is set later is previewed
// at once, and one that is over, or begun, is not.
func TestWhenASetDayIsPreviewed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		set   string
		first string // the first minute of the preview
		last  string // from which it is published instead
	}{
		{"2024-01-10", "2024-01-09 09:00", "2024-01-10 09:00"},
		{"2024-01-08", "2024-01-05 09:00", "2024-01-08 09:00"}, // a Monday
		{"2024-01-06", "2024-01-05 09:00", "2024-01-08 09:00"}, // a Saturday is published on Monday
		{"2024-04-02", "2024-03-28 09:00", "2024-04-02 09:00"}, // Good Friday, Easter Monday, and the clocks went forward
		{"2023-10-30", "2023-10-27 09:00", "2023-10-30 09:00"}, // the clocks went back
		{"2023-12-27", "2023-12-22 09:00", "2023-12-27 09:00"},
	} {
		day, err := kpi.ParseDate(c.set)
		if err != nil {
			t.Fatal(err)
		}
		k := kpi.Collection{Publishes: day}
		for _, is := range []struct {
			at   time.Time
			want bool
		}{
			{at(t, c.first).Now.Add(-time.Minute), false}, {at(t, c.first).Now, true}, {at(t, c.last).Now.Add(-time.Minute), true}, {at(t, c.last).Now, false},
		} {
			if got := k.PreviewsNow(is.at.In(london), kpi.Calendar{}); got != is.want {
				t.Errorf("set for %s, at %s it is previewed: %t", c.set, is.at.In(london), got)
			}
		}
	}
	if (kpi.Collection{}).PreviewsNow(monday, kpi.Calendar{}) {
		t.Error("without a set day it is previewed")
	}
}

// A report and a taking back never both count: whichever comes first refuses the other.
func TestAReportMeetsATakingBack(t *testing.T) {
	t.Parallel()
	for _, first := range []string{"the report", "the taking back"} {
		t.Run("first "+first, func(t *testing.T) {
			t.Parallel()
			s, _ := seeded(t)
			made := mustPublish(t, s, publishing(true)).Publication
			report := func() error {
				const cards = "{}"
				sum := sha256.Sum256([]byte(cards))
				file := ReportFile{Audience: "members", Format: "cards", Size: int64(len(cards)), SHA256: hex.EncodeToString(sum[:]), MadeAt: monday}
				_, err := s.KeepReportEdition(t.Context(), ReportEdition{
					Committee: made.Committee, Period: made.Period, Number: 1, Publication: made.ID, Head: "{}", MadeAt: monday.Add(time.Minute),
				}, "digest", file, strings.NewReader(cards))
				return err
			}
			takeBack := func() error {
				_, err := s.TakeBackPublication(t.Context(), unpublish(made.ID, 2*time.Minute))
				return err
			}
			if first == "the report" {
				same(t, "the report's error", nil, report())
				refused(t, takeBack(), "Its report was made")
				return
			}
			same(t, "the taking back's error", nil, takeBack())
			refused(t, report(), "was taken back")
			auditWhole(t, s)
		})
	}
}
