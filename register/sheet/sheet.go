// Package sheet reads a council's own spreadsheet: it finds the headings, what each column is, when its figures are of,
// and which rows are indicators, and proposes the register that they make. What it is not sure of it asks, and what it
// leaves out it lists by cell. It must never know the database, nor change anything.
package sheet

import (
	"bytes"
	"cmp"
	"fmt"
	"path/filepath"
	"strings"

	"chaser/kpi"
	"chaser/register/proposal"
)

// Options are what is known beside the file.
type Options struct {
	Name      string            // the file's name
	Sheet     string            // the sheet to read; empty: the one with the most in it
	Period    kpi.Period        // what “this quarter” means; zero: it is asked
	Committee string            // whose new indicators are; empty: it is asked
	Held      kpi.Register      // what is kept already, to match with
	Today     kpi.Date          // zero: nothing is known of what is too early
	Answers   *proposal.Answers // a proposal that somebody corrected; nil: none
}

// Read proposes how a file of cells is to be read. The error is a *kpi.Refusal where it cannot be read at all.
func Read(file []byte, o Options) (proposal.Proposal, error) {
	grids, refused := open(file, o.Name)
	if refused != nil {
		return proposal.Proposal{}, refused
	}
	grids, refused = chosen(grids, cmp.Or(o.Sheet, o.Answers.SheetName()))
	if refused != nil {
		return proposal.Proposal{}, refused
	}
	var best reading
	var others []string
	found := false
	for _, g := range grids {
		r := readGrid(g, o)
		if len(r.entries) == 0 {
			continue
		}
		if !found {
			best, found = r, true
			continue
		}
		lesser := g.name
		if r.weight() > best.weight() {
			best, lesser = r, best.g.name
		}
		others = append(others, lesser)
	}
	if !found {
		return proposal.Proposal{}, nothingFound(grids)
	}
	p := best.propose(filepath.Base(o.Name))
	if len(others) > 0 {
		p.Questions = append(p.Questions, proposal.Question{
			About: "Sheets", Asks: fmt.Sprintf("%s looks like a table of indicators too. Read it with --sheet.", quoted(others)), Until: fmt.Sprintf("only “%s” is read.", best.g.name),
		})
	}
	return p, nil
}

// Named reports whether a file's name is one of a spreadsheet's, so that Read may say what is wrong with it.
func Named(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xltm", ".xls":
		return true
	}
	return false
}

func quoted(names []string) string {
	all := make([]string, len(names))
	for n, name := range names {
		all[n] = "“" + kpi.Excerpt(name) + "”"
	}
	return strings.Join(all, ", ")
}

func nothingFound(grids []grid) *kpi.Refusal {
	where := "The file"
	if len(grids) == 1 && grids[0].name != "" {
		where = fmt.Sprintf("The sheet “%s”", kpi.Excerpt(grids[0].name))
	}
	return kpi.Refuse("", "%s has no table of indicators that Chaser can find: a row of headings such as Ref, Indicator, Target, Q1 2023/24, and beneath it a row for each indicator. Add the headings, and import that.", where)
}

// open reads a file as what it is, which must be what its name says.
func open(file []byte, name string) ([]grid, *kpi.Refusal) {
	ending := strings.ToLower(filepath.Ext(name))
	zipped, old := bytes.HasPrefix(file, []byte("PK\x03\x04")), bytes.HasPrefix(file, []byte("\xd0\xcf\x11\xe0"))
	switch {
	case len(file) > mostBytes:
		return nil, kpi.Refuse("", "It is over %d MB. Copy the rows that matter into a new file and import that.", mostBytes>>20)
	case len(bytes.TrimSpace(file)) == 0:
		return nil, kpi.Refuse("", "It is empty.")
	case old && ending == ".xlsx":
		return nil, kpi.Refuse("", "It is locked with a password, or is an old workbook (.xls) under a new name. Save it as .xlsx without a password and import that.")
	case old || ending == ".xls":
		return nil, kpi.Refuse("", "It is an old workbook (.xls). Save it as .xlsx and import that.")
	case ending == ".xlsm" || ending == ".xltm":
		return nil, kpi.Refuse("", "It is a workbook with macros (.xlsm), which Chaser does not take. Save it as .xlsx and import that.")
	case ending == ".xlsx" && !zipped:
		return nil, kpi.Refuse("", "Its name ends in .xlsx, but it is no workbook. If it is a CSV, name it .csv; else save it again as .xlsx.")
	case ending != ".xlsx" && zipped:
		return nil, kpi.Refuse("", "It is a workbook, but its name ends in %s. Name it .xlsx and import that.", cmp.Or(ending, "nothing"))
	case zipped:
		return readWorkbook(file)
	case bytes.HasPrefix(file, []byte("%PDF")):
		return nil, kpi.Refuse("", "It is a PDF. A published report is read with --from-report; a sheet must be .xlsx or .csv.")
	}
	g, refused := readCSV(file)
	return []grid{g}, refused
}

// chosen are the sheets to look at: the one that is named, else all that are shown.
func chosen(grids []grid, name string) ([]grid, *kpi.Refusal) {
	var shown []grid
	var names []string
	for _, g := range grids {
		if name != "" && g.name != "" && plain(g.name) == plain(name) {
			return []grid{g}, nil
		}
		if !g.hidden {
			shown = append(shown, g)
		}
		names = append(names, g.name)
	}
	switch {
	case name != "" && len(grids) == 1 && grids[0].name == "":
		return nil, kpi.Refuse("", "A CSV has one sheet only. Leave --sheet out.")
	case name != "":
		return nil, kpi.Refuse("", "There is no sheet “%s”. The workbook has %s.", kpi.Excerpt(name), quoted(names))
	case len(shown) == 0:
		return nil, kpi.Refuse("", "All sheets of the workbook are hidden. Name one with --sheet: %s.", quoted(names))
	}
	return shown, nil
}
