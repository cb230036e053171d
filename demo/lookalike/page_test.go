package lookalike

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

// shownPage fetches a page as a browser would.
func shownPage(t *testing.T, w *Workspace, path string) string {
	t.Helper()
	response, err := w.client.Get(w.address + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v: %s", path, response.StatusCode, err, body)
	}
	return string(body)
}

// postForm sends a form of the page. It returns the status, and where the answer leads.
func postForm(t *testing.T, w *Workspace, path string, form url.Values, header ...string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.address+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	response, err := w.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	return response.StatusCode, response.Header.Get("Location")
}

var (
	formPart  = regexp.MustCompile(`(?s)<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>`)
	fieldPart = regexp.MustCompile(`<(?:input|textarea)\b[^>]*?\bname="([^"]*)"(?:[^>]*?\bvalue="([^"]*)")?`)
)

// formsTo lists the forms of a page that go to an address, with the fields that they hold.
func formsTo(page, action string) []url.Values {
	var forms []url.Values
	for _, form := range formPart.FindAllStringSubmatch(page, -1) {
		if form[1] != action {
			continue
		}
		fields := url.Values{}
		for _, field := range fieldPart.FindAllStringSubmatch(form[2], -1) {
			fields.Set(html.UnescapeString(field[1]), html.UnescapeString(field[2]))
		}
		forms = append(forms, fields)
	}
	return forms
}

func TestThePageFromTypingToPressingToSubmitting(t *testing.T) {
	t.Parallel()
	w, a := stage(t, func(c *Config) {
		c.Examples = []Example{{Text: "/kpi 178", As: "U0MGR", Channel: "C0CSMI", Why: "a card"}}
	})
	a.onCommand = func(rw http.ResponseWriter, _ slack.SlashCommand) {
		answerJSON(rw, `{"text":"x","blocks":`+dueList+`}`)
	}
	a.onInteract = func(_ http.ResponseWriter, i slack.InteractionCallback) {
		if i.Type == slack.InteractionTypeBlockActions {
			called(t, w, "views.open", botToken, "application/json", fmt.Sprintf(`{"trigger_id":%q,"view":%s}`, i.TriggerID, modal("Figure of 178", "")))
		}
	}
	here := "/?as=U0COR&in=C0CSMI"
	page := shownPage(t, w, here)
	for _, want := range []string{"Chaser, tried out", "Nothing here is real.", "Westbourne Council", `placeholder="Type /kpi help"`, "a card", "as Manager",
		`<optgroup label="Managers">`, `<option value="U0COR" selected>Coroner`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, "Gone") {
		t.Error("one can be somebody who is deactivated")
	}

	lines := formsTo(page, "/act/type")
	line := lines[len(lines)-1] // the composer; the example stands above it
	line.Set("line", "/kpi due")
	if status, to := postForm(t, w, "/act/type", line); status != http.StatusSeeOther || to != "/?as=U0COR&in=C0CSMI" {
		t.Fatalf("typing: %d to %s", status, to)
	}
	page = shownPage(t, w, here)
	if !strings.Contains(page, "Only visible to you") || !strings.Contains(page, "Post 180") {
		t.Fatal("the answer is not on the page")
	}
	if strings.Contains(shownPage(t, w, "/?as=U0MGR&in=C0CSMI"), "Post 180") {
		t.Error("the manager sees the coroner's answer")
	}

	presses := formsTo(page, "/act/press")
	at := slices.IndexFunc(presses, func(f url.Values) bool { return f.Get("value") == "180" })
	if status, to := postForm(t, w, "/act/press", presses[at]); status != http.StatusSeeOther || strings.Contains(to, "note=") {
		t.Fatalf("pressing: %d to %s", status, to)
	}
	page = shownPage(t, w, here)
	if !strings.Contains(page, "Figure of 178") {
		t.Fatal("the modal is not on the page")
	}
	fields := formsTo(page, "/act/modal")[0]
	fields.Del("dismiss")
	fields.Set("v:figure:v", "")
	postForm(t, w, "/act/modal", fields)
	if w.Modal("U0COR") == nil || w.Modal("U0COR").Errors["figure"] == "" {
		t.Fatal("an empty figure passes")
	}
	page = shownPage(t, w, here)
	if !strings.Contains(page, html.EscapeString(w.Modal("U0COR").Errors["figure"])) {
		t.Error("the page does not say what is missing")
	}
	fields.Set("v:figure:v", "142")
	fields.Set("v:commentary:v", "Staff leave")
	postForm(t, w, "/act/modal", fields)
	if w.Modal("U0COR") != nil {
		t.Error("the modal is still open")
	}
	if v := a.lastInteraction().View.State.Values; v["figure"]["v"].Value != "142" || v["commentary"]["v"].Value != "Staff leave" {
		t.Errorf("submitted: %+v", v)
	}
	if _, to := postForm(t, w, "/act/modal", fields); !strings.Contains(to, "note=This+window+has+changed") {
		t.Errorf("a modal that is gone leads to %s", to)
	}
	noRefusals(t, w)
}

