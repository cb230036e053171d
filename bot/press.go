package bot

import (
	"context"
	"io"

	"chaser/kpi"
	"chaser/store"
)

// Press makes the files that people ask for. The program gives the bot one; how a report is laid out is no concern of
// Slack's.
type Press interface {
	// Formats are those in which a report can be made here, such as docx, in the order in which they are offered. One
	// that this machine lacks a program for is left out.
	Formats() []string
	// Print writes one of an order's files to w, and tells progress how many of its indicators are done. The error is a
	// *kpi.Refusal where there is nothing to make it from, or nothing to make it with.
	Print(ctx context.Context, o store.FileOrder, format string, w io.Writer, progress func(done, of int)) (Printed, error)
}

// Printed is a file that was made.
type Printed struct {
	Name  string // performance-report-2023-24Q2-communities.docx
	Draft string // what marks a report as a draft; empty for one that was published
}

var errNoPress = kpi.Refuse("", "Reports are not made as files here. Make them with `chaser report`.")

// noPress is for a bot that makes no files.
type noPress struct{}

func (noPress) Formats() []string { return nil }

func (noPress) Print(context.Context, store.FileOrder, string, io.Writer, func(done, of int)) (Printed, error) {
	return Printed{}, errNoPress
}
