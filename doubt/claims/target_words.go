package claims

// isTarget are the names of a target.
var isTarget = set("target", "targets", "ceiling", "profile", "budget", "plan", "trajectory", "schedule")

// limitNames are what a number may be more or less than that is no earlier figure, and hardly the card's target.
var limitNames = set("limit", "limits", "cap", "maximum", "minimum", "standard", "threshold", "tolerance", "allowance", "expected", "planned", "budgeted", "forecast",
	"allowed", "hoped", "normal", "usual", "needed", "required")

// looseTargets are names of what may be the card's target, or a finer one: only a slip shows that the target is meant.
var looseTargets = set("profile", "budget", "plan", "trajectory", "schedule")

// besideWords put a number above or below a target.
var besideWords = map[string]int{"below": -1, "under": -1, "beneath": -1, "short": -1, "lower": -1, "fewer": -1, "less": -1,
	"longer": 1, "above": 1, "over": 1, "higher": 1, "more": 1, "greater": 1, "ahead": 0, "behind": 0, "off": 0, "outside": 0, "better": 0, "worse": 0,
	"from": 0, "within": 0, "inside": 0, "past": 1, "beyond": 1, "away": 0, "adrift": 0, "shy": -1, "clear": 0}

// reachedWords are the verbs that say on which side of a target the figure is: +1 better than it, 0 at it or better,
// −1 worse.
var reachedWords = map[string]int{"exceeded": 1, "exceeds": 1, "exceeding": 1, "beating": 1, "beats": 1, "betters": 1, "tops": 1, "topping": 1, "surpassed": 1, "beat": 1, "bettered": 1, "outperformed": 1,
	"meet": 0, "met": 0, "meets": 0, "meeting": 0, "achieved": 0, "achieves": 0, "hit": 0, "reached": 0,
	"passed": 1, "topped": 1, "beaten": 1, "missed": -1, "misses": -1, "missing": -1, "breached": -1, "breaches": -1, "breaching": -1}

// betweenWords may stand between such a word and “target”.
var betweenWords = set("the", "our", "its", "their", "a", "of", "this", "than", "quarterly", "corporate", "council's", "service", "agreed", "current", "set",
	"that", "quarter's", "on", "performance", "local", "to", "against", "in", "year's", "council", "high", "higher", "challenging", "ambitious", "where")

// otherTargets are targets of which the card knows nothing.
var otherTargets = set("annual", "yearly", "national", "england", "regional", "government", "stretch", "year-end", "full", "full-year", "end", "interim",
	"new", "old", "previous", "original", "revised", "year", "minimum", "statutory", "internal", "future", "next", "final", "long-term", "government's",
	"individual", "team", "cumulative", "profiled", "upper", "lower", "monthly", "their")

// doubtful are the words that make what a sentence says of a target a hope, a rule or another time.
var doubtful = set("will", "would", "should", "could", "may", "might", "can", "expected", "expect", "forecast", "likely", "projected", "aim", "aims", "to", "not",
	"never", "if", "unless", "until", "when", "before", "had", "usually", "no", "longer", "nor", "once", "consistently", "previously", "every", "each",
	"all", "both", "any", "month", "months", "didn't", "without", "almost", "nearly", "only", "first", "than", "neither", "most", "half", "one", "two")

// targetWordAt reports whether a word makes a number near it a target. The profile of a workforce is none.
func (r *reading) targetWordAt(n int) bool {
	w := r.wordAt(n)
	return targetWords[w] && (w != "profile" || !peopleWords[r.wordAt(n-1)])
}

// peopleWords may stand before the profile that tells who some people are.
var peopleWords = set("gender", "age", "ethnic", "ethnicity", "sex", "disability", "diversity", "equality", "workforce", "staff", "employee", "tenant", "customer")
