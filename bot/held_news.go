package bot

import (
	"cmp"
	"context"
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// newsOfHeld tells the performance team of messages that Slack does not take. Once Slack takes them again, it says that
// they have been posted.
func newsOfHeld(ctx context.Context, b *Bot, n store.Notification, _ store.Clocks) (*Message, error) {
	var about store.ShutAbout
	if err := n.About(&about); err != nil {
		return nil, err
	}
	held, err := b.store.HeldTogether(ctx, about.Notification)
	if err != nil {
		return nil, err
	}
	committees, err := b.store.Committees(ctx)
	if err != nil {
		return nil, fmt.Errorf("committees: %w", err)
	}
	names, err := b.store.Names(ctx)
	if err != nil {
		return nil, fmt.Errorf("names: %w", err)
	}
	return heldMessage(heldNews{held, about, whom(about.Channel, committees, names)}), nil
}

// heldNews is what the performance team is told of.
type heldNews struct {
	store.HeldTogether
	about store.ShutAbout
	whom  string // “the channel of Communities”
}

// whom names a message's recipient: a committee's channel, another channel, or a person.
func whom(recipient string, committees []kpi.Committee, names map[string]string) string {
	for _, c := range committees {
		if c.Channel == recipient {
			return "the channel of " + c.Name
		}
	}
	return cmp.Or(names[recipient], recipient)
}

func heldMessage(h heldNews) *Message {
	to := " for " + h.whom
	if h.about.Everywhere {
		to = ""
	}
	switch {
	case h.Waiting == 0 && h.GivenUp > 0:
		return say(fmt.Sprintf("%s%s waited for 30 days and %s given up.", words.Counted(h.GivenUp, "One message", "messages"), to, wasWere(h.GivenUp)))
	case h.Waiting == 0 && h.Said > 0:
		return say(fmt.Sprintf("What waited%s has been posted.", to))
	case h.Waiting == 0:
		return say(fmt.Sprintf("What waited%s is out of date, so it was not posted.", to))
	}
	title := words.Counted(h.Waiting, "One message waits", "messages wait") + to + "."
	r, _ := remedyFor("chat.postMessage", h.about.Channel, wordOf(h.about.Reason))
	what := []slack.RichTextSectionElement{literal("Chaser cannot write to " + h.whom)}
	switch {
	case h.about.Everywhere:
		what = []slack.RichTextSectionElement{literal("Chaser cannot post")}
	case !isPerson(h.about.Channel):
		what = []slack.RichTextSectionElement{literal("Chaser cannot post in "), slack.NewRichTextSectionChannelElement(h.about.Channel, nil)}
	}
	then := "All of them are then posted within minutes, in order."
	if h.Waiting == 1 {
		then = "It is then posted within minutes."
	}
	return say(title,
		paragraph(bold(title)),
		paragraph(append(what, literal(fmt.Sprintf(": %s (%s).\n%s. %s Nothing is lost.", r.why, h.about.Reason, r.do, then)))...),
		buttons(button(pressTryAgain, "Try again now", subject{})))
}

func wasWere(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}
