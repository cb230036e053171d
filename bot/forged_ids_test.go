package bot_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"chaser/demo/lookalike"
	"chaser/kpi"
)

// kept are the tables in which nothing may change by what is forged, each with the rows that count.
var kept = map[string]string{
	"figure_revisions": "true", "sign_offs": "true", "actions": "true", "action_events": "true", "delegations": "true",
	"publication_editions": "true", "edition_cards": "true", "corrections": "true", "stopped_set_days": "true",
	"collections": "true", "indicators": "true", "committees": "true", "red_turns": "true",
	"questions": "id = 1", // a member may ask others
}

// fingerprints are what the tables hold, by their names.
func (c *council) fingerprints(db *sql.DB) map[string]string {
	c.Helper()
	prints := map[string]string{}
	for table, rows := range kept {
		var print string
		err := db.QueryRow(`SELECT count(*) || ' rows ' || md5(COALESCE(string_agg(t::text, '' ORDER BY t::text), '')) FROM ` + table + ` t WHERE ` + rows).Scan(&print)
		must(c.T, err)
		prints[table] = print
	}
	return prints
}

// Every button and every form, forged with the ids of what is not the sender's, by every kind of person: nothing that
// is not theirs is read or changed, and the audit trail keeps what was denied.
func TestWhateverIsForged(t *testing.T) {
	t.Parallel()
	c := newCommittee(t, signsOff)
	db, err := sql.Open("postgres", c.dsn)
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	c.types(registrar, "/kpi REG1 37.4 Zebra leave.").says("Posted")
	c.types(registrar, "/kpi action REG1 Zebra sessions due 31 Jan").says("Zebra sessions")
	alert := c.about(regulator, "REG1 has turned Red.").says("37%", "Zebra leave.")
	alert.presses("ask", "Ask a question").submits(map[string]string{"question": "Zebra until when?"}).says("has been asked")
	c.delivers()
	var figure int64
	must(t, db.QueryRow(`SELECT f.id FROM figure_revisions f JOIN indicators i ON i.id = f.indicator_id WHERE i.code = 'REG1' AND f.period = '2023-24Q3'`).Scan(&figure))
	everything := map[string]any{
		"code": "REG1", "period": "2023-24Q3", "question": 1, "action": 1, "figure": figure, "figures": []int64{figure},
		"correction": 1, "publication": 1, "committee": committee, "typed": "99%", "person": registrar,
	}
	onlyIDs := map[string]any{"question": 1, "action": 1, "figure": figure, "figures": []int64{figure}, "correction": 1, "publication": 1}
	typed := map[string]string{
		"figure": "99%", "commentary": "Forged", "reason": "Forged", "action": "Forged", "who": librarian, "due": "2024-02-01",
		"outcome": "Forged", "status": "done", "answer": "Forged", "question": "Forged?", "period": "2023-24Q3",
	}
	shared := c.types(librarian, "/kpi LIB1").presses("share", "Share in this channel").one()
	before := c.fingerprints(db)

	for is, who := range map[string]string{
		"a councillor": member, "another indicator's owner": librarian, "a stranger": officer, "of another organisation": "U0STRANGER",
	} {
		for _, about := range []map[string]any{everything, onlyIDs} {
			value, err := json.Marshal(about)
			must(t, err)
			for _, press := range c.chaser.Presses() {
				a, err := c.slack.ForgePress(context.Background(), who, shared, press, string(value))
				must(t, err)
				c.holdsNoSecret(fmt.Sprintf("%s who presses %s of %s", is, press, value), a)
			}
			for _, form := range c.chaser.Forms() {
				a, err := c.slack.ForgeSubmission(context.Background(), who, form, string(value), typed)
				must(t, err)
				c.holdsNoSecret(fmt.Sprintf("%s who submits %s of %s", is, form, value), a)
			}
		}
		for table, now := range c.fingerprints(db) {
			if now != before[table] {
				t.Errorf("%s changed %s: %s, before %s", is, table, now, before[table])
			}
		}
	}
	var denied int
	must(t, db.QueryRow(`SELECT count(DISTINCT detail) FROM audit_entries WHERE act = 'denied'`).Scan(&denied))
	if denied < 20 {
		t.Errorf("the audit trail keeps %d kinds of denied attempts", denied)
	}
	c.audited()
}

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
