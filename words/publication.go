package words

import (
	"fmt"
	"time"

	"chaser/kpi"
)

// Publication is what was published, for whom, when and how.
type Publication struct {
	Committee string
	Period    kpi.Period
	At        time.Time
	By        string // who published it; empty if the command line or the set day did
	Automatic bool   // it was published on its set day
}

// Now says that it has just been published, with this many cards.
func (p Publication) Now(cards int) string {
	return fmt.Sprintf("Published %s for %s: %s.", p.Period.Words(), p.Committee, Counted(cards, "one card", "cards"))
}

// Already says that it was published before, so that nothing was done.
func (p Publication) Already(zone *time.Location) string {
	return fmt.Sprintf("%s was published for %s already, %s. Nothing was done.", p.Period.Words(), p.Committee, p.how(zone))
}

// Since says that it has been published meanwhile.
func (p Publication) Since(zone *time.Location) string {
	return fmt.Sprintf("%s was published for %s, %s.", p.Period.Words(), p.Committee, p.how(zone))
}

// how is when it was published and by whom.
func (p Publication) how(zone *time.Location) string {
	when := At(p.At, zone)
	switch {
	case p.Automatic:
		return when + ", on its set day"
	case p.By == "":
		return when + ", from the command line"
	}
	return when + " by " + p.By
}

// Ready says whether a period can be published for a committee, and what is still lacking.
func Ready(p kpi.Period, committee string, r kpi.Readiness) string {
	if r.Clean() {
		return fmt.Sprintf("%s is ready to be published for %s.", p.Words(), committee)
	}
	return fmt.Sprintf("%s is not ready for %s: %s.", p.Words(), committee, Lacking(r))
}

// Lacking says how much of each kind is lacking.
func Lacking(r kpi.Readiness) string {
	var said []string
	for _, part := range []struct {
		n            int
		one, several string
	}{
		{len(r.Missing), "one figure is missing", "figures are missing"},
		{len(r.Awaiting), "one figure awaits sign-off", "figures await sign-off"},
		{len(r.Lacking), "one red has no actions", "reds have no actions"},
	} {
		if part.n > 0 {
			said = append(said, Counted(part.n, part.one, part.several))
		}
	}
	if len(said) == 0 {
		return "nothing is missing"
	}
	return AndList(said)
}

// Lacks is what is lacking of one kind, with its heading.
type Lacks struct {
	Heading string
	Of      []kpi.Lack
}

// LacksOf lists what is lacking by kind; with published set, what was lacking on publication.
func LacksOf(r kpi.Readiness, published bool) []Lacks {
	awaiting := "Awaiting sign-off: the figure signed off last is published instead, or none"
	if published {
		awaiting = "Awaiting sign-off: the figure signed off last was published instead, or none"
	}
	var all []Lacks
	for _, kind := range []Lacks{{"No figure", r.Missing}, {awaiting, r.Awaiting}, {"Red without actions", r.Lacking}} {
		if len(kind.Of) > 0 {
			all = append(all, kind)
		}
	}
	return all
}

// NoChannel says that there is nowhere to post the summary.
const NoChannel = "The committee has no channel in the register, so no summary is posted. Tell its members yourself, and add a channel for next time."
