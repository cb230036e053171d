package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"chaser/kpi"
)

func TestParseTyped(t *testing.T) {
	t.Parallel()
	digits30 := strings.Repeat("9", 30)
	tests := []struct {
		typed, value, numerator, denominator string
		perCent, pounds                      bool
	}{
		{typed: "142", value: "142"},
		{typed: " 142\t", value: "142"},
		{typed: "0", value: "0"},
		{typed: "007", value: "7"},
		{typed: "142.", value: "142"},
		{typed: "96,326", value: "96326"},
		{typed: "1,234,567.80", value: "1234567.80"},
		{typed: ".5", value: "0.5"},
		{typed: "64.117", value: "64.117"},
		{typed: "+5", value: "5"},
		{typed: "-4.5", value: "-4.5"},
		{typed: "−4.5", value: "-4.5"},
		{typed: "–4.5", value: "-4.5"},
		{typed: "-0", value: "0"},
		{typed: "\u202a142\u202c\u200b", value: "142"}, // as calculators copy it
		{typed: "93%", value: "93", perCent: true},
		{typed: "93 %", value: "93", perCent: true},
		{typed: "93\u00a0%", value: "93", perCent: true},
		{typed: "93\u202f%", value: "93", perCent: true},
		{typed: "93 per cent", value: "93", perCent: true},
		{typed: "93 Percent", value: "93", perCent: true},
		{typed: "-1.5%", value: "-1.5", perCent: true},
		{typed: "1.2k", value: "1200"},
		{typed: "1.2 K", value: "1200"},
		{typed: "1.2345k", value: "1234.5"},
		{typed: "1.2m", value: "1200000"},
		{typed: "1.2 million", value: "1200000"},
		{typed: "1.2bn", value: "1200000000"},
		{typed: "96 thousand", value: "96000"},
		{typed: "£1.2 million", value: "1200000", pounds: true},
		{typed: "£2.4 mn", value: "2400000", pounds: true},
		{typed: "96 326", value: "96326"},
		{typed: "380\u00a0018", value: "380018"},
		{typed: "£1 200 000.50", value: "1200000.50", pounds: true},
		{typed: "(4.50)", value: "-4.50"},
		{typed: "(£1,250)", value: "-1250", pounds: true},
		{typed: "£(1,250)", value: "-1250", pounds: true},
		{typed: "(£1.2 m)", value: "-1200000", pounds: true},
		{typed: "94pc", value: "94", perCent: true},
		{typed: "94 pct", value: "94", perCent: true},
		{typed: "£1,250", value: "1250", pounds: true},
		{typed: "£ 1.2m", value: "1200000", pounds: true},
		{typed: "-£4.50", value: "-4.50", pounds: true},
		{typed: "£-4.50", value: "-4.50", pounds: true},
		{typed: digits30, value: digits30},
		{typed: "0." + digits30[1:], value: "0." + digits30[1:]},
		{typed: "570/889", numerator: "570", denominator: "889"},
		{typed: "570 / 889", numerator: "570", denominator: "889"},
		{typed: "570 of 889", numerator: "570", denominator: "889"},
		{typed: "570 out of 889", numerator: "570", denominator: "889"},
		{typed: "1,953 OUT OF 1,977", numerator: "1953", denominator: "1977"},
		{typed: "1.2k/2k", numerator: "1200", denominator: "2000"},
		{typed: "570/0", numerator: "570", denominator: "0"}, // refused once it is known for which indicator
		{typed: "£1,000/8", numerator: "1000", denominator: "8", pounds: true},
		{typed: "1000/£8", numerator: "1000", denominator: "8", pounds: true},
	}
	for _, test := range tests {
		got, err := kpi.ParseTyped(test.typed)
		if err != nil {
			t.Errorf("%q is refused: %v", test.typed, err)
			continue
		}
		if !same(got.Value, num(test.value)) || !same(got.Numerator, num(test.numerator)) || !same(got.Denominator, num(test.denominator)) {
			t.Errorf("%q is %v, %v/%v", test.typed, got.Value, got.Numerator, got.Denominator)
		}
		if got.PerCent != test.perCent || got.Pounds != test.pounds {
			t.Errorf("%q: per cent %t, pounds %t", test.typed, got.PerCent, got.Pounds)
		}
		if !kpi.LooksTyped(test.typed) {
			t.Errorf("%q does not look typed as a figure", test.typed)
		}
	}
}

func same(a, b *decimal.Decimal) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Equal(*b) && kpi.Exactly(*a) == kpi.Exactly(*b)
}

// The golden file is for reading: each sentence must say to a tired service lead what was wrong and what to type
// instead.
func TestParseTypedRefuses(t *testing.T) {
	t.Parallel()
	tests := []string{
		"", "  ", "%", "£", "-", "—", ".", ",", "n/a", "N/A", "None", "TBC", "nil return", "NaN", "Inf", "fewer closed",
		"1e309", "1.5E-3", "12,34", "1,2345", "12,34,567", "1.234,56", "£12,34", "0,5", "1.2.3", "1.234.567", "96 32", "1 000 00", "1000 000",
		strings.Repeat("1", 60), strings.Repeat("9", 27) + "1m", "." + strings.Repeat("9", 30),
		"１４２", "٣٤", "१२", "12 days", "about 500", "~500", "<5", "≥ 12", "12 zillion", "(-5)", "-(5)", "(5", "((5))", "£5%", "5k%", "--5", "-£-5", "- 5", "5-", "$5", "€5", "½",
		"5% of 100", "64%/100%", "1/2/3", "01/02/2024", "570/", "/889", "570/many", "few of 889", "5/1e9", "570 of", "0x1F", "1_000", "12;34",
		"142\nFewer closed", "a very long text that nobody would ever take for a figure at all", "\u202e241", "14\x002", "14\u200b2", "bad\xffbytes",
	}
	var b strings.Builder
	for _, typed := range tests {
		v, err := kpi.ParseTyped(typed)
		if err == nil {
			t.Errorf("%q is accepted: %+v", typed, v)
			continue
		}
		r := refusal(t, err)
		fmt.Fprintf(&b, "%-30q %-12s %s\n", typed, r.Field, r.Sentence)
	}
	golden(t, "typed_refusals.golden.txt", b.String())
}

