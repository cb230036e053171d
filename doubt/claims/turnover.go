package claims

// leaverWords name those who left.
var leaverWords = set("leavers", "leaver", "left", "resignations", "resigned", "departures", "staff", "employees", "people")

// isTurnover reports whether a share is what its title calls turnover: those who left of all who were employed, “25
// leavers from a headcount of 969”. A rate of twelve months is another.
func (r *reading) isTurnover(c *Card, s share) bool {
	named := false
	for _, t := range tokens(c.Title) {
		named = named || t.text == "turnover"
		if otherRates[t.text] {
			return false
		}
	}
	k := r.sentences[r.sentenceOf(s.part)]
	if !named || r.hasWord(k.from, k.to, otherRates) || len(r.counts(k.from, k.to)) != 2 || r.sentenceOf(s.part) > 0 {
		return false
	}
	left := r.hasWord(s.part+1, min(s.part+4, k.to), leaverWords) && r.hasWord(k.from, k.to, gone)
	return left && (r.hasWord(max(s.part, s.of-5), s.of, baseNouns) || baseNouns[r.wordAt(s.of+1)])
}

// gone say that somebody left.
var gone = set("leavers", "leaver", "left", "resignations", "resigned", "departures")

// baseNouns name what a rate is of.
var baseNouns = set("headcount", "workforce", "staff", "employees", "establishment", "population", "households", "residents", "posts", "homes", "properties",
	"premises", "lettings", "dwellings", "tenancies", "pupils", "places", "beds", "visits", "inspections", "members", "people", "applications")

// otherRates make a rate one of another time, or of some of what is counted.
var otherRates = set("annualised", "annualized", "annual", "rolling", "projected", "rata", "excluding", "voluntary", "including", "equivalent", "annually", "only",
	"adjusted", "before", "after", "headcounts", "fte")
