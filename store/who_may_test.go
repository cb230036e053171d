package store

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"chaser/doubt"
	"chaser/internal/thorough"
	"chaser/kpi"
	"chaser/store/storetest"
)

// cast is everybody who might ask for something about the service lead's indicators.
var cast = map[string]string{
	"a stranger":      "U0NOBODY", // whom the register does not know
	"a councillor":    "U0CLLR1",  // who put a question
	"another lead":    "U0LIB",    // to whom an action was given
	"another manager": "U0MGRPLACE",
	"the owner":       "U0CORONER",
	"the deputy":      "U0REGISTR",
	"the manager":     "U0MGRREG",
	"the delegate":    "U0TRADING", // to whom the figure of 178 for the third quarter was handed on
	"a former admin":  "U0YOUTH",   // who asked for files, and sent some, when they were one
	"an admin":        "U0PERF",
}

const (
	everybodyKnown = "a councillor, another lead, another manager, the owner, the deputy, the manager, the delegate, a former admin, an admin"
	itsOwnPeople   = "the owner, the deputy, the manager, an admin"
	team           = "an admin"
)

// whoMay says of each method that changes something who may call it, as the store itself decides. The bot asks the same
// before, but nothing here relies on it.
var whoMay = []struct {
	what string
	may  string
	do   func(t *testing.T, s *Store, by string) error
}{
	{"post a figure", itsOwnPeople + ", the delegate", func(t *testing.T, s *Store, by string) error {
		p := coronersPost(t, "post "+by, "150", "Counted")
		p.By = by
		_, err := s.PostFigure(t.Context(), p)
		return err
	}},
	{"post a list of figures", itsOwnPeople + ", the delegate", func(t *testing.T, s *Store, by string) error {
		_, err := s.PostFigures(t.Context(), PostList{RequestID: "list " + by, By: by, Rows: []PostRow{{Code: "178", Posting: typed(t, "150", "Counted")}}, Now: monday, Today: today})
		return err
	}},
	{"post a figure that is another's", itsOwnPeople, func(t *testing.T, s *Store, by string) error {
		p := coronersPost(t, "another "+by, "700", "Counted")
		p.By, p.Code = by, "176"
		_, err := s.PostFigure(t.Context(), p)
		return err
	}},
	{"take back a figure that the owner posted", "the owner, an admin", func(t *testing.T, s *Store, by string) error {
		_, err := s.TakeBack(t.Context(), undo("undo "+by, by, thirdQuarters(t, s, "175")))
		return err
	}},
	{"sign off", "the manager, an admin", func(t *testing.T, s *Store, by string) error {
		_, err := s.SignOff(t.Context(), Request{By: by, Now: monday}, []int64{thirdQuarters(t, s, "175")}, today)
		return err
	}},
	{"send back", "the manager, an admin", func(t *testing.T, s *Store, by string) error {
		_, err := s.SendBack(t.Context(), Request{By: by, Now: monday}, thirdQuarters(t, s, "175"), "Look again", today)
		return err
	}},
	{"hand on", itsOwnPeople + ", the delegate", func(t *testing.T, s *Store, by string) error {
		return s.Delegate(t.Context(), Delegation{By: by, To: "U0LIB", Code: "178", Period: quarter3, Now: monday, Today: today})
	}},
	{"ask a question", everybodyKnown, func(t *testing.T, s *Store, by string) error {
		a := ask("REG1", "ask "+by, by, "How so?", at(t, "2024-01-08 10:00"))
		a.Period = kpi.Quarter(2023, 1) // which was published
		_, err := s.AskQuestion(t.Context(), a)
		return err
	}},
	{"answer a question", itsOwnPeople, func(t *testing.T, s *Store, by string) error {
		_, err := s.AnswerQuestion(t.Context(), Answer{Question: 1, By: by, Text: "So.", Now: monday, Today: today})
		return err
	}},
	{"read a question to answer", itsOwnPeople, func(t *testing.T, s *Store, by string) error {
		_, err := s.QuestionToAnswer(t.Context(), Answer{Question: 1, By: by, Now: monday, Today: today})
		return err
	}},
	{"raise an action", itsOwnPeople, func(t *testing.T, s *Store, by string) error {
		_, err := s.RaiseAction(t.Context(), acting1(by), "SKL1", kpi.Undertaking{Period: quarter2, Text: "More", Due: today.AddDays(9)})
		return err
	}},
	{"look whether they may act", itsOwnPeople, func(t *testing.T, s *Store, by string) error {
		_, err := s.MayAct(t.Context(), acting1(by), "SKL1", quarter2)
		return err
	}},
	{"read an action to keep", itsOwnPeople + ", another lead", func(t *testing.T, s *Store, by string) error {
		_, _, err := s.ActionToKeep(t.Context(), acting1(by), 1)
		return err
	}},
	{"change an action", itsOwnPeople + ", another lead", func(t *testing.T, s *Store, by string) error {
		_, err := s.ContinueAction(t.Context(), acting1(by), 1, kpi.Undertaking{Text: "Open later"}, false)
		return err
	}},
	{"settle an action", itsOwnPeople + ", another lead", func(t *testing.T, s *Store, by string) error {
		_, err := s.SettleAction(t.Context(), acting1(by), 1, kpi.ActionDone, "Done")
		return err
	}},
	{"replace an action", itsOwnPeople + ", another lead", func(t *testing.T, s *Store, by string) error {
		_, err := s.ReplaceAction(t.Context(), acting1(by), 1, kpi.Undertaking{Text: "Close early", Due: today.AddDays(9)})
		return err
	}},
	{"take back an action that an admin raised", team, func(t *testing.T, s *Store, by string) error {
		_, err := s.UndoAction(t.Context(), acting1(by), 1)
		return err
	}},
	{"acknowledge a Red", "the manager, an admin", func(t *testing.T, s *Store, by string) error {
		return s.Acknowledge(t.Context(), Acknowledgement{By: by, Code: "REG1", Period: quarter3, Now: monday, Today: today, Zone: time.UTC})
	}},
	{"nudge", "the manager, an admin", func(t *testing.T, s *Store, by string) error {
		_, err := s.NudgeColleague(t.Context(), Nudge{By: by, Code: "178", Period: quarter3, Now: monday, Today: today, Zone: london})
		return err
	}},
	{"accept a doubt", itsOwnPeople, func(t *testing.T, s *Store, by string) error {
		checked, err := s.Check(t.Context(), doubt.Scope{Period: quarter2, Committee: csmi}, today)
		if err != nil {
			t.Fatal(err)
		}
		for _, open := range checked.Open {
			if open.Indicator.Owner == "U0CORONER" {
				_, err := s.AcceptDoubt(t.Context(), Accept{By: by, Code: open.Indicator.Code, Period: quarter2, Digest: open.Digest(), Reason: "It was so.", Now: monday, Today: today})
				return err
			}
		}
		t.Fatal("there is no doubt to accept")
		return nil
	}},
	{"record the owner's leave", "the owner, an admin", func(t *testing.T, s *Store, by string) error {
		return s.RecordLeave(t.Context(), Request{By: by, Now: monday}, kpi.Leave{Person: "U0CORONER", First: today, Last: today.AddDays(3)}, today)
	}},
	{"call off the owner's leave", "the owner, an admin", func(t *testing.T, s *Store, by string) error {
		return s.EndLeave(t.Context(), Request{By: by, Now: monday}, "U0CORONER", today)
	}},
	{"choose their own alerts", everybodyKnown, func(t *testing.T, s *Store, by string) error {
		return s.SetAlerts(t.Context(), Request{By: by, Now: monday}, kpi.AlertsDaily)
	}},
	{"set a collection", team, func(t *testing.T, s *Store, by string) error {
		next := kpi.Collection{Period: kpi.Quarter(2023, 4), Opens: kpi.Date{Year: 2024, Month: 4, Day: 2}, Due: kpi.Date{Year: 2024, Month: 4, Day: 19}}
		_, err := s.SaveCollection(t.Context(), Request{By: by, Now: monday}, next)
		return err
	}},
	{"see what an edit of the register would do", team, func(t *testing.T, s *Store, by string) error {
		_, err := s.TryEdit(t.Context(), by, monday, retarget("LIB1", 5))
		return err
	}},
	{"edit the register", team, func(t *testing.T, s *Store, by string) error {
		tried, err := s.TryEdit(t.Context(), "U0PERF", monday, retarget("LIB1", 5))
		if err != nil {
			return err
		}
		_, err = s.SaveEdit(t.Context(), Request{By: by, Now: monday}, tried.Seal, retarget("LIB1", 5))
		return err
	}},
	{"publish", team, func(t *testing.T, s *Store, by string) error {
		p := publishing(true)
		p.By = by
		_, err := s.Publish(t.Context(), p)
		return err
	}},
	{"take back a publication", team, func(t *testing.T, s *Store, by string) error {
		_, err := s.TakeBackPublication(t.Context(), Unpublish{By: by, Publication: 1, Now: monday.Add(time.Minute), Today: today, Zone: london})
		return err
	}},
	{"stop a set day", team, func(t *testing.T, s *Store, by string) error {
		_, err := s.StopSetDay(t.Context(), StopSetDay{By: by, Committee: csmi, Period: quarter2, Now: monday})
		return err
	}},
	{"have messages tried again", team, func(t *testing.T, s *Store, by string) error {
		_, err := s.TryAgain(t.Context(), TryAgain{By: by, Now: monday})
		return err
	}},
	{"order files", team, func(t *testing.T, s *Store, by string) error {
		return s.OrderFiles(t.Context(), FileOrder{Request: "another", By: by, Kind: OrderRegister, Formats: []string{"xlsx"}}, monday, today)
	}},
	{"send files", team, func(t *testing.T, s *Store, by string) error {
		return s.TakeFiles(t.Context(), SentFiles{Request: "another", By: by, Files: []FileName{{ID: "F2", Name: "b.csv"}}}, "Reading", Reply{RequestID: "another", By: by, To: by, Now: monday, Today: today})
	}},
	{"import files", team, func(t *testing.T, s *Store, by string) error {
		_, err := s.SayOfFiles(t.Context(), FilesSaid{Request: Request{By: by, Now: monday}, Files: 1, To: FileAccepted, Said: "Importing"})
		return err
	}},
}

