package bot

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/shopspring/decimal"

	"chaser/bot/line"
	"chaser/kpi"
)

const pressReading = "reading" // one of the things that a line may mean

func readingConversation() conversation {
	return conversation{presses: []press{{id: pressReading, answer: pressedReading}}}
}

// understood is an entry as it reads once its indicator is known. The indicator is looked up only where it makes a
// difference.
func (v *visit) understood(ctx context.Context, e line.Entry) (line.Entry, error) {
	if !e.DependsOnIndicator() {
		return e, nil
	}
	c, found, err := v.store.Card(ctx, v.asker, e.Code, kpi.Period{}, v.today)
	if err != nil || !found { // the store will say that there is no such indicator
		return e, err
	}
	return e.For(c.Indicator, likeFigures(c), v.today), nil
}

// likeFigures are numbers like an indicator's figures: those that it has had, and its target.
func likeFigures(c kpi.Card) (like []decimal.Decimal) {
	for _, f := range c.History {
		if f.Value != nil {
			like = append(like, *f.Value)
		}
	}
	if target := c.Assessment().Target; target != nil {
		like = append(like, *target)
	}
	return like
}

// askWhichReading asks which of several things a line means.
func (v *visit) askWhichReading(ctx context.Context, e line.Entry) (*Message, error) {
	var choices []choice
	for _, c := range e.Choices {
		choices = append(choices, choice{c.Label, keptReading{Draft: draftOf(c.Entry), Card: c.Card}})
	}
	return v.askWhich(ctx, e.Doubt.Sentence, choices)
}

// choice is a button under a question, with the reading that it stands for.
type choice struct {
	label string
	kept  keptReading
}

// askWhich asks a question about a line, with a button for each answer.
func (v *visit) askWhich(ctx context.Context, question string, choices []choice) (*Message, error) {
	var row []labelled
	for _, c := range choices {
		content, err := json.Marshal(c.kept)
		if err != nil {
			return nil, fmt.Errorf("keeping a reading: %w", err)
		}
		id, err := v.store.KeepDraft(ctx, v.asker.SlackID, content, v.now())
		if err != nil {
			return nil, fmt.Errorf("keeping a reading: %w", err)
		}
		row = append(row, labelled{c.label, subject{Draft: id}})
	}
	return readingsMessage(question, v.echo(), row), nil
}

// keptReading is one reading of a line, kept for the press of its button.
type keptReading struct {
	Draft draft  `json:"draft"`
	Card  bool   `json:"card,omitempty"`
	Line  string `json:"line,omitempty"` // a line that means one thing, as Slack would send it; there is no draft then
}

// pressedReading does what the person says that the line means.
func pressedReading(ctx context.Context, v *visit, s subject) (*Message, error) {
	content, found, err := v.store.Draft(ctx, s.Draft, v.asker.SlackID)
	if err != nil {
		return nil, fmt.Errorf("recalling a reading: %w", err)
	}
	var kept keptReading
	if found {
		if err := json.Unmarshal(content, &kept); err != nil {
			return nil, fmt.Errorf("recalling a reading: %w", err)
		}
	}
	if kept.Line != "" {
		return v.answerInstead(ctx, kept.Line)
	}
	if kept.Draft.Code == "" {
		return nil, kpi.Refuse("", "What you typed is no longer kept; it is kept for a week. Please type it again.")
	}
	e := kept.Draft.entry()
	if kept.Card {
		return v.showCard(ctx, e.Code, e.Period)
	}
	posted, err := v.postEntry(ctx, e, answers{})
	if err != nil {
		return v.answerError(ctx, err, kept.Draft), nil
	}
	return postedMessage(posted, v.cardFor(posted.Card)), nil
}
