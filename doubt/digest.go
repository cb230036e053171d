package doubt

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// ofWordsAlone are the kinds that look at the words of one box and at no number. Who accepted such a doubt is not asked
// again while these words stay, whatever becomes of the figure.
var ofWordsAlone = []Kind{Telephone, Email, Name, SmallCount, SmallRest, LastWords, OthersWords, OtherQuarter, LastActions, Stray}

// Digest is the same for as long as what was judged is: the doubt, and the figure with its words, or of a doubt about
// words alone these words.
func (f Finding) Digest() string {
	switch field := f.Doubt.Field; {
	case !slices.Contains(ofWordsAlone, f.Doubt.Kind):
	case field == kpi.FieldCommentary:
		return f.digestOf("words", f.Figure.Commentary)
	case field == kpi.FieldActions:
		return f.digestOf("words", f.Figure.Actions)
	}
	return f.wholeDigest()
}

// Is reports whether a digest is the finding's own, also one that was made when every digest held the whole figure.
func (f Finding) Is(digest string) bool { return digest == f.Digest() || digest == f.wholeDigest() }

// WasJudged reports whether a digest is that of a doubt of this kind, in this sentence, about a figure as it stands.
func WasJudged(digest string, k Kind, sentence string, f kpi.Figure) bool {
	return slices.ContainsFunc([]string{kpi.FieldFigure, kpi.FieldCommentary, kpi.FieldActions}, func(field string) bool {
		return Finding{Figure: f, Doubt: Doubt{Kind: k, Field: field, Sentence: sentence}}.Is(digest)
	})
}

func (f Finding) wholeDigest() string {
	parts := []string{
		string(f.Figure.Status), exactly(f.Figure.Value), exactly(f.Figure.Numerator), exactly(f.Figure.Denominator), f.Figure.Commentary,
	}
	if f.Doubt.Field == kpi.FieldActions {
		parts = append(parts, f.Figure.Actions)
	}
	return f.digestOf(parts...)
}

func exactly(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return kpi.Exactly(*d)
}

func (f Finding) digestOf(parts ...string) string {
	sum := sha256.New()
	for _, part := range append([]string{string(f.Doubt.Kind), f.Doubt.Sentence}, parts...) {
		_, _ = fmt.Fprintf(sum, "%d:%s", len(part), part) // writing to a hash never fails
	}
	return hex.EncodeToString(sum.Sum(nil))
}
