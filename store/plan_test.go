package store

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chaser/kpi"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var london = func() *time.Location {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic(err)
	}
	return zone
}()

// at is both clocks at an instant of London's.
func at(t testing.TB, text string) Clocks {
	t.Helper()
	now, err := time.ParseInLocation("2006-01-02 15:04", text, london)
	if err != nil {
		t.Fatal(err)
	}
	return Clocks{Now: now, Machine: now, Zone: london}
}

// later is the clocks when some time has passed.
func (c Clocks) later(d time.Duration) Clocks {
	return Clocks{Now: c.Now.Add(d), Machine: c.Machine.Add(d), Zone: c.Zone}
}

func mustPlan(t testing.TB, s *Store, at Clocks) []Notification {
	t.Helper()
	sameOwed(t, s, at)
	planned, err := s.PlanNotices(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	return notificationsOf(t, s, planned)
}

// notificationsOf are the notifications with these ids.
func notificationsOf(t testing.TB, s *Store, ids []int64) []Notification {
	t.Helper()
	all, err := s.Notifications(t.Context(), ids...)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// sameOwed fails the test unless what is owed is found in what planning reads as in all that a chase is. Two things
// tell them apart: a message whose hours have passed, until it is withdrawn, and that the diary knows who had their
// message of the day, though it was refused or withdrawn, and so can have no other.
func sameOwed(t testing.TB, s *Store, at Clocks) {
	t.Helper()
	if count(t, s, `SELECT count(*) FROM notifications m WHERE `+expired("$1"), instant(at.Now)) > 0 {
		return
	}
	whole, err := s.Chase(t.Context(), at.Zone, at.today())
	if err != nil {
		t.Fatal(err)
	}
	now, err := s.ChaseNow(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	var had []string
	if err := s.patient.SelectContext(t.Context(), &had, `
		SELECT recipient FROM notifications WHERE key LIKE 'daily %' AND state IN ('withdrawn', 'rejected') AND from_at <= $1 AND until_at > $1`, instant(at.Now)); err != nil {
		t.Fatal(err)
	}
	owed := func(c kpi.Chase) []kpi.Notice {
		return slices.DeleteFunc(c.Owed(at.Now), func(n kpi.Notice) bool { return slices.Contains(had, n.Recipient) })
	}
	unmet := func(c kpi.Chase) []string {
		return slices.DeleteFunc(c.Unmet(at.Now), func(id string) bool { return slices.Contains(had, id) })
	}
	same := cmp.Options{cmp.Comparer(func(a, b kpi.Period) bool { return a == b }), cmpopts.EquateEmpty()}
	if diff := cmp.Diff(owed(whole), owed(now), same); diff != "" {
		t.Errorf("at %s (-of the whole chase +of what planning reads):\n%s", at.Now, diff)
	}
	if diff := cmp.Diff(unmet(whole), unmet(now), same); diff != "" {
		t.Errorf("to be asked about at %s (-whole +now):\n%s", at.Now, diff)
	}
}

func recipients(list []Notification) string {
	var ids []string
	for _, n := range list {
		ids = append(ids, n.Recipient)
	}
	return strings.Join(ids, " ")
}

const everyOwner = "U0LIB U0SKILLS U0YOUTH U0CORONER U0DAVIOL U0REGISTR U0TRADING"

// What is owed is planned once, whoever asks and however often.
func TestPlanning(t *testing.T) {
	t.Parallel()
	s, dsn := seeded(t)
	if early := mustPlan(t, s, at(t, "2024-01-02 08:59")); len(early) != 0 {
		t.Errorf("before nine: %s", recipients(early))
	}
	opening := at(t, "2024-01-02 09:00")
	other := openStore(t, dsn)
	var (
		mu      sync.Mutex
		planned []int64
		both    sync.WaitGroup
	)
	for _, planner := range []*Store{s, other, s, other} {
		both.Go(func() {
			more, err := planner.PlanNotices(t.Context(), opening)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			planned = append(planned, more...)
		})
	}
	both.Wait()
	all := notificationsOf(t, s, planned)
	same(t, "the morning of the opening", everyOwner+" U0PERF", recipients(all))
	for _, n := range all {
		if n.Recipient == "U0CORONER" {
			same(t, "the coroner's kind", kpi.NoticeOpens, n.Kind)
			if len(n.Items) != 5 {
				t.Errorf("the coroner's message names %d figures, want 5", len(n.Items))
			}
		}
	}
	if jobs := count(t, s, `SELECT count(*) FROM river_job WHERE kind = 'deliver'`); jobs != len(planned) {
		t.Errorf("%d jobs for %d notifications", jobs, len(planned))
	}
	if again := mustPlan(t, s, opening.later(time.Hour)); len(again) != 0 {
		t.Errorf("an hour later again: %s", recipients(again))
	}
}

// A plan that is killed has told the first people, each with what their message names and its job. The next plan tells
// the others, and nobody twice.
func TestAPlanThatIsKilledIsGoneOnWith(t *testing.T) {
	t.Parallel()
	for _, together := range []int{1, 2, 3} {
		s, dsn := seeded(t)
		opening, left := at(t, "2024-01-02 09:00"), 2
		first, err := s.planNotices(t.Context(), opening, nil, planning{s.enqueue, together, func() error {
			if left--; left == 0 {
				return errKilled
			}
			return nil
		}})
		if !errors.Is(err, errKilled) || len(first) != 2*together {
			t.Fatalf("%d messages, %v", len(first), err)
		}
		for _, n := range notificationsOf(t, s, first) {
			if len(n.Items) == 0 {
				t.Errorf("%s's message names nothing", n.Recipient)
			}
		}
		other := openStore(t, dsn) // whose plan waits for no lock of the one that was killed
		rest := mustPlan(t, other, opening.later(time.Minute))
		same(t, "the messages of both", everyOwner+" U0PERF", recipients(append(notificationsOf(t, s, first), rest...)))
		if jobs := count(t, s, `SELECT count(DISTINCT args) FROM river_job WHERE kind = 'deliver'`); jobs != len(first)+len(rest) {
			t.Errorf("%d jobs for %d messages", jobs, len(first)+len(rest))
		}
		if again := mustPlan(t, s, opening.later(2*time.Minute)); len(again) > 0 {
			t.Errorf("told twice: %s", recipients(again))
		}
	}
}

// After an outage nobody is told of the days that have passed, and what could not be said is withdrawn with its entry.
func TestAnOutageIsCaughtUp(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	missed := mustPlan(t, s, at(t, "2024-01-12 09:00"))
	entries := auditWhole(t, s)
	planned := mustPlan(t, s, at(t, "2024-01-18 10:00"))
	same(t, "after it", everyOwner+" U0PERF", recipients(planned))
	for _, n := range planned {
		for _, i := range n.Items {
			if i.Duty == kpi.DutyPost && i.Step.String() != "-1" {
				t.Errorf("%s is told of step %s of %s, want -1", n.Recipient, i.Step, i.Indicator)
			}
		}
	}
	old, err := s.Notifications(t.Context(), missed[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if old[0].State != Withdrawn || old[0].Reason == "" {
		t.Errorf("the missed one is %s (%q)", old[0].State, old[0].Reason)
	}
	if got := auditWhole(t, s) - entries; got != len(missed) {
		t.Errorf("%d audit entries for %d withdrawn messages", got, len(missed))
	}
}

// A figure that has been posted is not asked for, and messages that name it are brought up to date.
func TestAPostingRefreshesWhatNamesIt(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	opening := at(t, "2024-01-08 09:00")
	for _, n := range mustPlan(t, s, opening) {
		d := begin(t, s, n.ID, opening)
		endDelivery(t, s, d, Outcome{Verdict: Delivered, Channel: "D" + n.Recipient, TS: "1.1"}, opening)
	}
	mustPost(t, s, coronersPost(t, "r1", "142", "No court sat."))
	left, err := s.Unfinished(t.Context(), opening.Now)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "to be brought up to date", "U0CORONER U0PERF", recipients(left))
	soon := opening.later(time.Minute)
	for _, n := range left {
		d := begin(t, s, n.ID, soon)
		same(t, "task", Refresh, d.Task)
		if got := endDelivery(t, s, d, Outcome{Verdict: Delivered}, soon); got.Again {
			t.Errorf("%s is not up to date: %+v", n.Recipient, got)
		}
	}
	// The coroner owes four more of the five; all five, and nothing is owed.
	for n, code := range []string{"175", "176", "177", "179"} {
		p := coronersPost(t, code, "300", "")
		p.Code = code
		mustPost(t, s, p)
		owed := recipients(mustPlan(t, s, at(t, "2024-01-12 09:00").later(time.Duration(n)*time.Minute)))
		if wants := code != "179"; n == 3 && strings.Contains(owed, "U0CORONER") != wants {
			t.Errorf("after %s: %s", code, owed)
		}
	}
}
