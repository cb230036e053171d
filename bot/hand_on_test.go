package bot_test

import (
	"testing"

	"chaser/kpi"
	"chaser/store"
)

// handsOn hands on an indicator's figure of Q3 2023/24, as a press of the daily message's button does.
func (c *council) handsOn(by, code, to string) {
	c.Helper()
	must(c.T, c.store.Delegate(c.Context(), store.Delegation{By: by, To: to, Code: code, Period: kpi.Quarter(2023, 3), Now: c.clock.Now(), Today: kpi.DateOf(c.clock.Now())}))
}

// A figure that was handed on is the delegate's everywhere, and says from whom. Its owner still sees it as awaited, and
// so does whoever watches it.
func TestWhatWasHandedOn(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(member, "/kpi 177").saysNot("Post figure")
	c.handsOn(coroner, "177", registrar)
	c.handsOn(coroner, "178", member)

	c.types(registrar, "/kpi due").says("You have 3 figures to post.", "177 Total number of Inquests opened", "handed on by Coroners service lead").
		saysNot("178", "Awaited from others")
	c.types(registrar, "/kpi").says("You have 3 figures to post.", "handed on by Coroners service lead")
	c.types(registrar, "/kpi submit").says("177 · Total number of Inquests opened", "Handed on by Coroners service lead")
	c.types(coroner, "/kpi due").says("You have 3 figures to post.", "Awaited from others", "with Registration service lead", "with Committee member 1")
	c.types(coroner, "/kpi").says("You have 3 figures to post.", "2 figures are awaited from others.")
	c.types(team, "/kpi due").says("with Registration service lead", "with Coroners service lead")
	c.types(librarian, "/kpi due").saysNot("Awaited from others", "177")

	// Somebody who has nothing else is asked like everybody: in the list, the form and the card.
	c.types(member, "/kpi").says("You have one figure to post.", "178 Total number of Inquests closed", "Post a figure")
	c.types(member, "/kpi submit").says("178 · Total number of Inquests closed", "For Q3 2023/24")
	c.types(member, "/kpi 178").says("Post figure").saysNot("Edit").presses("form", "Post figure").
		submits(map[string]string{"figure": "150"}).says("Posted 150 for Q3 2023/24.")
	c.types(member, "/kpi").says("You have no figures to post.")
}

// Handing on has a receipt: who has it, that they are told, and how to undo it at once and later.
func TestHandingOn(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	message := c.told(coroner)
	message.presses("hand_on", about178).submits(map[string]string{"deputy": officer}).errs(kpi.FieldDeputy, "not in the register")
	receipt := message.presses("hand_on", about178).submits(map[string]string{"deputy": registrar})
	receipt.says("178 for Q3 2023/24 is with Registration service lead now.", "They are asked for it in their next daily message, and may post it.",
		"You are not asked for it any more.", "Take it back", "/kpi due")
	c.types(registrar, "/kpi due").says("178", "handed on by Coroners service lead")

	back, err := c.slack.PressInModal(t.Context(), coroner, "take_back", "Take it back")
	must(t, err)
	answer{c, back, coroner}.says("178 for Q3 2023/24 is yours again, and asked of you.")
	c.types(registrar, "/kpi due").saysNot("178")

	// Later it is undone from the list, by the owner or by the performance team, but only once.
	c.handsOn(coroner, "178", registrar)
	list := c.types(coroner, "/kpi due").says("Take it back")
	list.presses("take_back", about178).says("178 for Q3 2023/24 is yours again")
	list.presses("take_back", about178).says("178 is with its owner already, so nothing was changed.")
	c.handsOn(coroner, "178", registrar)
	c.types(team, "/kpi due").presses("take_back", about178).says("178 for Q3 2023/24 is with Coroners service lead again.")
	if _, broken, err := c.store.VerifyAudit(t.Context()); err != nil || broken != nil {
		t.Errorf("the audit trail: %v %v", broken, err)
	}

	// What came in meanwhile stays.
	c.handsOn(coroner, "178", registrar)
	list = c.types(coroner, "/kpi due")
	c.types(registrar, "/kpi 178 142 No court sat.")
	list.presses("take_back", about178).says("178 already has a figure for Q3 2023/24")
}

// A figure that nobody is asked for is given to somebody from the performance team's message, for its collection. That
// can be undone too.
func TestSayingWhoHasWhatNobodyOwns(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		for n := range r.Indicators {
			if r.Indicators[n].Code == "LIB2" {
				r.Indicators[n].Owner = ""
			}
		}
	})
	receipt := c.told(team).says("There is nobody to ask for one figure.", "LIB2").presses("hand_on", "Say who has LIB2").
		submits(map[string]string{"deputy": registrar}).says("LIB2 for Q3 2023/24 is with Registration service lead now.", "Undo")
	c.types(registrar, "/kpi due").says("LIB2", "handed on by Performance team")
	back, err := c.slack.PressInModal(t.Context(), receipt.who, "take_back", "Undo")
	must(t, err)
	answer{c, back, team}.says("LIB2 for Q3 2023/24 is no longer handed on, and has no owner to ask.")
}
