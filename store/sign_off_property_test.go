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

	"chaser/kpi"
)

// Councils that are made up at random post, revise, sign off, send back, change who manages whom, and stop and begin
// wanting sign-off. After each thing that happens, what the queries say (who is asked to sign what, what a tick finds
// waiting, what an outsider sees) is what the rules say when they are told plainly below; and nobody ever signs what
// they may not.
func TestWhoSignsAndWhatStands(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	mustImport(t, s, kpi.Register{
		People:      []kpi.Person{{SlackID: "U0OUTSIDER", Name: "A councillor"}},
		Collections: []kpi.Collection{{Period: quarter3, Opens: kpi.Date{Year: 2024, Month: 1, Day: 2}, Due: kpi.Date{Year: 2024, Month: 1, Day: 19}}},
	})
	for seed := range uint64(4) {
		c := newRandomCouncil(t, s, seed)
		for range 10 {
			c.happen()
			c.compare()
			if t.Failed() {
				t.Fatalf("council %d: %s\nhappened:\n%s", seed, c, strings.Join(c.happened, "\n"))
			}
		}
	}
}

// randomCouncil is a council with what the rules make of all that has happened in it.
type randomCouncil struct {
	t        *testing.T
	s        *Store
	rand     *rand.Rand
	n        uint64
	register kpi.Register
	posted   map[string][]*revision // by code, the first first
	clock    time.Time
	happened []string
}

// revision is what the test knows of a figure.
type revision struct {
	id    int64
	by    string
	value string
	state kpi.SignOffState
}

func newRandomCouncil(t *testing.T, s *Store, n uint64) *randomCouncil {
	c := &randomCouncil{t: t, s: s, rand: rand.New(rand.NewPCG(n, 2)), n: n, posted: map[string][]*revision{}, clock: monday}
	for p := range 4 {
		person := kpi.Person{SlackID: fmt.Sprintf("U%dP%d", n, p), Name: fmt.Sprintf("Person %d", p)}
		if c.rand.IntN(4) == 0 {
			person.Roles = []kpi.Role{kpi.Admin}
		}
		c.register.People = append(c.register.People, person)
	}
	for p := range c.register.People {
		c.register.People[p].Manager = c.anybody()
	}
	c.register.Committees = []kpi.Committee{{Name: fmt.Sprint("Committee ", n), SignOff: kpi.ManagerSignOff, SelfSignOff: c.rand.IntN(3) == 0}}
	for i := range 2 {
		c.register.Indicators = append(c.register.Indicators, kpi.Indicator{
			Code: fmt.Sprintf("I%d-%d", n, i), Title: "T", Committee: c.register.Committees[0].Name, Unit: kpi.Count, Direction: kpi.None, Kind: kpi.Contextual,
			Compare: kpi.WithPrevious, Frequency: kpi.Quarterly, Owner: c.anybody(), Deputy: c.anybody(), Manager: c.anybody(),
		})
	}
	mustImport(t, s, c.register)
	return c
}

func (c *randomCouncil) String() string {
	return fmt.Sprintf("%+v %+v %+v", c.register.People, c.register.Committees, c.register.Indicators)
}

// anybody is one of the people, or nobody.
func (c *randomCouncil) anybody() string {
	if n := c.rand.IntN(len(c.register.People) + 2); n < len(c.register.People) {
		return c.register.People[n].SlackID
	}
	return ""
}

func (c *randomCouncil) somebody() kpi.Person {
	return c.register.People[c.rand.IntN(len(c.register.People))]
}

func (c *randomCouncil) indicator() *kpi.Indicator {
	return &c.register.Indicators[c.rand.IntN(len(c.register.Indicators))]
}

func (c *randomCouncil) note(format string, args ...any) {
	c.happened = append(c.happened, fmt.Sprintf(format, args...))
}

func (c *randomCouncil) happen() {
	c.clock = c.clock.Add(time.Minute)
	switch c.rand.IntN(8) {
	case 0, 1, 2, 3:
		c.post()
	case 4, 5, 6:
		c.say()
	default:
		c.change()
	}
}

