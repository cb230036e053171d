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

// However an undo meets what somebody else does with the figure at that moment, one comes first and the other reads so:
// it is taken back and nothing was built on it, or something was and it stands. Both wait for the indicator, in either
// order, before either decides.
func TestAnUndoMeetsAnother(t *testing.T) {
	t.Parallel()
	for name, other := range map[string]func(t *testing.T, s *Store, p Posted, question int64) error{
		"a sign-off": func(t *testing.T, s *Store, p Posted, _ int64) error {
			_, err := s.SignOff(t.Context(), Request{By: "U0MGRREG", Now: monday}, []int64{p.FigureID}, today)
			return err
		},
		"a publication": func(t *testing.T, s *Store, _ Posted, _ int64) error {
			publish := publishing(true)
			publish.Period, publish.Now, publish.Today = quarter3, monday.AddDate(0, 1, 0), today.AddDays(30)
			done, err := s.Publish(t.Context(), publish)
			if err == nil && !done.Fresh {
				return errors.New("it was published before")
			}
			return err
		},
		"a revision": func(t *testing.T, s *Store, _ Posted, _ int64) error {
			p := coronersPost(t, "R2", "150", "Counted again")
			p.By = "U0PERF"
			_, err := s.PostFigure(t.Context(), p)
			return err
		},
		"an answer": func(t *testing.T, s *Store, _ Posted, question int64) error {
			_, err := s.AnswerQuestion(t.Context(), Answer{Question: question, By: "U0PERF", Text: "So.", Now: monday, Today: today})
			return err
		},
		"another undo": func(t *testing.T, s *Store, p Posted, _ int64) error {
			_, err := s.TakeBack(t.Context(), undo("U2", "U0PERF", p.FigureID))
			return err
		},
	} {
		orders := []string{"undo", name}
		if thorough.Plays(1, 2) == 1 { // one of the two orders, which are mixed among them
			orders = orders[len(name)%2:][:1]
		}
		for _, first := range orders {
			t.Run(name+", first "+first, func(t *testing.T) {
				t.Parallel()
				r := seedRegister(t)
				if name == "a sign-off" {
					r.Committees[0].SignOff = kpi.ManagerSignOff
				}
				s := newQueued(t, r)
				p := mustPost(t, s.Store, coronersPost(t, "R1", "142", ""))
				q := mustAsk(t, s.Store, Ask{RequestID: "Q1", By: "U0PERF", Code: "178", Period: quarter3, Text: "Why?", Now: monday, Today: today, Zone: london})
				undoes := func() error {
					_, err := s.TakeBack(t.Context(), undo("U1", "U0CORONER", p.FigureID))
					return err
				}
				does := func() error { return other(t, s.Store, p, q.Question.ID) }
				one, two := undoes, does
				if first != "undo" {
					one, two = does, undoes
				}
				letGo := s.holds(t, `SELECT FROM indicators WHERE code = '178' FOR UPDATE`)
				a := s.starts(t, 1, one)
				b := s.starts(t, 2, two)
				letGo()
				oneErr, twoErr := <-a, <-b
				if oneErr != nil {
					t.Fatalf("who came first: %v", oneErr)
				}
				var refusal *kpi.Refusal
				if twoErr != nil && !errors.As(twoErr, &refusal) {
					t.Fatalf("who came second: %v", twoErr)
				}
				taken := count(t, s.Store, `SELECT count(*) FROM figure_revisions WHERE id = $1 AND taken_back_at IS NOT NULL`, p.FigureID) == 1
				if want := first == "undo" || name == "another undo"; taken != want {
					t.Errorf("taken back: %t; %v", taken, twoErr)
				}
				if first != "undo" && name != "another undo" && twoErr == nil {
					t.Error("it was taken back though something was built on it")
				}
				built := count(t, s.Store, `SELECT (SELECT count(*) FROM sign_offs WHERE figure_id = $1 AND state = 'approved') + (SELECT count(*) FROM published_cards WHERE figure_id = $1)
					+ (SELECT count(*) FROM figures WHERE indicator_id = (SELECT indicator_id FROM figure_revisions WHERE id = $1) AND period = '2023-24Q3' AND revision > 1)`, p.FigureID)
				if taken && built != 0 {
					t.Errorf("taken back, and %d things built on it", built)
				}
				auditWhole(t, s.Store)
			})
		}
	}
}

// An undo of several figures and a posting that share messages take those in one order.
func TestUndoingSeveralBesideAPosting(t *testing.T) {
	t.Parallel()
	s := newQueued(t, seedRegister(t))
	var ids []int64
	for n, code := range []string{"175", "176"} {
		p := coronersPost(t, code, fmt.Sprint(700+n), "")
		p.Code = code
		ids = append(ids, mustPost(t, s.Store, p).FigureID)
	}
	first := s.speaks(t, "first", "176", "178")
	s.speaks(t, "second", "175", "178")
	letGo := s.holds(t, `SELECT FROM notifications WHERE id = $1 FOR UPDATE`, first)
	posting := s.starts(t, 1, func() error {
		_, err := s.PostFigure(t.Context(), coronersPost(t, "178", "142", ""))
		return err
	})
	undoing := s.starts(t, 2, func() error {
		_, err := s.TakeBack(t.Context(), undo("U1", "U0CORONER", ids...))
		return err
	})
	letGo()
	ended(t, posting, undoing)
}

