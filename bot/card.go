package bot

import (
	"context"
	"fmt"

	"chaser/bot/line"
	"chaser/kpi"
)

// The buttons about a card.
const (
	pressCard  = "card"
	pressAll   = "all"
	pressShare = "share"
	pressTell  = "tell_card" // the card of a choice, for all in the channel
)

func cardConversation() conversation {
	shown := alone(func(code string) command { return askCard{Code: code} })
	return conversation{
		verbs: []verb{
			{words: []string{"card"}, read: readCard, behind: shown},
			{words: []string{"show"}, read: readShow, behind: shown},
		},
		heard: hearsYearBefore,
		help: []helpLine{
			{typed: "178", does: "an indicator's latest card; part of its name will do, such as inquests closed", who: []audience{readers, posters, managers, adminTeam}},
			{typed: "178 Q1 2023/24", does: "its card of another period; 178 last year: that of the same period a year before"},
		},
		named: []string{"cards", "indicator", "share", "find", "search"},
		presses: []press{
			{id: pressCard, answer: pressedCard, title: "Card"},
			{id: pressAll, answer: pressedAll},
			{id: pressShare, answer: pressedShare},
			{id: pressTell, answer: pressedTell},
		},
	}
}

// askCard is “/kpi 178” and “/kpi inquests closed”: an indicator's card, the latest or a period's.
type askCard struct {
	Code   string
	Name   string
	Period kpi.Period
}

func (c askCard) answer(ctx context.Context, v *visit) (*Message, error) {
	f, err := v.find(ctx, c.Code, c.Name, onward{press: v.cardPress()})
	if err != nil || f.missed {
		return f.help, err
	}
	return v.showCard(ctx, f.indicator.Code, c.Period)
}

func (askCard) effect() effect { return readsForAll }

// readCard reads what follows card: a code or a name, perhaps with a period.
func readCard(r line.Reader) command {
	if r.Left() == 0 {
		return askList{}
	}
	code, period, name := readNamed(r)
	return askCard{Code: code, Period: period, Name: name}
}

// readShow reads what follows show, which people also say in a sentence: “show me how 178 is doing”.
func readShow(r line.Reader) command {
	c := readCard(r)
	if card, ok := c.(askCard); ok && card.Code == "" {
		return nil
	}
	return c
}

// pressedCard shows a card for a button or a choice.
func pressedCard(ctx context.Context, v *visit, s subject) (*Message, error) {
	return askCard{Code: s.Code, Period: s.period()}.answer(ctx, v)
}

// showCard shows an indicator's card to the asker alone.
func (v *visit) showCard(ctx context.Context, code string, p kpi.Period) (*Message, error) {
	c, err := v.card(ctx, code, p)
	if err != nil {
		return nil, err
	}
	v.cardShown = &c
	how := v.cardFor(c)
	if how.mayAct, err = v.mayAct(ctx, c); err != nil {
		return nil, err
	}
	return cardMessage(c, how), nil
}

// card reads a card; an indicator or period that is not there is a refusal.
func (v *visit) card(ctx context.Context, code string, p kpi.Period) (kpi.Card, error) {
	c, found, err := v.store.Card(ctx, v.asker, code, p, v.today)
	if err != nil {
		return kpi.Card{}, fmt.Errorf("card of %q: %w", code, err)
	}
	if !found {
		return kpi.Card{}, kpi.Refuse(kpi.FieldIndicator, "There is no indicator with the code “%s”. Type `%s list` to see them all.", kpi.Excerpt(code), v.command)
	}
	return v.shown(c), nil
}

// shown is a card as the visit may show it: where everybody reads along, without what a sensitive indicator hides.
func (v *visit) shown(c kpi.Card) kpi.Card {
	if v.public {
		return c.ForEverybody()
	}
	return c
}

// channelCard is a card as everybody who reads a channel may see it, whoever puts it there.
func (v *visit) channelCard(ctx context.Context, code string, p kpi.Period) (kpi.Card, error) {
	everybody := *v
	everybody.asker = v.everybody()
	return everybody.card(ctx, code, p)
}

// cardFor is how the asker sees a card.
func (v *visit) cardFor(c kpi.Card) cardFor {
	return cardFor{
		today:   v.today,
		zone:    v.zone,
		command: v.command,
		mayPost: v.asker.MayPost(c.Indicator),
		owes:    c.OwedBy(v.asker.SlackID),
		mayShow: !v.inDirect && !v.public,
		toAll:   v.public,
	}
}

// pressedAll opens everything that a card has, in full.
func pressedAll(ctx context.Context, v *visit, s subject) (*Message, error) {
	c, err := v.card(ctx, s.Code, s.period())
	if err != nil {
		return nil, err
	}
	return v.openModal(ctx, fullCardView(c, v.cardFor(c)))
}
