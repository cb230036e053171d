package bot

import (
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// filledIn is what the form shows in its inputs: what was typed, or where nothing was, the figure that stands already.
// Words from a typed line go where kpi would have put them.
func filledIn(d draft, i kpi.Indicator, standing *kpi.Figure) draft {
	if d.Form {
		return d
	}
	if standing != nil {
		d = withStanding(d, i, *standing)
	}
	switch {
	case d.Words == "":
	case standing == nil || d.Reason != "" || d.sameFigure(*standing):
		d.Commentary = d.Words
	case d.Status == string(kpi.Unavailable):
		d.Commentary, d.Reason = d.Words, d.Words
	default:
		d.Reason = d.Words
	}
	d.Words = ""
	return d
}

// withStanding fills in what was not typed with what stands already.
func withStanding(d draft, i kpi.Indicator, f kpi.Figure) draft {
	if d.Status == "" {
		d.Status = string(f.Status)
	}
	if d.Figure+d.Numerator == "" && d.Status != string(kpi.Unavailable) {
		if f.Numerator != nil {
			d.Numerator, d.Denominator = kpi.Exactly(*f.Numerator), kpi.Exactly(*f.Denominator)
		}
		if f.Value != nil && !workedOut(f, i.Unit) {
			d.Figure = kpi.Exactly(*f.Value)
		}
	}
	if d.Commentary == "" {
		d.Commentary = f.Commentary
	}
	if d.Actions == "" {
		d.Actions = f.Actions
	}
	return d
}

// workedOut reports whether the figure's value is only its fraction, divided. The form then shows the fraction alone.
func workedOut(f kpi.Figure, unit kpi.Unit) bool {
	if f.Numerator == nil || f.Value == nil {
		return false
	}
	again := kpi.Figure{Numerator: f.Numerator, Denominator: f.Denominator}.Completed(unit)
	return again.Value != nil && again.Value.Equal(*f.Value)
}

// sameFigure reports whether the form would post the figure that stands. Words typed beside it are then a new
// commentary and not a reason.
func (d draft) sameFigure(f kpi.Figure) bool {
	if d.Status != string(f.Status) {
		return false
	}
	if f.Numerator != nil && d.Numerator != "" {
		return d.Numerator == kpi.Exactly(*f.Numerator) && d.Denominator == kpi.Exactly(*f.Denominator)
	}
	if d.Figure == "" || f.Value == nil {
		return d.Figure == "" && d.Numerator == "" && f.Value == nil
	}
	t, err := kpi.ParseTyped(d.Figure)
	return err == nil && t.Value != nil && t.Value.Equal(*f.Value)
}

// posting is what a submitted form asks to be recorded.
func (d draft) posting(unit kpi.Unit) (kpi.Posting, error) {
	typed, err := d.measure(unit)
	if err != nil {
		return kpi.Posting{}, err
	}
	return kpi.Posting{
		Period: subject{Period: d.Period}.period(), Typed: typed, Status: kpi.Status(d.Status),
		Commentary: &d.Commentary, Actions: &d.Actions, Reason: d.Reason,
	}, nil
}

// measure reads the figure, the numerator and the denominator; nil where all are empty. A figure and a fraction that
// are both given must agree.
func (d draft) measure(unit kpi.Unit) (*kpi.Typed, error) {
	var t kpi.Typed
	if strings.TrimSpace(d.Figure) != "" {
		var err error
		if t, err = kpi.ParseTyped(d.Figure); err != nil {
			return nil, err
		}
	}
	if strings.TrimSpace(d.Numerator+d.Denominator) == "" {
		if t.Value == nil && t.Numerator == nil {
			return nil, nil
		}
		return &t, nil
	}
	numerator, err := part(kpi.FieldNumerator, d.Numerator)
	if err != nil {
		return nil, err
	}
	denominator, err := part(kpi.FieldDenominator, d.Denominator)
	if err != nil {
		return nil, err
	}
	if err := d.agree(t, numerator, denominator, unit); err != nil {
		return nil, err
	}
	t.Numerator, t.Denominator = numerator, denominator
	return &t, nil
}

// part reads one half of a fraction; nil where the box is empty. kpi refuses one half without the other.
func part(field, text string) (*decimal.Decimal, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	number, err := kpi.ParseNumber(text)
	if err != nil {
		return nil, kpi.Refuse(field, "%s", err)
	}
	return &number, nil
}

// agree refuses a figure that differs from its fraction, to as many digits as the figure was typed with.
func (d draft) agree(t kpi.Typed, numerator, denominator *decimal.Decimal, unit kpi.Unit) error {
	if numerator == nil || denominator == nil || denominator.IsZero() {
		return nil
	}
	exact := kpi.Figure{Numerator: numerator, Denominator: denominator}.Exact(unit)
	digits := 0
	switch {
	case t.Numerator != nil:
		if t.Numerator.Equal(*numerator) && t.Denominator.Equal(*denominator) {
			return nil
		}
	case t.Value == nil:
		return nil
	default:
		digits = max(0, int(-t.Value.Exponent()))
		if rounded, err := decimal.NewFromString(exact.FloatString(digits)); err == nil && rounded.Equal(*t.Value) {
			return nil
		}
	}
	return kpi.Refuse(kpi.FieldFigure, "The figure says %s, and %s of %s is %s. Correct one of them, or leave the figure empty and it is worked out.",
		kpi.Excerpt(d.Figure), kpi.Count.ShowExact(*numerator), kpi.Count.ShowExact(*denominator), unit.Show(exact, max(digits, 2)))
}
