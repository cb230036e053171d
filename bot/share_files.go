package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"chaser/store"
)

// newsOfFilesOrdered says how far the files are that somebody asked for.
func newsOfFilesOrdered(ctx context.Context, b *Bot, n store.Notification, _ store.Clocks) (*Message, error) {
	o, err := b.orderOf(ctx, n)
	if err != nil {
		return nil, err
	}
	return orderMessage(o), nil
}

func (b *Bot) orderOf(ctx context.Context, n store.Notification) (store.FileOrder, error) {
	var about store.OrderAbout
	if err := n.About(&about); err != nil {
		return store.FileOrder{}, err
	}
	return b.store.FileOrder(ctx, about.Order)
}

// sayFiles shares an order's uploads in the direct messages of whoever asked. Slack completes an upload once, so a
// second call for the same uploads cannot share them twice: where the fate of a call is unknown they are looked for,
// and the same call is made again if they are not there. Where Slack no longer knows them, they are made anew.
func (b *Bot) sayFiles(ctx context.Context, n store.Notification, at store.Clocks) store.Outcome {
	o, err := b.orderOf(ctx, n)
	if err != nil {
		return b.unworded(n, err)
	}
	channel, err := b.directWith(ctx, n.Recipient)
	if err != nil {
		return outcomeOf("conversations.open", err, n)
	}
	var files []slack.FileSummary
	for _, f := range o.Files {
		if f.Upload != "" {
			files = append(files, slack.FileSummary{ID: f.Upload, Title: f.Name})
		}
	}
	const method = "files.completeUploadExternal"
	_, err = b.slack.CompleteUploadExternalContext(ctx, slack.CompleteUploadExternalParameters{
		Files: files, Channel: channel, InitialComment: sharedText(o),
	})
	var said slack.SlackErrorResponse
	switch {
	case err == nil:
		found := b.Find(ctx, n, at)
		if found.Verdict != store.Delivered {
			return store.Outcome{Verdict: store.Unknown, Reason: "Slack has taken the files and does not show them yet"}
		}
		return found
	case errors.As(err, &said) && said.Err == "file_not_found":
		return b.lostFiles(ctx, n, at, o)
	}
	outcome := outcomeOf(method, err, n)
	if outcome.Verdict == store.Shut {
		r, _ := remedyFor(method, n.Recipient, wordOf(outcome.Reason))
		if err := b.store.CloseOrder(ctx, o.ID, refusedFiles(o, r, outcome.Reason)); err != nil {
			b.log.Error("it was not recorded that Slack takes no files", "order", o.ID, "error", err)
		}
		return store.Outcome{Verdict: store.Undelivered, Reason: outcome.Reason}
	}
	return outcome
}

// lostFiles is for uploads that Slack does not know any more: they have been shared, or were not kept.
func (b *Bot) lostFiles(ctx context.Context, n store.Notification, at store.Clocks, o store.FileOrder) store.Outcome {
	found := b.Find(ctx, n, at)
	if found.Verdict != store.Absent {
		if found.Verdict != store.Delivered {
			found.Verdict = store.Unknown
		}
		return found
	}
	if err := b.store.TryOrderAgain(ctx, o.ID, o.By, at.Now); err != nil {
		return b.unworded(n, fmt.Errorf("having the files made anew: %w", err))
	}
	return store.Outcome{Verdict: store.Undelivered, Reason: "Slack has not kept the files; they are made anew"}
}

// directWith is the conversation between somebody and the bot.
func (b *Bot) directWith(ctx context.Context, person string) (string, error) {
	opened, _, _, err := b.slack.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{person}})
	if err != nil {
		return "", err
	}
	return opened.ID, nil
}

// holdsFile reports whether a message holds one of the files.
func holdsFile(m slack.Message, uploads []string) bool {
	return slices.ContainsFunc(m.Files, func(f slack.File) bool { return slices.Contains(uploads, f.ID) })
}
