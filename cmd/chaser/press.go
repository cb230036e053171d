package main

import (
	"context"
	"io"
	"slices"
	"time"

	"chaser/bot"
	"chaser/config"
	"chaser/register"
	"chaser/report"
	"chaser/report/pdf"
	"chaser/report/press"
	"chaser/store"
)

// filePress makes the files that people ask for in Slack, as `chaser report` and `chaser export` make them.
type filePress struct {
	store *store.Store
	now   func() time.Time
	zone  *time.Location
	by    []string
}

func newFilePress(c config.Config, st *store.Store, now func() time.Time) filePress {
	return filePress{store: st, now: now, zone: c.Zone, by: lines(c.ReportBy)}
}

// Formats are those in which a report can be made on this machine.
func (filePress) Formats() []string {
	var formats []string
	for _, f := range press.Formats {
		formats = append(formats, f.Name)
	}
	if _, err := pdf.Browser(); err != nil {
		formats = slices.DeleteFunc(formats, func(f string) bool { return f == press.PDF })
	}
	// A council edits, prints and works with a report before it puts it on its website.
	order := []string{"docx", press.PDF, "xlsx", "html", "csv", "json"}
	slices.SortFunc(formats, func(a, b string) int { return slices.Index(order, a) - slices.Index(order, b) })
	return formats
}

// Print makes one of an order's files.
func (p filePress) Print(ctx context.Context, o store.FileOrder, format string, w io.Writer, progress func(done, of int)) (bot.Printed, error) {
	now := p.now()
	if o.Kind == store.OrderRegister {
		held, err := p.store.Register(ctx)
		if err != nil {
			return bot.Printed{}, err
		}
		return bot.Printed{Name: "register-" + now.In(p.zone).Format(time.DateOnly) + ".xlsx"}, register.WriteWorkbook(w, held, now)
	}
	done, err := press.Print(ctx, p.store, press.Order{
		Committee: o.Committee, Period: o.Period, Format: format, Audience: report.Audience(o.Audience), By: p.by, Now: now, Zone: p.zone,
	}, w, progress)
	return bot.Printed{Name: done.Name, Draft: done.Head.Cover.Draft}, err
}
