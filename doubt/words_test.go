package doubt_test

import (
	"testing"

	"chaser/doubt"
	"chaser/kpi"
)

// The words of the seed report on deaths registered, and those on births, which are right.
func TestContradictionsOfTheSeed(t *testing.T) {
	t.Parallel()
	deaths := kpi.Indicator{Title: "Percentage of non-coronial deaths registered within 5 calendar days", Unit: kpi.Percent,
		Direction: kpi.Up, Kind: kpi.Target, Target: number("60")}
	s := subject(t, deaths, "55", "48")
	s.Figure.Commentary = "The region has achieved 42% during the same period.\n\n" +
		"889 deaths were registered, of which 570 were registered within 5 days."
	found := doubt.Contradictions(s)
	if len(found) != 1 {
		t.Fatalf("found %v", found)
	}
	d := found[0]
	if want := "570 of 889 is 64.1%, not 55%: Blue, not Amber."; d.Sentence != want {
		t.Errorf("said %q, want %q", d.Sentence, want)
	}
	if d.Quote != "889 deaths were registered, of which 570" || d.Says != "64.1" || d.WouldRate != kpi.Blue ||
		d.LikelyOf == nil || d.Likely == nil || d.Kind.Group() != doubt.Words || d.Kind.Severity() != doubt.Error {
		t.Errorf("found %+v", d)
	}

	births := deaths
	births.Title = "Percentage of births registered within 42 days"
	s = subject(t, births, "99", "98")
	s.Figure.Commentary = "1,977 births were registered, of which 1,953 were registered within 42 days."
	if found := doubt.Contradictions(s); len(found) > 0 {
		t.Errorf("of right words: %v", found)
	}
}

// A share whose rest is counted as well offers itself: it is sure which number is the whole.
func TestAShareWithItsRestIsOffered(t *testing.T) {
	t.Parallel()
	deaths := kpi.Indicator{Title: "Percentage of non-coronial deaths registered within 5 calendar days", Unit: kpi.Percent,
		Direction: kpi.Up, Kind: kpi.Target, Target: number("60"), Decimals: 1}
	for words, offered := range map[string]bool{
		"297 deaths were registered. 251 were within 5 days and 46 took longer.":       true,
		"297 deaths were registered. 251 were within 5 days and 36 by another office.": false,
	} {
		s := subject(t, deaths, "85.4", "82.1")
		s.Figure.Commentary = words
		found := doubt.Contradictions(s)
		if len(found) != 1 || (found[0].LikelyOf != nil) != offered {
			t.Errorf("of %q found %+v", words, found)
		}
	}
}
