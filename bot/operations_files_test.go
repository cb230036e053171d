package bot_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
)

// The dashboard and the alert rules ask for metrics that the program prints, and for labels that they have.
func TestDashboardAndAlertsAskForWhatThereIs(t *testing.T) {
	t.Parallel()
	c := newCouncilThrough(t, throughHTTP)
	c.types(coroner, "/kpi 178") // how long an answer takes is printed from the first on
	w := httptest.NewRecorder()
	c.chaser.Operations().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	printed := w.Body.String()

	dashboard, err := os.ReadFile("../deploy/grafana/chaser.json")
	must(t, err)
	var board struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
	}
	must(t, json.Unmarshal(dashboard, &board))
	asked := map[string]string{}
	for _, p := range board.Panels {
		if len(p.Targets) == 0 {
			t.Errorf("the panel %q asks for nothing", p.Title)
		}
		for _, target := range p.Targets {
			asked["the panel "+p.Title+": "+target.Expr] = target.Expr
		}
	}
	alerts, err := os.ReadFile("../deploy/prometheus/alerts.yml")
	must(t, err)
	for line := range strings.SplitSeq(string(alerts), "\n") {
		if expr, ok := strings.CutPrefix(strings.TrimSpace(line), "expr: "); ok {
			asked["the alert "+expr] = expr
		}
	}
	if len(asked) < 15 {
		t.Fatalf("only %d queries were found", len(asked))
	}
	names := regexp.MustCompile(`\b(chaser|process|go)_[a-z_]+\b`)
	for who, expr := range asked {
		found := names.FindAllString(expr, -1)
		if len(found) == 0 && !strings.Contains(expr, "up{") {
			t.Errorf("%s asks for no metric of ours", who)
		}
		for _, name := range found {
			if !regexp.MustCompile(`(?m)^` + name + `[ {]`).MatchString(printed) {
				t.Errorf("%s asks for %s, which /metrics does not print", who, name)
			}
		}
		for _, label := range regexp.MustCompile(`by \((cause|state)\) \((chaser_[a-z_]+)`).FindAllStringSubmatch(expr, -1) {
			if !strings.Contains(printed, label[2]+"{"+label[1]+"=") {
				t.Errorf("%s asks for %s by %s, which it does not have", who, label[2], label[1])
			}
		}
	}
}
