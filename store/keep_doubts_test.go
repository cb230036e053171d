package store

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chaser/doubt"
	"chaser/internal/thorough"
	"chaser/kpi"
)

// doubtedCouncil is a council in which anything happens that raises or settles a doubt.
type doubtedCouncil struct {
	t        *testing.T
	s        *Store
	rand     *rand.Rand
	register kpi.Register
	happened []string
	clock    Clocks
	release  int
}

// Whatever has happened, the doubts that are kept are those that a check of the whole period finds, and the Home counts
// what each person's list of them has.
func TestTheDoubtsThatAreKeptAreThoseOfACheck(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	found := map[doubt.Kind]int{}
	t.Cleanup(func() {
		for _, k := range []doubt.Kind{doubt.OthersWords, doubt.SaidTwice, doubt.Flow, doubt.Identity, doubt.NoActions, doubt.Judged, doubt.SilentlyRestated, doubt.LongProvisional} {
			if found[k] == 0 {
				t.Errorf("no doubt was of the kind %s", k)
			}
		}
	})
	for seed := range thorough.Plays[uint64](1, 3) { // drawn with 1, 2 and 0; with 1 alone every kind comes up
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			s, _ := empty(t)
			c := &doubtedCouncil{t: t, s: s, rand: rand.New(rand.NewPCG((seed+1)%3, 37)), clock: at(t, "2024-01-08 10:00")}
			c.begin()
			for n := range 60 {
				c.happen()
				switch n % 4 {
				case 1:
					c.compareList(kpi.Person{SlackID: "UADMIN", Roles: []kpi.Role{kpi.Admin}}, DoubtsOf{Period: c.period()}, 100)
				case 3:
					for _, f := range c.compare() {
						mu.Lock()
						found[f.Doubt.Kind]++
						mu.Unlock()
					}
				}
				if t.Failed() {
					t.Fatalf("what happened:\n%s", strings.Join(c.happened, "\n"))
				}
			}
		})
	}
}

// doubtedWords are what its people say: some the same of several indicators, some a stock, some a contradiction.
var doubtedWords = []string{
	"", "xx", "Staff leave.", "Provisional figures for this quarter, the system was changed in August.",
	"At the close of Q3 there were 55 open inquests.",
	"At the close of Q3 there were 61 open inquests, up from 55 at the close of Q2.",
	"Visits to libraries rose as the new library in the square opened its doors to children.",
	"Visits to libraries rose, as the new library in the square opened its doors to children!",
	"Fewer potholes were reported because the winter has been mild and dry so far this year.",
	"Of 80 cases 20 were decided in time, which is 75%, and the others follow in the spring.",
	"Call Jane Smith on 01865 123456 about two children who were placed out of the county.",
}

func (c *doubtedCouncil) begin() {
	c.register = kpi.Register{
		People: []kpi.Person{
			{SlackID: "UADMIN", Name: "A", Roles: []kpi.Role{kpi.Admin}}, {SlackID: "UOWNER", Name: "O", Manager: "ULINE"}, {SlackID: "ULINE", Name: "L"}, {SlackID: "UOTHER", Name: "X"},
		},
		Committees: []kpi.Committee{{Name: "First", SignOff: kpi.ManagerSignOff}, {Name: "Second"}},
		Collections: []kpi.Collection{
			{Period: quarter2, Opens: kpi.Date{Year: 2023, Month: 10, Day: 2}, Due: kpi.Date{Year: 2023, Month: 10, Day: 20}},
			{Period: quarter3, Opens: kpi.Date{Year: 2024, Month: 1, Day: 2}, Due: kpi.Date{Year: 2024, Month: 1, Day: 19}},
		},
		Identities: []kpi.Identity{{Name: "Sum", Rule: "I4 = I5 + I6"}},
	}
	titles := []string{"Inquests opened", "Inquests closed", "Visits to libraries", "Potholes reported", "All cases", "Cases decided", "Cases that wait", "Children placed", "Homes inspected", "Trees planted", "Grants given", "Benches mended"}
	for n, title := range titles {
		target := decimal.NewFromInt(50)
		i := kpi.Indicator{
			Code: fmt.Sprint("I", n), Title: title, Committee: []string{"First", "Second"}[n/7], Service: []string{"A", "A", "B", "C"}[min(n, 3)], Unit: kpi.Count,
			Direction: kpi.Up, Kind: kpi.Target, Target: &target, Compare: kpi.WithPrevious, Frequency: kpi.Quarterly,
			Owner: []string{"UOWNER", "UOTHER", ""}[n%3], Manager: []string{"", "", "UOTHER"}[n%3],
		}
		if n == 9 {
			i.Description = "This cannot be viewed in an entirely binary way."
		}
		if n >= 5 {
			i.Kind, i.Target, i.Direction = kpi.Contextual, nil, kpi.None
		}
		if n == 9 || n == 10 {
			i.Direction = kpi.Up
		}
		c.register.Indicators = append(c.register.Indicators, i)
	}
	for n := range titles {
		c.figures(n, quarter2)
		c.figures(n, quarter3)
	}
	c.imports()
}

