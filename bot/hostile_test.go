package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/kpi"
	"chaser/store"
)

// hostile is what somebody might put where words belong: it would call everybody, name somebody, link and format, if it
// were not made inert. Each place has its own, so that a failure says whose words got through.
func hostile(place string) string {
	return fmt.Sprintf("<!channel> <@U0HOSTILE> <https://evil.example/%[1]s|click> <#C0EVIL> @everyone *bold%[1]s* :emo%[1]s: `tick%[1]s` \u202e%[1]s", place)
}

// typedHostile is the same as a person can type it: Slack has turned its own marks into words by then.
func typedHostile(place string) string {
	return fmt.Sprintf("<!channel> <@U0HOSTILE> @everyone *bold%[1]s* :emo%[1]s: `tick%[1]s`", place)
}

// In a council whose every word is hostile, nothing that anybody reads calls, names, links or formats by it. That holds
// for whatever is typed, pressed, sent to them, shown in their Home or in a window, in each block and in the text for
// notifications.
func TestHostileWordsStayWords(t *testing.T) {
	t.Parallel()
	w := &hostileWalk{council: newCommittee(t, signsOff, func(r *kpi.Register) {
		for n := range r.Indicators {
			i := &r.Indicators[n]
			i.Title, i.Description, i.Service = i.Title+" "+hostileLine("title"), hostileLine("description"), strings.Fields(i.Service)[0]+" "+typedHostile("service")
			i.Links = append(i.Links, kpi.Link{Text: hostileLine("linktext"), URL: "https://example.org/a"})
		}
		for n := range r.People {
			r.People[n].Name = strings.Fields(r.People[n].Name)[0] + " " + typedHostile("name")
		}
		for n := range r.Figures {
			f := &r.Figures[n]
			f.Commentary, f.Actions = hostileLine("commentary"), ""
			if n%2 == 0 {
				f.Actions = hostileLine("actions")
			}
		}
	})}
	w.walk()
	if w.looked < 700 {
		t.Errorf("only %d texts with hostile words were looked at", w.looked)
	}
	t.Logf("%d texts with hostile words", w.looked)
}

// hostileLine is hostile words that the register takes: no control characters.
func hostileLine(place string) string { return strings.ReplaceAll(hostile(place), "\u202e", "") }

// hostileWalk is somebody who looks at everything.
type hostileWalk struct {
	*council
	looked int
}

func (w *hostileWalk) walk() {
	w.Helper()
	everybody := []string{member, librarian, registrar, regulator, "U0MGRPLACE", "U0SKILLS", team}
	w.reads(everybody, "", "list", "red", "history LIB1", "explain LIB1", "progress", "actions", "due", "library card", "submit LIB1", "submit", "approve", "team", "check", "collections", "find births", "away", "help", "alerts")
	w.reads([]string{team}, "", "admin people", "admin indicators", "admin targets", "admin committees", "admin target LIB1 "+typedHostile("target"), "admin LIB1", "admin "+typedHostile("settings"))
	card := w.types(librarian, "/kpi LIB1")
	w.looks(card, card.presses("all", "Show all"))
	w.looks(w.types(librarian, "/kpi LIB1").presses("edit", "Edit"))
	w.looks(w.types(librarian, "/kpi LIB1").presses("share", "Share in this channel"))
	w.looks(w.types("U0SKILLS", "/kpi action SKL2 "+typedHostile("act")+" due 31 Jan"))
	w.looks(w.types(member, "/kpi LIB1").presses("ask", "Ask a question").submits(map[string]string{kpi.FieldQuestion: typedHostile("question")}))
	w.tells()
	w.looks(w.types(team, "/kpi publish 2023-24Q2").postsIt())
	w.tells()
	// The next quarter: one turns Red, one leaves Red, both are signed off, one is sent back, and what was published is
	// restated.
	for _, post := range []struct{ who, code, figure string }{{registrar, "REG1", "50"}, {librarian, "LIB1", "109,000"}, {coroner, "178", "142"}} {
		// Each has words of its own, as the same under two indicators are asked about.
		w.looks(w.types(post.who, "/kpi "+post.code+" "+post.figure+" "+typedHostile("posted"+post.code)).says("Posted " + post.figure))
	}
	list := w.types("U0DAVIOL", "/kpi DAV1 57 "+typedHostile("rowDAV1")+"\nDAV2 71% "+typedHostile("rowDAV2"))
	w.looks(list, list.presses("post_all", "Post all").says("Posted 2 figures."))
	w.clock.pass(24 * time.Hour)
	w.plans()
	w.tells()
	waiting, err := w.store.Unsigned(context.Background(), kpi.Person{SlackID: regulator}, store.UnsignedOf{}, 0, 1)
	if must(w.T, err); waiting.All == 0 {
		w.Fatal("nothing waits for the manager's sign-off")
	}
	_, err = w.store.SendBack(context.Background(), store.Request{By: regulator, Now: w.clock.Now()}, waiting.Figures[0].FigureID, typedHostile("sentback"), kpi.DateOf(w.clock.Now()))
	must(w.T, err)
	w.looks(w.types(regulator, "/kpi approve"), w.types(regulator, "/kpi approve REG1"), w.types("U0MGRPLACE", "/kpi approve LIB1"))
	correction := w.types(librarian, "/kpi LIB1 2023-24Q2 96,500 "+typedHostile("restated"))
	w.looks(correction, correction.presses("sure", "Correct it"))
	w.looks(w.types(team, "/kpi approve LIB1"))
	w.tells()
	w.looks(w.types(team, "/kpi publish 2023-24Q3").postsIt())
	w.tells()
	w.looks(w.types(coroner, "/kpi away 10 Jan to 12 Jan"))
	for _, line := range []string{"nonsense " + typedHostile("nonsense"), "LIB1 " + typedHostile("nofigure"), "red in " + typedHostile("scope"), typedHostile("alone"), "178 to " + typedHostile("whom"), "away " + typedHostile("days")} {
		w.looks(w.types(coroner, "/kpi "+line), w.directly(coroner, line))
	}
	w.reads(everybody, "", "list", "red", "history LIB1", "LIB1", "LIB1 2023-24Q2", "actions", "undo")
	for _, m := range w.slack.Posts() { // the bot's alone
		w.message("posted to "+m.Channel, lookalike.Seen{Text: m.Text, Blocks: m.Blocks})
	}
}

