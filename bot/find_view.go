package bot

import (
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// maxChoiceButtons is the most indicators that are offered as buttons; more become a menu.
const maxChoiceButtons = 5

// notFoundMessage says that nothing fits, and offers what comes near.
func notFoundMessage(typed string, near []kpi.Indicator, press, draftID string) *Message {
	sentence := fmt.Sprintf("There is no indicator called “%s”. Did you mean one of these?", kpi.Excerpt(typed))
	return say(sentence, append([]slack.Block{withExamples(sentence)}, offered(near, len(near), press, draftID)...)...)
}

// choiceMessage asks which of several is meant, and goes on with what was typed.
func choiceMessage(typed string, matches store.Search, press, draftID string) *Message {
	sentence := fmt.Sprintf("%s indicators fit “%s”. Which one do you mean?", kpi.Count.ShowInt(matches.All), kpi.Excerpt(typed))
	return say(sentence, append([]slack.Block{withExamples(sentence)}, offered(matches.First, matches.All, press, draftID)...)...)
}

// offered is a button for each of a few indicators, or a menu of many: the first of all that there are.
func offered(indicators []kpi.Indicator, all int, press, draftID string) []slack.Block {
	if len(indicators) > maxChoiceButtons {
		listed := len(indicators)
		for ; ; listed-- {
			menu := slack.NewActionBlock("", indicatorMenu(press, "Choose an indicator", indicators[:listed], draftID))
			switch {
			case blockSent(menu) > maxMenuSent:
				continue
			case listed < all:
				return []slack.Block{menu, note(fmt.Sprintf("The first %s are listed. Type more words of the name to see others.", kpi.Count.ShowInt(listed)))}
			}
			return []slack.Block{menu}
		}
	}
	var row []*slack.ButtonBlockElement
	for _, i := range indicators {
		row = append(row, button(press, i.Code+" · "+i.Title, subject{Code: i.Code, Draft: draftID}))
	}
	return []slack.Block{buttons(row...)}
}

// maxOffered is how many of the indicators that a search finds are read to be offered, which is more than a menu holds.
const maxOffered = 200

// maxMenuSent is how many bytes a menu in an answer may take. The answer must stay under the 20 KB that a socket
// carries.
const maxMenuSent = 15_000

// maxMenu is the most options that Slack takes in a menu or in one of its groups, and the most groups.
const maxMenu = 100

// indicatorMenu is a menu of indicators, in groups where they are more than one list can hold.
func indicatorMenu(press, placeholder string, indicators []kpi.Indicator, draftID string) *slack.SelectBlockElement {
	var options []*slack.OptionBlockObject
	for _, i := range indicators {
		value := subject{Code: i.Code, Draft: draftID}.value()
		options = append(options, slack.NewOptionBlockObject(value, plain(i.Code+" · "+i.Title, maxOptionLabel), nil))
	}
	if len(options) <= maxMenu {
		return slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain(placeholder, maxOptionLabel), press, options...)
	}
	var groups []*slack.OptionGroupBlockObject
	for at := 0; at < len(options) && len(groups) < maxMenu; at += maxMenu {
		end := min(at+maxMenu, len(options))
		label := fmt.Sprintf("%s to %s", indicators[at].Code, indicators[end-1].Code)
		groups = append(groups, slack.NewOptionGroupBlockElement(plain(label, maxOptionLabel), options[at:end]...))
	}
	return slack.NewOptionsGroupSelectBlockElement(slack.OptTypeStatic, plain(placeholder, maxOptionLabel), press, groups...)
}
