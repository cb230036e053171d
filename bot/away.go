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
			{words: []string{"away"}, read: func(r line.Reader) command { return askAway{Text: r.AwayWords()} }},
			{words: []string{"back"}, read: func(r line.Reader) command { return askBack{Text: r.Rest()} }},
		},
		heard: func(r line.Reader) (command, bool) {
			if said, ok := r.Back(); ok {
				return askBack{Text: said}, true
			}
			said, ok := r.Leave()
			return askAway{Text: said}, ok
		},
		help: []helpLine{
			{typed: "away 3 Jan to 10 Jan @deputy", does: "your leave; your deputy is asked meanwhile. away alone shows it, back ends it", who: []audience{posters, managers}},
			{typed: "away 2 weeks from Monday", does: "days as you say them: tomorrow, next week, until Friday, 10 working days"},
			{typed: "back Monday", does: "ends your leave on the day before; back alone ends it now"},
			{typed: "away @colleague next week", does: "(performance team) records it for somebody else", who: []audience{adminTeam}},
		},
		about: "Nobody is asked for a figure while they are away. Without a deputy's name, each indicator's own deputy is asked.",
		words: []string{"leave", "away", "holiday", "holidays", "absence", "absent", "sick"},
		meant: func(s line.Sentence) command {
			if s.Asks("who", "whos") {
				return nil
			}
			return askAway{}
		},
		presses: []press{{id: pressBack, answer: pressedBack}, {id: pressHere, answer: pressedHere}},
	}
}

// askAway is “/kpi away 3 Jan to 10 Jan @deputy”: leave, during which the deputy is asked instead. “/kpi away” shows
// what is recorded.
type askAway struct {
	Text string
}

// askBack is “/kpi back”, which calls the leave off, and “/kpi back Monday”, which ends it on the day before.
type askBack struct {
	Text string
}

func (askAway) effect() effect { return changes }

func (c askAway) answer(ctx context.Context, v *visit) (*Message, error) {
	if c.Text == "" {
		return v.showLeave(ctx)
	}
	l := kpi.Leave{Person: v.asker.SlackID}
	text := strings.TrimSpace(c.Text)
	if id, after, ok := v.mentionFirst(text); ok {
		if behind, covers := line.StandsIn(after); covers {
			text = behind + " " + strings.TrimSpace(strings.TrimSuffix(text, after))
		} else { // an administrator records it for them
			l.Person, text = id, after
		}
		if l.Person != v.asker.SlackID && !v.asker.Is(kpi.Admin) {
			return nil, kpi.Deny(kpi.FieldIndicator, "Only the performance team can record leave for somebody else. For your own type `%s away 3 Jan to 10 Jan @deputy`.", v.command)
		}
	}
	_, cal, err := v.store.Schedule(ctx)
	if err != nil {
		return nil, fmt.Errorf("working days: %w", err)
	}
	said, err := days.ParseLeave(text, v.today, cal)
	if err != nil {
		return nil, err
	}
	if l.Deputy, err = line.StandIn(said.Rest, v.people); err != nil {
		return nil, err
	}
	if said.Doubt != nil {
		return v.askWhichDays(ctx, l, said)
	}
	l.First, l.Last = said.First, said.Last
	return v.recordLeave(ctx, l)
}

// askWhichDays asks which days a leave is on, where the line may mean several.
func (v *visit) askWhichDays(ctx context.Context, l kpi.Leave, said days.Leave) (*Message, error) {
	var choices []choice
	for _, s := range said.Choices {
		asked := fmt.Sprintf("away %s to %s", s.First, s.Last)
		if l.Person != v.asker.SlackID {
			asked = fmt.Sprintf("away <@%s> %s to %s", l.Person, s.First, s.Last)
		}
		if l.Deputy != "" {
			asked += fmt.Sprintf(" <@%s>", l.Deputy)
		}
		choices = append(choices, choice{daysLabel(s), keptReading{Line: asked}})
	}
	return v.askWhich(ctx, said.Doubt.Sentence, choices)
}

func (v *visit) recordLeave(ctx context.Context, l kpi.Leave) (*Message, error) {
	err := v.store.RecordLeave(ctx, v.asks(), l, v.today)
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

// mentionFirst takes the person's mention that a text begins with. Where several fit, it takes the longest.
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

func (c askBack) answer(ctx context.Context, v *visit) (*Message, error) {
	if !line.BackNow(c.Text) {
		return v.backOn(ctx, c.Text)
	}
	if err := v.store.EndLeave(ctx, v.asks(), v.asker.SlackID, v.today); err != nil {
		var refusal *kpi.Refusal
		if errors.As(err, &refusal) {
			return say(refusal.Sentence), nil
		}
		return nil, fmt.Errorf("ending leave: %w", err)
	}
	return say("Welcome back: no leave is recorded for you now, and you are asked for your figures yourself."), nil
}

// backOn is “/kpi back on Monday”: the leave that is recorded, or one from today, lasts until the day before.
func (v *visit) backOn(ctx context.Context, text string) (*Message, error) {
	said, err := days.ParseLeave(line.BackOn(text), v.today, kpi.Calendar{})
	if err != nil || said.Rest != "" || said.First != said.Last {
		return nil, kpi.Refuse(kpi.FieldIndicator, "“%s” is not a day on which you are back, so nothing was changed. Type it as `%s back Monday`; `%s back` ends your leave now.", kpi.Excerpt(text), v.command, v.command)
	}
	if !v.today.Before(said.First) {
		return askBack{}.answer(ctx, v)
	}
	leaves, err := v.store.Leaves(ctx, v.asker.SlackID, v.today)
	if err != nil {
		return nil, fmt.Errorf("leaves: %w", err)
	}
	l := kpi.Leave{Person: v.asker.SlackID, First: v.today}
	if len(leaves) > 0 {
		l = leaves[0]
	}
	l.Last = said.First.AddDays(-1)
	return v.recordLeave(ctx, l)
}

func pressedBack(ctx context.Context, v *visit, _ subject) (*Message, error) {
	return askBack{}.answer(ctx, v)
}
