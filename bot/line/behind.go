package line

import (
	"slices"
	"strings"

	"chaser/kpi"
)

// What stands behind a number may make another figure of it: “140 to 150”, “57 point 5”, “96 thousand three hundred”,
// “1250 (£000s)”, “142 or so”. None of that is commentary, so it is asked about before the first number is posted.
func (r Reader) doubtBehind(e *Entry) {
	if e.Figure == "" || e.Doubt != nil || e.Words == "" {
		return
	}
	words := r.of(e.Words)
	if len(words.tokens) == 0 {
		return
	}
	for _, doubted := range []func(Reader, *Entry) bool{
		Reader.doubtFraction, Reader.doubtThousands, Reader.doubtSecond, Reader.doubtOther, Reader.doubtEstimate, Reader.doubtPart,
	} {
		if doubted(words, e) {
			return
		}
	}
}

// ask raises a doubt, with the readings that a person may choose instead; the last is that the words are commentary.
func (e *Entry) ask(d *kpi.Refusal, instead ...Choice) {
	e.Choices = slices.Concat(instead, []Choice{{
		Label: kpi.Excerpt(e.Figure) + ", and “" + kpi.Excerpt(e.Words) + "” as commentary", Entry: e.without(),
	}})
	e.Doubt = d
}

// plain are the next words without their punctuation; empty where fewer are left.
func (r Reader) plain(n int) string {
	if n > len(r.tokens) {
		return ""
	}
	var words []string
	for _, t := range r.tokens[:n] {
		words = append(words, plainWord(t.text))
	}
	return strings.Join(words, " ")
}

// phrase reads one of some phrases that no sentence goes on behind. The commentary is what is left.
func (r Reader) phrase(known map[string]bool, longest int) (said string, rest Reader, ok bool) {
	for n := min(longest, len(r.tokens)); n > 0; n-- {
		if !known[r.plain(n)] {
			continue
		}
		if rest, ends := r.From(n).afterUnit(); ends || r.closes(n) {
			return r.join(n), rest, true
		}
	}
	return "", r, false
}

// closes reports whether the first n words stand in brackets, or end with a mark.
func (r Reader) closes(n int) bool {
	return strings.ContainsAny(r.tokens[n-1].text[len(r.tokens[n-1].text)-1:], ")].,;:!?")
}

func phrases(all string) map[string]bool {
	set := map[string]bool{}
	for p := range strings.SplitSeq(all, ",") {
		set[strings.TrimSpace(p)] = true
	}
	return set
}

