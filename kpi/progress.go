package kpi

// Progress is how a collection stands on a day: the board.
type Progress struct {
	Collection Collection
	Deadline   Date
	Services   []ServiceProgress // in the register's order
}

// ServiceProgress is one service's part of the board.
type ServiceProgress struct {
	Service string
	In      []Pending // posted, of any status
	Awaited []Pending // not posted, and not late
	Late    []Pending // not posted by the end of the due day
}

// Pending is an indicator on the board and who has its figure.
type Pending struct {
	Subject
	Title   string
	Asked   string // Slack id of who is asked today; empty where nobody is
	Manager string // Slack id of who answers for it; may be empty
}

// Count is how many figures are in and how many there are to be.
func (p Progress) Count() (in, all int) {
	for _, s := range p.Services {
		in += len(s.In)
		all += len(s.In) + len(s.Awaited) + len(s.Late)
	}
	return in, all
}

// Progress is the board of a collection on a day, for one committee's or one service's indicators. An empty name means
// all.
func (c Chase) Progress(k Collection, committee, service string, day Date) Progress {
	c = c.Indexed()
	board := Progress{Collection: k, Deadline: k.Deadline(c.Calendar)}
	at := map[string]int{}
	for _, i := range c.Indicators {
		p, reports := k.Period.For(i.Frequency)
		if !reports || committee != "" && committee != i.Committee || service != "" && service != i.Service {
			continue
		}
		n, known := at[i.Service]
		if !known {
			n = len(board.Services)
			at[i.Service] = n
			board.Services = append(board.Services, ServiceProgress{Service: i.Service})
		}
		s := &board.Services[n]
		manager, _ := c.managerOf(i)
		one := Pending{Subject: Subject{i.Code, p}, Title: i.Title, Asked: c.whomToAsk(i, p, day).person, Manager: manager}
		switch {
		case c.Posted[one.Subject]:
			s.In = append(s.In, one)
		case board.Deadline.Before(day):
			s.Late = append(s.Late, one)
		default:
			s.Awaited = append(s.Awaited, one)
		}
	}
	return board
}

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
