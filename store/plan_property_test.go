package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"chaser/internal/thorough"
	"chaser/kpi"
)

// Councils that are made up at random live through changes of all that decides what is owed, through hours and days and
// a change of the clock. At each step what the plan finds by its diary is what the whole chase says, also where
// messages are held, refused or withdrawn, where a plan is killed after some people, and where the clock is set back.
func TestTheDiaryMissesNothing(t *testing.T) {
	t.Parallel()
	all := thorough.Plays[uint64](1, 6)
	owed, quiet := uint64(0), uint64(0)
	for seed := range all {
		s, _ := empty(t)
		c := newChangingCouncil(t, s, seed)
		for range 60 {
			c.change()
			planned, looked := c.plan()
			owed += uint64(planned)
			if looked == 0 {
				quiet++
			}
			if t.Failed() {
				t.Fatalf("council %d:\n%s", seed, strings.Join(c.happened, "\n"))
			}
		}
	}
	if owed < 16*all || quiet < 3*all {
		t.Errorf("%d messages, %d plans without a look: the councils prove nothing", owed, quiet)
	}
	t.Logf("%d messages, %d plans without a look", owed, quiet)
}

// changingCouncil is a council with the clock by which it lives.
type changingCouncil struct {
	t        *testing.T
	s        *Store
	rand     *rand.Rand
	now      time.Time
	happened []string
}

var (
	somePeople  = []string{"U0A", "U0B", "U0C", "U0D", "U0E", "U0ADMIN"}
	someLadders = []string{"", "opens, 0, +1 deputy, +2 manager, +3 team", "-3, -1 deputy, +1 manager", "0, +1 team"}
	somePeriods = []string{"2023-24Q2", "2023-24Q3", "2023-24Q4"}
	someZones   = []string{"", "Europe/London", "Pacific/Auckland", "America/New_York"}
)

func newChangingCouncil(t *testing.T, s *Store, seed uint64) *changingCouncil {
	c := &changingCouncil{t: t, s: s, rand: rand.New(rand.NewPCG(seed, 45)), now: at(t, "2024-01-02 09:00").Now.AddDate(0, 0, 30*int(seed))}
	r := kpi.Register{Collections: []kpi.Collection{
		{Period: kpi.Quarter(2023, 2), Opens: kpi.Date{Year: 2023, Month: 10, Day: 2}, Due: kpi.Date{Year: 2023, Month: 10, Day: 20}},
		{Period: quarter3, Opens: kpi.Date{Year: 2024, Month: 1, Day: 2}, Due: kpi.Date{Year: 2024, Month: 1, Day: 19}},
		{Period: kpi.Quarter(2023, 4), Opens: kpi.Date{Year: 2024, Month: 4, Day: 2}, Due: kpi.Date{Year: 2024, Month: 4, Day: 19}},
	}}
	for _, id := range somePeople {
		p := kpi.Person{SlackID: id, Name: id, Manager: c.any(somePeople...)}
		if id == "U0ADMIN" {
			p.Roles = []kpi.Role{kpi.Admin}
		}
		r.People = append(r.People, p)
	}
	for _, name := range []string{"Communities", "Highways"} {
		r.Committees = append(r.Committees, kpi.Committee{Name: name, SignOff: kpi.ManagerSignOff})
	}
	for n := range 8 {
		r.Indicators = append(r.Indicators, kpi.Indicator{
			Code: fmt.Sprint("I", n), Title: "Visits", Committee: c.any("Communities", "Highways"), Service: "Libraries", Unit: kpi.Count, Direction: kpi.Up,
			Kind: kpi.Contextual, Compare: kpi.WithPrevious, Frequency: []kpi.Frequency{kpi.Quarterly, kpi.Quarterly, kpi.Monthly, kpi.Yearly}[n%4],
			Owner: c.any(somePeople...), Deputy: c.any(somePeople...), Manager: c.any(somePeople...),
		})
	}
	mustImport(t, s, r)
	return c
}

func (c *changingCouncil) any(of ...string) string { return of[c.rand.IntN(len(of))] }

// person is somebody, or, one time in so many, nobody.
func (c *changingCouncil) person(nobody int) any {
	if c.rand.IntN(nobody) == 0 {
		return nil
	}
	return c.any(somePeople...)
}

func (c *changingCouncil) day(most int) day {
	return day{kpi.DateOf(c.now).AddDays(c.rand.IntN(2*most+1) - most)}
}

