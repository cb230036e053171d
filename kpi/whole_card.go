package kpi

import "encoding/json"

// WholeCard is a card whose JSON also keeps what is awaited and how the card stands, which a published card leaves out:
// the very card that somebody was answered with at one moment.
type WholeCard Card

type (
	wholeCard struct {
		Card     Card
		Awaited  *Awaited
		Standing keptStanding
	}
	keptStanding struct {
		plainStanding
		Restated *keptRestatement
	}
	plainStanding   Standing
	keptRestatement struct{ From, To *keptFigure }
)

// MarshalJSON is the card to be kept.
func (w WholeCard) MarshalJSON() ([]byte, error) {
	kept := wholeCard{Card: Card(w), Awaited: w.Awaited, Standing: keptStanding{plainStanding: plainStanding(w.Standing)}}
	if r := w.Standing.Restated; r != nil {
		kept.Standing.Restated = &keptRestatement{keepFigure(r.From), keepFigure(&r.To)}
	}
	return json.Marshal(kept)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (w *WholeCard) UnmarshalJSON(text []byte) error {
	var kept wholeCard
	if err := json.Unmarshal(text, &kept); err != nil {
		return err
	}
	*w = WholeCard(kept.Card)
	w.Awaited, w.Standing = kept.Awaited, Standing(kept.Standing.plainStanding)
	if r := kept.Standing.Restated; r != nil {
		w.Standing.Restated = &Restatement{From: r.From.figure(), To: *r.To.figure()}
	}
	return nil
}