func (c *randomCouncil) post() {
	i, who := *c.indicator(), c.somebody()
	value := fmt.Sprint(100 + len(c.happened))
	done, err := c.s.PostFigure(c.t.Context(), Post{
		RequestID: fmt.Sprint(c.n, " ", len(c.happened)), By: who.SlackID, Code: i.Code, Posting: typed(c.t, value, "Counted again"), Now: c.clock, Today: today,
	})
	var refusal *kpi.Refusal
	may := who.Is(kpi.Admin) || slices.Contains([]string{i.Owner, i.Deputy, i.Manager}, who.SlackID)
	if errors.As(err, &refusal) == may {
		c.t.Errorf("%s may post for %s: %v, and yet: %v", who.SlackID, i.Code, may, err)
	}
	c.note("%s posts %s for %s: %v", who.SlackID, value, i.Code, err)
	if err != nil {
		return
	}
	r := &revision{by: who.SlackID, value: value, state: kpi.SignOffUnneeded}
	if committee := c.register.Committees[0]; committee.SignOff == kpi.ManagerSignOff {
		r.state = kpi.AwaitsSignOff
		if committee.SelfSignOff && c.signer(i, who.SlackID) == who.SlackID {
			r.state = kpi.SignedOff
		}
		if got := done.Card.Standing.Signer.SlackID; got != c.signer(i, who.SlackID) {
			c.t.Errorf("signed off by %q, want %q", got, c.signer(i, who.SlackID))
		}
	}
	if err := c.s.patient.GetContext(c.t.Context(), &r.id, `SELECT max(id) FROM figures`); err != nil {
		c.t.Fatal(err)
	}
	c.posted[i.Code] = append(c.posted[i.Code], r)
}

// say has somebody sign off or send back any revision that there is, whether they may or not.
func (c *randomCouncil) say() {
	i, who := *c.indicator(), c.somebody()
	all := c.posted[i.Code]
	if len(all) == 0 {
		return
	}
	n := len(all) - 1
	if c.rand.IntN(4) == 0 {
		n = c.rand.IntN(len(all))
	}
	r := all[n]
	back := c.rand.IntN(3) == 0
	may := n == len(all)-1 && c.wants() && c.maySign(who, i, r.by) && (r.state == kpi.AwaitsSignOff || r.state == kpi.SentBack && !back)
	var err error
	if back {
		_, err = c.s.SendBack(c.t.Context(), Request{By: who.SlackID, Now: c.clock}, r.id, "Look again", today)
	} else {
		_, err = c.s.SignOff(c.t.Context(), Request{By: who.SlackID, Now: c.clock}, []int64{r.id}, today)
	}
	c.note("%s says of %s of %s (by %s), sent back %v: %v", who.SlackID, r.value, i.Code, r.by, back, err)
	var refusal *kpi.Refusal
	switch refused := errors.As(err, &refusal); {
	case err != nil && !refused:
		c.t.Fatal(err)
	case refused == may:
		c.t.Errorf("%s may say so: %v, and yet: %v", who.SlackID, may, err)
	case refused:
	case back:
		r.state = kpi.SentBack
	default:
		r.state = kpi.SignedOff
	}
}

// change moves somebody to another manager, an indicator to another manager or owner, or the committee to another rule.
func (c *randomCouncil) change() {
	switch k := &c.register.Committees[0]; c.rand.IntN(4) {
	case 0:
		c.register.People[c.rand.IntN(len(c.register.People))].Manager = c.anybody()
	case 1:
		i := c.indicator()
		i.Manager, i.Owner = c.anybody(), c.anybody()
	case 2:
		k.SelfSignOff = !k.SelfSignOff
	default:
		if k.SignOff == kpi.NoSignOff {
			k.SignOff = kpi.ManagerSignOff
		} else {
			k.SignOff = kpi.NoSignOff
		}
	}
	c.note("the register changes: %v", mustImport(c.t, c.s, c.register))
}

func (c *randomCouncil) wants() bool { return c.register.Committees[0].SignOff == kpi.ManagerSignOff }

// signer is who signs off: the indicator's manager, or else the owner's line manager, but never whose own it is unless
// the committee allows it.
func (c *randomCouncil) signer(i kpi.Indicator, by string) string {
	line := ""
	for _, p := range c.register.People {
		if p.SlackID == i.Owner {
			line = p.Manager
		}
	}
	for _, id := range []string{i.Manager, line} {
		if id != "" && (c.register.Committees[0].SelfSignOff || id != i.Owner && id != by) {
			return id
		}
	}
	return ""
}

