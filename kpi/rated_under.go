package kpi

// RatedUnder is how a figure of the indicator would have been rated under another rule, against the target and in the
// direction that it was rated with. ok is false for what no rule rates: a figure that was carried forward or is not
// available, and one of an indicator that had no target to reach when it was posted. Where the rule compares with a
// target and there was none, the rating is NoData. The error is a *Refusal: the rule does not suit the direction, so
// the register would not take it for the indicator.
func (i Indicator) RatedUnder(rule Rule, f Figure) (a Assessment, ok bool, err error) {
	actual := f.Exact(i.Unit)
	switch f.Rating {
	case Red, Amber, Green, Blue, NoData:
	default:
		return Assessment{}, false, nil
	}
	if actual == nil || f.Status == CarriedForward || f.Status == Unavailable {
		return Assessment{}, false, nil
	}
	if err := rule.Suits(f.Direction); err != nil {
		return Assessment{}, true, err
	}
	if f.Target == nil && rule.NeedsTarget() {
		return Assessment{Rating: NoData, Direction: f.Direction, Explanation: untargeted(f.Period)}, true, nil
	}
	a, err = Rate(rule, f.Direction, f.Target, actual, i.Unit, i.Decimals)
	return a, true, err
}