var (
	smallFraction = pattern(`^[1-9]/[2-9]$|^[½⅓⅔¼¾⅛⅜⅝⅞]$`)
	numberWords   = wordSet(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
		seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million nought zero oh`)
	partWords     = wordSet("half halves third thirds quarters fifth fifths tenths")
	endsWithScale = pattern(`(?i)[\d ](k|m|mn|bn|thousand|million|billion)$`)
)

// doubtFraction refuses a number of which a part stands behind it in words: “57 and a half”, “57 point 5”, “57 1/2 %”,
// “96 thousand three hundred”.
func (r Reader) doubtFraction(e *Entry) bool {
	switch first, two := r.plain(1), r.plain(2); {
	case first == "point" && len(r.tokens) > 1 && (numberWords[plainWord(r.tokens[1].text)] || r.From(1).beginsNumber()):
	case slices.Contains([]string{"and a half", "and a quarter", "and three quarters"}, r.plain(3)) || two == "and half":
	case partWords[first] && func() bool { _, ends := r.From(1).afterUnit(); return ends }():
	case smallFraction().MatchString(r.tokens[0].text) && (len(r.tokens) == 1 || r.From(1).beginsUnit()):
	case endsWithScale().MatchString(e.Figure) && r.restOfNumber():
	default:
		return false
	}
	e.Doubt = kpi.Refuse(kpi.FieldFigure, "“%s” has a part of its number in words. Type it in digits, such as 57.5 or 96,300.",
		kpi.Excerpt(e.Figure+" "+r.Rest()))
	return true
}

// restOfNumber reports whether a number goes on in words: “three hundred” behind “96 thousand”, and not “two sites were
// closed”.
func (r Reader) restOfNumber() bool {
	n, large := 0, false
	for r = r.Skip("and"); n < len(r.tokens); n++ {
		word := plainWord(r.tokens[n].text)
		if !numberWords[word] && (n == 0 || word != "and") {
			break
		}
		large = large || n > 0 && (word == "hundred" || word == "thousand")
	}
	if n == 0 {
		return false
	}
	_, ends := r.From(n).afterUnit()
	return large || ends
}

// beginsUnit reports whether a per cent sign, a scale or a unit of time comes next.
func (r Reader) beginsUnit() bool {
	word := plainWord(r.tokens[0].text)
	_, unit := unitWords[word]
	_, ends := r.From(1).afterUnit() // “1/2 day a week was lost” goes on
	return unit && ends || word == "%" || word == "percent" || r.plain(2) == "per cent" || slices.Contains(scaleWords, word)
}

// thousands are the ways in which councils head a column of thousands or millions, and numbers that only speech has.
var (
	scaleMarks = map[string]string{
		"000": "thousand", "000s": "thousand", "£000": "thousand", "£000s": "thousand", "£k": "thousand",
		"in thousands": "thousand", "in £000s": "thousand", "in £000": "thousand", "in £k": "thousand",
		"£m": "million", "mln": "million", "in millions": "million", "in £m": "million",
	}
	scaleSpoken = wordSet("dozen hundred lakh crore trillion")
	scaleEnding = wordSet("grand score dozens hundreds k's ks")
)

// doubtThousands asks about a number that is counted in thousands, and refuses one in dozens.
func (r Reader) doubtThousands(e *Entry) bool {
	first := r.plain(1)
	_, ends := r.From(1).afterUnit()
	if scaleSpoken[first] || scaleEnding[first] && ends {
		if first == "trillion" { // an e and an i away from “million”: asked about as a slip of it
			return false
		}
		e.Doubt = kpi.Refuse(kpi.FieldFigure, "“%s” is not in figures. Type the number in full, such as 120 or 1,250.",
			kpi.Excerpt(e.Figure+" "+r.tokens[0].text))
		return true
	}
	for n := min(2, len(r.tokens)); n > 0; n-- {
		scale, ok := scaleMarks[r.plain(n)]
		if !ok {
			continue
		}
		full := e.without()
		full.Figure += " " + scale
		full.Words = trimDash(r.From(n).Rest())
		if _, err := kpi.ParseTyped(full.Figure); err != nil {
			continue
		}
		e.ask(kpi.Refuse(kpi.FieldFigure, "Is “%s %s” %s?", kpi.Excerpt(e.Figure), r.join(n), full.Figure),
			Choice{Label: "Post " + full.Figure, Entry: full})
		return true
	}
	return false
}

var (
	// joining signs and words make one statement of two numbers whatever follows: a range, a sum, a move.
	joining = wordSet("to or → ➔ -> --> => > x × + plus")
	// Between numbers alone, these do so too.
	between = wordSet("- – — and & , ; / = now sorry correction actually rather no wait i mean meant probably maybe perhaps then minus less in for * | total average the")
	// moved are signs and words behind which the number stands that is meant.
	moved = wordSet("→ ➔ -> --> => now sorry correction actually rather no wait i mean meant")
)

// doubtSecond asks which of two numbers is the figure: “140 to 150”, “55% → 57%”, “32 + 33 = 65”, “57% Oct, 58% Nov”.
func (r Reader) doubtSecond(e *Entry) bool {
	first := strings.ToLower(r.tokens[0].text)
	second, rest, ok := r.From(1).Figure()
	ratio := first == "to" && second == "1"
	if ok && (joining[first] || ofRange[first]) && !ratio && !strings.Contains(second, "/") && !rest.beginsMonth() {
		_, err := kpi.ParseTyped(second)
		switch {
		case err == nil && ofRange[first] && rest.endsFigure():
			e.askRange(e.Figure, second, rest)
			return true
		case err == nil && joining[first]:
			r.askSecond(e, second)
			return true
		}
	}
	if month := r.tokens[0].text; ok && r.beginsMonth() && strings.Trim(month, ",;.") == month {
		return false // “1,042 July 351, August 328, September 363” tells its parts
	}
	if first == "to" && rest.beginsMonth() || first == "in" && ok {
		return false // “142 to 31 December”; “1 in 4” is asked about as a rate
	}
	var all []string
	for at := r; len(at.tokens) > 0; {
		word := plainWord(at.tokens[0].text)
		if sign := strings.ToLower(at.tokens[0].text); between[sign] || between[word] || joining[sign] || at.beginsMonth() || word == "" {
			at = at.From(1)
			continue
		}
		if _, after, ok := at.quarter(); ok {
			at = after
			continue
		}
		if _, unit := unitWords[word]; unit {
			at = at.From(1)
			continue
		}
		text, after, ok := at.Figure()
		if _, err := kpi.ParseTyped(text); !ok || err != nil || strings.HasPrefix(text, "-") || strings.HasPrefix(text, "+") || strings.Contains(text, "/") || strings.Contains(text, " of ") {
			return false
		}
		all, at = append(all, text), after
	}
	aside := strings.HasPrefix(e.Words, "(") && strings.HasSuffix(e.Words, ")") && len(all) == 1 && !moved[r.plain(1)]
	if len(all) == 0 || aside || ratio {
		return false // “(120 in Q2)” is beside it; “1.9 to 1” is a ratio
	}
	if second, rest, ok := r.Figure(); ok && rest.Left() == 0 { // “140 - 150”
		e.askRange(e.Figure, second, rest)
		return true
	}
	r.askSecond(e, all[0])
	return true
}

func (r Reader) askSecond(e *Entry, second string) {
	d := kpi.Refuse(kpi.FieldFigure, "There are two figures, %s and %s. Which one is to be posted?", kpi.Excerpt(e.Figure), kpi.Excerpt(second))
	if !moved[strings.ToLower(r.tokens[0].text)] && !moved[r.plain(1)] {
		e.ask(d)
		return
	}
	other := e.without()
	other.Figure, other.Words = second, ""
	e.ask(d, Choice{Label: second, Entry: other})
}

var estimates = phrases(`ish, or so, approx, approximately, approximate, roughly, circa, ballpark, maybe, perhaps, probably, or thereabouts, give or take,
	at least, at most, or more, or fewer, or less, plus, minimum, min, maximum, max, i think, i guess, i believe, we think, not sure, not certain, guess,
	a guess, best guess, rounded up, rounded down`)

// doubtEstimate asks whether a number is exact: “142 or so”, “142 approx”, “142 at least”, “142 ?”.
func (r Reader) doubtEstimate(e *Entry) bool {
	said, rest, ok := r.phrase(estimates, 3)
	if first := r.tokens[0].text; !ok && strings.Trim(first, "?()") == "" && strings.Contains(first, "?") {
		said, rest, ok = first, r.From(1), true
	}
	if !ok || e.Status != "" {
		return false
	}
	provisional := e.without()
	provisional.Status, provisional.Words = kpi.Provisional, strings.TrimLeft(trimDash(rest.Rest()), ".,;: ")
	e.ask(kpi.Refuse(kpi.FieldFigure, "“%s %s” is not one exact number. Is %s an estimate, to be made final later?",
		kpi.Excerpt(e.Figure), said, kpi.Excerpt(e.Figure)),
		Choice{Label: "Post " + kpi.Excerpt(e.Figure) + " as provisional", Entry: provisional})
	return true
}
