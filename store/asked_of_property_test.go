package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"chaser/doubt"
	"chaser/internal/thorough"
	"chaser/kpi"
)

// What is read of a chase for a few indicators answers as the whole chase does: who is told of their Reds, who is asked
// a question, who has a figure, who may acknowledge, and whether what a message says still stands.
func TestAPartOfTheChaseAnswersAsTheWhole(t *testing.T) {
	t.Parallel()
	rounds := thorough.Plays(4, 8)
	for seed := range thorough.Plays[uint64](1, 3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 18))
			r := seedRegister(t)
			r.Committees[0].SignOff = kpi.ManagerSignOff
			r.Committees[0].Ladder = kpi.Ladder{{Step: kpi.Step{Opening: true}, Audience: kpi.ToOwner}, {Step: kpi.Step{Days: -2}, Audience: kpi.ToTeam}}
			for n := range r.Indicators {
				if random.IntN(3) == 0 {
					r.Indicators[n].Manager = ""
				}
			}
			for n := range r.People {
				r.People[n].Manager = r.People[random.IntN(len(r.People))].SlackID
			}
			s := newQueued(t, r)
			now := at(t, "2024-01-08 10:00")
			happens := func(query string, args ...any) {
				if _, err := s.patient.ExecContext(t.Context(), query, args...); err != nil {
					t.Fatalf("%s %v: %v", query, args, err)
				}
			}
			person := func() string { return r.People[random.IntN(len(r.People))].SlackID }
			for round := range rounds {
				id := 1 + random.IntN(len(r.Indicators))
				switch random.IntN(7) {
				case 0:
					happens(`INSERT INTO leaves (person, first_day, last_day, deputy, recorded_by, recorded_at) VALUES ($1, '2024-01-05', '2024-01-22', NULLIF($2, $1), $1, $3)`, person(), person(), monday)
				case 1:
					happens(`INSERT INTO slack_people (person, zone, deactivated, gone_on, read_at) VALUES ($1, '', true, '2024-01-03', $2) ON CONFLICT DO NOTHING`, person(), monday)
				case 2:
					happens(`INSERT INTO delegations (indicator_id, period, delegate, delegated_by, delegated_at) VALUES ($1, '2023-24Q3', $2, 'U0PERF', $3) ON CONFLICT DO NOTHING`, id, person(), monday)
				case 3, 4:
					i := r.Indicators[id-1]
					_, err := s.PostFigure(t.Context(), Post{
						RequestID: fmt.Sprint(seed, round), By: "U0PERF", Code: i.Code, Posting: typed(t, "1", "Counted again"), Now: now.Now.AddDate(0, 0, -3), Today: now.today().AddDays(-3), Zone: london, Keep: "So it is", Sure: doubt.Kinds,
					})
					var refusal *kpi.Refusal
					if err != nil && !errors.As(err, &refusal) {
						t.Fatal(err)
					}
				case 5:
					happens(`INSERT INTO actions (indicator_id, period, words, owner, due, state, raised_by, raised_at, outcome) VALUES ($1, '2023-24Q2', 'More clerks', $2, '2024-01-04', 'open', $2, '2023-11-01', '')`, id, person())
				default:
					mustPlan(t, s.Store, now)
				}
				for _, later := range []int{0, 4, 14, 21} {
					day := now.later(time.Duration(later) * 24 * time.Hour)
					compareParts(t, s.Store, r, day)
				}
			}
		})
	}
}

func compareParts(t *testing.T, s *Store, r kpi.Register, at Clocks) {
	t.Helper()
	whole, err := readChase(t.Context(), s.patient, at.Zone, at.today())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.People {
		codes, manages := whole.Hangs(p.SlackID)
		part, err := readAskedOfSome(t.Context(), s.patient, at, p.SlackID, hangsOn, p.SlackID)
		if err != nil {
			t.Fatal(err)
		}
		some, leads := part.Hangs(p.SlackID)
		same(t, "what hangs on "+p.SlackID, codes, some)
		same(t, "whether they manage any", manages, leads)
		same(t, "who is told that they are gone", whole.ToldOfGone(p.SlackID), part.ToldOfGone(p.SlackID))
		own, err := s.ChaseOf(t.Context(), p.SlackID, at.Zone, at.today())
		if err != nil {
			t.Fatal(err)
		}
		asked := whole.AskedOf(p.SlackID, at.today())
		same(t, "what is asked of "+p.SlackID, asked, own.AskedOf(p.SlackID, at.today()))
		same(t, "when they can be reminded", whole.NextReminder(p.SlackID, at.today()), own.NextReminder(p.SlackID, at.today()))
		late := whole.Late(p.SlackID, at.today())
		same(t, "what is late for "+p.SlackID, late, own.Late(p.SlackID, at.today()))
		same(t, "who has it", lateHolders(whole, late, at.today()), lateHolders(own, late, at.today()))
	}
	for n, i := range r.Indicators {
		part, err := readAskedOf(t.Context(), s.patient, at.Zone, at.today(), []int64{int64(n + 1)})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []kpi.Period{quarter2, quarter3} {
			same(t, "whom a question goes to", whole.QuestionFor(i, p, at.today()), part.QuestionFor(i, p, at.today()))
			same(t, "who has the figure", whole.AskedFor(i, p, at.today()), part.AskedFor(i, p, at.today()))
		}
		for _, by := range []string{i.Owner, i.Manager, "U0PERF", ""} {
			told := whole.Alerted(i, by, at.today())
			same(t, "who is told of a Red of "+i.Code, told, part.Alerted(i, by, at.today()))
			for _, who := range told {
				same(t, "their next morning", whole.Morning(who, at.today()), part.Morning(who, at.today()))
			}
		}
		for _, who := range r.People {
			if whole.MayAcknowledge(who, i, at.today()) != part.MayAcknowledge(who, i, at.today()) {
				t.Errorf("who may acknowledge a Red of %s differs for %s", i.Code, who.SlackID)
			}
		}
	}
	owed := whole.Owed(at.Now)
	for _, told := range whole.Told {
		owed = append(owed, kpi.Notice{Recipient: told.Recipient, Items: []kpi.Item{told.Item}})
	}
	for _, n := range owed {
		part, err := readChaseAbout(t.Context(), s.patient, at.Zone, at.today(), n.Recipient, n.Items)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range n.Items {
			if want, got := whole.Stands(n.Recipient, at.today(), item), part.Stands(n.Recipient, at.today(), item); want != got {
				t.Errorf("%+v stands for %s: %t, want %t", item, n.Recipient, got, want)
			}
		}
	}
}

// lateHolders are who has each figure that is late.
func lateHolders(c kpi.Chase, late []kpi.Item, today kpi.Date) (holders []kpi.Person) {
	c = c.Indexed()
	for _, item := range late {
		i, _ := c.Named(item.Indicator)
		holders = append(holders, c.AskedFor(i, item.Period, today))
	}
	return holders
}