func (c *changingCouncil) do(query string, args ...any) {
	c.t.Helper()
	c.happened = append(c.happened, fmt.Sprintf("%s %s %v", c.now.Format("2006-01-02 15:04"), strings.Join(strings.Fields(query), " "), args))
	if _, err := c.s.patient.ExecContext(c.t.Context(), query, args...); err != nil {
		c.t.Fatalf("%v in\n%s", err, strings.Join(c.happened, "\n"))
	}
}

// change lets something happen, or only time go by.
func (c *changingCouncil) change() {
	id := 1 + c.rand.IntN(8)
	switch c.rand.IntN(20) {
	case 0, 1:
		c.do(`INSERT INTO figures (indicator_id, period, revision, value, status, commentary, actions, reason, posted_by, posted_at, rating, direction, explanation)
			SELECT $1::bigint, $2::text, COALESCE(max(revision), 0) + 1, 5, $3, '', $4, CASE WHEN max(revision) > 0 THEN 'Again' ELSE '' END, $5, $6, $7, 'up', 'So.'
			FROM figure_revisions WHERE indicator_id = $1 AND period = $2`,
			id, c.any(somePeriods...), c.any("final", "final", "provisional"), c.any("", "", "We mend it"), c.any(somePeople...), instant(c.now), c.any("Red", "Red", "Green"))
		if c.rand.IntN(2) == 0 {
			c.do(`INSERT INTO sign_offs (figure_id, state) SELECT id, 'awaiting' FROM figures f WHERE indicator_id = $1
				AND NOT EXISTS (SELECT FROM sign_offs s WHERE s.figure_id = f.id) ORDER BY id DESC LIMIT 1`, id)
		}
	case 2:
		c.do(`UPDATE sign_offs s SET state = 'approved', said_by = 'U0A', said_at = $2 FROM figure_revisions f
			WHERE f.id = s.figure_id AND f.indicator_id = $1 AND s.state = 'awaiting'`, id, instant(c.now))
	case 3:
		c.do(`UPDATE sign_offs s SET state = 'awaiting', said_by = NULL, said_at = NULL FROM figure_revisions f WHERE f.id = s.figure_id AND f.indicator_id = $1`, id)
	case 4:
		c.do(`INSERT INTO actions (indicator_id, period, words, owner, due, state, raised_by, raised_at, outcome) VALUES ($1, $2, 'Mend it', $3, $4, 'open', 'U0A', $5, '')`,
			id, c.any(somePeriods...), c.any(somePeople...), day{kpi.DateOf(c.now).AddDays(c.rand.IntN(20))}, instant(c.now))
	case 5:
		c.do(`UPDATE actions SET state = 'done', settled_by = 'U0A', settled_at = $2 WHERE indicator_id = $1 AND state = 'open'`, id, instant(c.now))
	case 6:
		c.do(`INSERT INTO delegations (indicator_id, period, delegate, delegated_by, delegated_at) VALUES ($1, $2, $3, 'U0A', $4)
			ON CONFLICT (indicator_id, period) DO UPDATE SET delegate = $3`, id, c.any(somePeriods...), c.any(somePeople...), instant(c.now))
	case 7:
		c.do(`DELETE FROM delegations WHERE indicator_id = $1`, id)
	case 8:
		c.do(`UPDATE indicators SET owner = $2, deputy = $3, manager = $4 WHERE id = $1`, id, c.person(5), c.person(2), c.person(3))
	case 9:
		c.do(`UPDATE indicators SET committee = $2, frequency = $3 WHERE id = $1`, id, c.any("Communities", "Highways"), c.any("monthly", "quarterly", "yearly"))
	case 10:
		c.do(`UPDATE people SET manager = $2 WHERE slack_id = $1`, c.any(somePeople...), c.person(4))
	case 11:
		c.do(`UPDATE people SET roles = CASE WHEN 'admin' = ANY (roles) THEN '{}' ELSE ARRAY['admin'] END WHERE slack_id = $1`, c.any(somePeople...))
	case 12:
		first := c.day(3)
		c.do(`INSERT INTO leaves (person, first_day, last_day, deputy, recorded_by, recorded_at)
			SELECT $1::text, $2::date, $3::date, NULLIF($4::text, $1::text), 'U0A', $5`, c.any(somePeople...), first, day{first.AddDays(c.rand.IntN(8))}, c.person(3), instant(c.now))
	case 13:
		c.do(`UPDATE leaves SET replaced_at = $2 WHERE person = $1`, c.any(somePeople...), instant(c.now))
	case 14:
		var away, until any
		if c.rand.IntN(2) == 0 {
			away, until = c.day(2), day{kpi.DateOf(c.now).AddDays(2 + c.rand.IntN(6))}
		}
		c.do(`INSERT INTO slack_people (person, zone, deactivated, away_from, away_until, status_since, here, read_at) VALUES ($1, $2, $3, $4, $5, $4, $6, $7)
			ON CONFLICT (person) DO UPDATE SET zone = $2, deactivated = $3, away_from = $4, away_until = $5, status_since = $4, here = $6, read_at = $7`,
			c.any(somePeople...), c.any(someZones...), c.rand.IntN(4) == 0, away, until, c.rand.IntN(3) == 0, instant(c.now))
	case 15:
		c.do(`INSERT INTO snoozes (person, until, asked_at) VALUES ($1, $2, $3) ON CONFLICT (person) DO UPDATE SET until = $2`, c.any(somePeople...), c.day(4), instant(c.now))
	case 16:
		c.do(`UPDATE committees SET ladder = NULLIF($2, ''), sign_off = $3, self_sign_off = $4 WHERE name = $1`,
			c.any("Communities", "Highways"), c.any(someLadders...), []any{nil, "manager", "manager"}[c.rand.IntN(3)], c.rand.IntN(2) == 0)
	case 17:
		opens := c.day(10)
		c.do(`UPDATE collections SET opens = $2, due = $3 WHERE period = $1`, c.any(somePeriods...), opens, day{opens.AddDays(c.rand.IntN(20))})
	case 18:
		c.do(`INSERT INTO closures (day, name) VALUES ($1, 'Closed') ON CONFLICT DO NOTHING`, c.day(4))
	case 19:
		c.do(`UPDATE figure_revisions SET taken_back_at = $2, taken_back_by = 'U0A' WHERE id IN (SELECT id FROM figures WHERE indicator_id = $1 ORDER BY id DESC LIMIT 1)`, id, instant(c.now))
	}
	switch c.rand.IntN(8) {
	case 0, 1:
	case 2:
		c.now = c.now.Add(-time.Duration(c.rand.IntN(40)) * time.Hour)
	case 3, 4:
		c.now = c.now.Add(time.Duration(1+c.rand.IntN(90)) * time.Minute)
	case 5:
		c.now = c.now.Add(time.Duration(c.rand.IntN(100)) * time.Hour)
	default:
		c.now = kpi.DateOf(c.now).AddDays(1).At(9, london)
	}
}

