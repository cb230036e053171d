package store

import (
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// An import of what was published otherwise is told of like any revision, once; and a message that asks for a figure
// which an import brings asks no more. What is red in the period being collected is told of, once.
func TestAnImportIsToldOf(t *testing.T) {
	t.Parallel()
	s, n, now := coronersNotice(t)
	endDelivery(t, s, begin(t, s, n.ID, now), inSlack, now)
	mustPublish(t, s, publishing(true))
	r := seedRegister(t)
	value := decimal.RequireFromString("150")
	for k, f := range r.Figures {
		if f.Indicator == "178" && f.Period == quarter2 {
			r.Figures[k].Value = &value
		}
	}
	red := decimal.RequireFromString("10")
	r.Figures = append(r.Figures,
		kpi.Figure{Indicator: "178", Period: quarter3, Value: &value, Status: kpi.Final}, kpi.Figure{Indicator: "REG1", Period: quarter3, Value: &red, Status: kpi.Final})
	for range 2 {
		mustImport(t, s, r)
	}
	errata := newsOfKind(t, s, kpi.NewsErratum)
	if len(errata) != 1 {
		t.Fatalf("%d errata", len(errata))
	}
	var about ErratumAbout
	if err := errata[0].About(&about); err != nil {
		t.Fatal(err)
	}
	if e, err := s.Erratum(t.Context(), about); err != nil || e.Card.Indicator.Code != "178" || kpi.Exactly(*e.Restatement.To.Value) != "150" {
		t.Errorf("the erratum is %+v %v", e, err)
	}
	if d := begin(t, s, n.ID, now.later(DefaultPatience.Held)); d.Task != Refresh {
		t.Errorf("the message that asks for 178 is left as it is: %v", d.Task)
	}
	if alerts := newsOfKind(t, s, kpi.NewsRed); len(alerts) != 1 || tells(t, s, alerts[0]) != "REG1 red" {
		t.Errorf("%d managers are alerted", len(alerts))
	}
}

// An import that turns an indicator Red reads who is told of that, and of the figures only those that it brings.
func TestAnImportedRedReadsItsOwnPeople(t *testing.T) {
	t.Parallel()
	s := openStore(t, years.DSN(t))
	s.patient.SetMaxOpenConns(1) // so that what was read is known at once
	s.patient.SetConnMaxLifetime(0)
	now := at(t, "2024-01-08 10:00")
	for n, value := range []int64{95, 20} {
		v := decimal.New(value, 0)
		f := kpi.Figure{Indicator: "X11", Period: quarter3, Value: &v, Status: kpi.Final}
		if n > 0 {
			f.Revision, f.Reason = 2, "Counted again"
		}
		before := read(t, s.patient)
		if _, err := s.ImportRegister(t.Context(), kpi.Register{Figures: []kpi.Figure{f}}, now.Now, false); err != nil {
			t.Fatal(err)
		}
		if n := since(before, read(t, s.patient))["figure_revisions"]; n > 100 {
			t.Errorf("an import of one figure reads %d", n) // 12,000 are kept
		}
	}
	if count(t, s, `SELECT count(*) FROM red_tidings`) == 0 {
		t.Error("nobody was told of the Red")
	}
}
