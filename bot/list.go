package bot

import (
	"chaser/bot/line"
	"context"
	"fmt"
)

const pressList = "list"

func listConversation() conversation {
	return conversation{
		verbs:   []verb{{words: []string{"list"}, read: func(r line.Reader) command { return askList{Committee: r.Words()} }}},
		words:   []string{"list", "indicators"},
		meant:   func(line.Sentence) command { return askList{} },
		help:    []helpLine{{"list", "all indicators; add a committee's name to see only its own"}},
		presses: []press{{id: pressList, answer: pressedList, title: "All indicators"}},
	}
}

// askList is “/kpi list”: every indicator, or a committee's.
type askList struct {
	Committee string // words of its name as typed; empty for all
	From      int
}

func (askList) effect() effect { return readsForAll }

func (c askList) answer(ctx context.Context, v *visit) (*Message, error) {
	name, err := v.committee(ctx, c.Committee)
	if err != nil {
		return nil, err
	}
	cards, err := v.store.Cards(ctx, v.asker, name, v.today)
	if err != nil {
		return nil, fmt.Errorf("cards: %w", err)
	}
	return indicatorList(cards, name, c.From), nil
}

func pressedList(ctx context.Context, v *visit, s subject) (*Message, error) {
	return askList{Committee: s.Committee, From: s.From}.answer(ctx, v)
}
