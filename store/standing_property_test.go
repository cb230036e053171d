package store

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chaser/doubt"
	"chaser/internal/thorough"
	"chaser/kpi"
)

// Councils that are made up at random post, revise, sign off, send back, take back, hand on, and say what they
// do about Reds. After each few things that happen, what the queries answer (what stands, what is owed, which Reds lack
// actions and since when, what came in after an action, whether an indicator is Red) is what kpi's rules make of the
// bare rows, and what is owed is found in the little that planning reads, also by the clocks of Auckland and Honolulu.
func TestWhatTheQueriesSayOfRandomCouncils(t *testing.T) {
	t.Parallel()
	seen := map[string]int{
		"a Red without actions": 0, "an action with a later figure": 0, "a figure that waits": 0, "a figure taken back": 0, "an indicator in Red": 0, "a figure that is owed": 0,
	}
	for seed := range thorough.Plays[uint64](1, 2) {
		c := newStandingCouncil(t, seed, seen)
		for range 12 {
			for range 4 {
				c.happen()
			}
			c.compare()
			c.comparePlans(c.clock, c.clock.AddDate(0, 0, 14))
			if t.Failed() {
				t.Fatalf("council %d, happened:\n%s", seed, strings.Join(c.happened, "\n"))
			}
		}
		opens := c.register.Collections[2].Opens.At(0, time.UTC)
		c.comparePlans(opens.Add(-2*time.Hour), opens.Add(20*time.Hour)) // the last hours of the days before and after it
		auditWhole(t, c.s)
	}
	for what, n := range seen {
		if n == 0 {
			t.Errorf("%s never came up", what)
		}
	}
}

type standingCouncil struct {
	t        *testing.T
	s        *Store
	rand     *rand.Rand
	register kpi.Register
	periods  []kpi.Period
	clock    time.Time
	n        int
	happened []string
	seen     map[string]int
}

