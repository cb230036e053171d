package bot

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// How many names Slack is asked for in one message, and for how long. For any further mention the reader sees
// “somebody” or “channel”.
const (
	maxNamesAsked = 5
	namesWithin   = time.Second
)

// named puts names into a line's mentions of people and channels that came without them, as they do in an event. A
// command has them already. A person's name is the register's, else Slack's.
func (b *Bot) named(ctx context.Context, text string) (string, error) {
	var ids []string
	for _, m := range angled.FindAllString(text, -1) {
		if id := unnamed(m); id != "" {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return text, nil
	}
	names, err := b.store.Names(ctx)
	if err != nil {
		return "", fmt.Errorf("names: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, namesWithin)
	defer cancel()
	asked := 0
	for _, id := range ids {
		if _, known := names[id]; known || asked == maxNamesAsked {
			continue
		}
		asked++
		names[id] = b.nameInSlack(ctx, id)
	}
	return angled.ReplaceAllStringFunc(text, func(m string) string {
		id := unnamed(m)
		if id == "" {
			return m
		}
		return m[:2] + id + "|" + markup.Replace(names[id]) + ">"
	}), nil
}

// unnamed is the Slack id of the person or channel that a mark mentions without a name; empty for every other mark.
func unnamed(marked string) string {
	id, label, _ := strings.Cut(marked[1:len(marked)-1], "|")
	if label != "" || len(id) < 2 || id[0] != '@' && id[0] != '#' {
		return ""
	}
	return id[1:]
}

// nameInSlack is what Slack calls a person or a channel; empty where it does not say.
func (b *Bot) nameInSlack(ctx context.Context, id string) string {
	if isPerson(id) {
		u, err := b.slack.GetUserInfoContext(ctx, id)
		if err != nil {
			b.log.Warn("could not learn a name", "person", id, "error", withoutAddress(err))
			return ""
		}
		return cmp.Or(u.RealName, u.Profile.RealName, u.Profile.DisplayName, u.Name)
	}
	c, err := b.slack.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: id})
	if err != nil { // also of a private channel that the bot is not in
		b.log.Info("could not learn a channel's name", "channel", id, "error", withoutAddress(err))
		return ""
	}
	return c.Name
}
