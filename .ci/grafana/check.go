// Check reads a dashboard as Grafana's own types, and refuses a field that they do not have, a value of another type, and
// one that they need and that is not there. It prints what the panels ask, as recording rules for promtool to read.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	"github.com/grafana/grafana-foundation-sdk/go/prometheus"
	"github.com/grafana/grafana-foundation-sdk/go/stat"
	"github.com/grafana/grafana-foundation-sdk/go/timeseries"
)

// What Grafana writes into a query before it asks it.
var written = strings.NewReplacer("$__rate_interval", "5m", "$job", ".*")

func main() {
	if len(os.Args) != 2 {
		fail("which dashboard?")
	}
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		fail(err)
	}
	known := cog.NewRuntime()
	known.RegisterPanelcfgVariant(stat.VariantConfig())
	known.RegisterPanelcfgVariant(timeseries.VariantConfig())
	known.RegisterDataqueryVariant(prometheus.VariantConfig())

	// The strict reader ends with an error that lists no faults where there are none, and has then read too little.
	if err := new(dashboard.Dashboard).UnmarshalJSONStrict(text); err != nil && err.Error() != "" {
		fail(err)
	}
	var board dashboard.Dashboard
	if err := json.Unmarshal(text, &board); err != nil {
		fail(err)
	}
	if err := board.Validate(); err != nil {
		fail(err)
	}
	if lost := lost(text, board); lost != "" { // the strict reader lets some through, such as those of fieldConfig
		fail(lost + ": Grafana has no such field, or not with this value")
	}
	fmt.Println("groups:\n- name: dashboard\n  rules:")
	for n, p := range board.Panels {
		if p.Panel == nil || p.Panel.Title == nil {
			fail(fmt.Errorf("panel %d is a row, or has no title", n+1))
		}
		if _, ok := known.ConfigForPanelcfgVariant(p.Panel.Type); !ok {
			fail(fmt.Errorf("%q is a %s, whose options are not read; add its type to check.go", *p.Panel.Title, p.Panel.Type))
		}
		for m, target := range p.Panel.Targets {
			query, ok := target.(*prometheus.Dataquery)
			if !ok {
				fail(fmt.Errorf("%q asks something else than Prometheus", *p.Panel.Title))
			}
			fmt.Printf("  - record: panel:%d:%d\n    expr: %q\n", n+1, m+1, written.Replace(query.Expr))
		}
	}
}

// lost is the path of something that was written and is not in what was read; empty: all is.
func lost(text []byte, board dashboard.Dashboard) string {
	again, err := json.Marshal(board)
	if err != nil {
		fail(err)
	}
	var wrote, read any
	if err := errors.Join(json.Unmarshal(text, &wrote), json.Unmarshal(again, &read)); err != nil {
		fail(err)
	}
	return missing("dashboard", wrote, read)
}

func missing(path string, wrote, read any) string {
	switch w := wrote.(type) {
	case map[string]any:
		r, ok := read.(map[string]any)
		for name := range w {
			if at := missing(path+"."+name, w[name], r[name]); at != "" {
				return at
			}
		}
		if ok {
			return ""
		}
	case []any:
		r, _ := read.([]any)
		if len(r) == len(w) { // an empty one is left out
			for n := range w {
				if at := missing(fmt.Sprintf("%s[%d]", path, n), w[n], r[n]); at != "" {
					return at
				}
			}
			return ""
		}
	default:
		if wrote == read {
			return ""
		}
	}
	return path
}

func fail(why any) {
	fmt.Fprintln(os.Stderr, why)
	os.Exit(1)
}
