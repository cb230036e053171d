package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"chaser/bot"
	"chaser/doubt"
	"chaser/kpi"
	"chaser/register"
	"chaser/register/proposal"
	"chaser/register/sheet"
	"chaser/store"
	"chaser/words"
)

// ofSheet reports whether something was said that only a council's own sheet needs.
func (c importCommand) ofSheet() bool {
	return c.Period != "" || c.Committee != "" || c.Sheet != "" || c.Accept || c.Map != "" || c.SaveMap != "" || c.Format != "text"
}

// sheet proposes how a council's own sheet is to be read, and imports it where that was accepted.
func (c importCommand) sheet(ctx context.Context, s streams, file register.File, now time.Time) error {
	o, err := c.sheetOptions(file.Name, now)
	if err != nil {
		return err
	}
	if !c.Accept {
		return c.proposeSheet(ctx, s, file, o, now)
	}
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		p, err := c.readSheet(ctx, st, file, &o)
		if refused := (*kpi.Refusal)(nil); errors.As(err, &refused) {
			return unreadableSheet(file, refused)
		}
		if err != nil {
			return err
		}
		if c.DryRun {
			return c.printProposal(s, p, o, c.wouldChange(ctx, st, p, now))
		}
		return c.acceptSheet(ctx, s, st, p, o, now)
	})
}

func (c importCommand) sheetOptions(name string, now time.Time) (o sheet.Options, err error) {
	o = sheet.Options{Name: name, Sheet: c.Sheet, Committee: strings.TrimSpace(c.Committee), Today: kpi.DateOf(now)}
	if c.Period != "" {
		if o.Period, err = kpi.ParsePeriod(c.Period); err != nil {
			return o, err
		}
	}
	if c.Map == "" {
		return o, nil
	}
	kept, err := os.Open(c.Map)
	if errors.Is(err, os.ErrNotExist) {
		return o, badInput{fmt.Errorf("there is no map %s; make one with --save-map %s, and read the next sheet by it", c.Map, c.Map)}
	}
	if err != nil {
		return o, badInput{err}
	}
	defer func() { _ = kept.Close() }() // it was only read
	o.Answers, err = proposal.ReadAnswers(kept)
	return o, err
}

// proposeSheet prints the proposal. Without a database it does so too, matched with nothing, and says that.
func (c importCommand) proposeSheet(ctx context.Context, s streams, file register.File, o sheet.Options, now time.Time) error {
	settings, err := s.settings()
	if err != nil {
		return err
	}
	unmatched := settings.NeedsDatabase()
	if unmatched == nil {
		var refused *kpi.Refusal
		unmatched = withCurrentStore(ctx, s, func(st *store.Store) error {
			p, err := c.readSheet(ctx, st, file, &o)
			if errors.As(err, &refused) {
				return nil
			}
			if err != nil {
				return err
			}
			return c.printProposal(s, p, o, c.wouldChange(ctx, st, p, now))
		})
		if refused != nil {
			return unreadableSheet(file, refused)
		}
	}
	if unmatched == nil {
		return nil
	}
	p, err := sheet.Read(file.Content, o)
	if err != nil {
		return unreadableSheet(file, err)
	}
	why := "DATABASE_URL is not set"
	if settings.DatabaseURL != "" {
		why = "the database cannot be asked: " + unmatched.Error()
	}
	_, _ = fmt.Fprintf(s.err, "chaser: the sheet was not matched with what is held, as %s\n", why)
	return c.printProposal(s, p, o, "")
}

// readSheet reads the sheet beside what is held.
func (c importCommand) readSheet(ctx context.Context, st *store.Store, file register.File, o *sheet.Options) (proposal.Proposal, error) {
	held, err := st.Register(ctx)
	if err != nil {
		return proposal.Proposal{}, err
	}
	o.Held = held
	if o.Committee != "" && len(bot.CommitteesNamed(o.Committee, held.Committees)) > 0 { // else it is new
		if o.Committee, err = bot.ChooseCommittee(o.Committee, held.Committees); err != nil {
			return proposal.Proposal{}, err
		}
	}
	return sheet.Read(file.Content, *o)
}

func unreadableSheet(file register.File, err error) error {
	return badInput{fmt.Errorf("%s: %w", file.Name, err)}
}

