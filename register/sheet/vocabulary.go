package sheet

import (
	"strings"

	"chaser/register/proposal"
)

// vocabulary is how councils head the columns of each role, in plain words without a time. Where several fit, the
// longer phrase wins, then the role that stands first here: a “comment on the target” is a comment.
var vocabulary = []struct {
	role    proposal.Role
	phrases []string
}{
	{proposal.Commentary, []string{
		"comment", "comments", "commentary", "narrative", "note", "notes", "latest note", "update", "explanation", "analysis", "reason", "reasons", "remarks",
		"additional information", "supporting information", "context", "what is the story", "officer comments", "service comments", "comment on performance",
		"commentary on performance", "performance commentary", "performance comments", "performance narrative", "reason for variance", "variance commentary",
		"explanation of variance", "comments on variance", "management action", "data note",
	}},
	{proposal.RAG, []string{
		"rag", "rag status", "rag rating", "status", "rating", "traffic light", "performance status", "performance rating", "performance against target",
		"status against target", "rag against target", "target rag", "target met", "on target", "met target", "target status", "b r a g", "brag", "bragg", "r a g", "colour", "alert",
	}},
	{proposal.Trend, []string{
		"trend", "dot", "d o t", "direction of travel", "the direction of travel", "direction of change", "direction", "travel", "short trend", "long trend",
		"short term trend", "long term trend", "performance trend", "change in performance", "improving or declining", "arrow", "movement", "improvement",
		"trend against target", "trajectory", "comparison with", "compared to", "compared with",
	}},
	{proposal.Variance, []string{
		"variance", "var", "variation", "difference", "diff", "gap", "change", "% change", "percentage change", "% variance", "variance %", "% difference",
		"variance from target", "budget variance", "variance from budget", "variance to budget", "variance against budget", "variance to target", "variance against target", "difference from target", "distance from target", "distance to target",
		"% of target", "deviation", "change from", "over under target",
	}},
	{proposal.Polarity, []string{
		"polarity", "good is", "good performance is", "good performance", "what is good", "what is good performance", "what does good look like", "good looks like",
		"better is", "better to be", "good to be", "aim", "aim to", "aim for", "desired direction", "direction for improvement", "desired direction of travel",
		"intended direction", "higher or lower", "high or low", "higher or lower is better", "high or low is good", "is high or low good", "bigger or smaller is better",
		"bigger is better", "higher is better", "lower is better", "preferred direction", "target direction", "good to be high or low", "aim to maximise or minimise",
		"low or high", "better if", "improvement is", "better performance is",
	}},
	{proposal.Status, []string{"data status", "data quality", "provisional or final", "figure status", "quality of data"}},
	{proposal.Unit, []string{"unit", "units", "unit of measure", "unit of measurement", "units of measurement", "uom", "measure type", "measured in", "format", "value type", "data type", "type of measure", "data format", "measured as", "type"}},
	{proposal.Frequency, []string{"frequency", "reporting frequency", "frequency of reporting", "collection frequency", "how often", "reported", "collected", "data frequency", "reporting cycle", "periodicity"}},
	{proposal.Comparison, []string{
		"england", "england average", "england mean", "national", "national average", "benchmark", "benchmarking", "statistical neighbours", "nearest neighbours", "statistical neighbour average",
		"cipfa", "cipfa average", "comparator", "comparator average", "comparison", "region", "regional", "regional average", "south east", "north west", "london average", "family group", "baseline", "tolerance", "tolerances", "threshold",
		"thresholds", "red threshold", "amber threshold", "green threshold", "intervention", "amber", "red", "green", "lower tolerance", "upper tolerance", "numerator", "denominator",
		"forecast", "projection", "projected", "estimate", "predicted", "rank", "quartile", "best quartile", "top quartile", "average of neighbours", "minimum", "maximum",
		"budget", "annual budget", "original budget", "revised budget", "approved budget", "current budget", "profiled budget", "working budget", "next quarter target", "next year target", "next years target", "next year s target", "future target", "next target",
	}},
	{proposal.Owner, []string{
		"owner", "indicator owner", "lead officer", "responsible officer", "lead", "head of service", "accountable officer", "portfolio holder", "lead member", "cabinet member",
		"service lead", "officer", "contact", "manager", "reporting officer", "data owner", "responsible", "director", "assistant director", "pi owner", "measure owner", "managed by", "data supplier", "budget holder", "budget manager",
	}},
	{proposal.Other, []string{"source", "data source", "source of data", "link", "link to", "last updated", "date updated", "date", "updated", "url", "evidence", "order", "sort", "row no", "line"}},
	{proposal.TargetOf, []string{
		"target", "targets", "goal", "standard", "target value", "profile", "profiled target", "pro rata target", "prorata target", "trajectory target", "plan", "planned",
		"expected", "expectation", "ambition", "aspiration", "milestone", "annual target", "year end target", "target set", "performance target",
	}},
	{proposal.Committee, []string{"committee", "scrutiny committee", "overview and scrutiny committee", "scrutiny panel", "panel", "reporting committee", "scrutiny"}},
	{proposal.Service, []string{
		"service", "services", "service area", "directorate", "department", "division", "team", "portfolio", "theme", "themes", "priority", "priorities", "outcomes", "objectives", "service areas", "directorates", "aims and objectives", "corporate priority", "priority area", "outcome", "objective", "strategic objective",
		"corporate objective", "service unit", "business unit", "section", "business area", "cabinet portfolio", "group", "category", "council plan priority", "corporate plan priority", "council priority", "council plan theme", "ambition area", "area", "pledge", "workstream",
	}},
	{proposal.Code, []string{
		"ref", "ref no", "reference", "reference number", "code", "pi code", "id", "pi ref", "kpi ref", "pi no", "kpi no", "kpi code", "kpi id", "pi id", "indicator ref", "indicator code", "indicator id", "indicator no",
		"indicator number", "indicator reference", "measure ref", "measure id", "measure no", "measure code", "unique id", "unique ref", "no", "number", "nr", "kpi number", "pi number", "measure number", "measure reference", "kpi reference", "pi reference", "short code", "short name",
	}},
	{proposal.Title, []string{
		"indicator", "indicators", "performance indicator", "performance indicators", "measure", "measures", "kpi", "kpis", "pi", "title", "name", "metric", "metrics", "key performance indicator", "key performance indicators",
		"indicator name", "measure name", "kpi name", "pi name", "indicator title", "measure title", "pi title", "kpi title", "performance measure", "performance measures", "key measure", "key measures", "key indicator",
		"indicator description", "measure description", "kpi description", "pi description", "success measure", "what we measure", "what are we measuring", "key performance measure", "full name",
		"performance indicator description", "performance indicator name", "performance indicator title", "indicator short name", "outcome measure", "how we will measure", "how we measure",
	}},
	{proposal.Description, []string{"description", "definition", "detail", "details", "long description", "methodology", "calculation", "how it is calculated", "rationale", "why it matters", "purpose", "explanation of measure"}},
	{proposal.RowKind, []string{"row", "data", "data item", "series", "figure type", "actual target", "actual or target", "target actual"}},
	{proposal.PeriodOf, []string{"period", "quarter", "qtr", "month", "reporting period", "year", "financial year", "reporting quarter", "reporting month", "time period", "year quarter", "quarter q", "quarters", "months", "period end", "period ending", "quarter ending"}},
	{proposal.Figure, []string{
		"actual", "actuals", "value", "values", "performance", "result", "results", "outturn", "out turn", "figure", "figures", "achieved", "score", "actual performance", "current performance", "performance data",
		"achievement", "position", "actual value", "year end", "full year", "annual", "end of year", "eoy", "year", "actual figure", "reported", "total", "totals", "average", "actual outturn", "data value", "number reported", "performance outturn", "performance result",
		"performance figure", "yearly", "in quarter", "in month", "quarterly", "monthly", "latest data", "out turn actual", "outturn performance", "annual outturn", "year end outturn", "final outturn", "annual performance", "annual total",
		"annual actual", "year total", "actual annual", "year end actual", "year end result", "in year", "year end position", "performance this",
	}},
}

