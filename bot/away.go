package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"chaser/bot/line"
	"chaser/days"
	"chaser/kpi"
)

const (
	pressBack = "back"
	pressHere = "here"
)

func awayConversation() conversation {
	return conversation{
		verbs: []verb{
			{words: []string{"away"}, read: func(r line.Reader) command { return askAway{Text: r.Rest()} }},
			{words: []string{"back"}, read: func(line.Reader) command { return askBack{} }},
		},
		help:    []helpLine{{"away 3 Jan to 10 Jan @deputy", "your leave; your deputy is asked meanwhile. away alone shows it, back ends it"}},
		presses: []press{{id: pressBack, answer: pressedBack}, {id: pressHere, answer: pressedHere}},
	}
}

// askAway is “/kpi away 3 Jan to 10 Jan @deputy”: leave, on which the deputy is asked instead. Alone it shows what is recorded.
type askAway struct {
	Text string
}

// askBack is “/kpi back”: the leave is called off.
type askBack struct{}

func (askAway) effect() effect { return changes }

func (c askAway) answer(ctx context.Context, v *visit) (*Message, error) {
	if c.Text == "" {
		return v.showLeave(ctx)
	}
	l := kpi.Leave{Person: v.asker.SlackID}
	text := strings.TrimSpace(c.Text)
	if id, after, ok := v.mentionFirst(text); ok { // an administrator records it for them
		l.Person, text = id, after
		if l.Person != v.asker.SlackID && !v.asker.Is(kpi.Admin) {
			return nil, kpi.Refuse(kpi.FieldIndicator, "Only the performance team can record leave for somebody else. For your own type `%s away 3 Jan to 10 Jan @deputy`.", v.command)
		}
	}
	var rest string
	var err error
	if l.First, l.Last, rest, err = days.ParseLeave(text, v.today); err != nil {
		return nil, err
	}
	if rest != "" {
		id, after, ok := v.mentionFirst(rest)
		if !ok || after != "" {
			return nil, kpi.Refuse(kpi.FieldIndicator, "“%s” is not a colleague that Slack knows. Type @ and choose the name from Slack's list, such as `%s away 3 Jan to 10 Jan @deputy`.", kpi.Excerpt(rest), v.command)
		}
		l.Deputy = id
	}
	err = v.store.RecordLeave(ctx, l, v.asker.SlackID, v.now(), v.today)
	var refusal *kpi.Refusal
	if errors.As(err, &refusal) {
		return say(refusal.Sentence), nil
	}
	if err != nil {
		return nil, fmt.Errorf("recording leave: %w", err)
	}
	names, err := v.store.Names(ctx)
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	return awayMessage(l, names, v.asker.SlackID, v.command), nil
}

// mentionFirst takes a person's mention from the beginning of a text, the longest that fits.
func (v *visit) mentionFirst(text string) (slackID, rest string, ok bool) {
	longest := ""
	for name, id := range v.people {
		if isPerson(id) && strings.HasPrefix(text, name) && len(name) > len(longest) {
			longest, slackID = name, id
		}
	}
	return slackID, strings.TrimSpace(text[len(longest):]), longest != ""
}

func (v *visit) showLeave(ctx context.Context) (*Message, error) {
	leaves, err := v.store.Leaves(ctx, v.asker.SlackID, v.today)
	if err != nil {
		return nil, fmt.Errorf("leaves: %w", err)
	}
	names, err := v.store.Names(ctx)
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	if len(leaves) == 0 {
		return say(fmt.Sprintf("No leave is recorded for you. Type `%s away 3 Jan to 10 Jan @deputy`, and your deputy is asked meanwhile.", v.command)), nil
	}
	return awayMessage(leaves[0], names, v.asker.SlackID, v.command), nil
}

func (askBack) effect() effect { return changes }

func (askBack) answer(ctx context.Context, v *visit) (*Message, error) {
	if err := v.store.EndLeave(ctx, v.asker.SlackID, v.asker.SlackID, v.now(), v.today); err != nil {
		var refusal *kpi.Refusal
		if errors.As(err, &refusal) {
			return say(refusal.Sentence), nil
		}
		return nil, fmt.Errorf("ending leave: %w", err)
	}
	return say("Welcome back: no leave is recorded for you now, and you are asked for your figures yourself."), nil
}

func pressedBack(ctx context.Context, v *visit, _ subject) (*Message, error) {
	return askBack{}.answer(ctx, v)
}
