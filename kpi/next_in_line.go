package kpi

// managerOf is who answers for the indicator: whom it names as its manager, else its owner's line manager. Whose Slack
// account is deactivated is passed over. It is empty where nobody is left, and gone says that somebody was named.
func (c Chase) managerOf(i Indicator) (slackID string, gone bool) {
	owner, _ := c.contact(i.Owner)
	for _, named := range []string{i.Manager, owner.Manager} {
		if named == "" {
			continue
		}
		gone = true
		if manager, known := c.contact(named); known && !manager.Deactivated {
			return named, false
		}
	}
	return "", gone
}

// managersOf are those who are named to answer for the indicator and whose account is not deactivated, in turn: whom it
// names as its manager, and its owner's line manager.
func (c Chase) managersOf(i Indicator) (managers []Contact) {
	owner, _ := c.contact(i.Owner)
	for _, named := range []string{i.Manager, owner.Manager} {
		if manager, known := c.contact(named); known && !manager.Deactivated {
			managers = append(managers, manager)
		}
	}
	return managers
}

// manages reports whether the person is who answers for the indicator.
func (c Chase) manages(who Contact, i Indicator) bool {
	manager, _ := c.managerOf(i)
	return manager != "" && manager == who.SlackID
}

// watches is manages, and where everybody who was named as a manager is gone, the performance team's in their place.
func (c Chase) watches(who Contact, i Indicator) bool {
	manager, gone := c.managerOf(i)
	return manager != "" && manager == who.SlackID || gone && who.Is(Admin)
}

// teamRungs are the audiences that the performance team is among for the indicator: its manager's too, where that
// account is gone and nobody else manages it, so that no rung is lost.
func (c Chase) teamRungs(i Indicator) []Audience {
	if _, gone := c.managerOf(i); gone {
		return []Audience{ToManager, ToTeam}
	}
	return []Audience{ToTeam}
}

// Hangs are the codes of the indicators that have the person as their owner, deputy or manager, or whose owner they
// manage and nobody else does.
func (c Chase) Hangs(slackID string) (codes []string, manages bool) {
	for _, i := range c.Indicators {
		owner, _ := c.contact(i.Owner)
		leads := i.Manager == slackID || i.Manager == "" && owner.Manager == slackID
		if slackID != "" && (leads || i.Owner == slackID || i.Deputy == slackID) {
			codes = append(codes, i.Code)
			manages = manages || leads
		}
	}
	return codes, manages
}
