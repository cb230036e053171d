package bot

import (
	"context"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

const pressExport = "export" // sends the register

func exportConversation() conversation {
	return conversation{
		verbs:   []verb{{words: []string{"export"}, read: func(line.Reader) command { return askExport{} }}},
		words:   []string{"export", "excel", "spreadsheet", "download", "csv"},
		help:    []helpLine{{typed: "export", does: "(performance team) sends you the whole register as a spreadsheet", who: []audience{adminTeam}}},
		about:   "A committee's figures as a spreadsheet are in its report: “report communities Q2 xlsx”.",
		meant:   func(line.Sentence) command { return askWhichFiles{} },
		presses: []press{{id: pressExport, answer: pressedExport, title: "Register"}},
	}
}

// askExport asks for the register as a spreadsheet.
type askExport struct{}

func (askExport) effect() effect { return changes }

func (askExport) answer(ctx context.Context, v *visit) (*Message, error) {
	if !v.asker.Is(kpi.Admin) {
		return noFilesMessage(v.command), nil
	}
	return v.orderFiles(ctx, store.FileOrder{Kind: store.OrderRegister, Formats: []string{"xlsx"}})
}

func pressedExport(ctx context.Context, v *visit, _ subject) (*Message, error) {
	return askExport{}.answer(ctx, v)
}

// askWhichFiles is a sentence that asks for files, and does not say which.
type askWhichFiles struct{}

func (askWhichFiles) effect() effect { return readsForAll }

func (askWhichFiles) answer(_ context.Context, v *visit) (*Message, error) {
	if !v.asker.Is(kpi.Admin) {
		return noFilesMessage(v.command), nil
	}
	return asideMessage("Which files would you like? They come into your direct messages.",
		button(pressReport, "A committee's report", subject{}), button(pressExport, "The whole register", subject{})), nil
}
