package bot

import (
	"context"
	"fmt"

	"chaser/bot/line"
	"chaser/kpi"
)

const pressRed = "red"

func redConversation() conversation {
	return conversation{
		verbs:   []verb{{words: []string{"red"}, read: func(r line.Reader) command { return askRed{Committee: r.Words()} }}},
		words:   []string{"red", "reds"},
		meant:   func(line.Sentence) command { return askRed{} },
		help:    []helpLine{{"red", "what is Red, the worst first; add a committee's name to see only its own"}},
		presses: []press{{id: pressRed, answer: pressedRed, title: "What is Red"}},
	}
}

// askRed is “/kpi red”: what is off target by too much, the worst first.
type askRed struct {
	Committee string // words of its name as typed; empty for all
	From      int
}

func (askRed) effect() effect { return readsForAll }

func (c askRed) answer(ctx context.Context, v *visit) (*Message, error) {
	name, err := v.committee(ctx, c.Committee)
	if err != nil {
		return nil, err
	}
	cards, err := v.store.Cards(ctx, v.asker, name, v.today)
	if err != nil {
		return nil, fmt.Errorf("cards: %w", err)
	}
	return redMessage(kpi.WorstFirst(cards), name, v.today, c.From), nil
}

func pressedRed(ctx context.Context, v *visit, s subject) (*Message, error) {
	return askRed{Committee: s.Committee, From: s.From}.answer(ctx, v)
}
