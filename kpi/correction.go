package kpi

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

// CorrectionMode is who decides on a correction of a figure that a committee was shown.
type CorrectionMode string

// By default whoever may post a figure corrects it.
const (
	OwnerCorrects CorrectionMode = ""     // a register may write owner
	TeamCorrects  CorrectionMode = "team" // they ask, and the performance team decides
)

// Correction is a revision of a figure that its committee was shown. Before it is saved, whoever makes it sees old and
// new, and what the committee will read.
type Correction struct {
	Indicator   Indicator // as it was published
	Committee   string
	Published   time.Time
	Channel     string // where the committee reads of it; empty: nowhere, for it has no channel
	Standing    Figure // what it takes the place of
	Seen        Figure // what the committee reads until then
	Restatement Restatement
	Signer      Person  // who signs it off before the committee reads of it, where it awaits that
	Asks        bool    // it is a request that the performance team decides on
	Replaces    *Figure // the correction that the same person asked for before, and that still waits; nil: none
}

// Corrects reports whether a figure of a period that was published, with a figure or without one, corrects what the
// committee was shown when it takes the place of standing: the committee was shown one, or has read of one since.
func Corrects(withFigure bool, standing Figure) bool { return withFigure || standing.SignOff.Cleared() }

// Seal is one and the same for as long as all that was shown is: to confirm a correction is to give its seal.
func (c Correction) Seal() string {
	to := c.Restatement.To
	to.PostedAt, to.PostedBy, to.SignOff.At = time.Time{}, "", time.Time{} // the press is later than the question
	shown := []any{c.Committee, c.Published.UTC(), c.Channel, c.Asks, c.Signer.SlackID}
	for _, f := range []*Figure{&c.Standing, &c.Seen, c.Restatement.From, c.Replaces, &to} {
		shown = append(shown, keepFigure(f))
	}
	text, _ := json.Marshal(shown) // texts, numbers and times always encode
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:10])
}
