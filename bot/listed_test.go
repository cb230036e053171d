package bot

import (
	"slices"

	"chaser/kpi"
	"chaser/store"
)

// listedFrom is a list's cards from a place on, as the store gives a page of them.
func listedFrom(cards []kpi.Card, from int) store.Listed {
	return store.Listed{Cards: cards[from:min(len(cards), from+maxPageItems)], From: from, All: len(cards)}
}

// byService is the cards in the order of a list: those of a service together.
func byService(cards []kpi.Card) []kpi.Card {
	var services []string
	for _, c := range cards {
		if !slices.Contains(services, c.Indicator.Service) {
			services = append(services, c.Indicator.Service)
		}
	}
	sorted := slices.Clone(cards)
	slices.SortStableFunc(sorted, func(a, b kpi.Card) int {
		return slices.Index(services, a.Indicator.Service) - slices.Index(services, b.Indicator.Service)
	})
	return sorted
}

// homeOfCards is a Home's facts with what the store finds of a council that has these cards.
func homeOfCards(f homeFacts, cards []kpi.Card, lineManagers map[string]string) homeFacts {
	me := f.asker.SlackID
	rated := func(of func(kpi.Card) bool) (r ratedFacts) {
		theirs := slices.DeleteFunc(slices.Clone(cards), func(c kpi.Card) bool { return !of(c) })
		r.counts.Of = map[kpi.Rating]int{}
		for _, c := range theirs {
			r.counts.Of[c.Assessment().Rating]++
			if c.NotFinal() {
				r.counts.NotFinal++
			}
		}
		reds := kpi.WorstFirst(theirs)
		r.reds = store.Listed{Cards: reds[:min(len(reds), maxHomeReds)], All: len(reds)}
		return r
	}
	manages := func(c kpi.Card) bool {
		return me != "" && me == c.Indicator.ManagedBy(lineManagers[c.Indicator.Owner])
	}
	f.services.ratedFacts = rated(manages)
	for _, c := range cards {
		if c.Indicator.Owner == me || c.Indicator.Deputy == me || c.OwedBy(me) {
			f.mine = append(f.mine, c)
		}
		if f.asker.Is(kpi.Admin) && c.Indicator.Owner == "" {
			f.unowned = append(f.unowned, c.Indicator.Code)
		}
		switch {
		case c.Awaited == nil || !manages(c):
		case c.Awaited.Due.Before(f.today):
			f.services.late.Cards = append(f.services.late.Cards, c)
		default:
			f.services.awaited++
		}
	}
	for _, name := range f.sitsOn()[:min(len(f.sitsOn()), maxHomeMeetings)] {
		f.watched = append(f.watched, watchedFacts{name, rated(func(c kpi.Card) bool { return c.Indicator.Committee == name })})
	}
	return f
}
