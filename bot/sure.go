package bot

import (
	"context"
	"encoding/json"
	"fmt"

	"chaser/doubt"
	"chaser/kpi"
)

// The answers to a question about what is unlikely; the third is to change it in the form.
const (
	pressSure  = "sure"  // the figure is right as it was typed
	pressMeant = "meant" // the likely figure was meant
)

func sureConversation() conversation {
	return conversation{presses: []press{{id: pressSure, answer: pressedSure}, {id: pressMeant, answer: pressedMeant}}}
}

// askIfSure asks about what is unlikely in a typed line, which is kept for the answer.
func (v *visit) askIfSure(ctx context.Context, q *doubt.Question, typed draft) *Message {
	typed.Doubts = q.Kinds()
	if likely := q.Likely(); likely != nil {
		typed.Likely = kpi.Exactly(*likely)
	}
	content, err := json.Marshal(typed)
	var id string
	if err == nil {
		id, err = v.store.KeepDraft(ctx, v.asker.SlackID, content, v.now())
	}
	if err != nil {
		return apologyMessage(v.apology(fmt.Errorf("keeping what is asked about: %w", err), typed.Code), v.echo())
	}
	return sureMessage(q, v.echo(), subject{Draft: id})
}

// pressedSure posts the line as it was typed.
func pressedSure(ctx context.Context, v *visit, s subject) (*Message, error) {
	d, err := v.recall(ctx, s.Draft)
	if err != nil {
		return nil, err
	}
	return v.postAnswered(ctx, d)
}

// pressedMeant posts the line with the likely figure in the place of the typed one.
func pressedMeant(ctx context.Context, v *visit, s subject) (*Message, error) {
	d, err := v.recall(ctx, s.Draft)
	if err != nil {
		return nil, err
	}
	if d.Likely != "" {
		d.Figure, d.Numerator, d.Denominator = d.Likely, "", ""
	}
	return v.postAnswered(ctx, d)
}

// postAnswered posts a line about which the person has answered, so that they are not asked again.
func (v *visit) postAnswered(ctx context.Context, d draft) (*Message, error) {
	posted, err := v.postEntry(ctx, d.entry(), d.Doubts...)
	if err != nil {
		return v.answerError(ctx, err, d), nil
	}
	return postedMessage(posted, v.cardFor(posted.Card)), nil
}
