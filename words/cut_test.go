package words_test

import (
	"chaser/words"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestCut(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"short", 10, "short"},
		{"exactly ten", 11, "exactly ten"},
		{"one two three four", 15, "one two three…"},
		{"Donaudampfschifffahrt", 10, "Donaudamp…"},
		{"😀😀😀😀", 3, "😀😀…"},
		{"", 3, ""},
	} {
		if got := words.Cut(c.text, c.limit); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.text, c.limit, got, c.want)
		}
	}
	if short, was := words.CutLines("a\nb\nc\nd", 100, 2); short != "a\nb…" || !was {
		t.Errorf("two lines of four are %q, %v", short, was)
	}
	if whole, was := words.CutLines("a\nb", 100, 2); whole != "a\nb" || was {
		t.Errorf("two lines of two are %q, %v", whole, was)
	}
}

var anyText = rapid.StringOf(rapid.SampledFrom([]rune("ab <&\n\t\"\\😀é\u2028")))

func TestCutKeepsItsLimits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text, limit, lines := anyText.Draw(t, "text"), rapid.IntRange(1, 30).Draw(t, "limit"), rapid.IntRange(1, 4).Draw(t, "lines")
		short, was := words.CutLines(text, limit, lines)
		if n := utf8.RuneCountInString(short); n > limit {
			t.Fatalf("%q has %d characters, over %d", short, n, limit)
		}
		if strings.Count(short, "\n") >= lines {
			t.Fatalf("%q has more than %d lines", short, lines)
		}
		if was == (short == text) || !strings.HasPrefix(text, strings.TrimSuffix(short, "…")) {
			t.Fatalf("CutLines(%q) = %q, %v", text, short, was)
		}
	})
}

func TestSplitLosesNoWord(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text, limit := anyText.Draw(t, "text"), rapid.IntRange(1, 12).Draw(t, "limit")
		pieces := words.Split(text, limit)
		for _, p := range pieces {
			if n := utf8.RuneCountInString(p); n > limit || strings.TrimSpace(p) == "" {
				t.Fatalf("the piece %q of %q does not suit %d", p, text, limit)
			}
		}
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if d := cmp.Diff(squeeze(text), squeeze(strings.Join(pieces, ""))); d != "" {
			t.Fatal(d)
		}
	})
}
