package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// SlackPerson asks Slack for somebody's time zone, for what their account is, and whether their status says that they
// are away. Somebody whom Slack does not know counts as deactivated.
func (b *Bot) SlackPerson(ctx context.Context, slackID string, now time.Time) (store.SlackPerson, error) {
	u, err := b.slack.GetUserInfoContext(ctx, slackID)
	var (
		said    slack.SlackErrorResponse
		limited *slack.RateLimitedError
	)
	switch {
	case errors.As(err, &limited):
		return store.SlackPerson{}, store.SlackBusy{For: max(limited.RetryAfter, time.Second)}
	case errors.As(err, &said) && (said.Err == "ratelimited" || said.Err == "rate_limited"):
		return store.SlackPerson{}, store.SlackBusy{For: limitedFor}
	case nobody(err):
		return store.SlackPerson{SlackID: slackID, Deactivated: true}, nil
	case err != nil:
		return store.SlackPerson{}, fmt.Errorf("users.info: %w", withoutAddress(err))
	}
	p := slackPersonOf(u, b.zone, now)
	if ours, known := b.installation(ctx, b.now().Add(-installationKnownFor)); known {
		p.Account = accountOf(u, ours)
	}
	return p, nil
}

func slackPersonOf(u *slack.User, council *time.Location, now time.Time) store.SlackPerson {
	p := store.SlackPerson{SlackID: u.ID, Deactivated: u.Deleted}
	zone := council
	if known, err := time.LoadLocation(u.TZ); err == nil && u.TZ != "" && u.TZ != "Local" {
		p.Zone, zone = u.TZ, known
	}
	p.Status = kpi.SlackStatus{Text: entities.Replace(u.Profile.StatusText), Emoji: u.Profile.StatusEmoji}
	if p.Status == (kpi.SlackStatus{}) {
		return p
	}
	p.Status.Since = kpi.DateOf(now.In(zone))
	if u.Profile.StatusExpiration > 0 {
		// They are away on every day on which their status still says so when the office opens.
		end := time.Unix(int64(u.Profile.StatusExpiration), 0).In(zone)
		if p.Status.Ends = kpi.DateOf(end); !end.After(p.Status.Ends.At(kpi.OfficeOpens, zone)) {
			p.Status.Ends = p.Status.Ends.AddDays(-1)
		}
	}
	return p
}
