package blockkit

import (
	"encoding/json"
	"flag"
	"html/template"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// drawnCase is one file of testdata.
type drawnCase struct {
	Kind   string            `json:"kind"` // message, disabled or modal
	Text   string            `json:"text"`
	Blocks json.RawMessage   `json:"blocks"`
	View   json.RawMessage   `json:"view"`
	Errors map[string]string `json:"errors"`
	Typed  url.Values        `json:"typed"`
}

func (c drawnCase) draw() (template.HTML, error) {
	people := map[string]string{"U0LIB": "Library lead", "U0COR": "Coroner's officer"}
	s := Surface{
		Person:  func(id string) string { return people[id] },
		Channel: func(id string) string { return map[string]string{"C0CSMI": "communities"}[id] },
		People:  []string{"U0LIB", "U0COR"},
		Hidden:  map[string]string{"as": "U0COR", "ts": "1700000000.000100"},
		Action:  "/act", Disabled: c.Kind == "disabled",
	}
	if c.Kind == "modal" {
		return Modal(c.View, c.Errors, c.Typed, s)
	}
	return Message(c.Text, c.Blocks, s)
}

func TestGolden(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".json"), func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var c drawnCase
			if err := json.Unmarshal(raw, &c); err != nil {
				t.Fatal(err)
			}
			got, err := c.draw()
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(path, ".json") + ".html"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("drawn otherwise than %s (-want +got):\n%s", golden, diff)
			}
		})
	}
}

// Slack would take everything in the gallery. Only the injection case is an exception.
func TestGalleryPassesTheJudge(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var c drawnCase
		if err := json.Unmarshal(raw, &c); err != nil {
			t.Fatal(err)
		}
		refusal := CheckMessage(c.Text, c.Blocks)
		if c.Kind == "modal" {
			refusal = CheckView(c.View)
		}
		if refused := filepath.Base(path) == "injection.json"; refused != (refusal != nil) {
			t.Errorf("%s: %v", path, refusal)
		}
	}
}

func TestDrawingFailsOnBrokenJSON(t *testing.T) {
	t.Parallel()
	for _, blocks := range []string{`{`, `{"type":"section"}`, `[{"type":"context","elements":3}]`, `[{"type":"rich_text","elements":{}}]`} {
		if got, err := Message("", json.RawMessage(blocks), Surface{}); err == nil {
			t.Errorf("%s is drawn as %s", blocks, got)
		}
	}
	if _, err := Modal(json.RawMessage(`[`), nil, nil, Surface{}); err == nil {
		t.Error("a broken view is drawn")
	}
	got, err := Message("", json.RawMessage(`[{"type":"carousel"}]`), Surface{})
	if err != nil || !strings.Contains(string(got), "carousel") {
		t.Errorf("an unknown block is to be named: %s %v", got, err)
	}
}

func TestStylesheetStylesWhatMatters(t *testing.T) {
	t.Parallel()
	css := Stylesheet()
	for _, class := range []string{"bk-message", "bk-modal", "bk-broadcast", "bk-primary", "bk-danger", "bk-error", "bk-hidden", "bk-backdrop", "bk-series-5", "bk-shape-red"} {
		if !strings.Contains(css, "."+class) {
			t.Errorf("no rule for %s", class)
		}
	}
}
