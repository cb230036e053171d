package words

import (
	"fmt"
	"strings"
	"time"

	"chaser/kpi"
)

// Card is a card as it is said. A view lays it out and words nothing; what is empty is not shown.
type Card struct {
	Name     string // the indicator's code and title
	Rating   kpi.Rating
	Status   string // what kind of figure it is, where that is not plainly final
	Figure   string // the big line
	Period   string
	Change   string
	Standing string // how it stands with its committee
	Restated *Restatement

	Explanation string // why it has its rating
	Unmoved     string // why its change cannot be said
	Compared    string // which way is better, and the points of comparison that there are

	origin    []string
	committee string
}

// OfCard words a card for a day of the council's and by its clock.
func OfCard(c kpi.Card, today kpi.Date, zone *time.Location) Card {
	a := c.Assessment()
	said := Card{
		Name: Name(c.Indicator), Rating: a.Rating, Status: Status(c), Figure: Figure(c), Period: c.Period.Words(), Change: Change(c),
		Standing: Standing(c, zone), Restated: restatementOf(c, zone),
		Explanation: a.Explanation, Compared: compared(c.Indicator),
		origin: origin(c, today, zone), committee: c.Indicator.Committee,
	}
	if c.Movement.By == nil { // with a difference, it is only that neither way is better, which Compared says
		said.Unmoved = c.Movement.Why
	}
	return said
}

// Measured says what was compared with what. Where the rating was explained already, only the rest.
func (c Card) Measured(explained bool) string {
	var said []string
	if !explained {
		said = append(said, c.Explanation)
	}
	if c.Unmoved != "" {
		said = append(said, c.Unmoved)
	}
	return strings.Join(append(said, c.Compared), "\n")
}

// Provenance is whose figure this is, when it came, what is awaited next, and who shared the card, where somebody did.
func (c Card) Provenance(sharedBy string) string {
	said := c.origin
	if sharedBy != "" {
		said = append(said[:len(said):len(said)], "Shared by "+sharedBy)
	}
	if len(said) == 0 {
		return c.committee
	}
	return strings.Join(said, " · ")
}

// Name is an indicator's code and title.
func Name(i kpi.Indicator) string { return i.Code + " · " + i.Title }

// ShortName is the same with at most so many characters of the title.
func ShortName(i kpi.Indicator, title int) string { return i.Code + " · " + Cut(i.Title, title) }

// CardSentence is a card in one sentence, with at most so many characters of its title.
func CardSentence(c kpi.Card, title int) string {
	return fmt.Sprintf("%s: %s, %s (%s)", ShortName(c.Indicator, title), Rating(c), Figure(c), c.Period.Words())
}

// compared is which way is better, and the points of comparison that there are; the baseline is named as one, so that
// nobody takes it for a target.
func compared(i kpi.Indicator) string {
	said := []string{direction(i.Direction)}
	if i.Baseline != nil {
		said = append(said, "Baseline "+i.ShowValue(i.Baseline)+" (not a target)")
	}
	if i.NeighboursMean != nil {
		said = append(said, "Statistical neighbours’ mean "+i.ShowValue(i.NeighboursMean))
	}
	if i.EnglandMean != nil {
		said = append(said, "England mean "+i.ShowValue(i.EnglandMean))
	}
	return strings.Join(said, " · ")
}

func direction(d kpi.Direction) string {
	switch d {
	case kpi.Up:
		return "Higher is better"
	case kpi.Down:
		return "Lower is better"
	}
	return "Neither higher nor lower is better"
}
