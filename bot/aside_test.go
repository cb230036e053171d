package bot

import "testing"

// What people say to a colleague is told from names, sentences and postings.
func TestReadAsides(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]command{
		":+1:": askThanks{}, "👍": askThanks{}, "👍🏽": askThanks{}, ":+1::skin-tone-2:": askThanks{}, "❤️ ✅": askThanks{}, ":white_check_mark: thanks!": askThanks{},
		"ok": askThanks{}, "Thanks": askThanks{}, "thank you very much": askThanks{}, "OK, will do": askThanks{}, "noted, ta": askThanks{}, "done": askThanks{}, "No worries!": askThanks{},

		"Sorry, I'll do this tomorrow": askLater{}, "tomorrow": askLater{}, "later please": askLater{}, "not yet": askLater{}, "not now, sorry": askLater{},
		"I'll do 178 tomorrow": askLater{}, "178 tomorrow": askLater{}, "can you remind me on Monday?": askLater{}, "Will get it to you by Friday": askLater{},
		"next week": askLater{}, "Sorry — I’m on annual leave until Monday": askAway{Text: "until Monday"}, "snooze": askLater{},

		"stop": askPeace{}, "STOP.": askPeace{}, "please stop messaging me": askPeace{}, "leave me alone": askPeace{}, "no more reminders": askPeace{},
		"don't remind me again": askPeace{}, "unsubscribe": askPeace{}, "enough!": askPeace{},

		"I don't own 178 any more, it's @jo":        askGiveUp{Code: "178"},
		"178 isn't mine any more":                   askGiveUp{Code: "178"},
		"178 is not mine, it's @Jo Bloggs's":        askGiveUp{Code: "178"},
		"I no longer look after #178":               askGiveUp{Code: "178"},
		"178 is yours now @jo":                      askGiveUp{Code: "178"},
		"please hand 178 over to @jo":               askGiveUp{Code: "178"},
		"not mine any more":                         askGiveUp{},
		"That's not my job, ask @jo":                askGiveUp{},
		"I've moved to another team":                askGiveUp{},
		"someone else has this now":                 askGiveUp{},
		"Sorry, wrong person":                       askGiveUp{},
		"We are no longer responsible for inquests": askGiveUp{},

		"hello": askStart{}, "help": askHelp{}, "back": askBack{}, "due": askDue{}, "away tomorrow": askAway{Text: "tomorrow"},
		"actions": askActions{}, "178, thanks": askCard{Code: "178"}, "how is 178 doing?": askCard{Code: "178"},
	} {
		if got := readLine(t, line, "/kpi", isCodeInTest); got != want {
			t.Errorf("%q is %#v, want %#v", line, got, want)
		}
	}
	for _, line := range []string{
		"178 142 tomorrow we expect more", "178 142 This is no longer ours", "178 n/a We do not own the data", "stop and search", "stop smoking services",
		"action 178 Move what is not ours due 31 Jan", "is 178 not mine?", "number of people who moved on", "submit 178 142 not my best month", "quiet lanes", "ok tenancies", "178 142 It is theirs now", "hand washing to prevent infection", "is 178 yours?",
		"178 142 👍", "99 problems", "later life care", "monday club visits",
	} {
		switch got := readLine(t, line, "/kpi", isCodeInTest).(type) {
		case askThanks, askLater, askPeace, askGiveUp:
			t.Errorf("%q is taken for %#v", line, got)
		}
	}
}
