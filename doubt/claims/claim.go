package claims

import (
	"math/big"
	"slices"
	"strings"

	"chaser/kpi"
)

// Kind is the sort of thing that a commentary claims.
type Kind string

// The kinds of claim.
const (
	Share    Kind = "share"     // 570 of 889; 41 (56%) of 73; two thirds of 120
	Sum      Kind = "sum"       // parts that make a whole
	Change   Kind = "change"    // up 9.1% from 61,390
	Stock    Kind = "stock"     // what there was, plus what came, less what went
	Restated Kind = "restated"  // an earlier figure, or this one, said again
	Bound    Kind = "bound"     // less than seven
	Course   Kind = "course"    // an increase on last year
	Grim     Kind = "grim"      // 37% of 12 people: no whole number of them
	Distance Kind = "distance"  // two points below the target of 90%
	Side     Kind = "side"      // exceeded its target
	Multiple Kind = "multiple"  // doubled since last year
	TooLarge Kind = "too-large" // 31 of 30
	Rate     Kind = "rate"      // 38 among 400,000 people, 9.5 per 100,000
)

// Subject is the number of the card that a claim comes to.
type Subject string

// The subjects of a claim.
const (
	Own      Subject = "figure"
	Previous Subject = "previous"
	YearAgo  Subject = "year-ago"
	Target   Subject = "target"
	Words    Subject = "words" // the words beside the words: the card need not be known
	Nothing  Subject = ""      // nothing that the card knows
)

// Claim is one thing that a commentary says and that can be reckoned.
type Claim struct {
	Kind    Kind
	Subject Subject
	// Read is the claim in digits, as it was understood: “570 of 889”.
	Read string
	// Period is that of the earlier figure that the claim comes to; zero for another subject.
	Period kpi.Period
	// Computed is what Read comes to, without rounding; nil where it comes to no number.
	Computed *big.Rat
	// Allowed is what rounding and words such as “about” let Computed be.
	Allowed Interval
	// Stated is what stands there instead, in the words or on the card.
	Stated string
	// Rises is whether a course goes up.
	Rises bool
	// PerCent, Points and Pounds say what Computed counts: per cent, percentage points or pounds; else things.
	PerCent, Points, Pounds bool
	// Agrees is whether Computed and Stated can both be true.
	Agrees bool
	// Likely is whether a disagreement is only unlikely, rather than impossible.
	Likely bool
	// Numerator and Denominator are a share's counts.
	Numerator, Denominator *big.Rat
	// Rule is the one that found it.
	Rule string
	// Quote is the words, and Start and End are where they stand, in bytes.
	Quote      string
	Start, End int
}

