package bot

import (
	"context"
	"fmt"

	"chaser/store"
)

func startConversation() conversation {
	return conversation{help: []helpLine{{typed: "", does: "what you owe and what you can do", who: []audience{readers, posters, managers, adminTeam}}}}
}

// askStart is “/kpi” alone: what I owe and what I can do.
type askStart struct{}

func (askStart) effect() effect { return reads }

func (askStart) answer(ctx context.Context, v *visit) (*Message, error) {
	mine, err := v.store.Owed(ctx, v.asker.SlackID, v.today)
	if err != nil {
		return nil, fmt.Errorf("owed: %w", err)
	}
	answers, err := v.answerableCards(ctx)
	if err != nil {
		return nil, err
	}
	var duties homeFacts // what the Home says of actions and sign-off, for fewer words
	if duties.asker = v.asker; v.asker.Name != "" {
		if err := readHomeActions(ctx, v, &duties); err != nil {
			return nil, err
		}
		if err := readUnsigned(ctx, v, &duties); err != nil {
			return nil, err
		}
	}
	others, err := v.store.Awaited(ctx, v.asker, store.AwaitedOf{}, 0, 0, v.today)
	if err != nil {
		return nil, err
	}
	return startMessage(start{
		mine: mine, others: others.All, answers: len(answers) > 0, wanted: wantedOf(answers, v.asker.SlackID),
		actions: duties.actions, unsigned: duties.unsigned.All,
	}, v.today, v.command), nil
}

// publicly says what everybody can ask the bot in a channel.
func (c askStart) publicly(_ context.Context, v *visit) (command, *Message, error) {
	return c, mentionMessage(v.command), nil
}
