package store

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"chaser/doubt"
	"chaser/kpi"
)

// postedOf posts a figure for the collection that is open, as the performance team.
func postedOf(t testing.TB, s *Store, at Clocks, code, figure, words string) Posted {
	t.Helper()
	posting := kpi.Posting{Status: kpi.Unavailable, Words: words}
	if figure != "" {
		posting = typed(t, figure, words)
	}
	return mustPost(t, s, Post{RequestID: rand.Text(), By: "U0PERF", Code: code, Posting: posting, Now: at.Now, Today: at.today(), Zone: at.Zone})
}

// newsOf are the messages of a kind, in the order in which they were recorded.
func newsOf(t testing.TB, s *Store, kind kpi.NoticeKind) (found []Notification) {
	t.Helper()
	all, err := s.NotificationsSince(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range all {
		if n.Kind == kind {
			found = append(found, n)
		}
	}
	return found
}

// say delivers a message.
func say(t testing.TB, s *Store, n Notification, at Clocks) {
	t.Helper()
	d := begin(t, s, n.ID, at)
	if d.Task != Say {
		t.Fatalf("%s to %s is not to be said but %v, %s", n.Kind, n.Recipient, d.Task, d.Reason)
	}
	endDelivery(t, s, d, Outcome{Verdict: Delivered, Channel: "D" + n.Recipient, TS: fmt.Sprint("17.", n.ID)}, at)
}

func refused(t testing.TB, err error, want string) {
	t.Helper()
	var r *kpi.Refusal
	if !errors.As(err, &r) || !strings.Contains(r.Sentence, want) {
		t.Errorf("got %v, want a refusal that says %q", err, want)
	}
}

// REG1's target is 74 per cent and its manager U0MGRREG; 99 per cent in the second quarter was Blue.
func TestAnAlertForEachTurn(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 21:15") // at any hour: something has happened
	postedOf(t, s, now, "REG1", "50", "Staff leave.")
	alerts := newsOf(t, s, kpi.NewsRed)
	if len(alerts) != 1 || alerts[0].Recipient != "U0MGRREG" || jobsOf(t, s, alerts[0].ID) != 1 {
		t.Fatalf("the alerts are %+v", alerts)
	}
	say(t, s, alerts[0], now)
	now = now.later(time.Minute)
	postedOf(t, s, now, "REG1", "51", "One was missed.")
	if d := begin(t, s, alerts[0].ID, now); d.Task != Refresh {
		t.Errorf("a revision leaves the alert as it was: %v", d.Task)
	} else {
		endDelivery(t, s, d, Outcome{Verdict: Delivered}, now)
	}
	now = now.later(time.Minute)
	postedOf(t, s, now, "REG1", "", "The database is broken.") // nobody knows: neither better nor worse
	postedOf(t, s, now, "REG1", "52", "It was mended.")
	if n := len(newsOf(t, s, kpi.NewsRed)) + len(newsOf(t, s, kpi.NewsRecovered)); n != 1 {
		t.Fatalf("a figure that stays red brought %d messages", n)
	}
	now = now.later(time.Minute)
	postedOf(t, s, now, "REG1", "75", "All were counted.")
	recovered := newsOf(t, s, kpi.NewsRecovered)
	if len(recovered) != 1 || recovered[0].Recipient != "U0MGRREG" {
		t.Fatalf("told of the recovery: %+v", recovered)
	}
	tidings, err := s.Tidings(t.Context(), alerts[0], now.today())
	if err != nil || len(tidings) != 1 || tidings[0].Ended == nil || tidings[0].Ended.Rating != kpi.Green || tidings[0].Recovered || !tidings[0].Since.IsZero() {
		t.Fatalf("the alert says %+v: %v", tidings, err)
	}
	if d := begin(t, s, alerts[0].ID, now); d.Task != Refresh {
		t.Errorf("the alert still says Red: %v", d.Task)
	}
	say(t, s, recovered[0], now)
	now = now.later(time.Minute)
	postedOf(t, s, now, "REG1", "40", "Counted twice.") // re-armed
	if alerts = newsOf(t, s, kpi.NewsRed); len(alerts) != 2 {
		t.Fatalf("red again brought %d alerts in all", len(alerts))
	}
	if tidings, err = s.Tidings(t.Context(), alerts[1], now.today()); err != nil || tidings[0].Since != kpi.Quarter(2023, 3) || tidings[0].Ended != nil {
		t.Errorf("the second alert says %+v: %v", tidings, err)
	}
	auditWhole(t, s)
}

// The same request, delivered twice, tells once.
func TestAnAlertOncePerRequest(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	p := Post{RequestID: "R1", By: "U0REGISTR", Code: "REG1", Posting: typed(t, "50", ""), Now: monday, Today: today}
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if _, err := s.PostFigure(t.Context(), p); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	if n := len(newsOf(t, s, kpi.NewsRed)); n != 1 {
		t.Errorf("%d alerts", n)
	}
}

func TestAnAlertThatNobodyReadIsWithdrawn(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	postedOf(t, s, now, "REG1", "50", "")
	alert := newsOf(t, s, kpi.NewsRed)[0]
	postedOf(t, s, now.later(time.Minute), "REG1", "80", "A slip.")
	entries := auditWhole(t, s)
	if d := begin(t, s, alert.ID, now.later(time.Minute)); d.Task != Nothing || d.State != Withdrawn {
		t.Errorf("%v %s", d.Task, d.State)
	}
	if auditWhole(t, s) != entries+1 {
		t.Error("the trail does not say that it was withdrawn")
	}
	if n := len(newsOf(t, s, kpi.NewsRecovered)); n != 0 {
		t.Errorf("%d are told of the recovery of what they never heard was red", n)
	}
}

// A recovery that is not said yet, as while Slack is down, falls when the indicator is red again.
func TestARecoveryThatWasNone(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	postedOf(t, s, now, "REG1", "50", "")
	say(t, s, newsOf(t, s, kpi.NewsRed)[0], now)
	postedOf(t, s, now, "REG1", "80", "A slip.")
	postedOf(t, s, now, "REG1", "49", "No slip.")
	if d := begin(t, s, newsOf(t, s, kpi.NewsRecovered)[0].ID, now); d.State != Withdrawn {
		t.Errorf("the recovery is %s", d.State)
	}
	if d := begin(t, s, newsOf(t, s, kpi.NewsRed)[1].ID, now.later(time.Minute)); d.Task != Say {
		t.Errorf("the second alert: %v %s", d.Task, d.Reason)
	}
}

func TestAnAlertWhereNobodyManages(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	r := seedRegister(t)
	for n := range r.Indicators {
		r.Indicators[n].Manager = ""
	}
	for n := range r.People {
		if r.People[n].SlackID == "U0TRADING" {
			r.People[n].Manager = ""
		}
	}
	r.People = append(r.People, kpi.Person{SlackID: "U0PERF2", Name: "Another", Roles: []kpi.Role{kpi.Admin}})
	mustImport(t, s, r)
	now := at(t, "2024-01-08 10:00")
	postedOf(t, s, now, "REG1", "50", "")
	postedOf(t, s, now, "TRS1", "10", "")
	same(t, "who is told, but for whoever posted it", "U0MGRREG U0PERF2", recipients(newsOf(t, s, kpi.NewsRed)))
}

// Two messages that a manager was told of in one digest, and what becomes of them before and after it is said.
func TestADailyDigest(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	friday := at(t, "2024-01-12 17:30")
	setAlerts(t, s, "U0MGRREG", kpi.AlertsDaily, friday)
	postedOf(t, s, friday, "REG1", "50", "")
	saturday := at(t, "2024-01-13 09:30")
	postedOf(t, s, saturday, "TRS1", "100", "")
	digests := newsOf(t, s, kpi.NewsRedDigest)
	if len(digests) != 1 || len(newsOf(t, s, kpi.NewsRed)) != 0 || !digests[0].From.Equal(at(t, "2024-01-15 09:00").Now) {
		t.Fatalf("the digests are %+v", digests)
	}
	id := digests[0].ID
	if jobsOf(t, s, id) != 0 {
		t.Error("it has a job before its hour")
	}
	mustPlan(t, s, at(t, "2024-01-15 08:59"))
	if n, err := s.Requeue(t.Context(), at(t, "2024-01-15 08:59").Machine.Add(time.Hour), 0); err != nil || jobsOf(t, s, id) != 0 {
		t.Errorf("it was taken up before its hour: %d, %v", n, err)
	}
	if d := begin(t, s, id, at(t, "2024-01-15 08:59")); d.Task != Wait {
		t.Errorf("before its hour: %v", d.Task)
	}
	postedOf(t, s, at(t, "2024-01-15 08:59"), "TRS1", "400", "A slip.")
	morning := at(t, "2024-01-15 09:00")
	mustPlan(t, s, morning)
	mustPlan(t, s, morning)
	if jobsOf(t, s, id) != 1 {
		t.Errorf("at its hour there are %d jobs", jobsOf(t, s, id))
	}
	same(t, "what it tells", "REG1 red", tells(t, s, digests[0]))
	say(t, s, digests[0], morning)
	postedOf(t, s, morning.later(time.Hour), "REG1", "80", "Counted again.")
	postedOf(t, s, morning.later(time.Hour), "TRS1", "90", "No slip.")
	digests = newsOf(t, s, kpi.NewsRedDigest)
	if len(digests) != 2 || !digests[1].From.Equal(at(t, "2024-01-16 09:00").Now) {
		t.Fatalf("the digests are %+v", digests)
	}
	same(t, "what the next tells", "REG1 recovered, TRS1 red", tells(t, s, digests[1]))
	if d := begin(t, s, id, morning.later(2*time.Hour)); d.Task != Refresh {
		t.Errorf("what was said is not brought up to date: %v", d.Task)
	}
	postedOf(t, s, morning.later(3*time.Hour), "REG1", "30", "Counted once more.")
	postedOf(t, s, morning.later(3*time.Hour), "TRS1", "500", "A slip.")
	same(t, "what is left of it", "REG1 red", tells(t, s, digests[1]))
	postedOf(t, s, morning.later(4*time.Hour), "REG1", "90", "And again.")
	if d := begin(t, s, digests[1].ID, at(t, "2024-01-16 09:00")); d.State != Withdrawn {
		t.Errorf("an empty one is %s", d.State)
	}
	if n := len(newsOf(t, s, kpi.NewsRecovered)); n != 0 {
		t.Errorf("%d recoveries at once", n)
	}
	auditWhole(t, s)
}

// tells are the tidings of a message, shortly.
func tells(t testing.TB, s *Store, n Notification) string {
	t.Helper()
	tidings, err := s.Tidings(t.Context(), n, today)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, tiding := range tidings {
		what := "red"
		if tiding.Recovered {
			what = "recovered"
		}
		said = append(said, tiding.Card.Indicator.Code+" "+what)
	}
	return strings.Join(said, ", ")
}

func setAlerts(t testing.TB, s *Store, person string, timing kpi.AlertTiming, at Clocks) {
	t.Helper()
	if err := s.SetAlerts(t.Context(), Request{By: person, Now: at.Now}, timing); err != nil {
		t.Fatal(err)
	}
}

func TestSetAlerts(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-12 17:30")
	entries := auditWhole(t, s)
	for range 2 { // the second changes nothing
		setAlerts(t, s, "U0MGRREG", kpi.AlertsDaily, now)
	}
	if p, _, err := s.Person(t.Context(), "U0MGRREG"); err != nil || p.Timing() != kpi.AlertsDaily || auditWhole(t, s) != entries+1 {
		t.Errorf("%+v %v", p, err)
	}
	mustImport(t, s, seedRegister(t)) // says nothing of it
	if p, _, _ := s.Person(t.Context(), "U0MGRREG"); p.Timing() != kpi.AlertsDaily {
		t.Error("an import that says nothing of it takes the choice back")
	}
	setAlerts(t, s, "U0MGRREG", kpi.AlertsAtOnce, now)
	if p, _, _ := s.Person(t.Context(), "U0MGRREG"); p.Timing() != kpi.AlertsAtOnce {
		t.Error("it stays daily")
	}
	refused(t, s.SetAlerts(t.Context(), Request{By: "U0NOBODY", Now: now.Now}, kpi.AlertsDaily), "does not know you")
}

func TestAcknowledge(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	ack := func(by string) error {
		return s.Acknowledge(t.Context(), Acknowledgement{By: by, Code: "reg1", Period: kpi.Quarter(2023, 3), Now: now.Now, Today: now.today(), Zone: now.Zone})
	}
	refused(t, ack("U0MGRREG"), "has not turned Red")
	postedOf(t, s, now, "REG1", "50", "")
	alert := newsOf(t, s, kpi.NewsRed)[0]
	say(t, s, alert, now)
	refused(t, ack("U0REGISTR"), "Only the manager of REG1")
	refused(t, ack("U0CLLR1"), "Only the manager of REG1")
	refused(t, ack("U0NOBODY"), "does not know you")
	entries := auditWhole(t, s)
	// Two who may, at the same time: one has, and the other reads who.
	said := make([]error, 2)
	var both sync.WaitGroup
	for n, by := range []string{"U0MGRREG", "U0PERF"} {
		both.Go(func() { said[n] = ack(by) })
	}
	both.Wait()
	switch {
	case said[0] == nil:
		refused(t, said[1], "Assistant director, regulatory services has acknowledged it already, on 8 January 2024")
	case said[1] == nil:
		refused(t, said[0], "Performance team has acknowledged it already")
	default:
		t.Errorf("neither may: %v", said)
	}
	if auditWhole(t, s) != entries+1 {
		t.Error("the trail does not hold the one acknowledgement")
	}
	if d := begin(t, s, alert.ID, now.later(time.Minute)); d.Task != Refresh {
		t.Errorf("the alert does not show it: %v", d.Task)
	}
	tidings, err := s.Tidings(t.Context(), alert, now.today())
	if err != nil || tidings[0].SeenBy == "" || !tidings[0].SeenAt.Equal(now.Now) {
		t.Errorf("%+v %v", tidings, err)
	}
	postedOf(t, s, now.later(time.Hour), "REG1", "90", "Counted again.")
	postedOf(t, s, now.later(time.Hour), "REG1", "40", "And again.")
	postedOf(t, s, now.later(time.Hour), "REG1", "90", "And once more.")
	refused(t, ack("U0MGRREG"), "no longer Red") // the second turn, which nobody acknowledged
}

func TestAcknowledgeTwice(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	postedOf(t, s, now, "REG1", "50", "")
	for range 2 {
		if err := s.Acknowledge(t.Context(), Acknowledgement{By: "U0MGRREG", Code: "REG1", Period: kpi.Quarter(2023, 3), Now: now.Now, Today: now.today(), Zone: now.Zone}); err != nil {
			t.Error(err)
		}
		now = now.later(time.Hour)
	}
	if tidings, err := s.Tidings(t.Context(), newsOf(t, s, kpi.NewsRed)[0], now.today()); err != nil || !tidings[0].SeenAt.Equal(at(t, "2024-01-08 10:00").Now) {
		t.Errorf("%+v %v", tidings, err)
	}
}

// A figure that is revised while its alert is being said: the alert is brought up to date afterwards; and where the
// revision leaves red, the manager, who may have read the alert, hears of that too.
func TestARevisionWhileTheAlertIsSaid(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	postedOf(t, s, now, "REG1", "50", "")
	alert := newsOf(t, s, kpi.NewsRed)[0]
	d := begin(t, s, alert.ID, now)
	postedOf(t, s, now, "REG1", "51", "One was missed.")
	if ended := endDelivery(t, s, d, Outcome{Verdict: Delivered, Channel: "D1", TS: "17.1"}, now); !ended.Again {
		t.Error("the alert keeps the figure that was revised")
	}
	d = begin(t, s, alert.ID, now.later(2*time.Second))
	postedOf(t, s, now, "REG1", "90", "All of them were.")
	if ended := endDelivery(t, s, d, Outcome{Verdict: Delivered}, now.later(2*time.Second)); !ended.Again {
		t.Error("the alert says Red for ever")
	}
	if n := len(newsOf(t, s, kpi.NewsRecovered)); n != 1 {
		t.Errorf("%d recoveries", n)
	}
}

// However a delivery and a figure that leaves red meet: either the alert is said and the recovery too, or neither is.
func TestAnAlertAndItsRecoveryMeet(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	said, withdrawn := 0, 0
	for round := range 12 {
		now = now.later(time.Hour)
		postedOf(t, s, now, "REG1", fmt.Sprint(20+round), "Down.")
		alerts := newsOf(t, s, kpi.NewsRed)
		alert := alerts[len(alerts)-1]
		recoveries := len(newsOf(t, s, kpi.NewsRecovered))
		var task Task
		deliver := func() {
			d, err := s.BeginDelivery(t.Context(), alert.ID, now, DefaultPatience)
			if err != nil {
				t.Error(err)
			}
			task = d.Task
		}
		leaves := func() { postedOf(t, s, now, "REG1", fmt.Sprint(80+round), "Up.") }
		switch round % 3 {
		case 0:
			deliver()
			leaves()
		case 1:
			leaves()
			deliver()
		default:
			var both sync.WaitGroup
			both.Go(deliver)
			both.Go(leaves)
			both.Wait()
		}
		if task != Say {
			begin(t, s, alert.ID, now.later(time.Minute))
		}
		told := len(newsOf(t, s, kpi.NewsRecovered)) - recoveries
		if (task == Say) != (told == 1) {
			t.Fatalf("round %d: the alert's task is %v, and %d are told of the recovery", round, task, told)
		}
		if task == Say {
			said++
		} else {
			withdrawn++
		}
	}
	t.Logf("said %d times, withdrawn %d times", said, withdrawn)
}

// Postings that turn several of one manager's indicators at once all end, whichever messages they share.
func TestTurnsAtOnce(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	setAlerts(t, s, "U0MGRREG", kpi.AlertsDaily, now)
	for _, n := range mustPlan(t, s, now) { // boards and lists that all of them refresh
		say(t, s, n, now)
	}
	var all sync.WaitGroup
	for code, figures := range map[string][]string{"REG1": {"30", "90", "31"}, "REG2": {"90", "30", "91", "31"}, "TRS1": {"100", "400", "101"}, "TRS2": {"90", "30", "91", "31"}} {
		all.Go(func() {
			for n, figure := range figures {
				postedOf(t, s, now.later(time.Duration(n)*time.Second), code, figure, "Counted again.")
			}
		})
	}
	all.Wait()
	if digests := newsOf(t, s, kpi.NewsRedDigest); len(digests) != 1 || strings.Count(tells(t, s, digests[0]), "red") != 4 || strings.Contains(tells(t, s, digests[0]), "recovered") {
		t.Errorf("%+v tell %s", digests, tells(t, s, digests[0]))
	}
	auditWhole(t, s)
}

// It may leave red in another period than it turned in, and the alert of that says so too.
func TestAnAlertOfAnEarlierPeriod(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	revised := Post{RequestID: "R1", By: "U0PERF", Code: "REG1", Posting: typed(t, "50", "Counted again."), Now: now.Now, Today: now.today(), Zone: now.Zone}
	revised.Posting.Period = kpi.Quarter(2023, 2)
	revised.Sure, revised.Keep = doubt.Kinds, "The words are of the first count."
	mustPost(t, s, revised)
	alert := newsOf(t, s, kpi.NewsRed)[0]
	say(t, s, alert, now)
	postedOf(t, s, now, "REG1", "90", "")
	if d := begin(t, s, alert.ID, now.later(time.Minute)); d.Task != Refresh {
		t.Errorf("the alert still says Red: %v", d.Task)
	}
	tidings, err := s.Tidings(t.Context(), alert, now.today())
	if err != nil || tidings[0].Turned != kpi.Quarter(2023, 2) || tidings[0].Card.Period != kpi.Quarter(2023, 3) || tidings[0].Ended.Rating != kpi.Blue {
		t.Errorf("%+v %v", tidings, err)
	}
	same(t, "told of the recovery", "U0MGRREG", recipients(newsOf(t, s, kpi.NewsRecovered)))
}

// A recovery that is being said while the indicator turns red again is not taken out of the message that says it.
func TestARedWhileTheDigestIsSaid(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	setAlerts(t, s, "U0MGRREG", kpi.AlertsDaily, now)
	postedOf(t, s, now, "REG1", "50", "")
	now = at(t, "2024-01-09 09:00")
	say(t, s, newsOf(t, s, kpi.NewsRedDigest)[0], now)
	postedOf(t, s, now, "REG1", "90", "Counted again.")
	now = at(t, "2024-01-10 09:00")
	recovery := newsOf(t, s, kpi.NewsRedDigest)[1]
	claim, err := s.patient.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = claim.Rollback() }()
	if _, err := claim.ExecContext(t.Context(), `UPDATE notifications SET state = 'sending' WHERE id = $1`, recovery.ID); err != nil {
		t.Fatal(err)
	}
	p := Post{RequestID: "R-again", By: "U0PERF", Code: "REG1", Posting: typed(t, "40", "And again."), Now: now.Now, Today: now.today(), Zone: now.Zone}
	ended := make(chan error, 1)
	go func() {
		_, err := s.PostFigure(t.Context(), p)
		ended <- err
	}()
	awaitLockWaiter(t, s, ended)
	if err := claim.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	same(t, "what is being said", "REG1 recovered", tells(t, s, recovery))
}