func (c *doubtedCouncil) imports() {
	c.t.Helper()
	if _, err := c.s.ImportRegister(c.t.Context(), c.register, monday, false); err != nil {
		c.t.Fatal(err)
	}
	c.register.Figures = nil
}

func (c *doubtedCouncil) do(query string, args ...any) {
	c.happened = append(c.happened, fmt.Sprintf("%s %v", query, args))
	if _, err := c.s.patient.ExecContext(c.t.Context(), query, args...); err != nil {
		c.t.Fatalf("%s: %v", query, err)
	}
}

// happen lets one thing happen, mostly that a figure is posted or revised.
func (c *doubtedCouncil) happen() {
	n := c.rand.IntN(len(c.register.Indicators))
	if c.rand.IntN(3) == 0 {
		n = c.rand.IntN(2) // the inquests
	}
	i := &c.register.Indicators[n]
	periods := []kpi.Period{kpi.Quarter(2023, 1), quarter2, quarter2, quarter3, quarter3, quarter3}
	p := periods[c.rand.IntN(len(periods))]
	switch c.rand.IntN(20) {
	case 0, 1, 2, 3, 4, 5:
		c.figures(n, p)
	case 6: // a copied cell: several say the same
		c.figures(n, p)
		words := c.register.Figures[0].Commentary
		c.figures((n+1)%len(c.register.Indicators), quarter3)
		c.register.Figures[1].Commentary = words
	case 7:
		c.do(`UPDATE figure_revisions SET taken_back_at = $1 WHERE id = (
			SELECT max(f.id) FROM figures f WHERE f.indicator_id = $2 AND NOT EXISTS (SELECT FROM figures l WHERE l.indicator_id = f.indicator_id AND l.period = f.period AND l.revision > f.revision)
			AND NOT EXISTS (SELECT FROM edition_cards e WHERE e.figure_id = f.id))`, c.clock.Now, n+1)
	case 8, 9:
		c.publish(i.Committee)
	case 10:
		c.do(`UPDATE publication_editions SET taken_back_at = $1 WHERE id = (SELECT max(id) FROM publications)`, c.clock.Now)
	case 11:
		c.do(`INSERT INTO actions (indicator_id, period, words, owner, due, state, raised_by, raised_at, outcome)
			SELECT f.indicator_id, f.period, 'More clerks', 'UOWNER', '2024-03-01', 'open', 'UOWNER', $1, '' FROM figures f
			WHERE f.period = '2023-24Q3' AND f.rating = 'Red' AND f.actions = '' ORDER BY f.id % $2, f.id LIMIT 1`, c.clock.Now, n+2)
	case 12:
		c.do(`UPDATE actions SET state = 'dropped', settled_by = 'UOWNER', settled_at = $1, outcome = 'No' WHERE id = (SELECT max(id) FROM actions WHERE state = 'open')`, c.clock.Now)
	case 13:
		c.accept()
	case 14:
		c.clock = at(c.t, []string{"2023-12-29 16:00", "2024-01-08 10:00", "2024-06-03 09:00", "2024-06-04 09:00"}[c.rand.IntN(4)])
		c.release += c.rand.IntN(2)
	default:
		c.redefine(i)
	}
	if len(c.register.Figures) > 0 {
		c.happened = append(c.happened, fmt.Sprintf("import %+v", c.register.Figures))
		c.imports()
	}
}

