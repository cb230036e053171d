package store

import (
	"maps"
	"testing"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
	"chaser/store/storetest/filled"
)

// A message is worded from the people whom it is about alone, and from the names, which are read once for each version
// of the register.
func TestAMessageReadsThePeopleItIsAbout(t *testing.T) {
	t.Parallel()
	link := newCountingLink(t, council3000.DSN(t))
	s := openStore(t, link.dsn)
	s.patient.SetMaxOpenConns(1)
	now, owner := at(t, "2024-01-08 09:00"), filled.Owner(3)
	n := Notification{Recipient: owner, Items: []kpi.Item{
		{Subject: kpi.Subject{Indicator: filled.Code(2), Period: quarter3}, Duty: kpi.DutyPost}, {Subject: kpi.Subject{Indicator: filled.Code(302), Period: quarter3}, Duty: kpi.DutyPost},
	}}
	words := func() Wording {
		t.Helper()
		w, err := s.Wording(t.Context(), n, now)
		if err != nil || len(w.Items) != 2 {
			t.Fatal(w.Items, err)
		}
		return w
	}
	w := words()
	if people, _ := named(t, s); !maps.Equal(people, w.Names) {
		t.Errorf("it knows %d names, want %d", len(w.Names), len(people))
	}
	for _, i := range w.Items {
		if i.With.SlackID != owner || i.Due != (kpi.Date{Year: 2024, Month: 1, Day: 19}) || i.In {
			t.Errorf("%s is asked of %q by %s", i.Indicator, i.With.SlackID, i.Due)
		}
	}
	var row wordingRow
	err := sqlx.GetContext(t.Context(), s.patient, &row, wordingQuery, leavesSince(now.today()), pq.Int64Array{2, 302}, pq.StringArray{owner}, pq.Int64Array{}, instant(now.Now))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(row.People.is); n == 0 || n > 4 {
		t.Errorf("it reads %d people", n)
	}
	if _, err := s.patient.ExecContext(t.Context(), `UPDATE people SET name = 'Somebody else' WHERE slack_id = $1`, owner); err != nil {
		t.Fatal(err)
	}
	if w := words(); w.Names[owner] != "Somebody else" || w.Items[0].With.Name != "Somebody else" {
		t.Errorf("renamed they are %q", w.Names[owner])
	}
}
