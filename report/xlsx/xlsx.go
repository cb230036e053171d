// Package xlsx prints a committee's report as a workbook to reckon with: the report's own data, its cards, their
// history, actions and questions, the key, and the register's sheets, which an import reads back. Numbers are numbers,
// whatever was typed stays a text, and a rating is told by its word before its colour.
//
// The same report is the same bytes. It must never know a database, Slack or the clock.
package xlsx

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"chaser/kpi"
	"chaser/register"
	"chaser/register/workbook"
	"chaser/report"
)

// Write prints the report, holding one card at a time.
func Write(w io.Writer, r report.Report) error {
	b, err := workbook.New(properties(r.Head))
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }() // what was kept aside; it was written, or failed already
	for _, add := range []func() error{
		func() error { return addReport(b, r.Head) },
		func() error { return addCards(b, r) },
		func() error { return addHistory(b, r) },
		func() error { return addActions(b, r) },
		func() error { return addQuestions(b, r) },
		func() error { return addKey(b, r.Key) },
		func() error { return register.AddSheets(b, registered(r)) },
	} {
		if err := add(); err != nil {
			return fmt.Errorf("xlsx: %w", err)
		}
	}
	_, err = b.WriteTo(w)
	return err
}

// registered are the cards' indicators and figures as the register has them.
func registered(r report.Report) iter.Seq2[kpi.Register, error] {
	return func(yield func(kpi.Register, error) bool) {
		for c, err := range r.Cards {
			if err == nil && len(c.Register) == 0 {
				continue
			}
			var part kpi.Register
			if err == nil {
				var faults kpi.Faults
				if part, faults = register.ReadJSON(bytes.NewReader(c.Register)); len(faults) > 0 {
					err = faults
				}
			}
			if !yield(part, err) {
				return
			}
		}
	}
}

// properties are all from the report; in an open workbook and on every printed page it says whether it is a draft.
func properties(h report.Head) workbook.Properties {
	c := h.Cover
	head := c.Title + ", " + c.Period + ": " + c.Committee + ". "
	about := "Produced on " + c.Produced + ". "
	if c.Draft != "" {
		about += c.Draft + "."
		head = c.Draft + ". " + head
	} else {
		about += "Published on " + c.Published + ". " + c.Edition + ". SHA-256 " + h.Footer.Digest + "."
		head += c.Edition
	}
	at, _ := time.Parse(time.DateOnly, c.ProducedDay) // it is of our own making
	return workbook.Properties{Title: c.Heading(), Subject: c.Committee, Creator: strings.Join(c.By, ", "), Description: about, At: at, Head: head}
}

var wrapped = workbook.Style{Wrap: true}

// long is a text of several lines.
func long(s string) workbook.Cell { return workbook.Styled(workbook.Text(s), wrapped) }

// rated is a rating's word on its colour.
func rated(rating string) workbook.Cell {
	if rating == "" {
		return workbook.Cell{}
	}
	return workbook.Styled(workbook.Text(rating), workbook.Style{Fill: report.Paint(rating), Bold: true})
}

// value is a box of a card as a number, where there is one; else as it is shown there.
func value(c report.Cell, format string) workbook.Cell {
	if c.Exact == "" {
		return workbook.Text(c.Shown)
	}
	return workbook.Styled(workbook.Number(c.Exact), workbook.Style{Format: format})
}

// formatOf is how a spreadsheet shows an indicator's figures. A percentage is kept as it is said, 55 for 55%, as in the
// register.
func formatOf(unit string, decimals int) string {
	digits := "#,##0"
	if decimals > 0 {
		digits += "." + strings.Repeat("0", decimals)
	}
	switch kpi.Unit(unit) {
	case kpi.Percent:
		return digits + `"%"`
	case kpi.Currency:
		return `"£"` + digits + `;-"£"` + digits
	case kpi.Days:
		return digits + `" days"`
	}
	return digits
}

func text(paragraphs []string) string { return strings.Join(paragraphs, "\n\n") }
