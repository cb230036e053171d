package store

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"chaser/internal/thorough"
	"chaser/kpi"
)

// deed is one thing that a person does which is saved. The things are done one after another.
type deed struct {
	name string
	do   func(t *testing.T, s *Store, request string) (answer any, err error)
	// unlike: the same request again is told that it was done already, rather than what the first was told
	unlike bool
}

// everythingSaved is everything that a person can do in Slack which is saved.
func everythingSaved(t *testing.T, direct *Store) []deed {
	t.Helper()
	now := at(t, "2024-01-24 10:00")
	var question, action, mistaken int64
	var figure Posted
	var published Publishing
	var shown Edited
	acting := func(request string) ActionRequest {
		return ActionRequest{RequestID: request, By: "U0PERF", Now: now.Now, Today: now.today()}
	}
	by := func(who, request string) Request { return Request{request, who, now.Now} }
	return []deed{
		{name: "post", do: func(t *testing.T, s *Store, r string) (any, error) {
			done, err := s.PostFigure(t.Context(), coronersPost(t, r, "151", "Two sat."))
			figure = done
			return done, err
		}},
		{name: "approve", do: func(t *testing.T, s *Store, r string) (any, error) {
			return s.SignOff(t.Context(), by("U0MGRREG", r), []int64{figure.FigureID}, now.today())
		}},
		{name: "send back", do: func(t *testing.T, s *Store, r string) (any, error) {
			again := mustPost(t, direct, coronersPost(t, "again "+r, "152", "Counted again."))
			return s.SendBack(t.Context(), by("U0MGRREG", r), again.FigureID, "The commentary says 141.", now.today())
		}},
		{name: "take back", unlike: true, do: func(t *testing.T, s *Store, r string) (any, error) {
			if mistaken == 0 {
				p := coronersPost(t, "to take back "+r, "90", "Two sat.")
				p.Code = "177"
				mistaken = mustPost(t, direct, p).FigureID
			}
			return s.TakeBack(t.Context(), Undo{
				RequestID: r, By: "U0CORONER", Figures: []int64{mistaken}, Now: monday, Today: today, Zone: london,
			})
		}},
		{name: "away", do: func(t *testing.T, s *Store, r string) (any, error) {
			l := kpi.Leave{Person: "U0LIB", First: now.today(), Last: now.today().AddDays(5), Deputy: "U0REGISTR"}
			return nil, s.RecordLeave(t.Context(), by("U0LIB", r), l, now.today())
		}},
		{name: "back", do: func(t *testing.T, s *Store, r string) (any, error) {
			return nil, s.EndLeave(t.Context(), by("U0LIB", r), "U0LIB", now.today())
		}},
		{name: "alerts", do: func(t *testing.T, s *Store, r string) (any, error) {
			return nil, s.SetAlerts(t.Context(), by("U0MGRREG", r), kpi.AlertsDaily)
		}},
		{name: "snooze", do: func(t *testing.T, s *Store, r string) (any, error) {
			return nil, s.Snooze(t.Context(), by("U0LIB", r), now.today().AddDays(2))
		}},
		{name: "ask", do: func(t *testing.T, s *Store, r string) (any, error) {
			done, err := s.AskQuestion(t.Context(), ask("178", r, "U0CLLR1", "Why?", now))
			question = done.Question.ID
			return done, err
		}},
		{name: "answer", do: func(t *testing.T, s *Store, r string) (any, error) {
			return s.AnswerQuestion(t.Context(), Answer{
				RequestID: r, Question: question, By: "U0CORONER", Text: "So.", Now: now.Now, Today: now.today(),
			})
		}},
		{name: "hand on", do: func(t *testing.T, s *Store, r string) (any, error) {
			return nil, s.Delegate(t.Context(), Delegation{
				RequestID: r, By: "U0LIB", To: "U0REGISTR", Code: "LIB1", Period: quarter3, Now: now.Now, Today: now.today(),
			})
		}},
		{name: "nudge", do: func(t *testing.T, s *Store, r string) (any, error) {
			n := nudging(now, "U0MGRPLACE", "LIB2")
			n.RequestID = r
			return s.NudgeColleague(t.Context(), n)
		}},
		{name: "acknowledge", do: func(t *testing.T, s *Store, r string) (any, error) {
			p := coronersPost(t, "red "+r, "50", "One clerk was away.")
			p.By, p.Code = "U0PERF", "REG1"
			mustPost(t, direct, p)
			return nil, s.Acknowledge(t.Context(), Acknowledgement{
				RequestID: r, By: "U0MGRREG", Code: "REG1", Period: quarter3, Now: now.Now, Today: now.today(), Zone: london,
			})
		}},
		{name: "action", unlike: true, do: func(t *testing.T, s *Store, r string) (any, error) {
			done, err := s.RaiseAction(t.Context(), acting(r), "LIB1",
				kpi.Undertaking{Period: quarter2, Text: "Open late", Due: now.today().AddDays(20)})
			action = done.Action.ID
			return done, err
		}},
		{name: "settle", unlike: true, do: func(t *testing.T, s *Store, r string) (any, error) {
			return s.SettleAction(t.Context(), acting(r), action, kpi.ActionDone, "Done")
		}},
		{name: "collection", do: func(t *testing.T, s *Store, r string) (any, error) {
			return s.SaveCollection(t.Context(), by("U0PERF", r), kpi.Collection{
				Period: kpi.Quarter(2023, 4), Opens: kpi.Date{Year: 2024, Month: 4, Day: 2}, Due: kpi.Date{Year: 2024, Month: 4, Day: 19},
			})
		}},
		{name: "edit", do: func(t *testing.T, s *Store, r string) (any, error) {
			if shown.Seal == "" {
				var err error
				if shown, err = direct.TryEdit(t.Context(), "U0PERF", now.Now, retarget("LIB2", 7)); err != nil {
					return nil, err
				}
			}
			return s.SaveEdit(t.Context(), by("U0PERF", r), shown.Seal, retarget("LIB2", 7))
		}},
		{name: "publish", do: func(t *testing.T, s *Store, r string) (any, error) {
			p := publishing(true)
			p.RequestID = r
			done, err := s.Publish(t.Context(), p)
			published = done
			return done, err
		}},
		{name: "take back a publication", unlike: true, do: func(t *testing.T, s *Store, r string) (any, error) {
			return s.TakeBackPublication(t.Context(), unpublish(published.Publication.ID, time.Minute))
		}},
		{name: "try again", do: func(t *testing.T, s *Store, r string) (any, error) {
			return s.TryAgain(t.Context(), TryAgain{RequestID: r, By: "U0PERF", Now: now.Now})
		}},
		{name: "share", unlike: true, do: func(t *testing.T, s *Store, r string) (any, error) {
			return s.ClaimRequest(t.Context(), r, "share", "U0LIB", now.Now)
		}},
		{name: "reply", unlike: true, do: func(t *testing.T, s *Store, r string) (any, error) {
			return s.TellReply(t.Context(), Reply{RequestID: r, By: "U0LIB", To: "U0LIB", About: map[string]string{}, Now: now.Now, Today: now.today()})
		}},
	}
}

