package store

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

func importedOf(code string, p kpi.Period, value string) kpi.Figure {
	v := decimal.RequireFromString(value)
	return kpi.Figure{Indicator: code, Period: p, Value: &v, Status: kpi.Final}
}

// stillRed is how an alert counts the periods.
func stillRed(t testing.TB, s *Store, n Notification) (run, before int, of kpi.Period) {
	t.Helper()
	told, err := s.Tidings(t.Context(), n, today)
	if err != nil || len(told) != 1 {
		t.Fatalf("%d tidings: %v", len(told), err)
	}
	return told[0].Run, told[0].Before, told[0].Of
}

// The seed has LIB1 red in Q1 and Q2, by an import which told nobody: the next red is told of as the third running,
// once, whatever is revised in it.
func TestAStandingRedIsToldOf(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	postedOf(t, s, now, "LIB1", "60000", "")
	alerts := newsOf(t, s, kpi.NewsRed)
	same(t, "who is told", "U0MGRPLACE", recipients(alerts))
	if run, before, of := stillRed(t, s, alerts[0]); run != 3 || before != 2 || of != quarter3 {
		t.Errorf("run %d after %d, of %v", run, before, of)
	}
	postedOf(t, s, now, "LIB1", "61000", "A slip.")
	if n := len(newsOf(t, s, kpi.NewsRed)); n != 1 {
		t.Errorf("%d alerts after a revision", n)
	}
}

// A red of the next quarter is told of though the turn has been; it is acknowledged by itself, and both recover as one.
func TestARedThatGoesOn(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	postedOf(t, s, now, "REG1", "50", "")
	first := newsOf(t, s, kpi.NewsRed)[0]
	say(t, s, first, now)
	acknowledge := func(p kpi.Period, at Clocks) error {
		return s.Acknowledge(t.Context(), Acknowledgement{By: "U0MGRREG", Code: "REG1", Period: p, Now: at.Now, Today: at.today(), Zone: at.Zone})
	}
	if err := acknowledge(quarter3, now); err != nil {
		t.Fatal(err)
	}
	mustImport(t, s, kpi.Register{Collections: []kpi.Collection{{Period: kpi.Quarter(2023, 4), Opens: date(t, "2024-04-02"), Due: date(t, "2024-04-22")}}})
	april := at(t, "2024-04-08 10:00")
	postedOf(t, s, april, "REG1", "49", "")
	alerts := newsOf(t, s, kpi.NewsRed)
	if len(alerts) != 2 {
		t.Fatalf("%d alerts", len(alerts))
	}
	say(t, s, alerts[1], april)
	if run, _, of := stillRed(t, s, alerts[1]); run != 2 || of != kpi.Quarter(2023, 4) {
		t.Errorf("run %d of %v", run, of)
	}
	seen := func() (by string) {
		told, err := s.Tidings(t.Context(), alerts[1], april.today())
		if err != nil {
			t.Fatal(err)
		}
		return told[0].SeenBy
	}
	if by := seen(); by != "" {
		t.Errorf("%s has acknowledged what had not come in", by)
	}
	if err := acknowledge(kpi.Quarter(2023, 4), april); err != nil || seen() == "" {
		t.Errorf("acknowledging: %v, by %q", err, seen())
	}
	postedOf(t, s, april, "REG1", "80", "Found some.")
	if recovered := newsOf(t, s, kpi.NewsRecovered); recipients(recovered) != "U0MGRREG" {
		t.Errorf("of the recovery hear %q", recipients(recovered))
	}
	postedOf(t, s, april, "REG1", "48", "Lost them.")
	if alerts = newsOf(t, s, kpi.NewsRed); len(alerts) != 3 {
		t.Errorf("%d alerts once it turns red again", len(alerts))
	}
}

