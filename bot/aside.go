package bot

import (
	"context"
	"fmt"

	"chaser/bot/line"
	"chaser/kpi"
)

// People also say to the bot what they would say to a colleague: thanks, not now, leave me alone, that is not mine any
// more. Nothing is changed by any of it: the answer says what stands, and has the buttons that do what was meant.

// askThanks is “thanks”, “ok”, “👍”.
type askThanks struct{}

// askLater is “Sorry, I'll do this tomorrow”.
type askLater struct{}

// askPeace is “stop” and “leave me alone”.
type askPeace struct{}

// askGiveUp is “I don't own 178 any more, it's @jo”. Without a code it is about everything that is asked of the asker.
type askGiveUp struct{ Code string }

// asides are the commands for such words.
var asides = map[line.Aside]command{line.Thanks: askThanks{}, line.Later: askLater{}, line.Peace: askPeace{}}

func (askThanks) effect() effect { return reads }
func (askLater) effect() effect  { return reads }
func (askPeace) effect() effect  { return reads }

// effect has it answered at once, since whom the line names is not kept for later.
func (askGiveUp) effect() effect { return changes }

func (askThanks) publicly(_ context.Context, v *visit) (command, *Message, error) {
	return askThanks{}, mentionMessage(v.command), nil
}

func (askThanks) answer(ctx context.Context, v *visit) (*Message, error) {
	asked, _, err := v.asked(ctx)
	if err != nil {
		return nil, err
	}
	return thanksMessage(len(asked)), nil
}

func (askLater) answer(ctx context.Context, v *visit) (*Message, error) {
	asked, chase, err := v.asked(ctx)
	if err != nil {
		return nil, err
	}
	return laterMessage(v.owing(asked, chase)), nil
}

func (askPeace) answer(ctx context.Context, v *visit) (*Message, error) {
	asked, chase, err := v.asked(ctx)
	if err != nil {
		return nil, err
	}
	return peaceMessage(v.owing(asked, chase), v.command), nil
}

func (c askGiveUp) answer(ctx context.Context, v *visit) (*Message, error) {
	to := v.onePerson()
	if c.Code != "" {
		card, err := v.card(ctx, c.Code, kpi.Period{})
		if err == nil && card.Awaited != nil {
			card, err = v.card(ctx, c.Code, card.Awaited.Period)
		}
		if err != nil {
			return nil, err
		}
		with, err := v.whoHas(ctx, card)
		if err != nil {
			return nil, err
		}
		mine := card.OwedBy(v.asker.SlackID) || v.asker.MayPost(card.Indicator)
		switch {
		case card.Awaited == nil:
			return notAskedMessage(card, with), nil
		case !mine:
			return notYoursMessage(card, with), nil
		}
		return giveUpMessage([]kpi.Subject{{Indicator: card.Indicator.Code, Period: card.Awaited.Period}}, to), nil
	}
	asked, _, err := v.asked(ctx)
	if err != nil {
		return nil, err
	}
	var subjects []kpi.Subject
	for _, i := range asked {
		subjects = append(subjects, i.Subject)
	}
	return giveUpMessage(subjects, to), nil
}

// onePerson is whom the line mentions; empty where it mentions nobody, or several.
func (v *visit) onePerson() string {
	one := ""
	for _, id := range v.people {
		if isPerson(id) {
			if one != "" {
				return ""
			}
			one = id
		}
	}
	return one
}

// asked is what is asked of the asker now, and the chase from which it was worked out.
func (v *visit) asked(ctx context.Context) ([]kpi.Item, kpi.Chase, error) {
	chase, err := v.store.ChaseOf(ctx, v.asker.SlackID, v.zone, v.today)
	if err != nil {
		return nil, kpi.Chase{}, fmt.Errorf("what is asked: %w", err)
	}
	return chase.AskedOf(v.asker.SlackID, v.today), chase, nil
}

// owing is what is asked of somebody, and when they can be reminded next.
type owing struct {
	items []kpi.Item
	today kpi.Date
	next  kpi.Date
}

func (v *visit) owing(items []kpi.Item, chase kpi.Chase) owing {
	return owing{items: items, today: v.today, next: chase.NextReminder(v.asker.SlackID, v.today)}
}

// pressing is the first item that is due before they can be reminded again; false where everything can wait until then.
func (o owing) pressing() (kpi.Item, bool) {
	for _, i := range o.items {
		if i.Due.Before(o.next) {
			return i, true
		}
	}
	return kpi.Item{}, false
}
