package bot

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chaser/bot/line"
	"chaser/kpi"
)

// isCodeInTest knows a register in which one code is a verb and one is a word of a title.
func isCodeInTest(word string) bool {
	switch strings.ToLower(word) {
	case "178", "179", "180", "reg2", "red", "trs.1":
		return true
	}
	return false
}

// testingT is a test, also one of rapid's.
type testingT interface{ Fatal(args ...any) }

// everything is all that can be talked about.
func everything(t testingT) talk {
	all, err := newTalk(conversations())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func readLine(t testingT, typed, slashCommand string, isCode func(string) bool) command {
	return everything(t).readLine(typed, slashCommand, isCode, today)
}

var comparePeriods = cmp.Comparer(func(a, b kpi.Period) bool { return a == b })

func TestReadLine(t *testing.T) {
	t.Parallel()
	q1 := kpi.Quarter(2023, 1)
	post := func(code, figure, words string) command {
		return postFigure{Entry: line.Entry{Code: code, Figure: figure, Words: words}}
	}
	withPeriod := func(code, figure, words string) command {
		return postFigure{Entry: line.Entry{Code: code, Figure: figure, Words: words, Period: q1}}
	}
	withStatus := func(code, figure string, s kpi.Status, words string) command {
		return postFigure{Entry: line.Entry{Code: code, Figure: figure, Status: s, Words: words}}
	}
	sendBack := func(code, why string) command {
		return askSendBack{SendingBack: line.SendingBack{Code: code, Reason: why}}
	}
	for typed, want := range map[string]command{
		"":                            askStart{},
		"   ":                         askStart{},
		"/kpi":                        askStart{},
		"/kpi /kpi 178":               askCard{Code: "178"},
		"help":                        askHelp{},
		"?":                           askHelp{},
		"H":                           askHelp{},
		"due":                         askDue{},
		"Due!":                        askDue{},
		"list":                        askList{},
		"list communities":            askList{Typed: line.Scope{Words: "communities"}},
		"red":                         askRed{},
		"178 last year":               askYearBefore{Code: "178"},
		"reg2 what was it last year?": askYearBefore{Code: "reg2"},
		"178 same time last year":     askYearBefore{Code: "178"},
		"what was 178 a year ago?":    askYearBefore{Code: "178"},
		"show me 178 for the same quarter last year please": askYearBefore{Code: "178"},
		"178 last year was busy":                            openForm{Entry: line.Entry{Code: "178", Words: "last year was busy"}},
		"unpublish":                                         askUnpublish{},
		"unpublish communities":                             askUnpublish{Committee: "communities"},
		"unpublish Q1 2023/24 communities":                  askUnpublish{Period: q1, Committee: "communities"},
		"alerts off":                                        askAlerts{Off: true},
		"Alerts none":                                       askAlerts{Off: true},
		"stop alerts":                                       askAlerts{Off: true},
		"please turn my alerts off!":                        askAlerts{Off: true},
		"don’t send me any alerts":                          askAlerts{Off: true},
		"alerts daily":                                      askAlerts{Text: "daily"},
		"alerts":                                            askAlerts{},
		"no fire alerts sounded":                            postByName{Name: "no fire alerts sounded"},
		"178 no alerts":                                     openForm{Entry: line.Entry{Code: "178", Words: "no alerts"}},
		"red without actions":                               askRed{Typed: line.Scope{Bare: true}},
		"red libraries with no actions yet":                 askRed{Typed: line.Scope{Words: "libraries", Bare: true}},
		"red that don’t have any actions Q1 2023/24":        askRed{Typed: line.Scope{Bare: true, Period: q1}},
		"red coroners lacking actions":                      askRed{Typed: line.Scope{Words: "coroners", Bare: true}},
		"red community actions":                             askRed{Typed: line.Scope{Words: "community actions"}},
		"list reds without an action":                       askList{Typed: line.Scope{Ratings: []kpi.Rating{kpi.Red}, Bare: true}},
		"red Adult social":                                  askRed{Typed: line.Scope{Words: "Adult social"}},
		"history 178":                                       askHistory{Code: "178"},
		"178 history":                                       askHistory{Code: "178"},
		"history inquests":                                  askHistory{Name: "inquests"},

		"publish":                            askPublish{},
		"publish 2023-24Q1":                  askPublish{Period: q1},
		"publish Q1 2023/24 communities":     askPublish{Period: q1, Committee: "communities"},
		"publish Social Mobility 2023-24 Q1": askPublish{Period: q1, Committee: "Social Mobility"},
		"publish 2023-24Q1 for communities":  askPublish{Period: q1, Committee: "communities"},
		"publish communities for 2023-24Q1":  askPublish{Period: q1, Committee: "communities"},
		"publish communities":                askPublish{Committee: "communities"},
		"approve":                            askApprove{},
		"approve all":                        askApprove{},
		"approve 178":                        askApprove{Code: "178"},
		"approve 178 for Q1 2023/24":         askApprove{Code: "178", Period: q1},
		"approve inquests closed":            askApprove{Name: "inquests closed"},

		"reject 178":                      sendBack("178", ""),
		"send back 178":                   sendBack("178", ""),
		"178 send back":                   sendBack("178", ""),
		"178 reject":                      sendBack("178", ""),
		"Please send 178 back":            sendBack("178", ""),
		"send the figure for 178 back":    sendBack("178", ""),
		"reject 178: August is missing":   sendBack("178", "August is missing"),
		"send 178 back because it’s low":  sendBack("178", "it’s low"),
		"178 send back - too low, please": sendBack("178", "too low, please"),
		"reject 178 Q1 2023/24 too low":   askSendBack{SendingBack: line.SendingBack{Code: "178", Period: q1, Reason: "too low"}},
		"reject inquests closed":          askSendBack{SendingBack: line.SendingBack{Name: "inquests closed"}},
		"reject":                          askSendBack{},
		"send it back":                    postByName{Name: "send it back"},
		"178 142 reject":                  post("178", "142", "reject"),
		"rejected applications":           postByName{Name: "rejected applications"},
		"178 reject letters were sent":    openForm{Entry: line.Entry{Code: "178", Words: "reject letters were sent"}},

		"away 3 Jan to 10 Jan @bob": askAway{Text: "3 Jan to 10 Jan @bob"},

		"178":                  askCard{Code: "178"},
		"#178":                 askCard{Code: "178"},
		"178.":                 askCard{Code: "178"},
		"178, please!!":        askCard{Code: "178"},
		"178 thank you":        askCard{Code: "178"},
		"my actions":           askActions{Mine: true},
		"what are my actions?": askActions{Mine: true},
		"actions?":             askActions{Committee: ""},
		"any actions?":         askActions{},
		"“178”":                askCard{Code: "178"},
		"card 178":             askCard{Code: "178"},
		"CARD reg2":            askCard{Code: "reg2"},
		"card red":             askCard{Code: "red"},
		"178 card":             askCard{Code: "178"},
		"178 2023-24Q1":        askCard{Code: "178", Period: q1},
		"178 for Q1 2023/24":   askCard{Code: "178", Period: q1},
		"card 178 2023/24 Q1":  askCard{Code: "178", Period: q1},
		"card inquests closed": askCard{Name: "inquests closed"},
		"inquests closed":      postByName{Name: "inquests closed"},
		"“inquests  closed”":   postByName{Name: "inquests closed"},

		"178 142":                           post("178", "142", ""),
		"178\u00a0142":                      post("178", "142", ""),
		"  178   142  ":                     post("178", "142", ""),
		"submit 178 142":                    post("178", "142", ""),
		"post 178 142":                      post("178", "142", ""),
		"UPDATE 178 142":                    post("178", "142", ""),
		"set 178 142":                       post("178", "142", ""),
		"178 submit 142":                    post("178", "142", ""),
		"submit red 142":                    post("red", "142", ""),
		"178: 142":                          post("178", "142", ""),
		"178:142":                           post("178", "142", ""),
		"178=142":                           post("178", "142", ""),
		"178 = 142":                         post("178", "142", ""),
		"178 is 142":                        post("178", "142", ""),
		"#178 142,":                         post("178", "142", ""),
		"#178, 142.":                        post("178", "142", ""),
		"142 178":                           post("178", "142", ""),
		"142, 178 Fewer closed":             post("178", "142", "Fewer closed"),
		"178 179":                           post("178", "179", ""),
		"178 142 words  as typed":           post("178", "142", "words  as typed"),
		"178 142 - thirty of them “old”":    post("178", "142", "thirty of them “old”"),
		"178 142 -5 in May":                 post("178", "142", "-5 in May"),
		"178 142\nTwo lines\nof words":      post("178", "142", "Two lines\nof words"),
		"178 142 of which 30 were old":      post("178", "142", "of which 30 were old"),
		"178 142 M Smith was away":          post("178", "142", "M Smith was away"),
		"180 570/889":                       post("180", "570/889", ""),
		"submit 180 570 / 889 words":        post("180", "570 / 889", "words"),
		"180 570 of 889":                    post("180", "570 of 889", ""),
		"180 570 out of 889, a dip":         post("180", "570 out of 889", "a dip"),
		"180 93 %":                          post("180", "93 %", ""),
		"180 93% a rise":                    post("180", "93%", "a rise"),
		"180 64 % of deaths":                post("180", "64 %", "of deaths"),
		"180 93 per cent":                   post("180", "93 per cent", ""),
		"trs.1 £1,250":                      post("trs.1", "£1,250", ""),
		"180 (.5)":                          post("180", "(.5)", ""),
		"178 1.2k":                          post("178", "1.2k", ""),
		"178 12,34":                         post("178", "12,34", ""),
		"submit 178 2023-24Q1 213 Late":     withPeriod("178", "213", "Late"),
		"178 Q1 2023/24 213 Late":           withPeriod("178", "213", "Late"),
		"178 2023/24 Q1 213 Late":           withPeriod("178", "213", "Late"),
		"178 for q1 2023/24: 213 Late":      withPeriod("178", "213", "Late"),
		"2023-24Q1 178 213":                 withPeriod("178", "213", ""),
		"178 213 2023-24Q1":                 withPeriod("178", "213", ""),
		"178 213 for Q1 2023/24":            withPeriod("178", "213", ""),
		"178 65 Q1 2023/24 - 65 referrals":  post("178", "65", "Q1 2023/24 - 65 referrals"),
		"178 142 2023-24 was a hard year":   post("178", "142", "2023-24 was a hard year"),
		"178 142 @bob wrote this":           post("178", "142", "@bob wrote this"),
		"178 142 submit":                    post("178", "142", "submit"),
		"178 142 provisional":               withStatus("178", "142", kpi.Provisional, ""),
		"178 provisional 142 words":         withStatus("178", "142", kpi.Provisional, "words"),
		"178 142 (part-period) words":       withStatus("178", "142", kpi.PartPeriod, "words"),
		"178 142 part period":               withStatus("178", "142", kpi.PartPeriod, ""),
		"178 142 provisional, two missing":  withStatus("178", "142", kpi.Provisional, "two missing"),
		"178 142 Provisional: two missing":  withStatus("178", "142", kpi.Provisional, "two missing"),
		"178 142 provisional Two missing":   withStatus("178", "142", kpi.Provisional, "Two missing"),
		"178 142 provisional figures again": withStatus("178", "142", kpi.Provisional, "provisional figures again"),
		"178 142 Final push before May":     post("178", "142", "Final push before May"),
		"178 142 Provisional figures from":  post("178", "142", "Provisional figures from"),
		"178 142 unavailable staff":         post("178", "142", "unavailable staff"),
		"178 unavailable The base changed":  withStatus("178", "", kpi.Unavailable, "The base changed"),
		"178 n/a The base changed":          withStatus("178", "", kpi.Unavailable, "The base changed"),
		"178 Not available: base changed":   withStatus("178", "", kpi.Unavailable, "base changed"),
		"178 Unavailable because of it":     withStatus("178", "", kpi.Unavailable, "Unavailable because of it"),
		"178 unavailable 3 staff left":      withStatus("178", "", kpi.Unavailable, "3 staff left"),
		"178 carried-forward not ready":     withStatus("178", "", kpi.CarriedForward, "not ready"),
		"178 carried forward":               withStatus("178", "", kpi.CarriedForward, ""),

		"submit":                    openForm{},
		"submit x":                  postByName{Name: "x", Asked: true},
		"submit 178 x":              openForm{Entry: line.Entry{Code: "178", Words: "x"}},
		"submit 178":                openForm{Entry: line.Entry{Code: "178"}},
		"178 submit":                openForm{Entry: line.Entry{Code: "178"}},
		"178 some words":            openForm{Entry: line.Entry{Code: "178", Words: "some words"}},
		"178 provisional":           openForm{Entry: line.Entry{Code: "178", Status: kpi.Provisional}},
		"submit 178 2023-24Q1 Late": openForm{Entry: line.Entry{Code: "178", Period: q1, Words: "Late"}},
	} {
		if d := cmp.Diff(want, readLine(t, typed, "/kpi", isCodeInTest), comparePeriods); d != "" {
			t.Errorf("%q:\n%s", typed, d)
		}
	}
}

func TestReadLineDoubts(t *testing.T) {
	t.Parallel()
	for typed, field := range map[string]string{
		"178 96 32":                       kpi.FieldFigure,
		"178 142 1213":                    kpi.FieldFigure,
		"178 142 179":                     kpi.FieldFigure,
		"178 22/23":                       kpi.FieldFigure,
		"178 142 Q1 was quiet":            kpi.FieldPeriod,
		"178 142 2023-24Q1 was corrected": kpi.FieldPeriod,
		"178 2023-25Q1 142":               kpi.FieldPeriod,
		"178 Q5 142":                      kpi.FieldPeriod,
	} {
		c, ok := readLine(t, typed, "/kpi", isCodeInTest).(postFigure)
		if !ok || c.Entry.Doubt == nil || c.Entry.Doubt.Field != field {
			t.Errorf("%q is %+v, want a doubt about the %s", typed, c, field)
		}
	}
}

// A name holds numbers of its own: the longest name is tried first, and figures inside it only after.
func TestReadings(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]postByName{
		"submit births registered within 42 days 99 More staff": {
			Name: "births registered within 42 days 99 More staff", Asked: true,
			Readings: []line.Reading{
				{Name: "births registered within 42 days", Entry: line.Entry{Figure: "99", Words: "More staff"}},
				{Name: "births registered within", Entry: line.Entry{Figure: "42", Words: "days 99 More staff"}},
			},
		},
		"births registered 99%": {Name: "births registered 99%", Readings: []line.Reading{{Name: "births registered", Entry: line.Entry{Figure: "99%"}}}},
		"submit 99 births":      {Name: "99 births", Asked: true, Readings: []line.Reading{{Name: "births", Entry: line.Entry{Figure: "99"}, Ahead: true}}},
		"births unavailable Flood": {
			Name: "births unavailable Flood", Readings: []line.Reading{{Name: "births", Entry: line.Entry{Status: kpi.Unavailable, Words: "Flood"}}},
		},
		"births": {Name: "births"},
	} {
		if d := cmp.Diff(command(want), readLine(t, typed, "/kpi", isCodeInTest), comparePeriods); d != "" {
			t.Errorf("%q:\n%s", typed, d)
		}
	}
}

