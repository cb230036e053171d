package opendata

import (
	"encoding/csv"
	"io"
	"strings"

	"chaser/report"
)

// howToRead tells how a cell's text is found again.
const howToRead = "Lines that begin with # come before the data. A text that a spreadsheet could take for a formula has one apostrophe before it, " +
	"and so has one that begins with an apostrophe: take one away."

// WriteCSV writes a row for each indicator and period, the oldest first and the report's own last, in UTF-8. Rows that
// begin with # lead it.
func WriteCSV(w io.Writer, r report.Report) error {
	to := csv.NewWriter(w)
	lead := func(name, said string) error { return to.Write([]string{"# " + name, harmless(said)}) }
	for _, l := range about(r.Head) {
		if err := lead(l[0], l[1]); err != nil {
			return err
		}
	}
	if err := lead("how to read", howToRead); err != nil {
		return err
	}
	names := make([]string, len(columns))
	for n, c := range columns {
		names[n] = c.name
		if err := lead("column "+c.name, c.means); err != nil {
			return err
		}
	}
	if err := to.Write(names); err != nil {
		return err
	}
	for c, err := range r.Cards {
		if err != nil {
			return err
		}
		for _, p := range rows(c) {
			cells := make([]string, len(columns))
			for n, column := range columns {
				cells[n] = column.of(c, p, p.PeriodCode == c.PeriodCode)
				if !column.isNumber {
					cells[n] = harmless(cells[n])
				}
			}
			if err := to.Write(cells); err != nil {
				return err
			}
		}
	}
	to.Flush()
	return to.Error()
}

// rows are the card's periods, its own among them where it has no figure too.
func rows(c report.Card) []report.Point {
	points := c.History
	if n := len(points); n == 0 || points[n-1].PeriodCode != c.PeriodCode {
		points = append(points[:n:n], report.Point{Period: c.Period, PeriodCode: c.PeriodCode, Rating: c.Rating, Status: c.Status})
	}
	return points
}

// harmless is a text that no spreadsheet runs. Which first characters begin a formula is OWASP's list (CSV Injection),
// with the wide forms that some spreadsheets read as the narrow ones.
func harmless(text string) string {
	if strings.HasPrefix(text, "'") {
		return "'" + text
	}
	if text != "" && strings.ContainsAny(string([]rune(text)[0]), "=+-@\t\r\n＝＋－＠") {
		return "'" + text
	}
	return text
}