func newStandingCouncil(t *testing.T, seed uint64, seen map[string]int) *standingCouncil {
	s, _ := empty(t)
	c := &standingCouncil{t: t, s: s, rand: rand.New(rand.NewPCG(seed, 29)), clock: monday, seen: seen}
	c.periods = []kpi.Period{kpi.Quarter(2023, 1), kpi.Quarter(2023, 2), kpi.Quarter(2023, 3)}
	c.register.People = []kpi.Person{
		{SlackID: "U0PERF", Name: "Performance team", Roles: []kpi.Role{kpi.Admin}}, {SlackID: "U0LEAD", Name: "Lead"}, {SlackID: "U0OTHER", Name: "Other lead"},
		{SlackID: "U0MGR", Name: "Manager"}, {SlackID: "U0CLLR", Name: "Councillor"},
	}
	c.register.Committees = []kpi.Committee{{Name: "One", Channel: "C0ONE", SignOff: kpi.ManagerSignOff}, {Name: "Two", Channel: "C0TWO"}}
	for _, p := range c.periods {
		c.register.Collections = append(c.register.Collections, kpi.Collection{Period: p, Opens: p.End().AddDays(4), Due: p.End().AddDays(20)}) // a Thursday in January
	}
	target := decimal.NewFromInt(100)
	for n := range 5 {
		i := kpi.Indicator{
			Code: fmt.Sprint("I", n), Title: "T", Committee: c.register.Committees[n%2].Name, Unit: kpi.Count, Direction: kpi.Up, Kind: kpi.Target, Target: &target,
			Compare: kpi.WithPrevious, Frequency: kpi.Quarterly, Owner: "U0LEAD", Manager: "U0MGR",
		}
		if n == 3 {
			i.Owner, i.Deputy = "U0OTHER", "U0LEAD"
		}
		c.register.Indicators = append(c.register.Indicators, i)
	}
	mustImport(t, s, c.register)
	for person, zone := range map[string]string{"U0OTHER": "Pacific/Auckland", "U0LEAD": "Pacific/Honolulu"} {
		if _, err := s.patient.ExecContext(t.Context(), `INSERT INTO slack_people (person, zone, deactivated, read_at) VALUES ($1, $2, false, $3)`, person, zone, monday); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// comparePlans holds what planning reads against the whole chase, in each hour of the days of these instants.
func (c *standingCouncil) comparePlans(days ...time.Time) {
	c.t.Helper()
	for _, day := range days {
		for _, hour := range []time.Duration{1, 10, 21} {
			now := day.UTC().Truncate(24 * time.Hour).Add(hour * time.Hour)
			sameOwed(c.t, c.s, Clocks{Now: now, Machine: now, Zone: london})
		}
	}
}

func (c *standingCouncil) today() kpi.Date { return kpi.DateOf(c.clock.In(london)) }

func (c *standingCouncil) happen() {
	c.n++
	c.clock = c.clock.Add(time.Minute)
	if c.rand.IntN(3) == 0 {
		c.clock = c.clock.Add(9 * time.Hour)
	}
	request := fmt.Sprint("request ", c.n)
	i := c.register.Indicators[c.rand.IntN(len(c.register.Indicators))]
	p := c.periods[c.rand.IntN(len(c.periods))]
	if c.rand.IntN(3) == 0 {
		p = c.periods[2]
	}
	var err error
	what := ""
	switch c.rand.IntN(14) {
	case 0, 1, 2, 3, 4, 5:
		what = "posts"
		err = c.post(request, i, p)
	case 6, 7:
		what = "signs"
		err = c.sign(request)
	case 8:
		what = "takes back"
		last := int64(count(c.t, c.s, `SELECT COALESCE(max(id), 0) FROM figures`))
		_, err = c.s.TakeBack(c.t.Context(), Undo{RequestID: request, By: "U0PERF", Figures: []int64{last}, Now: c.clock, Today: c.today(), Zone: london})
	case 9:
		what = "acts on a Red"
		var red struct {
			Code   string `db:"code"`
			Period period `db:"period"`
		}
		if err := c.s.patient.GetContext(c.t.Context(), &red, `
			SELECT i.code, f.period FROM figures f JOIN indicators i ON i.id = f.indicator_id WHERE f.rating = 'Red' ORDER BY f.period, md5(f.id || $1) LIMIT 1`, request); err != nil {
			return // there is none
		}
		_, err = c.s.RaiseAction(c.t.Context(), ActionRequest{RequestID: request, By: "U0PERF", Now: c.clock, Today: c.today()}, red.Code,
			kpi.Undertaking{Period: red.Period.Period, Text: "Something", Due: c.today().AddDays(9)})
	case 10:
		what = "settles"
		as := []kpi.ActionState{kpi.ActionDone, kpi.ActionDropped}[c.rand.IntN(2)]
		newest := int64(count(c.t, c.s, `SELECT COALESCE((SELECT max(id) FROM actions WHERE state = 'open'), 0)`))
		_, err = c.s.SettleAction(c.t.Context(), ActionRequest{RequestID: request, By: "U0PERF", Now: c.clock, Today: c.today()}, newest, as, "So it was")
	case 11:
		what = "is planned"
		_, err = c.s.PlanNotices(c.t.Context(), Clocks{Now: c.clock, Machine: c.clock, Zone: london})
		saidAll(c.t, c.s)
	case 12:
		what = "changes hands"
		for n := range c.register.Indicators {
			if its := &c.register.Indicators[n]; its.Code == i.Code {
				its.Owner = map[string]string{"U0LEAD": "U0OTHER", "U0OTHER": "U0LEAD"}[its.Owner]
				its.Deputy = ""
			}
		}
		_, err = c.s.ImportRegister(c.t.Context(), kpi.Register{Indicators: c.register.Indicators}, c.clock, false)
	default:
		what = "hands on"
		err = c.s.Delegate(c.t.Context(), Delegation{RequestID: request, By: "U0PERF", To: "U0OTHER", Code: i.Code, Period: p, Now: c.clock, Today: c.today()})
	}
	var refusal *kpi.Refusal
	if err != nil && !errors.As(err, &refusal) {
		c.t.Fatal(err)
	}
	c.happened = append(c.happened, fmt.Sprintf("%s %s %s %s: %v", c.clock.Format("2 Jan 15:04"), what, i.Code, p, err))
}

// post posts a figure around the target, or none, sometimes with what is done about it, and confirms whatever is asked.
func (c *standingCouncil) post(request string, i kpi.Indicator, p kpi.Period) error {
	status := kpi.Statuses[c.rand.IntN(len(kpi.Statuses))]
	if c.rand.IntN(2) == 0 {
		status = kpi.Final
	}
	posting := kpi.Posting{Words: fmt.Sprint("Counted again, ", c.n), Period: p, Status: status, Reason: "It was wrong"}
	if status != kpi.Unavailable && status != kpi.CarriedForward {
		posting = typed(c.t, fmt.Sprint(70+c.rand.IntN(40)), posting.Words)
		posting.Period, posting.Status, posting.Reason = p, status, "It was wrong"
	}
	if c.rand.IntN(4) == 0 {
		act := "We recruit."
		posting.Actions = &act
	}
	post := Post{RequestID: request, By: i.Owner, Code: i.Code, Posting: posting, Now: c.clock, Today: c.today(), Zone: london}
	for {
		_, err := c.s.PostFigure(c.t.Context(), post)
		var q *doubt.Question
		if !errors.As(err, &q) {
			return err
		}
		post.Sure, post.Keep = append(post.Sure, q.Kinds()...), "They are of another count."
		if q.Correction != nil {
			post.Shown = q.Correction.Seal()
		}
	}
}

// sign has the manager sign off, or send back, the first figure that waits.
func (c *standingCouncil) sign(request string) error {
	waiting, err := everyUnsigned(c.t.Context(), c.s, kpi.Person{SlackID: "U0MGR"})
	if err != nil || len(waiting) == 0 {
		return err
	}
	r := Request{ID: request, By: "U0MGR", Now: c.clock}
	if c.rand.IntN(3) == 0 {
		_, err = c.s.SendBack(c.t.Context(), r, waiting[0].FigureID, "Look again", c.today())
	} else {
		_, err = c.s.SignOff(c.t.Context(), r, []int64{waiting[0].FigureID}, c.today())
	}
	return err
}

// bareFigure is a row of figure_revisions with its sign-off, as it is stored.
type bareFigure struct {
	Code     string     `db:"code"`
	Period   period     `db:"period"`
	Revision int        `db:"revision"`
	Value    number     `db:"value"`
	Status   kpi.Status `db:"status"`
	Rating   kpi.Rating `db:"rating"`
	Actions  string     `db:"actions"`
	PostedAt time.Time  `db:"posted_at"`
	TakenAt  *time.Time `db:"taken_back_at"`
	Sign     string     `db:"sign"`
}

func (c *standingCouncil) compare() {
	c.t.Helper()
	var rows []bareFigure
	err := c.s.patient.SelectContext(c.t.Context(), &rows, `
		SELECT i.code, f.period, f.revision, f.value, f.status, f.rating, f.actions, f.posted_at, f.taken_back_at, COALESCE(s.state, '') AS sign
		FROM figure_revisions f JOIN indicators i ON i.id = f.indicator_id LEFT JOIN sign_offs s ON s.figure_id = f.id`)
	if err != nil {
		c.t.Fatal(err)
	}
	chase, err := readChase(c.t.Context(), c.s.patient, london, c.today())
	if err != nil {
		c.t.Fatal(err)
	}
	actions, err := c.s.Actions(c.t.Context(), perf, ActionsOf{})
	if err != nil {
		c.t.Fatal(err)
	}
	unanswered := map[kpi.Subject]kpi.Date{}
	owed := map[string][]string{}
	standing := map[kpi.Period]map[string][]bareFigure{} // by indicator
	for _, p := range c.periods {
		standing[p] = map[string][]bareFigure{}
	}
	for _, i := range c.register.Indicators {
		theirs := rowsOfIndicator(rows, i.Code)
		all := map[kpi.Period][]bareFigure{} // those that stand, the first first
		for _, r := range theirs {
			if r.TakenAt != nil {
				c.seen["a figure taken back"]++
			} else {
				all[r.Period.Period] = append(all[r.Period.Period], r)
			}
		}
		for _, p := range c.periods {
			standing[p][i.Code] = all[p]
			subject := kpi.Subject{Indicator: i.Code, Period: p}
			if there := len(all[p]) > 0; chase.Posted[subject] != there {
				c.t.Errorf("%s %s is posted: %t, but a tick says %t", i.Code, p, there, chase.Posted[subject])
			}
			if len(all[p]) > 0 && lacksActions(i.Code, p, all[p], actions) {
				c.seen["a Red without actions"]++
				unanswered[subject] = kpi.DateOf(all[p][0].PostedAt.In(london))
			}
		}
		_, open, _ := kpi.Open(c.register.Collections, i.Frequency, c.today())
		if len(all[open]) == 0 {
			has := chase.Delegations[kpi.Subject{Indicator: i.Code, Period: open}]
			for _, who := range []string{i.Owner, i.Deputy} {
				if has == "" && who != "" {
					owed[who] = append(owed[who], i.Code)
				}
			}
			if has != "" {
				owed[has] = append(owed[has], i.Code)
			}
			c.seen["a figure that is owed"]++
		}
		c.compareTurn(i, all)
	}
	if !maps.Equal(unanswered, chase.Unanswered) {
		c.t.Errorf("Reds without actions, and since when: %v, but a tick finds %v", unanswered, chase.Unanswered)
	}
	for _, who := range []string{"U0LEAD", "U0OTHER", "U0MGR"} {
		cards, err := c.s.Owed(c.t.Context(), who, c.today())
		if err != nil {
			c.t.Fatal(err)
		}
		var got []string
		for _, card := range cards {
			got = append(got, card.Indicator.Code)
		}
		if slices.Sort(got); !slices.Equal(got, owed[who]) {
			c.t.Errorf("%s owes %q, want %q", who, got, owed[who])
		}
	}
	for _, p := range c.periods {
		c.compareCards(p, standing[p])
	}
	c.compareUndertaken(chase, rows)
}

func rowsOfIndicator(rows []bareFigure, code string) []bareFigure {
	theirs := slices.DeleteFunc(slices.Clone(rows), func(r bareFigure) bool { return r.Code != code })
	slices.SortFunc(theirs, func(a, b bareFigure) int { return a.Revision - b.Revision })
	return theirs
}

// lacksActions is kpi's rule of the card that the service itself sees.
func lacksActions(code string, p kpi.Period, revisions []bareFigure, actions []ListedAction) bool {
	newest := revisions[len(revisions)-1]
	card := kpi.Card{Figure: &kpi.Figure{Assessment: kpi.Assessment{Rating: newest.Rating}, Actions: newest.Actions}}
	var its []kpi.Action
	for _, a := range actions {
		if a.Indicator == code {
			its = append(its, a.Action)
		}
	}
	card.Actions = kpi.ActionsOn(its, p)
	return card.LacksActions()
}

// compareCards holds what each kind of reader sees of a period against its rows, by indicator.
func (c *standingCouncil) compareCards(p kpi.Period, standing map[string][]bareFigure) {
	c.t.Helper()
	for name, who := range map[string]kpi.Person{
		"the performance team": perf, "the manager": {SlackID: "U0MGR"}, "a councillor": {SlackID: "U0CLLR"}, "a channel": {}, "another organisation": {Outside: true},
	} {
		cards, err := c.s.CardsOf(c.t.Context(), who, CardsOf{Period: p}, c.today())
		if err != nil || len(cards) != len(c.register.Indicators) {
			c.t.Fatal(len(cards), err)
		}
		for _, card := range cards {
			i := card.Indicator
			var want *bareFigure
			for n, r := range standing[i.Code] {
				cleared := i.Committee != "One" || r.Sign == "" || r.Sign == "approved"
				if !cleared {
					c.seen["a figure that waits"]++
				}
				if own := who.SlackID == "U0MGR" || who.Is(kpi.Admin); !who.Outside && (own || cleared) { // nothing was published
					want = &standing[i.Code][n]
				}
			}
			switch {
			case card.Figure == nil && want == nil:
			case card.Figure == nil || want == nil:
				c.t.Errorf("%s sees %+v of %s %s, want %+v", name, card.Figure, i.Code, p, want)
			case card.Figure.Revision != want.Revision || card.Figure.Rating != want.Rating:
				c.t.Errorf("%s sees revision %d of %s %s, %s, want %d, %s", name, card.Figure.Revision, i.Code, p, card.Figure.Rating, want.Revision, want.Rating)
			}
		}
	}
}

// compareTurn holds whether an indicator is on record as Red against kpi's rule.
func (c *standingCouncil) compareTurn(i kpi.Indicator, all map[kpi.Period][]bareFigure) {
	c.t.Helper()
	var figures []kpi.Figure
	for p, revisions := range all {
		for _, r := range revisions {
			figures = append(figures, kpi.Figure{Period: p, Revision: r.Revision, Status: r.Status, Assessment: kpi.Assessment{Rating: r.Rating}})
		}
	}
	open := count(c.t, c.s, `SELECT count(*) FROM red_turns r JOIN indicators i ON i.id = r.indicator_id WHERE i.code = $1 AND r.left_figure IS NULL`, i.Code)
	if red := kpi.IsRed(figures); red != (open == 1) || open > 1 {
		c.t.Errorf("%s is Red: %t, but %d turns stand open", i.Code, red, open)
	} else if red {
		c.seen["an indicator in Red"]++
	}
}

// compareUndertaken holds what came in since each open action against the rows.
func (c *standingCouncil) compareUndertaken(chase kpi.Chase, rows []bareFigure) {
	c.t.Helper()
	for _, u := range chase.Undertaken {
		var later kpi.Period
		var day kpi.Date
		for _, p := range c.periods { // the latest last
			var standing []bareFigure
			for _, r := range rowsOfIndicator(rows, u.Indicator) {
				if r.TakenAt == nil && r.Period.Period == p {
					standing = append(standing, r)
				}
			}
			reported := slices.ContainsFunc(standing, func(r bareFigure) bool { return r.Status != kpi.Unavailable && r.Status != kpi.CarriedForward })
			if u.Period.Before(p) && reported {
				later, day = p, kpi.DateOf(standing[0].PostedAt.In(london))
			}
		}
		if u.Later != later || u.LaterDay != day {
			c.t.Errorf("after the action on %s %s came %s on %s, but a tick says %s on %s", u.Indicator, u.Period, later, day, u.Later, u.LaterDay)
		}
		if !later.IsZero() {
			c.seen["an action with a later figure"]++
		}
	}
}
