package bot

import (
	"fmt"

	"chaser/days"
	"chaser/kpi"
	"chaser/words"
)

// daysLabel is the days of a leave on a button.
func daysLabel(s days.Span) string {
	if s.First == s.Last {
		return "Only " + words.Weekday(s.First)
	}
	return words.Weekday(s.First) + " to " + words.Weekday(s.Last)
}

// awayMessage says what is recorded of a leave and who is asked meanwhile.
func awayMessage(l kpi.Leave, names map[string]string, asker, command string) *Message {
	who, are := "You", "are"
	if l.Person != asker {
		who, are = names[l.Person], "is"
	}
	said := fmt.Sprintf("%s %s away on %s.", who, are, words.Weekday(l.First))
	if l.Last != l.First {
		said = fmt.Sprintf("%s %s away from %s to %s.", who, are, words.Weekday(l.First), words.Weekday(l.Last))
	}
	if l.Deputy != "" {
		said += " " + names[l.Deputy] + " is asked meanwhile."
	} else {
		said += " Each indicator's own deputy is asked meanwhile."
	}
	m := say(said)
	if l.Person == asker {
		m.Blocks = append(m.Blocks, note(fmt.Sprintf("%s back ends it early.", command)), buttons(button(pressBack, "Undo", subject{})))
	}
	return m
}
