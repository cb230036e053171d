package bot_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"chaser/demo/lookalike"
)

const turnedElsewhere = "you belong to another"

// changed is a request as Slack would have sent it from elsewhere. The fields of its payload are replaced, by their
// path, and it is signed anew.
func (c *council) changed(r lookalike.Request, fields map[string]any) lookalike.Request {
	c.Helper()
	payload := map[string]any{}
	form, isForm := url.Values{}, false
	var text []byte
	switch {
	case r.URL == "": // an envelope of Socket Mode
		text = r.Body
	case strings.HasSuffix(r.URL, "/events"):
		text = r.Body
	default:
		form, _ = url.ParseQuery(string(r.Body))
		isForm = true
		if text = []byte(form.Get("payload")); len(text) == 0 {
			for name, value := range fields {
				form.Set(name, value.(string))
			}
			form.Set("trigger_id", form.Get("trigger_id")+".changed")
			r.Body = []byte(form.Encode())
			return c.slack.Signed(r)
		}
	}
	must(c.T, json.Unmarshal(text, &payload))
	for path, value := range fields {
		if r.URL == "" {
			path = "payload." + path
		}
		put(payload, strings.Split(path, "."), value)
	}
	if r.URL == "" {
		put(payload, []string{"envelope_id"}, "changed")
	}
	text, err := json.Marshal(payload)
	must(c.T, err)
	if r.Body = text; isForm {
		form.Set("payload", string(text))
		r.Body = []byte(form.Encode())
	}
	if r.URL == "" {
		return r
	}
	return c.slack.Signed(r)
}

func put(at any, path []string, value any) {
	switch node := at.(type) {
	case []any:
		put(node[0], path, value)
	case map[string]any:
		if len(path) == 1 {
			node[path[0]] = value
			return
		}
		if node[path[0]] == nil {
			node[path[0]] = map[string]any{}
		}
		put(node[path[0]], path[1:], value)
	}
}

// Whatever is for another workspace, organisation or app is refused at both doors, and changes nothing.
func TestRequestsForAnotherWorkspace(t *testing.T) {
	t.Parallel()
	for _, by := range []door{throughHTTP, throughSocket} {
		t.Run(string(by), func(t *testing.T) {
			t.Parallel()
			c := newCouncilThrough(t, by)
			c.types(coroner, "/kpi 178").says("178")
			before := len(c.figures("178"))
			entries := c.audited()
			for name, fields := range map[string]map[string]any{
				"another workspace":    {"team_id": "T0ELSEWHERE"},
				"another organisation": {"enterprise_id": "E0ELSEWHERE"},
				"another app":          {"api_app_id": "A0ELSEWHERE"},
			} {
				c.types(coroner, "/kpi 178")
				fields["text"] = "178 142"
				a, err := c.slack.Deliver(t.Context(), coroner, c.changed(c.slack.LastRequest(), fields))
				must(t, err)
				if !strings.Contains(string(a.Body), turnedElsewhere) || strings.Contains(string(a.Body), "142") {
					t.Errorf("a command for %s is answered with %d %s", name, a.Status, a.Body)
				}
			}

			card := c.types(coroner, "/kpi 178")
			for name, fields := range map[string]map[string]any{
				"another workspace":    {"team.id": "T0ELSEWHERE"},
				"another organisation": {"enterprise": map[string]any{"id": "E0ELSEWHERE"}},
				"another app":          {"api_app_id": "A0ELSEWHERE"},
				"another's person":     {"user.team_id": "T0ELSEWHERE"},
			} {
				card.presses("history", "History").says("Imported from the register")
				fields["trigger_id"] = "T" + name
				a, err := c.slack.Deliver(t.Context(), coroner, c.changed(c.slack.LastRequest(), fields))
				must(t, err)
				answer{c, a, coroner}.says(turnedElsewhere).saysNot("Imported")
			}
			for name, fields := range map[string]map[string]any{
				"another workspace": {"team.id": "T0ELSEWHERE"},
				"another app":       {"api_app_id": "A0ELSEWHERE"},
				"another's person":  {"user.team_id": "T0ELSEWHERE"},
				"where it is for":   {"view.app_installed_team_id": "T0ELSEWHERE"},
			} {
				c.types(coroner, "/kpi submit 178").submits(map[string]string{"figure": "many"})
				fields["trigger_id"] = "T" + name
				fields["view.state.values.figure.figure.value"] = "142"
				a, err := c.slack.Deliver(t.Context(), coroner, c.changed(c.slack.LastRequest(), fields))
				must(t, err)
				if !strings.Contains(string(a.Body), `"errors"`) || !strings.Contains(string(a.Body), turnedElsewhere) {
					t.Errorf("a form for %s is answered with %d %s", name, a.Status, a.Body)
				}
				must(t, c.slack.CloseModal(t.Context(), coroner))
			}

			if n := strings.Count(c.log.String(), "a request is for another workspace"); n != 1 {
				t.Errorf("the log tells of it %d times within a minute", n)
			}
			for name, fields := range map[string]map[string]any{
				"another workspace":    {"team_id": "T0ELSEWHERE"},
				"another organisation": {"enterprise_id": "E0ELSEWHERE"},
				"another app":          {"api_app_id": "A0ELSEWHERE"},
				"another installation": {"authorizations.team_id": "T0ELSEWHERE"},
				"another context":      {"context_team_id": "T0ELSEWHERE"},
				"a hosted channel of another's": {
					"team_id": "T0ELSEWHERE", "is_ext_shared_channel": true, "authorizations.team_id": "T0ELSEWHERE",
				},
			} {
				c.directly(coroner, "178")
				said := c.slack.LastRequest()
				c.delivers()
				fields["event_id"] = "Ev" + name
				fields["event.text"], fields["event.ts"] = "178 142", "1.2"
				seen := len(c.slack.Messages(c.slack.DirectMessage(coroner), coroner))
				a, err := c.slack.Deliver(t.Context(), coroner, c.changed(said, fields))
				must(t, err)
				c.delivers()
				if now := len(c.slack.Messages(c.slack.DirectMessage(coroner), coroner)); a.Status != http.StatusOK || now != seen {
					t.Errorf("an event for %s is answered with %d, and %d messages", name, a.Status, now-seen)
				}
			}
			if len(c.figures("178")) != before || c.audited() != entries {
				t.Errorf("%d figures stand instead of %d", len(c.figures("178")), before)
			}
			w := httptest.NewRecorder()
			c.chaser.Operations().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
			if want := "chaser_foreign_requests_total 17\n"; !strings.Contains(w.Body.String(), want) {
				t.Errorf("the metrics do not say %q", want)
			}
		})
	}
}