var lineWords = []string{
	"178", "179", "red", "submit", "card", "142", "93", "%", "570/889", "/", "of", "out", "Q1", "2023/24", "2023-24Q1", "provisional", "Final",
	"unavailable", "(part-period)", "n/a", "=", ":", "178:142", "#178", "words", "Words", "“178”", ",", "£", "k", "-", "–", "for", "", "😀", "\u00a0",
}

// Whatever is typed is understood as something, and a posted commentary is a part of the line as it was typed.
func TestReadLineLosesNoWord(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		typed := strings.Join(rapid.SliceOfN(rapid.SampledFrom(lineWords), 0, 9).Draw(t, "words"), " ")
		switch c := readLine(t, typed, "/kpi", isCodeInTest).(type) {
		case nil:
			t.Fatalf("%q is nothing", typed)
		case postFigure:
			if !strings.HasSuffix(kpi.CleanText(typed), c.Entry.Words) {
				t.Fatalf("%q was posted with the words %q", typed, c.Entry.Words)
			}
			if !strings.Contains(strings.Join(line.Split(typed), " "), c.Entry.Figure) {
				t.Fatalf("%q was posted as %q, which it does not contain", typed, c.Entry.Figure)
			}
			if !c.Entry.Complete() && c.Entry.Doubt == nil {
				t.Fatalf("%q was posted without a figure: %+v", typed, c.Entry)
			}
		}
	})
}

