package bot

import (
	"context"
	"fmt"

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
		words: []string{"owe", "owed", "due", "outstanding"},
		faint: []string{"figures", "kpis"},
		meant: func(s line.Sentence) command {
			if w := s.Word; (w == "figures" || w == "kpis") && !s.OfOwn {
				return askList{Typed: s.Scope(), Lenient: true}
			}
			return askDue{}
		},
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
	waiting, err := v.waitingCorrections(ctx)
	if err != nil {
		return nil, err
	}
	corrections := v.correctionItems(waiting)
	before := len(mine) + len(corrections) // the others come after these
	others, all, err := v.owedByOthers(ctx, max(c.From-before, 0), maxPageItems)
	if err != nil {
		return nil, err
	}
	if c.From >= before+all {
		c.From = 0 // the list has become shorter since the button was drawn
	}
	return dueMessage(mine, others, all, v.today, c.From, corrections...), nil
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

// owedByOthers is a page of the awaited figures that others are to post, by due date: those that the asker handed on,
// or answers for as a manager. The performance team sees all of them. Their number comes with them.
func (v *visit) owedByOthers(ctx context.Context, from, size int) (page []owed, all int, err error) {
	listed, err := v.store.Awaited(ctx, v.asker, store.AwaitedOf{}, from, size, v.today)
	if err != nil || len(listed.Cards) == 0 {
		return nil, listed.All, err
	}
	names, err := v.store.Names(ctx)
	if err != nil {
		return nil, 0, fmt.Errorf("names: %w", err)
	}
	for _, c := range listed.Cards {
		one := owed{card: c, with: names[c.Indicator.Owner]}
		if c.Awaited.Handed != nil {
			one.with, one.back = c.Awaited.Handed.To.Name, takeBackLabel(c.Indicator, v.asker)
		}
		page = append(page, one)
	}
	return page, listed.All, nil
}
