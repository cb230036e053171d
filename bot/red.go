package bot

import (
	"context"
	"slices"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

const pressRed = "red"

func redConversation() conversation {
	return conversation{
		verbs:   []verb{{words: []string{"red"}, read: func(r line.Reader) command { return askRed{Typed: r.Scope()} }}},
		words:   []string{"red", "reds"},
		meant:   func(s line.Sentence) command { return askRed{Typed: s.Scope(), Lenient: true} },
		help:    []helpLine{{typed: "red", does: "what is Red, the worst first; add a committee, a service or a period: red libraries Q2, or without actions", who: []audience{readers, managers, adminTeam}}},
		presses: []press{{id: pressRed, answer: pressedRed, title: "What is Red"}},
	}
}

// askRed is “/kpi red libraries Q2”: what is off target by too much, the worst first.
type askRed struct {
	Typed   line.Scope
	Lenient bool // words that name nothing are ignored
}

func (askRed) effect() effect { return readsForAll }

func (c askRed) answer(ctx context.Context, v *visit) (*Message, error) {
	if other := slices.DeleteFunc(slices.Clone(c.Typed.Ratings), func(r kpi.Rating) bool { return r == kpi.Red }); len(other) > 0 && !c.Typed.Bare {
		c.Typed.Ratings = append([]kpi.Rating{kpi.Red}, other...) // red and amber
		return askList{Typed: c.Typed, Lenient: c.Lenient}.answer(ctx, v)
	}
	in, err := v.scopeOr(ctx, c.Typed, !c.Lenient, c.Lenient)
	if err != nil || in.instead != nil {
		return in.instead, err
	}
	return v.reds(ctx, in.scope, 0)
}

func (v *visit) reds(ctx context.Context, in scope, from int) (*Message, error) {
	in.Ratings = nil // the list is of reds anyway
	listed, err := v.listed(ctx, store.Listing{CardsOf: in.cardsOf(), WorstFirst: true, Bare: in.Bare}, from, maxPageItems)
	if err != nil {
		return nil, err
	}
	return redMessage(listed, in, v.today, v.command), nil
}

func pressedRed(ctx context.Context, v *visit, s subject) (*Message, error) {
	return v.reds(ctx, s.scope(), s.From)
}