func FuzzReadLine(f *testing.F) {
	f.Add("178 142 words")
	f.Add("submit births registered within 42 days 99")
	f.Add("178 \x00\xff Q1 2023/24 – £ 570 out of 889 (part-period) ")
	f.Fuzz(func(t *testing.T, text string) {
		typed := decodeSlash(text)
		if utf8.ValidString(text) && !utf8.ValidString(typed) {
			t.Fatalf("decoding %q broke it", text)
		}
		switch c := readLine(t, typed, "/kpi", isCodeInTest).(type) {
		case nil:
			t.Fatalf("%q is nothing", typed)
		case postFigure:
			if !strings.Contains(strings.Join(line.Split(typed), " "), c.Entry.Figure) {
				t.Fatalf("%q was posted as %q, which it does not contain", typed, c.Entry.Figure)
			}
		}
	})
}

func TestReadActionLines(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]command{
		"action 178 Two sessions due 31 Jan":   askAction{Code: "178", Text: "Two sessions due 31 Jan"},
		"178 action Two sessions":              askAction{Code: "178", Text: "Two sessions"},
		"Action #178: 2023-24Q1 Two  sessions": askAction{Code: "178", Period: kpi.Quarter(2023, 1), Text: "Two  sessions"},
		"action @jane 178 Two sessions":        askAction{Code: "178", Text: "@jane Two sessions"},
		"action @Jane van der Berg 178 Two":    askAction{Code: "178", Text: "@Jane van der Berg Two"},
		"action 178":                           askAction{Code: "178"},
		"action":                               askAction{},
		"action Two sessions":                  askAction{Text: "Two sessions"},
		"actions":                              askActions{},
		"actions mine":                         askActions{Mine: true},
		"actions 178":                          askActions{Code: "178"},
		"178 actions":                          askActions{Code: "178"},
		"actions Communities":                  askActions{Committee: "Communities"},
	} {
		if got := readLine(t, typed, "/kpi", isCodeInTest); got != want {
			t.Errorf("%q is %#v, want %#v", typed, got, want)
		}
	}
}