func TestAModalsCross(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	opens(t, w, a, modal("178", `"notify_on_close":true,`))
	typed(t, w, "U0COR", "C0CSMI", "/kpi submit 178")
	form := url.Values{"as": {"U0COR"}, "in": {"C0CSMI"}, "view": {w.Modal("U0COR").ID}, "dismiss": {"1"}}
	stranger := url.Values{"as": {"U0MGR"}, "in": {"C0CSMI"}, "view": form["view"], "dismiss": {"1"}}
	if postForm(t, w, "/act/modal", stranger); w.Modal("U0COR") == nil {
		t.Fatal("the manager closes the coroner's modal")
	}
	if postForm(t, w, "/act/modal", form); w.Modal("U0COR") != nil || a.lastInteraction().Type != slack.InteractionTypeViewClosed {
		t.Error("the cross does not close the modal, or the app does not hear of it")
	}
}

func TestAPressInAModalOnThePageKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	opens(t, w, a, modal("178", ""))
	typed(t, w, "U0COR", "C0CSMI", "/kpi submit 178")
	form := url.Values{"as": {"U0COR"}, "in": {"C0CSMI"}, "view": {w.Modal("U0COR").ID}, "v:figure:v": {"143"}, "press": {"action_id=help&block_id=more"}}
	if _, to := postForm(t, w, "/act/modal", form); strings.Contains(to, "note") {
		t.Fatal(to)
	}
	heard := a.lastInteraction()
	if heard.ActionCallback.BlockActions[0].ActionID != "help" || heard.View.State.Values["figure"]["v"].Value != "143" {
		t.Errorf("%+v", heard)
	}
	if page := shownPage(t, w, "/?as=U0COR&in=C0CSMI"); !strings.Contains(page, `value="143"`) {
		t.Error("what was typed is gone from the page")
	}
}

func TestWhoHasSomethingNewToRead(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	_, ts, err := a.api.PostMessage("U0MGR", slack.MsgOptionText("178 is red", false))
	if err != nil {
		t.Fatal(err)
	}
	const listed = `<a href="/?as=U0MGR&amp;in=D0MGR" class="fresh" title="Be Manager, and read it"><span class="place-name">Manager</span><b class="count">1 new</b></a>`
	page := shownPage(t, w, "/?as=U0COR&in=C0CSMI")
	if !strings.Contains(page, listed) || !strings.Contains(page, "Manager · 1 new") {
		t.Error("nothing says that the manager was alerted")
	}
	if page := shownPage(t, w, "/?as=U0MGR&in=C0CSMI"); strings.Contains(page, listed) {
		t.Error("the manager is told of themselves as of another")
	}
	shownPage(t, w, "/?as=U0MGR&in=D0MGR")
	if page := shownPage(t, w, "/?as=U0COR&in=C0CSMI"); strings.Contains(page, "1 new") {
		t.Error("what was read is still new")
	}
	if _, _, _, err := a.api.UpdateMessage("D0MGR", ts, slack.MsgOptionText("178 is green", false)); err != nil {
		t.Fatal(err)
	}
	if page := shownPage(t, w, "/?as=U0COR&in=C0CSMI"); strings.Contains(page, "1 new") {
		t.Error("what was brought up to date is new again, which in Slack it is not")
	}
}

