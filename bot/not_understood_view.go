package bot

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

// maxNameWords is the most words that a name has. A longer line is a sentence.
const maxNameWords = 3

// notUnderstoodMessage says that a line means nothing to Chaser, and offers what its author may want instead.
func notUnderstoodMessage(name, typed string, row []*slack.ButtonBlockElement) *Message {
	sentence := "Chaser did not understand this, and nothing was recorded. Did you want one of these?"
	if len(strings.Fields(name)) <= maxNameWords {
		sentence = fmt.Sprintf("There is no indicator called “%s”. Did you want one of these?", kpi.Excerpt(name))
	}
	blocks := append([]slack.Block{withExamples(sentence), buttons(row...)}, echoed(typed)...)
	return say(sentence, blocks...)
}