// What was saved is never said not to be, and what was not is never said to be, wherever the answer to the COMMIT is
// lost. The same request again gets the answer that the first had, and changes nothing.
func TestNothingIsSaidFalselyAfterALostCommit(t *testing.T) {
	t.Parallel()
	fates := []fate{cutAfter, resetAfter, cutBefore} // each deed meets one of them, and in all three turns each
	for turn := range thorough.Plays(1, len(fates)) {
		t.Run(fmt.Sprint("turn ", turn), func(t *testing.T) {
			t.Parallel()
			direct, dsn := empty(t)
			r := seedRegister(t)
			r.Committees[0].SignOff = kpi.ManagerSignOff
			mustImport(t, direct, r)
			link := newLossyLink(t, dsn)
			behind := openWith(t, link.dsn, lenient, 20*time.Second)
			for n, what := range everythingSaved(t, direct) {
				lose(t, what, fates[(n+turn)%len(fates)], behind, direct, link)
			}
		})
	}
}

// A network that falls silent after the COMMIT is waited for no longer than the person waits, and then the truth is
// found as after a cut.
func TestNothingIsSaidFalselyWhenTheNetworkFallsSilent(t *testing.T) {
	t.Parallel()
	direct, dsn := seeded(t)
	link := newLossyLink(t, dsn)
	quick := lenient
	quick.answer = 3 * time.Second
	behind := openWith(t, link.dsn, quick, 20*time.Second)
	for _, what := range everythingSaved(t, direct) {
		if what.name == "away" || what.name == "hand on" { // one of each pool
			lose(t, what, muteAfter, behind, direct, link)
		}
	}
}

// lose does something whose COMMIT is lost, and does it again.
func lose(t *testing.T, what deed, how fate, behind, direct *Store, link *lossyLink) {
	t.Helper()
	link.will(how)
	first, err := what.do(t, behind, what.name)
	if how == cutBefore && !what.unlike || how == cutBefore && (what.name == "share" || what.name == "reply") {
		var refusal *kpi.Refusal
		if err == nil || errors.Is(err, ErrOutcomeUnknown) || errors.As(err, &refusal) {
			t.Errorf("%s: got %v, want an error that knows that nothing was saved", what.name, err)
		}
		first, err = what.do(t, behind, what.name)
	}
	if err != nil {
		t.Errorf("%s: %v, though it was saved", what.name, err)
		return
	}
	if what.name == "share" && first != true {
		t.Error("the share is nobody's: whoever claimed it is told that it was shared already")
	}
	entries := auditWhole(t, direct)
	again, err := what.do(t, direct, what.name)
	if err != nil {
		t.Errorf("%s, the same request again: %v", what.name, err)
	}
	if !what.unlike {
		same(t, what.name+", the same request again", first, again)
	}
	if now := auditWhole(t, direct); now != entries && !what.unlike {
		t.Errorf("%s: the same request again made %d entries of the audit trail", what.name, now-entries)
	}
}
