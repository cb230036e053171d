package claims

// The words that give a number its role. They come from councils' minutes and performance reports; a word stands here
// if it has that role nearly always, since a wrong reading costs more than none.

// change words say that a number moved: +1 up, −1 down. A noun may follow its number (“a 33% increase”), a verb not.
type moving struct {
	sign int
	noun bool
}

var changeWords = map[string]moving{
	"rise": {1, true}, "rises": {1, false}, "rose": {1, false}, "risen": {1, false}, "rising": {1, false},
	"increase": {1, true}, "increased": {1, false}, "increases": {1, true}, "increasing": {1, false},
	"growth": {1, true}, "grew": {1, false}, "grown": {1, false}, "up": {1, true}, "uplift": {1, true},
	"higher": {1, true}, "more": {1, true}, "longer": {1, true}, "shorter": {-1, true}, "greater": {1, true}, "above": {1, true}, "climbed": {1, false},
	"jump": {1, true}, "jumped": {1, false}, "leap": {1, true}, "leapt": {1, false}, "surge": {1, true}, "surged": {1, false},
	"fall": {-1, true}, "falls": {-1, false}, "fell": {-1, false}, "fallen": {-1, false}, "falling": {-1, false},
	"decrease": {-1, true}, "decreased": {-1, false}, "decreases": {-1, true}, "decreasing": {-1, false},
	"reduction": {-1, true}, "reductions": {-1, true}, "reduced": {-1, false}, "reducing": {-1, false},
	"decline": {-1, true}, "declined": {-1, false}, "declining": {-1, false},
	"drop": {-1, true}, "dropped": {-1, false}, "dropping": {-1, false}, "down": {-1, true},
	"lower": {-1, true}, "fewer": {-1, true}, "less": {-1, true}, "below": {-1, true},
	"narrower": {-1, true}, "wider": {1, true}, "smaller": {-1, true}, "larger": {1, true}, "bigger": {1, true},
	"behind": {-1, true}, "ahead": {1, true}, "quicker": {-1, true}, "faster": {-1, true}, "sooner": {-1, true}, "slower": {1, true},
	"shortfall": {-1, true}, "cut": {-1, true}, "saving": {-1, true}, "gained": {1, false}, "dip": {-1, true}, "dipped": {-1, false}, "slipped": {-1, false}, "plummeted": {-1, false}, "shrank": {-1, false},
	"shortened": {-1, false}, "lengthened": {1, false}, "widened": {1, false}, "narrowed": {-1, false},
}

// betterWords say that a number moved to the better (+1), to the worse, or either way; which sign that is, the card's
// direction knows.
var betterWords = map[string]int{
	"improvement": 1, "improved": 1, "improving": 1, "better": 1, "deterioration": -1, "deteriorated": -1, "worsened": -1,
	"worsening": -1, "worse": -1, "moved": 0, "went": 0, "changed": 0, "gone": 0, "eased": 0, "crept": 0, "edged": 0, "recovered": 0, "rebounded": 0,
	"returned": 0, "swung": 0, "shifted": 0,
}

// comparatives only speak of a change beside its number: “12 fewer”, “30% lower than”.
var comparatives = set("longer", "shorter", "higher", "lower", "more", "fewer", "less", "greater", "above", "below", "quicker", "faster",
	"sooner", "slower", "behind", "ahead", "narrower", "wider", "smaller", "larger", "bigger")

// approximators widen the number that follows them. The longest is tried first.
var approximators = []struct {
	words []string
	how   approximation
}{
	{[]string{"just", "over"}, justOver}, {[]string{"slightly", "over"}, justOver}, {[]string{"slightly", "more", "than"}, justOver},
	{[]string{"just", "under"}, nearly}, {[]string{"slightly", "under"}, nearly}, {[]string{"slightly", "less", "than"}, nearly},
	{[]string{"just", "above"}, justOver}, {[]string{"just", "below"}, nearly}, {[]string{"a", "little", "over"}, justOver},
	{[]string{"a", "little", "under"}, nearly}, {[]string{"well", "over"}, above}, {[]string{"well", "above"}, above},
	{[]string{"more", "than"}, above}, {[]string{"greater", "than"}, above}, {[]string{"in", "excess", "of"}, above},
	{[]string{"at", "least"}, above}, {[]string{"no", "fewer", "than"}, above}, {[]string{"no", "less", "than"}, above},
	{[]string{"less", "than"}, beneath}, {[]string{"fewer", "than"}, beneath}, {[]string{"at", "most"}, beneath},
	{[]string{"no", "more", "than"}, beneath}, {[]string{"up", "to"}, beneath}, {[]string{"as", "many", "as"}, beneath},
	{[]string{"close", "to"}, about}, {[]string{"in", "the", "region", "of"}, about}, {[]string{"or", "so"}, about},
	{[]string{"over"}, above}, {[]string{"above"}, above}, {[]string{"exceeding"}, above}, {[]string{"under"}, beneath}, {[]string{"below"}, beneath},
	{[]string{"nearly"}, nearly}, {[]string{"almost"}, nearly}, {[]string{"approaching"}, nearly},
	{[]string{"about"}, about}, {[]string{"around"}, about}, {[]string{"approximately"}, about}, {[]string{"approx"}, about},
	{[]string{"roughly"}, about}, {[]string{"some"}, about}, {[]string{"circa"}, about}, {[]string{"c"}, about}, {[]string{"estimated"}, about},
}

