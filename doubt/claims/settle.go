package claims

import (
	"strings"
	"unicode"
)

// settle gives each quantity what its neighbours say of it.
func (r *reading) settle() {
	for n := range r.items {
		if next := r.wordAt(n + 2); r.items[n].w != nil && r.wordAt(n+1) == "in" && (next == "brackets" || next == "parentheses") {
			r.items[n].w, r.items[n].kind = nil, wordItem // headlines (last year in brackets)
		}
		q := r.items[n].q
		if q == nil {
			continue
		}
		r.settleNoise(n, q)
		r.settleAlternatives(n, q)
		r.settleAges(n, q)
		r.settleRange(n, q)
		q.target = q.target || r.besideTarget(n)
	}
}

// settleNoise marks what counts nothing: stage 2, aged 16, per 1,000, the pronoun one.
func (r *reading) settleNoise(n int, q *quantity) {
	prev, next := r.wordAt(n-1), r.wordAt(n+1)
	switch {
	case referenceWords[prev] && q.unit == plain && !q.grouped && (q.how == asSaid || strings.HasPrefix(prev, "age")),
		prev == "per" || prev == "every" || prev == "each" && q.unit != percent,
		r.wordAt(n-1) == "x" || r.markAt(n-1) == "#":
		q.noise = true
		if prev == "per" && n >= 1 {
			r.rate(n)
		}
	case (prev == "and" || prev == "or") && q.unit == plain && len(q.digits) == 1 && referenceWords[r.wordAt(n-3)] && r.quantityAt(n-2) != nil && r.quantityAt(n-2).noise:
		q.noise = true // type 1 and 3
	case q.inWords && q.unit == plain && !q.fraction && q.value.Cmp(whole(1)) == 0 && !oneCounts[next] && (!outcomeNames[next] || r.markAt(n-1) != ":" && r.markAt(n-1) != ","):
		q.noise = true
	case q.inWords && r.items[max(0, n-1)].q.count() && r.markAt(n+1) == "(":
		q.noise = true // 1,104 two (29%), which are homes of two rooms
	case next == "calls" && emergencies[q.digits] && r.quantityAt(n-1) != nil:
		q.noise = true // 62,400 999 calls
	case q.unit == plain && n+1 < len(r.items) && r.items[n+1].w != nil && strings.HasSuffix(r.show(n+1), "s") && r.items[n+1].w.rel != named:
		q.noise = true // the 83% of the two preceding years
	case next == "or" && thresholds[r.wordAt(n+2)] && q.unit == plain:
		q.noise = true // three or more
	case prev == "or" && q.unit == plain && timeUnits[r.wordAt(n-2)]:
		q.noise = true // a day or two
	case (q.how == above || q.how == beneath) && persons[prev] && q.unit == plain && !q.grouped && len(q.digits) == 2 && r.endsName(n+1):
		q.noise, q.age = true, true // people over 65
	case next == "olds" || next == "old" || next == "bed" || next == "bedroom" || next == "storey" || next == "way":
		q.noise = true
	}
	if q.unit == plain || q.unit == money {
		for i := n + 1; i <= n+3 && r.wordAt(i) != ""; i++ {
			if w := r.wordAt(i); (w == "a" || w == "an" || w == "per" || w == "each" || w == "every") && times[r.wordAt(i+1)] && r.wordAt(i-1) != "in" && r.wordAt(i-1) != "over" {
				q.unit = rated // 218 a month
				break
			}
		}
	}
	if o := r.quantityAt(n + 2); r.markAt(n+1) == "/" && o != nil && q.unit == plain && o.unit == plain && q.value.Cmp(o.value) > 0 && r.items[n+1].start == r.items[n].end {
		q.noise, o.noise = true, true // a blood pressure of 140/90
	}
	if w := r.wordAt(n + 1); q.unit == plain && (w == "before" || w == "previously") && r.wordAt(n+2) == "" && n > 1 {
		for i := n - 1; i >= max(0, n-7) && r.items[i].kind != endItem; i-- {
			if o := r.items[i].q; o != nil && o.unit == length {
				q.unit, q.of = length, o.of // 56 days, 28 before
				break
			}
		}
	}
	if prev == "a" && q.unit == plain && len(q.digits) == 1 && !q.inWords {
		r.settleScores(n)
	}
	if r.numbersName(n) {
		q.noise = true
	}
	if r.markAt(n-1) == "-" && r.wordAt(n-2) != "" && r.items[n-1].start == r.items[n-2].end && r.items[n].start == r.items[n-1].end {
		q.noise = true // stage-two
	}
	if r.markAt(n+1) == "-" && r.items[n+1].start == r.items[n].end && n+2 < len(r.items) && r.items[n+2].start == r.items[n+1].end && r.items[n+2].kind == wordItem {
		q.noise = true // a 3-bed house, a two-year plan
	}
}

