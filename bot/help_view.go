package bot

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

// howTyped are the ways in which anything can be typed.
const howTyped = "Codes and words may be in capitals or not. Figures as you like: 96,326, 93%, 1.2k, £1,250 or 570 of 889. Slash commands do not work in threads: mention Chaser there, such as @Chaser 178. You can also write to it directly, in your own words."

// helpMessage is what somebody can type, and what else there is help about. unknown is what they asked about, if there
// is no help about it.
func helpMessage(lines []helpLine, topics []string, unknown, command string) *Message {
	title := "What you can type"
	text := fmt.Sprintf("Type %s 178 for a card, %s 178 142 to post a figure.", command, command)
	if unknown != "" {
		text = fmt.Sprintf("There is no help about “%s”. This is what you can type.", kpi.Excerpt(unknown))
		title = text
	}
	return say(text,
		helpLines(title, lines, command),
		note(fmt.Sprintf("More about one thing: type %s help and one of %s.", command, strings.Join(topics, ", "))),
		note(howTyped),
	)
}

// topicMessage is all that can be typed for one thing.
func topicMessage(c conversation, command string) *Message {
	title := "Help about " + c.topic()
	blocks := []slack.Block{helpLines(title, c.help, command)}
	if c.about != "" {
		blocks = append(blocks, note(c.about))
	}
	first := c.help[0]
	return say(fmt.Sprintf("%s: type %s.", title, strings.TrimSpace(command+" "+first.typed)), append(blocks, buttons(button(pressHelp, "All that you can type", subject{})))...)
}

func helpLines(title string, lines []helpLine, command string) slack.Block {
	elements := []slack.RichTextSectionElement{bold(title)}
	for _, l := range lines {
		typed := strings.TrimSpace(command + " " + l.typed)
		code := slack.NewRichTextSectionTextElement(typed, &slack.RichTextSectionTextStyle{Code: true})
		elements = append(elements, literal("\n"), code, literal("  "+l.does))
	}
	return paragraph(elements...)
}