// timeUnits make a number a length of time: a limit, an age or a duration.
var timeUnits = map[string]bool{
	"second": true, "seconds": true, "minute": true, "minutes": true, "mins": true, "hour": true, "hours": true, "hrs": true,
	"day": true, "days": true, "week": true, "weeks": true, "month": true, "months": true, "year": true, "years": true,
	"quarters": true, "am": true, "pm": true, "fte": true, "ftes": true, "miles": true, "mile": true, "km": true,
	"metres": true, "kg": true, "tonnes": true, "mph": true, "hectares": true, "x": true, "times": true,
}

// measures are those of them that are no time, and may be parts of a whole.
var measures = set("hours", "miles", "km", "tonnes", "hectares", "kg", "metres", "fte", "ftes")

// timeAdjectives may stand between a number and its unit of time.
var timeAdjectives = set("working", "calendar", "consecutive", "full", "business", "clear", "school", "week", "calender")

// referenceWords make the number after them a name and no quantity: stage 2, category 1, section 21.
var referenceWords = set("scope", "day", "stage", "level", "levels", "category", "categories", "type", "section", "article", "class", "grade", "band",
	"tier", "phase", "tranche", "wave", "batch", "ward", "zone", "priority", "step", "table", "form", "item", "page", "schedule", "appendix", "version",
	"route", "line", "room", "unit", "covid", "junction", "strand", "objective", "outcome", "ks", "year", "years",
	"no", "ref", "reference", "aged", "age", "ages", "rank", "ranked", "cat", "group", "cohort", "part", "paragraph", "act", "para", "paras", "paragraphs", "regulation", "regulations", "chapter", "clause", "sections", "policy", "rule", "indicator", "ni", "bv")

// exclusionWords take things out of a total: “6 on hold”, “excluding 12 duplicates”.
var exclusionWords = set("excluding", "excludes", "exclude", "excluded", "withdrawn", "hold", "cancelled", "canceled", "void", "voids", "invalid",
	"exempt", "exempted", "discounted", "removed", "awaiting", "duplicate", "duplicates", "except", "investigated",
	"transferred", "lapsed", "suspended", "paused", "clarification")

// targetWords make a number near them a target or a yardstick.
var targetWords = set("target", "targets", "ceiling", "benchmark", "goal", "threshold", "trajectory", "ambition", "national", "england", "regional",
	"region", "neighbours", "neighbour", "baseline", "profile", "profiled", "budgeted")

// stopWords say nothing of what a measure is about.
var stopWords = set("number", "numbers", "percentage", "percent", "proportion", "total", "average", "rate", "rates", "with", "within",
	"from", "that", "this", "these", "those", "their", "were", "been", "have", "which", "into", "each", "other", "than", "over",
	"under", "about", "quarter", "year", "month", "period", "days", "working", "council", "service", "services", "people", "county",
	"months", "years", "weeks", "hours", "last", "first", "time", "level", "stage", "value", "cases", "figure", "figures", "share",
	"calendar", "england", "across", "during", "month", "good", "agreed", "when", "they", "more", "less")

// shortWords are words of three letters that name nothing.
var shortWords = set("the", "and", "for", "was", "has", "had", "not", "all", "who", "our", "out", "per", "own", "due", "one", "two", "six", "ten", "day",
	"its", "his", "her", "any", "are", "but", "can", "did", "end", "far", "few", "got", "how", "led", "let", "may", "met", "new", "now", "off", "old",
	"put", "set", "she", "saw", "too", "use", "via", "way", "why", "yet", "you", "low", "top", "big", "net", "non", "ago", "fte", "key", "pro", "nil", "sum")

func set(words ...string) map[string]bool {
	all := make(map[string]bool, len(words))
	for _, w := range words {
		all[w] = true
	}
	return all
}

// partialWords say that a list is not of all.
var partialWords = set("including", "includes", "among", "mainly", "mostly", "also", "further", "another", "some", "example")

// outcomeNames are what all of a few things can be one of: what became of them, or what they are.
var outcomeNames = set("upheld", "won", "lost", "met", "green", "amber", "red", "boys", "girls", "men", "women", "male", "female", "males", "females", "ongoing",
	"open", "late", "vacant", "withdrawn", "outstanding", "adults", "children", "good", "inadequate", "require", "requires")

// resultWords lead from counts to the percentage that they come to.
var resultWords = set("therefore", "so", "thus", "hence", "meaning", "means", "that", "giving", "gives")

// listBreaks end a list.
var listBreaks = set("than", "less", "under", "minus", "against", "compared", "but", "while", "when", "so", "vs", "total", "totalling", "together", "making", "make", "makes", "giving")
