package kpi

import "time"

// publishesFor is for how many working days after its set day a collection may still be published by itself.
const publishesFor = 20

// PublishesNow reports whether the collection should now be published by itself, from 9 to 17 by the council's clock.
// That begins on its set day or, if that is a day off, on the next working day. Where something was lacking then, or
// Chaser was not running, it goes on for publishesFor working days.
func (k Collection) PublishesNow(now time.Time, cal Calendar) bool {
	if k.Publishes.IsZero() {
		return false
	}
	today, first := DateOf(now), cal.OnOrAfter(k.Publishes)
	return !today.Before(first) && !cal.AddWorkingDays(first, publishesFor).Before(today) &&
		cal.Works(today) && now.Hour() >= OfficeOpens && now.Hour() < OfficeCloses
}

// PreviewsFrom is from when the performance team is shown what the set day will publish: 9 on the working day before.
func (k Collection) PreviewsFrom(cal Calendar, zone *time.Location) time.Time {
	return cal.AddWorkingDays(cal.OnOrAfter(k.Publishes), -1).At(OfficeOpens, zone)
}

// PublishesFrom is from when the set day publishes, if nothing is lacking.
func (k Collection) PublishesFrom(cal Calendar, zone *time.Location) time.Time {
	return cal.OnOrAfter(k.Publishes).At(OfficeOpens, zone)
}

// PreviewsNow reports whether the set day's preview should be shown at the instant, if it was not shown yet: from 9 on
// the working day before until 9 on the day itself. If the day was set in between, that is at once.
func (k Collection) PreviewsNow(now time.Time, cal Calendar) bool {
	return !k.Publishes.IsZero() &&
		!now.Before(k.PreviewsFrom(cal, now.Location())) && now.Before(k.PublishesFrom(cal, now.Location()))
}

// Publishable refuses a period that cannot be published because it has no collection, or because that has not opened
// yet.
func Publishable(collections []Collection, p Period, today Date) error {
	for _, k := range collections {
		switch {
		case k.Period != p:
			continue
		case today.Before(k.Opens):
			return Refuse(FieldPeriod, "The collection for %s opens on %s. Publish it when its figures are in.", p.Words(), k.Opens.Words())
		}
		return nil
	}
	example := ""
	for _, k := range collections {
		if !today.Before(k.Opens) {
			example = " Type the period of one that was collected, such as " + k.Period.String() + "."
		}
	}
	return Refuse(FieldPeriod, "There is no collection for %s, so there is nothing to publish.%s", p.Words(), example)
}