func (c *doubtedCouncil) figures(n int, p kpi.Period) {
	value := decimal.NewFromInt(int64([]int{20, 40, 55, 60, 4000}[c.rand.IntN(5)]))
	words := doubtedWords[c.rand.IntN(len(doubtedWords))]
	if n < 2 && c.rand.IntN(9) > 0 { // of the inquests
		words = doubtedWords[4+c.rand.IntN(2)]
	}
	c.register.Figures = append(c.register.Figures, kpi.Figure{
		Indicator: c.register.Indicators[n].Code, Period: p, Value: &value, Status: []kpi.Status{kpi.Final, kpi.Provisional}[c.rand.IntN(2)],
		Commentary: words, Actions: []string{"", "", "More clerks are sought."}[c.rand.IntN(3)],
	})
}

func (c *doubtedCouncil) redefine(i *kpi.Indicator) {
	switch c.rand.IntN(7) {
	case 0:
		if !strings.HasPrefix(i.Title, "Inquests") {
			i.Title += " or not"
		}
	case 1:
		i.Committee = []string{"First", "Second"}[c.rand.IntN(2)]
	case 2:
		for i.Kind != kpi.Contextual {
			i = &c.register.Indicators[c.rand.IntN(len(c.register.Indicators))]
		}
		i.Direction = []kpi.Direction{kpi.Up, kpi.None}[c.rand.IntN(2)]
	case 3:
		i.Targets = map[kpi.Period]decimal.Decimal{quarter3: decimal.NewFromInt(int64(c.rand.IntN(90)))}
		if i.Kind == kpi.Contextual {
			i.Targets = nil
		}
	case 4:
		c.register.Committees[c.rand.IntN(2)].ActionsOnAny = c.rand.IntN(2) == 0
	case 5:
		tolerance := decimal.NewFromInt(int64(c.rand.IntN(2) * 5000))
		c.register.Identities[0].Tolerance = &tolerance
	default:
		i.Owner, i.Service = []string{"UOWNER", "UOTHER"}[c.rand.IntN(2)], []string{"A", "B"}[c.rand.IntN(2)]
	}
	c.happened = append(c.happened, fmt.Sprintf("redefine %+v, %+v, %+v", *i, c.register.Committees, c.register.Identities))
	c.imports()
}

func (c *doubtedCouncil) publish(committee string) {
	c.do(`INSERT INTO sign_offs (figure_id, state)
		SELECT max(f.id), 'awaiting' FROM figures f JOIN indicators i ON i.id = f.indicator_id WHERE i.committee = $1 AND f.period = '2023-24Q3' AND f.revision > 1 GROUP BY f.indicator_id
		ON CONFLICT DO NOTHING`, committee) // so that the committee is shown the one before
	l := &listedCouncil{t: c.t, s: c.s, rand: c.rand}
	l.publish(committee, quarter3)
	c.happened = append(c.happened, "publish "+committee)
}

func (c *doubtedCouncil) accept() {
	checked := c.checked()
	if len(checked.Open) == 0 {
		return
	}
	f := checked.Open[c.rand.IntN(len(checked.Open))]
	c.happened = append(c.happened, "accept "+f.Indicator.Code+" "+f.Doubt.Sentence)
	_, err := c.s.AcceptDoubt(c.t.Context(), Accept{
		RequestID: fmt.Sprint("accept ", len(c.happened)), By: "UADMIN", Code: f.Indicator.Code, Period: c.period(), Digest: f.Digest(), Reason: "So it is.",
		Now: c.clock.Now, Today: c.clock.today(),
	})
	if err != nil {
		c.t.Error(err)
	}
}

