package bot_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/kpi"
)

// One story, told through each of Slack's doors: what is said and what is saved is the same, word for word.
func TestBothDoorsLeadToTheSameRooms(t *testing.T) {
	t.Parallel()
	told := map[door][]string{}
	for _, by := range []door{throughHTTP, throughSocket} {
		c := newCouncilThrough(t, by)
		told[by] = append(told[by],
			c.types(coroner, "/kpi").text(),
			c.types(coroner, "/kpi 178 142 Staff leave over the summer").says("Posted 142 for Q3 2023/24").text(),
			c.types(member, "/kpi inquests closed").text(),
			c.types(member, "/kpi 178").presses("history", "History").says("213").saysNot("Imported from the register").text(),
			c.types("U0TRADING", "/kpi TRS2 5O%").presses("form", "Edit and post").
				submits(map[string]string{kpi.FieldFigure: "fifty"}).Errors[kpi.FieldFigure],
			c.types(librarian, "/kpi LIB2").text(),
		)
		for n, said := range told[by] {
			if said == "" {
				t.Errorf("%s: nothing was said in chapter %d", by, n)
			}
		}
		if f := c.figures("178")[0]; f.Commentary != "Staff leave over the summer" || f.PostedBy != coroner {
			t.Errorf("%s stored %+v", by, f)
		}
	}
	if diff := cmp.Diff(told[throughHTTP], told[throughSocket]); diff != "" {
		t.Errorf("the doors differ (-HTTP +Socket Mode):\n%s", diff)
	}
}

// Slack cuts a socket now and then and delivers again what it had no answer to: the bot comes back, and one figure has
// one effect.
func TestASocketThatIsCut(t *testing.T) {
	t.Parallel()
	c := newCouncilThrough(t, throughSocket)
	c.types(coroner, "/kpi 178 142 No court sat.").says("Posted 142")
	repeated := c.slack.LastRequest()
	c.slack.Disconnect("refresh_requested")
	must(t, c.slack.Until(t.Context(), func() bool { return c.slack.Connected() == 1 }))
	again, err := c.slack.Deliver(t.Context(), coroner, repeated)
	must(t, err)
	if !strings.Contains(string(again.Body), "Posted 142") {
		t.Errorf("delivered again it says %s", again.Body)
	}
	c.types(coroner, "/kpi 178 143 One more was found").says("revision 2")
	if n := len(c.figures("178")); n != 4 {
		t.Errorf("%d revisions stand, want two for Q3 and one each for Q1 and Q2", n)
	}
}
