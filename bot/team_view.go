package bot

import (
	"fmt"

	"chaser/kpi"
	"chaser/words"
)

// teamAbout is the performance team, and the indicator or the dates that were asked about.
type teamAbout struct {
	team  []kpi.Person
	open  []kpi.Collection  // those that are being collected, each with the day when it is due; none where nobody asked
	of    *kpi.Indicator    // nil where all are meant
	names map[string]string // Slack id → name
}

// teamMessage says who sets targets and owners, and tells the performance team where.
func teamMessage(a teamAbout, one bool, command string) *Message {
	whose := ""
	if a.of != nil {
		whose = fmt.Sprintf("The owner of %s is %s.", a.of.Code, nameOr(a.names, a.of.Owner, "not set"))
		if a.of.Deputy != "" {
			whose += fmt.Sprintf(" Its deputy is %s.", nameOr(a.names, a.of.Deputy, "not known"))
		}
		whose += " "
	}
	for _, k := range a.open {
		whose += fmt.Sprintf("Figures for %s are due on %s. ", k.Period.Words(), words.Weekday(k.Due))
	}
	sets := "The performance team sets targets, owners and dates"
	switch {
	case one:
		return asideMessage(whose+"The performance team, which you are in, sets targets, owners and dates: one at a time under Settings, many with a file that is imported.", button(pressAdmin, "Settings", subject{}))
	case len(a.team) == 0:
		return say(whose + sets + ", and the register names nobody in it. Ask the person who runs Chaser.")
	}
	m := asideMessage(whose + sets + ". Ask " + teamNames(a.team) + ".")
	if a.of != nil {
		m = asideMessage(whose+sets+". Ask "+teamNames(a.team)+".", button(pressCard, "See the card", subject{Code: a.of.Code}))
	}
	return m
}

// teamNames are some of the performance team, in words.
func teamNames(team []kpi.Person) string {
	var names []string
	for _, p := range team[:min(len(team), maxTeamNamed)] {
		names = append(names, words.Cut(p.Name, maxShortTitle))
	}
	if more := len(team) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return words.AndList(names)
}

// maxTeamNamed is how many of the performance team are named.
const maxTeamNamed = 5

func nameOr(names map[string]string, id, none string) string {
	if name := names[id]; id != "" && name != "" {
		return name
	}
	return none
}
