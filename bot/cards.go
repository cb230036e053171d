package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/words"
)

func cardsConversation() conversation {
	return conversation{
		heard: hearsCards,
		help:  []helpLine{{typed: "178 and 175", does: "several indicators beside each other"}},
	}
}

// ofCards are the words that ask for cards of several indicators. Behind one of them codes need nothing between them.
var ofCards = []string{"card", "cards", "show", "see", "find", "compare", "history", "list", "explain", "indicators"}

// hearsCards hears a line of nothing but codes: “178 and 175”, “compare REG1 REG2”.
func hearsCards(r line.Reader) (command, bool) {
	first := r.First()
	asked := slices.Contains(ofCards, first)
	if asked {
		r = r.From(1).Skip("me")
	}
	codes, joined, ok := r.Codes()
	switch {
	case !ok:
		return nil, false
	case len(codes) == 1:
		return askCard{Code: codes[0]}, first == "cards"
	}
	return askCards{Codes: codes}, joined || asked
}

// maxBeside is how many indicators are shown beside each other: as many as one message and one look can hold.
const maxBeside = 10

// askCards is “/kpi 178 and 175”: the latest cards of some indicators in short form, in the order in which they were
// named.
type askCards struct{ Codes []string }

func (askCards) effect() effect { return readsForAll }

func (c askCards) answer(ctx context.Context, v *visit) (*Message, error) {
	if len(c.Codes) > maxBeside {
		return nil, kpi.Refuse(kpi.FieldIndicator, "You named %d indicators. Name at most %d at a time, or type `%s list` to see them all.", len(c.Codes), maxBeside, v.command)
	}
	cards, err := v.store.CardsNamed(ctx, v.asker, c.Codes, v.today)
	if err != nil {
		return nil, fmt.Errorf("cards of %q: %w", c.Codes, err)
	}
	for n, card := range cards {
		cards[n] = v.shown(card)
	}
	place := func(card kpi.Card) int {
		return slices.IndexFunc(c.Codes, func(code string) bool { return strings.EqualFold(code, card.Indicator.Code) })
	}
	slices.SortStableFunc(cards, func(a, b kpi.Card) int { return place(a) - place(b) })
	return cardsMessage(cards), nil
}

// cardsMessage are cards beside each other, each with its change and a button for the whole of it. As many as may be
// asked for fit into one message.
func cardsMessage(cards []kpi.Card) *Message {
	title := kpi.Count.ShowInt(len(cards)) + " indicators"
	blocks := []slack.Block{paragraph(bold(title))}
	for _, c := range cards {
		press := button(pressCard, "Card", subject{Code: c.Indicator.Code})
		blocks = append(blocks, shortCard(c, press, c.Period.Words()+" · "+words.Change(c))...)
	}
	return say(title, blocks...)
}