// rules look for the claims of one kind each.
var rules = []struct {
	name string
	find func(*reading, *Card) []Claim
}{
	{"changes", (*reading).changes},
	{"multiples", (*reading).multiples},
	{"steps", (*reading).steps},
	{"shares", (*reading).shares},
	{"rests", (*reading).rests},
	{"closedRests", (*reading).closedRests},
	{"sidedParts", (*reading).sidedParts},
	{"partitionPercents", (*reading).partitionPercents},
	{"ownTwoParts", (*reading).ownTwoParts},
	{"lacks", (*reading).lacks},
	{"quartersOf", (*reading).quartersOf},
	{"sums", (*reading).sums},
	{"splits", (*reading).splits},
	{"flows", (*reading).flows},
	{"restated", (*reading).restated},
	{"ownAgain", (*reading).ownAgain},
	{"bounds", (*reading).bounds},
	{"targets", (*reading).targets},
	{"rates", (*reading).rates},
	{"totals", (*reading).totals},
	{"nets", (*reading).nets},
	{"stretches", (*reading).stretches},
	{"equations", (*reading).equations},
	{"ownTriples", (*reading).ownTriples},
	{"joinedShares", (*reading).joinedShares},
	{"divided", (*reading).divided},
	{"stale", (*reading).stale},
	{"unmetCounts", (*reading).unmetCounts},
	{"misdated", (*reading).misdated},
	{"coursesUnsaid", (*reading).coursesUnsaid},
	{"averagesSaid", (*reading).averagesSaid},
	{"unchanged", (*reading).unchanged},
	{"stepLevels", (*reading).stepLevels},
	{"withinTarget", (*reading).withinTarget},
	{"partsTooLarge", (*reading).partsTooLarge},
	{"openingLevels", (*reading).openingLevels},
	{"basesSaid", (*reading).basesSaid},
	{"namedParts", (*reading).namedParts},
	{"wrongWay", (*reading).wrongWay},
	{"crossed", (*reading).crossed},
	{"sharesOfNamed", (*reading).sharesOfNamed},
	{"extremes", (*reading).extremes},
	{"flowEnds", (*reading).flowEnds},
	{"perEach", (*reading).perEach},
	{"ratesByCounts", (*reading).ratesByCounts},
	{"multiplesOf", (*reading).multiplesOf},
	{"impliedLevels", (*reading).impliedLevels},
	{"passed", (*reading).passed},
	{"sharesFitting", (*reading).sharesFitting},
	{"changesFitting", (*reading).changesFitting},
	{"stepsHeld", (*reading).stepsHeld},
	{"earlierFirst", (*reading).earlierFirst},
	{"payGaps", (*reading).payGaps},
	{"ownOfDue", (*reading).ownOfDue},
	{"opposedPercents", (*reading).opposedPercents},
	{"sharesOfThem", (*reading).sharesOfThem},
	{"fractionsCounted", (*reading).fractionsCounted},
	{"titleParts", (*reading).titleParts},
	{"ratesBesideOwn", (*reading).ratesBesideOwn},
	{"differences", (*reading).differences},
	{"twofoldSteps", (*reading).twofoldSteps},
	{"rowsTotalled", (*reading).rowsTotalled},
	{"sharesListed", (*reading).sharesListed},
}

// lastRules look for a number that has gone wrong where no claim is wrong, each where the ones before find none. They
// are given the claims that were found.
var lastRules = []struct {
	name string
	find func(*reading, *Card, []Claim) []Claim
}{
	{"unexplained", (*reading).unexplained},
	{"inCompany", (*reading).inCompany},
}

// by names the rule that found the claims.
func by(rule string, found []Claim) []Claim {
	for n := range found {
		found[n].Rule = rule
	}
	return found
}

// Of lists the claims of a commentary under a card, in the order in which they stand.
func Of(c Card, text string) []Claim {
	r := read(c.withoutGaps(text))
	if len(r.sentences) == 0 {
		return nil
	}
	r.countMeasures(&c)
	r.aim = c.Target
	var all []Claim
	for _, rule := range rules {
		all = append(all, by(rule.name, rule.find(r, &c))...)
	}
	all = r.withoutInnocent(&c, r.withoutOthers(&c, all))
	all = r.withoutExplained(&c, r.withoutTabled(r.withoutNarrowed(&c, all)))
	if !slices.ContainsFunc(all, func(c Claim) bool { return !c.Agrees && c.Computed != nil }) {
		for _, rule := range lastRules {
			if found := r.withoutExplained(&c, r.withoutNarrowed(&c, by(rule.name, rule.find(r, &c, all)))); len(found) > 0 {
				all = append(all, found...)
				break
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Claim) int { return a.Start - b.Start })
	return all
}

// Digits writes a number with as many digits after the point as say it, and two at most.
func Digits(r *big.Rat) string {
	text := r.FloatString(2)
	text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "−", text[1:]
	}
	whole, rest, _ := strings.Cut(text, ".")
	for n := len(whole) - 3; n > 0; n -= 3 {
		whole = whole[:n] + "," + whole[n:]
	}
	if rest != "" {
		whole += "." + rest
	}
	return sign + whole
}