// printProposal prints it, keeps it as a map where that was asked for, and says what comes next.
func (c importCommand) printProposal(s streams, p proposal.Proposal, o sheet.Options, change string) error {
	if c.SaveMap != "" {
		if err := replaceFile(c.SaveMap, p.WriteJSON); err != nil {
			return err
		}
		_, _ = fmt.Fprintf(s.err, "chaser: the proposal is kept in %s; correct it there, and read the sheet by it with --map %s\n", c.SaveMap, c.SaveMap)
	}
	if c.Format == "json" {
		return p.WriteJSON(s.out)
	}
	if err := p.WriteText(s.out); err != nil {
		return err
	}
	if err := printDoubts(s.out, sheetDoubts(p, o)); err != nil {
		return err
	}
	next := "Nothing was written. To import it so, type the same with --accept; to correct it first, keep it with --save-map FILE."
	if n := len(p.Unanswered()); n > 0 {
		next = "Nothing was written. It can be imported once what is marked ! is answered."
	}
	_, err := fmt.Fprintln(s.out, strings.TrimPrefix(change+"\n"+next, "\n"))
	return err
}

// wouldChange counts what an import would do; empty where it cannot be done yet.
func (c importCommand) wouldChange(ctx context.Context, st *store.Store, p proposal.Proposal, now time.Time) string {
	if len(p.Unanswered()) > 0 {
		return ""
	}
	changes, err := st.ImportRegister(ctx, p.Register, now, true)
	if err != nil {
		return ""
	}
	if len(changes) == 0 {
		return "It says what is held already: an import would change nothing."
	}
	var kinds []string
	counts := map[string]int{}
	for _, change := range changes {
		kind, _, _ := strings.Cut(change.Subject, " ")
		if kind = change.What + " " + kind; counts[kind] == 0 {
			kinds = append(kinds, kind)
		}
		counts[kind]++
	}
	for n, kind := range kinds {
		what, of, _ := strings.Cut(kind, " ")
		kinds[n] = words.Counted(counts[kind], "1 "+of, of+"s") + " " + what
	}
	return "An import would make " + words.Counted(len(changes), "1 change", "changes") + ": " + strings.Join(kinds, ", ") + "."
}

// acceptSheet imports the proposal, all or nothing.
func (c importCommand) acceptSheet(ctx context.Context, s streams, st *store.Store, p proposal.Proposal, o sheet.Options, now time.Time) error {
	if open := p.Unanswered(); len(open) > 0 {
		asked := make([]string, len(open))
		for n, q := range open {
			asked[n] = q.About + ": " + q.Asks
		}
		return badInput{fmt.Errorf("nothing was imported; answer this first:\n%s", strings.Join(asked, "\n"))}
	}
	doubts := sheetDoubts(p, o)
	changes, err := c.importProposed(ctx, st, p.Register, doubts, now)
	if err != nil {
		return err
	}
	if c.SaveMap != "" {
		if err := replaceFile(c.SaveMap, p.WriteJSON); err != nil {
			return fmt.Errorf("the sheet is imported, but the map could not be kept: %w", err)
		}
	}
	if err := p.WriteOpen(s.out); err != nil {
		return err
	}
	return c.report(s, changes, append(p.Register.Remarks(o.Held, o.Today), short(doubts)...))
}

// sheetDoubts are what is unlikely about the figures and their words, each with its indicator and period.
func sheetDoubts(p proposal.Proposal, o sheet.Options) []kpi.Remark {
	var all []kpi.Remark
	for _, found := range doubt.OfRegister(p.Register, o.Held, o.Today) {
		remark := found.Remark()
		remark.Path = found.Figure.Indicator + " " + found.Figure.Period.String()
		all = append(all, remark)
	}
	return all
}

func printDoubts(w io.Writer, doubts []kpi.Remark) error {
	if len(doubts) == 0 {
		return nil
	}
	said := "\nDoubts about the figures\n"
	for _, d := range short(doubts) {
		for n, line := range words.Wrap(d.String(), 92) {
			said += map[bool]string{true: "  · ", false: "    "}[n == 0] + line + "\n"
		}
	}
	_, err := io.WriteString(w, said)
	return err
}
