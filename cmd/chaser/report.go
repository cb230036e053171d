package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chaser/bot"
	"chaser/kpi"
	"chaser/report"
	"chaser/report/press"
	"chaser/store"
)

type reportCommand struct {
	Committee string `help:"The committee, by any words that fit one; without it every committee's report is made, in the directory that --out names." placeholder:"NAME"`
	Period    string `help:"The period, such as 2023-24Q2." required:"" placeholder:"P"`
	Format    string `help:"html, pdf, docx, xlsx, csv or json; without it, what the file's name ends with, or html." placeholder:"FORMAT"`
	Out       string `help:"The file to write, or the directory; else the report is printed." placeholder:"FILE"`
	Audience  string `help:"members or public; the public's names nobody." default:"members" enum:"members,public"`
	Edition   int    `help:"An earlier edition of a published report; without it the latest." placeholder:"N"`
	By        string `help:"Who produces it, lines parted by semicolons; without it what CHASER_REPORT_BY says." placeholder:"TEXT"`
	Diff      string `help:"Say instead what is different from another period." placeholder:"P"`
}

// Run prints the report. A published period gives the same bytes whenever it is printed; any other is marked as a
// draft.
func (c reportCommand) Run(ctx context.Context, s streams) error {
	settings, err := s.settings()
	if err != nil {
		return err
	}
	p, err := kpi.ParsePeriod(c.Period)
	if err != nil {
		return err
	}
	if c.Edition < 0 {
		return badInput{fmt.Errorf("--edition is %d; editions count from 1", c.Edition)}
	}
	order := press.Order{
		Period:   p,
		Format:   c.format(),
		Audience: report.Audience(c.Audience),
		Edition:  c.Edition,
		By:       lines(c.By),
		Now:      time.Now(),
		Zone:     settings.Zone,
	}
	if len(order.By) == 0 {
		order.By = lines(settings.ReportBy)
	}
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		committees, err := st.Committees(ctx)
		if err != nil {
			return err
		}
		switch {
		case strings.TrimSpace(c.Committee) != "":
			if order.Committee, err = bot.ChooseCommittee(strings.TrimSpace(c.Committee), committees); err != nil {
				return err
			}
			if c.Diff != "" {
				return c.diff(ctx, s, st, order)
			}
			return c.one(ctx, s, st, order)
		case c.Diff != "":
			return badInput{errors.New("--diff is of one committee; name it with --committee")}
		case len(committees) == 1:
			if order.Committee = committees[0].Name; c.Out == "" || filepath.Ext(c.Out) != "" {
				return c.one(ctx, s, st, order)
			}
		}
		return c.all(ctx, s, st, order, committees)
	})
}

// format is the one that was asked for, else the one that the file's name ends with.
func (c reportCommand) format() string {
	if c.Format != "" {
		return c.Format
	}
	if ending := strings.TrimPrefix(filepath.Ext(c.Out), "."); ending != "" {
		return ending
	}
	return "html"
}

// lines splits who produces a report at the semicolons.
func lines(text string) []string {
	var all []string
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ';' || r == '\n' }) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// one prints a committee's report into the file, or to the output where none is named.
func (c reportCommand) one(ctx context.Context, s streams, st *store.Store, o press.Order) error {
	var done press.Printed
	write := func(w io.Writer) (err error) {
		progress, end := c.progress(s, o)
		defer end()
		done, err = press.Print(ctx, st, o, w, progress)
		return err
	}
	if c.Out == "" || c.Out == "-" {
		return write(s.out)
	}
	out := c.Out
	if info, err := os.Stat(out); err == nil && info.IsDir() {
		return c.all(ctx, s, st, o, []kpi.Committee{{Name: o.Committee}})
	}
	if err := replaceFile(out, write); err != nil {
		return err
	}
	return c.say(s, out, done)
}