func acting1(by string) ActionRequest {
	return ActionRequest{RequestID: "action " + by, By: by, Now: monday, Today: today}
}

// thirdQuarters is the figure of the third quarter.
func thirdQuarters(t testing.TB, s *Store, code string) int64 {
	t.Helper()
	return int64(count(t, s, `SELECT f.id FROM figures f JOIN indicators i ON i.id = f.indicator_id WHERE i.code = $1 AND f.period = '2023-24Q3'`, code))
}

// theCast is a council in which each of them has been up to something.
var theCast = storetest.Template{From: &migrated, Fill: func(t testing.TB, dsn string) {
	r := seedRegister(t)
	r.Committees[0].SignOff = kpi.ManagerSignOff
	for n := range r.Indicators {
		if i := &r.Indicators[n]; i.Owner != cast["another lead"] {
			i.Owner, i.Deputy, i.Manager = cast["the owner"], cast["the deputy"], cast["the manager"]
		}
	}
	for n := range r.Indicators { // nobody of them has this one
		if i := &r.Indicators[n]; i.Code == "REG1" {
			i.Owner, i.Deputy = "U0SKILLS", ""
		}
	}
	r.Collections[1].Publishes = kpi.Date{Year: 2024, Month: 2, Day: 5}
	former := slices.IndexFunc(r.People, func(p kpi.Person) bool { return p.SlackID == cast["a former admin"] })
	r.People[former].Roles = []kpi.Role{kpi.Admin}
	fill(t, dsn, func(s *Store) {
		check := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		mustImport(t, s, r)
		was := cast["a former admin"]
		check(s.OrderFiles(t.Context(), FileOrder{Request: "order", By: was, Kind: OrderRegister, Formats: []string{"xlsx"}}, monday, today))
		check(s.TakeFiles(t.Context(), SentFiles{Request: "files", By: was, Files: []FileName{{ID: "F1", Name: "a.csv"}}}, "Reading", Reply{RequestID: "files", By: was, To: was, Now: monday, Today: today}))
		_, err := s.patient.ExecContext(t.Context(), `UPDATE file_orders SET state = 'ended'; UPDATE sent_files SET state = 'shown', content = '1', seal = 'x'`)
		check(err)
		r.People[former].Roles = []kpi.Role{kpi.Member}
		mustImport(t, s, kpi.Register{People: r.People})
		p := coronersPost(t, "R1", "700", "Counted")
		p.Code = "175"
		mustPost(t, s, p)
		red := coronersPost(t, "R2", "50", "Staff leave")
		red.By, red.Code, red.Zone = "U0SKILLS", "REG1", london
		confirm(t, s, red)
		mustAsk(t, s, ask("SKL1", "Q1", cast["a councillor"], "Why?", at(t, "2024-01-08 10:00")))
		_, err = s.RaiseAction(t.Context(), acting1("U0PERF"), "SKL1", kpi.Undertaking{Period: quarter2, Text: "Open late", Owner: cast["another lead"], Due: today.AddDays(20)})
		check(err)
		check(s.Delegate(t.Context(), Delegation{By: "U0PERF", To: cast["the delegate"], Code: "178", Period: quarter3, Now: monday, Today: today}))
		check(s.RecordLeave(t.Context(), Request{By: cast["the owner"], Now: monday}, kpi.Leave{Person: cast["the owner"], First: today.AddDays(30), Last: today.AddDays(31)}, today))
		first := publishing(true)
		first.Period = kpi.Quarter(2023, 1)
		mustPublish(t, s, first)
	})
}}

