package bot

import (
	"context"
	"fmt"

	"chaser/bot/line"
)

func exportConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"report", "export"}, read: func(line.Reader) command { return askExport{} }}},
		words: []string{"report", "reports", "export", "excel", "spreadsheet", "download", "pdf", "csv", "print"},
		help:  []helpLine{{typed: "report", does: "what there is instead of a document: lists of cards, and whom to ask for a spreadsheet"}},
		meant: func(line.Sentence) command { return askExport{} },
	}
}

// askExport asks for the figures as a document, which is not made in Slack.
type askExport struct{}

func (askExport) effect() effect { return readsForAll }

func (askExport) answer(_ context.Context, v *visit) (*Message, error) {
	return asideMessage(
		fmt.Sprintf("Chaser does not make a document in Slack. `%s list Q2` shows a quarter's cards, and `%s red` what is Red. Whoever runs Chaser prints a committee's report, and exports the register: ask the performance team.", v.command, v.command),
		button(pressList, "All indicators", subject{}), button(pressRed, "What is Red", subject{})), nil
}
