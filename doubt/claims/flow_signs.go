package claims

import "math/big"

// The verbs and nouns of any service by which things come into a stock or go out of it; those of inWords and outWords,
// comingWords and goingWords are theirs too.
var (
	alsoComing = set("became", "become", "arose", "arisen", "accepted", "appointed", "hired", "put", "contributed", "contributions", "contribution", "born", "acquired", "bought",
		"purchased", "recruits", "appointments", "reported", "identified", "notified", "created", "issued", "referrals", "joiner", "intake", "credited",
		"starting", "joining", "entering", "becoming", "taken", "arrivals", "acquisitions", "receipts", "top-up", "built", "placing", "admitting", "advertised", "newly", "welcomed")
	alsoGoing = set("drawn", "used", "spent", "utilised", "utilized", "deregistered", "de-registered", "died", "deaths", "withdrawals", "adopted", "sold", "demolished", "demolitions",
		"repaid", "written", "released", "expired", "stepped", "came-off", "departing", "leaving", "off", "deducted", "ceasing", "move-ons",
		"retired", "out", "exiting", "quit", "dropped", "deleted", "lapsed", "lost", "sales", "draws", "drawdown")
	// homeWords are where who moves into them goes to, out of a stock of those that have none.
	homeWords    = set("accommodation", "housing", "settled", "permanent", "private", "employment", "work", "independent", "adulthood", "tenancies")
	towardsWords = set("into", "onto", "in")
	// vacantWords make what is filled go: 24 posts of 62 vacancies.
	vacantWords = set("vacancies", "vacancy", "vacant", "unfilled")
)

// takeFlows takes the numbers between two items as what came or went; the ends are none of them.
func (r *reading) takeFlows(f *stockCourse, from, to int) bool {
	unit := r.items[f.end].q.unit
	for n := from; n < to; n++ {
		q := r.items[n].q
		if q == nil || n == f.start || n == f.end || n == f.net || q.noise || q.delta != 0 || q.unit != unit || q.fraction {
			continue
		}
		if f.flows = append(f.flows, n); len(f.flows) > mostFlows {
			return false
		}
	}
	return len(f.flows) > 1
}

// signFlows finds which flows came and which went, and reports whether both are known to be among them: of two that
// stand side by side the one tells the other.
func (r *reading) signFlows(f *stockCourse) bool {
	came, went := 0, 0
	f.signs = make([]int, len(f.flows))
	for i, n := range f.flows {
		switch f.signs[i] = r.flowSign(n); f.signs[i] {
		case 1:
			came++
		case -1:
			went++
		}
	}
	if len(f.flows) == 2 && came+went == 1 && r.hasWord(f.flows[0], f.flows[1], andWord) && r.sentenceOf(f.flows[0]) == r.sentenceOf(f.flows[1]) &&
		!r.hasWord(f.flows[0], f.flows[1]+4, set("of", "with", "including")) {
		for i, sign := range f.signs {
			if sign == 0 {
				f.signs[i] = -f.signs[1-i]
			}
		}
		return true
	}
	return came > 0 && went > 0
}

// flowSign is +1 for what came, −1 for what went, and 0 where the words beside a number do not tell.
func (r *reading) flowSign(n int) int {
	from, to := r.flowClause(n)
	came, went := false, false
	for i := from; i < to; i++ {
		w := r.wordAt(i)
		switch {
		case w == "left" || w == "off" && r.wordAt(i-1) == "came", w == "came" && r.wordAt(i+1) == "off", w == "taken" && (r.wordAt(i+1) == "off" || r.wordAt(i+1) == "from" || r.wordAt(i+1) == "out"):
			return -1
		case w == "filled" && r.hasWord(max(r.sentences[r.sentenceOf(n)].from, n-longest), r.sentences[r.sentenceOf(n)].to, vacantWords):
			went = true
		case w == "paid" && r.wordAt(i+1) == "in":
			came = true
		case w == "moved" && towardsWords[r.wordAt(i+1)] && (homeWords[r.wordAt(i+2)] || homeWords[r.wordAt(i+3)]):
			went = true
		case w == "moved" && towardsWords[r.wordAt(i+1)], w == "transferred" && towardsWords[r.wordAt(i+1)]:
			came = true
		case w == "new" || comingWords[w] || inWords[w] || alsoComing[w]:
			came = true
		case goingWords[w] || outWords[w] || alsoGoing[w]:
			went = true
		}
	}
	switch {
	case came && !went:
		return 1
	case went && !came:
		return -1
	}
	return 0
}

// flowClause is the clause of a flow: up to the next sign, conjunction or number, or to what follows from the flows.
func (r *reading) flowClause(n int) (int, int) {
	s := r.sentences[r.sentenceOf(n)]
	stop := func(i int) bool {
		it := r.items[i]
		return it.kind == markItem && it.text != "-" && it.text != "£" || it.q != nil && !it.q.noise || conjunctions[r.wordAt(i)] || soWords[r.wordAt(i)] || r.wordAt(i) == "as"
	}
	from, to := n, n+1
	for from > s.from && n-from < reach && !stop(from-1) {
		from--
	}
	for to < s.to && to-n < reach && !stop(to) {
		to++
	}
	if from < n && (r.wordAt(n-1) == "were" || r.wordAt(n-1) == "was") || n+1 < to {
		if after := n + 1; after < to && (verbs[r.wordAt(after)] || r.telling(after, to)) {
			from = n // 41 households were placed: what stands before is of no other number
		}
	}
	return from, to
}