// meaning is what a heading's words are taken for, and how sure that is: 0 is not at all.
type meaning struct {
	role proposal.Role
	sure int
}

// whole is how sure a heading is that is a phrase of the vocabulary from end to end.
const whole = 10

// phraseRoles finds a phrase's role.
var phraseRoles, mostWords = func() (map[string]meaning, int) {
	all, most := map[string]meaning{}, 0
	for _, entry := range vocabulary {
		for _, phrase := range entry.phrases {
			if _, known := all[phrase]; !known {
				n := strings.Count(phrase, " ") + 1
				all[phrase] = meaning{entry.role, n}
				most = max(most, n)
			}
		}
	}
	return all, most
}()

// rank is a role's place in the vocabulary.
var rank = func() map[proposal.Role]int {
	all := map[proposal.Role]int{}
	for n, entry := range vocabulary {
		all[entry.role] = n
	}
	return all
}()

// meaningOf takes plain words for a role: the longest phrase among them.
func meaningOf(text string) meaning {
	if m, ok := phraseRoles[text]; ok {
		return meaning{m.role, whole + m.sure}
	}
	words := strings.Fields(text)
	if len(words) > 12 {
		return meaning{} // a sentence, not a heading
	}
	var best meaning
	for length := min(mostWords, len(words)); length > 0; length-- {
		for from := 0; from+length <= len(words); from++ {
			m, ok := phraseRoles[strings.Join(words[from:from+length], " ")]
			if ok && !vague[words[from]] && (best.role == "" || m.sure == best.sure && rank[m.role] < rank[best.role]) {
				best = m
			}
		}
		if best.role != "" {
			return best
		}
	}
	return meaning{}
}

// vague are words that mean a column only if they are its whole heading.
var vague = map[string]bool{
	"no": true, "number": true, "data": true, "row": true, "type": true, "total": true, "average": true, "area": true, "plan": true, "change": true, "red": true, "amber": true,
	"green": true, "date": true, "year": true, "section": true, "group": true, "context": true, "lead": true, "source": true, "team": true, "region": true, "update": true, "standard": true,
	"service": true, "services": true, "name": true, "id": true, "link": true, "aim": true, "reported": true, "collected": true, "note": true, "reason": true, "national": true, "month": true, "quarter": true, "period": true,
	"in": true, "direction": true, "improvement": true, "minimum": true, "maximum": true, "rank": true, "estimate": true, "details": true, "detail": true, "position": true, "category": true, "level": true, "division": true, "planned": true, "expected": true, "outcome": true, "format": true, "unit": true, "units": true, "contact": true, "manager": true, "officer": true, "responsible": true, "travel": true, "alert": true, "colour": true, "gap": true, "score": true,
}
