package kpi

import (
	"slices"
	"time"
)

const (
	// KnownFor is how long Slack's answer about somebody is believed when they are about to be written to.
	KnownFor = time.Hour
	// AskFor is how long a reminder waits for Slack to say whether its reader is away; then what was known decides.
	AskFor = 2 * time.Hour
	// AskForNews is how long news waits for that.
	AskForNews = 5 * time.Minute
)

// met reports whether Slack has been asked about the person lately.
func (c Contact) met(now time.Time) bool { return now.Before(c.MetAt.Add(KnownFor)) }

// Unmet are the people about whom Slack must be asked before messages of this instant are sent. First come those who
// are to be written to by what is known; then those who would be, if everyone whom Slack calls away or deactivated were
// back.
func (c Chase) Unmet(now time.Time) []string {
	c = c.Indexed()
	var unmet []string
	listed := map[string]bool{}
	for _, n := range c.MayBeOwed(now) {
		if who, _ := c.contact(n.Recipient); !listed[n.Recipient] && !who.met(now) {
			listed[n.Recipient] = true
			unmet = append(unmet, n.Recipient)
		}
	}
	return unmet
}

// MayBeOwed is what is owed at the instant, and then what would be if everyone whom Slack calls away or deactivated
// were back.
func (c Chase) MayBeOwed(now time.Time) []Notice {
	c = c.Indexed()
	owed := c.Owed(now)
	if c.seemsAnyAway() {
		owed = append(owed, c.AsIfBack().Owed(now)...)
	}
	return owed
}

// Unasked is somebody about whom Slack has not said lately whether they are away.
type Unasked struct {
	Since  time.Time // when they were first to be asked about
	Failed bool      // Slack was asked just now, and did not say: nobody else's message waits for it
}

// Held are the people whose messages must wait, given who has not been asked about. A person's own wait until it is
// known whether they are away. So do those that depend on it: a deputy's on the owner's, and the performance team's
// list of people who cannot be asked. Nobody's wait for longer than AskFor.
func (c Chase) Held(now time.Time, unasked map[string]Unasked) []string {
	var held []string
	waits := func(n Notice, slackID string) bool {
		u, is := unasked[slackID]
		since := u.Since
		if since.Before(n.From) {
			since = n.From
		}
		return is && (slackID == n.Recipient || !u.Failed) && now.Before(since.Add(AskFor))
	}
	team := func(n Notice) bool {
		for slackID := range unasked {
			if waits(n, slackID) {
				return true
			}
		}
		return false
	}
	for _, n := range c.Owed(now) {
		watches := slices.ContainsFunc(n.Items, func(i Item) bool { return i.Duty == DutyGap || i.Duty == DutyBoard || i.Duty == DutyList })
		if waits(n, n.Recipient) || watches && team(n) ||
			slices.ContainsFunc(n.Items, func(i Item) bool { return i.Duty == DutyPost && waits(n, i.Owner) }) {
			held = append(held, n.Recipient)
		}
	}
	return held
}
