package bot

import (
	"github.com/slack-go/slack"

	"chaser/kpi"
)

const personForm = "admin_person"

// personView asks what the register is to say of a person; of nobody yet: of one who is added.
func personView(p kpi.Person, f registerForm) slack.ModalViewRequest {
	title, hint := "Person", ""
	var about, inputs []slack.Block
	if p.SlackID == "" {
		title, hint = "Add a person", "Empty: the name that Slack has."
		inputs = append(inputs, f.userBox(kpi.FieldWho, "Who?", "They must be a full member of the workspace."))
	} else {
		about = []slack.Block{paragraph(bold(p.Name))}
	}
	name := f.textBox(fieldName, "Name", "", hint, kpi.MaxName, false)
	return f.modal(personForm, title, about, append(inputs, name.WithOptional(p.SlackID == ""),
		f.tickBoxes(fieldRoles, "Roles", "", []labelledValue{
			{string(kpi.Member), "Member: posts what they own, and reads every card"},
			{string(kpi.Manager), "Manager: also sees how their services stand"},
			{string(kpi.Admin), "Performance team: publishes, and sets what is in the register"},
		}).WithOptional(true),
		f.userBox(fieldManager, "Line manager", "They are told when a figure is late, or turns Red. They must be in the register.").WithOptional(true))...)
}

// labelledValue is a value to choose, and what it is called.
type labelledValue struct{ value, label string }