// reads has each of the people type each line, and look at their Home.
func (w *hostileWalk) reads(who []string, lines ...string) {
	w.Helper()
	for _, one := range who {
		for _, line := range lines {
			w.looks(w.types(one, "/kpi "+line))
		}
		w.looks(w.opensHome(one))
	}
}

func (w *hostileWalk) looks(all ...answer) {
	w.Helper()
	for _, a := range all {
		for _, m := range a.Messages {
			if m.User != a.who { // what they said themselves stands there too
				w.message("for "+a.who, m)
			}
		}
		if a.Modal != nil {
			w.inert("in a window for "+a.who, a.Modal.JSON)
		}
	}
}

func (w *hostileWalk) message(where string, m lookalike.Seen) {
	w.Helper()
	if strings.Contains(m.Text, "evil.example") || strings.Contains(m.Text, "U0HOSTILE") {
		w.looked++
		if found := called.FindString(m.Text); found != "" {
			w.Errorf("%s, the text for notifications has %q: %s", where, found, m.Text)
		}
	}
	if len(m.Blocks) > 0 {
		w.inert(where, m.Blocks)
	}
}

var (
	// called is what Slack reads as a mark wherever it takes its own markup.
	called = regexp.MustCompile(`<!channel|<@U0HOSTILE|<https://evil|<#C0EVIL`)
	// formatted is what Slack reads in mrkdwn besides: formats, emoji and calls without brackets.
	formatted = regexp.MustCompile("\\*bold[a-z]+\\*|:emo[a-z]+:|`tick[a-z]+`|@everyone")
)

// inert looks at every text of blocks or of a view.
func (w *hostileWalk) inert(where string, text json.RawMessage) {
	w.Helper()
	var tree any
	must(w.T, json.Unmarshal(text, &tree))
	var look func(at any)
	look = func(at any) {
		switch at := at.(type) {
		case []any:
			for _, one := range at {
				look(one)
			}
		case map[string]any:
			said, _ := at["text"].(string)
			kind, _ := at["type"].(string)
			if strings.Contains(said, "U0HOSTILE") || strings.Contains(said, "evil.example") || strings.Contains(said, "bold") {
				w.looked++
			}
			switch kind {
			case "mrkdwn", "markdown":
				if found := called.FindString(said) + formatted.FindString(said); found != "" {
					w.Errorf("%s, Slack's markup has %q: %s", where, found, said)
				}
			case "plain_text":
				if emoji, _ := at["emoji"].(bool); emoji && formatted.MatchString(said) {
					w.Errorf("%s, a plain text turns into emoji: %s", where, said)
				}
			case "broadcast", "usergroup":
				w.Errorf("%s, a block calls %v", where, at)
			case "user", "link", "channel", "emoji": // what a link is called is literal
				named := fmt.Sprint(at["user_id"], at["channel_id"], at["url"], at["name"])
				if strings.Contains(named, "evil") || strings.Contains(named, "U0HOSTILE") || strings.Contains(named, "C0EVIL") || strings.Contains(named, "emo") {
					w.Errorf("%s, a block has %v", where, at)
				}
			}
			for _, one := range at {
				look(one)
			}
		}
	}
	look(tree)
}