// period is the one that is being collected.
func (c *doubtedCouncil) period() kpi.Period {
	if c.clock.today().Year == 2023 {
		return quarter2
	}
	return quarter3
}

func (c *doubtedCouncil) checked() Checked {
	c.t.Helper()
	checked, err := c.s.Check(c.t.Context(), doubt.Scope{Period: c.period()}, c.clock.today())
	if err != nil {
		c.t.Fatal(err)
	}
	return checked
}

func (c *doubtedCouncil) compare() []doubt.Finding {
	for range 3 { // what says the same is checked by the next
		if err := c.s.KeepDoubts(c.t.Context(), c.clock, fmt.Sprint(c.release)); err != nil {
			c.t.Fatal(err)
		}
	}
	checked := c.checked()
	var want, got []string
	for _, f := range checked.Open {
		want = append(want, fmt.Sprintln(f.Indicator.Code, f.Doubt.Kind, f.Doubt.Kind.Severity(), f.Digest(), f.Doubt.Others))
	}
	var rows []struct {
		Code, Kind, Severity, Digest, Others string
	}
	err := c.s.patient.SelectContext(c.t.Context(), &rows, `
		SELECT i.code, d.kind, d.severity, d.digest, array_to_string(d.others, ' ') AS others FROM open_doubts d JOIN indicators i ON i.id = d.indicator_id`)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, r := range rows {
		got = append(got, fmt.Sprintln(r.Code, r.Kind, r.Severity, r.Digest, "["+r.Others+"]"))
	}
	slices.Sort(want)
	slices.Sort(got)
	same(c.t, "the doubts that are kept", want, got)
	for _, p := range c.register.People {
		c.compareCount(p, checked)
		c.compareList(p, DoubtsOf{Period: c.period()}, 3)
	}
	for _, of := range []DoubtsOf{{Committee: "First"}, {Committee: "Second", Service: "C"}, {Service: "A"}} {
		for _, of.Period = range []kpi.Period{c.period(), kpi.Quarter(2023, 1), {}} {
			c.compareList(c.register.People[c.rand.IntN(2)], of, 2)
		}
	}
	c.comparePreview("First")
	c.comparePreview("Second")
	return checked.Open
}

// compareList holds the pages of somebody's list against a check of the whole period.
func (c *doubtedCouncil) compareList(who kpi.Person, of DoubtsOf, size int) {
	c.t.Helper()
	checked, err := c.s.Check(c.t.Context(), doubt.Scope{Period: of.Period}, c.clock.today())
	if err != nil {
		c.t.Fatal(err)
	}
	theirs := map[string]bool{}
	for _, i := range checked.Register.Indicators {
		theirs[i.Code] = c.reads(who, i) && (of.Committee == "" || of.Committee == i.Committee) && (of.Service == "" || of.Service == i.Service)
	}
	var want, got []string
	for _, f := range checked.Open {
		if theirs[f.Indicator.Code] && !f.Doubt.Kind.Quiet() {
			want = append(want, listedDoubt(f))
		}
	}
	open := len(want)
	for _, a := range checked.Accepted {
		if theirs[a.Indicator] {
			want = append(want, fmt.Sprintln(a.Indicator, a.Period, a.Sentence, a.Reason, a.By, a.At.UTC()))
		}
	}
	for from := 0; from == 0 || from < len(want); from += size {
		list, err := c.s.ListDoubts(c.t.Context(), who, of, from, size, c.clock)
		if err != nil {
			c.t.Fatal(err)
		}
		if list.Checking || list.AllOpen != open || list.All != len(want) || list.From != from || len(list.Open)+len(list.Accepted) > size {
			c.t.Errorf("%s's list of %+v from %d on: %d open of %d, %d and %d of them from %d on, checking %t; want %d of %d",
				who.SlackID, of, from, list.AllOpen, list.All, len(list.Open), len(list.Accepted), list.From, list.Checking, open, len(want))
			return
		}
		for _, f := range list.Open {
			got = append(got, listedDoubt(f))
		}
		for _, a := range list.Accepted {
			got = append(got, fmt.Sprintln(a.Indicator, a.Period, a.Sentence, a.Reason, a.By, a.At.UTC()))
		}
	}
	same(c.t, fmt.Sprintf("%s's list of %+v", who.SlackID, of), want, got)
}

