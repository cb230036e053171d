package bot_test

import (
	"slices"
	"testing"

	"chaser/kpi"
	"chaser/store"
)

// Who is asked whether a figure is final presses that it is as it stands, when something else has happened since.
func TestFinalAsItStandsTooLate(t *testing.T) {
	t.Parallel()
	changes := func(line, receipt string) func(c *council) {
		return func(c *council) { c.types(coroner, line).says(receipt) }
	}
	for name, test := range map[string]struct {
		happens func(c *council)
		want    string
	}{
		"it is final already": {
			changes("/kpi submit 178 Q3 142 final All returns are in", "is final now"),
			"178 for Q3 2023/24 is not provisional any more, so nothing was changed. It is final now.",
		},
		"it is another figure, provisional too": {
			changes("/kpi submit 178 Q3 150 provisional Eight came late", "Revised from 142 to 150"),
			"178 for Q3 2023/24 was 142 when you were asked and is 150 now, so nothing was changed.",
		},
		"it was taken back": {
			func(c *council) {
				last, err := c.store.LastDone(c.Context(), coroner)
				must(c.T, err)
				_, err = c.store.TakeBack(c.Context(), store.Undo{
					RequestID: "undo", By: team, Figures: []int64{last.Figures[0].ID}, Now: last.Figures[0].Figure.PostedAt, Today: kpi.DateOf(last.Figures[0].Figure.PostedAt), Zone: londonTime(t),
				})
				must(c.T, err)
			},
			"178 has no figure for Q3 2023/24 any more, so nothing was changed.",
		},
		"it is somebody else's": {
			func(c *council) {
				r := seedRegister(t)
				n := slices.IndexFunc(r.Indicators, func(i kpi.Indicator) bool { return i.Code == "178" })
				r.Indicators[n].Owner, r.Indicators[n].Deputy = librarian, ""
				_, err := c.store.ImportRegister(t.Context(), kpi.Register{Indicators: r.Indicators}, c.clock.Now(), false)
				must(c.T, err)
			},
			"cannot post",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, message := askedWhetherFinal(t)
			test.happens(c)
			before := c.figures("178")
			message.presses("final", "It is final as it stands").says(test.want)
			if after := c.figures("178"); len(after) != len(before) {
				t.Errorf("there are %d figures, where there were %d", len(after), len(before))
			}
		})
	}
}

// Of what the committee was shown, the correction is asked about first, with the words that it will read.
func TestFinalAsItStandsOfWhatWasPublished(t *testing.T) {
	t.Parallel()
	c, message := askedWhetherFinal(t)
	_, err := c.store.Publish(t.Context(), store.Publish{
		By: team, Committee: "Communities, Social Mobility and Inclusion", Period: kpi.Quarter(2023, 3), Anyway: true, Now: c.clock.Now(), Today: kpi.DateOf(c.clock.Now()),
	})
	must(t, err)
	before := len(c.figures("178"))
	asked := message.presses("final", "It is final as it stands").says("178 · Correct Q3 2023/24?", "142")
	if n := len(c.figures("178")); n != before {
		t.Fatalf("%d figures before the answer, where there were %d", n, before)
	}
	asked.presses("sure", "Correct it").says("142 for Q3 2023/24 is final now and was provisional")
}

// askedWhetherFinal is a council in which the coroner reads that their figure has been provisional for long.
func askedWhetherFinal(t *testing.T) (*council, answer) {
	t.Helper()
	c := newCouncil(t)
	c.types(coroner, "/kpi submit 178 142 provisional").says("Posted 142")
	c.clock.pass(94 * day)
	return c, c.told(coroner).says("One figure has been provisional for more than a quarter.", "142")
}
