package bot

import (
	"fmt"
	"strings"

	"chaser/words"
)

// maxGoneCodes is the most indicators that the message names.
const maxGoneCodes = 40

func accountGoneMessage(name string, codes []string) *Message {
	title := "The Slack account of " + words.Cut(name, maxShortTitle) + " is deactivated."
	if len(codes) == 0 {
		return say(title, paragraph(bold(title)), paragraph(literal("No indicator names them, so there is nothing to do.")))
	}
	shown := codes[:min(len(codes), maxGoneCodes)]
	list := strings.Join(shown, ", ")
	if more := len(codes) - len(shown); more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return say(title,
		paragraph(bold(title)),
		paragraph(literal("The register names them on "+list+". What they would have read goes to the next in line, or to you.")),
		note("Name somebody else in the register and import it."))
}
