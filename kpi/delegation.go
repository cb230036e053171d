package kpi

// MayDelegate refuses to hand a figure on that is not the person's to hand on, that is posted already, or to somebody it is with anyway.
func (c Circumstances) MayDelegate(who, to Person, p Period) error {
	i := c.Indicator
	switch {
	case !who.MayPost(i) && !c.has(who, p):
		return Refuse(FieldIndicator, "You cannot hand %s on: only its owner, deputy or manager and the performance team can.", i.Code)
	case c.figure(p) != nil:
		return Refuse(FieldPeriod, "%s already has a figure for %s, so there is nothing to hand on.", i.Code, p.Words())
	case c.has(to, p) || c.Delegates[p] == "" && to.SlackID == i.Owner:
		return Refuse(FieldDeputy, "%s is who %s is asked of already. Choose somebody else.", to.Name, i.Code)
	}
	return nil
}

// has reports whether the period's figure was handed to the person, who may then post it.
func (c Circumstances) has(who Person, p Period) bool {
	return who.SlackID != "" && c.Delegates[p] == who.SlackID
}
