package kpi

import (
	"slices"
	"time"
)

// DutyFinal is a figure of theirs that has been provisional for longer than a quarter: post the final one, or say that
// it is final as it stands.
const DutyFinal Duty = "final"

// NoticeFinal is a daily message about such figures.
const NoticeFinal NoticeKind = "still-provisional"

// ProvisionalFor is for how many days a figure may be provisional: a quarter's. An owner hears of one the first time
// when it has been so for longer, and then again after as many days each. Who is asked more often than a quarter's
// figures come in learns to pass over it, and who waits for a year's audit is asked four times.
const ProvisionalFor = 92

// ProvisionalSince is from when a figure counts as provisional: the end of its period, or the day on which it was
// posted as that, where this is later. A figure from a file has no such day.
func ProvisionalSince(p Period, posted Date) Date {
	if since := p.End(); posted.IsZero() || posted.Before(since) {
		return since
	}
	return posted
}

// provisional are the figures of which the person is asked whether they are final. Whoever is asked for an indicator's
// figure is asked this, so that leave, deputies and deactivated accounts count as they do there.
func (c Chase) provisional(who Contact, day Date) []owedItem {
	if len(c.Provisional) == 0 {
		return nil
	}
	var list []owedItem
	about := c.about(who)
	for n := range about.count() {
		i := about.at(n)
		for _, p := range c.index.provisional[i.Code] {
			first := ProvisionalSince(p, c.Provisional[Subject{i.Code, p}]).AddDays(ProvisionalFor + 1)
			if day.Before(first) || c.whomToAsk(i, p, day).person != who.SlackID {
				continue
			}
			waited := daysBetween(first, day)
			since := c.Calendar.OnOrAfter(first.AddDays(waited - waited%ProvisionalFor))
			list = append(list, owedItem{Item{Duty: DutyFinal, Subject: Subject{i.Code, p}, Owner: i.Owner}, since})
		}
	}
	return list
}

// daysBetween counts the days from one to another.
func daysBetween(from, to Date) int {
	const day = 24 * time.Hour // in UTC each has as many hours
	return int(to.At(0, time.UTC).Sub(from.At(0, time.UTC)) / day)
}

// provisionalByCode are the periods of each indicator whose figures are provisional, in order of time.
func provisionalByCode(all map[Subject]Date) map[string][]Period {
	of := map[string][]Period{}
	for s := range all {
		of[s.Indicator] = append(of[s.Indicator], s.Period)
	}
	for _, periods := range of {
		slices.SortFunc(periods, Period.compare)
	}
	return of
}

// FinalMemory is the earliest day from which it matters what was said of provisional figures: a day that is off may
// have put the last time off a little.
func (c Chase) FinalMemory(today Date) Date {
	if len(c.Provisional) == 0 {
		return today
	}
	return today.AddDays(-ProvisionalFor - 14)
}
