package bot

import (
	"context"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

func newsOfTrail(_ context.Context, _ *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	var about store.TrailAbout
	if err := n.About(&about); err != nil {
		return nil, err
	}
	return trailMessage(kpi.DateOf(about.At.In(at.Zone)), about.Digest), nil
}

// trailMessage is a line to keep, and what it is for.
func trailMessage(on kpi.Date, digest string) *Message {
	line := words.TrailLine(on, digest)
	return say(line,
		paragraph(literal(line)),
		note("Keep this line, on paper too. Whoever runs Chaser can type chaser audit verify --digest and these digits: it says whether the audit trail still holds all that it held then."))
}
