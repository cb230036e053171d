package main

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"chaser/internal/thorough"
)

var updateQuarter = flag.Bool("update", false, "writes what the quarter's messages say into its golden file")

// quarter is a collection as people live through it in a browser, and all that it was said to them on the way.
type quarter struct {
	*browser
	seen map[string]bool // messages that were read, by person and the message's place in the page
	said strings.Builder
}

// A quarter from its opening to its publishing, in a real browser on the demo's page: the service lead, the manager,
// the performance team and a member of the committee do what they would do, and every message that somebody gets is
// read where they read it.
func TestAQuarterInABrowser(t *testing.T) {
	t.Parallel()
	dir, err := os.MkdirTemp("", "chaser-quarter-*")
	check(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	check(t, os.Chmod(dir, 0o755)) //nolint:gosec // under root Postgres runs as another user, who must be able to enter
	demo := start(t, map[string]string{}, false, "demo", "--listen", "127.0.0.1:0", "--dir", dir, "--at", "2024-01-01T12:00:00Z")
	q := &quarter{browser: openBrowser(t, demo.page()), seen: map[string]bool{}}

	q.be("U0CORONER", "")
	q.nextMorning()
	q.theLeadPosts()
	whole := thorough.Plays(1, 3) == 3 || *updateQuarter || *pictures != "" // three weeks of it, else the first morning
	if whole {
		q.until("Monday 8 January")
		q.redIsNoticed()
		q.until("Monday 15 January")
		q.othersPost()
		q.until("Wednesday 24 January")
		q.isPublished()
		q.isRestated()
	}

	const golden = "testdata/quarter_in_browser.golden"
	if *updateQuarter {
		check(t, os.WriteFile(golden, []byte(q.said.String()), 0o600))
	}
	want, err := os.ReadFile(golden)
	check(t, err)
	if !whole {
		want = want[:min(len(want), q.said.Len())]
	}
	if d := cmp.Diff(string(want), q.said.String()); d != "" {
		t.Errorf("what was said in the quarter (-want +got); after a look, -update writes it:\n%s", d)
	}
}

// The Coroners lead posts a figure from the message that asks for it, and it ticks itself off.
func (q *quarter) theLeadPosts() {
	q.be("U0CORONER", "")
	q.sees("The collection for Q3 2023/24 is open", "Post figure")
	q.picture("opening")
	q.pressesFor("178", "Post figure")
	q.sees("Post a figure")
	q.fills("Figure", "142")
	q.fills("Commentary", "Staff leave over the summer.")
	q.picture("form")
	q.presses("Post")
	q.sees("Posted 142 for Q3 2023/24")
	q.presses("Done")
	q.sees("✓ 178")
	q.picture("ticked off")
}

// The Registration lead types a red figure and says what is done; the manager hears of it, acknowledges it and asks;
// the lead answers beneath the question.
func (q *quarter) redIsNoticed() {
	q.be("U0REGISTR", "C0CSMI")
	q.types("/kpi REG1 41% Two registrars left in October")
	q.sees("Posted 41% for Q3 2023/24.", "Red", "Add an action")
	q.picture("red posted")
	q.presses("Add an action")
	q.sees("What is to be done")
	q.fills("What is to be done", "Two agency registrars from February")
	q.picture("action form")
	q.presses("Save")
	q.sees("Two agency registrars from February")
	q.picture("action recorded")
	q.presses("Done")

	q.be("U0MGRREG", "")
	q.sees("REG1 has turned Red.", "Two registrars left in October", "Two agency registrars from February")
	q.picture("alert")
	q.presses("Acknowledge")
	q.sees("✓ Acknowledged by Assistant director")
	q.presses("Ask a question")
	q.sees("Your question")
	q.fills("Your question", "When is it back to 90%?")
	q.presses("Ask")
	q.sees("has been asked")
	q.presses("Done")

	q.be("U0REGISTR", "")
	q.sees("asks about REG1", "When is it back to 90%?")
	q.picture("question")
	q.replies("When is it back to 90%?", "By the end of April.")
	q.sees("Your answer has been passed on")
	q.be("U0MGRREG", "")
	q.sees("has answered your question about REG1", "By the end of April.")
	q.lacks("has answered Assistant director")                // she has it once
	q.sees("Registration service lead: By the end of April.") // the alert tells of it too
	q.picture("answered")
	q.reads()
}

// Everybody else types their figures; one lead says that there is none.
func (q *quarter) othersPost() {
	for _, post := range []struct{ who, line, says string }{
		{"U0LIB", "LIB1 109,400 The autumn campaign", "Green"},
		{"U0LIB", "LIB2 430000", "Amber"},
		{"U0LIB", "LIB3 unavailable The supplier has not sent it", "No data"},
		{"U0SKILLS", "SKL1 1,200", "Blue"},
		{"U0SKILLS", "SKL2 1100 Two tutors are ill", "Red"},
		{"U0SKILLS", "SKL3 94%", "Green"},
		{"U0YOUTH", "YTH1 112", "In Development"},
		{"U0REGISTR", "submit REG2 570/889", "Blue"},
	} {
		q.be(post.who, "C0PERFORM")
		q.types("/kpi " + post.line)
		q.sees(post.says)
	}
	q.aFigureIsTakenBack()
	q.aListIsPosted()
	q.oneFormIsFilled()
}

// The Trading Standards lead posts a wrong number, takes it back with one press, sees that it is owed again, and posts
// the right one.
func (q *quarter) aFigureIsTakenBack() {
	q.be("U0TRADING", "")
	q.types("/kpi TRS1 310")
	q.sees("Posted 310 for Q3 2023/24", "✓ TRS1")
	q.picture("receipt")
	q.presses("Undo")
	q.sees("Taken back: 310 for TRS1, Q3 2023/24.", "TRS1 is owed for Q3 2023/24 again, by Friday 19 January.")
	q.lacks("✓ TRS1", "Posted 310")
	q.picture("taken back")
	q.presses("Post figure")
	q.fills("Figure", "300")
	q.presses("Post")
	q.sees("Posted 300 for Q3 2023/24", "Green")
	q.presses("Done")
	q.sees("✓ TRS1")
}

// The Coroners lead types three figures in one line, sees how they are read, and posts them together.
func (q *quarter) aListIsPosted() {
	q.be("U0CORONER", "C0PERFORM")
	q.types("/kpi 175: 801 More deaths, 176: 790, 177: 118")
	q.sees("3 figures for Q3 2023/24", "801 for Q3 2023/24 (was 789 in Q2 2023/24)", "“More deaths”", "Nothing has been saved yet.")
	q.picture("list")
	q.presses("Post all")
	q.sees("Posted 3 figures.", "801 · Q3 2023/24")
	q.picture("list posted")
}

// The domestic abuse lead fills one form with all that they owe.
func (q *quarter) oneFormIsFilled() {
	q.be("U0DAVIOL", "C0PERFORM")
	q.types("/kpi due")
	q.sees("You have 3 figures to post.")
	q.presses("Post them in one form")
	q.sees("Post your figures")
	q.fills("199 ", "240")
	q.fills("DAV1 ", "57")
	q.fills("DAV2 ", "71%")
	q.fills("Commentary on DAV2", "Two refuges have opened")
	q.picture("one form")
	q.presses("Post all")
	q.sees("Posted 3 figures.", "71% against a target of", "All in, thank you.")
	q.picture("one form posted")
	q.presses("Done")
}

// The performance team publishes: they see what the channel will get and what is lacking first; the committee's channel
// has the summary with a thread of cards, and a member looks, asks, and asks again in words.
func (q *quarter) isPublished() {
	q.be("U0PERF", "")
	q.picture("late list")
	q.types("/kpi publish 2023-24Q3")
	q.sees("2 figures are missing", "179", "TRS2", "SKL2", "Nothing is posted yet.", "Post to #communities")
	q.picture("preview")
	q.presses("Post to #communities-social-mobility-and-inclusion")
	q.sees("Published Q3 2023/24", "Take back")
	q.picture("published")

	q.be("U0CLLR1", "C0CSMI")
	q.sees("Red 2", "SKL2 · ", "REG1 · ", "Two agency registrars from February", "2 replies")
	q.picture("summary")
	q.pressesFor("Red · REG1", "See the card")
	q.sees("Published on 24 January 2024", "By the end of April.")
	q.picture("members card")
	q.pressesFor("Red · SKL2", "Ask a question")
	q.fills("Your question", "Are the tutors back?")
	q.presses("Ask")
	q.sees("has been asked")
	q.presses("Done")
	q.types("@Chaser how are births registered doing?")
	q.do("waiting for the card", chromedp.WaitReady("//article[.//*[contains(text(),'how are births registered')]]//div[@class='thread']//article"))
	q.picture("mention")
	q.readsChannel()
	q.be("U0SKILLS", "")
	q.sees("Committee member 1 asks about SKL2.", "Are the tutors back?")
	q.reads()
}

// The lead corrects a published figure, once they have seen what the committee will read: the thread has an erratum,
// the card both values, and the performance team is told.
func (q *quarter) isRestated() {
	q.be("U0SKILLS", "C0PERFORM")
	q.types("/kpi SKL2 2023-24Q3 1,190 A late return from Fenland")
	q.sees("Correct Q3 2023/24?", "1,100", "1,190", "will read, in the thread of its summary", "Nothing has been saved yet")
	q.picture("correction")
	q.presses("Correct it")
	q.sees("Revised from 1,100 to 1,190", "restated")
	q.be("U0CLLR1", "C0CSMI")
	q.sees("Restated: SKL2")
	q.types("/kpi SKL2")
	q.sees("1,100", "1,190", "A late return from Fenland")
	q.picture("restated")
	q.readsChannel()
	q.be("U0PERF", "")
	q.sees("corrected SKL2 for Q3 2023/24")
	q.picture("corrected")
	q.reads()
	for _, who := range []string{"U0SKILLS", "U0MGRREG", "U0CLLR1", "U0PERF"} {
		q.be(who, "")
		q.do("opening the Home", q.following("//nav[@class='tabs']//button[.='Home']"))
		q.sees("As of ")
		q.picture("home of " + who)
	}
}

// until turns the clock, morning by morning, and reads what everybody is told.
func (q *quarter) until(day string) {
	for !strings.HasPrefix(q.clock(), day) {
		q.nextMorning()
	}
}

func (q *quarter) nextMorning() {
	q.moves("Next working day, 9:00") // which returns when all that it brings has been said
	q.reads()
}

func (q *quarter) clock() string {
	shown, err := chromedp.Run(q.ctx, chromedp.Evaluate[string](`document.getElementById("clock").innerText`))
	check(q.T, err)
	return shown
}

// news is who has something new to read, and how much.
func (q *quarter) news() []string {
	all, err := chromedp.Run(q.ctx, chromedp.Evaluate[[]string](`Array.from(document.querySelectorAll("nav.news a"), a => a.search + " " + a.innerText.replace("\n", " "))`))
	check(q.T, err)
	return all
}

// reads has everybody read what is new in their direct messages.
func (q *quarter) reads() {
	q.Helper()
	news, at := q.news(), q.clock()
	me, err := chromedp.Run(q.ctx, chromedp.Evaluate[[2]string](`[document.querySelector("#as").value, document.querySelector("#as option:checked").text]`))
	check(q.T, err)
	for _, line := range news {
		address, name, _ := strings.Cut(line, " ")
		q.do("reading as "+name, chromedp.Navigate(q.page+"/"+address), chromedp.WaitReady("#messages"))
		q.readsPage(strings.Split(at, ",")[0], name)
	}
	q.be(me[0], "") // of whom the page does not say that they have something new
	q.readsPage(strings.Split(at, ",")[0], me[1])
}

// readsChannel reads the channel that is open, threads and all.
func (q *quarter) readsChannel() {
	q.Helper()
	q.readsPage(strings.Split(q.clock(), ",")[0], "in the committee's channel")
}

var (
	newCount  = regexp.MustCompile(` · \d+ new$| \d+ new$`)
	clockTime = regexp.MustCompile(`\bat \d\d:\d\d`)
)

// readsPage keeps what the page shows of the bot's and was not read yet; what only one person sees, since they asked,
// is not among it.
func (q *quarter) readsPage(day, reader string) {
	q.Helper()
	reader = newCount.ReplaceAllString(reader, "")
	shown, err := chromedp.Run(q.ctx, chromedp.Evaluate[[][2]string](`Array.from(document.querySelectorAll("#messages article:not(.ephemeral)"))
		.filter(a => a.querySelector(":scope > .message-body > .byline .badge"))
		.map(a => [a.id, (a.closest(".thread") ? "(in the thread) " : "") + a.querySelector(":scope > .message-body > .content").innerText])`))
	check(q.T, err)
	for _, m := range shown {
		if key := reader + m[0]; !q.seen[key] {
			q.seen[key] = true
			text := clockTime.ReplaceAllString(strings.TrimSpace(m[1]), "at HH:MM")
			_, _ = fmt.Fprintf(&q.said, "── %s · %s\n%s\n\n", day, reader, regexp.MustCompile(`\n+`).ReplaceAllString(text, "\n"))
		}
	}
}
