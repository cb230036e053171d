package bot

import (
	"context"
	"fmt"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// pressedTryAgain has the held messages tried again at once, those of one publication or all, since what held them may
// have been mended.
func pressedTryAgain(ctx context.Context, v *visit, s subject) (*Message, error) {
	t := store.TryAgain{RequestID: v.request, By: v.asker.SlackID, Now: v.now()}
	if !v.asker.Is(kpi.Admin) {
		return nil, kpi.Deny("", "Only the performance team has messages tried again. Ask them to.")
	}
	if p := s.period(); s.Committee != "" && !p.IsZero() {
		done, err := v.store.Readiness(ctx, s.Committee, p, v.today)
		if err != nil {
			return nil, err
		}
		if !done.Published() {
			return v.preview(ctx, s.Committee, p, false)
		}
		t.Publication = done.Publication.ID
	}
	n, err := v.store.TryAgain(ctx, t)
	if err != nil {
		return nil, err
	}
	if n == 0 {
		return say("Nothing is held any more: what waited is posted, or on its way."), nil
	}
	return say(fmt.Sprintf("Chaser tries again now. If Slack takes %s, you find it posted within a minute; if not, your Home says why.", words.Counted(n, "the message", "messages"))), nil
}
