package bot_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"chaser/demo/lookalike"
	"chaser/kpi"
)

// opensHome is what somebody reads on opening their Home.
func (c *council) opensHome(who string) answer {
	c.Helper()
	must(c.T, c.slack.OpenHome(context.Background(), who))
	return c.homeNow(who)
}

// homeNow is what stands in somebody's Home.
func (c *council) homeNow(who string) answer {
	c.Helper()
	home := c.slack.Home(who)
	if home == nil {
		c.Fatalf("%s has no Home", who)
	}
	var view struct{ Blocks json.RawMessage }
	must(c.T, json.Unmarshal(home.JSON, &view))
	return answer{c, lookalike.Answer{Messages: []lookalike.Seen{{Blocks: view.Blocks}}}, who}
}

// pressesHome is a button of somebody's Home.
func (c *council) pressesHome(who, press, words string) answer {
	c.Helper()
	a, err := c.slack.PressInHome(context.Background(), who, press, words)
	must(c.T, err)
	return answer{c, a, who}
}

// pressesModal is a button of the modal that somebody sees.
func (a answer) pressesModal(press, words string) answer {
	a.Helper()
	next, err := a.slack.PressInModal(context.Background(), a.who, press, words)
	must(a.T, err)
	return answer{a.council, next, a.who}
}

func TestEverybodysHome(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		for n := range r.Indicators {
			if r.Indicators[n].Code == "REG1" {
				r.Indicators[n].Deputy = coroner
			}
		}
	})
	c.opensHome(coroner).says("You have 5 figures to post.", "178", "You stand in for", "REG1", "Registration service lead").saysNot("Your services")
	c.opensHome("U0MGRPLACE").says("Your services", "LIB1", "Red").saysNot("Everything of yours is in", "C0CSMI")
	c.opensHome(member).says("You have no figures to post.", "Communities, Social Mobility and Inclusion", "LIB1").saysNot("Post figure", "No message is held", "figures are in")
	c.opensHome(team).says("Q3 2023/24", "0 of 19 figures are in", "No message is held, and Slack has refused none.", "Collections")
	c.opensHome(officer).says("You have no figures to post. You can read every card.").saysNot("LIB1")
	c.opensHome("U0GUEST").says("you are a guest").saysNot("LIB1")
}

// Everything in a Home can be pressed although it has no channel to answer in. The answer is a modal, and what is in
// that can be pressed too.
func TestPressesInAHome(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.opensHome(coroner)
	c.pressesHome(coroner, "due", "All that is due").says("You have 5 figures to post.")
	c.pressesHome(coroner, "red", "What is Red").says("Red, the worst first")
	c.pressesHome(coroner, "help", "Help").says("What you can type")
	c.pressesHome(coroner, "board", "Progress").says("0 of 19").saysNot("Share in this channel")
	list := c.pressesHome(coroner, "list", "All indicators").says("19 indicators", "LIB1")
	card := list.pressesModal("card", `{"code":"LIB1"}`).says("LIB1").saysNot("Share in this channel", "Something went wrong")
	card.pressesModal("history", "History").says("History of LIB1", "90,157").saysNot("Imported from the register")

	// What is posted in a form leaves the Home behind it.
	c.pressesHome(coroner, "form", `{"code":"175","period":"2023-24Q3"}`).submits(map[string]string{kpi.FieldFigure: "300"}).says("Posted 300 for Q3 2023/24.")
	c.homeNow(coroner).says("You have 4 figures to post.")

	c.opensHome(member)
	c.pressesHome(member, "card", `{"code":"LIB1","period":"2023-24Q2"}`).says("LIB1")
	c.opensHome(team)
	c.pressesHome(team, "collections", "Collections").says("Collections")
	c.pressesHome(team, "publish", "Publish a period").says("Choose a period", "Nothing is posted before you say so")
}

// A page of a list takes the place of the page before.
func TestPagesOfAListInAHome(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		for n := range 30 {
			i := r.Indicators[0]
			i.Code = "ZZ" + strings.Repeat("Z", n/10) + string(rune('0'+n%10))
			r.Indicators = append(r.Indicators, i)
		}
	})
	c.opensHome(officer)
	first := c.pressesHome(officer, "list", "All indicators").says("LIB1", "More (20 of 49 shown)")
	id := first.Modal.ID
	second := first.pressesModal("list", "More (20 of 49 shown)").says("More (40 of 49 shown)")
	if second.Modal.ID != id {
		t.Error("the second page stands above the first")
	}
}

// A press in a modal changes the Home behind it too, even where the press is answered with nothing but a new receipt.
func TestAHomeFollowsAModal(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.opensHome(coroner).says("You have 5 figures to post.")
	c.told(coroner).presses("hand_on", about178).submits(map[string]string{"deputy": registrar}).says("178 for Q3 2023/24 is with Registration service lead now.")
	c.homeNow(coroner).says("You have 4 figures to post.")
	back, err := c.slack.PressInModal(t.Context(), coroner, "take_back", "Take it back")
	must(t, err)
	answer{c, back, coroner}.says("178 for Q3 2023/24 is yours again, and asked of you.")
	c.homeNow(coroner).says("You have 5 figures to post.")
}

// The newest Home stays: what an older opening would publish after it is dropped.
func TestAHomeIsNotTakenBack(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.opensHome(coroner).says("You have 5 figures to post.")
	c.opensHome(coroner)
	stale := c.slack.LastRequest()
	c.pressesHome(coroner, "form", `{"code":"175","period":"2023-24Q3"}`).submits(map[string]string{kpi.FieldFigure: "300"})
	before := c.slack.Home(coroner).Hash
	a, err := c.slack.Deliver(context.Background(), coroner, stale)
	must(t, err)
	if a.Status != 200 || c.slack.Home(coroner).Hash != before {
		t.Errorf("an older opening was answered with %d and changed the Home", a.Status)
	}
	if !strings.Contains(strings.Join(refusals(c), " "), "hash_conflict") {
		t.Fatal("the older opening was not overtaken")
	}
}

// refusals are what Slack refused, which the story expected.
func refusals(c *council) (said []string) {
	for _, r := range c.slack.Refusals() {
		said = append(said, r.String())
	}
	c.expected = len(said)
	return said
}

func TestTheShortcut(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	shown := func(text string) answer {
		_, err := c.slack.Say(context.Background(), coroner, channel, "", text)
		must(t, err)
		all := c.slack.Messages(channel, member)
		a, err := c.slack.Shortcut(context.Background(), member, all[len(all)-1], "show_card")
		must(t, err)
		return answer{c, a, member}
	}
	shown("What happened to 178 last quarter?").says("178 · Total number of Inquests closed", "Q2 2023/24")
	shown("177 and 178 do not add up").says("This message speaks of 2 indicators").pressesModal("card", `{"code":"177"}`).says("177 · Total number of Inquests opened")
	shown("how are births registered doing").says("REG1 · Percentage of births registered within 42 days")
	shown("Shall we have lunch?").says("This message names no indicator", "/kpi list")
	shown("inquets clsed").says("This message names no indicator", "Or did it mean one of these?")

	// The bot's own card, by its buttons.
	public := c.hears(member, channel, "", "@Chaser how are births registered doing").one()
	a, err := c.slack.Shortcut(context.Background(), officer, public, "show_card")
	must(t, err)
	answer{c, a, officer}.says("REG1 · Percentage of births registered within 42 days", "How it is measured")
	a, err = c.slack.Shortcut(context.Background(), "U0GUEST", public, "show_card")
	must(t, err)
	answer{c, a, "U0GUEST"}.says("you are a guest").saysNot("REG1")
}
