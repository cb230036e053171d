package kpi

import "slices"

// signAgain is after how many working days whoever signs off hears once more of a figure that still waits for them.
const signAgain = 3

// unsigned are the figures that await the person's sign-off: of indicators that they manage, and for the performance team of those whose
// figures nobody else can sign. A figure counts from the day after it was posted, so that a day's figures come in one message.
func (c Chase) unsigned(who Contact, day Date) []concern {
	var list []concern
	for _, i := range c.Indicators {
		for _, p := range c.unsignedPeriods(i) {
			posted := c.Unsigned[Subject{i.Code, p}]
			if !posted.Before(day) || !c.signs(who, i) {
				continue
			}
			item := Item{Duty: DutySign, Subject: Subject{i.Code, p}, Owner: i.Owner}
			if k, collected := Collected(c.Collections, i.Frequency, p); collected {
				item.Due = k.Deadline(c.Calendar)
			}
			first := c.Calendar.OnOrAfter(posted.AddDays(1))
			waited := c.Calendar.WorkingDays(first, day)
			list = append(list, concern{item, c.Calendar.AddWorkingDays(first, waited-waited%signAgain)})
		}
	}
	return list
}

// unsignedPeriods are those of the indicator that await sign-off, in order of time.
func (c Chase) unsignedPeriods(i Indicator) []Period {
	var periods []Period
	for s := range c.Unsigned {
		if s.Indicator == i.Code {
			periods = append(periods, s.Period)
		}
	}
	slices.SortFunc(periods, Period.compare)
	return periods
}

// signs reports whether it is the person who is asked to sign: the indicator's manager, or where there is none whose account still is, the
// performance team.
func (c Chase) signs(who Contact, i Indicator) bool {
	if manager, known := c.contact(c.managerOf(i)); known && !manager.Deactivated {
		return manager.SlackID == who.SlackID
	}
	return who.Is(Admin)
}
