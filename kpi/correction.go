package kpi

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

// CorrectionMode is who decides on correcting a figure that a committee was shown.
type CorrectionMode string

// By default, whoever may post a figure may correct it.
const (
	OwnerCorrects CorrectionMode = ""     // a register may write owner
	TeamCorrects  CorrectionMode = "team" // people ask for it, and the performance team decides
)

// Correction is a revision of a figure that its committee was shown. Before it is saved, its author sees the old
// figure, the new one and what the committee will read.
type Correction struct {
	Indicator   Indicator // as it was published
	Committee   string
	Published   time.Time
	Channel     string // where the committee reads of it; empty where it has no channel
	Standing    Figure // the figure that it replaces
	Seen        Figure // the figure that the committee reads until then
	Restatement Restatement
	Signer      Person  // who must sign it off before the committee reads of it; zero for nobody
	Asks        bool    // it is a request that the performance team decides on
	Replaces    *Figure // the same person's earlier request that still waits; nil for none
}

// Corrects reports whether replacing the standing figure of a published period corrects what the committee was shown.
// It does if the period was published with a figure, or if the committee has since read of one.
func Corrects(withFigure bool, standing Figure) bool { return withFigure || standing.SignOff.Cleared() }

// Seal stands for everything that was shown, and changes whenever any of it does. To confirm a correction is to give
// its seal.
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
