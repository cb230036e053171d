package bot

import (
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

const committeeForm = "admin_committee"

// maxLadderText is more than a ladder of twenty rungs takes.
const maxLadderText = 400

// committeeView asks what the register is to say of a committee; without a name, of one that is added.
func committeeView(name string, f registerForm) slack.ModalViewRequest {
	title := "Committee"
	var about, inputs []slack.Block
	if name == "" {
		title = "Add a committee"
		inputs = append(inputs, f.textBox(fieldName, "Name", "", "Indicators name their committee by it, and it cannot be changed here later.", kpi.MaxName, false))
	} else {
		about = []slack.Block{paragraph(bold(name))}
	}
	inputs = append(inputs, f.channelBox(fieldChannel, "Channel", "Where what is published is told. Chaser must be in it.").WithOptional(true))
	if strings.Count(f.values[fieldMembers], ",") < maxUsers {
		inputs = append(inputs, f.usersBox(fieldMembers, "Members", "Councillors who sit on it. They must be in the register.").WithOptional(true))
	} else {
		inputs = append(inputs, note("It has more members than Slack's boxes hold. Import them from a file."))
	}
	return f.modal(committeeForm, title, about, append(inputs,
		f.choiceBox(fieldSignOff, "Before the committee sees a figure", "", []labelledValue{
			{"none", "Nobody signs it off"}, {string(kpi.ManagerSignOff), "The manager signs it off"},
		}),
		f.choiceBox(fieldCorrections, "A published figure is corrected by", "", []labelledValue{
			{"owner", "Whoever may post it"}, {string(kpi.TeamCorrects), "The performance team, if asked"},
		}),
		f.tickBoxes(fieldRules, "Rules", "", []labelledValue{
			{ruleActionsOn, "Actions may be recorded against any rating, not Red alone"},
			{ruleSelfSignOff, "People may sign off what they posted or own"},
		}).WithOptional(true),
		f.textBox(fieldLadder, "Reminders", "opens, -5, 0, +1 deputy, +3 manager", defaultLadderHint(), maxLadderText, false).WithOptional(true))...)
}

// maxUsers is how many people Slack takes in a box.
const maxUsers = 100

// channelBox is an input of a channel.
func (f registerForm) channelBox(field, label, hint string) *slack.InputBlock {
	channel := slack.NewOptionsSelectBlockElement(slack.OptTypeConversations, plain("Choose a channel", maxOptionLabel), f.actionID(field))
	channel.Filter = &slack.SelectBlockElementFilter{Include: []string{"public", "private"}, ExcludeBotUsers: true}
	channel.InitialConversation = f.values[field]
	return inputOf(field, label, hint, channel)
}

// usersBox is an input of several people.
func (f registerForm) usersBox(field, label, hint string) *slack.InputBlock {
	users := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeUser, plain("Choose people", maxOptionLabel), f.actionID(field))
	for _, id := range strings.Split(f.values[field], ",") {
		if isPerson(id) {
			users.InitialUsers = append(users.InitialUsers, id)
		}
	}
	return inputOf(field, label, hint, users)
}

// choiceBox is an input of one of several values. The first stands where none is chosen.
func (f registerForm) choiceBox(field, label, hint string, values []labelledValue) *slack.InputBlock {
	var options []*slack.OptionBlockObject
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Choose", maxOptionLabel), f.actionID(field))
	for n, v := range values {
		option := slack.NewOptionBlockObject(v.value, plain(v.label, maxOptionLabel), nil)
		options = append(options, option)
		if n == 0 || v.value == f.values[field] {
			menu.InitialOption = option
		}
	}
	menu.Options = options
	return inputOf(field, label, hint, menu)
}
