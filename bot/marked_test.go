package bot_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/kpi"
	"chaser/store"
)

// In a council whose every figure is provisional, or of a part of its period, no view shows a colour without saying so.
// That holds for whatever somebody types or presses, for what is sent to them and for their Home, in each block and in
// the text for notifications.
func TestNoColourStandsWithoutItsMark(t *testing.T) {
	t.Parallel()
	for status, mark := range map[kpi.Status]string{kpi.Provisional: "provisional", kpi.PartPeriod: "part of the period only"} {
		t.Run(string(status), func(t *testing.T) {
			t.Parallel()
			w := &walk{council: newCommittee(t, signsOff, func(r *kpi.Register) {
				for n := range r.Figures {
					r.Figures[n].Status = status
					if r.Figures[n].Indicator == "SKL2" {
						r.Figures[n].Actions = ""
					}
				}
			}), mark: mark}
			w.walk(status)
			if w.coloured < 150 {
				t.Errorf("only %d blocks and texts with a colour were looked at", w.coloured)
			}
			t.Logf("%d blocks and texts with a colour", w.coloured)
		})
	}
}

// walk is somebody who looks at everything.
type walk struct {
	*council
	mark     string
	coloured int
}

func (w *walk) walk(status kpi.Status) {
	w.Helper()
	for _, who := range []string{member, librarian, "U0MGRPLACE", team} {
		for _, line := range []string{"", "LIB1", "list", "red", "history LIB1", "explain LIB1", "progress", "actions", "due", "library card", "submit LIB1", "approve"} {
			w.looks(w.types(who, "/kpi "+line))
		}
		w.home(who)
	}
	card := w.types(librarian, "/kpi LIB1").presses("all", "Show all")
	w.looks(card)
	w.looks(w.types(librarian, "/kpi LIB1").presses("edit", "Edit"))
	w.looks(w.types(librarian, "/kpi LIB1").presses("share", "Share in this channel"))
	w.looks(w.types("U0SKILLS", "/kpi action SKL2 Two extra sessions due 31 Jan"))
	w.looks(w.types(member, "/kpi LIB1").presses("ask", "Ask a question").submits(map[string]string{kpi.FieldQuestion: "Why?"}))
	w.tells()
	w.looks(w.types(team, "/kpi publish 2023-24Q2").postsIt())
	w.tells()
	// The next quarter: one turns Red, one leaves Red, both are signed off, and what was published is restated.
	for who, line := range map[string]string{
		registrar: "REG1 50 " + string(status) + " Staff leave", librarian: "LIB1 109,000 " + string(status) + " Reopened",
	} {
		w.looks(w.types(who, "/kpi "+line))
	}
	list := w.types("U0DAVIOL", "/kpi DAV1 57 "+string(status)+"; DAV2 71% "+string(status))
	w.looks(list)
	w.looks(list.presses("post_all", "Post all"))
	w.clock.pass(24 * time.Hour)
	w.plans()
	w.tells()
	w.looks(w.types(regulator, "/kpi approve"))
	w.looks(w.types(regulator, "/kpi approve REG1"))
	w.looks(w.types("U0MGRPLACE", "/kpi approve LIB1"))
	correction := w.types(librarian, "/kpi LIB1 2023-24Q2 96,500 "+string(status)+" Counted again")
	w.looks(correction)
	w.looks(correction.presses("sure", "Correct it"))
	w.looks(w.types(team, "/kpi approve LIB1"))
	w.tells()
	w.looks(w.types(team, "/kpi publish 2023-24Q3").postsIt())
	w.tells()
	for _, who := range []string{member, librarian, registrar, regulator, "U0MGRPLACE", "U0SKILLS", team} {
		for _, line := range []string{"", "list", "red", "history LIB1", "LIB1", "LIB1 2023-24Q2"} {
			w.looks(w.types(who, "/kpi "+line))
		}
		w.home(who)
		for _, m := range w.sees(who) {
			w.message(m)
		}
	}
	for _, m := range w.slack.Messages(reds, member) {
		w.message(m)
	}
	all, err := w.store.NotificationsSince(w.Context(), time.Time{})
	must(w.T, err)
	kinds := map[kpi.NoticeKind]bool{}
	for _, n := range all {
		if n.State == store.Sent {
			kinds[n.Kind] = true
		}
	}
	for _, kind := range []kpi.NoticeKind{kpi.NewsRedSummary, kpi.NewsRedCard, kpi.NewsErratum, kpi.NewsRed, kpi.NoticeSign} {
		if !kinds[kind] {
			w.Errorf("no %s was looked at", kind)
		}
	}
}

func (w *walk) home(who string) {
	w.Helper()
	for _, m := range w.opensHome(who).Messages {
		w.message(m)
	}
}

func (w *walk) looks(a answer) {
	w.Helper()
	for _, m := range a.Messages {
		w.message(m)
	}
	if a.Modal != nil {
		var view struct{ Blocks json.RawMessage }
		must(w.T, json.Unmarshal(a.Modal.JSON, &view))
		w.message(lookalike.Seen{Blocks: view.Blocks})
	}
}

var (
	code       = regexp.MustCompile(`\b(LIB\d|SKL\d|TRS\d|REG\d|DAV\d)\b`)
	colour     = regexp.MustCompile(`\b(Red|Amber|Green|Blue)\b`)
	circled    = regexp.MustCompile(`:(red|large_orange|large_green|large_blue)_circle:`)
	whatIsSaid = regexp.MustCompile(`Red since [^·\n]*|Red without actions|No figure now, Red in|(?:Amber|Green|Blue) begins|would be (?:Amber|Green|Blue)\.`)
)

// message looks at each block of a message, and at each line of its text.
func (w *walk) message(m lookalike.Seen) {
	w.Helper()
	var blocks []json.RawMessage
	if len(m.Blocks) > 0 {
		must(w.T, json.Unmarshal(m.Blocks, &blocks))
	}
	for _, b := range blocks {
		one, err := json.Marshal([]json.RawMessage{b})
		must(w.T, err)
		if text := lookalike.PlainText(one, ""); !strings.Contains(text, "(was ") { // with it, the text is the counts
			w.judge(text, false)
		}
	}
	for _, line := range strings.Split(m.Text, "\n") {
		w.judge(line, true) // beneath a title that says Red
	}
}

// judge fails the test for a colour without its mark. A sentence about no single indicator, such as a title that counts
// the Reds, shows none.
func (w *walk) judge(text string, titled bool) {
	w.Helper()
	plain := whatIsSaid.ReplaceAllString(text, "")
	one := code.MatchString(plain) || strings.Contains(plain, "against a target of")
	red := colour.MatchString(plain) || titled && strings.Contains(plain, "against a target of")
	if !circled.MatchString(plain) && (!one || !red) {
		return
	}
	w.coloured++
	if !strings.Contains(strings.ToLower(text), w.mark) {
		w.Errorf("a colour stands without its mark: %q", text)
	}
}
