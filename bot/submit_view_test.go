package bot

import (
	"testing"

	"chaser/kpi"
	"chaser/store"
)

func TestPostedLead(t *testing.T) {
	t.Parallel()
	c := with(cardNamed(t, "178"), func(f *kpi.Figure) { f.Revision, f.Reason = 2, "Counted again" })
	before := *c.Figure
	before.Value = number("213")
	provisional, finer := *c.Figure, *c.Figure
	provisional.Status, finer.Value = kpi.Provisional, number("142.4")
	retold := func(change func(before, now *kpi.Figure)) store.Posted {
		c := with(c, func(*kpi.Figure) {})
		was := *c.Figure
		c.Figure.Reason = "Commentary changed; the figure is the same."
		change(&was, c.Figure)
		return store.Posted{Card: c, Fresh: true, Replaced: &was}
	}
	const means = " Contextual: The measure is reported for context and has no target."
	for want, p := range map[string]store.Posted{
		"Posted 142 for Q2 2023/24." + means:                                                                  {Card: c, Fresh: true},
		"Already recorded: 142 for Q2 2023/24." + means:                                                       {Card: c},
		"Revised from 213 to 142 for Q2 2023/24 (revision 2): Counted again." + means:                         {Card: c, Fresh: true, Replaced: &before},
		"142 for Q2 2023/24 is final now and was provisional (revision 2): Counted again." + means:            {Card: c, Fresh: true, Replaced: &provisional},
		"Revised from 142.4 to 142 for Q2 2023/24 (revision 2): Counted again." + means:                       {Card: c, Fresh: true, Replaced: &finer},
		"The commentary was changed for Q2 2023/24; the figure stays 142." + means:                            retold(func(before, _ *kpi.Figure) { before.Commentary = "Otherwise." }),
		"The commentary was changed for Q2 2023/24; the figure stays 142. Reason: A slip." + means:            retold(func(before, now *kpi.Figure) { before.Commentary, now.Reason = "Otherwise.", "A slip" }),
		"The commentary was removed and the actions were added for Q2 2023/24; the figure stays 142." + means: retold(func(_, now *kpi.Figure) { now.Commentary, now.Actions = "", "One more court." }),
	} {
		if got := postedLead(p); got != want {
			t.Errorf("the lead is %q, want %q", got, want)
		}
	}
}
