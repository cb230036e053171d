package doubt

import (
	"strconv"
	"strings"
	"unicode"

	"chaser/kpi"
)

// What a card could tell of a person. A council's report is public, and a message in a channel is read by many.

// ofDisclosure are what could tell of a person in the figure and its words: one of each kind at most.
func (s Subject) ofDisclosure() (all []Doubt) {
	for _, rule := range []func(Subject) *Doubt{telephone, email, name, fewInWords, fewInFigure} {
		if d := rule(s); d != nil {
			all = append(all, *d)
		}
	}
	return all
}

// leastDigits and mostDigits are how many digits a British telephone number has, with its 0.
const (
	leastDigits = 10
	mostDigits  = 11
)

// telephone doubts a telephone number. It begins with 0 or +44, as no count does, and has only spaces and hyphens
// between its digits.
func telephone(s Subject) *Doubt {
	text := s.Figure.Commentary
	for at := 0; at < len(text); at++ {
		if !isDigit(text[at]) && text[at] != '+' || at > 0 && (isDigit(text[at-1]) || text[at-1] == '.' || text[at-1] == ',') {
			continue
		}
		end, digits := at, ""
		for ; end < len(text) && (isDigit(text[end]) || strings.IndexByte(" -()+", text[end]) >= 0); end++ {
			if isDigit(text[end]) {
				digits += text[end : end+1]
			}
		}
		quote := strings.TrimRight(text[at:end], " -(+")
		first, _, _ := strings.Cut(strings.TrimPrefix(quote, "+"), " ")
		if rest, abroad := strings.CutPrefix(digits, "44"); abroad && text[at] == '+' {
			digits = "0" + strings.TrimPrefix(rest, "0")
		}
		if strings.HasPrefix(digits, "0") && !strings.HasPrefix(digits, "00") && len(digits) >= leastDigits && len(digits) <= mostDigits && len(first) > 1 {
			return disclosed(Telephone, quote, "a telephone number")
		}
		at = max(at, end-1)
	}
	return nil
}

// email doubts an e-mail address.
func email(s Subject) *Doubt {
	for _, w := range strings.FieldsFunc(s.Figure.Commentary, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("<>(),;“”\"", r) }) {
		before, domain, found := strings.Cut(strings.Trim(w, ".:'"), "@")
		if found && before != "" && strings.Contains(domain, ".") && !strings.Contains(domain, "@") {
			return disclosed(Email, strings.Trim(w, ".:'"), "an e-mail address")
		}
	}
	return nil
}

// name doubts a person's name, which a title gives away: Mrs A Jones. Councillors are public persons.
func name(s Subject) *Doubt {
	words := strings.Fields(s.Figure.Commentary)
	for n, w := range words[:max(0, len(words)-1)] {
		title := strings.Trim(w, ".,;:()“”")
		next := strings.Trim(words[n+1], ".,;:()“”’'s")
		if !has([]string{"Mr", "Mrs", "Ms", "Miss"}, title) || next == "" || !unicode.IsUpper([]rune(next)[0]) || title == "Miss" && n == 0 {
			continue
		}
		return disclosed(Name, title+" "+strings.Trim(words[n+1], ".,;:()“”"), "a person’s name")
	}
	return nil
}

func disclosed(k Kind, quote, what string) *Doubt {
	return &Doubt{
		Kind: k, Field: kpi.FieldCommentary, Quote: quote,
		Sentence: "The commentary holds " + what + ", “" + kpi.Excerpt(quote) + "”, which the committee’s channel and the report would show. " +
			"Take it out, or keep it if it is meant for the public.",
	}
}

// people are words for persons of whom few could be known. A number of staff or of councillors tells of nobody.
var people = []string{
	"child", "children", "victim", "victims", "patient", "patients", "client", "clients", "pupil", "pupils", "offender", "offenders",
	"tenant", "tenants", "suspect", "suspects", "adults", "teenager", "teenagers", "infant", "infants", "baby", "babies",
	"leavers", "survivor", "survivors", "complainant", "complainants", "self-referrals", "referrals", "girls", "boys", "women", "men",
}

// youngPeople are persons in two words.
var youngPeople = phrasesOf("young people|person|persons", "older people|person", "disabled people|children", "looked after children", "service users|user", "care leavers")

// numberWords are small numbers as words. “One” is left out, since it seldom counts.
var numberWords = map[string]int{"two": 2, "three": 3, "four": 4}

// smallNumber is a word that counts a few; 0 where it does not.
func smallNumber(text string, least int) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		n = numberWords[text]
	}
	if n <= 0 || n >= least {
		return 0
	}
	return n
}

// fewInWords doubts a commentary that counts fewer people than may be named as a number: “3 children”, or a part of a
// breakdown in brackets.
func fewInWords(s Subject) *Doubt {
	least := s.Indicator.LeastPeople()
	if least <= 1 {
		return nil
	}
	for _, one := range s.commentary() {
		for at, w := range one.words {
			if n := smallNumber(w.text, least); n > 0 && one.countsPeople(at) {
				return s.few(SmallCount, one, strconv.Itoa(n), "The commentary counts "+strconv.Itoa(n)+" "+one.words[at+1].text)
			}
		}
	}
	return s.fewInBreakdown(least)
}

