package kpi

// Rights are what somebody who is told of an indicator can do about it, so that no message has a button that would
// refuse them. Whoever is told may ask and see the card.
type Rights struct {
	Own  bool // it is theirs: they post it themselves
	Post bool // post its figure, and hand it on
	Act  bool // add an action
}

// RightsOf are those of the person about an indicator whose owner has the line manager.
func RightsOf(who Person, i Indicator, lineManager string) Rights {
	return Rights{
		Own:  who.SlackID != "" && who.SlackID == i.Owner,
		Post: who.MayPost(i),
		Act:  who.MayPost(i) || who.SlackID != "" && who.SlackID == i.ManagedBy(lineManager),
	}
}

// RightsOf are the person's, about an indicator of the chase.
func (c Chase) RightsOf(slackID string, i Indicator) Rights {
	who, _ := c.contact(slackID)
	owner, _ := c.contact(i.Owner)
	return RightsOf(who.Person, i, owner.Manager)
}
