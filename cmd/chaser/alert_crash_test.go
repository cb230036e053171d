package main

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/jobs"
	"chaser/kpi"
	"chaser/store"
)

// People post reds and recoveries, take figures back, ask, answer and sign off what was published, while the process
// that answers them and the one that delivers die at every point around a send and at any other moment, and Slack
// misbehaves. What anybody was told is saved is there; every alert, recovery, question, answer and erratum is seen once
// or was withdrawn.
func TestCrashesWhileReds(t *testing.T) {
	t.Parallel()
	drawn := rand.Uint64()
	random := rand.New(rand.NewPCG(drawn, 4))
	t.Logf("seed %d", drawn)
	rounds := max(1, *crashRounds/4)
	r := seedCouncil(t)
	r.Committees[0].SignOff = kpi.ManagerSignOff
	r.Collections[2].Due, r.Collections[2].CommitteeDate = kpi.Date{Year: 2025, Month: 12, Day: 19}, kpi.Date{Year: 2026, Month: 1, Day: 19}
	c := newReds(t, r)
	day := kpi.Date{Year: 2024, Month: 1, Day: 9}
	var cal kpi.Calendar
	for round := 0; round < rounds || c.idle() && round < 4*rounds; round++ {
		c.clock.set(day.At(10, c.zone))
		c.harm(random)
		points := append(slices.Clone(jobs.Points), "")
		var children []*exec.Cmd
		for n, as := range []string{"answer", "serve"} {
			o := crashOrder{dsn: c.dsn, api: c.api, now: c.clock.Now().Format(time.RFC3339), as: as, point: points[(round+n)%len(points)]}
			switch {
			case n == 0 && (round == 0 || round >= rounds): // so that on the slowest machine something is done
				o.point = ""
			case n == 0 || o.point == "": // who answers dies in the middle of it
				o.after = time.Duration(200+random.IntN(900)) * time.Millisecond
			}
			if as == "answer" {
				children = append(children, c.answering(o))
			} else {
				children = append(children, c.child(o))
			}
		}
		c.people(round)
		for _, child := range children {
			_ = child.Process.Kill()
			_ = child.Wait()
		}
		survivor := c.child(crashOrder{dsn: c.dsn, api: c.api, now: c.clock.Now().Format(time.RFC3339), as: "tick"})
		if err := survivor.Wait(); err != nil {
			t.Fatalf("round %d: the process that was left alone failed: %v", round, err)
		}
		day = cal.AddWorkingDays(day, 1)
	}
	c.tick()
	c.seenOnce()
	c.keptAll()
	c.keptLists()
	c.undoneWhole()
}

// idle reports whether too little has been done yet to prove anything, as on a machine that is slow.
func (c *reds) idle() bool {
	told := c.told()
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.saved["posted"]) == 0 || len(c.saved["undone"]) == 0 || told[kpi.NewsRed] == 0 || told[kpi.NewsQuestion] == 0
}

// told is how many notifications of each kind there are.
func (c *reds) told() map[kpi.NoticeKind]int {
	c.Helper()
	told := map[kpi.NoticeKind]int{}
	for _, n := range c.planned() {
		told[n.Kind]++
	}
	return told
}

// reds is a council whose second quarter is published, and what its people were told is saved.
type reds struct {
	*chasing
	door atomic.Value // string: the address at which somebody answers, or did

	mu    sync.Mutex
	saved map[string][]string // by what it is: what was saved
}

func newReds(t *testing.T, r kpi.Register) *reds {
	t.Helper()
	c := &reds{chasing: newChasing(t, r, "2024-01-08 10:00"), saved: map[string][]string{}}
	_, err := c.store.Publish(t.Context(), store.Publish{By: "U0PERF", Committee: csmi, Period: kpi.Quarter(2023, 2), Anyway: true, Now: c.clock.Now(), Today: kpi.DateOf(c.clock.Now())})
	check(t, err)
	c.tick()
	c.door.Store("127.0.0.1:1") // nobody yet
	c.app.Config.Handler = &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "http", Host: c.door.Load().(string)})
		},
		Transport:    &http.Transport{DisableKeepAlives: true},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) },
	}
	return c
}

// answering is a child at a door of its own, which nobody holds open when it is dead.
func (c *reds) answering(o crashOrder) *exec.Cmd {
	c.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(c.TB, err)
	door, err := listener.(*net.TCPListener).File()
	check(c.TB, err)
	child := c.child(o, door)
	check(c.TB, door.Close())
	check(c.TB, listener.Close())
	c.door.Store(listener.Addr().String())
	return child
}

