package bot_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"chaser/demo/lookalike"
	"chaser/kpi"
)

// A NUL, which PostgreSQL keeps nowhere, is answered like any other text, in whatever field it comes.
func TestANulAnywhereIsNoFaultOfOurs(t *testing.T) {
	t.Parallel()
	c := newCommittee(t)
	shared := c.types(team, "/kpi LIB1").presses("share", "Share in this channel").one()
	about := map[string]any{}
	for _, field := range []string{"code", "period", "draft", "committee", "service", "ratings", "typed", "shown", "do", "person", "seen"} {
		about[field] = "LI\x00B1"
	}
	value, err := json.Marshal(about)
	must(t, err)
	typed := map[string]string{}
	for _, field := range []string{
		"indicator", "figure", "numerator", "commentary", "reason", "action", "who", "due", "outcome", "status", "answer", "question", "period",
		"from", "until", "deputy", "opens", "publishes", "committee_date", "actions",
	} {
		typed[field] = "\x00Nul\x00"
	}
	for _, held := range []string{string(value), `{"code":"LIB1","period":"2023-24Q3"}`} {
		for _, press := range c.chaser.Presses() {
			a, err := c.slack.ForgePress(context.Background(), team, shared, press, held)
			must(t, err)
			c.holdsNoSecret("the team, who presses "+press+" of "+held, a)
		}
		for _, form := range c.chaser.Forms() {
			a, err := c.slack.ForgeSubmission(context.Background(), team, form, held, typed)
			must(t, err)
			c.holdsNoSecret("the team, who submits "+form+" of "+held, a)
		}
	}
	c.types(team, "/kpi LIB1 \x00 96,000 \x00 Nul").saysNot("went wrong")
}

// holdsNoSecret checks that an answer has none of the secrets, neither what is shown nor what the app answered with.
func (c *council) holdsNoSecret(what string, a lookalike.Answer) {
	c.Helper()
	read := answer{c, a, ""}.text() + string(a.Body)
	for _, secret := range secrets {
		if strings.Contains(read, secret) {
			c.Errorf("%s reads %q:\n%s", what, secret, read)
		}
	}
	if strings.Contains(read, "Something went wrong") {
		c.Errorf("%s is told of a fault of ours:\n%s", what, read)
	}
}

// Whom a question was put to as the owner, and who is that no longer, is not the one to answer it. The new owner is.
func TestAFormerOwnerDoesNotAnswer(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	card := c.types(member, "/kpi 178")
	card.presses("ask", "Ask a question").submits(map[string]string{"question": "Why so few?"}).says("has been asked")
	put := c.about(coroner, "asks about 178")
	r := seedRegister(t)
	for n := range r.Indicators {
		if r.Indicators[n].Code == "178" {
			r.Indicators[n].Owner = librarian
		}
	}
	_, err := c.store.ImportRegister(t.Context(), kpi.Register{Indicators: r.Indicators}, c.clock.Now(), false)
	must(t, err)
	put.presses("answer", "Answer").says("You cannot answer questions about 178")
	answered, err := c.slack.ForgePress(context.Background(), librarian, c.types(librarian, "/kpi 178").one(), "answer", `{"question":1}`)
	must(t, err)
	answer{c, answered, librarian}.submits(map[string]string{"answer": "Staff leave."})
	c.types(member, "/kpi 178 Q2").says("Staff leave.")
}
