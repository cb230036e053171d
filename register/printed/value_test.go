package printed

import (
	"strings"
	"testing"

	"chaser/kpi"
)

// A rating is read however it is written: as a word or a letter, in small letters or capitals, with its explanation or
// without. Other words are none.
func TestRatingValue(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]kpi.Rating{
		"Red": kpi.Red, "R": kpi.Red, "Amber": kpi.Amber, "A": kpi.Amber, "Green": kpi.Green, "G": kpi.Green, "Blue": kpi.Blue, "B": kpi.Blue, "🟢": kpi.Green,
		"Contextual": kpi.ContextRating, "In Development": kpi.InDevRating, "No data": kpi.NoData,
	} {
		for _, written := range []string{text, strings.ToLower(text), strings.ToUpper(text)} {
			if v := ratingValue(written); v.sort != asRating || v.rating != want {
				t.Errorf("%q is read as %q (%v), want %s", written, v.rating, v.sort, want)
			}
		}
	}
	for _, text := range []string{"Red – below the target", "RED (worse than last year)", "red: staff"} {
		if v := ratingValue(text); v.rating != kpi.Red {
			t.Errorf("%q is read as %q", text, v.rating)
		}
	}
	for _, text := range []string{"Reduced", "Greenwich", "Agreed", "C"} {
		if v := ratingValue(text); v.sort == asRating {
			t.Errorf("%q is read as %s", text, v.rating)
		}
	}
}

// A row without a title, or whose title begins with a small letter, goes on with the title of the row above.
func TestTitleless(t *testing.T) {
	t.Parallel()
	h := header{labels: []label{{item: target}, {item: title}}}
	for first, want := range map[string]bool{"": true, "of people who visit": true, "Number of visits": false, "178 inquests": false, "élan": true} {
		if got := h.titleless([]string{"5", first}); got != want {
			t.Errorf("%q goes on with a title: %t, want %t", first, got, want)
		}
	}
	if (header{labels: []label{{item: target}}}).titleless([]string{"5"}) {
		t.Error("a table without titles has a row that lacks one")
	}
}