// all prints every committee's report into the directory. A committee without a report for the period is named, and the
// others are still printed.
func (c reportCommand) all(ctx context.Context, s streams, st *store.Store, o press.Order, committees []kpi.Committee) error {
	if len(committees) == 0 {
		return badInput{errors.New("there is no committee yet; import one with the register")}
	}
	if c.Out == "" || c.Out == "-" {
		return badInput{errors.New("--out must name a directory for the reports of all committees; or name one with --committee")}
	}
	if err := os.MkdirAll(c.Out, 0o750); err != nil {
		return badInput{fmt.Errorf("--out must name a directory: %w", err)}
	}
	made := 0
	var refusal *kpi.Refusal
	for _, k := range committees {
		o.Committee = k.Name
		file, err := os.CreateTemp(c.Out, ".chaser-report-*")
		if err != nil {
			return badInput{err}
		}
		progress, end := c.progress(s, o)
		done, err := press.Print(ctx, st, o, file, progress)
		end()
		err = errors.Join(err, file.Close())
		out := filepath.Join(c.Out, done.Name)
		if err == nil {
			err = os.Rename(file.Name(), out)
		}
		if err != nil {
			_ = os.Remove(file.Name())
			if errors.As(err, &refusal) && refusal.Field == kpi.FieldPeriod && len(committees) > 1 {
				_, _ = fmt.Fprintf(s.err, "%s: %s\n", k.Name, refusal.Sentence)
				continue
			}
			return err
		}
		made++
		if err := c.say(s, out, done); err != nil {
			return err
		}
	}
	if made == 0 {
		return refusal
	}
	return nil
}

func (c reportCommand) say(s streams, out string, done press.Printed) error {
	state := done.Head.Cover.Draft
	if state == "" {
		state = done.Head.Cover.Edition
		if !done.Fresh {
			state += ", as it was first printed"
		}
	}
	_, err := fmt.Fprintf(s.out, "%s\n  %s. %s. SHA-256 %s\n", out, done.Head.Cover.Heading(), state, done.SHA256)
	return err
}

// progress shows somebody at a terminal how far a long report is, until end takes the line away.
func (c reportCommand) progress(s streams, o press.Order) (progress press.Progress, end func()) {
	screen, ok := s.err.(*os.File)
	if !ok {
		return nil, func() {}
	}
	if info, err := screen.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil, func() {}
	}
	return func(done, of int) {
		if said := progressLine(o, done, of); said != "" {
			_, _ = fmt.Fprintf(screen, "\r\x1b[K%s ", said)
		}
	}, func() { _, _ = fmt.Fprint(screen, "\r\x1b[K") }
}

// progressLine says how far a report is, every 25 indicators; in between it is empty. Once all are there they are
// printed, which takes a browser a while.
func progressLine(o press.Order, done, of int) string {
	switch {
	case done == of:
		return fmt.Sprintf("%s: all %d indicators; printing %s", kpi.Excerpt(o.Committee), of, strings.ToUpper(o.Format))
	case done%25 == 0:
		return fmt.Sprintf("%s: %d of %d indicators", kpi.Excerpt(o.Committee), done, of)
	}
	return ""
}

// diff says what differs from another period.
func (c reportCommand) diff(ctx context.Context, s streams, st *store.Store, o press.Order) error {
	then, err := kpi.ParsePeriod(c.Diff)
	if err != nil {
		return err
	}
	if then == o.Period {
		return badInput{fmt.Errorf("--diff names %s itself; name another period", then)}
	}
	sections, err := press.Diff(ctx, st, o, then)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "%s: %s beside %s\n", o.Committee, o.Period.Words(), then.Words())
		for _, section := range sections {
			if err == nil {
				_, err = fmt.Fprintf(w, "\n%s\n", section.Heading)
			}
			for _, item := range section.Items {
				if err == nil {
					_, err = fmt.Fprintf(w, "  %s\n", item.Text)
				}
			}
		}
		return err
	}
	if c.Out == "" || c.Out == "-" {
		return write(s.out)
	}
	return replaceFile(c.Out, write)
}
