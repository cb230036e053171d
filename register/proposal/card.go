package proposal

import "chaser/kpi"

// Card is what a report prints of one indicator, and how Chaser rates it.
type Card struct {
	Code         string
	Title        string
	DerivedTitle bool // the report does not print it
	Known        bool // the indicator is held already
	Line         int  // of the report's text

	Figure         string
	Previous       string
	PreviousPeriod kpi.Period
	Target         string
	Baseline       bool // Target is a baseline

	Printed       kpi.Rating // empty where none is printed
	Rated         kpi.Rating // empty where there is no figure
	PrintedChange kpi.Change
	Change        kpi.Change
}

// Differs reports whether Chaser rates the card otherwise than the report.
func (c Card) Differs() bool { return c.Printed != "" && c.Rated != "" && c.Printed != c.Rated }

// ChangeDiffers reports whether Chaser calls the change otherwise than the report.
func (c Card) ChangeDiffers() bool {
	return c.Previous != "" && c.PrintedChange != "" && c.Change != "" && c.PrintedChange != c.Change
}
