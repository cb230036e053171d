package kpi

// managerOf is who answers for the indicator: its manager, else its owner's line manager. Anybody whose Slack account
// is deactivated is passed over. It is empty where nobody is left; gone then reports whether anybody was named.
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

// managersOf are those who answer for the indicator and whose account is not deactivated, in turn: its manager, then
// its owner's line manager.
func (c Chase) managersOf(i Indicator) (managers []Contact) {
	owner, _ := c.contact(i.Owner)
	for _, named := range []string{i.Manager, owner.Manager} {
		if manager, known := c.contact(named); known && !manager.Deactivated {
			managers = append(managers, manager)
		}
	}
	return managers
}

// manages reports whether it is the person who answers for the indicator.
func (c Chase) manages(who Contact, i Indicator) bool {
	manager, _ := c.managerOf(i)
	return manager != "" && manager == who.SlackID
}

// watches reports whether the person manages the indicator. Where everybody named as its manager is gone, the
// performance team does so.
func (c Chase) watches(who Contact, i Indicator) bool {
	manager, gone := c.managerOf(i)
	return manager != "" && manager == who.SlackID || gone && who.Is(Admin)
}

// teamRungs are the audiences of the indicator's ladder that include the performance team. Where its managers are gone,
// the manager's rungs are the team's too, so that no rung is lost.
func (c Chase) teamRungs(i Indicator) []Audience {
	if _, gone := c.managerOf(i); gone {
		return []Audience{ToManager, ToTeam}
	}
	return []Audience{ToTeam}
}

// Hangs are the codes of the indicators that have the person as their owner, deputy or manager. A line manager counts
// as the manager of an indicator that names none. manages reports whether they manage any of them.
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