// numbersName reports whether a digit tells one of several things of one name from the others: “Red 1 at 76.3% and Red
// 2 at 78.1%”.
func (r *reading) numbersName(n int) bool {
	name, q := r.wordAt(n-1), r.items[n].q
	if name == "" || q.unit != plain || q.inWords || len(q.digits) != 1 || !unicode.IsUpper(rune(r.text[r.items[n-1].start])) || changeWords[name].sign != 0 {
		return false
	}
	for i := max(1, n-4*reach); i < min(len(r.items), n+4*reach); i++ {
		if o := r.items[i].q; i != n && o != nil && r.wordAt(i-1) == name && o.unit == plain && len(o.digits) == 1 && r.show(i-1) == r.show(n-1) {
			return true
		}
	}
	return false
}

// endsName reports whether an item is none that a number before it could count.
func (r *reading) endsName(n int) bool {
	w := r.wordAt(n)
	return r.items[n].q == nil && (w == "" || verbs[w] || changeWords[w].sign != 0 || conjunctions[w] || shortWords[w] || len(w) <= 2)
}

// persons are whom the number behind “over” or “under” is the age of.
var persons = set("people", "adults", "residents", "men", "women", "children", "those", "anyone", "clients", "patients", "persons", "pensioners", "drivers", "everyone")

// emergencies are the numbers that people call.
var emergencies = set("999", "101", "111", "112")

// thresholds make the number before them a limit: “scored three or more”.
var thresholds = set("more", "over", "above", "better", "fewer", "less", "under", "below", "higher", "lower", "older", "younger")

// oneCounts are the words after which “one” is a number and no pronoun.
var oneCounts = set("less", "more", "fewer", "was", "were", "is", "went", "partially", "not", "fully", "partly", "complaint", "case", "death", "died")

// rate marks the quantity before “per 1,000” as a rate.
func (r *reading) rate(n int) {
	for i := n - 2; i >= 0 && i >= n-6; i-- {
		if it := r.items[i]; it.q != nil {
			it.q.unit, it.q.per = rated, r.items[n].q.value
			return
		} else if it.kind != wordItem {
			return
		}
	}
}

// settleRange marks both ends of a range, 10-12 or between 5 and 10, and of a score, 3/5.
func (r *reading) settleRange(n int, q *quantity) {
	if m := r.markAt(n + 1); (m == "-" || m == "–") && n+2 < len(r.items) && r.items[n+2].q != nil && r.items[n+1].start == r.items[n].end && r.items[n+2].start == r.items[n+1].end {
		q.noise, r.items[n+2].q.noise = true, true
	}
	if r.wordAt(n-1) == "between" && r.wordAt(n+1) == "and" && n+2 < len(r.items) && r.items[n+2].q != nil {
		q.noise, r.items[n+2].q.noise = true, true
	}
}

// times are what an amount may be of each.
var times = set("hour", "day", "night", "week", "month", "quarter", "year")

// besideTarget reports whether a number is a target's: a target of 90%, the 300-second target, 90% target.
func (r *reading) besideTarget(n int) bool {
	for i := n + 1; i <= n+2 && i < len(r.items) && r.items[i].kind == wordItem || i < len(r.items) && r.markAt(i) == "-"; i++ {
		if r.targetWordAt(i) {
			return true
		}
	}
	if _, ok := besideWords[r.wordAt(n+1)]; ok && r.leadsToTarget(sentence{n, min(len(r.items), n+9)}, n+1) {
		return true // 8 better than the target
	}
	for i := n - 1; i >= 0 && i >= n-7; i-- {
		it := r.items[i]
		if it.kind == quantityItem || it.kind == endItem || it.kind == markItem && it.text != "(" || conjunctions[it.text] {
			return false
		}
		if r.targetWordAt(i) {
			return r.wordAt(i+1) != "time" && r.wordAt(i+1) != "timescale"
		}
	}
	return false
}
