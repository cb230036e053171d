package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// homeOf is the seed's council as somebody's Home has it, with Q2 published and Q3 awaited.
func homeOf(t *testing.T, asker kpi.Person) homeFacts {
	t.Helper()
	return homeFacts{
		asker: asker, now: nine, today: today, command: "/kpi",
		committees: []kpi.Committee{{Name: "Communities, Social Mobility and Inclusion", Channel: "C0CSMI", Members: []string{"U0CLLR1"}}},
		names:      map[string]string{"U0LIB": "Libraries service lead", "U0CORONER": "Coroners service lead"},
	}
}

func TestGoldenHomes(t *testing.T) {
	t.Parallel()
	owner := homeOf(t, kpi.Person{SlackID: "U0LIB", Name: "Libraries service lead"})
	cards := seedCards(t)
	for n, c := range cards {
		if c.Indicator.Code == "YTH1" {
			awaited := *c.Awaited
			awaited.Handed = &kpi.HandedOn{To: owner.asker, By: kpi.Person{SlackID: "U0YOUTH", Name: "Communities service lead"}}
			cards[n].Awaited = &awaited
		}
	}
	cards[8].Indicator.Deputy = "U0LIB"
	owner.actions = []store.ListedAction{undertaken(7, "LIB1", "Late opening on *Fridays* <!here>", 5), undertaken(8, "LIB2", "Ask the schools", 26)}
	owner.doubts = doubtsFacts{store.OpenDoubts{All: 1, Of: []store.CommitteeDoubts{{Committee: "Communities", Doubts: 1}}}, q3, time.UTC}
	golden(t, "home_owner", homeView(homeOfCards(owner, cards, nil)))
	owner.actions, owner.doubts = nil, doubtsFacts{}
	for n := range cards {
		cards[n].Awaited = nil
	}
	golden(t, "home_owner_done", homeView(homeOfCards(owner, cards, nil)))

	manager := homeOf(t, kpi.Person{SlackID: "U0MGRPLACE", Name: "Assistant director, place", Roles: []kpi.Role{kpi.Manager}})
	cards = seedCards(t)
	cards[0].Awaited = &kpi.Awaited{Period: q3, Due: kpi.Date{Year: 2024, Month: time.January, Day: 5}}
	manager.unsignedCards = unsigned(t, "LIB1", "178")
	manager.unsigned = withoutCards(manager.unsignedCards)
	golden(t, "home_manager", homeView(homeOfCards(manager, cards, nil)))
	manager.unsigned, cards[1].Indicator.Manager, cards[2].Indicator.Manager = store.UnsignedList{}, "", "U0OTHER"
	golden(t, "home_line_manager", homeView(homeOfCards(manager, cards, map[string]string{"U0LIB": "U0MGRPLACE"})))

	cards = seedCards(t)
	golden(t, "home_member", homeView(homeOfCards(homeOf(t, kpi.Person{SlackID: "U0CLLR1", Name: "Committee member 1"}), cards, nil)))

	admin := homeOf(t, kpi.Person{SlackID: "U0PERF", Name: "Performance team", Roles: []kpi.Role{kpi.Admin}})
	admin.board = &kpi.Progress{Collection: kpi.Collection{Period: q3}, Deadline: dueDay, Services: []kpi.ServiceProgress{
		{Service: "Libraries", In: 1, Awaited: 2}, {Service: "Coroners", Late: 1},
	}}
	cards[0].Indicator.Owner = ""
	admin.stuck = []store.Notification{
		{Recipient: "U0LIB", Day: today, State: store.Rejected, Reason: "user_disabled"},
		{Recipient: "C0CSMI", Day: today, State: store.Ready, Held: true, Failures: 2, Reason: "is_archived"},
		{Recipient: "U0CORONER", Day: today, State: store.Ambiguous, Failures: 1, Reason: "Slack did not answer in time"},
		{Recipient: "U0CORONER", Day: today, State: store.Ready}, // on its way
	}
	admin.unsigned.Others = 3
	admin.committees = append(admin.committees, kpi.Committee{Name: "Housing"})
	admin.doubts = doubtsFacts{store.OpenDoubts{All: 1205, At: nine, Of: []store.CommitteeDoubts{
		{Committee: "Communities, Social Mobility and Inclusion", Doubts: 3}, {Committee: "Housing", Doubts: 1202}}}, q3, time.UTC}
	golden(t, "home_team", homeView(homeOfCards(admin, cards, nil)))
	golden(t, "home_stranger", homeView(homeOfCards(homeOf(t, kpi.Person{SlackID: "U0OFFICER"}), seedCards(t), nil)))
}

