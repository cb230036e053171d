package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

// The performance team sends files to be imported in their direct messages with the bot. The message is acknowledged
// once it is recorded; a job then fetches the files and reads them, and brings the one message about them up to date:
// what they would change, and once somebody has pressed Import, what they did.

// The buttons and the menus beneath what files would change.
const (
	pressImport          = "import"
	pressCancelImport    = "import_cancel"
	pressImportPeriod    = "import_period"    // says what “this quarter” means in them
	pressImportCommittee = "import_committee" // says whose their new indicators are
)

func importConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"import", "upload"}, read: func(line.Reader) command { return askImport{} }}},
		help: []helpLine{{
			typed: "import", does: "(performance team) how a spreadsheet, a list of figures or the last report comes in: sent to Chaser as a file", who: []audience{adminTeam},
		}},
		named: []string{"file", "files", "spreadsheets"},
		presses: []press{
			{id: pressImport, answer: pressedImport}, {id: pressCancelImport, answer: pressedCancelImport},
			{id: pressImportPeriod, answer: pressedImportPeriod}, {id: pressImportCommittee, answer: pressedImportCommittee},
		},
	}
}

// askImport is “/kpi import”: how files are imported.
type askImport struct{}

func (askImport) effect() effect { return reads }

func (askImport) answer(_ context.Context, v *visit) (*Message, error) {
	if !v.asker.Is(kpi.Admin) {
		return fileMessage(v.command), nil
	}
	return say("Send the file to Chaser as a direct message: a spreadsheet or a CSV of your own, the register as `chaser export` writes it, or a published report as text or PDF, up to 5 MB. Chaser shows what it would change, and nothing changes before you press Import."), nil
}

// filesIn are the files of a message.
func filesIn(e event) (files []store.FileName) {
	for _, raw := range e.Files {
		var f store.FileName
		if json.Unmarshal(raw, &f) == nil && f.ID != "" {
			files = append(files, f)
		}
	}
	return files
}

// maxFiles is how many files of one message are read: a register's lists are eight.
const maxFiles = 10

// takeFiles is what to do about a message that is files, with no more words than what they are of.
func (v *visit) takeFiles() (replyAbout, bool) {
	if len(v.sent) == 0 || v.public {
		return replyAbout{}, false
	}
	period, committee, doubt := line.New(v.typed, func(string) bool { return false }, v.today).PeriodAmongWords()
	if v.typed != "" && (doubt != nil || period.IsZero() || committee != "") {
		return replyAbout{}, false // the words are what is meant
	}
	switch {
	case !v.asker.Is(kpi.Admin):
		return said(fileMessage(v.command)), true
	case len(v.sent) > maxFiles:
		return said(say(fmt.Sprintf("That is %d files, and up to %d are read together. Nothing was changed; send them in parts.", len(v.sent), maxFiles))), true
	}
	return replyAbout{files: &store.SentFiles{Request: v.request, By: v.asker.SlackID, Files: v.sent, Period: period}}, true
}

// newsOfSentFiles is what the sender of files reads of them now.
func newsOfSentFiles(ctx context.Context, b *Bot, n store.Notification, _ store.Clocks) (*Message, error) {
	var about store.FilesAbout
	if err := n.About(&about); err != nil {
		return nil, err
	}
	f, err := b.store.SentFiles(ctx, about.Files)
	if err != nil {
		return nil, err
	}
	var word keptWord
	if err := json.Unmarshal(f.Said, &word); err != nil {
		return nil, fmt.Errorf("what is said of files: %w", err)
	}
	return word.message(), nil
}

// keptAs is a message as it is kept with files.
func keptAs(m *Message) any { return said(m).Said }

// sayOfFiles records what the presser says about files. Where that was said before, or they are no longer as they were
// shown, the message itself says how they are.
func (v *visit) sayOfFiles(ctx context.Context, said store.FilesSaid) (*Message, error) {
	said.Request = v.asks()
	done, err := v.store.SayOfFiles(ctx, said)
	if err != nil || done {
		return nil, err
	}
	f, err := v.sentFiles(ctx, said.Files)
	switch {
	case err != nil:
		return nil, err
	case f.By != v.asker.SlackID:
		return nil, kpi.Refuse("", "Somebody else sent this file. Nothing was changed.")
	case f.State == store.FileEnded, f.State == store.FileAccepted:
		return nil, nil // pressed twice
	}
	return say("What it would change is different by now, so nothing was changed. Look at it again above, and press Import then."), nil
}

// sentFiles are the files that a button is about. They are for the performance team alone.
func (v *visit) sentFiles(ctx context.Context, id int64) (store.SentFiles, error) {
	if !v.asker.Is(kpi.Admin) {
		return store.SentFiles{}, kpi.Deny("", "Only the performance team imports files, so nothing was changed.")
	}
	return v.store.SentFiles(ctx, id)
}

func pressedImport(ctx context.Context, v *visit, s subject) (*Message, error) {
	f, err := v.sentFiles(ctx, s.Files)
	if err != nil {
		return nil, err
	}
	return v.sayOfFiles(ctx, store.FilesSaid{Files: s.Files, Seal: s.Seen, To: store.FileAccepted, Said: keptAs(importingMessage(f))})
}

func pressedCancelImport(ctx context.Context, v *visit, s subject) (*Message, error) {
	f, err := v.sentFiles(ctx, s.Files)
	if err != nil {
		return nil, err
	}
	return v.sayOfFiles(ctx, store.FilesSaid{Files: s.Files, To: store.FileEnded, Said: keptAs(cancelledMessage(f))})
}

func pressedImportPeriod(ctx context.Context, v *visit, s subject) (*Message, error) {
	if s.period().IsZero() {
		return nil, nil
	}
	return v.readAgain(ctx, store.FilesSaid{Files: s.Files, Period: s.period()})
}

func pressedImportCommittee(ctx context.Context, v *visit, s subject) (*Message, error) {
	committees, err := v.store.Committees(ctx)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(committees, func(c kpi.Committee) bool { return shortDigest(c.Name) == s.Seen })
	if at < 0 {
		return nil, kpi.Refuse("", "That committee is no longer there. Send the file again.")
	}
	return v.readAgain(ctx, store.FilesSaid{Files: s.Files, Committee: committees[at].Name})
}

// readAgain has files read with what somebody chose.
func (v *visit) readAgain(ctx context.Context, said store.FilesSaid) (*Message, error) {
	f, err := v.sentFiles(ctx, said.Files)
	if err != nil {
		return nil, err
	}
	said.To, said.Said = store.FileSent, keptAs(readingMessage(f.Names()))
	return v.sayOfFiles(ctx, said)
}

// menuBlock is a menu beneath a message, which names what was chosen by its options' values.
func menuBlock(press, placeholder string, options []*slack.OptionBlockObject) slack.Block {
	return slack.NewActionBlock("", slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain(placeholder, maxOptionLabel), press, options[:min(len(options), maxMenu)]...))
}
