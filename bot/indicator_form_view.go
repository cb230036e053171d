package bot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

const indicatorForm = "admin_indicator"

// maxDescriptionShown is how long a description may be to be changed in the form, which must fit through a socket.
const maxDescriptionShown = 1000

// The values of an indicator that are chosen from, and how a form calls them.
var (
	kindChoices = []labelledValue{
		{string(kpi.Target), "Rated against a target"}, {string(kpi.Baseline), "Tracked in order to set a target"},
		{string(kpi.Contextual), "Contextual: reported without a target"}, {string(kpi.InDevelopment), "In development"},
	}
	directionChoices = []labelledValue{{string(kpi.Up), "Higher is better"}, {string(kpi.Down), "Lower is better"}, {string(kpi.None), "Neither is better"}}
	unitChoices      = []labelledValue{
		{string(kpi.Count), "A count"}, {string(kpi.Percent), "A percentage"}, {string(kpi.Currency), "An amount in pounds"}, {string(kpi.Days), "Days"}, {string(kpi.Ratio), "A ratio"},
	}
	frequencyChoices = []labelledValue{
		{string(kpi.Quarterly), "Quarterly"}, {string(kpi.Monthly), "Monthly"}, {string(kpi.HalfYearly), "Half-yearly"}, {string(kpi.Yearly), "Yearly"},
	}
	compareChoices = []labelledValue{{string(kpi.WithPrevious), "The previous period"}, {string(kpi.WithYearAgo), "The same period a year ago"}}
	flagChoices    = []labelledValue{
		{flagCumulative, "Figures count from 1 April"}, {flagSensitive, "Sensitive: its words and counts never reach a channel"},
	}
)

// indicatorView asks how an indicator is defined, or of one without a code, how it shall be.
func indicatorView(i kpi.Indicator, committees []kpi.Committee, f registerForm) slack.ModalViewRequest {
	title := "Indicator"
	var about, inputs []slack.Block
	if i.Code == "" {
		title = "Add an indicator"
		inputs = append(inputs, f.textBox(fieldCode, "Code", "REG2", "One word, by which people name it. It cannot be changed later.", kpi.MaxCode, false))
	} else {
		about = []slack.Block{paragraph(bold(words.Name(i))), buttons(button(pressAdminEdit, "Its targets", subject{Do: theTargets, Code: i.Code}))}
	}
	inputs = append(inputs,
		f.textBox(fieldTitle, "Title", "", "", kpi.MaxTitle, false),
		f.committeeBox(committees),
		f.textBox(fieldService, "Service", "", "", kpi.MaxName, false).WithOptional(true),
		f.userBox(fieldOwner, "Owner", "They are asked for its figures. All three must be in the register.").WithOptional(true),
		f.userBox(kpi.FieldDeputy, "Deputy", "").WithOptional(true),
		f.userBox(fieldManager, "Manager", "Empty: the owner's line manager.").WithOptional(true),
		f.choiceBox(fieldKind, "What it is compared with", "", kindChoices))
	if i.Code == "" {
		inputs = append(inputs, f.textBox(kpi.FieldTarget, "Target", "70", "", maxFigureText, false).WithOptional(true))
	}
	inputs = append(inputs,
		f.choiceBox(fieldDirection, "Direction", "", directionChoices),
		f.choiceBox(fieldUnit, "Unit", "", unitChoices),
		f.textBox(fieldDecimals, "Decimals shown", "0", "", 2, false),
		f.choiceBox(fieldFrequency, "Reported", "", frequencyChoices),
		f.choiceBox(fieldCompare, "The change is measured from", "", compareChoices),
		f.textBox(fieldRule, "Rating rule", kpi.DefaultRule.String(), "Empty: "+kpi.DefaultRule.String()+". "+kpi.DefaultRule.InWords(), maxFigureText, false).WithOptional(true),
		f.textBox(fieldBaseline, "Baseline", "", "", maxFigureText, false).WithOptional(true),
		f.tickBoxes(fieldFlags, "Besides", "", flagChoices).WithOptional(true))
	if utf8.RuneCountInString(f.values[fieldDescription]) <= maxDescriptionShown {
		inputs = append(inputs, f.textBox(fieldDescription, "Description", "", "", maxDescriptionShown, true).WithOptional(true))
	} else {
		inputs = append(inputs, note("Its description is longer than this form shows. Import it from a file to change it."))
	}
	return f.modal(indicatorForm, title, about, inputs...)
}

// maxCommittees is how many committees are offered, so that the form fits through a socket.
const maxCommittees = 40

// committeeBox is an input of one of the committees. None is chosen where none is known.
func (f registerForm) committeeBox(committees []kpi.Committee) *slack.InputBlock {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Choose the committee", maxOptionLabel), f.actionID(fieldCommittee))
	shown := committees[:min(len(committees), maxCommittees)]
	if at := slices.IndexFunc(committees, func(c kpi.Committee) bool { return shortDigest(c.Name) == f.values[fieldCommittee] }); at >= maxCommittees {
		shown = append([]kpi.Committee{committees[at]}, committees[:maxCommittees-1]...)
	}
	for _, c := range shown {
		option := slack.NewOptionBlockObject(shortDigest(c.Name), plain(c.Name, maxOptionLabel), nil)
		menu.Options = append(menu.Options, option)
		if option.Value == f.values[fieldCommittee] {
			menu.InitialOption = option
		}
	}
	if len(menu.Options) == 0 { // a menu without options is none
		menu.Options = append(menu.Options, slack.NewOptionBlockObject("none", plain("There is no committee yet", maxOptionLabel), nil))
	}
	return inputOf(fieldCommittee, "Committee", "", menu)
}

// indicatorEntry is an indicator in the list of indicators.
func indicatorEntry(i kpi.Indicator, owner string) adminEntry {
	said := notEmpty([]string{i.Service, owner, string(i.Frequency)})
	if owner == "" {
		said = append(said, "nobody owns it")
	}
	return adminEntry{name: words.Name(i), says: strings.Join(said, " · "), edit: subject{Code: i.Code}}
}

// indicatorChanges are the changes of an indicator in a line each. Of one that is added, what is not so is left out.
func indicatorChanges(i kpi.Indicator, e store.Edited, names map[string]string) []string {
	var targets, others []store.Difference
	for _, c := range e.Fields {
		switch {
		case e.Added && (c.To == "false" || c.To == "0"):
		case c.Field == kpi.FieldTarget || strings.HasPrefix(c.Field, "target for "):
			targets = append(targets, c)
		default:
			others = append(others, c)
		}
	}
	return append(fieldChanges(others, names), targetChanges(i, targets)...)
}