// Whoever calls the store, it decides itself who may: each kind of person at each of its methods. Who may not changes
// nothing, and is told so by a refusal that counts as denied; who may is not refused.
func TestWhoMayCallEachMethod(t *testing.T) {
	t.Parallel()
	refusedHere := openStore(t, theCast.DSN(t))
	before := allThatIsKept(t, refusedHere)
	every := thorough.Plays(5, 1) // of those who may, each on a council of their own: of one method these, of the next others
	for n, c := range whoMay {
		may := strings.Split(c.may, ", ")
		for kind, by := range cast {
			if at := slices.Index(may, kind); at >= 0 {
				if (n+at)%min(every, len(may)) != 0 {
					continue
				}
				t.Run(c.what+" as "+kind, func(t *testing.T) {
					t.Parallel()
					if err := c.do(t, openStore(t, theCast.DSN(t)), by); err != nil {
						t.Errorf("they may not: %v", err)
					}
				})
				continue
			}
			err := c.do(t, refusedHere, by)
			if declined := (*Declined)(nil); errors.As(err, &declined) { // a list, by its rows
				err = declined.Rows[0]
			}
			var refusal *kpi.Refusal
			switch {
			case err == nil:
				t.Errorf("%s may %s", kind, c.what)
			case !errors.As(err, &refusal):
				t.Errorf("%s, to %s: %v", kind, c.what, err)
			case !refusal.Denied:
				t.Errorf("%s, to %s, is not told that they may not: %s", kind, c.what, refusal.Sentence)
			}
		}
		if after := allThatIsKept(t, refusedHere); after != before {
			t.Fatalf("who may not %s changed something:\n%s\n%s", c.what, before, after)
		}
	}
}