// countsPeople reports whether a number counts people: the words for them follow it, and no other word says that it is
// an age, a rank, a rate or a length of time.
func (s sentence) countsPeople(at int) bool {
	if at+1 >= len(s.words) || s.words[at+1].after {
		return false
	}
	if at > 0 && has([]string{"aged", "age", "under", "over", "phase", "tier", "stage", "level", "type", "category", "in", "every", "quarter", "year", "to", "of", "top", "than", "per"}, s.words[at-1].text) {
		return false
	}
	if at > 0 && (s.words[at].after && strings.ContainsAny(s.text[s.words[at-1].to:s.words[at].from], "-–/.:")) {
		return false
	}
	for _, p := range youngPeople {
		if p.match(s.words, at+1) > 0 {
			return true
		}
	}
	return has(people, s.words[at+1].text)
}

// fewInBreakdown doubts a breakdown of the figure in brackets, “65 self-referrals (31 north, 30 south and 4 unknown)”,
// of which a part is small, or the rest that is left of the figure.
func (s Subject) fewInBreakdown(least int) *Doubt {
	value := s.Figure.Value
	if value == nil || s.Indicator.Unit != kpi.Count || !value.IsInteger() || !s.ofPeople() {
		return nil
	}
	total := int(value.IntPart())
	for _, one := range s.commentary() {
		open := strings.IndexByte(one.text, '(')
		if open < 0 {
			continue
		}
		inside, _, closed := strings.Cut(one.text[open+1:], ")")
		before := splitWords(one.text[:open])
		if !closed || !mentions(before, total) {
			continue
		}
		sum, small, parts := 0, 0, 0
		for _, w := range splitWords(inside) {
			n, err := strconv.Atoi(strings.ReplaceAll(w.text, ",", ""))
			if err != nil {
				continue
			}
			parts, sum = parts+1, sum+n
			if n > 0 && n < least && (small == 0 || n < small) {
				small = n
			}
		}
		rest := total - sum
		switch {
		case parts < 2:
		case rest == 0 && small > 0:
			return s.few(SmallCount, one, strconv.Itoa(small), "The commentary breaks "+strconv.Itoa(total)+" down, and one part is "+strconv.Itoa(small))
		case rest > 0 && rest < least:
			return s.few(SmallRest, one, strconv.Itoa(rest), "The parts make "+strconv.Itoa(sum)+" of "+strconv.Itoa(total)+", which leaves "+strconv.Itoa(rest))
		}
	}
	return nil
}

func mentions(words []word, total int) bool {
	for _, w := range words {
		if n, err := strconv.Atoi(strings.ReplaceAll(w.text, ",", "")); err == nil && n == total {
			return true
		}
	}
	return false
}

// ofPeople reports whether the indicator counts people, by its title, or is marked as one that could tell of them.
func (s Subject) ofPeople() bool {
	if s.Indicator.Sensitive || s.Indicator.SmallestCount != nil {
		return true
	}
	for _, one := range sentencesOf(s.Indicator.Title) {
		for at, w := range one.words {
			if has(people, w.text) {
				return true
			}
			for _, p := range youngPeople {
				if p.match(one.words, at) > 0 {
					return true
				}
			}
		}
	}
	return false
}

// fewInFigure doubts a figure of a few people, or whose numerator or rest is a few. It is asked only of indicators that
// are sensitive or set their smallest count: of others a small figure is ordinary.
func fewInFigure(s Subject) *Doubt {
	i, f, least := s.Indicator, s.Figure, s.Indicator.LeastPeople()
	if !i.Sensitive && i.SmallestCount == nil || f.Value == nil {
		return nil
	}
	few := func(n int64) bool { return n > 0 && n < int64(least) }
	switch {
	case f.Numerator != nil && f.Numerator.IsInteger() && few(f.Numerator.IntPart()):
		return s.few(SmallCount, sentence{}, f.Numerator.String(), "The numerator is "+f.Numerator.String())
	case f.Numerator != nil && f.Denominator.Sub(*f.Numerator).IsInteger() && few(f.Denominator.Sub(*f.Numerator).IntPart()):
		rest := f.Denominator.Sub(*f.Numerator).String()
		return s.few(SmallRest, sentence{}, rest, "All but "+rest+" are counted")
	case f.Numerator == nil && i.Unit == kpi.Count && f.Value.IsInteger() && few(f.Value.IntPart()):
		return s.few(SmallCount, sentence{}, f.Value.String(), "The figure is "+f.Value.String())
	}
	return nil
}

func (s Subject) few(k Kind, one sentence, says, sentence string) *Doubt {
	d := &Doubt{Kind: k, Field: kpi.FieldCommentary, Says: says}
	if len(one.words) > 0 {
		d.Quote = one.quote()
	} else {
		d.Field = kpi.FieldFigure
	}
	d.Sentence = sentence + ". Fewer than " + strconv.Itoa(s.Indicator.LeastPeople()) + " people could be known by it."
	return d
}
