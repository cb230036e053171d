package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// SlackPerson asks Slack where somebody's clock runs, what their account is, and whether their status says that they are away.
// Somebody whom Slack does not know is as good as deactivated.
func (b *Bot) SlackPerson(ctx context.Context, slackID string, now time.Time) (store.SlackPerson, error) {
	u, err := b.slack.GetUserInfoContext(ctx, slackID)
	if nobody(err) {
		return store.SlackPerson{SlackID: slackID, Deactivated: true}, nil
	}
	if err != nil {
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
	if !saysAway(u.Profile.StatusEmoji, u.Profile.StatusText) {
		return p
	}
	away := kpi.Leave{Person: u.ID, First: kpi.DateOf(now.In(zone))}
	if u.Profile.StatusExpiration > 0 {
		// They are away on a day if they still are as its office opens.
		end := time.Unix(int64(u.Profile.StatusExpiration), 0).In(zone)
		if away.Last = kpi.DateOf(end); !end.After(away.Last.At(kpi.OfficeOpens, zone)) {
			away.Last = away.Last.AddDays(-1)
		}
		if away.Last.Before(away.First) {
			return p
		}
	}
	p.Away = &away
	return p
}

// awayEmoji and awayWords are what people put into their status when they are not at work. Slack's own suggestions are among them; somebody in
// a meeting, or working from home, is at work.
var (
	awayEmoji = []string{":palm_tree:", ":desert_island:", ":beach_with_umbrella:", ":airplane:", ":face_with_thermometer:", ":thermometer:", ":baby:"}
	awayWords = []string{"leave", "holiday", "holidays", "vacation", "vacationing", "sick", "unwell", "away", "ooo", "sabbatical"}
)

func saysAway(emoji, text string) bool {
	if slices.Contains(awayEmoji, emoji) {
		return true
	}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	said := strings.Join(words, " ")
	if strings.Contains(said, "back from") { // leave that is over
		return false
	}
	if strings.Contains(said, "out of office") {
		return true
	}
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(awayWords, w) })
}
