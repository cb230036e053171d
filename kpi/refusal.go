package kpi

import (
	"errors"
	"fmt"
	"strings"
)

// The fields that a Refusal can point at. They double as the names of a form's inputs, so that a rule's sentence lands
// beside the input that caused it.
const (
	FieldIndicator   = "indicator"
	FieldPeriod      = "period"
	FieldFigure      = "figure"
	FieldNumerator   = "numerator"
	FieldDenominator = "denominator"
	FieldStatus      = "status"
	FieldCommentary  = "commentary"
	FieldActions     = "actions"
	FieldReason      = "reason"
	FieldFrom        = "from"
	FieldUntil       = "until"
	FieldDeputy      = "deputy"
	FieldOpens       = "opens"
	FieldDue         = "due"
	FieldCommittee   = "committee_date"
	FieldPublishes   = "publishes"
	FieldAction      = "action" // what is to be done; FieldDue is by when
	FieldWho         = "who"    // does it
	FieldOutcome     = "outcome"
)

// Refusal is the one kind of error that is meant for a person: a field and a sentence that says what was wrong and what
// to type instead. Every other error is the operator's, and its text never leaves the log.
type Refusal struct {
	Field    string // one of the Field constants, or empty where no single field is to blame
	Sentence string
	Denied   bool // it is not theirs to do or to see, however they ask; the audit trail keeps the attempt
}

func (r *Refusal) Error() string { return r.Sentence }

// Refuse makes a Refusal; the sentence is formatted as by fmt.Sprintf.
func Refuse(field, format string, args ...any) *Refusal {
	return &Refusal{Field: field, Sentence: fmt.Sprintf(format, args...)}
}

// Deny makes a Refusal of what is not the person's to do or to see.
func Deny(field, format string, args ...any) *Refusal {
	r := Refuse(field, format, args...)
	r.Denied = true
	return r
}

// Excerpt is a person's own text for quoting back at them: one line of at most 40 characters, fit to show.
func Excerpt(text string) string {
	line := strings.Join(strings.Fields(CleanText(text)), " ")
	if r := []rune(line); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return line
}

// fieldOf is the field that a refusal points at.
func fieldOf(err error) string {
	var r *Refusal
	if errors.As(err, &r) {
		return r.Field
	}
	return ""
}
