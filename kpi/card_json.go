package kpi

import (
	"encoding/json"

	"github.com/shopspring/decimal"
)

// A published card is kept as JSON, from which the very same card is made again, with every digit of its numbers and
// each part under its own name. It leaves out what is awaited next and how the card stands, which go on after
// publication. The wrappers below keep what JSON would otherwise lose of the types within. A field that is added to one
// of those is kept too, without any change here.
type (
	plainCard     Card
	plainFigure   Figure
	plainMovement Movement

	keptCard struct {
		plainCard
		Indicator keptIndicator
		Figure    *keptFigure
		Movement  keptMovement
		History   []keptFigure
	}
	keptIndicator struct {
		plainIndicator
		Target, Baseline, NeighboursMean, EnglandMean exact
		Targets                                       map[Period]exact
		Rule                                          *string
	}
	plainIndicator Indicator
	keptFigure     struct {
		plainFigure
		Value, Numerator, Denominator, Target, Gap exact
	}
	keptMovement struct {
		plainMovement
		From *keptFigure
	}
)

// exact is a number with the digits that it was given with. decimal's own JSON drops noughts at the end, but a target
// of 160.0 is shown as such.
type exact struct{ *decimal.Decimal }

// MarshalJSON is the number as a string, or null.
func (e exact) MarshalJSON() ([]byte, error) {
	if e.Decimal == nil {
		return []byte("null"), nil
	}
	return json.Marshal(Exactly(*e.Decimal))
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (e *exact) UnmarshalJSON(text []byte) error {
	var s *string
	if err := json.Unmarshal(text, &s); err != nil || s == nil {
		e.Decimal = nil
		return err
	}
	d, err := decimal.NewFromString(*s)
	e.Decimal = &d
	return err
}

// MarshalJSON is the card to be kept.
func (c Card) MarshalJSON() ([]byte, error) {
	c.Awaited, c.Standing = nil, Standing{}
	kept := keptCard{plainCard: plainCard(c), Indicator: keepIndicator(c.Indicator), Movement: keptMovement{plainMovement(c.Movement), keepFigure(c.Movement.From)}}
	kept.Figure = keepFigure(c.Figure)
	for n := range c.History {
		kept.History = append(kept.History, *keepFigure(&c.History[n]))
	}
	return json.Marshal(kept)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Card) UnmarshalJSON(text []byte) error {
	var kept keptCard
	if err := json.Unmarshal(text, &kept); err != nil {
		return err
	}
	*c = Card(kept.plainCard)
	c.Figure, c.Movement, c.History = kept.Figure.figure(), Movement(kept.Movement.plainMovement), nil
	c.Movement.From = kept.Movement.From.figure()
	for n := range kept.History {
		c.History = append(c.History, *kept.History[n].figure())
	}
	var err error
	c.Indicator, err = kept.Indicator.indicator()
	return err
}

func keepIndicator(i Indicator) keptIndicator {
	kept := keptIndicator{
		plainIndicator: plainIndicator(i), Target: exact{i.Target}, Baseline: exact{i.Baseline},
		NeighboursMean: exact{i.NeighboursMean}, EnglandMean: exact{i.EnglandMean},
	}
	for p, target := range i.Targets {
		if kept.Targets == nil {
			kept.Targets = map[Period]exact{}
		}
		kept.Targets[p] = exact{&target}
	}
	if i.Rule != nil {
		rule := i.Rule.String()
		kept.Rule = &rule
	}
	return kept
}

func (k keptIndicator) indicator() (Indicator, error) {
	i := Indicator(k.plainIndicator)
	i.Target, i.Baseline, i.NeighboursMean, i.EnglandMean = k.Target.Decimal, k.Baseline.Decimal, k.NeighboursMean.Decimal, k.EnglandMean.Decimal
	i.Targets, i.Rule = nil, nil
	for p, target := range k.Targets {
		if i.Targets == nil {
			i.Targets = map[Period]decimal.Decimal{}
		}
		i.Targets[p] = *target.Decimal
	}
	if k.Rule != nil {
		rule, err := ParseRule(*k.Rule)
		if err != nil {
			return Indicator{}, err
		}
		i.Rule = &rule
	}
	return i, nil
}

func keepFigure(f *Figure) *keptFigure {
	if f == nil {
		return nil
	}
	return &keptFigure{plainFigure(*f), exact{f.Value}, exact{f.Numerator}, exact{f.Denominator}, exact{f.Target}, exact{f.Gap}}
}

func (k *keptFigure) figure() *Figure {
	if k == nil {
		return nil
	}
	f := Figure(k.plainFigure)
	f.Value, f.Numerator, f.Denominator, f.Target, f.Gap = k.Value.Decimal, k.Numerator.Decimal, k.Denominator.Decimal, k.Target.Decimal, k.Gap.Decimal
	return &f
}
