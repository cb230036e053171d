package bot_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"strings"
	"testing"

	"chaser/bot"
	"chaser/demo/lookalike"
	"chaser/internal/thorough"
	"chaser/kpi"
)

var forgeAll = flag.Bool("forge.all", false, "forge every press and form in every shape, not in each shape by turns")

// unchangeable are the tables in which nothing may change by what is forged, each with the rows that count.
var unchangeable = map[string]string{
	"figure_revisions": "true", "sign_offs": "true", "actions": "true", "action_events": "true", "delegations": "true",
	"publication_editions": "true", "edition_cards": "true", "corrections": "true", "stopped_set_days": "true",
	"collections": "true", "indicators": "true", "indicator_targets": "true", "committees": "true", "committee_members": "true", "red_turns": "true", "people": "true",
	"questions": "id = 1", // a member may ask others
}

// fingerprints are what the tables hold, by their names.
func (c *council) fingerprints(db *sql.DB) map[string]string {
	c.Helper()
	prints := map[string]string{}
	for table, rows := range unchangeable {
		var print string
		err := db.QueryRow(`SELECT count(*) || ' rows ' || md5(COALESCE(string_agg(t::text, '' ORDER BY t::text), '')) FROM ` + table + ` t WHERE ` + rows).Scan(&print)
		must(c.T, err)
		prints[table] = print
	}
	return prints
}

// forger is a kind of person who may not see REG1's working figure, nor change anything about it.
type forger struct {
	is, who string
	own     string // the code of an indicator that the person may see, or REG2
}

// forgers are everybody but REG1's own people, with what each of them once was or is elsewhere.
var forgers = []forger{
	{"a councillor", member, "REG2"},
	{"another indicator's owner", librarian, "LIB1"},
	{"another indicator's manager", "U0MGRPLACE", "LIB1"},
	{"a former owner of it", "U0YOUTH", "YTH1"},
	{"a former administrator", "U0CLLR2", "REG2"},
	{"who stands in for another owner", "U0SKILLS", "SKL1"},
	{"to whom another figure was handed on", "U0TRADING", "178"},
	{"another owner with an action of another indicator", "U0DAVIOL", "DAV1"},
	{"a stranger to the register", officer, "REG2"},
	{"of another organisation", "U0STRANGER", "REG2"},
	{"a guest of one channel", "U0SINGLE", "REG2"},
	{"another app's bot", "U0BOTTY", "REG2"},
	{"somebody deactivated", "U0CLLR3", "REG2"},
}

// secretsOfREG1 posts what the forgers are after, and makes them what they are.
func (c *council) secretsOfREG1(db *sql.DB) (ids map[string]any) {
	c.Helper()
	c.types(registrar, "/kpi REG1 37.4 Zebra leave.").says("Posted")
	c.types(registrar, "/kpi action REG1 Zebra sessions due 31 Jan").says("Zebra sessions")
	alert := c.about(regulator, "REG1 has turned Red.").says("37%", "Zebra leave.")
	alert.presses("ask", "Ask a question").submits(map[string]string{"question": "Zebra until when?"}).says("has been asked")
	c.types(registrar, "/kpi REG2 0.37 Zebra").says("Nothing has been saved yet")
	c.sends(team, "", aFile("figures.csv", "code,period,value,commentary\n178,2023-24Q3,37,Zebra\n"))
	c.types(team, "/kpi report")
	c.delivers()

	c.types("U0CORONER", "/kpi away 8 Jan to 19 Jan @adult.skills.service.lead").says("away")
	c.handsOn(coroner, "178", "U0TRADING")
	c.types("U0DAVIOL", "/kpi action DAV1 Recruit due 31 Jan").says("Recruit")
	must(c.T, c.slack.Deactivate("U0CLLR3"))

	ids = map[string]any{"question": 1, "action": 1, "correction": 1, "publication": 1, "order": 1, "files": 1, "draft": c.onlyDraftOf(db, registrar)}
	var figure int64
	must(c.T, db.QueryRow(`SELECT f.id FROM figure_revisions f JOIN indicators i ON i.id = f.indicator_id WHERE i.code = 'REG1' AND f.period = '2023-24Q3'`).Scan(&figure))
	ids["figure"], ids["figures"] = figure, []int64{figure}
	return ids
}

func (c *council) onlyDraftOf(db *sql.DB, who string) (id string) {
	c.Helper()
	must(c.T, db.QueryRow(`SELECT id FROM drafts WHERE author = $1`, who).Scan(&id))
	return id
}

