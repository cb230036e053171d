// Package demo is a council to try Chaser on: the seed report's people and channels in a local Slack look-alike, and a
// clock that starts in the middle of a collection. It must never know how the bot answers.
package demo

import (
	"regexp"
	"strings"

	"chaser/demo/lookalike"
	"chaser/kpi"
)

// People are the register's people as members of a workspace, grouped by what they do.
func People(r kpi.Register, zone string) []lookalike.Person {
	var people []lookalike.Person
	for _, p := range r.People {
		people = append(people, lookalike.Person{ID: p.SlackID, Name: p.Name, Title: group(r, p), TZ: zone})
	}
	return append(people,
		lookalike.Person{ID: "U0GUEST", Name: "A guest from a partner", Title: "Others", TZ: zone, Restricted: true},
		lookalike.Person{ID: "U0OFFICER", Name: "An officer of another service", Title: "Others", TZ: zone},
	)
}

func group(r kpi.Register, p kpi.Person) string {
	switch {
	case p.Is(kpi.Admin):
		return "Performance team"
	case p.Is(kpi.Manager):
		return "Managers"
	}
	for _, c := range r.Committees {
		for _, member := range c.Members {
			if member == p.SlackID {
				return "Committee members"
			}
		}
	}
	return "Service leads"
}

// Channels are one for each committee and one where officers talk. Chaser is a member of all.
func Channels(r kpi.Register) []lookalike.Channel {
	everyone := []string{lookalike.DefaultBot}
	for _, p := range People(r, "") {
		everyone = append(everyone, p.ID)
	}
	var channels []lookalike.Channel
	for _, c := range r.Committees {
		channels = append(channels, lookalike.Channel{ID: c.Channel, Name: channelName(c.Name), Members: everyone})
	}
	return append(channels, lookalike.Channel{ID: "C0PERFORM", Name: "performance", Members: everyone})
}

var notInNames = regexp.MustCompile(`[^a-z0-9]+`)

// channelName is a committee's name in the form that Slack gives to channels.
func channelName(committee string) string {
	return strings.Trim(notInNames.ReplaceAllString(strings.ToLower(committee), "-"), "-")
}

// Examples are what a newcomer may click to see Chaser at work on the seed report.
func Examples(command string) []lookalike.Example {
	return []lookalike.Example{
		{Text: command, As: "U0CORONER", Why: "what the Coroners lead owes"},
		{Text: command + " 178 142 Staff leave over the summer", As: "U0CORONER", Why: "the Coroners lead posts a figure"},
		{Text: command + " 178", As: "U0CLLR1", Channel: "C0CSMI", Why: "a committee member asks for its card"},
		{Text: command + " submit REG2 570/889", As: "U0REGISTR", Why: "a percentage from its two counts"},
		{Text: command + " submit LIB1", As: "U0LIB", Why: "the form"},
		{Text: "@Chaser how are births registered doing?", As: "U0CLLR1", Channel: "C0CSMI", Why: "the card, for all in the channel"},
		{Text: "inquests closed", As: "U0MGRREG", Why: "a direct message, without the command"},
		{Text: command + " red", As: "U0PERF", Channel: "C0PERFORM", Why: "what is red, worst first"},
		{Text: command + " TRS2 5O%", As: "U0TRADING", Why: "a slip of the keyboard"},
	}
}
