package claims

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"chaser/kpi"
)

// silent is a commentary of so many words at least, of which nothing is to be said under either of silentCards. So the
// rules that look for what has no reason go through all of it; the first thing that they find would end them.
func silent(words int) string {
	var b strings.Builder
	for n, said := 0, 0; said < words; n++ {
		post, hand := 300+37*n%411, 11+13*n%83
		s := fmt.Sprintf("In week %d of the quarter the team received %d forms, of which %d came by post and %d by hand, and nobody waited for longer than was promised to them. ",
			1+n%13, post+hand, post, hand)
		said += len(strings.Fields(s))
		b.WriteString(s)
	}
	return b.String()
}

// silentCards are a count, whose unit is that of every number of silent, and a percentage, whose unit is that of none.
var silentCards = []Card{card("Visits to the museum", kpi.Count, "4137"), card("Percentage of deaths registered within 5 days", kpi.Percent, "55")}

// silently reads a silent commentary as Of does, up to the rules that look for what has no reason.
func silently(tb testing.TB, c *Card, words int) (r *reading, agreed []Claim) {
	tb.Helper()
	text := silent(words)
	agreed = Of(*c, text)
	for _, claim := range agreed {
		if !claim.Agrees {
			tb.Fatalf("%s: something is said of it, %+v", c.Title, claim)
		}
	}
	r = read(text)
	r.countMeasures(c)
	r.aim = c.Target
	return r, agreed
}

// BenchmarkSilent times the rules that go through all of a commentary of which nothing is to be said, of 2,000 words
// and of 20,000.
func BenchmarkSilent(b *testing.B) {
	for _, c := range silentCards {
		for _, words := range []int{2_000, 20_000} {
			r, agreed := silently(b, &c, words)
			for name, rule := range map[string]func(*Card, []Claim) []Claim{"unexplained": r.unexplained, "inCompany": r.inCompany} {
				b.Run(fmt.Sprintf("%s/%s/%d", name, c.Unit, words), func(b *testing.B) {
					for b.Loop() {
						rule(&c, agreed)
					}
				})
			}
		}
	}
}

// countedWords names the words that countStatements has read.
const countedWords = "CHASER_COUNTED_WORDS"

// However long a commentary is of which nothing is to be said, reading it takes as many statements of ours a word: for
// eight times the words some eight times as many, whether they differ from each other or not.
func TestWorkGrowsAsTheWordsDo(t *testing.T) {
	if words, err := strconv.Atoi(os.Getenv(countedWords)); err == nil {
		for _, c := range silentCards {
			r, agreed := silently(t, &c, words)
			r.unexplained(&c, agreed)
			r.inCompany(&c, agreed)
		}
		return
	}
	if testing.CoverMode() != "" {
		t.Skip("the statements are counted by a run of their own")
	}
	t.Parallel()
	few, many := countStatements(t, 500), countStatements(t, 4000)
	if few == 0 || many > few*9 {
		t.Errorf("500 words take %d statements, 4,000 take %d", few, many)
	}
}

// countStatements is how many statements of this package reading so many words takes.
func countStatements(t *testing.T, words int) (n int) {
	t.Helper()
	profile := filepath.Join(t.TempDir(), "counted")
	run := exec.CommandContext(t.Context(), "go", "test", "-run", "^"+t.Name()+"$", "-count=1", "-covermode=count", "-coverprofile="+profile)
	run.Env = append(os.Environ(), countedWords+"="+strconv.Itoa(words))
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("counting the statements: %v\n%s", err, out)
	}
	f, err := os.Open(profile)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	for lines.Scan() { // chaser/doubt/claims/again.go:12.34,15.2 3 120
		cells := strings.Fields(lines.Text())
		if len(cells) != 3 {
			continue
		}
		statements, _ := strconv.Atoi(cells[1])
		times, _ := strconv.Atoi(cells[2])
		n += statements * times
	}
	return n
}
