package sheet

import (
	"fmt"

	"chaser/register"
	"chaser/register/proposal"
	"chaser/words"
)

// mostLinked is how many cells with values of other workbooks are named.
const mostLinked = 5

// noteLinked says once which cells of the rows that were read have values of other workbooks.
func (r *reading) noteLinked() {
	var cells []string
	for _, row := range r.layout.DataRows {
		for n, c := range r.g.rows[row-1] {
			if c.linked {
				cells = append(cells, proposal.CellName(n+1, row))
			}
		}
	}
	if len(cells) == 0 {
		return
	}
	named := cells[:min(len(cells), mostLinked)]
	if more := len(cells) - len(named); more > 0 {
		named = append(named[:mostLinked:mostLinked], words.Counted(more, "one more", "more"))
	}
	r.notes = append(r.notes, fmt.Sprintf("In %s, %s. %s.", words.AndList(named), register.AsLastSaved, register.IfChanged))
}
