package doubt

import "chaser/kpi"

// redWithoutActions doubts a Red card that does not say what is being done. It is only asked of an indicator's latest
// figure: of an earlier quarter there is nothing left to do.
func redWithoutActions(c card) *Doubt {
	if !c.latest() || c.assessment().Rating != kpi.Red || c.Figure.Actions != "" {
		return nil
	}
	return &Doubt{
		Kind: NoActions, Field: kpi.FieldActions,
		Sentence: "It is Red, and nothing is said of what is being done about it.",
	}
}
