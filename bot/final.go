package bot

import (
	"context"

	"chaser/kpi"
)

// The buttons about a figure that is still provisional.
const (
	pressFinal     = "final"      // it is final as it stands
	pressPostFinal = "post_final" // opens the form for the final one
)

func finalConversation() conversation {
	return conversation{presses: []press{
		{id: pressFinal, answer: pressedFinal, title: "Final", changesHome: true}, {id: pressPostFinal, answer: pressedPostFinal},
	}}
}

// finalReason is why a figure that was provisional is revised to the same one.
const finalReason = "It is final as it stands."

// stillProvisional is the card of a figure that is provisional; of any other it is a refusal.
func (v *visit) stillProvisional(ctx context.Context, s subject) (kpi.Card, error) {
	c, err := v.card(ctx, s.Code, s.period())
	switch {
	case err != nil:
		return kpi.Card{}, err
	case c.Figure == nil:
		return kpi.Card{}, kpi.Refuse("", "%s has no figure for %s any more, so nothing was changed.", c.Indicator.Code, s.period().Words())
	case c.Figure.Status != kpi.Provisional:
		return kpi.Card{}, kpi.Refuse("", "%s for %s is not provisional any more, so nothing was changed. It is %s now.", c.Indicator.Code, s.period().Words(), c.Figure.Status)
	}
	return c, nil
}

// pressedPostFinal opens the form with what stands, marked as final.
func pressedPostFinal(ctx context.Context, v *visit, s subject) (*Message, error) {
	c, err := v.stillProvisional(ctx, s)
	if err != nil {
		return nil, err
	}
	return v.openFormWith(ctx, draft{Code: c.Indicator.Code, Period: s.Period, Status: string(kpi.Final)})
}

// pressedFinal posts the figure that stands as final. What its committee was shown is asked about first, as with any
// revision.
func pressedFinal(ctx context.Context, v *visit, s subject) (*Message, error) {
	c, err := v.stillProvisional(ctx, s)
	if err != nil {
		return nil, err
	}
	f := c.Figure
	if now := c.Indicator.ShowTyped(*f); s.Typed != "" && s.Typed != now { // else they would call final what they have not seen
		return nil, kpi.Refuse("", "%s for %s was %s when you were asked and is %s now, so nothing was changed. If that is final, press it again in the message.",
			c.Indicator.Code, s.period().Words(), s.Typed, now)
	}
	d := draft{
		Code: c.Indicator.Code, Period: s.Period, Status: string(kpi.Final),
		Commentary: f.Commentary, Actions: f.Actions, Reason: finalReason, Form: true,
	}
	switch {
	case f.Numerator != nil && f.Denominator != nil:
		d.Numerator, d.Denominator = kpi.Exactly(*f.Numerator), kpi.Exactly(*f.Denominator)
	case f.Value != nil:
		d.Figure = kpi.Exactly(*f.Value)
	}
	return v.answerWith(ctx, d)
}