// people is what each does in a round, all at once, some of it again and again until they are answered or nobody is
// there.
func (c *reds) people(round int) {
	figure := []string{"50", "90"}[round%2]
	var all sync.WaitGroup
	for _, act := range []func(){
		func() {
			c.posts("U0REGISTR", fmt.Sprintf("/kpi REG1 %s.%d", figure, round%10), fmt.Sprintf("Births counted again in round %d.", round))
		},
		func() {
			c.posts("U0SKILLS", fmt.Sprintf("/kpi SKL3 %s.%d", figure, round%10), fmt.Sprintf("Learners counted again in round %d.", round))
		},
		func() {
			c.posts("U0DAVIOL", fmt.Sprintf("/kpi submit DAV1 2023-24Q2 %d", 100+round), fmt.Sprintf("Referrals counted again in round %d.", round))
			if a := c.does("U0MGRCOMM", "/kpi approve DAV1"); strings.Contains(a, "Signed off: ") {
				c.keeps("signed", fmt.Sprint(round))
			}
		},
		func() { c.postsList(round) },
		func() { c.undoes(round) },
		func() { c.asks(fmt.Sprintf("Why, in round %d?", round)) },
		func() { c.answers(fmt.Sprintf("Because of round %d.", round)) },
	} {
		all.Go(act)
	}
	all.Wait()
}

func (c *reds) keeps(what, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.saved[what] = append(c.saved[what], text)
}

// does types a line, and returns what came of it; nothing where nobody answered.
func (c *reds) does(who, line string) string {
	a, err := c.slack.Type(c.Context(), who, "C0PERFORM", line)
	if err != nil || a.Failed != "" || len(a.Messages) == 0 {
		return ""
	}
	m := a.Messages[len(a.Messages)-1]
	return lookalike.PlainText(m.Blocks, m.Text)
}

func (c *reds) posts(who, line, reason string) {
	for range 3 {
		if said := c.does(who, line+" "+reason); strings.Contains(said, "Posted ") || strings.Contains(said, "Revised from") {
			c.keeps("posted", reason)
			return
		}
	}
}

// postsList posts two figures together, and presses again until somebody answers.
func (c *reds) postsList(round int) {
	reason := fmt.Sprintf("Both counted again in round %d.", round)
	a, err := c.slack.Type(c.Context(), "U0DAVIOL", "C0PERFORM", fmt.Sprintf("/kpi 199 %d %s\nDAV2 %d%% %s", 230+round%20, reason, 75+round%20, reason))
	if err != nil || a.Failed != "" || len(a.Messages) == 0 {
		return
	}
	for range 3 {
		done, err := c.slack.Press(c.Context(), "U0DAVIOL", a.Messages[len(a.Messages)-1], "post_all", "Post all")
		if err != nil || done.Failed != "" || len(done.Messages) == 0 {
			continue
		}
		m := done.Messages[len(done.Messages)-1]
		if said := lookalike.PlainText(m.Blocks, m.Text); strings.Contains(said, "2 figures.") {
			c.keeps("list", reason)
			return
		}
	}
}

// keptLists checks that of every list both figures are there, or none.
func (c *reds) keptLists() {
	c.Helper()
	both := map[string][]string{}
	for _, code := range []string{"199", "DAV2"} {
		revisions, err := c.store.Revisions(context.Background(), kpi.Person{SlackID: "U0PERF", Roles: []kpi.Role{kpi.Admin}}, code)
		check(c.TB, err)
		for _, f := range revisions {
			for _, text := range []string{f.Reason, f.Commentary} { // they are commentary where the figure stood already
				if strings.HasPrefix(text, "Both counted") && !slices.Contains(both[text], code) {
					both[text] = append(both[text], code)
				}
			}
		}
	}
	for text, codes := range both {
		if len(codes) != 2 {
			c.Errorf("of the list with %q only %v was saved", text, codes)
		}
	}
	for _, reason := range c.saved["list"] {
		if len(both[reason]) == 0 {
			c.Errorf("%q was said to be posted and is not there", reason)
		}
	}
	c.Logf("%d lists were saved, %d of them read to be", len(both), len(c.saved["list"]))
}

// undoes posts a figure and takes it back, again and again until somebody says that it is.
func (c *reds) undoes(round int) {
	figure := fmt.Sprint(700 + round)
	for range 3 {
		said := c.does("U0CORONER", "/kpi 176 2023-24Q3 "+figure+" Counted in round "+figure+".")
		if !strings.Contains(said, "Posted "+figure) && !strings.Contains(said, "Already recorded") {
			continue
		}
		if said := c.does("U0CORONER", "/kpi undo 176 2023-24Q3"); strings.Contains(said, "Taken back: "+figure) {
			c.keeps("undone", figure)
			return
		}
	}
}

