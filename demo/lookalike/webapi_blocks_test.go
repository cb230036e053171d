package lookalike

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
)

const barChart = `[{"type":"data_visualization","title":"Closed","chart":{"type":"bar","series":[{"name":"Figure","data":[{"label":"Q1","value":213}]}],` +
	`"axis_config":{"categories":["Q1"]}}}]`

// blocks.validate answers anybody and judges exactly one thing. It shows nothing, and records no refusal.
func TestBlocksAreValidated(t *testing.T) {
	t.Parallel()
	const form = "application/x-www-form-urlencoded"
	for _, test := range []struct{ name, body, want, pointer, message string }{
		{"a chart", "blocks=" + barChart, "", "", ""},
		{"a message", `message={"blocks":` + barChart + `}`, "", "", ""},
		{"a message with a text", `message={"text":"x","blocks":` + barChart + `}`, "invalid_message", "", "no more items allowed: text"},
		{"no such block", `blocks=[{"type":"divider"},{"type":"sektion"}]`, "invalid_blocks", "/1/type", "unsupported type: sektion"},
		{"a chart in a view", `view={"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":` + barChart + `}`, "invalid_view", "/blocks/0/type",
			"unsupported type: data_visualization"},
		{"nothing", "", "invalid_arguments", "", ""},
		{"two things", "blocks=" + barChart + "&message={}", "invalid_arguments", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w, _ := stage(t)
			got, said := called(t, w, "blocks.validate", "", form, test.body)
			if got != test.want {
				t.Fatalf("error %q, want %q", got, test.want)
			}
			if test.want == "invalid_arguments" {
				wantRefusal(t, w, "blocks.validate", test.want)
				return
			}
			noRefusals(t, w)
			if test.want == "" {
				return
			}
			list, _ := said["errors"].([]any)
			if len(list) != 1 {
				t.Fatalf("its errors are %v", said["errors"])
			}
			first, _ := list[0].(map[string]any)
			if diff := cmp.Diff([]any{"failed_constraint", test.pointer, test.message}, []any{first["code"], first["pointer"], first["message"]}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A workspace that does not take charts says so when asked. It refuses a message with a chart whichever way it comes,
// and shows nothing of an answer with one.
func TestAWorkspaceWithoutCharts(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	w.TakeBlocks(Charts)
	const jsonMIME = "application/json"
	if code, _ := called(t, w, "blocks.validate", botToken, jsonMIME, `{"blocks":`+barChart+`}`); code != "invalid_blocks" {
		t.Errorf("asked, it says %q", code)
	}
	if code, _ := called(t, w, "chat.postMessage", botToken, jsonMIME, `{"channel":"C0CSMI","text":"x","blocks":`+barChart+`}`); code != "invalid_blocks" {
		t.Errorf("a message is answered %q", code)
	}

	chart := `{"text":"x","blocks":` + barChart + `}`
	a.onCommand = func(rw http.ResponseWriter, c slack.SlashCommand) {
		response, err := w.client.Post(c.ResponseURL, jsonMIME, strings.NewReader(chart))
		if err != nil {
			t.Error(err)
			return
		}
		defer response.Body.Close()
		body, _ := io.ReadAll(response.Body)
		if response.StatusCode != http.StatusOK || !strings.Contains(string(body), `"error":"invalid_blocks"`) {
			t.Errorf("the response_url answers %d %s", response.StatusCode, body)
		}
		rw.Header().Set("Content-Type", jsonMIME)
		_, _ = io.WriteString(rw, chart)
	}
	if shown := typed(t, w, "U0COR", "C0CSMI", "/kpi 1").Messages; len(shown) != 0 {
		t.Errorf("it shows %v", plainOf(shown))
	}
	var where []string
	for _, r := range w.Refusals() {
		where = append(where, r.Where+" "+r.Code)
	}
	if diff := cmp.Diff([]string{"chat.postMessage invalid_blocks", "response_url invalid_blocks", "/kpi invalid_blocks"}, where); diff != "" {
		t.Error(diff)
	}

	w.TakeBlocks()
	if code, _ := called(t, w, "chat.postMessage", botToken, jsonMIME, `{"channel":"C0CSMI","text":"x","blocks":`+barChart+`}`); code != "" {
		t.Errorf("once it takes charts, it says %q", code)
	}
}
