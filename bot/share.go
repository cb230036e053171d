package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

// pressedShare puts a card in the channel for everybody, once. A press that Slack delivers twice, or a second press on
// the same card, is told that it was shared already.
func pressedShare(ctx context.Context, v *visit, s subject) (*Message, error) {
	v.outside = v.readOutside(ctx, v.channel)
	c, err := v.channelCard(ctx, s.Code, s.period())
	if err != nil {
		return nil, err
	}
	if v.outside && c.Standing.Stage != kpi.StagePublished {
		return nil, errOutside(fmt.Sprintf("%s for %s was not shared", c.Indicator.Code, c.Period.Words()))
	}
	claim := "share:" + v.pressed + ":" + s.Code + ":" + s.Period
	first, err := v.store.ClaimRequest(ctx, claim, "share", v.asker.SlackID, v.now())
	if err != nil {
		return nil, fmt.Errorf("claiming a share: %w", err)
	}
	if !first { // Slack may have lost that answer, so the sentence says what to do then
		return say(fmt.Sprintf("This card has been shared already. If it is not in the channel, type `%s %s` and share that one.", v.command, c.Indicator.Code)), nil
	}
	v.claimed = claim
	how := v.cardFor(c)
	how.shared = cmp.Or(v.asker.Name, v.userName)
	return cardMessage(c, how), nil
}

// notShown gives back what the answer had claimed if Slack is known not to have shown it, so that the next press can.
func (v *visit) notShown(ctx context.Context, err error) {
	var said slack.SlackErrorResponse // after the two words below, some of the call may have been carried out
	if v.claimed == "" || !errors.As(err, &said) || said.Err == "internal_error" || said.Err == "fatal_error" {
		return
	}
	if err := v.store.ReleaseRequest(ctx, v.claimed); err != nil {
		v.log.Warn("a share that was not shown stays claimed", "request", v.request, "error", err)
	}
}
