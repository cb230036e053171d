package doubt_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"chaser/doubt"
	"chaser/kpi"
)

// A doubt about words alone is the same beneath another figure; any other doubt is not. What an earlier release kept by
// the whole figure is known.
func TestDigest(t *testing.T) {
	t.Parallel()
	at := func(k doubt.Kind, field, value, commentary string) doubt.Finding {
		d := decimal.RequireFromString(value)
		return doubt.Finding{
			Figure: kpi.Figure{Status: kpi.Final, Value: &d, Commentary: commentary, Actions: "Acts"},
			Doubt:  doubt.Doubt{Kind: k, Field: field, Sentence: "An address."},
		}
	}
	const words = "Ask a@example.org"
	for _, c := range []struct {
		kind                    doubt.Kind
		field                   string
		otherFigure, otherWords bool // whether the digest stays
	}{
		{doubt.Email, kpi.FieldCommentary, true, false},
		{doubt.SmallCount, kpi.FieldCommentary, true, false},
		{doubt.SmallCount, kpi.FieldFigure, false, false},
		{doubt.LastActions, kpi.FieldActions, true, true},
		{doubt.AgainstFigure, kpi.FieldCommentary, false, false},
		{doubt.Same, kpi.FieldFigure, false, false},
	} {
		f := at(c.kind, c.field, "55", words)
		if got := f.Digest() == at(c.kind, c.field, "56", words).Digest(); got != c.otherFigure {
			t.Errorf("%s: beneath another figure it stays: %v", c.kind, got)
		}
		if got := f.Digest() == at(c.kind, c.field, "55", "Other words").Digest(); got != c.otherWords {
			t.Errorf("%s: with other words it stays: %v", c.kind, got)
		}
		if !doubt.WasJudged(f.Digest(), c.kind, "An address.", f.Figure) || doubt.WasJudged(f.Digest(), c.kind, "Another.", f.Figure) {
			t.Errorf("%s: it is not known again by its sentence", c.kind)
		}
	}
	const before = "5e92e1d344abda35821ffefe11678913e4ea1dabdd1199194346f88c787cbc8a"
	if !at(doubt.Email, kpi.FieldCommentary, "55", words).Is(before) || at(doubt.Email, kpi.FieldCommentary, "56", words).Is(before) {
		t.Error("a digest of an earlier release is not known, or of another figure too")
	}
}
