package bot

import (
	"chaser/kpi"
	"chaser/words"
)

// actionsNote is a line of small print about what is being done.
func actionsNote(c kpi.Card, today kpi.Date) string {
	if said := words.ActionsInALine(c, today); said != "" {
		return "Actions: " + words.Cut(said, maxNote)
	}
	return words.NoActions
}