// Two indicators have the same history, but that into one's something is posted at some point and taken back at the
// end. Then both are the same: what is recorded, when it was red and is, what is asked, and what anybody who reads
// their alerts is told.
func TestAnUndoIsAsIfItHadNotBeen(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	reds := 0
	for seed := range uint64(25) {
		random := rand.New(rand.NewPCG(seed, 17))
		var codes [2]string
		r := kpi.Register{}
		for n := range codes {
			codes[n] = fmt.Sprintf("X%d%c", seed, 'A'+n)
			i := kpi.Indicator{
				Code: codes[n], Title: "Drawn " + codes[n], Committee: "Communities, Social Mobility and Inclusion", Unit: kpi.Count, Direction: kpi.Up, Kind: kpi.Target,
				Target: typed(t, "100", "").Typed.Value, Frequency: kpi.Quarterly, Owner: "U0CORONER", Manager: "U0MGRREG", Compare: kpi.WithPrevious,
			}
			r.Indicators = append(r.Indicators, i)
		}
		mustImport(t, s, r)
		now := at(t, "2024-01-08 10:00")
		happened := ""
		post := func(code string, n int, by string, p kpi.Period, figure string) (Posted, error) {
			posting := typed(t, figure, "")
			posting.Period, posting.Reason = p, fmt.Sprint("The time before was wrong, ", n)
			return s.PostFigure(t.Context(), Post{RequestID: fmt.Sprint(code, " ", n), By: by, Code: code, Posting: posting, Now: now.Now, Today: today, Zone: london})
		}
		const steps = 7
		extra := random.IntN(steps)
		var undone int64
		for n := range steps {
			now = now.later(time.Minute)
			p := kpi.Quarter(2023, 1+random.IntN(3))
			figure := fmt.Sprint([]int{50, 100}[random.IntN(2)] + n) // never the same twice, which would be no posting
			if n == extra {
				posted, err := post(codes[0], n, "U0CORONER", p, figure)
				if err != nil {
					t.Fatal(err)
				}
				undone = posted.FigureID
				happened += fmt.Sprintf("posted %s for %s, to be taken back\n", figure, p)
				continue
			}
			happened += fmt.Sprintf("posted %s for %s\n", figure, p)
			for _, code := range codes {
				if _, err := post(code, n, "U0CORONER", p, figure); err != nil {
					t.Fatal(err)
				}
			}
			if random.IntN(2) == 0 { // what waits is said
				for _, kind := range []kpi.NoticeKind{kpi.NewsRed, kpi.NewsRecovered} {
					for _, told := range newsOf(t, s, kind) {
						if told.State == Ready {
							now = now.later(time.Minute)
							if d := begin(t, s, told.ID, now); d.Task == Say {
								endDelivery(t, s, d, Outcome{Verdict: Delivered, Channel: "D1", TS: fmt.Sprint(told.ID)}, now)
							}
						}
					}
				}
			}
		}
		now = now.later(time.Minute)
		u := undo(fmt.Sprint("undo ", seed), "U0CORONER", undone)
		u.Now = now.Now
		var built *kpi.BuiltOn
		if _, err := s.TakeBack(t.Context(), u); errors.As(err, &built) { // it was revised since
			continue
		} else if err != nil {
			t.Fatalf("%v\n%s", err, happened)
		}
		reds++
		same(t, happened+"recorded", recordedWords(t, s, codes[1]), recordedWords(t, s, codes[0]))
		same(t, happened+"reds", turnWords(t, s, codes[1]), turnWords(t, s, codes[0]))
		if t.Failed() {
			return
		}
	}
	if reds < 8 {
		t.Errorf("only %d were taken back", reds)
	}
	auditWhole(t, s)
}

func recordedWords(t *testing.T, s *Store, code string) string {
	t.Helper()
	revisions, err := s.Revisions(t.Context(), perf, code)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, f := range revisions {
		said = append(said, fmt.Sprint(f.Period, " ", f.Revision, " ", kpi.Exactly(*f.Value), " ", f.Rating))
	}
	c := card(t, s, code, kpi.Period{})
	return strings.Join(append(said, fmt.Sprint(c.Period, c.Movement.Change, c.Awaited != nil)), "; ")
}

// turnWords are the times that an indicator was red: the figures that turned it and left red, and whether anybody has,
// or gets, an alert of the one that stands.
func turnWords(t *testing.T, s *Store, code string) string {
	t.Helper()
	var said []string
	err := s.db.SelectContext(t.Context(), &said, `
		SELECT f.period || ' ' || f.revision || ' to ' || COALESCE(l.period || ' ' || l.revision, 'now')
		       || CASE WHEN l.id IS NULL AND NOT EXISTS (SELECT FROM red_tidings d JOIN notifications n ON n.id = d.notification_id
		                                                 WHERE d.turn_id = r.id AND NOT d.recovered AND n.state NOT IN ('withdrawn', 'rejected'))
		               THEN ', untold' ELSE '' END
		FROM red_turns r JOIN indicators i ON i.id = r.indicator_id JOIN figures f ON f.id = r.turned_figure LEFT JOIN figures l ON l.id = r.left_figure
		WHERE i.code = $1 ORDER BY f.id`, code)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(said, "; ")
}
