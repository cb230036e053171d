package kpi

// AskedOf is the figures that the person is asked for on the day: their own, those handed on to them, and those of
// somebody for whom they stand in. It leaves out those that they only hear of as a deputy.
func (c Chase) AskedOf(slackID string, day Date) []Item {
	c = c.Indexed()
	var items []Item
	for _, i := range c.Indicators {
		k, p, open := Open(c.Collections, i.Frequency, day)
		subject := Subject{i.Code, p}
		if slackID == "" || !open || c.Posted[subject] || c.whomToAsk(i, p, day).person != slackID {
			continue
		}
		items = append(items, Item{Duty: DutyPost, Subject: subject, Owner: i.Owner, Due: k.Deadline(c.Calendar)})
	}
	return items
}

// NextReminder is the day on which somebody can next be reminded: the first working day after the given day on which
// they are not away.
func (c Chase) NextReminder(slackID string, day Date) Date {
	next := c.Calendar.AddWorkingDays(day, 1)
	for range 366 { // nobody is away for ever, though a record may say so
		if c.present(slackID, next) {
			return next
		}
		next = c.Calendar.AddWorkingDays(next, 1)
	}
	return next
}