// undertaken is an open action of the libraries, due on a day of January.
func undertaken(id int64, code, text string, day int) store.ListedAction {
	return store.ListedAction{
		Action: kpi.Action{ID: id, Indicator: code, Text: text, Owner: "U0LIB", OwnerName: "Libraries service lead", State: kpi.ActionOpen,
			Due: kpi.Date{Year: 2024, Month: time.January, Day: day}},
		Of: kpi.Indicator{Code: code, Title: "An indicator of the libraries", Owner: "U0LIB"},
	}
}

func TestGoldenAnswers(t *testing.T) {
	t.Parallel()
	v := &visit{Bot: &Bot{zone: time.UTC, command: "/kpi"}, today: today, public: true}
	red := cardNamed(t, "LIB1")
	golden(t, "card_public", cardMessage(red, v.cardFor(red)))
	golden(t, "mention", mentionMessage("/kpi"))
	golden(t, "elsewhere", elsewhereMessage("/kpi", "178 142 <!channel> *142*"))
	golden(t, "offer", offerMessage("d1", ""))
	all := []kpi.Indicator{cardNamed(t, "178").Indicator, cardNamed(t, "179").Indicator}
	golden(t, "spoken", spokenView([]subject{about("178", q2), about("179", kpi.Period{})}, 2, all))
	golden(t, "not_spoken", notSpokenView(all, "/kpi"))
}

// Somebody who has everything to do at once has a Home that Slack takes, and every message as a modal.
func TestNoHomeIsEverRefused(t *testing.T) {
	t.Parallel()
	for name, filler := range padding {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			worst := worstCard(filler)
			f := homeFacts{
				asker: kpi.Person{SlackID: "U0ALL", Name: filled(filler, kpi.MaxName), Roles: []kpi.Role{kpi.Admin, kpi.Manager}},
				now:   nine, today: today, command: "/kpi", names: map[string]string{"U0W": filled(filler, kpi.MaxName)},
			}
			var cards []kpi.Card
			for n, i := range many(worst.Indicator, 200) {
				c := worst
				c.Indicator = i
				c.Indicator.Committee = fmt.Sprint(n % 5)
				c.Indicator.Owner, c.Indicator.Deputy, c.Indicator.Manager = []string{"U0ALL", "U0W", ""}[n%3], []string{"U0W", "U0ALL"}[n%2], "U0ALL"
				red := *c.Figure
				red.Rating = kpi.Red
				c.Figure = &red
				if n%4 == 0 {
					c.Awaited = &kpi.Awaited{Period: worst.Period, Due: today.AddDays(-3)}
				}
				cards = append(cards, c)
			}
			for n := range 5 {
				f.committees = append(f.committees, kpi.Committee{Name: fmt.Sprint(n), Members: []string{"U0ALL"}})
			}
			for n := range 30 {
				a := kpi.Action{ID: int64(n), Text: filled(filler, kpi.MaxAction), Owner: "U0ALL", OwnerName: filled(filler, kpi.MaxName), Due: today, State: kpi.ActionOpen}
				f.actions = append(f.actions, store.ListedAction{Action: a, Of: worst.Indicator})
				f.unsigned.Figures = append(f.unsigned.Figures, waitingOf(int64(n), worst))
				f.unsigned.All, f.unsigned.Newest = len(f.unsigned.Figures), int64(n)
				f.unsignedCards = append(f.unsignedCards, unsignedCard(int64(n), worst))
			}
			f.unsignedCards = f.unsignedCards[:maxHomeUnsigned]
			f.unsigned.Others = 12
			f.board = &kpi.Progress{Collection: kpi.Collection{Period: q3}, Deadline: dueDay}
			for range 100 {
				f.board.Services = append(f.board.Services, kpi.ServiceProgress{Service: filled(filler, kpi.MaxName), Late: 3})
				f.stuck = append(f.stuck, store.Notification{Recipient: "U0W", State: store.Rejected, Reason: filled(filler, 400), Day: today})
			}
			view := homeView(homeOfCards(f, cards, nil))
			accepted(t, view)
			if n := len(view.Blocks.BlockSet); n > maxHomeBlocks {
				t.Errorf("%d blocks", n)
			}
			for _, m := range []*Message{
				cardMessage(worst, forAll), indicatorList(listedFrom(cards, 0), scope{}, "/kpi"), redMessage(listedFrom(cards, 0), scope{}, today, "/kpi"), dueMessage(cards, nil, 0, today, 0), helpMessage(everything(t).helpFor([]audience{posters, managers, adminTeam}), everything(t).topics(), "potholes", "/kpi"),
				elsewhereMessage("/kpi", filled(filler, 8000)), choiceMessage(filled(filler, 3000), store.Search{First: many(worst.Indicator, maxOffered), All: 1200}, pressTell, ""),
			} {
				accepted(t, answerView(press{id: pressList}, m))
			}
			var found []subject
			for _, c := range cards {
				found = append(found, about(c.Indicator.Code, c.Period))
			}
			var all []kpi.Indicator
			for _, c := range cards {
				all = append(all, c.Indicator)
			}
			accepted(t, spokenView(found, 1200, all))
			accepted(t, notSpokenView(all[:maxNearest], "/kpi"))
		})
	}
}