// Somebody of another workspace in the same organisation is at home, and so is an event of a channel that another
// organisation hosts.
func TestAtHomeInAnOrganisation(t *testing.T) {
	t.Parallel()
	c := newCouncilIn(t, throughHTTP, func(w *lookalike.Config) {
		w.EnterpriseID = "E0REGION"
		for n := range w.People {
			if w.People[n].ID == coroner {
				w.People[n].TeamID, w.People[n].EnterpriseID = "T0NEXT", "E0REGION"
			}
		}
	})
	must(t, c.slack.Share(channel, "T0ELSEWHERE"))
	c.types(coroner, "/kpi 178 142 No court sat.").says("Posted 142").presses("history", "History").says("142")
	c.types(coroner, "/kpi submit 178").submits(map[string]string{"figure": "143", "reason": "One more"}).says("143")
	c.hears(registrar, channel, "", "@Chaser 178").says("178 · ")
	c.hears("U0STRANGER", channel, "", "@Chaser 178").says(turnedElsewhere)
}

// While Slack does not say whose the token is, people of whom it has told before can work. A workspace that joins an
// organisation is not locked out for as long as the old answer is believed.
func TestWhoseItIsCannotBeAsked(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	must(t, c.store.RecordAccount(t.Context(), coroner, "full", c.clock.Now()))
	c.slack.Fault(lookalike.Fault{Method: "auth.test", Times: 100, Harm: lookalike.Denied, Code: "service_unavailable"})
	c.types(coroner, "/kpi 178 142 No court sat.").says("Posted 142")
	c.slack.Mend()
	c.types(coroner, "/kpi 178 143 One more").says("143")

	c.types(coroner, "/kpi 178")
	moved := c.changed(c.slack.LastRequest(), map[string]any{"enterprise_id": "E0REGION"})
	a, err := c.slack.Deliver(context.Background(), coroner, moved)
	must(t, err)
	if !strings.Contains(string(a.Body), turnedElsewhere) {
		t.Errorf("before it joined: %s", a.Body)
	}
	c.slack.Join("E0REGION")
	c.clock.pass(2 * time.Minute)
	c.types(coroner, "/kpi 178").says("143")
}
