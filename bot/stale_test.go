package bot_test

import (
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/kpi"
	"chaser/store"
)

// told is the daily message that somebody is sent now. Nothing brings it up to date afterwards, so its buttons go
// stale.
func (c *council) told(who string) answer {
	c.Helper()
	at := store.Clocks{Now: c.clock.Now(), Machine: time.Now(), Zone: time.UTC}
	ids, err := c.store.PlanNotices(c.Context(), at)
	must(c.T, err)
	planned, err := c.store.Notifications(c.Context(), ids...)
	must(c.T, err)
	for _, n := range planned {
		if n.Recipient == who {
			if o := c.chaser.Say(c.Context(), n, at); o.Verdict != store.Delivered {
				c.Fatalf("the message was not said: %+v", o)
			}
		}
	}
	all := c.slack.Messages(c.slack.DirectMessage(who), who)
	if len(all) == 0 {
		c.Fatalf("%s was told nothing", who)
	}
	return answer{c, lookalike.Answer{Messages: all}, who}
}

const about178 = `{"code":"178","period":"2023-24Q3"}`

// Each button of the daily message that asks for a figure.
var askingButtons = []string{"form", "hand_on", "cannot"}

func TestStaleButtonsOfAFigureThatIsIn(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	message := c.told(coroner)
	c.types(coroner, "/kpi 178 142 Staff leave over the summer")
	for _, press := range askingButtons {
		a := message.presses(press, about178).
			says("178 has its figure for Q3 2023/24, so nothing was changed. If it is not right, press Edit.", "142", "Posted by Coroners service lead", "Edit")
		if a.Modal != nil {
			t.Errorf("%s opens a modal", press)
		}
	}
	message.presses("form", about178).presses("edit", "Edit").says("Reason for the change")
	message.presses("form", `{"code":"177","period":"2023-24Q3"}`).says("Post a figure", "177")
	if all := c.figures("178"); len(all) != 3 || all[0].Revision != 1 {
		t.Errorf("the figures are now %+v", all)
	}
}

func TestStaleButtonsOfACollectionThatClosed(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		r.Collections = append(r.Collections, kpi.Collection{
			Period: kpi.Quarter(2023, 4), Opens: kpi.Date{Year: 2024, Month: 4, Day: 2}, Due: kpi.Date{Year: 2024, Month: 4, Day: 19},
		})
	})
	message := c.told(coroner)
	handOn := message.presses("hand_on", about178).says("Who has it?")
	c.clock.pass(90 * 24 * time.Hour) // to 7 April
	handOn.submits(map[string]string{"deputy": registrar}).errs(kpi.FieldDeputy, "The collection for Q3 2023/24 has closed, and Q4 2023/24 is collected now")
	for _, press := range askingButtons {
		a := message.presses(press, about178).says("The collection for Q3 2023/24 has closed, so 178 is no longer asked for", "The collection for Q4 2023/24 is open.", "nothing was changed", "Post it late", "What is asked of me")
		if a.Modal != nil {
			t.Errorf("%s opens a modal", press)
		}
	}
	late := message.presses("form", about178).presses("edit", "Post it late").says("Post a figure", "For Q3 2023/24")
	late.submits(map[string]string{"figure": "142", "commentary": "No court sat."}).says("Posted 142 for Q3 2023/24.")
}

// A form that was opened while the figure was asked for does not settle it once it is not.
func TestCannotSettlesOnlyWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		r.Collections = append(r.Collections, kpi.Collection{
			Period: kpi.Quarter(2023, 4), Opens: kpi.Date{Year: 2024, Month: 4, Day: 2}, Due: kpi.Date{Year: 2024, Month: 4, Day: 19},
		})
	})
	open := c.told(coroner).presses("cannot", about178).says("Why is there no figure?")
	c.clock.pass(90 * 24 * time.Hour)
	open.submits(map[string]string{"commentary": "The database changed over."}).
		errs(kpi.FieldCommentary, "The collection for Q3 2023/24 has closed, and Q4 2023/24 is collected now")
	if latest := c.figures("178")[0]; latest.Period == kpi.Quarter(2023, 3) {
		t.Errorf("the figure is now %+v", latest)
	}
}

func TestStaleButtonsOfWhoNoLongerHasIt(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	message := c.told(coroner)
	r, err := c.store.Register(t.Context())
	must(t, err)
	for _, i := range r.Indicators {
		if i.Code == "178" {
			i.Owner = librarian
			_, err := c.store.ImportRegister(t.Context(), kpi.Register{Indicators: []kpi.Indicator{i}}, c.clock.Now(), false)
			must(t, err)
		}
	}
	for _, press := range askingButtons {
		a := message.presses(press, about178).
			says("178 for Q3 2023/24 is no longer asked of you, so nothing was changed. Libraries service lead has it now.", "What is asked of me")
		if a.Modal != nil {
			t.Errorf("%s opens a modal", press)
		}
	}
	c.handsOn(librarian, "178", registrar)
	message.presses("form", about178).says("Registration service lead has it now.").presses("due", "What is asked of me").says("You have 4 figures to post.")
}
