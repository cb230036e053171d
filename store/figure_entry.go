package store

import (
	"encoding/json"
	"fmt"

	"chaser/doubt"
	"chaser/kpi"
)

// figureDetail is what the audit trail says of a figure's revision: the whole row, so that a change made to it behind
// the program's back shows. The last group came later; entries of earlier releases do not have it.
type figureDetail struct {
	Revision    int          `json:"revision"`
	Value       number       `json:"value"`
	Numerator   number       `json:"numerator"`
	Denominator number       `json:"denominator"`
	Status      kpi.Status   `json:"status"`
	Commentary  string       `json:"commentary"`
	Actions     string       `json:"actions"`
	Reason      string       `json:"reason"`
	Rating      kpi.Rating   `json:"rating"`
	Rule        string       `json:"rule"`
	Target      number       `json:"target"`
	Confirmed   []doubt.Kind `json:"confirmed,omitempty"` // the doubts that the person was asked about

	Figure      int64            `json:"figure,omitempty"` // the row's id; none for a correction that is only asked for
	PostedBy    string           `json:"posted_by"`
	Baseline    number           `json:"baseline"`
	Direction   kpi.Direction    `json:"direction"`
	Gap         number           `json:"gap"`
	Explanation string           `json:"explanation"`
	SignOff     kpi.SignOffState `json:"sign_off"` // as it was posted
}

func detailOf(id int64, f kpi.Figure, baseline number, confirmed ...doubt.Kind) figureDetail {
	return figureDetail{
		Revision: f.Revision, Value: number{f.Value}, Numerator: number{f.Numerator}, Denominator: number{f.Denominator},
		Status: f.Status, Commentary: f.Commentary, Actions: f.Actions, Reason: f.Reason,
		Rating: f.Rating, Rule: f.Rule, Target: number{f.Target}, Confirmed: confirmed,
		Figure: id, PostedBy: f.PostedBy, Baseline: baseline, Direction: f.Direction, Gap: number{f.Gap},
		Explanation: f.Explanation, SignOff: f.SignOff.State,
	}
}

// figureEntry is the audit entry of a figure's revision.
func figureEntry(act string, id int64, i kpi.Indicator, f kpi.Figure, confirmed ...doubt.Kind) (auditEntry, error) {
	detail, err := json.Marshal(detailOf(id, f, number{i.Baseline}, confirmed...))
	if err != nil {
		return auditEntry{}, fmt.Errorf("writing the audit entry: %w", err)
	}
	return auditEntry{act: act, subject: figureSubject(f), detail: string(detail)}, nil
}

func figureSubject(f kpi.Figure) string { return "figure " + f.Indicator + " " + f.Period.String() }