// allThatIsKept is a digest of each table.
func allThatIsKept(t testing.TB, s *Store) string {
	t.Helper()
	var all json.RawMessage
	err := s.patient.GetContext(t.Context(), &all, `
		SELECT json_object_agg(c.relname, md5(CAST(query_to_xml('SELECT * FROM ' || quote_ident(c.relname) || ' ORDER BY 1, 2', false, false, '') AS text)) ORDER BY c.relname)
		FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = CAST(current_schema() AS regnamespace)
		  AND c.relname NOT LIKE 'river%' AND c.relname NOT LIKE 'goose%' AND c.relname <> 'requests'`)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

// Who asked for files when they were of the performance team has them made again no more. Nor has anybody else, who did
// not ask.
func TestWhoHasFilesMadeAgain(t *testing.T) {
	t.Parallel()
	s := openStore(t, theCast.DSN(t))
	for kind, by := range cast {
		err := s.TryOrderAgain(t.Context(), 1, by, monday)
		var refusal *kpi.Refusal
		if (!errors.As(err, &refusal) || !refusal.Denied) != (kind == "an admin") {
			t.Errorf("%s: %v", kind, err)
		}
		if n := count(t, s, `SELECT count(*) FROM file_orders WHERE state = 'waiting'`); n != 0 {
			t.Fatalf("%s has them made again: %v", kind, err)
		}
	}
	mustImport(t, s, kpi.Register{People: []kpi.Person{{SlackID: cast["a former admin"], Name: "Back", Roles: []kpi.Role{kpi.Admin}}}})
	if err := s.TryOrderAgain(t.Context(), 1, cast["a former admin"], monday); err != nil {
		t.Fatal(err)
	}
	if n := count(t, s, `SELECT count(*) FROM file_orders WHERE state = 'waiting'`); n != 1 {
		t.Error("an administrator again, they do not have them made")
	}
}
