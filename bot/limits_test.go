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

// padding are the worst characters with which people and spreadsheets can fill a text.
var padding = map[string]string{
	"angles": "<", "ampersands": "&", "emoji": "😀", "lines": "a\n", "words": "words and ", "one word": "W", "quotes": `"\`, "backticks": "`x` ", "stars": "*_~ ",
	"separators": "a\u2028",
}

// filled is a text of exactly so many characters.
func filled(filler string, length int) string {
	return string([]rune(strings.Repeat(filler, length))[:length])
}

// worstCard has every text as long, every number as large and every list as full as kpi's limits allow.
func worstCard(filler string) kpi.Card {
	large := number("123456789012345678901234567.891")
	i := kpi.Indicator{
		Code: filled("Q", kpi.MaxCode), Title: filled(filler, kpi.MaxTitle), Committee: filled(filler, kpi.MaxName), Service: filled(filler, kpi.MaxName),
		Unit: kpi.Currency, Decimals: 10, Direction: kpi.Up, Kind: kpi.Target, Target: number("987654321098765432109876543.211"), Baseline: large,
		Cumulative: true, Compare: kpi.WithPrevious, Frequency: kpi.Monthly,
		Description: filled(filler, kpi.MaxDescription), NeighboursMean: large, EnglandMean: large,
	}
	for n := range kpi.MaxLinks {
		i.Links = append(i.Links, kpi.Link{Text: filled(filler, kpi.MaxLinkText), URL: "https://a.org/" + filled("w", kpi.MaxURL-14)})
		if n < 3 {
			i.Links[n].URL = "https://a.org/" + filled("<", maxShownURL-14)
		}
	}
	var figures []kpi.Figure
	p := kpi.Month(2023, 9)
	for range 2 * kpi.HistoryLength {
		f := kpi.Figure{
			Indicator: i.Code, Period: p, Value: large, Numerator: large, Denominator: number("1.00000000000000000000000000001"), Status: kpi.PartPeriod,
			Commentary: filled(filler, kpi.MaxCommentary), Actions: filled(filler, kpi.MaxActions),
			Revision: 1_000_000, Reason: filled(filler, kpi.MaxReason), PostedBy: "U0W", PostedAt: nine,
		}
		f.Assessment = i.Assess(f)
		figures = append(figures, f)
		p = p.Previous(kpi.Monthly)
	}
	c := kpi.NewCard(i, figures, kpi.Month(2023, 9))
	c.PostedBy = filled(filler, kpi.MaxName)
	for n := range kpi.MaxOpenActions {
		c.Actions = append(c.Actions, worstAction(filler, i.Code, int64(n+1)))
	}
	settled := worstAction(filler, i.Code, 1000)
	settled.State, settled.Outcome = kpi.ActionDropped, filled(filler, kpi.MaxOutcome)
	c.Actions = append(c.Actions, settled)
	c.Awaited = &kpi.Awaited{Period: kpi.Month(2023, 10), Due: dueDay}
	return c
}

// worstAction is an action with every text as long as kpi's limits allow.
func worstAction(filler, code string, id int64) kpi.Action {
	return kpi.Action{
		ID: id, Indicator: code, Period: kpi.Month(2023, 9), Text: filled(filler, kpi.MaxAction), Owner: "U0W", OwnerName: filled(filler, kpi.MaxName),
		Due: dueDay, State: kpi.ActionOpen, RaisedBy: "U0W",
	}
}

// Nothing that the register and the rules accept makes a message or a modal that Slack refuses or that a socket drops.
func TestNothingIsEverRefused(t *testing.T) {
	t.Parallel()
	for name, filler := range padding {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := worstCard(filler)
			for _, how := range []cardFor{forAll, {today: today, zone: time.UTC, shared: filled(filler, kpi.MaxName)}} {
				accepted(t, cardMessage(c, how))
				accepted(t, fullCardView(c, how))
			}
			before := *c.Figure
			for _, p := range []store.Posted{{Card: c, Fresh: true}, {Card: c}, {Card: c, Fresh: true, Replaced: &before}} {
				accepted(t, postedMessage(p, forAll))
				if receipt := receiptView(p, forAll); !fitsSocket(receipt) {
					t.Error("the receipt does not fit through a socket")
				} else {
					accepted(t, receipt)
				}
			}
			bare := c
			bare.Actions = nil
			f := *c.Figure
			f.Actions, f.Commentary, f.Rating = "", "", kpi.Red
			bare.Figure = &f
			accepted(t, postedMessage(store.Posted{Card: bare, Fresh: true}, forAll))
			accepted(t, receiptView(store.Posted{Card: bare, Fresh: true}, forAll))
			actionViews(t, filler, c)
			refusal := kpi.Refuse(kpi.FieldCommentary, "%s", filled(filler, 300))
			accepted(t, refusedMessage(refusal, filled(filler, 8000), strings.Repeat("d", 32)))
			accepted(t, apologyMessage(refusal.Sentence, filled(filler, 8000)))
			text := filled(filler, 500)
			if again := formView(form{indicator: c.Indicator, latest: c, filled: draft{Commentary: text, Actions: text, Reason: text}}); !fitsSocket(again) {
				t.Error("a form of ordinary length does not fit through a socket")
			}
			accepted(t, formView(form{
				choices: many(c.Indicator, 250), indicator: c.Indicator, latest: c, period: c.Period, periods: []kpi.Period{kpi.Month(2023, 10), c.Period},
				due: dueDay, standing: c.Figure, filled: filledIn(draft{
					Figure: filled(filler, 8000), Status: string(kpi.PartPeriod), Words: filled(filler, 8000), Field: kpi.FieldCommentary, Sentence: refusal.Sentence,
				}, c.Indicator, c.Figure),
			}))
		})
	}
}

// actionViews are all messages and forms about actions.
func actionViews(t *testing.T, filler string, c kpi.Card) {
	t.Helper()
	a := c.Actions[0]
	acted := store.Acted{Action: a, Card: c, Fresh: true}
	d := actionDraft{Code: c.Indicator.Code, Period: "2023-09", Text: a.Text, Who: "U0W", Due: "2024-01-19", Field: kpi.FieldAction, Sentence: filled(filler, 300)}
	accepted(t, raisedMessage(acted, "U0A", today))
	accepted(t, refusedActionMessage(kpi.Refuse(kpi.FieldDue, "%s", filled(filler, 300)), filled(filler, 8000), strings.Repeat("d", 32)))
	accepted(t, givenMessage(a, c.Indicator, filled(filler, kpi.MaxName), "U0W", today))
	accepted(t, givenMessage(c.Actions[len(c.Actions)-1], c.Indicator, filled(filler, kpi.MaxName), "U0W", today))
	for _, view := range []slack.ModalViewRequest{
		actionView(actionFormFor{card: c, filled: d}), actionView(actionFormFor{card: c, filled: d, replaces: &a}),
		settleView(a, c.Indicator, filled(filler, 4000), today), changeView(a, c.Indicator, dueDay, filled(filler, 4000), true, today),
	} {
		accepted(t, view)
	}
	accepted(t, actionView(actionFormFor{choices: many(c.Indicator, 250), filled: d}))
	for _, receipt := range []slack.ModalViewRequest{
		actionReceipt(acted, true, "U0A", today), changedReceipt("Action closed", store.Acted{Action: c.Actions[len(c.Actions)-1], Card: c}, today),
	} {
		if accepted(t, receipt); !fitsSocket(receipt) {
			t.Error("the receipt does not fit through a socket")
		}
	}
}

func many(i kpi.Indicator, n int) []kpi.Indicator {
	list := make([]kpi.Indicator, n)
	for at := range list {
		list[at] = i
		list[at].Code = fmt.Sprintf("%s%04d", i.Code[:kpi.MaxCode-4], at)
	}
	return list
}

// A long list loses nothing: turning its pages shows every item once. No page is refused.
func TestLongListsArePagedWhole(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"angles", "emoji", "one word"} {
		filler := padding[name]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			card := worstCard(filler)
			cards := make([]kpi.Card, 60)
			for n, i := range many(card.Indicator, 60) {
				cards[n] = card
				cards[n].Indicator = i
				cards[n].Indicator.Service = fmt.Sprintf("%d%s", n/3, filled(filler, kpi.MaxName-2))
			}
			others := []owed{}
			for _, c := range cards {
				others = append(others, owed{card: c, with: filled(filler, kpi.MaxName), back: "Give it back to its owner"})
			}
			revisions := make([]kpi.Figure, 200)
			for n := range revisions {
				revisions[n] = *card.Figure
				revisions[n].Reason = fmt.Sprintf("%04d%s", n, filled(filler, kpi.MaxReason-4))
			}
			names := map[string]string{"U0W": filled(filler, kpi.MaxName)}
			committee := filled(filler, kpi.MaxName)

			pages(t, 60, cards[0].Indicator.Code[:16], func(from int) *Message {
				return indicatorList(listedFrom(byService(cards), from), scope{Committee: committee, Service: committee, also: committee}, "/kpi")
			})
			pages(t, 60, cards[0].Indicator.Code[:16], func(from int) *Message {
				return redMessage(listedFrom(cards, from), scope{Committee: committee, Service: committee, also: committee}, today, "/kpi")
			})
			pages(t, 120, cards[0].Indicator.Code[:16], func(from int) *Message {
				return dueMessage(cards, others[max(from-len(cards), 0):], len(others), today, from)
			})
			pages(t, 200, "Revision 1000000: ", func(from int) *Message {
				return historyMessage(card, revisions, names, cardFor{zone: time.UTC, mayPost: true}, from)
			})

			listed := make([]store.ListedAction, 60)
			for n := range listed {
				listed[n] = store.ListedAction{Action: worstAction(filler, "", int64(n+1)), Of: cards[n].Indicator}
			}
			pages(t, 60, cards[0].Indicator.Code[:16], func(from int) *Message {
				return actionList(listed, actionListFor{asker: kpi.Person{SlackID: "U0W"}, today: today, about: subject{Committee: committee}, from: from, command: "/kpi"})
			})

			var back []kpi.Card
			for _, c := range cards {
				c.Standing.SignOff = kpi.SignOff{State: kpi.SentBack, ByName: filled(filler, kpi.MaxName), Reason: filled(filler, kpi.MaxReason)}
				back = append(back, c)
			}
			accepted(t, startMessage(start{mine: cards, others: len(cards), answers: true, wanted: back, unsigned: 9}, today, "/kpi"))
			accepted(t, choiceMessage(filled(filler, 3000), store.Search{First: many(card.Indicator, maxOffered), All: 1200}, pressForm, strings.Repeat("d", 32)))
			accepted(t, notFoundMessage(filled(filler, 3000), many(card.Indicator, maxNearest), pressCard, ""))
		})
	}
}

// pages turns every page and counts what marks an item in the blocks that show one.
func pages(t *testing.T, want int, mark string, draw func(from int) *Message) {
	t.Helper()
	shown := 0
	for from, turned := 0, 0; ; turned++ {
		m := draw(from)
		accepted(t, m)
		for _, b := range m.Blocks[1:] {
			if strings.Contains(sentText(t, b), mark) {
				shown++
			}
		}
		next := nextPage(m)
		if next == 0 {
			break
		}
		if next <= from || turned > want {
			t.Fatalf("the page from %d goes on at %d", from, next)
		}
		from = next
	}
	if shown != want {
		t.Errorf("%d of %d items were shown", shown, want)
	}
}

func sentText(t *testing.T, b slack.Block) string {
	t.Helper()
	text, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// nextPage is where the button for the next page leads; 0 where there is none.
func nextPage(m *Message) int {
	row, ok := m.Blocks[len(m.Blocks)-1].(*slack.ActionBlock)
	if !ok {
		return 0
	}
	more, ok := row.Elements.ElementSet[0].(*slack.ButtonBlockElement)
	if !ok {
		return 0
	}
	return readSubject(more.Value).From
}
