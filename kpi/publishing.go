package kpi

import "time"

// publishesFor is for how many working days after its day a collection is still published without being asked.
const publishesFor = 20

// PublishesNow reports whether the collection is to be published without being asked, by the council's clock: on its
// day, or the next working day where that is a day off, from 9 to 17; and where something was lacking then, or nobody
// was there to do it, on the working days after.
func (k Collection) PublishesNow(now time.Time, cal Calendar) bool {
	if k.Publishes.IsZero() {
		return false
	}
	today, first := DateOf(now), cal.OnOrAfter(k.Publishes)
	return !today.Before(first) && !cal.AddWorkingDays(first, publishesFor).Before(today) &&
		cal.Works(today) && now.Hour() >= OfficeOpens && now.Hour() < OfficeCloses
}

// PreviewsFrom is when the performance team is shown what the set day will publish: at 9 on the working day before.
func (k Collection) PreviewsFrom(cal Calendar, zone *time.Location) time.Time {
	return cal.AddWorkingDays(cal.OnOrAfter(k.Publishes), -1).At(OfficeOpens, zone)
}

// PublishesFrom is when the set day publishes, if nothing is lacking.
func (k Collection) PublishesFrom(cal Calendar, zone *time.Location) time.Time {
	return cal.OnOrAfter(k.Publishes).At(OfficeOpens, zone)
}

// PreviewsNow reports whether the set day is to be previewed at the instant, if it was not yet: from 9 on the working
// day before, and for a day that was set later than that at once.
func (k Collection) PreviewsNow(now time.Time, cal Calendar) bool {
	return !k.Publishes.IsZero() && !now.Before(k.PreviewsFrom(cal, now.Location())) && now.Before(k.PublishesFrom(cal, now.Location()))
}

// Publishable refuses a period that cannot be published: it has no collection, or the collection has not opened yet.
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
