package kpi

import "slices"

// Late is what is late in the services that the person manages, or for the performance team everywhere, as the ladder
// has told them or would today.
func (c Chase) Late(slackID string, day Date) []Item {
	c = c.Indexed()
	who, known := c.contact(slackID)
	if !known {
		return nil
	}
	var late []Item
	for _, i := range c.owedItems(who, day) {
		same := func(other Item) bool { return other.Subject == i.Subject }
		if (i.Duty == DutyEscalate || i.Duty == DutyList) && !slices.ContainsFunc(late, same) {
			late = append(late, i.Item)
		}
	}
	return late
}

// Watching are the committees whose figures of the frequency may be called late on the day, to managers or to the
// performance team: a rung of their ladder for one of these was reached.
func (c Chase) Watching(f Frequency, day Date) (committees []string) {
	k, _, open := Open(c.Collections, f, day)
	if !open {
		return nil
	}
	for _, committee := range c.Committees {
		if _, reached := committee.ChaseLadder().climbed(k, c.Calendar, day, ToManager, ToTeam); reached {
			committees = append(committees, committee.Name)
		}
	}
	return committees
}
