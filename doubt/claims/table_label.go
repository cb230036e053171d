package claims

import "slices"

// What the label of a row says of its cells.

// ofOtherYear reports whether a label names a year that is not the card's: “Total 2021/22 1,204”.
func (w row) ofOtherYear(c *Card) bool {
	own := c.Figure.Period.FinancialYear()
	for _, word := range w.label {
		if isYear(word) {
			year := int(word[0]-'0')*1000 + int(word[1]-'0')*100 + int(word[2]-'0')*10 + int(word[3]-'0')
			return year != own && year != own+1
		}
	}
	return false
}

func hasAny(label []string, names map[string]bool) bool {
	return slices.ContainsFunc(label, func(w string) bool { return names[w] })
}

// anyRow reports whether a row has one of the names.
func anyRow(list []row, names map[string]bool) bool {
	return slices.ContainsFunc(list, func(w row) bool { return hasAny(w.label, names) })
}

// cameNames and wentNames are of what comes to a stock and what leaves it, which no total adds up.
var cameNames = set("new", "opened", "received", "started", "joined", "joiners", "starters", "added", "opening", "brought", "begun")
var wentNames = set("closed", "completed", "left", "leavers", "ended", "removed", "discharged", "resolved", "closing", "carried", "finished", "disposed")

func comeAndGo(list []row) bool { return anyRow(list, cameNames) && anyRow(list, wentNames) }

// stockLabels call a total what there is now, which is no sum of what came.
var stockLabels = set("open", "live", "outstanding", "current", "currently", "now", "remaining", "left", "backlog", "waiting", "active", "caseload", "ongoing", "staff")

// namesStock reports whether a total is called what there is now, and not every row is.
func namesStock(list []row, of row) bool {
	if !hasAny(of.label, stockLabels) {
		return false
	}
	return slices.ContainsFunc(list, func(w row) bool { return !hasAny(w.label, stockLabels) })
}

// lastNames are what the last of some things are called, so that the rows are all that there is.
var lastNames = set("other", "others", "withdrawn", "lapsed", "cancelled", "held", "unknown", "pending", "outstanding", "open", "abandoned", "remaining",
	"ongoing", "elsewhere", "miscellaneous", "refused", "dismissed", "rejected")
