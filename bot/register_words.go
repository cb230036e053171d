package bot

import (
	"fmt"
	"strings"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// fieldNames are the register's fields as a form calls them. One that is missing is called by its own name.
var fieldNames = map[string]string{
	"name": "Name", "email": "Email", "roles": "Roles", "manager": "Manager", "rule": "Rating rule", "frequency": "Reported", "compare": "Change measured from", "kind": "Compared with", "alerts": "Alerts",
	"channel": "Channel", "members": "Members", "ladder": "Reminders", "sign_off": "Sign-off", "self_sign_off": "Own figures may be signed off",
	"corrections": "Corrections", "actions_on": "Actions",
}

// fieldChanges are changes in a line each, with people's names in place of their ids.
func fieldChanges(fields []store.Difference, names map[string]string) (lines []string) {
	for _, c := range fields {
		if c.Field == "slack_id" {
			continue
		}
		name := fieldNames[c.Field]
		if name == "" {
			name = strings.ToUpper(c.Field[:1]) + strings.ReplaceAll(c.Field[1:], "_", " ")
		}
		lines = append(lines, fmt.Sprintf("%s: %s → %s", name, fieldValue(c.Field, c.From, names), fieldValue(c.Field, c.To, names)))
	}
	return lines
}

// fieldValue is a value as somebody reads it.
func fieldValue(field, text string, names map[string]string) string {
	switch {
	case text == "":
		return "none"
	case text == "true":
		return "yes"
	case text == "false":
		return "no"
	case field == "manager" || field == "owner" || field == "deputy" || field == "members" || field == "channel":
		var all []string
		for _, id := range strings.Split(text, ", ") {
			if names[id] != "" {
				id = names[id]
			}
			all = append(all, id)
		}
		return words.Cut(words.AndList(all), maxShownLine)
	case field == "direction":
		return kpi.Direction(text).InWords()
	case field == "compare" || field == "kind":
		return strings.ReplaceAll(text, "_", " ")
	case field == "roles":
		var all []string
		for _, role := range strings.Split(text, ", ") {
			all = append(all, roleNames[role])
		}
		return words.AndList(all)
	}
	return shownText(text)
}

// roleNames are the roles as people call them.
var roleNames = map[string]string{"member": "member", "manager": "manager", "admin": "performance team"}
