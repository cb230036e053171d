package claims

import "strings"

// The words of this file part all things of a kind in two, of which nothing is both.

// longWords are of absence that lasts, the other part of which is “short”.
var longWords = set("long", "long-term")

// opposites name the two parts of a whole.
var opposites = [][2]map[string]bool{
	{longWords, set("short", "short-term")}, {set("boys", "men", "male", "males"), set("girls", "women", "female", "females")},
	{set("primary"), set("secondary")}, {set("physical", "print", "printed"), set("digital", "online")}, {set("adult", "adults"), set("children", "child", "children's", "children’s")},
	{set("internal"), set("external")}, {set("planned"), set("unplanned")}, {set("dry"), set("garden", "food", "organic")}, {set("temporary"), set("permanent")},
	{set("new"), set("existing", "renewed")}, {set("urban"), set("rural")}, {set("serious"), set("fatal")}, {set("capital"), set("revenue")},
}

// twoSides name the two parts of a whole that has no third, besides opposites.
var twoSides = append([][2]map[string]bool{
	{set("major", "majors"), set("minor", "minors")}, {set("prevention", "prevent"), set("relief", "relieve")},
	{set("gas"), set("electricity")}, {set("residential", "domestic"), set("commercial", "non-domestic")},
	{set("indoor", "indoors"), set("outdoor", "outdoors")}, {set("nursing"), set("residential")},
	{set("statutory"), set("non-statutory", "discretionary")},
	{set("paid"), set("unpaid", "voluntary")}, {set("local"), set("national")}, {set("inbound", "incoming"), set("outbound", "outgoing")},
	{set("houses", "house"), set("flats", "flat")}, {set("cars", "car"), set("vans", "van")}, {set("births"), set("deaths")},
}, opposites...)

// opposedOutcomes are what can become of a thing, of which only one does.
var opposedOutcomes = [][2]map[string]bool{
	{set("answered", "handled", "resolved"), set("abandoned", "lost", "dropped", "unanswered")},
	{set("allowed", "upheld", "granted", "approved", "accepted", "won", "successful"), set("dismissed", "refused", "rejected", "declined", "lost", "withdrawn", "unsuccessful")},
	{set("met", "achieved", "passed", "completed", "delivered", "collected", "paid"), set("missed", "failed", "cancelled", "unpaid", "outstanding", "overdue")},
	{set("satisfied"), set("dissatisfied", "unhappy")},
	{set("compliant"), set("non-compliant", "noncompliant")},
}

// opposedStates are the two that things of a kind are in, where the words stand beside their numbers.
var opposedStates = [][2]map[string]bool{
	{set("resolved", "closed", "completed", "concluded", "decided", "determined", "settled", "finished", "investigated", "processed", "discharged"), stillOpen},
	{set("previously", "before", "returning", "repeat", "existing"), set("new", "first-time")},
	{set("stayed", "remain", "remained"), set("moved", "left")},
}

// stillOpen are said of what has come to no end.
var stillOpen = set("remain", "remains", "remaining", "outstanding", "ongoing", "pending", "open", "unresolved", "consideration", "live", "progress", "awaiting")

// span is a run of items.
type span struct{ from, to int }

// complementary reports whether the words beside two numbers put what they count on two sides that leave none between:
// boys and girls, “were resolved” and “remain open”, “work related” and “not”. sure is whether nothing can be on
// neither side; what was allowed or dismissed may have been withdrawn.
func (r *reading) complementary(a, b span) (yes, sure bool) {
	na, nb := r.saysNot(a), r.saysNot(b)
	switch {
	case na && nb:
		return false, false
	case na:
		yes = r.onlyDenies(a, b)
		return yes, yes
	case nb:
		yes = r.onlyDenies(b, a)
		return yes, yes
	}
	for _, pair := range opposedStates {
		if r.opposedBy(pair, a, b) {
			return true, true
		}
	}
	for _, pair := range twoSides {
		if r.opposedBy(pair, a, b) {
			return true, true
		}
	}
	for _, pair := range opposedOutcomes {
		if r.opposedBy(pair, a, b) {
			return true, false
		}
	}
	return false, false
}

// opposedBy reports whether one run of words has a word of one side of a pair and no other, and the other run of the
// other side.
func (r *reading) opposedBy(pair [2]map[string]bool, a, b span) bool {
	has := func(in span, side int) bool {
		return r.heads(in, pair[side]) && !r.hasWord(in.from, in.to, pair[1-side])
	}
	return has(a, 0) && has(b, 1) || has(a, 1) && has(b, 0)
}

// heads reports whether one of some words is what a run says: its first that tells anything, or its last: “were new”,
// “have used it before”, but not “have new kitchens”.
func (r *reading) heads(in span, words map[string]bool) bool {
	first := true
	for n := in.from; n < in.to; n++ {
		w := r.wordAt(n)
		if r.items[n].w != nil {
			w = r.show(n) // have visited previously
		}
		if w == "" || !words[w] && (verbs[w] || shortWords[w] || leadingWords[w]) {
			first = first && w != "had" && w != "have" && w != "has"
			continue
		}
		last := n
		if r.wordAt(n+1) == "term" {
			last++
		}
		next := r.wordAt(last + 1)
		if words[w] && (first || last+1 >= in.to || conjunctions[next] || r.markAt(last+1) != "") {
			return true
		}
		first = false
	}
	return false
}

// leadingWords may stand before what a run of words says.
var leadingWords = set("either", "being", "been", "be", "which", "these", "those", "them", "whom", "currently", "now", "still", "from", "by", "at", "to", "under", "recorded", "as", "already")

// saysNot reports whether words deny something.
func (r *reading) saysNot(in span) bool {
	for n := in.from; n < in.to; n++ {
		if w := r.wordAt(n); deniers[w] || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
	}
	return false
}

// deniers turn what is said behind them.
var deniers = set("not", "none", "non", "no", "never", "without")

// onlyDenies reports whether words deny what other words say, and nothing else: “did not meet it” of “met it”. “Not” by
// itself denies all of it.
func (r *reading) onlyDenies(denied, said span) bool {
	denies, others := false, false
	for n := denied.from; n < denied.to; n++ {
		w := r.wordAt(n)
		if q := r.items[n].q; q != nil && !q.noise {
			return false
		}
		stem := stemOf(w)
		switch {
		case w == "meet" && r.hasWord(said.from, said.to, metWord), stem != "" && r.saysStem(said, stem):
			denies = true
		case stem != "" && !verbs[w] && !deniers[w]:
			others = true
		}
	}
	return denies || !others
}

var metWord = set("met", "meeting", "meet")

// saysStem reports whether a run has a word with a stem.
func (r *reading) saysStem(in span, stem string) bool {
	for n := in.from; n < in.to; n++ {
		if isStem([]string{stem}, r.wordAt(n)) {
			return true
		}
	}
	return false
}
