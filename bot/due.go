package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

const pressDue = "due"

func dueConversation() conversation {
	return conversation{
		verbs: []verb{{
			words: []string{"due"}, read: func(line.Reader) command { return askDue{} },
			behind: alone(func(code string) command { return askCard{Code: code} }),
		}},
		words:   []string{"owe", "owed", "due", "outstanding"},
		meant:   func(line.Sentence) command { return askDue{} },
		help:    []helpLine{{typed: "due", does: "the figures that you owe, and one form for all of them", who: []audience{posters, managers, adminTeam}}},
		presses: []press{{id: pressDue, answer: pressedDue, title: "What is due"}},
	}
}

// askDue is “/kpi due”: the figures that the asker owes, then those of theirs that they handed on. A manager and the
// performance team also see those that others owe.
type askDue struct {
	From int // the first item of the page
}

func (askDue) effect() effect { return reads }

func (c askDue) answer(ctx context.Context, v *visit) (*Message, error) {
	mine, err := v.store.Owed(ctx, v.asker.SlackID, v.today)
	if err != nil {
		return nil, fmt.Errorf("owed: %w", err)
	}
	others, err := v.owedByOthers(ctx, mine)
	if err != nil {
		return nil, err
	}
	waiting, err := v.waitingCorrections(ctx)
	if err != nil {
		return nil, err
	}
	return dueMessage(mine, others, v.today, c.From, v.correctionItems(waiting)...), nil
}

// correctionItems are corrections that wait, in a list of what is due.
func (v *visit) correctionItems(waiting []store.CorrectionRequest) (items []item) {
	for _, r := range waiting {
		group := "Corrections of published figures that wait for the performance team"
		if v.asker.Is(kpi.Admin) {
			group = "Corrections of published figures to decide"
		}
		items = append(items, item{group: group, blocks: waitingBlocks(r, v.asker.SlackID, v.zone)})
	}
	return items
}

func pressedDue(ctx context.Context, v *visit, s subject) (*Message, error) {
	return askDue{From: s.From}.answer(ctx, v)
}

// owed is a figure that somebody else is to post.
type owed struct {
	card kpi.Card
	with string // the name of who has it; empty where nobody has
	back string // the label of the asker's button that takes it back; empty: no button
}

// owedByOthers are the awaited figures that others are to post, by due date: those that the asker handed on, or answers
// for as a manager. The performance team sees all of them.
func (v *visit) owedByOthers(ctx context.Context, mine []kpi.Card) ([]owed, error) {
	cards, err := v.store.Cards(ctx, v.asker, "", v.today)
	if err != nil {
		return nil, fmt.Errorf("cards: %w", err)
	}
	names, err := v.store.Names(ctx)
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	lineManagers, err := v.store.LineManagers(ctx)
	if err != nil {
		return nil, fmt.Errorf("line managers: %w", err)
	}
	var others []owed
	for _, c := range cards {
		own := slices.ContainsFunc(mine, func(m kpi.Card) bool { return m.Indicator.Code == c.Indicator.Code })
		if c.Awaited == nil || own || !v.answersFor(c, lineManagers[c.Indicator.Owner]) {
			continue
		}
		one := owed{card: c, with: names[c.Indicator.Owner]}
		if c.Awaited.Handed != nil {
			one.with, one.back = c.Awaited.Handed.To.Name, takeBackLabel(c.Indicator, v.asker)
		}
		others = append(others, one)
	}
	slices.SortStableFunc(others, func(a, b owed) int {
		return strings.Compare(a.card.Awaited.Due.String(), b.card.Awaited.Due.String())
	})
	return others, nil
}

// answersFor reports whether the asker may know who has the card's awaited figure: they handed it on, it was theirs
// before it was handed on, or they watch it.
func (v *visit) answersFor(c kpi.Card, lineManager string) bool {
	me, h := v.asker.SlackID, c.Awaited.Handed
	if h != nil && (c.Indicator.Owner == me || c.Indicator.Deputy == me || h.By.SlackID == me) {
		return true
	}
	return v.asker.Is(kpi.Admin) || me == c.Indicator.ManagedBy(lineManager)
}
