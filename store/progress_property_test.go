package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chaser/internal/thorough"
	"chaser/kpi"
)

// The board that is counted in the database is what the whole chase says of each indicator, whatever has happened.
func TestBoardsCountEachIndicator(t *testing.T) {
	t.Parallel()
	every := thorough.Plays(16, 4)
	for seed := range thorough.Plays[uint64](1, 3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			owner, dsn := empty(t)
			c := &listedCouncil{t: t, s: asApp(t, owner, dsn), rand: rand.New(rand.NewPCG(seed, 56))}
			c.begin()
			told := 0
			for n := range 48 {
				c.happen()
				c.staffChange()
				if n%every == every-1 {
					told += c.compareBoards()
				}
				if t.Failed() {
					t.Fatalf("what happened:\n%s", strings.Join(c.happened, "\n"))
				}
			}
			if told < 400/every {
				t.Errorf("the readers were told only of %d figures in all", told)
			}
		})
	}
}

// staffChange lets somebody go, come back, be away or have another manager, or gives an indicator to others.
func (c *listedCouncil) staffChange() {
	people := []string{"UADMIN", "UOWNER", "ULINE", "UOTHER"}
	anybody := func() string { return people[c.rand.IntN(len(people))] }
	nobodyToo := func() string { return append(people, "")[c.rand.IntN(len(people)+1)] }
	switch who := anybody(); c.rand.IntN(5) {
	case 0:
		c.do(`INSERT INTO slack_people (person, zone, deactivated, read_at) VALUES ($1, '', true, $2)
			ON CONFLICT (person) DO UPDATE SET deactivated = NOT slack_people.deactivated`, who, monday)
	case 1:
		c.do(`INSERT INTO leaves (person, first_day, last_day, deputy, recorded_by, recorded_at) VALUES ($1, $2::date - 3, $2::date + 3, NULLIF(NULLIF($3, ''), $1), $1, $4)`, who, day{today}, nobodyToo(), monday)
	case 2:
		c.do(`UPDATE people SET manager = NULLIF($2, '') WHERE slack_id = $1`, who, nobodyToo())
	case 3:
		c.do(`UPDATE indicators SET owner = NULLIF($2, ''), deputy = NULLIF($3, ''), manager = NULLIF($4, '') WHERE id = $1`, 1+c.rand.IntN(7), nobodyToo(), nobodyToo(), nobodyToo())
	default:
		c.do(`UPDATE indicators SET service = $2 WHERE id = $1`, 1+c.rand.IntN(7), []string{"B", "A", ""}[c.rand.IntN(3)])
	}
}

// compareBoards holds what is read of boards against what the whole chase makes of them, and says of how many figures
// their readers were told.
func (c *listedCouncil) compareBoards() (told int) {
	for _, on := range []kpi.Date{today, today.AddDays(30)} {
		chase, err := c.s.Chase(c.t.Context(), london, on)
		if err != nil {
			c.t.Fatal(err)
		}
		for _, p := range []kpi.Period{quarter2, quarter3, kpi.Quarter(2023, 4), kpi.Month(2023, 10)} {
			opens := kpi.Date{Year: p.End().Year, Month: p.End().Month, Day: 28}
			k := kpi.Collection{Period: p, Opens: opens, Due: opens.AddDays(20)}
			for _, of := range []ProgressOf{
				{}, {Committee: "Second"}, {Service: "A"}, {Committee: "First", Service: "B"}, {Committee: "None"},
			} {
				for _, reader := range []kpi.Person{{}, {SlackID: "UADMIN", Roles: []kpi.Role{kpi.Admin}}, {SlackID: "ULINE"}, {SlackID: "UOTHER"}} {
					of.Reader, of.Most = reader, c.rand.IntN(8)
					want := countedBoard(chase, k, of, on)
					got, err := c.s.Progress(c.t.Context(), london, k, of, on)
					if err != nil {
						c.t.Fatal(err)
					}
					same(c.t, fmt.Sprintf("the board of %s on %s, %+v", p, on, of), want, got)
					told += len(got.Pending)
				}
			}
		}
	}
	return told
}

// countedBoard is a board as the whole chase has it, indicator by indicator.
func countedBoard(chase kpi.Chase, k kpi.Collection, of ProgressOf, on kpi.Date) kpi.Progress {
	person := func(id string) (kpi.Contact, bool) {
		n := slices.IndexFunc(chase.People, func(p kpi.Contact) bool { return p.SlackID == id })
		if n < 0 || chase.People[n].Deactivated {
			return kpi.Contact{}, false
		}
		return chase.People[n], true
	}
	answers := func(i kpi.Indicator) string {
		if _, there := person(i.Manager); there {
			return i.Manager
		}
		for _, p := range chase.People {
			if _, there := person(p.Manager); p.SlackID == i.Owner && there {
				return p.Manager
			}
		}
		return ""
	}
	var services []string
	counts, pending := map[string][2]int{}, map[string][]kpi.Pending{}
	for _, i := range chase.Indicators {
		p, reports := k.Period.For(i.Frequency)
		if !reports || of.Committee != "" && of.Committee != i.Committee || of.Service != "" && of.Service != i.Service {
			continue
		}
		if !slices.Contains(services, i.Service) {
			services = append(services, i.Service)
		}
		n := counts[i.Service]
		if chase.Posted[kpi.Subject{Indicator: i.Code, Period: p}] {
			n[0]++
		} else {
			n[1]++
			if who := answers(i); of.Reader.Is(kpi.Admin) || who != "" && who == of.Reader.SlackID {
				pending[i.Service] = append(pending[i.Service], kpi.Pending{Subject: kpi.Subject{Indicator: i.Code, Period: p}, Title: i.Title, Asked: chase.AskedFor(i, p, on)})
			}
		}
		counts[i.Service] = n
	}
	board := kpi.Progress{Collection: k, Deadline: k.Deadline(chase.Calendar)}
	for _, s := range services {
		board.Add(s, counts[s][0], counts[s][1], on)
		board.AllPending += len(pending[s])
		board.Pending = append(board.Pending, pending[s]...)
	}
	if board.Pending = board.Pending[:min(of.Most, len(board.Pending))]; len(board.Pending) == 0 {
		board.Pending = nil
	}
	return board
}
