package opendata

import (
	"strings"

	"chaser/report"
)

// column is one of the CSV's, and what it means.
type column struct {
	name, means string
	isNumber    bool
	of          func(c report.Card, p report.Point, own bool) string // own: the row is the report's own period
}

// columns are all of them. What only the report's own period has is empty in the rows of its history.
var columns = []column{
	{"code", "The indicator’s number or code", false, func(c report.Card, _ report.Point, _ bool) string { return c.Code }},
	{"title", "What is measured", false, func(c report.Card, _ report.Point, _ bool) string { return c.Title }},
	{"service", "The service that answers for it", false, func(c report.Card, _ report.Point, _ bool) string { return c.Service }},
	{"period", "2023-24Q2 is the second quarter of the financial year from April 2023; 2023-09 a month; 2023-24 a year", false,
		func(_ report.Card, p report.Point, _ bool) string { return p.PeriodCode }},
	{"figure", "The figure of the period, with all its digits; empty where there is none", true, func(_ report.Card, p report.Point, _ bool) string { return p.Figure.Exact }},
	{"status", "How firm the figure is: final, provisional, part-period, carried-forward or unavailable", false, func(_ report.Card, p report.Point, _ bool) string { return p.Status }},
	{"unit", "count, percent, currency (pounds), days or ratio", false, func(c report.Card, _ report.Point, _ bool) string { return c.Unit }},
	{"target", "The target by which the figure was rated", true, func(_ report.Card, p report.Point, _ bool) string { return p.Target.Exact }},
	{"rating", "Red, Amber, Green, Blue, Baseline, Contextual, In Development or No data", false, func(_ report.Card, p report.Point, _ bool) string { return p.Rating }},
	ownNumber("compared_with", "What the figure is compared with: the target or the baseline", func(c report.Card) string { return c.Target.Exact }),
	own("compared_with_is", "Target or Baseline", func(c report.Card) string { return c.Target.Label }),
	own("direction", "Which way is better", func(c report.Card) string { return c.Direction.Shown }),
	own("current_is", "What kind of period the figure is of", func(c report.Card) string { return c.Current.Label }),
	ownNumber("previous", "The figure that the change is measured from", func(c report.Card) string { return c.Previous.Exact }),
	own("previous_is", "What period that figure is of", func(c report.Card) string { return c.Previous.Label }),
	own("change", "Improving, Declining, Unchanged or N/A", func(c report.Card) string { return c.Change.Shown }),
	ownNumber("neighbours_mean", "The statistical neighbours’ mean", func(c report.Card) string { return c.Neighbours.Exact }),
	ownNumber("england_mean", "The mean of England", func(c report.Card) string { return c.England.Exact }),
	own("explanation", "Why the figure has its rating", func(c report.Card) string { return c.Explanation }),
	own("description", "How the measure is calculated", func(c report.Card) string { return text(c.Description) }),
	own("commentary", "Why the figure moved", func(c report.Card) string { return text(c.Commentary) }),
	own("actions", "What is done about under-performance", func(c report.Card) string { return text(c.ActionText) }),
	own("links", "Where to read more", links),
}

func own(name, means string, of func(report.Card) string) column {
	return column{name, means, false, func(c report.Card, _ report.Point, isOwn bool) string {
		if !isOwn {
			return ""
		}
		return of(c)
	}}
}

func ownNumber(name, means string, of func(report.Card) string) column {
	c := own(name, means, of)
	c.isNumber = true
	return c
}

// text is paragraphs as they were typed.
func text(paragraphs []string) string { return strings.Join(paragraphs, "\n\n") }

func links(c report.Card) string {
	var lines []string
	for _, l := range c.Links {
		line := l.Text
		if l.URL != "" && l.URL != l.Text {
			line += " " + l.URL
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// about is what leads the data: what it is, from whom, and how it is to be read.
func about(h report.Head) [][2]string {
	c := h.Cover
	lines := [][2]string{
		{"title", c.Title}, {"committee", c.CommitteeName}, {"period", c.PeriodCode}, {"produced", c.ProducedDay},
		{"produced by", strings.Join(c.By, ", ")}, {"state", c.Draft}, {"published", c.Published}, {"edition", c.Edition},
		{"source", strings.Join(append([]string{"The committee’s performance report"}, c.By...), ", ")},
		{"licence", "Not stated here: the council says on what terms it publishes its data"},
		{"content sha-256", h.Footer.Digest}, {"audit trail", h.Footer.Trail},
	}
	var said [][2]string
	for _, l := range lines {
		if l[1] != "" {
			said = append(said, l)
		}
	}
	return said
}
