package bot

import (
	"context"
	"encoding/json"
	"fmt"

	"chaser/bot/line"
	"chaser/doubt"
	"chaser/kpi"
)

// draft is what a person typed, kept so that the form can show it again: after a refusal, with its sentence, or after a
// choice between indicators.
type draft struct {
	Code        string `json:"code,omitempty"`
	Period      string `json:"period,omitempty"` // as the register writes it
	Figure      string `json:"figure,omitempty"`
	Numerator   string `json:"numerator,omitempty"`
	Denominator string `json:"denominator,omitempty"`
	Status      string `json:"status,omitempty"`
	// Words are those of a typed line: the commentary, or the reason where a figure already stands.
	Words      string `json:"words,omitempty"`
	Commentary string `json:"commentary,omitempty"`
	Actions    string `json:"actions,omitempty"`
	Reason     string `json:"reason,omitempty"`
	Form       bool   `json:"form,omitempty"` // it comes from the form, where an empty box was left empty on purpose

	Doubts []doubt.Kind `json:"doubts,omitempty"` // what the person is asked about before it is saved
	Asked  string       `json:"asked,omitempty"`  // the question, in words
	Likely string       `json:"likely,omitempty"` // the figure that they probably mean instead
	Keep   string       `json:"keep,omitempty"`   // why the figure and its words may both stand
	Shown  string       `json:"shown,omitempty"`  // the seal of the correction that the person was shown

	Field    string `json:"field,omitempty"` // what was refused, and why
	Sentence string `json:"sentence,omitempty"`
}

func (d draft) holdsAnything() bool {
	return d.Figure+d.Numerator+d.Denominator+d.Status+d.Words+d.Commentary+d.Actions+d.Reason != ""
}

// draftOf is a typed line as a draft.
func draftOf(e line.Entry) draft {
	d := draft{Code: e.Code, Figure: e.Figure, Status: string(e.Status), Words: e.Words}
	if !e.Period.IsZero() {
		d.Period = e.Period.String()
	}
	if t, err := kpi.ParseTyped(e.Figure); err == nil && t.Numerator != nil {
		d.Figure, d.Numerator, d.Denominator = "", kpi.Exactly(*t.Numerator), kpi.Exactly(*t.Denominator)
	}
	return d
}

// entry turns a draft back into a typed line.
func (d draft) entry() line.Entry {
	e := line.Entry{
		Code:   d.Code,
		Period: subject{Period: d.Period}.period(),
		Figure: d.Figure,
		Status: kpi.Status(d.Status),
		Words:  d.Words,
	}
	if d.Numerator != "" {
		e.Figure = d.Numerator + "/" + d.Denominator
	}
	return e
}

// recall reads a draft that the asker left; a draft that is too old or somebody else's is a refusal.
func (v *visit) recall(ctx context.Context, id string) (draft, error) {
	content, found, err := v.store.Draft(ctx, id, v.asker.SlackID)
	if err != nil {
		return draft{}, fmt.Errorf("recalling a draft: %w", err)
	}
	if !found {
		return draft{}, kpi.Refuse("", "What you typed is no longer kept; it is kept for a week. Please type it again, or use `%s submit`.", v.command)
	}
	var d draft
	if err := json.Unmarshal(content, &d); err != nil {
		return draft{}, fmt.Errorf("recalling a draft: %w", err)
	}
	return d, nil
}
