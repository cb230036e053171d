// Package proposal is what was understood of a file that is not Chaser's own register, a council's sheet or a published
// report, before anybody has agreed to it: how it was read, what was left out and why, what has to be asked, and the
// register that it would make. It is a value that a terminal, a message and a file of JSON show alike. It must never
// know how the file was read, nor the database.
package proposal

import (
	"slices"

	"chaser/kpi"
)

// Proposal is a reading of one file. It changes nothing: Register is what an import of it would bring.
type Proposal struct {
	Source string  // the file's name
	Layout *Layout // how a sheet's columns are read; nil for a report's text

	Samples   []Sample
	Faults    []Fault    // what is not right where it stands, and so is left out
	Questions []Question // what is not sure
	Missing   []Missing  // what a report should say and does not

	Cards     []Card     // of a report, in the order in which it prints them
	Period    kpi.Period // that a report is of
	Committee string     // that a report is for; empty where it is not known
	Notes     []string   // what was concluded, from what

	Read     Counts       // what was recognised
	Register kpi.Register // what an import brings, without what is still to be asked
}

// Counts are how many of each were recognised. Some may be left out of the register: a year's total beside its quarters
// is recognised, and not kept.
type Counts struct {
	Indicators, Figures, Targets int
	InWords                      int // targets such as “fewer than 85”, which Targets does not count
}

// Kept is how many of each the register has.
func (p Proposal) Kept() Counts {
	kept := Counts{Indicators: len(p.Register.Indicators), Figures: len(p.Register.Figures)}
	for _, i := range p.Register.Indicators {
		kept.Targets += len(i.Targets)
		if i.Target != nil {
			kept.Targets++
		}
	}
	return kept
}

// Sample is a part of the file as it stands there, to see by what it was taken for: a row of a sheet with its cells by
// column, or a card of a report, whose words are one text.
type Sample struct {
	Row   int // counts from 1; 0 for a report's card
	Cells []string
}

// Fault is something that cannot be taken as it stands, and where: a cell, such as D7, or a line of a report.
type Fault struct {
	Cell    string `json:"cell"`
	Problem string `json:"problem"`
}

// Question is something that the file does not say, or says in two ways.
type Question struct {
	About  string `json:"about"` // a column, a code, a list of them
	Asks   string `json:"asks"`
	Until  string `json:"until"`  // what is done until it is answered
	Needed bool   `json:"needed"` // without an answer nothing is imported
}

// Missing is a part of a card that a report does not print, or that was not found in its text.
type Missing struct {
	Indicator string `json:"indicator"`
	What      string `json:"what"`
}

// Unanswered are the questions without whose answers nothing can be imported.
func (p Proposal) Unanswered() []Question {
	return slices.DeleteFunc(slices.Clone(p.Questions), func(q Question) bool { return !q.Needed })
}

// FiguresOf are the figures of an indicator that an import would bring, in the order in which they were read.
func (p Proposal) FiguresOf(code string) []kpi.Figure {
	var of []kpi.Figure
	for _, f := range p.Register.Figures {
		if f.Indicator == code {
			of = append(of, f)
		}
	}
	return of
}