func (c *randomCouncil) maySign(who kpi.Person, i kpi.Indicator, by string) bool {
	own := who.SlackID == i.Owner || who.SlackID == by
	return (c.register.Committees[0].SelfSignOff || !own) && (who.Is(kpi.Admin) || who.SlackID == c.signer(i, by))
}

// compare holds what the queries say against what the rules say.
func (c *randomCouncil) compare() {
	want := map[string][]int64{}
	waiting := map[kpi.Subject]kpi.Unsigned{}
	for _, i := range c.register.Indicators {
		all := c.posted[i.Code]
		if len(all) > 0 && c.wants() && all[len(all)-1].state == kpi.AwaitsSignOff {
			newest := all[len(all)-1]
			waiting[kpi.Subject{Indicator: i.Code, Period: quarter3}] = kpi.Unsigned{Posted: today, By: newest.by}
			for _, p := range c.register.People {
				if c.maySign(p, i, newest.by) {
					want[p.SlackID] = append(want[p.SlackID], newest.id)
				}
			}
		}
		seen := ""
		for _, r := range all {
			if !c.wants() || r.state == kpi.SignOffUnneeded || r.state == kpi.SignedOff {
				seen = r.value
			}
		}
		card, got := cardSeen(c.t, c.s, kpi.Person{SlackID: "U0OUTSIDER"}, i.Code, quarter3), ""
		if card.Figure != nil {
			got = kpi.Exactly(*card.Figure.Value)
		}
		if got != seen {
			c.t.Errorf("an outsider sees %q of %s, want %q", got, i.Code, seen)
		}
	}
	for _, p := range c.register.People {
		list, err := everyUnsigned(c.t.Context(), c.s, p)
		if err != nil {
			c.t.Fatal(err)
		}
		var got []int64
		for _, u := range list {
			if strings.HasPrefix(u.Code, fmt.Sprintf("I%d-", c.n)) {
				got = append(got, u.FigureID)
			}
		}
		slices.Sort(want[p.SlackID])
		slices.Sort(got)
		if !slices.Equal(got, want[p.SlackID]) {
			c.t.Errorf("%s is asked to sign off %v, want %v", p.SlackID, got, want[p.SlackID])
		}
	}
	chase, err := readChase(c.t.Context(), c.s.patient, time.UTC, today)
	if err != nil {
		c.t.Fatal(err)
	}
	maps.DeleteFunc(chase.Unsigned, func(s kpi.Subject, _ kpi.Unsigned) bool {
		return !strings.HasPrefix(s.Indicator, fmt.Sprintf("I%d-", c.n))
	})
	if !maps.Equal(chase.Unsigned, waiting) {
		c.t.Errorf("a tick finds %v waiting, want %v", chase.Unsigned, waiting)
	}
	c.compareDuties(chase, waiting)
}

// compareDuties holds whom the next morning's messages ask to sign against who signs: the one person, or the
// performance team.
func (c *randomCouncil) compareDuties(chase kpi.Chase, waiting map[kpi.Subject]kpi.Unsigned) {
	want, got := map[string]bool{}, map[string]bool{}
	for _, i := range c.register.Indicators {
		w, waits := waiting[kpi.Subject{Indicator: i.Code, Period: quarter3}]
		if !waits {
			continue
		}
		signer := c.signer(i, w.By)
		for _, p := range c.register.People {
			if p.SlackID == signer || signer == "" && c.maySign(p, i, w.By) {
				want[p.SlackID+" "+i.Code] = true
			}
		}
	}
	for _, n := range chase.Owed(monday.AddDate(0, 0, 1)) {
		for _, item := range n.Items {
			if item.Duty == kpi.DutySign && strings.HasPrefix(item.Indicator, fmt.Sprintf("I%d-", c.n)) {
				got[n.Recipient+" "+item.Indicator] = true
			}
		}
	}
	for id := range got {
		if person, _, _ := strings.Cut(id, " "); !strings.HasPrefix(person, fmt.Sprintf("U%dP", c.n)) {
			delete(got, id) // an administrator of another council that is made up
		}
	}
	if !maps.Equal(got, want) {
		c.t.Errorf("asked in the morning are %v, want %v", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
}
