package lookalike

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestEscape(t *testing.T) {
	t.Parallel()
	config := council()
	config.Clock = time.Now
	w := New(config)
	for typed, want := range map[string]string{
		"178 142":                        "178 142",
		"a < b & c > d":                  "a &lt; b &amp; c &gt; d",
		"<!channel> <@U0COR>":            "&lt;!channel&gt; &lt;@U0COR&gt;",
		"@here @everyone":                "<!here> <!everyone>",
		"@coroner":                       "<@U0COR|coroner>",
		"@Library lead":                  "<@U0LIB|library.lead>",
		"@library.lead.deputy":           "<@U0LIBD|library.lead.deputy>",
		"@Library lead deputy's":         "<@U0LIBD|library.lead.deputy>'s",
		"@Library leader":                "@Library leader",
		"@U0MGR":                         "<@U0MGR|manager>",
		"coroner@example.org":            "coroner@example.org",
		"@nobody #nowhere":               "@nobody #nowhere",
		"(#communities)":                 "(<#C0CSMI|communities>)",
		"https://example.org/x, and":     "<https://example.org/x>, and",
		"see http://example.org/?a=1&b=": "see <http://example.org/?a=1&amp;b=>",
		"£1,250 – 64.1%":                 "£1,250 – 64.1%",
		"":                               "",
	} {
		if got := w.escape(typed); got != want {
			t.Errorf("%q is sent as %q, want %q", typed, got, want)
		}
	}
}

var ours = regexp.MustCompile(`<(@U\w+\|[\w.]*|#C\w+\|\w+|!(here|channel|everyone)|https?://[^<>]+)>`)

// Whatever is typed, nothing in angle brackets reaches the app but what the workspace wrote itself.
func FuzzEscape(f *testing.F) {
	config := council()
	config.Clock = time.Now
	w := New(config)
	for _, s := range []string{"<!channel>", "@coroner<", "https://<x>", "&lt;", "@@here", "#communities#", "\xff<"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		rest := ours.ReplaceAllString(w.escape(typed), "")
		if strings.ContainsAny(rest, "<>") {
			t.Errorf("%q leaves %q", typed, rest)
		}
	})
}

func TestStampsAreUniqueAndRise(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		at := time.Date(2024, 1, 8, 9, 0, 0, 0, time.UTC)
		config := council()
		config.Clock = func() time.Time { return at }
		w := New(config)
		last := w.stamp()
		if last != fmt.Sprintf("%d.000100", at.Unix()) {
			t.Fatalf("the first is %s", last)
		}
		for _, seconds := range rapid.SliceOfN(rapid.IntRange(-3, 3), 1, 30).Draw(t, "turns of the clock") {
			at = at.Add(time.Duration(seconds) * time.Second)
			next := w.stamp()
			if compareStamps(next, last) <= 0 || len(next) != len(last) || next <= last {
				t.Fatalf("%s comes after %s", next, last)
			}
			last = next
		}
	})
}
