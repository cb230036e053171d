package bot

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"chaser/kpi"
)

// askAway is “/kpi away 3 Jan to 10 Jan @deputy”: leave, on which the deputy is asked instead. Alone it shows what is recorded.
type askAway struct {
	Text string
}

// askBack is “/kpi back”: the leave is called off.
type askBack struct{}

// mention is a person as Slack writes one in a line.
var mention = regexp.MustCompile(`<@([UW][A-Z0-9]+)(?:\|[^>]*)?>`)

func (c askAway) answer(ctx context.Context, v *visit) (*Message, error) {
	if c.Text == "" {
		return v.showLeave(ctx)
	}
	l := kpi.Leave{Person: v.asker.SlackID}
	text := strings.TrimSpace(c.Text)
	if who := mention.FindStringSubmatchIndex(text); who != nil && who[0] == 0 { // @person first: an administrator records it for them
		l.Person = text[who[2]:who[3]]
		text = strings.TrimSpace(text[who[1]:])
		if l.Person != v.asker.SlackID && !v.asker.Is(kpi.Admin) {
			return nil, kpi.Refuse(kpi.FieldIndicator, "Only the performance team can record leave for somebody else. For your own type `%s away 3 Jan to 10 Jan @deputy`.", v.command)
		}
	}
	var rest string
	var err error
	if l.First, l.Last, rest, err = kpi.ParseDays(text, v.today); err != nil {
		return nil, err
	}
	if rest != "" {
		m := mention.FindStringSubmatch(rest)
		if m == nil || strings.TrimSpace(mention.ReplaceAllString(rest, "")) != "" {
			return nil, kpi.Refuse(kpi.FieldIndicator, "“%s” is not a colleague that Slack knows. Type @ and choose the name from Slack's list, such as `%s away 3 Jan to 10 Jan @deputy`.", kpi.Excerpt(rest), v.command)
		}
		l.Deputy = m[1]
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