func TestParseNumber(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{"£1,250.50": "1250.50", "93%\u00a0": "93", "1.2k": "1200", "−3": "-3"} {
		if d, err := kpi.ParseNumber(typed); err != nil || kpi.Exactly(d) != want {
			t.Errorf("%q is %s (%v), want %s", typed, d, err, want)
		}
	}
	for _, typed := range []string{"", "570/889", "x"} {
		_, err := kpi.ParseNumber(typed)
		_ = refusal(t, err)
	}
}

func TestLooksTyped(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]bool{
		"142": true, "12,34": true, "1e309": true, "NaN": true, "-inf": true, "１４２": true, "<5": true, "£x": false, "-": false, "": false,
		"fewer": false, "final": false, "n/a": false, "Nancy": false, "info": false, "3rd": true, "a1": false, "%": false,
	} {
		if got := kpi.LooksTyped(word); got != want {
			t.Errorf("%q looks typed: %t", word, got)
		}
	}
}

// aNumber draws decimals of up to 30 digits as text.
var aNumber = rapid.StringMatching(`-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?`)

func TestTypedReadsBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := decimal.RequireFromString(aNumber.Draw(t, "number"))
		unit := rapid.SampledFrom([]kpi.Unit{kpi.Count, kpi.Percent, kpi.Currency, kpi.Ratio}).Draw(t, "unit")
		for _, text := range []string{kpi.Exactly(d), unit.ShowExact(d)} {
			got, err := kpi.ParseTyped(text)
			if err != nil || got.Value == nil || !same(got.Value, &d) {
				t.Fatalf("%s, written %q, reads back as %v (%v)", d, text, got.Value, err)
			}
			if got.PerCent != strings.HasSuffix(text, "%") || got.Pounds != strings.Contains(text, "£") {
				t.Fatalf("%q reads back with per cent %t and pounds %t", text, got.PerCent, got.Pounds)
			}
		}
	})
}

func TestTypedFractionReadsBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n, d := decimal.RequireFromString(aNumber.Draw(t, "numerator")), decimal.RequireFromString(aNumber.Draw(t, "denominator"))
		by := rapid.SampledFrom([]string{"/", " / ", " of ", " out of "}).Draw(t, "by")
		got, err := kpi.ParseTyped(kpi.Count.ShowExact(n) + by + kpi.Exactly(d))
		if err != nil || !same(got.Numerator, &n) || !same(got.Denominator, &d) || got.Value != nil {
			t.Fatalf("%s%s%s reads back as %v/%v (%v)", n, by, d, got.Numerator, got.Denominator, err)
		}
	})
}

func FuzzParseTyped(f *testing.F) {
	for _, seed := range []string{"96,326", "93 per cent", "1.2m", "£-4.50", "570 out of 889", "12,34", "n/a", "５", "1e309", "999999999999999999999999999999m", "5%/2", "\u202e5", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		kpi.LooksTyped(text)
		v, err := kpi.ParseTyped(text)
		if err != nil {
			_ = refusal(t, err)
			return
		}
		if (v.Value == nil) == (v.Numerator == nil) || (v.Numerator == nil) != (v.Denominator == nil) {
			t.Fatalf("%q is %+v: a value or a fraction, never both or neither", text, v)
		}
		for _, d := range []*decimal.Decimal{v.Value, v.Numerator, v.Denominator} {
			if d == nil {
				continue
			}
			plain := kpi.Exactly(*d)
			if digits := len(strings.NewReplacer("-", "", ".", "").Replace(plain)); digits > kpi.MaxDigits {
				t.Errorf("%q has a number of %d digits", text, digits)
			}
			if again, err := kpi.ParseNumber(plain); err != nil || !again.Equal(*d) {
				t.Errorf("%q, written %q, reads back as %s (%v)", text, plain, again, err)
			}
		}
	})
}

// The quick look never turns away what is a figure.
func TestWhatMayBeTyped(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.StringMatching(`[0-9]{1,3}`), rapid.SampledFrom([]string{
			" ", ",", ".", "-", "£", "%", "/", "(", ")", "K", "k", "\u212a", "thousand", "thou\u017fands", "M", "mn", "mil", "mill", "millions", "bn", "bil", "Bill", "billion",
			"per cent", "percent", "PC", "pct", " of ", " out of ",
		})), 1, 7).Draw(t, "pieces"), "")
		if _, err := kpi.ParseTyped(text); err == nil && !kpi.MayBeTyped(text) {
			t.Errorf("%q is a figure", text)
		}
	})
	for _, text := range []string{"93 pct", "93PC", "93 per cent", "93 percent", "£1.2 million", "2 thousand", "5mn", "6 mill", "570 out of 889"} {
		if _, err := kpi.ParseTyped(text); err != nil || !kpi.MayBeTyped(text) {
			t.Errorf("%q is no figure: %v", text, err)
		}
	}
	for _, text := range []string{"142 Staff", "142 of them", "£3 per visit"} {
		if kpi.MayBeTyped(text) {
			t.Errorf("%q has only a figure's words", text)
		}
	}
}
