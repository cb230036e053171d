package bot

import (
	"context"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// pressedHandOn is “Someone else has it”: it asks who.
func pressedHandOn(ctx context.Context, v *visit, s subject) (*Message, error) {
	c, err := v.card(ctx, s.Code, s.period())
	if err != nil {
		return nil, err
	}
	return v.openModal(ctx, handOnView(c.Indicator, s.period()))
}

// submittedHandOn records who has the figure; the message that it was pressed in brings itself up to date.
func submittedHandOn(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	about := readSubject(view.PrivateMetadata)
	to := entered(view, kpi.FieldDeputy)
	err := v.store.Delegate(ctx, store.Delegation{By: v.asker.SlackID, To: to, Code: about.Code, Period: about.period(), Now: v.now()})
	if err != nil {
		return v.modalError(err, view, kpi.FieldDeputy)
	}
	return nil
}