// errKilled ends a plan between two of its transactions.
var errKilled = errors.New("killed")

// planning records the messages of one person, of two or of all at once, and is killed now and then.
func (c *changingCouncil) planning() planning {
	left := c.rand.IntN(6)
	return planning{c.s.enqueue, []int{1, 2, plannedTogether}[c.rand.IntN(3)], func() error {
		if left--; left == 0 {
			return errKilled
		}
		return nil
	}}
}

// plan plans a minute or two, and has what was planned said, refused or withdrawn. The weekly look could hide that a
// change asks for none, so it is struck out.
func (c *changingCouncil) plan() (planned, looked int) {
	c.t.Helper()
	for range 1 + c.rand.IntN(2) {
		c.do(`DELETE FROM plan_diary WHERE indicators IS NULL AND person IS NULL AND planned_at IS NOT NULL`)
		now := Clocks{Now: c.now, Machine: c.now, Zone: london}
		sameOwed(c.t, c.s, now)
		l, err := readLooks(c.t.Context(), c.s.patient, now.Now)
		if err != nil {
			c.t.Fatal(err)
		}
		var held []string
		if c.rand.IntN(4) == 0 {
			held = somePeople[:c.rand.IntN(len(somePeople))]
		}
		all, err := c.s.planNotices(c.t.Context(), now, held, c.planning())
		if err != nil && !errors.Is(err, errKilled) {
			c.t.Fatal(err)
		}
		c.happened = append(c.happened, fmt.Sprintf("%s planned %s, held %v, looked %+v, %v", c.now.Format("2006-01-02 15:04"), recipients(notificationsOf(c.t, c.s, all)), held, l, err))
		planned, looked = planned+len(all), looked+len(l.entries)
		switch c.rand.IntN(5) {
		case 0:
			c.do(`UPDATE notifications SET state = 'withdrawn', settled_at = planned_at WHERE state = 'ready'`)
		case 1:
			c.do(`UPDATE notifications SET state = 'rejected', settled_at = planned_at WHERE state = 'ready'`)
		default:
			saidAll(c.t, c.s)
		}
		c.now = c.now.Add(time.Minute)
	}
	return planned, looked
}
