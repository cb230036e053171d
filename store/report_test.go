package store

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// reported is a period's report, whole.
func reported(t *testing.T, s *Store, committee string, p kpi.Period, on string) (*ReportReading, []kpi.Reported) {
	t.Helper()
	r, err := s.ReadReport(t.Context(), committee, p, at(t, on).today())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	var all []kpi.Reported
	for one, err := range r.Cards(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	if len(all) != r.Indicators {
		t.Errorf("%d cards, and %d indicators were announced", len(all), r.Indicators)
	}
	return r, all
}

func codeNamed(t *testing.T, all []kpi.Reported, code string) kpi.Reported {
	t.Helper()
	for _, r := range all {
		if r.Card.Indicator.Code == code {
			return r
		}
	}
	t.Fatalf("the report has no %s", code)
	return kpi.Reported{}
}

// A draft shows what would be published; a published period what was, with what was restated since.
func TestReadReport(t *testing.T) {
	t.Parallel()
	s := openStore(t, withSeed.DSN(t))
	committee := seedRegister(t).Committees[0].Name
	q1, q2 := kpi.Quarter(2023, 1), kpi.Quarter(2023, 2)
	r, cards := reported(t, s, committee, q2, "2023-11-01 09:00")
	if r.Publication.ID != 0 || r.Restated != "" || len(cards) != 19 || cards[0].Card.Indicator.Code != "LIB1" {
		t.Errorf("the draft is %+v with %d cards", r, len(cards))
	}
	if got := codeNamed(t, cards, "SKL1").History; len(got) != 2 || got[0].Period != kpi.Quarter(2022, 2) || got[1].Period != q2 {
		t.Errorf("SKL1's history is %+v", got)
	}
	for _, p := range []kpi.Period{q1, q2} {
		now := at(t, "2023-09-12 09:00")
		if p == q2 {
			now = at(t, "2023-12-12 09:00")
		}
		if _, err := s.Publish(t.Context(), Publish{Committee: committee, Period: p, Anyway: true, Now: now.Now, Today: now.today()}); err != nil {
			t.Fatal(err)
		}
	}
	revise := func(code string, p kpi.Period, value int64, on string) {
		t.Helper()
		d := decimal.NewFromInt(value)
		held, err := s.Register(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		held.Figures = []kpi.Figure{{Indicator: code, Period: p, Value: &d, Status: kpi.Final}}
		if _, err := s.ImportRegister(t.Context(), held, at(t, on).Now, false); err != nil {
			t.Fatal(err)
		}
	}
	r, cards = reported(t, s, committee, q2, "2023-12-13 09:00")
	if r.Publication.ID == 0 || r.Before.Period != q1 || r.Restated != "" {
		t.Errorf("the published report is %+v", r)
	}
	if one := codeNamed(t, cards, "LIB2"); one.Then == nil || one.Then.Period != q1 || len(one.Restated) != 0 {
		t.Errorf("LIB2 then is %+v, restated %+v", one.Then, one.Restated)
	}
	revise("REG2", q2, 64, "2023-12-14 09:00")
	revise("LIB2", q1, 351442, "2023-12-14 10:00")
	later, cards := reported(t, s, committee, q2, "2023-12-15 09:00")
	if later.Restated == "" || strings.Contains(later.Restated, ",") {
		t.Errorf("restated are %q", later.Restated)
	}
	deaths := codeNamed(t, cards, "REG2").Card
	if deaths.Standing.Restated == nil || deaths.Figure.Rating != kpi.Blue || deaths.Movement.Change != kpi.Improving {
		t.Errorf("REG2 is %+v", deaths)
	}
	if got := codeNamed(t, cards, "LIB2").Restated; len(got) != 1 || got[0].Period != q1 || got[0].From == nil || got[0].To.Value.String() != "351442" {
		t.Errorf("LIB2 was restated %+v", got)
	}
	var refusal *kpi.Refusal
	for _, p := range []kpi.Period{kpi.Quarter(2090, 1)} {
		if _, err := s.ReadReport(t.Context(), committee, p, at(t, "2023-12-15 09:00").today()); !errors.As(err, &refusal) {
			t.Errorf("%s: %v", p, err)
		}
	}
	if _, err := s.ReadReport(t.Context(), "Highways", q2, at(t, "2023-12-15 09:00").today()); !errors.As(err, &refusal) {
		t.Error(err)
	}
}

// A page of a council that has used Chaser for long reads the page's figures and no others, however many there are.
func TestReportReadsItsPages(t *testing.T) {
	t.Parallel()
	s := openStore(t, years.DSN(t))
	s.patient.SetMaxOpenConns(1)
	s.patient.SetConnMaxLifetime(0)
	committee := seedRegister(t).Committees[0].Name
	r, err := s.ReadReport(t.Context(), committee, kpi.Quarter(2013, 2), at(t, "2024-01-08 10:00").today())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	if r.Indicators < 1000 {
		t.Fatalf("%d indicators", r.Indicators)
	}
	for _, query := range []string{
		sightQuery,
	} {
		var plan []string
		if err := r.tx.SelectContext(t.Context(), &plan, `EXPLAIN `+strings.NewReplacer("$1", fmt.Sprintf("ARRAY[%d,%d,%d]", r.ids[100], r.ids[101], r.ids[102]), "$2", fmt.Sprint(int64(everyFigure))).Replace(query)); err != nil {
			t.Fatal(err)
		}
		if whole := strings.Join(plan, "\n"); strings.Contains(whole, "Seq Scan on figure_revisions") {
			t.Errorf("all figures are read for a page:\n%s", whole)
		}
	}
	n, last := 0, ""
	for one, err := range r.Cards(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if last == one.Card.Indicator.Code {
			t.Fatalf("%s comes twice", last)
		}
		if n, last = n+1, one.Card.Indicator.Code; n == 3*reportPage+1 {
			break
		}
	}
}
