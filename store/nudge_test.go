package store

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"chaser/kpi"
)

func nudging(at Clocks, by, code string) Nudge {
	return Nudge{By: by, Code: code, Period: quarter3, Now: at.Now, Today: at.today(), Zone: at.Zone}
}

// A late figure is asked for once a day, whoever asks; and no more once it is in.
func TestANudge(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-24 10:12")
	nudge, err := s.NudgeColleague(t.Context(), nudging(now, "U0MGRPLACE", "LIB1"))
	if err != nil || nudge.To.SlackID != "U0LIB" || nudge.Asks != kpi.DutyPost || !nudge.At.Equal(instant(now.Now)) {
		t.Fatalf("%+v %v", nudge, err)
	}
	_, err = s.NudgeColleague(t.Context(), nudging(now.later(time.Hour), "U0MGRPLACE", "LIB1"))
	refused(t, err, "Libraries service lead was nudged today by you at 10:12.")
	_, err = s.NudgeColleague(t.Context(), nudging(now.later(time.Hour), "U0PERF", "LIB2"))
	refused(t, err, "Libraries service lead was nudged today by Assistant director, place at 10:12.")
	_, err = s.NudgeColleague(t.Context(), nudging(now, "U0MGRREG", "LIB1"))
	refused(t, err, "Only the manager of LIB1")
	told := newsOf(t, s, kpi.NewsNudge)
	same(t, "who is nudged", "U0LIB", recipients(told))
	postedOf(t, s, now, "LIB1", "120000", "")
	if d := begin(t, s, told[0].ID, now); d.State != Withdrawn {
		t.Errorf("a nudge about what is in is %s", d.State)
	}
	_, err = s.NudgeColleague(t.Context(), nudging(now, "U0MGRPLACE", "LIB1"))
	refused(t, err, "LIB1 is in: 120,000 for Q3 2023/24, Blue. Nobody was nudged.")
	if _, err := s.NudgeColleague(t.Context(), nudging(now, "U0MGRPLACE", "LIB2")); err != nil {
		t.Errorf("a day that was given back: %v", err)
	}
	if _, broken, err := s.VerifyAudit(t.Context()); err != nil || broken != nil {
		t.Errorf("the trail: %v %v", broken, err)
	}
}

// Of two who press at once one nudges, and the other is told who it was.
func TestTwoNudgesAtOnce(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-24 10:12")
	for day := range 5 {
		var (
			all   sync.WaitGroup
			mu    sync.Mutex
			went  int
			other []string
		)
		for n, code := range []string{"LIB1", "LIB2", "LIB3", "LIB1"} {
			by := []string{"U0MGRPLACE", "U0PERF"}[n%2]
			all.Go(func() {
				_, err := s.NudgeColleague(t.Context(), nudging(now.later(time.Duration(day)*7*24*time.Hour), by, code))
				mu.Lock()
				defer mu.Unlock()
				var refusal *kpi.Refusal
				switch {
				case err == nil:
					went++
				case errors.As(err, &refusal):
					other = append(other, refusal.Sentence)
				default:
					t.Error(err)
				}
			})
		}
		all.Wait()
		if went != 1 || len(other) != 3 || !strings.Contains(other[0], "was nudged today by") {
			t.Fatalf("%d went, the others: %q", went, other)
		}
	}
	if n := len(newsOf(t, s, kpi.NewsNudge)); n != 5 {
		t.Errorf("%d nudges in five weeks", n)
	}
}

// After hours it goes on the next working morning; while the owner is away, to who stands in.
func TestWhenAndToWhomANudgeGoes(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	friday := at(t, "2024-01-26 18:30")
	nudge, err := s.NudgeColleague(t.Context(), nudging(friday, "U0MGRPLACE", "LIB1"))
	if err != nil || nudge.Day.String() != "2024-01-29" || !nudge.At.Equal(at(t, "2024-01-29 09:00").Now) {
		t.Fatalf("%+v %v", nudge, err)
	}
	_, err = s.NudgeColleague(t.Context(), nudging(friday, "U0PERF", "LIB1"))
	refused(t, err, "A nudge by Assistant director, place goes to Libraries service lead on 29 January 2024 at 09:00.")
	away := kpi.Leave{Person: "U0CORONER", First: date(t, "2024-01-22"), Last: date(t, "2024-02-02"), Deputy: "U0REGISTR"}
	if err := s.RecordLeave(t.Context(), Request{By: "U0CORONER", Now: friday.Now}, away, friday.today()); err != nil {
		t.Fatal(err)
	}
	monday := at(t, "2024-01-29 10:00")
	if nudge, err = s.NudgeColleague(t.Context(), nudging(monday, "U0MGRREG", "178")); err != nil || nudge.To.SlackID != "U0REGISTR" || nudge.For.SlackID != "U0CORONER" {
		t.Fatalf("%+v %v", nudge, err)
	}
}

// A Red is nudged about until somebody has said what is being done.
func TestANudgeAboutARed(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-09 10:00")
	postedOf(t, s, now, "REG1", "50", "")
	alert := newsOf(t, s, kpi.NewsRed)[0]
	say(t, s, alert, now)
	if nudge, err := s.NudgeColleague(t.Context(), nudging(now, "U0MGRREG", "REG1")); err != nil || nudge.Asks != kpi.DutyAnswerRed {
		t.Fatalf("%+v %v", nudge, err)
	}
	if d := begin(t, s, alert.ID, now.later(time.Minute)); d.Task != Refresh {
		t.Errorf("the alert does not show it: %v", d.Task)
	}
	told, err := s.Tidings(t.Context(), alert, now.today())
	if err != nil || told[0].Nudged == nil || told[0].Nudged.By != "Assistant director, regulatory services" {
		t.Errorf("%+v %v", told, err)
	}
	postedOf(t, s, now, "REG1", "80", "A slip.")
	_, err = s.NudgeColleague(t.Context(), nudging(now, "U0MGRREG", "REG1"))
	refused(t, err, "REG1 is in: 80% for Q3 2023/24, Blue. Nobody was nudged.")
}
