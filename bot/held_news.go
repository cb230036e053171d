package bot

import (
	"context"
	"fmt"

	"github.com/slack-go/slack"

	"chaser/store"
)

// newsOfShutChannel tells the performance team of a channel that takes no message, and when it does again, that it has.
func newsOfShutChannel(ctx context.Context, b *Bot, n store.Notification, _ store.Clocks) (*Message, error) {
	var about store.ShutAbout
	if err := n.About(&about); err != nil {
		return nil, err
	}
	waiting, err := b.store.Notifications(ctx, about.Notification)
	if err != nil {
		return nil, fmt.Errorf("what waits: %w", err)
	}
	committees, err := b.store.Committees(ctx)
	if err != nil {
		return nil, fmt.Errorf("committees: %w", err)
	}
	whose := "a channel"
	for _, c := range committees {
		if c.Channel == about.Channel {
			whose = "the channel of " + c.Name
		}
	}
	said := len(waiting) > 0 && waiting[0].State == store.Sent
	return shutChannelMessage(whose, about.Channel, about.Reason, said), nil
}

// shutCures are what to do about Slack's words, in people's.
var shutCures = map[string]string{
	"is_archived":       "it was archived. Unarchive it",
	"not_in_channel":    "Chaser is not in it. Type /invite @Chaser there",
	"channel_not_found": "Slack does not show it to Chaser. If it is a private channel, type /invite @Chaser there; if it is gone, give the committee another in the register",
	"restricted_action": "only some people may post there. Let Chaser post in its settings",
}

func shutCure(reason string) string {
	if cure, known := shutCures[reason]; known {
		return cure
	}
	return "Slack says " + reason + ". Look at its settings"
}

func shutChannelMessage(whose, channel, reason string, said bool) *Message {
	if said {
		return say("The message that waited for " + whose + " has been posted.")
	}
	title := "A message waits for " + whose + "."
	return say(title,
		paragraph(bold(title)),
		paragraph(literal("Chaser cannot post in "), slack.NewRichTextSectionChannelElement(channel, nil), literal(": "+shutCure(reason)+", and it is posted within minutes. Nothing is lost meanwhile.")))
}
