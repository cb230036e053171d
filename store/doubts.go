package store

import (
	"slices"

	"github.com/lib/pq"

	"chaser/doubt"
	"chaser/kpi"
)

// confirmed are the doubts about a figure that the person has answered. The error is a *doubt.Question where they were not asked yet.
func (s situation) confirmed(p Post, f kpi.Figure) ([]doubt.Kind, error) {
	doubts := doubt.Of(doubt.Subject{Indicator: s.indicator.Indicator, Figure: f, Figures: s.recorded.figures(), Today: p.Today})
	if len(doubts) > 0 && len(p.Sure) == 0 {
		return nil, &doubt.Question{Indicator: s.indicator.Indicator, Figure: f, Doubts: doubts}
	}
	var confirmed []doubt.Kind
	for _, d := range doubts {
		if slices.Contains(p.Sure, d.Kind) {
			confirmed = append(confirmed, d.Kind)
		}
	}
	return confirmed, nil
}

// namesOf are kinds of doubt as a column keeps them; none are an empty list.
func namesOf(kinds []doubt.Kind) pq.StringArray {
	names := pq.StringArray{}
	for _, k := range kinds {
		names = append(names, string(k))
	}
	return names
}