// A day's reds come at nine by the manager's own clock, and the day is theirs too; a deactivated account is told
// nothing.
func TestADigestByTheManagersClock(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-09 02:00") // still the Monday in New York
	setAlerts(t, s, "U0MGRREG", kpi.AlertsDaily, now)
	inNewYork := SlackPerson{SlackID: "U0MGRREG", Zone: "America/New_York"}
	if err := s.RecordSlackPeople(t.Context(), now, inNewYork); err != nil {
		t.Fatal(err)
	}
	postedOf(t, s, now, "REG1", "50", "")
	digest := newsOf(t, s, kpi.NewsRedDigest)[0]
	if !digest.From.Equal(at(t, "2024-01-09 14:00").Now) || digest.Day.String() != "2024-01-09" {
		t.Errorf("it comes at %s on %s", digest.From, digest.Day)
	}
	say(t, s, digest, at(t, "2024-01-09 14:00"))
	inNewYork.Deactivated = true
	if err := s.RecordSlackPeople(t.Context(), now, inNewYork); err != nil {
		t.Fatal(err)
	}
	postedOf(t, s, at(t, "2024-01-09 15:00"), "REG1", "90", "Counted again.")
	if n := len(newsOf(t, s, kpi.NewsRedDigest)); n != 1 {
		t.Errorf("%d messages to an account that is gone", n)
	}
}
