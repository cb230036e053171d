package lookalike

import (
	"html"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Elements that hold several things at once.
const (
	severalPeople = `{"type":"multi_users_select","action_id":"v","initial_users":["U0MGR"]}`
	checkboxes    = `{"type":"checkboxes","action_id":"v","options":[
		{"text":{"type":"plain_text","text":"Births"},"value":"b"},{"text":{"type":"mrkdwn","text":"*Deaths*"},"value":"d"},{"text":{"type":"plain_text","text":"Marriages"},"value":"m"}],
		"initial_options":[{"text":{"type":"plain_text","text":"Births"},"value":"b"}]}`
	severalReasons = `{"type":"multi_static_select","action_id":"v","max_selected_items":1,"options":[
		{"text":{"type":"plain_text","text":"Staff leave"},"value":"leave"},{"text":{"type":"plain_text","text":"A backlog"},"value":"backlog"}]}`
)

func severalModal() string {
	return `{"type":"modal","title":{"type":"plain_text","text":"Several"},"submit":{"type":"plain_text","text":"Save"},"blocks":[` + strings.Join([]string{
		inputBlock("who", "Who is told?", severalPeople, ""), inputBlock("what", "Which?", checkboxes, ""), inputBlock("why", "Why?", severalReasons, `,"optional":true`),
	}, ",") + `]}`
}

// heardSeveral is what the app was told at the last submission.
func heardSeveral(a *app) map[string][]string {
	heard := map[string][]string{}
	for block, elements := range a.lastInteraction().View.State.Values {
		heard[block] = append([]string{}, elements["v"].SelectedUsers...)
		for _, o := range elements["v"].SelectedOptions {
			heard[block] = append(heard[block], o.Value)
		}
	}
	return heard
}

func TestSeveralAreChosenOnThePage(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	opens(t, w, a, severalModal())
	typed(t, w, "U0COR", "C0CSMI", "/kpi")
	here := "/?as=U0COR&in=C0CSMI"
	page := html.UnescapeString(shownPage(t, w, here))
	for _, want := range []string{
		`<legend class="bk-label">Who is told?`, `type="checkbox" name="v:who:v" value="U0MGR" checked><span>@Manager`, `name="v:who:v" value="U0LIB"><span>@Library lead`,
		`name="v:what:v" value="b" checked`, `name="v:what:v" value="d"><span>`, `name="v:why:v" value="backlog"><span>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the modal lacks %s", want)
		}
	}
	form := url.Values{"as": {"U0COR"}, "in": {"C0CSMI"}, "view": {w.Modal("U0COR").ID}}
	with := func(name string, values ...string) { form["v:"+name+":v"] = values }
	with("who", "U0LIB", "U0COR")
	with("why", "leave", "backlog")
	postForm(t, w, "/act/modal", form) // no box is ticked, which a browser tells by not telling it
	if m := w.Modal("U0COR"); m == nil || m.Errors["what"] == "" || m.Errors["why"] == "" || m.Errors["who"] != "" || len(a.interactions) != 0 {
		t.Fatalf("%+v", m)
	}
	page = html.UnescapeString(shownPage(t, w, here))
	for _, want := range []string{`value="U0LIB" checked`, `value="U0MGR"><span>`, `value="b"><span>`, `value="backlog" checked`} {
		if !strings.Contains(page, want) {
			t.Errorf("what was ticked is not kept: %s", want)
		}
	}
	with("what", "d", "m")
	with("why", "backlog")
	postForm(t, w, "/act/modal", form)
	want := map[string][]string{"who": {"U0LIB", "U0COR"}, "what": {"d", "m"}, "why": {"backlog"}}
	if diff := cmp.Diff(want, heardSeveral(a)); diff != "" || w.Modal("U0COR") != nil {
		t.Error(diff)
	}
	noRefusals(t, w)
}

func TestSeveralAreChosenThroughTheDriver(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	opens(t, w, a, severalModal())
	typed(t, w, "U0COR", "C0CSMI", "/kpi")
	submitted(t, w, "U0COR", map[string]string{"who": "U0LIB\nU0COR", "what": "Deaths\nm"})
	want := map[string][]string{"who": {"U0LIB", "U0COR"}, "what": {"d", "m"}, "why": {}}
	if diff := cmp.Diff(want, heardSeveral(a)); diff != "" {
		t.Error(diff)
	}
	typed(t, w, "U0COR", "C0CSMI", "/kpi")
	submitted(t, w, "U0COR", nil)
	want = map[string][]string{"who": {"U0MGR"}, "what": {"b"}, "why": {}}
	if diff := cmp.Diff(want, heardSeveral(a)); diff != "" {
		t.Errorf("what is chosen beforehand: %s", diff)
	}
	noRefusals(t, w)
}