// telling reports whether a word of coming or going stands between two items.
func (r *reading) telling(from, to int) bool {
	for _, words := range []map[string]bool{comingWords, inWords, alsoComing, goingWords, outWords, alsoGoing} {
		if r.hasWord(from, to, words) {
			return true
		}
	}
	return false
}

// flowEndsClaim holds what came and went against how far the ends are apart.
func (r *reading) flowEndsClaim(f stockCourse) (Claim, bool) {
	qs := r.quantities(f.flows)
	for _, n := range []int{f.start, f.end, f.net} {
		if n >= 0 {
			qs = append(qs, r.items[n].q)
		}
	}
	for _, q := range qs {
		if !q.interval().bounded() {
			return Claim{}, false
		}
	}
	fits := func() bool { return r.flowsMeet(f, f.signs) }
	agrees := fits()
	if !agrees && r.flowsFit(f) {
		return Claim{}, false
	}
	first, last := f.end, f.end
	for _, n := range append([]int{f.start, f.net}, f.flows...) {
		if n >= 0 {
			first, last = min(first, n), max(last, n)
		}
	}
	claim := r.claim(Stock, Words, first, last)
	claim.Computed, claim.Stated = new(big.Rat), r.said(f.end)
	if f.start >= 0 {
		claim.Computed.Set(r.items[f.start].q.value)
		claim.Read = r.said(f.start)
	} else {
		claim.Stated = "a net " + r.stepSaid(f.net, f.sign)
	}
	r.reckonFlows(f, &claim)
	claim.Pounds = r.items[f.end].q.unit == money
	claim.Agrees = agrees
	if !agrees && !slipOf(fits, nil, qs...) {
		claim.Likely = true
		return claim, r.saysAllOfStock(f, first, last)
	}
	return claim, true
}

// besidesWords tell that something else came or went too.
var besidesWords = set("together", "also", "other", "others", "besides", "plus", "transfers", "transferred", "corrections", "cleanse", "adjustments", "reopened",
	"including", "well", "some")

// saysAllOfStock reports whether the words give a stock at both ends, one number that came and one that went, and no
// other number among them, so that they can hardly mean anything else: “212 were open. 64 were opened and 71 closed,
// leaving 219”.
func (r *reading) saysAllOfStock(f stockCourse, first, last int) bool {
	if f.start < 0 || f.end < 0 || len(f.flows) != 2 || len(f.signs) != 2 || f.signs[0]*f.signs[1] != -1 {
		return false
	}
	if !r.isLeft(r.sentences[r.sentenceOf(f.end)], f.end) || r.hasWord(first, last, besidesWords) {
		return false
	}
	numbers := 0
	for n := first; n <= last; n++ {
		if q := r.items[n].q; q != nil && !q.noise {
			numbers++
		}
	}
	return numbers == 4
}

// reckonFlows says a claim's sum, and reckons it: what came first.
func (r *reading) reckonFlows(f stockCourse, claim *Claim) {
	for _, sign := range []int{1, -1} {
		for i, n := range f.flows {
			if f.signs[i] != sign {
				continue
			}
			switch {
			case sign < 0:
				claim.Read += " − "
			case claim.Read != "":
				claim.Read += " + "
			}
			claim.Read += r.said(n)
			claim.Computed.Add(claim.Computed, new(big.Rat).Mul(r.items[n].q.value, whole(int64(sign))))
		}
	}
}

// flowsMeet reports whether flows with these signs lead from the one end to the other.
func (r *reading) flowsMeet(f stockCourse, signs []int) bool {
	sum := exactly(new(big.Rat))
	for i, n := range f.flows {
		switch in := r.items[n].q.interval(); signs[i] {
		case 1:
			sum = sum.plus(in)
		case -1:
			sum = sum.plus(in.negated())
		}
	}
	return sum.Meets(r.netOf(f))
}

// flowsFit reports whether any way of counting flows leads from the one end to the other. A number may be a part of
// another, and count for nothing; and which way one goes may not be known.
func (r *reading) flowsFit(f stockCourse) bool {
	signs := make([]int, len(f.flows))
	var try func(i int) bool
	try = func(i int) bool {
		if i == len(signs) {
			return r.flowsMeet(f, signs)
		}
		for _, sign := range []int{f.signs[i], 0, 1, -1} {
			if f.signs[i] != 0 && sign == -f.signs[i] {
				continue
			}
			if signs[i] = sign; try(i + 1) {
				return true
			}
		}
		return false
	}
	all, none := make([]int, len(signs)), make([]int, len(signs))
	for i := range signs {
		all[i], none[i] = 1, -1
	}
	return try(0) || r.flowsMeet(f, all) || r.flowsMeet(f, none)
}

// The words by which a pair of numbers tells what came and what went.
var (
	comingWords = set("placements", "placed", "starts", "starters", "joiners", "joined", "entered", "entries", "admissions", "admitted", "approvals", "approved",
		"additions", "added", "started", "enrolled", "new", "opened", "registered", "registrations", "came", "began", "recruited", "arrivals", "arrived")
	goingWords = set("leavers", "left", "exits", "exited", "discharges", "discharged", "departures", "departed", "ended", "ceased", "deregistrations",
		"resignations", "resigned", "closures", "closed", "moved", "move", "housed", "rehoused", "removed", "finished", "completed")
)