func TestAThreadOnThePage(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	_, ts, err := a.api.PostMessage("C0CSMI", slack.MsgOptionText("The reds of Q3", false))
	if err != nil {
		t.Fatal(err)
	}
	form := url.Values{"as": {"U0COR"}, "in": {"C0CSMI"}, "thread": {ts}, "line": {"Why is 178 red?"}}
	postForm(t, w, "/act/type", form)
	if got := w.Messages("C0CSMI", "U0MGR"); len(got) != 2 || got[1].ThreadTS != ts {
		t.Fatalf("%+v", got)
	}
	_, thread, _ := strings.Cut(shownPage(t, w, "/?as=U0MGR&in=C0CSMI"), `<div class="thread"`)
	if !strings.Contains(thread, "Why is 178 red?") {
		t.Error("the reply does not stand beneath its parent")
	}
}

func TestTheHomeOnThePage(t *testing.T) {
	t.Parallel()
	w, a := stage(t, listens)
	a.onEvent = func(http.ResponseWriter, *http.Request, []byte) {
		view := `{"type":"home","blocks":[{"type":"actions","block_id":"b","elements":[{"type":"button","action_id":"due","value":"x","text":{"type":"plain_text","text":"What I owe"}}]}]}`
		called(t, w, "views.publish", botToken, "application/json", `{"user_id":"U0COR","view":`+view+`}`)
	}
	_, to := postForm(t, w, "/act/home", url.Values{"as": {"U0COR"}, "in": {"C0CSMI"}})
	if to != "/?as=U0COR&in=home" {
		t.Fatal(to)
	}
	form := formsTo(shownPage(t, w, to), "/act/home/press")[0]
	if _, to := postForm(t, w, "/act/home/press", form); to != "/?as=U0COR&in=home" {
		t.Error(to)
	}
	if heard := a.lastInteraction(); heard.ActionCallback.BlockActions[0].ActionID != "due" || heard.View.Type != "home" {
		t.Errorf("%+v", heard)
	}
	noRefusals(t, w)
}

func TestAPlaceThatIsNone(t *testing.T) {
	t.Parallel()
	w, _ := stage(t)
	for query, want := range map[string]place{
		"":                      {"U0COR", "D0COR"},
		"as=U0NOBODY&in=C0PRIV": {"U0COR", "C0PRIV"},
		"as=U0LIB&in=C0PRIV":    {"U0LIB", "D0LIB"},
		"as=U0GONE":             {"U0COR", "D0COR"},
		"as=U0LIB&in=home":      {"U0LIB", "home"},
		"as=U0LIB&in=D0COR":     {"U0LIB", "D0LIB"},
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.placeOf(values); got != want {
			t.Errorf("%q is %v, want %v", query, got, want)
		}
	}
}

func TestAnOpenPageHearsOfChanges(t *testing.T) {
	t.Parallel()
	w, _ := stage(t)
	response, err := w.client.Get(w.address + "/live") //nolint:bodyclose // it is closed below; the goroutine hides that from the linter
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := make(chan string)
	go func() {
		defer close(lines)
		scanner := bufio.NewScanner(response.Body)
		for scanner.Scan() {
			if scanner.Text() != "" {
				lines <- scanner.Text()
			}
		}
	}()
	next := func() string {
		select {
		case line := <-lines:
			return line
		case <-time.After(10 * time.Second):
			t.Fatal("nothing is told")
			return ""
		}
	}
	first := next()
	typed(t, w, "U0COR", "C0CSMI", "hello")
	if second := next(); second == first || !strings.HasPrefix(second, "data: ") {
		t.Errorf("%q, then %q", first, second)
	}
	w.Close() // ends the page's stream
	for range lines {
	}
}

// The examples are open until somebody has done something in that place.
func TestTheExamplesFoldOnceTheyHaveServed(t *testing.T) {
	t.Parallel()
	w, _ := stage(t, func(c *Config) { c.Examples = []Example{{Text: "/kpi", As: "U0LIB", Why: "try it"}} })
	where := "/?" + url.Values{"as": {"U0LIB"}, "in": {"C0CSMI"}}.Encode()
	const open = `<details class="tries" open>`
	if !strings.Contains(shownPage(t, w, where), open) {
		t.Error("a newcomer does not see the examples")
	}
	postForm(t, w, "/act/type", url.Values{"as": {"U0LIB"}, "in": {"C0CSMI"}, "line": {"Good morning"}})
	if folded := shownPage(t, w, where); strings.Contains(folded, open) || !strings.Contains(folded, `<details class="tries">`) {
		t.Error("they still take the place of what is said")
	}
}