// However many parts a Home comes to have, it says where the rest is and stays within what Slack takes.
func TestAHomeWithTooManyParts(t *testing.T) {
	t.Parallel()
	part := make([]slack.Block, 60)
	for n := range part {
		part[n] = note("a line")
	}
	view := homeTab(stacked(nil, [][]slack.Block{part, part, part}))
	text := string(accepted(t, view))
	if n := len(view.Blocks.BlockSet); n != maxHomeBlocks || !strings.Contains(text, "more than fits here") {
		t.Errorf("%d blocks: %s", n, text)
	}
	if text := string(accepted(t, homeTab(stacked(nil, [][]slack.Block{part[:48], part[:48]})))); strings.Contains(text, "more than fits here") {
		t.Error("what fits is cut")
	}
}

// A message is read for what its buttons are about, or else for codes, or else for a whole title. A press on what is
// found shows the card that was meant.
func TestWhatAMessageSpeaksOf(t *testing.T) {
	t.Parallel()
	var all []kpi.Indicator
	for _, c := range seedCards(t) {
		all = append(all, c.Indicator)
	}
	card := cardMessage(cardNamed(t, "178"), forAll)
	list := redMessage(listedFrom(kpi.WorstFirst(seedCards(t)), 0), scope{}, today, "/kpi")
	for name, c := range map[string]struct {
		message slack.Message
		want    string
	}{
		"a code":             {slack.Message{Msg: slack.Msg{Text: "Why is (reg2) so low?"}}, "[REG2]"},
		"several codes":      {slack.Message{Msg: slack.Msg{Text: "177 rose, 178 fell; 177!"}}, "[177 178]"},
		"a number in a word": {slack.Message{Msg: slack.Msg{Text: "1781 or A178"}}, "[]"},
		"a whole title":      {slack.Message{Msg: slack.Msg{Text: "See *Percentage of births registered within 42 days*, please"}}, "[REG1]"},
		"our card":           {slack.Message{Msg: slack.Msg{Text: card.Text, Blocks: slack.Blocks{BlockSet: card.Blocks}}}, "[178]"},
		"our list":           {slack.Message{Msg: slack.Msg{Blocks: slack.Blocks{BlockSet: list.Blocks}}}, fmt.Sprint(codesOf(subjectsOf(kpi.WorstFirst(seedCards(t)))))},
		"an attachment":      {slack.Message{Msg: slack.Msg{Attachments: []slack.Attachment{{Fallback: "about SKL1"}}}}, "[SKL1]"},
		"nothing":            {slack.Message{Msg: slack.Msg{Text: "Lunch?"}}, "[]"},
	} {
		if got := fmt.Sprint(codesOf(readSpoken(c.message).indicators(all))); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func subjectsOf(cards []kpi.Card) (all []subject) {
	for _, c := range cards {
		all = append(all, about(c.Indicator.Code, c.Period))
	}
	return all
}

func codesOf(subjects []subject) (codes []string) {
	for _, s := range subjects {
		codes = append(codes, s.Code)
	}
	return codes
}

func TestHowManyMoreAreRed(t *testing.T) {
	t.Parallel()
	for all, want := range map[int]string{1: "… and 1 more that is Red", 2: "… and 2 more that are Red"} {
		said, err := json.Marshal(redBlocks(store.Listed{All: all}, "", kpi.Date{}))
		if err != nil || !strings.Contains(string(said), want) {
			t.Errorf("of %d: %s, %v", all, said, err)
		}
	}
}
