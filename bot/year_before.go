package bot

import (
	"context"
	"fmt"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/words"
)

// askYearBefore is “/kpi 178 same time last year”: the card of the period a year before that of the latest card, or
// which figures there are.
type askYearBefore struct {
	Code string
}

func (askYearBefore) effect() effect { return readsForAll }

func hearsYearBefore(r line.Reader) (command, bool) {
	code, ok := r.YearBefore()
	return askYearBefore{code}, ok
}

func (c askYearBefore) answer(ctx context.Context, v *visit) (*Message, error) {
	latest, err := v.card(ctx, c.Code, kpi.Period{})
	if err != nil {
		return nil, err
	}
	if latest.Figure == nil {
		return say(fmt.Sprintf("%s has no figure yet, so there is none of a year before.", latest.Indicator.Code)), nil
	}
	p := latest.Period.YearAgo()
	before, err := v.card(ctx, c.Code, p)
	if err != nil {
		return nil, err
	}
	if before.Figure != nil {
		return v.showCard(ctx, c.Code, p)
	}
	return noYearBeforeMessage(latest), nil
}

// noYearBeforeMessage says that there is no figure of a year before the latest card's, and which there are.
func noYearBeforeMessage(latest kpi.Card) *Message {
	code := latest.Indicator.Code
	said := fmt.Sprintf("%s has no figure for %s, a year before its latest.", code, latest.Period.YearAgo().Words())
	var periods []string
	for _, f := range latest.History {
		periods = append(periods, f.Period.Words())
	}
	switch len(periods) {
	case 0:
	case 1:
		said += " It has one for " + periods[0] + "."
	default:
		said += " Its latest are for " + words.AndList(periods) + "."
	}
	return asideMessage(said, button(pressHistory, "History", about(code, kpi.Period{})), button(pressCard, "Card", about(code, latest.Period)))
}