// shapes are the values that a forged button or form carries.
func shapes(ids map[string]any, own string) []string {
	with := func(fields map[string]any) string {
		all := map[string]any{}
		for _, from := range []map[string]any{ids, fields} {
			for name, value := range from {
				all[name] = value
			}
		}
		text, _ := json.Marshal(all) // strings and numbers always encode
		return string(text)
	}
	nowhere := `{"code":"REG1","period":"2023-24Q3","question":%d,"figure":%[1]d,"action":%[1]d,"correction":%[1]d,"order":%[1]d,"files":%[1]d}`
	named := with(map[string]any{"code": own, "period": "2023-24Q3"})
	return []string{
		with(map[string]any{"code": "REG1", "period": "2023-24Q3", "committee": committee, "typed": "99%", "person": registrar}),
		with(nil),
		with(map[string]any{"code": own, "period": "2023-24Q2"}), // one's own name on what is not
		strings.TrimSuffix(named, "}") + `,"Code":"REG1"}`,       // and the other name after it
		with(map[string]any{"code": " reg1 ", "period": "this quarter", "mine": true}),
		with(map[string]any{"committee": committee, "service": "Registration", "ratings": "red", "audience": "members", "formats": "json,html"}),
		fmt.Sprintf(nowhere, int64(math.MaxInt64)),
		fmt.Sprintf(nowhere, -1),
		`{"code":["REG1"],"figure":"1"}`,
		`REG1`,
		``,
	}
}

// typedByForgers is what every field of a forged form holds.
var typedByForgers = map[string]string{
	"figure": "99%", "commentary": "Forged", "reason": "Forged", "action": "Forged", "who": librarian, "due": "2024-02-01",
	"outcome": "Forged", "status": "done", "answer": "Forged", "question": "Forged?", "period": "2023-24Q3",
	"target": "7", "targets": "2023-24Q3 7", "from": "2023-24Q3", "find": "REG1",
	"name": "Forged", "roles": "admin", "manager": librarian, "channel": channel, "members": librarian, "sign_off": "none", "code": "FORGED", "title": "Forged",
	"committee": "Forged", "owner": librarian, "deputy": librarian, "kind": "target", "direction": "up", "unit": "count", "decimals": "0",
}

// forgesWords tells of what the forger has said, mentioned, changed and opened where others speak, and chooses our
// shortcut on messages that were never said. The events' times count on from told: each is told of once.
func (c *council) forgesWords(f forger, told int, values ...string) {
	c.Helper()
	places := []string{channel, reds, c.slack.DirectMessage(f.who)}
	read := map[string]int{}
	for _, place := range places {
		read[place] = len(c.slack.Messages(place, f.who))
	}
	theirs := c.slack.DirectMessage(registrar)
	alert := c.about(regulator, "REG1 has turned Red.").one()
	tell := func(event map[string]any) {
		told++
		event["ts"], event["user"] = fmt.Sprintf("1704700000.%06d", told), f.who
		if err := c.slack.DeliverEvent(context.Background(), event); err != nil && event["type"] != "app_home_opened" { // a bot, and who is deactivated, have none
			c.Errorf("%s: %v", f.is, err)
		}
	}
	for _, text := range []string{"REG1", "REG1 99% Forged", "Forged"} {
		tell(map[string]any{"type": "message", "channel": theirs, "channel_type": "im", "text": text})
		tell(map[string]any{"type": "message", "channel": theirs, "channel_type": "im", "text": text, "thread_ts": alert.TS})
		tell(map[string]any{"type": "app_mention", "channel": reds, "channel_type": "channel", "text": "<@U0CHASER> " + text, "thread_ts": alert.TS})
		tell(map[string]any{
			"type": "message", "subtype": "message_changed", "channel": theirs, "channel_type": "im",
			"message":          map[string]any{"type": "message", "user": f.who, "text": text, "ts": alert.TS, "edited": map[string]any{"user": f.who, "ts": alert.TS}},
			"previous_message": map[string]any{"type": "message", "user": registrar, "text": "REG1 37.4 Zebra leave.", "ts": alert.TS},
		})
	}
	tell(map[string]any{"type": "app_home_opened", "channel": theirs, "tab": "home"})
	for _, value := range values {
		a, err := c.slack.ForgeShortcut(context.Background(), f.who, bot.ShortcutID, reds, map[string]any{
			"type": "message", "user": "U0CHASER", "bot_id": "BCHASER", "ts": alert.TS, "text": "REG1 has turned Red.",
			"blocks": []any{map[string]any{"type": "actions", "block_id": "forged", "elements": []any{map[string]any{
				"type": "button", "action_id": "card", "value": value, "text": map[string]any{"type": "plain_text", "text": "Forged"},
			}}}},
		})
		must(c.T, err)
		c.holdsNoSecret(fmt.Sprintf("%s who chooses the shortcut with %s", f.is, value), a)
	}
	c.tellsAll()
	for _, place := range places {
		c.holdsNoSecret(f.is+" who says what others would in "+place, lookalike.Answer{Messages: c.slack.Messages(place, f.who)[read[place]:]})
	}
	if c.slack.Home(f.who) != nil {
		c.holdsNoSecret(f.is+" who opens a Home", c.homeNow(f.who).Answer)
	}
}

