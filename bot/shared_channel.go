package bot

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

// channelsKnownFor is how long we rely on what Slack said about a channel.
const channelsKnownFor = 5 * time.Minute

// channels remembers which channels another organisation reads. The zero value is ready for use.
type channels struct {
	rest rest

	mu    sync.Mutex
	known map[string]sharing
}

type sharing struct {
	outside bool
	until   time.Time
}

// readOutside reports whether people of another organisation read a channel, through Slack Connect. There, only what
// was published is shown. A channel about which Slack says nothing counts as such a channel: it is private and Chaser
// is not in it, or Slack cannot be asked and never was. Direct messages never count.
func (b *Bot) readOutside(ctx context.Context, channel string) bool {
	if channel == "" || strings.HasPrefix(channel, "D") || strings.HasPrefix(channel, "U") || strings.HasPrefix(channel, "W") {
		return false
	}
	now := b.now()
	known, ok := b.channels.recall(channel)
	if ok && now.Before(known.until) {
		return known.outside
	}
	if b.channels.rest.isOn(now) {
		return !ok || known.outside
	}
	ctx, cancel := context.WithTimeout(ctx, slackAnswersWithin)
	defer cancel()
	c, err := b.slack.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
	if err != nil {
		b.channels.rest.heed(err, now)
		b.log.Warn("Slack does not say who reads a channel", "channel", channel, "error", withoutAddress(err))
		return !ok || known.outside
	}
	b.channels.learn(channel, sharing{sharedOutside(c), now.Add(channelsKnownFor)}, now)
	return sharedOutside(c)
}

// sharedOutside reports whether a channel is shared with another organisation. is_org_shared means other workspaces of
// our own organisation; is_shared means either.
//
// Source: https://docs.slack.dev/apis/slack-connect and https://docs.slack.dev/reference/objects/conversation-object
func sharedOutside(c *slack.Channel) bool { return c.IsExtShared || c.IsShared && !c.IsOrgShared }

func (s *channels) recall(channel string) (sharing, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	known, ok := s.known[channel]
	return known, ok
}

// learn remembers what Slack said of a channel, and forgets every channel that nobody asked about for a day.
func (s *channels) learn(channel string, is sharing, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil {
		s.known = map[string]sharing{}
	}
	for id, known := range s.known {
		if now.Sub(known.until) > 24*time.Hour {
			delete(s.known, id)
		}
	}
	s.known[channel] = is
}

// everybody is the person for whom something is shown that more than one person reads.
func (v *visit) everybody() kpi.Person { return kpi.Person{Outside: v.outside} }

// errOutside refuses to show something where another organisation reads along.
func errOutside(what string) *kpi.Refusal {
	return kpi.Refuse("", "This channel is shared with another organisation, or Slack does not say who reads it. Only what was published is shown here, so %s. Ask in your direct messages with Chaser.", what)
}
