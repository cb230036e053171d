package claims

import "math/big"

var smallNumbers = map[string]int64{
	"zero": 0, "nil": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	"dozen": 12,
}

var scales = map[string]int64{
	"hundred": 100, "thousand": 1_000, "k": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000,
	"billion": 1_000_000_000,
}

var fractionNames = map[string]int64{
	"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6,
	"seventh": 7, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}

// wordNumber reads a number in words at a token: twelve, twenty-six, two hundred and six, a dozen. It returns the place
// after it; the same place where there is none.
func wordNumber(ts []token, at int) (*big.Rat, int) {
	begin := at
	if word(ts, at) == "a" && (word(ts, at+1) == "dozen" || word(ts, at+1) == "hundred" || word(ts, at+1) == "thousand") {
		if word(ts, at+1) == "dozen" {
			return whole(12), at + 2
		}
		return whole(scales[word(ts, at+1)]), at + 2
	}
	var sum, part int64
	read := false
	for at < len(ts) && at < begin+12 {
		w := word(ts, at)
		n, small := smallNumbers[w]
		scale, scaled := scales[w]
		switch {
		case small && (!read || part%100 == 0 || part%10 == 0 && part%100 >= 20 && n > 0 && n < 10):
			part += n
		case scaled && read && len(w) > 2 && part > 0:
			if scale == 100 {
				part *= 100
			} else {
				sum, part = sum+part*scale, 0
			}
		case w == "and" && read && at > begin && (word(ts, at-1) == "hundred" || word(ts, at-1) == "thousand") && isSmall(word(ts, at+1)):
		case mark(ts, at) == "-" && read && part%10 == 0 && part >= 20 && isSmall(word(ts, at+1)) && ts[at].joined:
		default:
			if !read {
				return nil, begin
			}
			return whole(sum + part), at
		}
		read = true
		at++
	}
	if !read {
		return nil, begin
	}
	return whole(sum + part), at
}

func isSmall(w string) bool { _, ok := smallNumbers[w]; return ok }

// wholeUnits are units of which there may be half a one.
var wholeUnits = set("day", "hour", "week", "month", "year", "minute", "million", "billion", "mile", "tonne", "kilogram", "penny", "dozen")

// fraction reads half, a third of, two-thirds, one in five, one in every eight, 3 out of 4. The number of parts is what
// it was said with: “two thirds” is said roughly.
func fraction(ts []token, at int) (*big.Rat, int) {
	if word(ts, at-1) == "and" && word(ts, at) == "a" && word(ts, at+1) == "half" || word(ts, at-2) == "and" && word(ts, at-1) == "a" && word(ts, at) == "half" {
		return nil, at // a minute and a half
	}
	if word(ts, at) == "half" && (word(ts, at+1) == "a" || word(ts, at+1) == "an") && wholeUnits[word(ts, at+2)] {
		return nil, at // half a day is no half of anything
	}
	n, next := wordNumber(ts, at)
	if n == nil && at < len(ts) && ts[at].kind == digitsToken && len(ts[at].text) <= 2 && word(ts, at+1) == "in" {
		n, _ = new(big.Rat).SetString(ts[at].text)
		next = at + 1
	}
	switch {
	case n != nil:
	case word(ts, at) == "a" || word(ts, at) == "an":
		n, next = whole(1), at+1
	case word(ts, at) == "half":
		n, next = whole(1), at
	default:
		return nil, at
	}
	if n.Sign() == 0 {
		return nil, at
	}
	if word(ts, next) == "out" && word(ts, next+1) == "of" && n.Cmp(whole(10)) < 0 && smallNumbers[word(ts, at)] > 0 {
		if m, end := wordNumber(ts, next+2); m != nil && m.Cmp(n) > 0 && m.Cmp(whole(10)) == 0 {
			return new(big.Rat).Quo(n, m), end // nine out of ten
		}
		return nil, at
	}
	if word(ts, next) == "in" {
		in := next + 1
		if word(ts, in) == "every" {
			in++
		}
		if m, end := wordNumber(ts, in); m != nil && m.Cmp(n) > 0 {
			return new(big.Rat).Quo(n, m), end
		}
		if in < len(ts) && ts[in].kind == digitsToken && len(ts[in].text) <= 3 && !timeUnits[word(ts, in+1)] {
			if m, ok := new(big.Rat).SetString(ts[in].text); ok && m.Cmp(n) > 0 {
				return new(big.Rat).Quo(n, m), in + 1
			}
		}
		return nil, at
	}
	if mark(ts, next) == "-" && ts[next].joined {
		next++
	}
	parts, ok := fractionNames[word(ts, next)]
	if !ok || parts <= n.Num().Int64() {
		return nil, at
	}
	plain := parts == 2 || n.Cmp(whole(1)) > 0 // a quarter, a third and a fifth may be a period or an ordinal
	if !plain && word(ts, next+1) != "of" && textAt(ts, next+1) != "(" && word(ts, at-1) != "by" && !stepFraction(ts, at, next+1) {
		return nil, at
	}
	if parts == 2 && (word(ts, next+1) == "year" || mark(ts, next+1) == "-" || word(ts, next+1) == "term" || word(ts, at-1) == "second" || word(ts, at-1) == "first") {
		return nil, at
	}
	return n.Quo(n, whole(parts)), next + 1
}

// stepFraction reports whether a fraction tells a step: “a third lower”, “a fall of an eighth”, “down nearly a third”.
func stepFraction(ts []token, at, after int) bool {
	if w := word(ts, after); comparatives[w] && w != "longer" || (w == "up" || w == "down") && word(ts, after+1) == "on" {
		return true
	}
	before := word(ts, at-1)
	if how := before; how == "nearly" || how == "almost" || how == "about" || how == "around" || how == "roughly" || how == "over" {
		at--
		before = word(ts, at-1)
	}
	if before == "just" {
		before = word(ts, at-2)
	}
	if before == "of" {
		before = word(ts, at-2)
		return changeWords[before].noun
	}
	return before == "up" || before == "down"
}

func word(ts []token, at int) string {
	if at >= 0 && at < len(ts) && ts[at].kind == wordToken {
		return ts[at].text
	}
	return ""
}

func mark(ts []token, at int) string {
	if at >= 0 && at < len(ts) && ts[at].kind == markToken {
		return ts[at].text
	}
	return ""
}
