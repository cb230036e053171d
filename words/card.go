package words

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// Card is a card in words. A view lays it out and adds no words; it leaves out what is empty.
type Card struct {
	Name     string // the indicator's code and title
	Rating   kpi.Rating
	Status   string // what kind of figure it is, where that is not plainly final
	Figure   string // the big line
	Period   string // empty where Figure names it
	Change   string
	Standing string // how it stands with its committee
	Restated *Restatement

	Explanation string // why it has its rating
	Unmoved     string // why its change cannot be said
	Compared    string // which way is better, and the points of comparison that there are

	origin    []string
	committee string
}

// OfCard is the card in words, on a day of the council's and by its clock.
func OfCard(c kpi.Card, today kpi.Date, zone *time.Location) Card {
	a := c.Assessment()
	said := Card{
		Name: Name(c.Indicator), Rating: a.Rating, Status: Status(c), Figure: Figure(c), Period: c.Period.Words(), Change: Change(c),
		Standing: Standing(c, zone), Restated: restatementOf(c, zone), Compared: compared(c.Indicator),
		origin: origin(c, today, zone), committee: c.Indicator.Committee,
	}
	if hasFigure(c) {
		said.Explanation = a.Explanation
	} else {
		said.Period = "" // Figure has named it, and said all that explains the rating
	}
	if c.Movement.By == nil { // with a difference, it is only that neither way is better, which Compared says
		said.Unmoved = c.Movement.Why
	}
	return said
}

// Measured says what the figure was compared with. If its rating was explained already, it says only the rest.
func (c Card) Measured(explained bool) string {
	var said []string
	if !explained && c.Explanation != "" {
		said = append(said, c.Explanation)
	}
	if c.Unmoved != "" {
		said = append(said, c.Unmoved)
	}
	return strings.Join(append(said, c.Compared), "\n")
}

// Provenance says whose figure this is, when it came and what is awaited next. sharedBy is who shared the card; it may
// be empty.
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

// ShortName is Name with at most title characters of the title.
func ShortName(i kpi.Indicator, title int) string { return i.Code + " · " + Cut(i.Title, title) }

// CardSentence is a card in one sentence, with at most so many characters of its title.
func CardSentence(c kpi.Card, title int) string {
	if !hasFigure(c) {
		return fmt.Sprintf("%s: %s", ShortName(c.Indicator, title), Figure(c))
	}
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
		said = append(said, "Statistical neighbours’ mean "+Mean(i, i.NeighboursMean, i.NeighboursMeanPeriod))
	}
	if i.EnglandMean != nil {
		said = append(said, "England mean "+Mean(i, i.EnglandMean, i.EnglandMeanPeriod))
	}
	return strings.Join(said, " · ")
}

// Mean is a point of comparison with the period that it is of, where that is known: “71.2% (2022/23)”.
func Mean(i kpi.Indicator, mean *decimal.Decimal, of kpi.Period) string {
	if of.IsZero() {
		return i.ShowValue(mean)
	}
	return i.ShowValue(mean) + " (" + of.Words() + ")"
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
