package kpi

import "time"

// Stage is how far a card has come on its way to the committee.
type Stage string

// A card is its own people's until it is published. Where nothing of an indicator was ever published, everybody sees
// what is there.
const (
	StageWorking     Stage = "working"     // seen by the indicator's own people
	StageUnpublished Stage = "unpublished" // seen by everybody, for want of anything published
	StagePublished   Stage = "published"
)

// Standing is how a card stands with its committee. The zero Standing says nothing.
type Standing struct {
	Stage     Stage
	Published time.Time    // when the period was published; zero: it has not been
	SignOff   SignOff      // of the figure that the card shows
	Signer    Person       // who signs the figure off, if it needs that; without a Slack id it is the performance team
	Restated  *Restatement // nil: the figure is the published one
}

// Restatement is what became of a figure after it was published.
type Restatement struct {
	From *Figure // as published; nil where none was
	To   Figure
}

// At is when the restated figure could first be seen by the committee.
func (r Restatement) At() time.Time {
	if r.To.SignOff.State == SignedOff {
		return r.To.SignOff.At
	}
	return r.To.PostedAt
}

// SameMeasure reports whether only the words were changed.
func (r Restatement) SameMeasure() bool { return r.From != nil && r.From.SameMeasure(r.To) }
