package bot

import (
	"cmp"
	"context"
	"fmt"

	"chaser/bot/line"
	"chaser/kpi"
)

const (
	pressBoard    = "board"    // how the collection stands, to be read
	pressProgress = "progress" // shares it
)

func progressConversation() conversation {
	return conversation{
		verbs:   []verb{{words: []string{"progress"}, read: func(r line.Reader) command { return askProgress{Committee: r.Words()} }}},
		words:   []string{"collection", "progress"},
		meant:   func(line.Sentence) command { return askProgress{} },
		help:    []helpLine{{"progress", "how the collection stands; add a committee's name to see only its own"}},
		presses: []press{{id: pressBoard, answer: pressedBoard, title: "Progress"}, {id: pressProgress, answer: pressedProgress}},
	}
}

// askProgress is “/kpi progress”: how the collection stands, by service. Who has what is for managers and the performance team.
type askProgress struct {
	Committee string // words of its name as typed; empty for all
}

func (askProgress) effect() effect { return readsForAll }

func (c askProgress) answer(ctx context.Context, v *visit) (*Message, error) {
	board, err := v.progress(ctx, c.Committee)
	if err != nil {
		return nil, err
	}
	if board == nil {
		return say("No collection has opened yet, so there is no progress to show."), nil
	}
	names, err := v.store.Names(ctx)
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	return progressMessage(*board, progressFor{asker: v.asker, names: names, committee: c.Committee, mayShow: !v.inDirect}), nil
}

// publicly keeps how the collection stands from people of another organisation.
func (c askProgress) publicly(_ context.Context, v *visit) (command, *Message, error) {
	if v.outside {
		return nil, nil, errOutside("how a collection stands is not")
	}
	return c, nil, nil
}

// progress is the board of the collection that is being gathered; nil where none has opened.
func (v *visit) progress(ctx context.Context, words string) (*kpi.Progress, error) {
	committee, err := v.committee(ctx, words)
	if err != nil {
		return nil, err
	}
	chase, err := v.store.Chase(ctx, v.zone, v.today)
	if err != nil {
		return nil, fmt.Errorf("progress: %w", err)
	}
	collection, open := chase.Current(v.today)
	if !open {
		return nil, nil
	}
	board := chase.Progress(collection, committee, v.today)
	return &board, nil
}

// pressedBoard shows how the collection stands.
func pressedBoard(ctx context.Context, v *visit, s subject) (*Message, error) {
	return askProgress{Committee: s.Committee}.answer(ctx, v)
}

// pressedProgress shares the counts in the channel, once, and nobody's name.
func pressedProgress(ctx context.Context, v *visit, s subject) (*Message, error) {
	if v.readOutside(ctx, v.channel) {
		return nil, errOutside("how the collection stands was not shared")
	}
	board, err := v.progress(ctx, s.Committee)
	if err != nil || board == nil {
		return nil, err
	}
	first, err := v.store.ClaimRequest(ctx, "share:"+v.pressed+":progress", "share", v.asker.SlackID, v.now())
	if err != nil {
		return nil, fmt.Errorf("claiming a share: %w", err)
	}
	if !first {
		return say(fmt.Sprintf("This has been shared already. If it is not in the channel, type `%s progress` and share that one.", v.command)), nil
	}
	m := progressMessage(*board, progressFor{sharedBy: cmp.Or(v.asker.Name, v.userName)})
	m.InChannel = true
	return m, nil
}
