package store

import (
	"crypto/rand"
	"database/sql"
	"fmt"
	"net/url"
	"testing"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// queued is a store whose waits for locks can be told from those of other tests, and another on the same database that
// holds locks.
type queued struct {
	*Store
	holder *Store
	name   string
	db     *sqlx.DB
}

func newQueued(t *testing.T, r kpi.Register) queued {
	t.Helper()
	holder, dsn := empty(t)
	mustImport(t, holder, r)
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	name := "queued in " + rand.Text()
	q.Set("application_name", name)
	u.RawQuery = q.Encode()
	return queued{openStore(t, u.String()), holder, name, holder.patient}
}

// holds takes rows as another process would, until they are let go.
func (q queued) holds(t *testing.T, query string, args ...any) (letGo func()) {
	t.Helper()
	tx, err := q.db.BeginTxx(t.Context(), &sql.TxOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tx.Rollback() })
	if _, err := tx.ExecContext(t.Context(), query, args...); err != nil {
		t.Fatal(err)
	}
	return func() { _ = tx.Rollback() }
}

// starts does something beside the test, and returns once it waits for a lock as the nth of those that do, or is done.
func (q queued) starts(t *testing.T, nth int, do func() error) (done chan error) {
	t.Helper()
	done = make(chan error, 1)
	go func() { done <- do() }()
	for t.Context().Err() == nil {
		var waiting int
		if err := q.db.GetContext(t.Context(), &waiting, `SELECT count(*) FROM pg_stat_activity WHERE application_name = $1 AND wait_event_type = 'Lock'`, q.name); err != nil {
			t.Fatal(err)
		}
		if waiting >= nth || len(done) > 0 {
			return done
		}
	}
	return done
}

// ended fails the test where something did not end well, such as of a deadlock.
func ended(t *testing.T, all ...chan error) {
	t.Helper()
	for n, one := range all {
		if err := <-one; err != nil {
			t.Errorf("the %d. transaction: %v", n+1, err)
		}
	}
}

// speaks is a message that was sent and names the figures of the codes in the third quarter.
func (q queued) speaks(t *testing.T, key string, codes ...string) (id int64) {
	t.Helper()
	err := q.db.GetContext(t.Context(), &id, `
		INSERT INTO notifications (key, kind, recipient, day, from_at, until_at, priority, token, planned_at, state, not_before, nudged_at, settled_at, channel, ts, wanted, shown)
		VALUES ($1, 'daily', 'U0PERF', '2024-01-08', $2, $3, 2, gen_random_uuid(), $2, 'sent', $2, $2, $2, 'D1', $1, 0, 0)
		RETURNING id`, key, instant(monday), instant(monday.AddDate(0, 0, 1)))
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range codes {
		if _, err := q.db.ExecContext(t.Context(), `
			INSERT INTO notification_subjects (notification_id, indicator_id, period) VALUES ($1, (SELECT id FROM indicators WHERE code = $2), '2023-24Q3')`, id, code); err != nil {
			t.Fatal(err)
		}
	}
	return id
}

// Who signs off several figures, and who posts another that shares messages with them, take those messages in one
// order.
func TestSigningOffSeveralBesideAPosting(t *testing.T) {
	t.Parallel()
	r := seedRegister(t)
	r.Committees[0].SignOff = kpi.ManagerSignOff
	s := newQueued(t, r)
	var figures []int64
	for n, code := range []string{"175", "176"} {
		p := coronersPost(t, code, fmt.Sprint(700+n), "")
		p.Code = code
		mustPost(t, s.Store, p)
	}
	unsigned, err := everyUnsigned(t.Context(), s.Store, perf)
	if err != nil || len(unsigned) != 2 {
		t.Fatal(unsigned, err)
	}
	for _, u := range unsigned {
		figures = append(figures, u.FigureID)
	}
	first := s.speaks(t, "first", unsigned[1].Code, "178")
	s.speaks(t, "second", unsigned[0].Code, "178")
	letGo := s.holds(t, `SELECT FROM notifications WHERE id = $1 FOR UPDATE`, first)
	posting := s.starts(t, 1, func() error {
		_, err := s.PostFigure(t.Context(), coronersPost(t, "178", "142", "No court sat."))
		return err
	})
	signing := s.starts(t, 2, func() error {
		_, err := s.SignOff(t.Context(), Request{By: "U0PERF", Now: monday}, figures, today)
		return err
	})
	letGo()
	ended(t, posting, signing)
	auditWhole(t, s.Store)
}

// Who signs a figure off while it is being revised, or signed off by another, waits, and is told what became of it.
func TestSigningOffWaitsForWhoIsFirst(t *testing.T) {
	t.Parallel()
	r := seedRegister(t)
	r.Committees[0].SignOff = kpi.ManagerSignOff
	for first, want := range map[string]string{"revised": "has been revised for Q3 2023/24 since you looked: it is now 143", "signed off": "was signed off already, by Performance team"} {
		t.Run(first, func(t *testing.T) {
			t.Parallel()
			s := newQueued(t, r)
			mustPost(t, s.Store, coronersPost(t, "R1", "142", "No court sat."))
			unsigned, err := everyUnsigned(t.Context(), s.Store, perf)
			if err != nil || len(unsigned) != 1 {
				t.Fatal(unsigned, err)
			}
			ids := []int64{unsigned[0].FigureID}
			letGo := s.holds(t, `SELECT FROM audit_chains WHERE chain = $1 FOR UPDATE`, csmi)
			one := s.starts(t, 1, func() error {
				if first == "revised" {
					_, err := s.PostFigure(t.Context(), coronersPost(t, "R2", "143", "One more"))
					return err
				}
				_, err := s.SignOff(t.Context(), Request{By: "U0PERF", Now: monday}, ids, today)
				return err
			})
			two := s.starts(t, 2, func() error {
				_, err := s.SignOff(t.Context(), Request{By: "U0MGRREG", Now: monday}, ids, today)
				return err
			})
			letGo()
			ended(t, one)
			refused(t, <-two, want)
			auditWhole(t, s.Store)
		})
	}
}

