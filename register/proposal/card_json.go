package proposal

import "chaser/kpi"

// writtenCard is a card of a report as JSON has it: all that was read of it, in one place.
type writtenCard struct {
	Code         string        `json:"code"`
	Title        string        `json:"title"`
	TitlePrinted bool          `json:"title_printed"`
	Known        bool          `json:"known"`
	Line         int           `json:"line"`
	Service      string        `json:"service"`
	Unit         kpi.Unit      `json:"unit"`
	Decimals     int           `json:"decimals"`
	Direction    kpi.Direction `json:"direction"`
	Kind         kpi.Kind      `json:"kind"`
	Cumulative   bool          `json:"cumulative"`
	Compare      kpi.Compare   `json:"compare"`

	Value    *string         `json:"value"`
	Previous *writtenEarlier `json:"previous"`
	Target   *string         `json:"target"`
	Baseline *string         `json:"baseline"`

	NeighboursMean *string       `json:"neighbours_mean"`
	EnglandMean    *string       `json:"england_mean"`
	RAG            *string       `json:"rag"` // as printed
	RAGComputed    *string       `json:"rag_computed"`
	Change         *string       `json:"change"` // as printed
	ChangeComputed *string       `json:"change_computed"`
	Description    string        `json:"description"`
	Commentary     string        `json:"commentary"`
	Actions        string        `json:"actions"`
	Links          []writtenLink `json:"links"`
	Missing        []string      `json:"missing"`
}

type writtenLink struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

// writtenEarlier is the figure that a card compares with.
type writtenEarlier struct {
	Period string `json:"period"`
	Value  string `json:"value"`
}

func (p Proposal) writtenCards() []writtenCard {
	indicators, figures, missing := map[string]kpi.Indicator{}, map[string][]kpi.Figure{}, map[string][]string{}
	for _, i := range p.Register.Indicators {
		indicators[i.Code] = i
	}
	for _, f := range p.Register.Figures {
		figures[f.Indicator] = append(figures[f.Indicator], f)
	}
	for _, m := range p.Missing {
		missing[m.Indicator] = append(missing[m.Indicator], m.What)
	}
	var all []writtenCard
	for _, c := range p.Cards {
		i := indicators[c.Code]
		w := writtenCard{
			Code: c.Code, Title: c.Title, TitlePrinted: !c.DerivedTitle, Known: c.Known, Line: c.Line, Service: i.Service, Unit: i.Unit,
			Decimals: i.Decimals, Direction: i.Direction, Kind: i.Kind, Cumulative: i.Cumulative, Compare: i.Compare,
			Target: exact(i.TargetFor(p.Period)), Baseline: exact(i.Baseline), NeighboursMean: exact(i.NeighboursMean), EnglandMean: exact(i.EnglandMean),
			RAG: said(c.Printed), RAGComputed: said(c.Rated), Change: said(c.PrintedChange), ChangeComputed: said(c.Change),
			Description: i.Description, Links: []writtenLink{}, Missing: listed(missing[c.Code]),
		}
		for _, l := range i.Links {
			w.Links = append(w.Links, writtenLink(l))
		}
		for _, f := range figures[c.Code] {
			switch f = f.Completed(i.Unit); f.Period {
			case p.Period:
				w.Value, w.Commentary, w.Actions = exact(f.Value), f.Commentary, f.Actions
			case c.PreviousPeriod:
				w.Previous = &writtenEarlier{Period: f.Period.String(), Value: *exact(f.Value)}
			}
		}
		all = append(all, w)
	}
	return all
}

// said is a word, nil where it is empty.
func said[T ~string](word T) *string {
	if word == "" {
		return nil
	}
	text := string(word)
	return &text
}