// A figure that found the indicator red still, and is taken back, is not told of; or where it was, reads so.
func TestAStillRedIsTakenBack(t *testing.T) {
	t.Parallel()
	for _, said := range []bool{false, true} {
		s, _ := seeded(t)
		now := at(t, "2024-01-08 10:00")
		postedOf(t, s, now, "REG1", "50", "")
		say(t, s, newsOf(t, s, kpi.NewsRed)[0], now)
		mustImport(t, s, kpi.Register{Collections: []kpi.Collection{{Period: kpi.Quarter(2023, 4), Opens: date(t, "2024-04-02"), Due: date(t, "2024-04-22")}}})
		april := at(t, "2024-04-08 10:00")
		posted := postedOf(t, s, april, "REG1", "49", "")
		alert := newsOf(t, s, kpi.NewsRed)[1]
		if said {
			say(t, s, alert, april)
		}
		_, err := s.TakeBack(t.Context(), Undo{RequestID: "undo", By: "U0PERF", Figures: []int64{posted.FigureID}, Now: april.Now, Today: april.today(), Zone: april.Zone})
		if err != nil {
			t.Fatal(err)
		}
		d := begin(t, s, alert.ID, april.later(time.Minute))
		if !said && d.State != Withdrawn || said && d.Task != Refresh {
			t.Errorf("said %t: %v %s", said, d.Task, d.State)
		}
		if told, err := s.Tidings(t.Context(), alert, april.today()); err != nil || told[0].Void == nil || told[0].Ended != nil {
			t.Errorf("it tells %+v: %v", told, err)
		}
		postedOf(t, s, april, "REG1", "48", "")
		if n := len(newsOf(t, s, kpi.NewsRed)); n != 3 {
			t.Errorf("%d alerts once it is posted again", n)
		}
	}
}

// What an import brings of the period that is being collected is told of as if it were posted, once; years of history
// are not.
func TestAnImportedRed(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	figure := func(value string) kpi.Register {
		return kpi.Register{Figures: []kpi.Figure{importedOf("REG1", quarter3, value)}}
	}
	mustImport(t, s, kpi.Register{Figures: []kpi.Figure{importedOf("REG1", kpi.Quarter(2022, 4), "50"), importedOf("TRS2", quarter2, "1")}})
	if n := len(newsOf(t, s, kpi.NewsRed)); n != 0 {
		t.Fatalf("%d alerts of history", n)
	}
	for range 2 {
		mustImport(t, s, figure("50"))
	}
	alerts := newsOf(t, s, kpi.NewsRed)
	same(t, "who is told", "U0MGRREG", recipients(alerts))
	say(t, s, alerts[0], now)
	postedOf(t, s, now, "REG1", "51", "Still red.")
	mustImport(t, s, figure("52"))
	if n := len(newsOf(t, s, kpi.NewsRed)); n != 1 {
		t.Errorf("%d alerts after revisions", n)
	}
	mustImport(t, s, figure("81"))
	if recovered := newsOf(t, s, kpi.NewsRecovered); recipients(recovered) != "U0MGRREG" {
		t.Errorf("of the recovery hear %q", recipients(recovered))
	}
	posted := postedOf(t, s, now, "REG1", "50", "Red again.")
	if n := len(newsOf(t, s, kpi.NewsRed)); n != 2 {
		t.Errorf("%d alerts once it turns red again", n)
	}
	_, err := s.TakeBack(t.Context(), Undo{RequestID: "undo", By: "U0PERF", Figures: []int64{posted.FigureID}, Now: now.Now, Today: now.today(), Zone: now.Zone})
	if err != nil {
		t.Fatal(err)
	}
	if d := begin(t, s, newsOf(t, s, kpi.NewsRed)[1].ID, now.later(time.Minute)); d.State != Withdrawn {
		t.Errorf("an alert that was taken back is %s", d.State)
	}
}

// The first figures that a council imports are its history, whichever period is being collected. The next sheet tells
// each manager of that period's reds in one message.
func TestAFirstImportFloodsNobody(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	r := seedRegister(t)
	sheet := []kpi.Figure{
		importedOf("REG1", quarter3, "10"), importedOf("REG2", quarter3, "10"), importedOf("LIB1", quarter3, "10"), importedOf("TRS1", quarter3, "300"),
	}
	r.Figures = append(r.Figures, importedOf("LIB2", quarter3, "1"))
	mustImport(t, s, r)
	if told := append(newsOf(t, s, kpi.NewsRed), newsOf(t, s, kpi.NewsRedDigest)...); len(told) > 0 {
		t.Fatalf("of history hear %q", recipients(told))
	}
	mustImport(t, s, kpi.Register{Figures: sheet})
	alerts, digests := newsOf(t, s, kpi.NewsRed), newsOf(t, s, kpi.NewsRedDigest)
	if recipients(alerts) != "U0MGRPLACE" || recipients(digests) != "U0MGRREG" {
		t.Fatalf("alerts to %q, lists to %q", recipients(alerts), recipients(digests))
	}
	same(t, "the list", "REG1 red, REG2 red", tells(t, s, digests[0]))
	if run, _, _ := stillRed(t, s, alerts[0]); run != 3 {
		t.Errorf("LIB1 is red for the %d. quarter running", run)
	}
}

func date(t testing.TB, text string) kpi.Date {
	t.Helper()
	d, err := kpi.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