// listedDoubt is all that a list shows of a doubt, and what a press on it carries.
func listedDoubt(f doubt.Finding) string {
	said, err := json.Marshal(f.Doubt)
	return fmt.Sprintln(f.Indicator.Code, f.Figure.Period, f.Figure.Revision, f.Indicator.ShowFigure(f.Figure), f.Digest(), string(said), err)
}

// reads reports whether somebody reads the doubts about an indicator.
func (c *doubtedCouncil) reads(who kpi.Person, i kpi.Indicator) bool {
	line := ""
	for _, p := range c.register.People {
		if p.SlackID == i.Owner {
			line = p.Manager
		}
	}
	return who.MayPost(i) || who.SlackID == i.ManagedBy(line)
}

// comparePreview holds the doubts that a preview reads of what is kept against those that it looks for.
func (c *doubtedCouncil) comparePreview(committee string) {
	tx, err := c.s.patient.BeginTxx(c.t.Context(), nil)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	o, err := readOffer(c.t.Context(), tx, committee, c.period(), c.clock.today())
	if err != nil {
		c.t.Fatal(err)
	}
	var lists [2][]string
	for n := range lists {
		if _, known, err := keptNow(c.t.Context(), tx, committee, c.period(), c.clock.today()); err != nil || known != (n == 0) {
			c.t.Fatalf("known %t: %v", known, err)
		}
		found, err := o.doubts(c.t.Context(), tx, c.clock.today())
		if err != nil {
			c.t.Fatal(err)
		}
		for _, f := range found {
			lists[n] = append(lists[n], listedDoubt(f))
		}
		if _, err := tx.ExecContext(c.t.Context(), `INSERT INTO cards_to_check DEFAULT VALUES ON CONFLICT DO NOTHING`); err != nil {
			c.t.Fatal(err)
		}
	}
	same(c.t, "the preview of "+committee, lists[1], lists[0])
}

// compareCount holds what somebody's Home says against their list.
func (c *doubtedCouncil) compareCount(who kpi.Person, checked Checked) {
	want := OpenDoubts{}
	for _, committee := range c.register.Committees {
		n := 0
		for _, f := range checked.Open {
			if i := f.Indicator; i.Committee == committee.Name && !f.Doubt.Kind.Quiet() && c.reads(who, i) {
				n++
			}
		}
		if n > 0 {
			want.All, want.Of = want.All+n, append(want.Of, CommitteeDoubts{committee.Name, n})
		}
	}
	got, known, err := c.s.OpenDoubts(c.t.Context(), who, c.period(), c.clock)
	if err != nil || !known {
		c.t.Fatalf("not known: %v", err)
	}
	same(c.t, "how many "+who.SlackID+" may read", want, got)
	if _, known, err := c.s.OpenDoubts(c.t.Context(), who, c.period(), c.clock.later(24*time.Hour)); err != nil || known {
		c.t.Errorf("a day later it is known before it was checked: %v", err)
	}
}

// While something waits to be checked, the Home says for a while how many doubts were open before it came, and of when
// that is; then it says nothing.
func TestDoubtsAreSaidToHaveBeenOpenForAWhile(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	if err := s.KeepDoubts(t.Context(), now, "1"); err != nil {
		t.Fatal(err)
	}
	mustPost(t, s, coronersPost(t, "R1", "142", "No court sat."))
	for later, want := range map[time.Duration]bool{staleDoubts: true, staleDoubts + time.Second: false} {
		open, known, err := s.OpenDoubts(t.Context(), perf, quarter3, now.later(later))
		if err != nil || known != want || known && !open.At.Equal(now.Now) {
			t.Errorf("%s later: known %t, of %s (%v)", later, known, open.At, err)
		}
	}
}