// undoneWhole checks that what was said to be taken back is, whole: with its entry in the trail and nothing that stands
// on it.
func (c *reds) undoneWhole() {
	c.Helper()
	revisions, err := c.store.Revisions(context.Background(), kpi.Person{SlackID: "U0PERF", Roles: []kpi.Role{kpi.Admin}}, "176")
	check(c.TB, err)
	for _, f := range revisions {
		if f.Period == kpi.Quarter(2023, 3) && slices.Contains(c.saved["undone"], kpi.Exactly(*f.Value)) {
			c.Errorf("%s was said to be taken back and stands", kpi.Exactly(*f.Value))
		}
	}
	db, err := sql.Open("postgres", c.dsn)
	check(c.TB, err)
	defer func() { _ = db.Close() }()
	var marked, sealed, requested int
	check(c.TB, db.QueryRow(`
		SELECT (SELECT count(*) FROM figure_revisions WHERE taken_back_at IS NOT NULL), (SELECT count(*) FROM audit_entries WHERE act = 'undone'),
		       (SELECT count(*) FROM requests WHERE id LIKE 'undo:%')`).Scan(&marked, &sealed, &requested))
	if marked != sealed || marked != requested || marked < len(c.saved["undone"]) {
		c.Errorf("%d figures are taken back, with %d entries of the trail, by %d requests; %d times somebody read so", marked, sealed, requested, len(c.saved["undone"]))
	}
	if _, broken, err := c.store.VerifyAudit(context.Background()); err != nil || broken != nil {
		c.Errorf("the audit trail: %v %v", broken, err)
	}
	c.Logf("%d taken back, %d times somebody read so", marked, len(c.saved["undone"]))
}

func (c *reds) asks(text string) {
	a, err := c.slack.Type(c.Context(), "U0CLLR1", "C0PERFORM", "/kpi 178")
	if err != nil || a.Failed != "" || len(a.Messages) == 0 {
		return
	}
	if _, err := c.slack.Press(c.Context(), "U0CLLR1", a.Messages[len(a.Messages)-1], "ask", "Ask a question"); err != nil {
		return
	}
	done, err := c.slack.Submit(c.Context(), "U0CLLR1", map[string]string{kpi.FieldQuestion: text})
	if err == nil && done.Failed == "" && done.Modal != nil && len(done.Errors) == 0 && strings.Contains(string(done.Modal.JSON), "has been asked") {
		c.keeps("asked", text)
	}
}

// answers replies in the threads of the questions that the coroner has read.
func (c *reds) answers(text string) {
	dm := c.slack.DirectMessage("U0CORONER")
	for _, m := range c.slack.Messages(dm, "U0CORONER") {
		if said := lookalike.PlainText(m.Blocks, m.Text); strings.Contains(said, "asks about 178") {
			_, _ = c.slack.Say(c.Context(), "U0CORONER", dm, m.TS, text)
		}
	}
}

// keptAll checks that whatever somebody was told is saved is there, and that all that was to be told of it was.
func (c *reds) keptAll() {
	c.Helper()
	ctx := context.Background()
	perf := kpi.Person{SlackID: "U0PERF", Roles: []kpi.Role{kpi.Admin}}
	reasons := map[string]int{}
	signed, turns := 0, map[string]int{}
	for _, code := range []string{"REG1", "SKL3", "DAV1"} {
		revisions, err := c.store.Revisions(ctx, perf, code)
		check(c.TB, err)
		slices.SortFunc(revisions, func(a, b kpi.Figure) int { return a.PostedAt.Compare(b.PostedAt)*10 + a.Revision - b.Revision })
		red := false
		for _, f := range revisions {
			reasons[f.Reason]++
			reasons[f.Commentary]++
			if f.SignOff.State == kpi.SignedOff && code == "DAV1" {
				signed++
			}
			if f.Period == kpi.Quarter(2023, 3) {
				if !red && f.Rating == kpi.Red {
					turns[code]++
				}
				red = f.Rating == kpi.Red
			}
		}
	}
	for _, reason := range c.saved["posted"] {
		if reasons[reason] == 0 {
			c.Errorf("%q was said to be posted and is not there", reason)
		}
	}
	told := c.told()
	if want := turns["REG1"] + turns["SKL3"]; told[kpi.NewsRed] != want {
		c.Errorf("%d alerts of %d turns", told[kpi.NewsRed], want)
	}
	if told[kpi.NewsErratum] != signed || signed < len(c.saved["signed"]) {
		c.Errorf("%d errata of %d revisions that were signed off; %d times somebody read so", told[kpi.NewsErratum], signed, len(c.saved["signed"]))
	}
	if told[kpi.NewsQuestion] < len(c.saved["asked"]) || told[kpi.NewsAnswer] > 2*told[kpi.NewsQuestion] {
		c.Errorf("%d questions, %d of which were read to be asked, and %d answers", told[kpi.NewsQuestion], len(c.saved["asked"]), told[kpi.NewsAnswer])
	}
	c.Logf("%d posted, %d alerts, %d recoveries, %d questions, %d answers, %d errata", len(c.saved["posted"]), told[kpi.NewsRed], told[kpi.NewsRecovered],
		told[kpi.NewsQuestion], told[kpi.NewsAnswer], told[kpi.NewsErratum])
	if c.idle() {
		c.Error("too little was done to prove anything")
	}
}
