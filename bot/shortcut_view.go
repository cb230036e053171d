package bot

import (
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// maxSpoken is how many indicators of one message are offered.
const maxSpoken = 40

// spokenView offers the cards of the indicators that a message mentions.
func spokenView(found []subject, many int, all []kpi.Indicator) slack.ModalViewRequest {
	sentence := fmt.Sprintf("This message speaks of %s indicators. Whose card do you want to see?", kpi.Count.ShowInt(many))
	blocks := []slack.Block{withExamples(sentence)}
	for _, of := range found[:min(len(found), maxSpoken)] {
		n := slices.IndexFunc(all, func(i kpi.Indicator) bool { return i.Code == of.Code })
		if n < 0 {
			continue
		}
		section := slack.NewSectionBlock(marked(fmt.Sprintf("*%s* %s", escaped(of.Code), escaped(words.Cut(all[n].Title, maxShortTitle)))), nil, nil)
		section.Accessory = slack.NewAccessory(button(pressCard, "Card", of))
		blocks = append(blocks, section)
	}
	if many > maxSpoken {
		blocks = append(blocks, note(words.More(many-maxSpoken)+"."))
	}
	return readOnlyView(ShortcutName, blocks)
}

// notSpokenView says what to type where a message names no indicator.
func notSpokenView(near []kpi.Indicator, command string) slack.ModalViewRequest {
	sentence := fmt.Sprintf("This message names no indicator that Chaser knows. Type its code, such as `%s 178`, or a part of its name, such as `%s inquests closed`; `%s list` shows them all.", command, command, command)
	blocks := []slack.Block{withExamples(sentence)}
	if len(near) > 0 {
		blocks = append(append(blocks, note("Or did it mean one of these?")), offered(near, len(near), pressCard, "")...)
	}
	return readOnlyView(ShortcutName, blocks)
}