// Who plans the morning's messages names indicators in the order of people, and who publishes takes them in the order
// of the register.
func TestPlanningBesideAPublication(t *testing.T) {
	t.Parallel()
	r := seedRegister(t)
	r.Indicators[0].Owner = r.People[len(r.People)-1].SlackID // who is written to last has the first
	s := newQueued(t, r)
	letGo := s.holds(t, `SELECT FROM indicators WHERE code = $1 FOR UPDATE`, r.Indicators[0].Code)
	publishes := s.starts(t, 1, func() error {
		_, err := s.Publish(t.Context(), publishing(true))
		return err
	})
	plans := s.starts(t, 2, func() error {
		_, err := s.PlanNotices(t.Context(), at(t, "2024-01-08 09:00"))
		return err
	})
	letGo()
	ended(t, publishes, plans)
	if n := len(mustPlan(t, s.Store, at(t, "2024-01-08 09:01"))); n != 0 {
		t.Errorf("%d messages were not planned at once", n)
	}
}

// On the set day the performance team hears of what is lacking while somebody publishes all the same.
func TestHearingOfWhatIsLackingBesideAPublication(t *testing.T) {
	t.Parallel()
	r := seedRegister(t)
	r.Collections[1].Publishes = kpi.Date{Year: 2024, Month: 1, Day: 8}
	r.Figures = without(r.Figures, r.Indicators[len(r.Indicators)-1].Code) // missing is named before what has no actions
	s := newQueued(t, r)
	var lacks string
	for _, i := range r.Indicators {
		if i.Code == "SKL1" {
			lacks = i.Code
		}
	}
	letGo := s.holds(t, `SELECT FROM indicators WHERE code = $1 FOR UPDATE`, lacks)
	publishes := s.starts(t, 1, func() error {
		_, err := s.Publish(t.Context(), publishing(true))
		return err
	})
	hears := s.starts(t, 2, func() error { return s.PublishDue(t.Context(), at(t, "2024-01-08 09:00")) })
	letGo()
	ended(t, publishes, hears)
}

// After an outage a tick withdraws what was never said and names the same figures anew, while one of them is posted and
// leaves red.
func TestPlanningBesideARed(t *testing.T) {
	t.Parallel()
	s := newQueued(t, seedRegister(t))
	friday, morning := at(t, "2024-01-05 10:00"), at(t, "2024-01-08 09:00")
	mustPlan(t, s.Store, friday) // and then nothing is said
	postedOf(t, s.Store, friday, "REG1", "50", "")
	letGo := s.holds(t, `SELECT FROM indicators WHERE code = 'REG1' FOR UPDATE`)
	posts := s.starts(t, 1, func() error {
		_, err := s.PostFigure(t.Context(), Post{RequestID: "again", By: "U0PERF", Code: "REG1", Posting: typed(t, "90", "Counted again."), Now: morning.Now, Today: morning.today(), Zone: london})
		return err
	})
	plans := s.starts(t, 2, func() error {
		_, err := s.PlanNotices(t.Context(), morning)
		return err
	})
	letGo()
	ended(t, posts, plans)
}

// A message that is begun while a figure is being posted does not say for ever that the figure is owed.
func TestAPostingWhileItsReminderIsSaid(t *testing.T) {
	t.Parallel()
	s := newQueued(t, seedRegister(t))
	morning := at(t, "2024-01-02 09:00")
	var asks Notification
	for _, n := range mustPlan(t, s.Store, morning) {
		if n.Recipient == "U0CORONER" {
			asks = n
		}
	}
	letGo := s.holds(t, `SELECT FROM audit_chains WHERE chain = $1 FOR UPDATE`, csmi)
	posts := s.starts(t, 1, func() error {
		_, err := s.PostFigure(t.Context(), coronersPost(t, "178", "142", "No court sat."))
		return err
	})
	var d Delivery
	says := s.starts(t, 2, func() (err error) {
		d, err = s.BeginDelivery(t.Context(), asks.ID, morning, DefaultPatience)
		return err
	})
	said := make(chan []NoticeItem, 1)
	if len(says) > 0 { // it is worded before the figure is there
		said <- toldItems(t, s.Store, d, morning)
		says <- <-says
	}
	letGo()
	ended(t, posts, says)
	if len(said) == 0 {
		said <- toldItems(t, s.Store, d, morning)
	}
	ended := endDelivery(t, s.Store, d, Outcome{Verdict: Delivered, Channel: "D1", TS: "17.1"}, morning)
	for _, i := range <-said {
		if i.Indicator == "178" && !i.In && !ended.Again {
			t.Error("it says that the posted figure is owed, and is not brought up to date")
		}
	}
}

func toldItems(t *testing.T, s *Store, d Delivery, at Clocks) []NoticeItem {
	t.Helper()
	w, err := s.Wording(t.Context(), d.Notification, at)
	if err != nil || d.Task != Say {
		t.Fatal(d.Task, err)
	}
	return w.Items
}
