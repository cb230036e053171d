package kpi

import (
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"
)

// MaxDigits is the most digits that a number may have, before and after its point together, written in full. It is far
// beyond any council's figure and keeps every comparison exact and quick.
const MaxDigits = 30

// Typed is a figure as a person typed it, before it is known which indicator it is for.
type Typed struct {
	Value       *decimal.Decimal // nil where a fraction was typed
	Numerator   *decimal.Decimal
	Denominator *decimal.Decimal
	PerCent     bool // a % sign was typed
	Pounds      bool // a £ sign was typed
	Bracketed   bool // it stands in brackets, as accountants write a minus; Value is below 0 then
}

var (
	// The groups of numberForm: sign, £, sign, whole part, fraction, scale, %. A dash that a word processor lengthened
	// is a minus.
	numberForm = pattern(`^([-−–+]?)(£ ?)?([-−–+]?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d*)(\.\d*)? ?((?i:k|thousands?|m|mn|mill?|millions?|bn|bill?|billions?)?) ?(%|(?i:per ?cent|pc|pct))?$`)
	// bracketForm is an accountant's minus: (1,250), (£1,250), £(1,250).
	bracketForm  = pattern(`^(£ ?)?\( ?([^()]+?) ?\)$`)
	fractionForm = pattern(`^(.*?) ?(?:/| (?i:out of|of) ) ?(.*)$`)
)

// noughts is how many of them a word of numberForm's scale stands for.
func noughts(scale string) int32 {
	switch s := strings.ToLower(scale); {
	case s == "":
		return 0
	case s == "k" || s[0] == 't':
		return 3
	case s[0] == 'm':
		return 6
	}
	return 9 // bn, billion
}

// typedWords are all the words that may stand in a figure as ParseTyped reads it.
var typedWords = []string{
	"k", "thousand", "thousands", "m", "mn", "mil", "mill", "million", "millions", "bn", "bil", "bill", "billion", "billions",
	"percent", "per", "cent", "pc", "pct", "out", "of",
}

// MayBeTyped reports whether ParseTyped might read the text: it has no word that stands in no figure. It is a quick
// look that saves parsing most texts, and wording what is wrong with them.
func MayBeTyped(text string) bool {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !slices.ContainsFunc(typedWords, func(known string) bool { return strings.EqualFold(known, word) }) {
			return false
		}
	}
	return true
}

// ParseTyped reads a figure as people type them: 142, 96,326, 96 326, 93%, 93 %, 1.2k, £1.2 million, £1,250, (£1,250),
// −4.5, 570/889, 570 of 889. The error is a *Refusal that says what to type instead.
func ParseTyped(text string) (Typed, error) {
	s := spaced(text)
	if m := fractionForm().FindStringSubmatch(s); m != nil && hasDigit(s) {
		return parseFraction(s, m[1], m[2])
	}
	bare := bracketForm().FindStringSubmatch(s)
	if bare == nil {
		n, err := readNumber(s)
		if err != nil {
			return Typed{}, err
		}
		return Typed{Value: &n.value, PerCent: n.perCent, Pounds: n.pounds}, nil
	}
	n, err := readNumber(bare[1] + bare[2])
	if err != nil || strings.ContainsAny(bare[2], "-−–+") {
		return Typed{}, notANumber(s)
	}
	value := n.value.Neg()
	return Typed{Value: &value, PerCent: n.perCent, Pounds: n.pounds, Bracketed: true}, nil
}

func parseFraction(s, numerator, denominator string) (Typed, error) {
	if numerator == "" || denominator == "" {
		return Typed{}, Refuse(FieldFigure, "“%s” is half a fraction. Type a numerator and a denominator, such as 570/889.", Excerpt(s))
	}
	if fractionForm().MatchString(denominator) {
		return Typed{}, Refuse(FieldFigure, "“%s” has more than one division in it. Type a numerator and a denominator, such as 570/889.", Excerpt(s))
	}
	n, err := readNumber(numerator)
	if err != nil {
		return Typed{}, at(FieldNumerator, err)
	}
	d, err := readNumber(denominator)
	if err != nil {
		return Typed{}, at(FieldDenominator, err)
	}
	if n.perCent || d.perCent {
		return Typed{}, Refuse(FieldFigure, "“%s” has a %% sign inside a fraction. Type the two counts, such as 570/889, or the percentage alone, such as 64.1%%.", Excerpt(s))
	}
	return Typed{Numerator: &n.value, Denominator: &d.value, Pounds: n.pounds || d.pounds}, nil
}

// at turns a refusal of a number into one of the field that it stood in.
func at(field string, err *Refusal) *Refusal { return &Refusal{Field: field, Sentence: err.Sentence} }

// ParseNumber reads one number, with grouping commas, a £ or % sign, or k and m for thousands and millions. That there
// was a £ or % is forgotten. The error is a *Refusal.
func ParseNumber(text string) (decimal.Decimal, error) {
	n, err := readNumber(spaced(text))
	if err != nil {
		return decimal.Decimal{}, err
	}
	return n.value, nil
}

// number is one number with the signs that stood beside it.
type number struct {
	value           decimal.Decimal
	perCent, pounds bool
}

// ungrouped takes away what groups the digits of thousands.
var ungrouped = strings.NewReplacer(",", "", " ", "")

// readNumber reads a number from spaced text.
func readNumber(s string) (number, *Refusal) {
	m := numberForm().FindStringSubmatch(s)
	if m == nil {
		return number{}, notANumber(s)
	}
	sign, pounds, innerSign, whole, fraction, scale, perCent := m[1], m[2], m[3], m[4], m[5], m[6], m[7]
	digits := ungrouped.Replace(whole) + strings.TrimSuffix(fraction, ".")
	if digits == "" || sign != "" && innerSign != "" || scale != "" && perCent != "" || pounds != "" && perCent != "" {
		return number{}, notANumber(s)
	}
	if n := countDigits(digits); n > MaxDigits {
		return number{}, tooManyDigits(n)
	}
	value, err := decimal.NewFromString(digits)
	if err != nil {
		return number{}, notANumber(s)
	}
	value = value.Shift(noughts(scale))
	if n := countDigits(Exactly(value)); n > MaxDigits {
		return number{}, tooManyDigits(n)
	}
	if sign+innerSign != "" && sign+innerSign != "+" {
		value = value.Neg()
	}
	return number{value, perCent != "", pounds != ""}, nil
}

// spaced makes every run of white space one space, those that office programs put before a % sign among them, and drops
// the invisible marks that come along at the ends of what is copied. Marks that turn the order of characters round
// stay, and so does anything invisible inside, to be refused: the number might not be the one that was seen.
func spaced(text string) string {
	s := strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) && r != '\u202d' && r != '\u202e'
	})
	return strings.Join(strings.Fields(s), " ")
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

func countDigits(s string) int { return len(s) - strings.Count(s, ".") }

func tooManyDigits(n int) *Refusal {
	return Refuse(FieldFigure, "That number has %d digits and Chaser keeps up to %d. Check for a slip of the keyboard and type it again.", n, MaxDigits)
}
