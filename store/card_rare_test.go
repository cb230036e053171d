package store

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"chaser/internal/thorough"
	"chaser/kpi"
)

// What random councils do too seldom comes about here on purpose, and after each step a card is what all that was ever
// recorded makes it.
func TestACardAfterWhatIsRare(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	c := &listedCouncil{t: t, s: s, rand: rand.New(rand.NewPCG(1, 38))}
	c.begin()
	const quarterly, ofBoth, monthly = 1, 5, 3 // ids; the monthly one is compared with a year ago
	posts := func(id int, p kpi.Period, rating string, n int) { c.do(addFigure, id, p.String(), rating, n, monday) }
	every := thorough.Plays(2, 1)
	for n, step := range []struct {
		what  string
		comes func()
	}{
		{"two years of months in a row have figures", func() {
			for n := range 24 {
				posts(monthly, kpi.Month(2022+n/12, 1+n%12), "Amber", n)
			}
		}},
		{"every second quarter is carried forward", func() {
			for n := range 14 {
				posts(quarterly, kpi.Quarter(2020+n/4, 1+n%4), []string{"Amber", "No data"}[n%2], 2*n)
			}
		}},
		{"a quarter is shown to one committee, and revised to the next", func() {
			posts(ofBoth, kpi.Quarter(2023, 1), "Red", 1)
			c.publish("First", kpi.Quarter(2023, 1))
			c.do(`UPDATE indicators SET committee = 'Second' WHERE id = $1`, ofBoth)
			posts(ofBoth, kpi.Quarter(2023, 1), "Amber", 2)
			c.publish("Second", kpi.Quarter(2023, 1))
			posts(ofBoth, quarter2, "Amber", 3)
			c.publish("Second", quarter2)
		}},
		{"a month is collected after the quarter", func() {
			c.do(`INSERT INTO collections (period, opens, due) VALUES ('2024-01', '2024-01-03', '2024-01-17')`)
		}},
	} {
		step.comes()
		if n%every != every-1 {
			continue
		}
		c.compareCards()
		if t.Failed() {
			t.Fatalf("after this: %s\nwhat happened:\n%s", step.what, strings.Join(c.happened, "\n"))
		}
	}
	if n := count(t, s, fmt.Sprintf(`SELECT count(*) FROM figures WHERE indicator_id = %d AND status = 'carried-forward'`, quarterly)); n < 5 {
		t.Errorf("only %d figures are carried forward", n)
	}
}
