package kpi

import (
	"slices"
	"time"
)

// Rehearsed is a message that the schedule would send.
type Rehearsed struct {
	At time.Time // by the council's clock
	Notice
}

// Rehearse is every message that the schedule would send from one day to another, both included, if nobody posted
// anything and nothing else changed. It asks Owed at every instant at which its answer can change: whenever the office
// opens in some time zone, and at the very beginning, when it is the middle of the day elsewhere.
func (c Chase) Rehearse(from, to Date) []Rehearsed {
	c.index = nil // it grows with what is said, so it is the rehearsal's own
	c = c.Indexed()
	var said []Rehearsed
	for _, at := range c.openings(from, to) {
		for _, n := range c.Owed(at) {
			said = append(said, Rehearsed{at, n})
			for _, told := range n.Told() {
				c.index.tell(told)
			}
		}
	}
	return said
}

// openings are the beginning and the instants between the two days, by the council's clock, at which an office opens
// somewhere.
func (c Chase) openings(from, to Date) []time.Time {
	begin, end := from.At(0, c.Zone), to.AddDays(1).At(0, c.Zone)
	if !begin.Before(end) {
		return nil
	}
	at := []time.Time{begin}
	for _, who := range c.People {
		for day := from.AddDays(-1); !to.AddDays(1).Before(day); day = day.AddDays(1) {
			opens := day.At(OfficeOpens, c.zoneOf(who)).In(c.Zone)
			if !opens.Before(begin) && opens.Before(end) {
				at = append(at, opens)
			}
		}
	}
	slices.SortFunc(at, time.Time.Compare)
	return slices.CompactFunc(at, time.Time.Equal)
}

// Told is the notice once it was said.
func (n Notice) Told() []Told {
	told := make([]Told, 0, len(n.Items))
	for _, i := range n.Items {
		i.Due = Date{}
		told = append(told, Told{n.Recipient, n.Day, i})
	}
	return told
}
