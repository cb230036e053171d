package sheet

import (
	"cmp"
	"regexp"
	"slices"

	"chaser/register/proposal"
)

// setRoles decides what each column of a table is taken for: by its heading, corrected by what stands in it.
func (t *table) setRoles() {
	for n := range t.columns {
		t.columns[n].role = t.columns[n].likely()
	}
	t.settleTitle()
	t.settleRolling()
	for _, role := range []proposal.Role{proposal.Code, proposal.Service, proposal.Committee, proposal.Unit, proposal.Polarity, proposal.Frequency, proposal.PeriodOf, proposal.RowKind} {
		t.keepBest(role)
	}
}

// likely is a column's role by itself.
func (c column) likely() proposal.Role {
	words, numbers := c.share(word, prose), c.share(number, absence)
	switch role := c.means.role; role {
	case proposal.Nothing:
		return c.unheaded()
	case proposal.Figure:
		switch {
		case c.share(rating) >= 60:
			return proposal.RAG
		case c.share(arrow) >= 60:
			return proposal.Trend
		case c.share(prose) >= 50 && numbers < 30:
			return proposal.Commentary
		case words >= 80:
			return proposal.Nothing
		}
		return role
	case proposal.RAG, proposal.Trend:
		switch {
		case c.share(choice) >= 60 && c.share(arrow, rating) < 30:
			return proposal.Polarity
		case c.share(number) >= 60 && c.when.says() && role == proposal.RAG:
			return proposal.Figure
		case c.share(number) >= 60:
			return proposal.Variance
		case c.share(arrow) > c.share(rating) && role == proposal.RAG && c.share(arrow) >= 60:
			return proposal.Trend
		}
		return role
	case proposal.Polarity:
		if c.share(number) >= 60 {
			return proposal.Nothing
		}
		return role
	case proposal.TargetOf:
		switch {
		case c.share(rating) >= 60:
			return proposal.RAG
		case c.share(prose) >= 60:
			return proposal.Nothing
		}
		return role
	case proposal.PeriodOf:
		switch {
		case c.share(moment) >= 50:
			return role
		case c.share(number) >= 50 && c.when.placed():
			return proposal.Figure
		}
		return proposal.Nothing
	case proposal.Unit:
		if c.share(measure, word) < 40 && c.filled > 0 {
			return proposal.Nothing
		}
		return role
	case proposal.RowKind:
		return proposal.Nothing // decided by what stands in it
	case proposal.Owner, proposal.Comparison, proposal.Description:
		return role
	case proposal.Commentary:
		if c.share(number) >= 60 {
			return proposal.Nothing
		}
		return role
	}
	return c.means.role
}

// unheaded is the role of a column whose heading says nothing but perhaps a time.
func (c column) unheaded() proposal.Role {
	switch {
	case c.when.placed() || c.when.relative != "" || c.when.toDate:
		if c.share(prose, word) >= 60 {
			return proposal.Nothing
		}
		return proposal.Figure
	case c.text != "":
		return proposal.Nothing
	case c.share(rating) >= 60:
		return proposal.RAG
	case c.share(arrow) >= 60:
		return proposal.Trend
	}
	return proposal.Nothing
}

// rollingForm is how a heading says that its numbers are of twelve months, whenever those end.
var rollingForm = regexp.MustCompile(`(?i)\b(?:rolling|moving)\b|\b(?:12|twelve)[ -]months?\b`)

// settleRolling leaves out what is of twelve months where other columns are of quarters or months.
func (t *table) settleRolling() {
	short := slices.ContainsFunc(t.columns, func(c column) bool {
		return c.role == proposal.Figure && c.when.placedShort() && !rollingForm.MatchString(c.text)
	})
	for n, c := range t.columns {
		if short && c.role == proposal.Figure && rollingForm.MatchString(c.text) {
			t.columns[n].role = proposal.Comparison
		}
	}
}

// settleTitle finds the one column of titles, and the one of codes beside it. “Indicator” may stand over either.
func (t *table) settleTitle() {
	wordy := func(c column) bool { return c.share(word, prose) >= 50 }
	var candidates []int
	for n, c := range t.columns {
		if c.role == proposal.Title || c.role == proposal.Description || c.role == proposal.Code && wordy(c) {
			candidates = append(candidates, n)
		}
	}
	if len(candidates) == 0 { // the first column of words has no heading, or one that is not known
		for n, c := range t.columns {
			if c.role == proposal.Nothing && wordy(c) && c.at <= 4 {
				candidates = append(candidates, n)
				break
			}
		}
	}
	if len(candidates) == 0 {
		for n, c := range t.columns {
			if c.role == proposal.Service && wordy(c) {
				candidates = append(candidates, n)
			}
		}
		candidates = candidates[max(0, len(candidates)-1):]
	}
	if len(candidates) == 0 {
		return
	}
	best := slices.MaxFunc(candidates, func(a, b int) int { return cmp.Compare(t.columns[a].asTitle(), t.columns[b].asTitle()) })
	for _, n := range candidates {
		c := &t.columns[n]
		switch {
		case n == best:
			c.role = proposal.Title
		case c.share(code, number) >= 50:
			c.role = proposal.Code
		case c.role == proposal.Title && c.at < t.columns[best].at && c.filled > 0 && !wordy(*c):
			c.role = proposal.Code
		case c.role != proposal.Description:
			c.role = proposal.Description
		}
	}
}

// asTitle is how well a column would do for the titles.
func (c column) asTitle() int {
	score := c.share(word, prose)
	switch {
	case c.means.role == proposal.Title && c.means.sure >= whole:
		score += 60
	case c.means.role == proposal.Title:
		score += 50
	case c.means.role == proposal.Description:
		score += 20
	}
	return score - c.share(code, number)
}

// keepBest leaves a role to one column: the one whose heading says it best, then the one with the most in it.
func (t *table) keepBest(role proposal.Role) {
	best := -1
	for n, c := range t.columns {
		if c.role != role {
			continue
		}
		if best >= 0 && cmp.Or(cmp.Compare(t.columns[best].means.sure/whole, c.means.sure/whole), cmp.Compare(c.order, t.columns[best].order), cmp.Compare(t.columns[best].filled, c.filled)) >= 0 {
			t.columns[n].role = proposal.Nothing
			continue
		}
		if best >= 0 {
			t.columns[best].role = proposal.Nothing
		}
		best = n
	}
}

// first is the first column of a role; 0 where there is none.
func (t table) first(role proposal.Role) int {
	for _, c := range t.columns {
		if c.role == role {
			return c.at
		}
	}
	return 0
}

// having are the columns of a role.
func (t table) having(role proposal.Role) []column {
	var all []column
	for _, c := range t.columns {
		if c.role == role {
			all = append(all, c)
		}
	}
	return all
}
