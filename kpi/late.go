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
