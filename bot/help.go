package bot

import (
	"chaser/bot/line"
	"context"
)

const pressHelp = "help"

func helpConversation() conversation {
	return conversation{
		verbs:   []verb{{words: []string{"help", "?", "h"}, read: func(line.Reader) command { return askHelp{} }}},
		words:   []string{"help", "type", "ask"},
		meant:   func(line.Sentence) command { return askHelp{} },
		presses: []press{{id: pressHelp, answer: pressedHelp, title: "What you can type"}},
	}
}

// askHelp is “/kpi help”.
type askHelp struct{}

func (askHelp) effect() effect { return readsForAll }

func (askHelp) answer(_ context.Context, v *visit) (*Message, error) {
	return helpMessage(v.talk.help(), v.command), nil
}

func pressedHelp(ctx context.Context, v *visit, _ subject) (*Message, error) {
	return askHelp{}.answer(ctx, v)
}
