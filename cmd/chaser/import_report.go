package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chaser/bot"
	"chaser/doubt"
	"chaser/kpi"
	"chaser/register/printed"
	"chaser/register/proposal"
	"chaser/store"
	"chaser/words"
)

// fromReport proposes what a published report says, and imports it where that was accepted. Without a database it can
// still be read.
func (c importCommand) fromReport(ctx context.Context, s streams, now time.Time) error {
	if len(c.Files) > 0 {
		return badInput{fmt.Errorf("--from-report reads one report; import %s by itself", c.Files[0])}
	}
	reading := printed.Reading{Source: filepath.Base(c.FromReport), Committee: strings.TrimSpace(c.Committee), Today: kpi.DateOf(now)}
	if c.Period != "" {
		var err error
		if reading.Period, err = kpi.ParsePeriod(c.Period); err != nil {
			return err
		}
	}
	text, err := reportText(ctx, c.FromReport)
	if err != nil {
		return err
	}
	settings, err := s.settings()
	if err != nil {
		return err
	}
	if !c.Accept && settings.NeedsDatabase() != nil {
		return c.propose(s, text, reading)
	}
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		if reading.Held, err = st.Register(ctx); err != nil {
			return err
		}
		if reading.Committee != "" {
			if name, err := bot.ChooseCommittee(reading.Committee, reading.Held.Committees); err == nil {
				reading.Committee = name
			}
		}
		if !c.Accept || c.DryRun {
			return c.propose(s, text, reading)
		}
		return c.accept(ctx, s, st, text, reading, now)
	})
}

// propose prints what an import would bring.
func (c importCommand) propose(s streams, text string, reading printed.Reading) error {
	p, err := printed.Propose(text, reading)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return p.WriteJSON(s.out)
	}
	if err := p.WriteText(s.out); err != nil {
		return err
	}
	if said := contradictions(p, reading.Today); said != "" {
		if _, err := io.WriteString(s.out, said); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintln(s.out, "\n"+c.whatNext(p))
	return err
}

// whatNext says how to import what is proposed.
func (c importCommand) whatNext(p proposal.Proposal) string {
	if n := len(p.Unanswered()); n > 0 {
		return "Nothing was written. It can be imported once what is marked ! is answered."
	}
	return "Nothing was written. To import it, type the same with --accept."
}

// contradictions are the doubts about the report's cards that somebody should see before they are imported: what cannot
// be true, and what is unlikely.
func contradictions(p proposal.Proposal, today kpi.Date) string {
	var b strings.Builder
	notes := 0
	for _, found := range doubt.Check(p.Register, doubt.Scope{Period: p.Period}, today) {
		if found.Doubt.Kind.Severity() == doubt.Note {
			notes++
			continue
		}
		if b.Len() == 0 {
			b.WriteString("\nWhat it says that hardly can be\n")
		}
		b.WriteString(proposal.Hung("  · ", found.Indicator.Code+": "+found.Doubt.Sentence) + "\n")
	}
	if notes > 0 {
		fmt.Fprintf(&b, "%s besides: `chaser check` lists them once it is imported.\n", words.Counted(notes, "1 note", "notes"))
	}
	return b.String()
}

// doubtsOfReport are what is unlikely about the figures and their words.
func doubtsOfReport(p proposal.Proposal, reading printed.Reading) []kpi.Remark {
	var all []kpi.Remark
	for _, found := range doubt.OfRegister(p.Register, reading.Held, reading.Today) {
		remark := found.Remark()
		remark.Path = found.Figure.Indicator
		all = append(all, remark)
	}
	return all
}

// accept imports what the report says, all or nothing.
func (c importCommand) accept(ctx context.Context, s streams, st *store.Store, text string, reading printed.Reading, now time.Time) error {
	p, err := printed.Propose(text, reading)
	if err != nil {
		return err
	}
	if open := p.Unanswered(); len(open) > 0 {
		return badInput{fmt.Errorf("nothing was imported: %s", open[0].Asks)}
	}
	doubts := doubtsOfReport(p, reading)
	changes, err := c.importProposed(ctx, st, p.Register, doubts, now)
	if err != nil {
		return err
	}
	remarks := p.Register.Remarks(reading.Held, reading.Today)
	return c.report(s, changes, append(remarks, short(doubts)...))
}

// mostReport is how large a report's text may be: a thousand pages and more.
const mostReport = 5 << 20

// reportText reads a report's text out of a file: a text, or a PDF.
func reportText(ctx context.Context, name string) (string, error) {
	file, err := os.Open(name)
	if err != nil {
		return "", cannotRead(name, err)
	}
	defer func() { _ = file.Close() }() // it was only read
	start := make([]byte, 5)
	n, _ := io.ReadFull(file, start)
	if string(start[:n]) == "%PDF-" || strings.EqualFold(filepath.Ext(name), ".pdf") {
		return pdfText(ctx, name, string(start[:n]) == "%PDF-")
	}
	text, err := io.ReadAll(io.LimitReader(io.MultiReader(strings.NewReader(string(start[:n])), file), mostReport+1))
	switch {
	case err != nil:
		return "", badInput{err}
	case len(text) > mostReport:
		return "", badInput{fmt.Errorf("%s is larger than %d MB, and no report is; pass the text of one report", name, mostReport>>20)}
	}
	plain, err := plainText(text)
	if err != nil {
		return "", badInput{fmt.Errorf("%s %w", name, err)}
	}
	return plain, nil
}
