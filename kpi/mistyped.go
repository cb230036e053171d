package kpi

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	scientific  = pattern(`^[-−–+]?[\d.,]+[eE][-+]?\d+$`)
	misgrouped  = pattern(`^[-−–+£ ]*[\d,.]*,[\d,.]*[ kKmM%]*$`)
	spaceInside = pattern(`^[-−–+£]*\d+( \d+)+(\.\d+)? ?%?$`)
	limit       = pattern(`^[<>≤≥~≈±] ?=? ?£?\d`)
	measured    = pattern(`^[-−–+£]*[\d,]*\.?\d+ ?\pL+( \pL+)*\.?$`)
)

// noFigure are the words, without their punctuation, that people type where there is no figure.
var noFigure = []string{"na", "none", "nil", "null", "nan", "tbc", "tba", "unknown", "missing", "notavailable", "nodata", "nofigure", ""}

// notANumber says what is wrong with a text that is no number. The commonest slips each have a sentence of their own.
func notANumber(s string) *Refusal {
	quoted := Excerpt(s)
	switch {
	case s == "":
		return Refuse(FieldFigure, "There is no figure. Type a number, such as 142, 93%% or 570/889.")
	case strings.ContainsFunc(s, invisible):
		return Refuse(FieldFigure, "“%s” has an invisible character in it. Type the number by hand instead of pasting it.", quoted)
	case strings.ContainsFunc(s, foreignDigit):
		return Refuse(FieldFigure, "“%s” is written with digits of another script. Type it with the digits 0 to 9, such as 142.", quoted)
	case scientific().MatchString(s):
		return Refuse(FieldFigure, "“%s” is in scientific notation. Type the number in full, such as 1,200,000 or 1.2m.", quoted)
	case strings.Count(s, ".") > 1 && !strings.ContainsFunc(s, unicode.IsLetter):
		return Refuse(FieldFigure, "“%s” has more than one decimal point. Type it with one, such as 12.3, and thousands with commas, such as 1,234.", quoted)
	case misgrouped().MatchString(s) && hasDigit(s):
		return Refuse(FieldFigure, "“%s” has a comma that does not separate thousands. Type thousands as 1,234 and decimals with a point, as 12.34.", quoted)
	case spaceInside().MatchString(s):
		return Refuse(FieldFigure, "“%s” has a space inside the number. Type it without, or with commas, such as 96,326.", quoted)
	case limit().MatchString(s):
		return Refuse(FieldFigure, "“%s” is not one exact number. Type the figure itself, such as 142; if it cannot be told, type unavailable and the reason.", quoted)
	case measured().MatchString(s):
		return Refuse(FieldFigure, "“%s” has words beside the number. Type the number alone, such as 142 or 1.2m.", quoted)
	case slices.Contains(noFigure, lettersOf(s)):
		return Refuse(FieldFigure, "“%s” is not a figure. If there is none this time, type unavailable and the reason; if it was nought, type 0.", quoted)
	}
	return Refuse(FieldFigure, "“%s” is not a number. Type the figure, such as 142, 93%% or 570/889; if there is none, type unavailable and the reason.", quoted)
}

func invisible(r rune) bool { return unicode.In(r, unicode.Cf, unicode.Cc) }

func foreignDigit(r rune) bool { return r > unicode.MaxASCII && unicode.IsDigit(r) }

// lettersOf is the letters of a short text in lower case. Any symbol but the punctuation of “n/a” and “–” becomes "?".
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r):
			return unicode.ToLower(r)
		case r == '/' || r == '.' || r == ' ' || unicode.Is(unicode.Pd, r) || r == '−':
			return -1
		}
		return '?'
	}, s)
}

// LooksTyped reports whether a word of a sentence was meant as a figure, well formed or not: whether it begins like a
// number. So a slip such as 12,34 is answered as a slip and not read as a word.
func LooksTyped(word string) bool {
	if _, err := ParseTyped(word); err == nil {
		return true
	}
	s := strings.TrimLeft(word, "-−–+£$€(.<>~")
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(first) || slices.Contains([]string{"nan", "inf", "infinity"}, strings.ToLower(s))
}
