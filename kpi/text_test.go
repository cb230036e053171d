package kpi_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"chaser/kpi"
)

func TestCleanText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                          "",
		"  Fewer births. \n":        "Fewer births.",
		"one\r\ntwo\rthree\n\nfour": "one\ntwo\nthree\n\nfour",
		"a\ttab":                    "a\ttab",
		"\x00nul\x1b[31m\x7f\u0085": "nul[31m",
		"\ufeffmark":                "mark",
		"not\u202eesrever\u2066x":   "notesreverx",
		"\u200fעברית\u200e and العربية\u061c": "\u200fעברית\u200e and العربية\u061c",
		"bad\xffbytes": "bad�bytes",
		"é 👩\u200d👩\u200d👧 £ — “”":     "é 👩\u200d👩\u200d👧 £ — “”",
		" \u202a spaced \u202c ":       "spaced",
		"<!channel> *bold* & `code`\n": "<!channel> *bold* & `code`",
	} {
		if got := kpi.CleanText(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"short":                   "short",
		" two\n lines ":           "two lines",
		strings.Repeat("é", 40):   strings.Repeat("é", 40),
		strings.Repeat("é", 41):   strings.Repeat("é", 39) + "…",
		"a\u2028b\u0085c":         "a bc",
		"turned \u202eround\x00 ": "turned round",
		"\xff":                    "�",
	} {
		if got := kpi.Excerpt(text); got != want {
			t.Errorf("%q is quoted as %q, want %q", text, got, want)
		}
	}
}

func FuzzCleanText(f *testing.F) {
	for _, seed := range []string{"plain", "\r\n\r", "\x00\u202e", "\xff\xfe", " \u2066 x \u2069 ", "👩‍👩‍👧"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := kpi.CleanText(text)
		if !utf8.ValidString(got) || strings.TrimSpace(got) != got || kpi.CleanText(got) != got {
			t.Errorf("%q becomes %q, and that %q", text, got, kpi.CleanText(got))
		}
		if i := strings.IndexFunc(got, func(r rune) bool {
			return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) && !strings.ContainsRune("\u200e\u200f\u061c", r)
		}); i >= 0 {
			t.Errorf("%q keeps %q", text, got[i:])
		}
		if n := utf8.RuneCountInString(kpi.Excerpt(text)); n > 40 {
			t.Errorf("%q is quoted with %d characters", text, n)
		}
	})
}
