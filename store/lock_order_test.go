package store

import (
	"database/sql"
	"net/url"
	"testing"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// queued is a store whose waits for locks can be told from those of other tests, and another on the same database that holds locks.
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
	name := "queued in " + q.Get("search_path")
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

// Who plans the morning's messages names indicators in the order of people, and who publishes takes them in the order of the register.
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

// After an outage a tick withdraws what was never said and names the same figures anew, while one of them is posted and leaves red.
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
