package kpi

// Progress is how a collection stands on a day: the board.
type Progress struct {
	Collection Collection
	Deadline   Date
	Services   []ServiceProgress // in the register's order

	// Who has which figure that is not in, as far as the board's reader may know of it: the first ones, service by
	// service in the register's order, and how many there are.
	Pending    []Pending
	AllPending int
}

// ServiceProgress counts one service's figures on the board.
type ServiceProgress struct {
	Service string
	In      int // posted, of any status
	Awaited int // not posted, and not late
	Late    int // not posted by the end of the due day
}

// Pending is a figure that is not in, and who has it.
type Pending struct {
	Subject
	Title string
	Asked Person // who is asked today; without a Slack id where nobody is
}

// Add adds a service of which so many figures are in on the day, and so many are not.
func (p *Progress) Add(service string, in, out int, day Date) {
	s := ServiceProgress{Service: service, In: in, Awaited: out}
	if p.Deadline.Before(day) {
		s.Awaited, s.Late = 0, out
	}
	p.Services = append(p.Services, s)
}

// Count is how many figures are in and how many there are to be.
func (p Progress) Count() (in, all int) {
	for _, s := range p.Services {
		in += s.In
		all += s.All()
	}
	return in, all
}

// All is how many figures the service is to have.
func (s ServiceProgress) All() int { return s.In + s.Awaited + s.Late }

// Current is the collection that is being gathered on the day; of several, the one that is due last. It is false where
// none has opened.
func (c Chase) Current(day Date) (Collection, bool) {
	var current Collection
	found := false
	for _, i := range c.Indicators {
		if k, _, open := Open(c.Collections, i.Frequency, day); open && (!found || current.Due.Before(k.Due)) {
			current, found = k, true
		}
	}
	return current, found
}
