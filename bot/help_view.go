package bot

import (
	"fmt"

	"github.com/slack-go/slack"
)

// helpMessage explains the words.
func helpMessage(lines []helpLine, command string) *Message {
	elements := []slack.RichTextSectionElement{bold("What you can type")}
	for _, l := range lines {
		typed := command
		if l.typed != "" {
			typed += " " + l.typed
		}
		code := slack.NewRichTextSectionTextElement(typed, &slack.RichTextSectionTextStyle{Code: true})
		elements = append(elements, literal("\n"), code, literal("  "+l.does))
	}
	return say(fmt.Sprintf("Type %s 178 for a card, %s 178 142 to post a figure.", command, command),
		paragraph(elements...),
		note("Codes and words may be in capitals or not. Figures as you like: 96,326, 93%, 1.2k, £1,250 or 570 of 889. Slash commands do not work in threads: mention Chaser there, such as @Chaser 178. You can also write to it directly, in your own words."),
	)
}