// Every button, form, event and shortcut, forged with the ids of what is not the sender's, by every kind of person:
// nothing that is not theirs is read or changed, and the audit trail keeps what was denied. Each kind of person tries
// each press and each form; the shapes take turns unless -forge.all is set.
func TestWhateverIsForged(t *testing.T) {
	t.Parallel()
	c := newCommittee(t, signsOff, func(r *kpi.Register) {
		for n := range r.Indicators {
			if r.Indicators[n].Code == "REG1" {
				r.Indicators[n].Owner = "U0YOUTH"
			}
		}
		for n := range r.People {
			if r.People[n].SlackID == "U0CLLR2" {
				r.People[n].Roles = append(r.People[n].Roles, kpi.Admin)
			}
		}
	})
	seed := seedRegister(t) // in which neither of them is that any more
	_, err := c.store.ImportRegister(t.Context(), kpi.Register{People: seed.People, Indicators: seed.Indicators}, c.clock.Now(), false)
	must(t, err)
	db, err := sql.Open("postgres", c.dsn)
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	ids := c.secretsOfREG1(db)
	c.refused("thread_not_found", "user_not_found", "dispatch_failed") // there is no such thread, and a Home of one deactivated
	shared := c.types(librarian, "/kpi LIB1").presses("share", "Share in this channel").one()
	before := c.fingerprints(db)

	turn, every := 0, thorough.Plays(4, 1) // each button and form is forged by every fourth of them
	for n, f := range forgers {
		all := shapes(ids, f.own)
		inTurn := func() []string {
			if *forgeAll {
				return all
			}
			turn++
			return all[turn%len(all):][:1]
		}
		for m, press := range c.chaser.Presses() {
			if (n+m)%every != 0 && !*forgeAll {
				continue
			}
			for _, value := range inTurn() {
				a, err := c.slack.ForgePress(context.Background(), f.who, shared, press, value)
				must(t, err)
				c.holdsNoSecret(fmt.Sprintf("%s who presses %s of %s", f.is, press, value), a)
			}
		}
		for m, form := range c.chaser.Forms() {
			if (n+m)%every != 0 && !*forgeAll {
				continue
			}
			for _, value := range inTurn() {
				a, err := c.slack.ForgeSubmission(context.Background(), f.who, form, value, typedByForgers)
				must(t, err)
				c.holdsNoSecret(fmt.Sprintf("%s who submits %s of %s", f.is, form, value), a)
			}
		}
		c.forgesWords(f, 1000*n, all[0], inTurn()[0])
		for table, now := range c.fingerprints(db) {
			if now != before[table] {
				t.Errorf("%s changed %s: %s, before %s", f.is, table, now, before[table])
			}
		}
	}
	var denied int
	must(t, db.QueryRow(`SELECT count(DISTINCT detail) FROM audit_entries WHERE act = 'denied'`).Scan(&denied))
	if denied < 20 {
		t.Errorf("the audit trail keeps %d kinds of denied attempts", denied)
	}
	var pressed int
	must(t, db.QueryRow(`
		SELECT count(DISTINCT how) FROM (SELECT CAST(detail AS json)->>'how' AS how FROM audit_entries WHERE act = 'denied') AS d
		WHERE how = ANY (string_to_array($1, ' ')) AND how <> ALL (string_to_array($2, ' '))`,
		strings.Join(c.chaser.Presses(), " "), strings.Join(c.chaser.Forms(), " ")).Scan(&pressed))
	if pressed < 5 {
		t.Errorf("the audit trail keeps denied attempts of %d buttons", pressed)
	}
	c.audited()
}
