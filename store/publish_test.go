package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chaser/kpi"
	"chaser/store/storetest"
)

const csmi = "Communities, Social Mobility and Inclusion"

var (
	quarter2 = kpi.Quarter(2023, 2)
	quarter3 = kpi.Quarter(2023, 3)
)

// publishing is the performance team's request for the seed's last quarter, whose figures are in.
func publishing(anyway bool) Publish {
	return Publish{By: "U0PERF", Committee: csmi, Period: quarter2, Anyway: anyway, Now: monday, Today: today}
}

// withPublication holds the seed report, of which the second quarter is published.
var withPublication = storetest.Template{From: &withSeed, Fill: func(t testing.TB, dsn string) {
	fill(t, dsn, func(s *Store) { mustPublish(t, s, publishing(true)) })
}}

func mustPublish(t testing.TB, s *Store, p Publish) Publishing {
	t.Helper()
	done, err := s.Publish(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// eightReds makes two more indicators Red, so that the summary takes two messages.
func eightReds(r kpi.Register) {
	for n, i := range r.Indicators {
		if higher, ok := map[string]int64{"REG2": 65, "DAV2": 80}[i.Code]; ok {
			target := decimal.NewFromInt(higher)
			r.Indicators[n].Target, r.Indicators[n].Targets = &target, nil
		}
	}
}

// signedOff is the seed with a committee whose figures the managers sign off, and the third quarter to publish.
func signedOff(t testing.TB) *Store {
	t.Helper()
	s, _ := empty(t)
	r := seedRegister(t)
	r.Committees[0].SignOff = kpi.ManagerSignOff
	mustImport(t, s, r)
	return s
}

func cardSeen(t testing.TB, s *Store, who kpi.Person, code string, p kpi.Period) kpi.Card {
	t.Helper()
	c, found, err := s.Card(t.Context(), who, code, p, today)
	if err != nil || !found {
		t.Fatal(found, err)
	}
	return c
}

// newsOfKind are the news of a kind, in the order in which they were told.
func newsOfKind(t testing.TB, s *Store, kind kpi.NoticeKind) (found []Notification) {
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

// What is published is what the committee saw, to the last digit, whatever becomes of the figures and of the register
// afterwards.
func TestPublishingFreezesWhatTheCommitteeSees(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	before, err := s.Cards(t.Context(), kpi.Person{}, csmi, today)
	if err != nil {
		t.Fatal(err)
	}
	refused := mustPublish(t, s, publishing(false))
	if refused.Published() || len(refused.Readiness.Lacking) != 2 || len(refused.Readiness.Missing) != 0 || count(t, s, `SELECT count(*) FROM publications`) != 0 {
		t.Fatalf("with reds without actions: %+v", refused)
	}
	entries := auditWhole(t, s)
	done := mustPublish(t, s, publishing(true))
	if !done.Fresh || done.Cards != 19 || done.Publication.ByName != "Performance team" || done.Channel != "C0CSMI" || auditWhole(t, s) != entries+1 {
		t.Fatalf("published: %+v", done)
	}
	p := coronersPost(t, "R1", "150", "Counted again")
	p.Posting.Period = quarter2
	mustCorrect(t, s, p)
	r := seedRegister(t)
	for n := range r.Indicators {
		r.Indicators[n].Title, r.Indicators[n].Target, r.Indicators[n].Owner = "Another "+r.Indicators[n].Code, r.Indicators[n].Baseline, "U0LIB"
	}
	mustImport(t, s, kpi.Register{Indicators: r.Indicators})
	kept, err := s.PublishedCards(t.Context(), done.Publication.ID)
	if err != nil {
		t.Fatal(err)
	}
	for n := range before {
		before[n].Awaited, before[n].Standing = nil, kpi.Standing{}
	}
	same(t, "the published cards", before, kept)
	seen := cardSeen(t, s, kpi.Person{SlackID: "U0CLLR1"}, "178", kpi.Period{})
	if seen.Indicator.Owner != "U0LIB" { // or a former owner would be offered to post
		t.Errorf("the card is %s's to post", seen.Indicator.Owner)
	}
	if seen.Indicator.Title != before[10].Indicator.Title || kpi.Exactly(*seen.Figure.Value) != "142" || seen.Awaited == nil ||
		seen.Standing.Stage != kpi.StagePublished || seen.Standing.Restated == nil || kpi.Exactly(*seen.Standing.Restated.To.Value) != "150" {
		t.Errorf("a member sees %+v", seen)
	}
}

func TestWhoMayPublishWhat(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	for name, c := range map[string]struct {
		change func(*Publish)
		want   string
	}{
		"a manager":               {func(p *Publish) { p.By = "U0MGRREG" }, "Only the performance team publishes"},
		"a stranger":              {func(p *Publish) { p.By = "U0NOBODY" }, "Only the performance team publishes"},
		"no such committee":       {func(p *Publish) { p.Committee = "Highways" }, "There is no committee called “Highways”. There are: " + csmi},
		"a period never asked":    {func(p *Publish) { p.Period = kpi.Quarter(2020, 1) }, "There is no collection for Q1 2020/21, so there is nothing to publish. Type the period of one that was collected, such as 2023-24Q3."},
		"a collection not opened": {func(p *Publish) { p.Period, p.Today = quarter3, kpi.Date{Year: 2023, Month: 12, Day: 31} }, "The collection for Q3 2023/24 opens on 2 January 2024"},
	} {
		t.Run(name, func(t *testing.T) {
			p := publishing(true)
			c.change(&p)
			_, err := s.Publish(t.Context(), p)
			var refusal *kpi.Refusal
			if !errors.As(err, &refusal) || !strings.Contains(refusal.Sentence, c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	if n := count(t, s, `SELECT count(*) FROM publications`); n != 0 {
		t.Errorf("%d were published", n)
	}
}

// However many publish at once, it is published once, with one summary; the others hear when and by whom.
func TestPublishingTwice(t *testing.T) {
	t.Parallel()
	s, dsn := seeded(t)
	replicas := []*Store{s, openStore(t, dsn), openStore(t, dsn)}
	results := make([]Publishing, 12)
	var all sync.WaitGroup
	for n := range results {
		all.Go(func() {
			done, err := replicas[n%len(replicas)].Publish(t.Context(), publishing(true))
			if err != nil {
				t.Error(err)
			}
			results[n] = done
		})
	}
	all.Wait()
	fresh := 0
	for _, r := range results {
		if r.Fresh {
			fresh++
		}
		if r.Publication.ID != results[0].Publication.ID || r.Publication.ByName != "Performance team" || !r.Publication.At.Equal(instant(monday)) {
			t.Errorf("one of them hears of %+v", r.Publication)
		}
	}
	pages, cards := newsOfKind(t, s, kpi.NewsRedSummary), newsOfKind(t, s, kpi.NewsRedCard)
	if fresh != 1 || len(pages) != 1 || len(cards) != 6 {
		t.Errorf("published %d times, with %d pages and %d cards in their threads", fresh, len(pages), len(cards))
	}
	if n := count(t, s, `SELECT count(*) FROM published_cards`); n != 19 {
		t.Errorf("%d cards were kept", n)
	}
	if n := count(t, s, `SELECT count(*) FROM audit_entries WHERE act = 'published'`); n != 1 {
		t.Errorf("%d entries say so", n)
	}
	auditWhole(t, s)
	if _, err := s.patient.Exec(`UPDATE published_cards SET card = '{}'`); err == nil {
		t.Error("a published card can be changed")
	}
}

// A figure that is posted while its period is being published is either published or is a revision of what was, with an
// erratum; never both, and never neither.
func TestPublishingBesideAPosting(t *testing.T) {
	t.Parallel()
	s, dsn := seeded(t)
	other := openStore(t, dsn)
	for round, p := range []kpi.Period{quarter2, kpi.Quarter(2023, 1)} {
		var together sync.WaitGroup
		together.Go(func() {
			post := coronersPost(t, fmt.Sprint("race", round), fmt.Sprint(300+round), "Counted again")
			post.Posting.Period = p
			confirm(t, other, post)
		})
		publish := publishing(true)
		publish.Period = p
		done := mustPublish(t, s, publish)
		together.Wait()
		cards, err := s.PublishedCards(t.Context(), done.Publication.ID)
		if err != nil {
			t.Fatal(err)
		}
		published := kpi.Exactly(*cards[10].Figure.Value) == fmt.Sprint(300+round)
		errata := 0
		for _, n := range newsOfKind(t, s, kpi.NewsErratum) {
			var about ErratumAbout
			if err := n.About(&about); err != nil {
				t.Fatal(err)
			}
			if about.Publication == done.Publication.ID {
				errata++
			}
		}
		seen := cardSeen(t, s, kpi.Person{}, "178", p)
		if published == (errata == 1) || published == (seen.Standing.Restated != nil) {
			t.Errorf("published %t, %d errata, restated %v", published, errata, seen.Standing.Restated)
		}
	}
	auditWhole(t, s)
}

// What awaits sign-off is the indicator's people's alone, is not published, and comes as an erratum once it is signed
// off.
func TestSignOff(t *testing.T) {
	t.Parallel()
	s := signedOff(t)
	member, manager := kpi.Person{SlackID: "U0CLLR1"}, kpi.Person{SlackID: "U0MGRREG"}
	if unsigned, err := everyUnsigned(t.Context(), s, manager); err != nil || len(unsigned) != 0 {
		t.Fatalf("what an import brought awaits sign-off: %v %v", unsigned, err)
	}
	posted := mustPost(t, s, coronersPost(t, "R1", "150", ""))
	if st := posted.Card.Standing; st.SignOff.State != kpi.AwaitsSignOff || st.Signer.SlackID != "U0MGRREG" || st.Stage != kpi.StageWorking {
		t.Errorf("the poster's card stands as %+v", st)
	}
	same(t, "the card read again", posted.Card, cardSeen(t, s, kpi.Person{SlackID: "U0CORONER"}, "178", kpi.Period{}))
	again := mustPost(t, s, coronersPost(t, "R1", "150", ""))
	same(t, "the same request's card", posted.Card, again.Card)
	if c := cardSeen(t, s, member, "178", kpi.Period{}); c.Period != quarter2 || c.Standing.Stage != kpi.StageUnpublished {
		t.Errorf("a member sees %s %+v", c.Period, c.Standing)
	}
	if c := cardSeen(t, s, member, "178", quarter3); c.Figure != nil {
		t.Errorf("a member who asks for the period sees %+v", c.Figure)
	}
	if revisions, err := s.Revisions(t.Context(), member, "178"); err != nil || len(revisions) != 2 {
		t.Errorf("a member's history has %d figures: %v", len(revisions), err)
	}
	done := mustPublish(t, s, Publish{By: "U0PERF", Committee: csmi, Period: quarter3, Anyway: true, Now: monday, Today: today})
	if len(done.Readiness.Awaiting) != 1 || done.Readiness.Awaiting[0].With.SlackID != "U0MGRREG" || len(done.Readiness.Missing) != 18 {
		t.Errorf("lacking: %+v", done.Readiness)
	}
	if c := cardSeen(t, s, member, "178", kpi.Period{}); c.Period != quarter3 || c.Figure != nil || c.Standing.Stage != kpi.StagePublished {
		t.Errorf("what awaits sign-off was published: %+v", c)
	}

	unsigned, err := everyUnsigned(t.Context(), s, manager)
	if err != nil || len(unsigned) != 1 || unsigned[0].Code != "178" {
		t.Fatalf("awaits the manager: %v %v", unsigned, err)
	}
	if all, err := everyUnsigned(t.Context(), s, perf); err != nil || len(all) != 1 {
		t.Errorf("awaits the performance team: %v %v", all, err)
	}
	if none, err := everyUnsigned(t.Context(), s, kpi.Person{SlackID: "U0MGRCOMM"}); err != nil || len(none) != 0 {
		t.Errorf("awaits another manager: %v %v", none, err)
	}
	id := unsigned[0].FigureID
	refuses := func(want string, _ any, err error) {
		t.Helper()
		var refusal *kpi.Refusal
		if !errors.As(err, &refusal) || !strings.Contains(refusal.Sentence, want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	_, err = s.SignOff(t.Context(), Request{By: "U0CORONER", Now: monday}, []int64{id}, today)
	refuses("You posted this figure of 178 yourself, so Assistant director, regulatory services signs it off.", nil, err)
	_, err = s.SignOff(t.Context(), Request{By: "U0LIB", Now: monday}, []int64{id}, today)
	refuses("The figures of 178 are signed off by Assistant director, regulatory services, and you are not among those who may.", nil, err)
	_, err = s.SendBack(t.Context(), Request{By: "U0MGRREG", Now: monday}, id, " ", today)
	refuses("Say what should be looked at again", nil, err)
	if _, err = s.SendBack(t.Context(), Request{By: "U0MGRREG", Now: monday}, id, "The commentary says 141.", today); err != nil {
		t.Fatal(err)
	}
	_, err = s.SendBack(t.Context(), Request{By: "U0MGRREG", Now: monday}, id, "Again.", today)
	refuses("was sent back already, by Assistant director", nil, err)
	back := newsOfKind(t, s, kpi.NewsSentBack)
	if len(back) != 1 || back[0].Recipient != "U0CORONER" {
		t.Fatalf("told of sending back: %v", back)
	}
	if d := begin(t, s, back[0].ID, Clocks{monday, time.Now(), time.UTC}); d.Task != Say {
		t.Errorf("it stands, and yet %v", d.Task)
	}
	mustPost(t, s, coronersPost(t, "R2", "141", "As the commentary says"))
	if d, err := s.SentBack(t.Context(), SentBackAbout{id}); err != nil || d.Stands() {
		t.Errorf("posted again, and it stands: %v", err)
	}
	_, err = s.SignOff(t.Context(), Request{By: "U0MGRREG", Now: monday}, []int64{id}, today)
	refuses("178 has been revised for Q3 2023/24 since you looked: it is now 141", nil, err)
	if n := len(newsOfKind(t, s, kpi.NewsErratum)); n != 0 {
		t.Errorf("%d errata before the sign-off", n)
	}
	unsigned, err = everyUnsigned(t.Context(), s, manager)
	if err != nil || len(unsigned) != 1 {
		t.Fatal(unsigned, err)
	}
	for _, which := range []string{"first", "second"} {
		signed, err := s.SignOff(t.Context(), Request{By: "U0MGRREG", Now: monday}, []int64{unsigned[0].FigureID}, today)
		if which == "first" && (err != nil || len(signed.Signed) != 1) {
			t.Fatal(signed, err)
		}
		if which == "second" {
			refuses("178 for Q3 2023/24 was signed off already, by Assistant director, regulatory services on 8 January 2024", nil, err)
		}
	}
	if n := len(newsOfKind(t, s, kpi.NewsErratum)); n != 1 {
		t.Errorf("%d errata", n)
	}
	c := cardSeen(t, s, member, "178", kpi.Period{})
	if r := c.Standing.Restated; c.Figure != nil || r == nil || r.From != nil || kpi.Exactly(*r.To.Value) != "141" {
		t.Errorf("a member sees %+v", c.Standing)
	}
	mustCorrect(t, s, coronersPost(t, "R2b", "139", "Not looked at yet"))
	if r := cardSeen(t, s, member, "178", kpi.Period{}).Standing.Restated; r == nil || kpi.Exactly(*r.To.Value) != "141" {
		t.Errorf("while a revision awaits sign-off, a member sees %+v", r)
	}
	if revisions, err := s.Revisions(t.Context(), member, "178"); err != nil || len(revisions) != 3 || kpi.Exactly(*revisions[0].Value) != "141" {
		t.Errorf("a member's history is %+v: %v", revisions, err)
	}
	own := coronersPost(t, "R3", "140", "Counted again")
	own.By = "U0MGRREG"
	if st := mustPost(t, s, own).Card.Standing; st.SignOff.State != kpi.AwaitsSignOff || st.Signer.SlackID != "" {
		t.Errorf("what the manager posts stands as %+v", st)
	}
	unsigned, err = everyUnsigned(t.Context(), s, perf)
	if err != nil || len(unsigned) != 1 {
		t.Fatal(unsigned, err)
	}
	if own, err := everyUnsigned(t.Context(), s, manager); err != nil || len(own) != 0 {
		t.Errorf("the manager's own revision awaits the manager: %v %v", own, err)
	}
	_, err = s.SignOff(t.Context(), Request{By: "U0MGRREG", Now: monday}, []int64{unsigned[0].FigureID}, today)
	refuses("You posted this figure of 178 yourself, so the performance team signs it off.", nil, err)
	if _, err := s.SignOff(t.Context(), Request{By: "U0PERF", Now: monday}, []int64{unsigned[0].FigureID}, today); err != nil {
		t.Fatal(err)
	}
	if n := len(newsOfKind(t, s, kpi.NewsErratum)); n != 2 {
		t.Errorf("%d errata after the manager's own revision", n)
	}
	auditWhole(t, s)

	r := seedRegister(t)
	mustImport(t, s, kpi.Register{Committees: r.Committees}) // without sign-off
	mustCorrect(t, s, coronersPost(t, "R4", "139", "Once more"))
	if c := cardSeen(t, s, member, "178", kpi.Period{}); kpi.Exactly(*c.Standing.Restated.To.Value) != "139" {
		t.Errorf("where nobody signs off, a member sees %+v", c.Standing)
	}
}

// The daily message asks the manager to sign off, and says nothing of it once it is done.
func TestSignOffInTheDailyMessage(t *testing.T) {
	t.Parallel()
	s := signedOff(t)
	mustPost(t, s, coronersPost(t, "R1", "150", ""))
	now := at(t, "2024-01-09 09:00")
	var asked Notification
	for _, n := range mustPlan(t, s, now) {
		if n.Recipient == "U0MGRREG" {
			asked = n
		}
	}
	if asked.Kind != kpi.NoticeSign || len(asked.Items) != 1 || asked.Items[0].Duty != kpi.DutySign {
		t.Fatalf("the manager is asked %+v", asked)
	}
	unsigned, err := everyUnsigned(t.Context(), s, perf)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.SignOff(t.Context(), Request{By: "U0PERF", Now: monday}, []int64{unsigned[0].FigureID}, today); err != nil {
		t.Fatal(err)
	}
	if d := begin(t, s, asked.ID, now); d.State != Withdrawn {
		t.Errorf("signed off, and yet %+v", d)
	}
}

// Every page comes after the one before, and every card into the thread of its page, in order.
func TestTheSummaryIsSaidInOrder(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	r := seedRegister(t)
	eightReds(r)
	mustImport(t, s, r)
	mustPublish(t, s, publishing(true))
	now := at(t, "2024-01-08 10:00")
	pages, cards := newsOfKind(t, s, kpi.NewsRedSummary), newsOfKind(t, s, kpi.NewsRedCard)
	ids := []int64{pages[0].ID, cards[0].ID, cards[1].ID, pages[1].ID, cards[7].ID}
	said := map[int64]bool{}
	mayBeSaid := func(want ...int64) {
		t.Helper()
		for _, id := range ids {
			if said[id] {
				continue
			}
			now = now.later(2 * time.Second)
			tx, err := s.patient.BeginTxx(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			row, err := lockNotification(t.Context(), tx, id)
			_ = tx.Rollback()
			if err != nil {
				t.Fatal(err)
			}
			if task, _ := row.task(now, true); (task == Say) != slices.Contains(want, id) {
				t.Errorf("%s %d of %v: task %v", row.Kind, id, ids, task)
			}
		}
	}
	say := func(id int64) {
		t.Helper()
		now = now.later(2 * time.Second)
		said[id] = true
		endDelivery(t, s, begin(t, s, id, now), Outcome{Verdict: Delivered, Channel: "C0CSMI", TS: fmt.Sprint(id)}, now)
	}
	mayBeSaid(pages[0].ID)
	jobs := jobsOf(t, s, pages[1].ID)
	say(pages[0].ID)
	if jobsOf(t, s, pages[1].ID) != jobs+1 {
		t.Error("the second page is not taken up when the first is said")
	}
	mayBeSaid(cards[0].ID, pages[1].ID)
	say(cards[0].ID)
	mayBeSaid(cards[1].ID, pages[1].ID)
	// One that Slack refuses for good holds up nothing.
	now = now.later(2 * time.Second)
	endDelivery(t, s, begin(t, s, pages[1].ID, now), Outcome{Verdict: Refused, Reason: "msg_too_long"}, now)
	said[pages[1].ID] = true
	mayBeSaid(cards[1].ID)
}

// On the set day, at nine, a period is published where nothing is lacking; else the performance team hears once, and it
// is published as soon as nothing is. Ticks and replicas change nothing.
func TestPublishingOnTheSetDay(t *testing.T) {
	t.Parallel()
	s, dsn := empty(t)
	r := seedRegister(t)
	r.Collections[1].Publishes = kpi.Date{Year: 2024, Month: 1, Day: 6} // a Saturday
	for n := range r.Figures {
		r.Figures[n].Actions = "Done"
	}
	r.Figures = without(r.Figures, "178")
	mustImport(t, s, r)
	other := openStore(t, dsn)
	due := func(text string) {
		t.Helper()
		var both sync.WaitGroup
		for _, one := range []*Store{s, other, s} {
			both.Go(func() {
				if err := one.PublishDue(t.Context(), at(t, text)); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
	}
	due("2024-01-08 08:59")
	if n := len(newsOfKind(t, s, kpi.NewsPublishWaits)); n != 0 {
		t.Fatalf("told %d times before nine", n)
	}
	due("2024-01-08 09:00")
	due("2024-01-08 09:01")
	waits := newsOfKind(t, s, kpi.NewsPublishWaits)
	if len(waits) != 1 || count(t, s, `SELECT count(*) FROM publications`) != 0 {
		t.Fatalf("told %d times", len(waits))
	}
	now := at(t, "2024-01-08 09:02")
	endDelivery(t, s, begin(t, s, waits[0].ID, now), Outcome{Verdict: Delivered, Channel: "D1", TS: "1.1"}, now)
	p := coronersPost(t, "late", "142", "No court sat.")
	p.Posting.Period = quarter2
	mustPost(t, s, p)
	due("2024-01-08 11:00")
	all, err := s.Publications(t.Context())
	if err != nil || len(all) != 1 || !all[0].Automatic || all[0].By != "" || len(newsOfKind(t, s, kpi.NewsPublishedAuto)) != 1 {
		t.Errorf("published: %+v %v", all, err)
	}
	if d := begin(t, s, waits[0].ID, now.later(time.Hour)); d.Task != Refresh {
		t.Errorf("what waited is not brought up to date: %v", d.Task)
	}
	if n := len(newsOfKind(t, s, kpi.NewsRedSummary)); n != 1 {
		t.Errorf("%d pages", n)
	}
	auditWhole(t, s)
}

// A committee without a channel is published all the same.
func TestPublishingWithoutAChannel(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	r := seedRegister(t)
	r.Committees[0].Channel = ""
	mustImport(t, s, r)
	if done := mustPublish(t, s, publishing(true)); !done.Fresh || done.Channel != "" || len(newsOfKind(t, s, kpi.NewsRedSummary)) != 0 {
		t.Errorf("published: %+v", done)
	}
	p := coronersPost(t, "R1", "150", "Counted again")
	p.Posting.Period = quarter2
	mustCorrect(t, s, p)
	if n := len(newsOfKind(t, s, kpi.NewsErratum)); n != 0 {
		t.Errorf("%d errata that nobody can be told", n)
	}
}

// After publishing, a change needs a reason, and the sentence says when it was published.
func TestAPublishedFigureIsChangedWithAReason(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	mustPublish(t, s, publishing(true))
	p := coronersPost(t, "R1", "150", "")
	p.Posting.Period = quarter2
	_, err := s.PostFigure(t.Context(), p)
	var refusal *kpi.Refusal
	if !errors.As(err, &refusal) || refusal.Field != kpi.FieldReason || !strings.Contains(refusal.Sentence, "142, published on 8 January 2024. To change it, give the reason too") {
		t.Errorf("got %v", err)
	}
	p.Posting = typed(t, "150", "Counted again")
	p.Posting.Period = quarter2
	posted := mustCorrect(t, s, p)
	if r := posted.Card.Standing.Restated; r == nil || r.From == nil || kpi.Exactly(*r.From.Value) != "142" {
		t.Errorf("the poster's card stands as %+v", posted.Card.Standing)
	}
	for range 2 {
		mustPost(t, s, p) // the same request
	}
	errata := newsOfKind(t, s, kpi.NewsErratum)
	if len(errata) != 1 {
		t.Fatalf("%d errata", len(errata))
	}
	var about ErratumAbout
	if err := errata[0].About(&about); err != nil {
		t.Fatal(err)
	}
	e, err := s.Erratum(t.Context(), about)
	if err != nil || kpi.Exactly(*e.Restatement.From.Value) != "142" || e.Restatement.To.Reason != "Counted again" || e.Card.Indicator.Code != "178" {
		t.Errorf("the erratum is %+v %v", e, err)
	}
	var detail string
	if err := s.db.Get(&detail, `SELECT detail FROM audit_entries WHERE act = 'published'`); err != nil || !json.Valid([]byte(detail)) || !strings.Contains(detail, `"indicator":"178"`) {
		t.Errorf("the audit entry is %s: %v", detail, err)
	}
}

// The summary compares with the quarter before that was published, also where a still older one is published
// afterwards.
func TestTheSummaryStaysAsItWasSaid(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	first := mustPublish(t, s, publishing(true)).Publication
	late := publishing(true)
	late.Period = kpi.Quarter(2023, 1)
	older := mustPublish(t, s, late).Publication
	if summary, _, err := s.Summary(t.Context(), older.ID); err != nil || !summary.Before.IsZero() || len(summary.Moved) != 0 {
		t.Errorf("the older quarter is compared with %s: %v", summary.Before, err)
	}
	summary, of, err := s.Summary(t.Context(), first.ID)
	if err != nil || of.Period != quarter2 || summary.Before != kpi.Quarter(2023, 1) || summary.Counts[0] != (kpi.RatingCount{Rating: kpi.Red, Now: 6, Before: 4}) {
		t.Errorf("%+v %v", summary, err)
	}
	next := publishing(true)
	next.Period = quarter3
	third := mustPublish(t, s, next).Publication
	summary, _, err = s.Summary(t.Context(), third.ID)
	if err != nil || summary.Before != quarter2 || summary.Counts[0] != (kpi.RatingCount{Rating: kpi.Red, Before: 6}) || len(summary.MovedBy(kpi.NoFigureNow)) != 6 || len(summary.Moved) != 6 {
		t.Errorf("%+v %v", summary, err)
	}
}
