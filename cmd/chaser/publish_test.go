package main

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"chaser/demo/lookalike"
	"chaser/demo/seed"
	"chaser/kpi"
	"chaser/store"
)

const csmi = "Communities, Social Mobility and Inclusion"

// The command refuses, names what is lacking and exits with 2; with --yes it publishes; a second time it says when that
// was.
func TestPublishCommand(t *testing.T) {
	t.Parallel()
	environment := map[string]string{"DATABASE_URL": migrated.DSN(t)}
	register := t.TempDir() + "/seed.json"
	check(t, os.WriteFile(register, seed.Register, 0o600))
	runs := func(want int, args ...string) (out, errs string) {
		t.Helper()
		var o, e bytes.Buffer
		if code := run(t.Context(), args, streams{out: &o, err: &e, environment: environment}); code != want {
			t.Fatalf("%v: exit code %d, want %d\n%s%s", args, code, want, &o, &e)
		}
		return o.String(), e.String()
	}
	runs(0, "import", register)
	says := func(text string, words ...string) {
		t.Helper()
		for _, w := range words {
			if !strings.Contains(text, w) {
				t.Errorf("%q is missing from:\n%s", w, text)
			}
		}
	}
	_, errs := runs(2, "publish", "--committee", csmi, "--period", "2023-24Q2")
	says(errs, "Q2 2023/24 is not ready to be published for "+csmi, "Red without actions: SKL1 Number of learners", "with Adult Skills service lead (U0SKILLS)", "SKL2", "--yes")
	_, errs = runs(2, "publish", "--committee", "Highways", "--period", "2023-24Q2", "--yes")
	says(errs, "There is no committee called “Highways”. There are: "+csmi)
	_, errs = runs(2, "publish", "--committee", csmi, "--period", "2023-25Q2", "--yes")
	says(errs, "is not a period")
	_, errs = runs(2, "publish", "--committee", csmi, "--period", "2019-20Q2", "--yes")
	says(errs, "There is no collection for Q2 2019/20")
	out, _ := runs(0, "publish", "--committee", csmi, "--period", "2023-24Q2", "--preview")
	says(out, "── Message 1 to C0CSMI ──", "6 of 19 indicators are Red in Q2 2023/24, the worst first.", "Red · SKL1", "608 against a target of 1,128", "── In its replies ──", "[See the card]",
		"Q2 2023/24 is not ready for "+csmi+": 2 reds have no actions.", "Red without actions: SKL1", "Nothing was published.")
	if n := strings.Count(out, "── In its replies ──"); n != 6 {
		t.Errorf("the preview has %d cards", n)
	}
	for _, unsaid := range []string{"\x3cemoji", ":red_circle:", "&amp;", "rich_text"} {
		if strings.Contains(out, unsaid) {
			t.Errorf("%q stands in:\n%s", unsaid, out)
		}
	}
	runs(2, "publish", "--committee", csmi, "--period", "2023-24Q2", "--preview", "--yes")
	_, errs = runs(2, "publish", "--committee", csmi, "--period", "2023-24Q2", "--take-back")
	says(errs, "Q2 2023/24 was not published for "+csmi+", so there is nothing to take back")
	out, _ = runs(0, "publish", "--committee", strings.ToLower(csmi), "--period", "Q2 2023/24", "--yes")
	says(out, "Published Q2 2023/24 for "+csmi+": 19 cards.", "Red without actions: SKL1")
	out, _ = runs(0, "publish", "--committee", csmi, "--period", "2023-24Q2")
	says(out, "was published for "+csmi+" already, on ", "from the command line. Nothing was done.")
	out, _ = runs(0, "publish", "--committee", csmi, "--period", "2023-24Q2", "--preview")
	says(out, "was published for "+csmi+" already, on ")
	out, _ = runs(0, "publish", "--committee", csmi, "--period", "2023-24Q2", "--take-back")
	says(out, "Taken back: Q2 2023/24 for "+csmi+".")
	out, _ = runs(0, "publish", "--committee", csmi, "--period", "2023-24Q2", "--take-back")
	says(out, "was taken back already, by the operator on ", "Nothing was changed now.")
	runs(0, "publish", "--committee", csmi, "--period", "2023-24Q2", "--yes")
	runs(0, "audit", "verify")
}

// On the set day two replicas tick at once, again and again: the committee reads one summary, each red's card once in
// the thread of its page.
func TestTheSetDayOnTwoReplicas(t *testing.T) {
	t.Parallel()
	r := seedCouncil(t)
	r.Collections[1].Publishes = kpi.Date{Year: 2024, Month: 1, Day: 8}
	for n := range r.Figures {
		r.Figures[n].Actions = "Something is done."
	}
	c := newChasing(t, r, "2024-01-08 08:59")
	c.tick()
	c.at("2024-01-08 09:00")
	for range 2 {
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				if _, err := c.jobs.Once(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		c.tick()
	}
	var tops []lookalike.Seen
	threads := map[string][]string{} // the codes of the cards, in order
	for _, m := range c.slack.Messages("C0CSMI", "U0CLLR1") {
		if m.ThreadTS == "" || m.ThreadTS == m.TS {
			tops = append(tops, m)
		} else {
			code, _, _ := strings.Cut(lookalike.PlainText(m.Blocks, m.Text), " · ")
			threads[m.ThreadTS] = append(threads[m.ThreadTS], code)
		}
	}
	if len(tops) != 1 {
		t.Fatalf("the committee reads %d messages", len(tops))
	}
	if want, got := []string{"SKL1", "SKL2", "LIB3", "TRS2", "LIB2", "LIB1"}, threads[tops[0].TS]; !slices.Equal(got, want) {
		t.Errorf("the thread has the cards of %q, not of %q", got, want)
	}
	team := 0
	for _, n := range c.planned() {
		if n.Kind == kpi.NewsPublishedAuto && n.State == store.Sent {
			team++
		}
	}
	if team != 1 {
		t.Errorf("the performance team was told %d times", team)
	}
	var read string
	for _, m := range c.slack.Messages(c.slack.DirectMessage("U0PERF"), "U0PERF") {
		read += lookalike.PlainText(m.Blocks, m.Text)
	}
	if !strings.Contains(read, "Q2 2023/24 was published for "+csmi+" on its set day.") {
		t.Errorf("the performance team reads:\n%s", read)
	}
}
