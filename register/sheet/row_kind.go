package sheet

import "chaser/register/proposal"

// rowKinds say what a row holds, where each indicator has a row for its actuals and another for its targets.
var rowKinds = map[string]string{
	"actual": "actual", "actuals": "actual", "performance": "actual", "result": "actual", "outturn": "actual", "value": "actual", "actual performance": "actual", "figure": "actual",
	"target": "target", "targets": "target", "profile": "target", "profiled target": "target", "quarterly target": "target",
	"variance": "other", "rag": "other", "status": "other", "rag status": "other", "trend": "other", "dot": "other", "direction of travel": "other", "last year": "other", "previous year": "other", "difference": "other",
}

// findRowKinds finds the column that says of each row what it holds.
func (t *table) findRowKinds(r *reading) {
	for n, c := range t.columns {
		if c.role == proposal.Title || c.filled < 4 {
			continue
		}
		known, kinds := 0, map[string]bool{}
		for row := t.from; row <= t.to; row++ {
			if kind, ok := rowKinds[plain(r.g.text(row, c.at))]; ok {
				known++
				kinds[kind] = true
			}
		}
		if 10*known >= 7*c.filled && kinds["actual"] && kinds["target"] {
			t.columns[n].role = proposal.RowKind
			return
		}
	}
}

// rowKind is what a row holds: actual, target or other; empty where no column says it.
func (r *rowReader) rowKind(row int) string {
	at := r.t.first(proposal.RowKind)
	if at == 0 {
		return ""
	}
	kind, ok := rowKinds[plain(r.g.text(row, at))]
	if !ok {
		return "other"
	}
	return kind
}
