package bot

import (
	"bytes"
	"context"
	"errors"
	"path"
	"slices"
	"strings"

	"chaser/kpi"
	"chaser/register"
	"chaser/register/printed"
	"chaser/register/proposal"
	"chaser/register/sheet"
)

// understand reads files as what they are: Chaser's own register, a list of one quarter's figures, or a council's own.
// The error is a *kpi.Refusal where they are none of these.
func (w *filesWork) understand(ctx context.Context, files []register.File) (u understood, err error) {
	if u.held, err = w.store.Register(ctx); err != nil {
		return u, err
	}
	notOwn := slices.IndexFunc(files, func(f register.File) bool { return !register.Recognised(f) })
	switch {
	case notOwn < 0:
		u.Reading = register.Read(files...)
		return u, nil
	case len(files) > 1:
		return u, kpi.Refuse("", "%s is not one of the files of a register, which alone are read together. Send one file at a time.", files[notOwn].Name)
	}
	if u.list = figuresIn(files[0], u.held); u.list != "" {
		return u, nil
	}
	p, err := w.propose(ctx, files[0], u.held)
	if err != nil {
		return u, err
	}
	u.proposal, u.Register = &p, p.Register
	return u, nil
}

// propose reads a file that is not Chaser's own.
func (w *filesWork) propose(ctx context.Context, f register.File, held kpi.Register) (proposal.Proposal, error) {
	if p, err := w.proposeReport(ctx, f, held); p != nil || err != nil {
		if p == nil {
			p = &proposal.Proposal{}
		}
		return *p, err
	}
	if !register.MayBeSheet(f) {
		return proposal.Proposal{}, kpi.Refuse("", "%s %s.", f.Name, f.Foreign())
	}
	o := sheet.Options{Name: f.Name, Period: w.files.Period, Committee: w.files.Committee, Held: held, Today: w.today()}
	if o.Committee == "" && len(held.Committees) == 1 {
		o.Committee = held.Committees[0].Name
	}
	p, err := sheet.Read(f.Content, o)
	var refusal *kpi.Refusal
	if errors.As(err, &refusal) {
		return p, kpi.Refuse("", "%s was not read. %s", f.Name, refusal.Sentence)
	}
	return p, err
}

// proposeReport reads a published report, as a PDF or as its text. It is nil for a file that is neither.
func (w *filesWork) proposeReport(ctx context.Context, f register.File, held kpi.Register) (*proposal.Proposal, error) {
	text := ""
	switch {
	case bytes.HasPrefix(f.Content, []byte("%PDF-")):
		if w.pdfText == nil {
			return nil, nil
		}
		var err error
		if text, err = w.pdfText(ctx, f.Name, f.Content); err != nil {
			return nil, kpi.Refuse("", "%s could not be read: %s.", f.Name, err)
		}
	case strings.EqualFold(path.Ext(f.Name), ".txt") && register.MayBeSheet(f):
		var err error
		if text, _, err = register.Plain(f.Content); err != nil {
			return nil, nil
		}
	default:
		return nil, nil
	}
	reading := printed.Reading{Source: f.Name, Period: w.files.Period, Committee: w.files.Committee, Held: held, Today: w.today()}
	if reading.Committee == "" && len(held.Committees) == 1 {
		reading.Committee = held.Committees[0].Name
	}
	p, err := printed.Propose(text, reading)
	var refusal *kpi.Refusal
	switch {
	case errors.As(err, &refusal) && bytes.HasPrefix(f.Content, []byte("%PDF-")):
		return nil, kpi.Refuse("", "%s", refusal.Sentence)
	case errors.As(err, &refusal):
		return nil, nil // it may be a table
	case err != nil:
		return nil, err
	}
	return &p, nil
}

// maxListColumns are those of a list of one quarter's figures: code, figure, commentary.
const maxListColumns = 3

// figuresIn is a list of one quarter's figures as somebody would have pasted it, a row a line; empty where the file is
// something else. Each row has an indicator's code first. Before them may be a row of headings.
func figuresIn(f register.File, held kpi.Register) string {
	codes := map[string]bool{}
	for _, i := range held.Indicators {
		codes[strings.ToLower(i.Code)] = true
	}
	var lines []string
	for cells, err := range register.Cells(f) {
		for n, c := range cells {
			cells[n] = strings.Join(strings.Fields(c), " ")
		}
		for len(cells) > 0 && cells[len(cells)-1] == "" {
			cells = cells[:len(cells)-1]
		}
		switch {
		case err != nil, len(cells) > maxListColumns, len(lines) > 10*maxSeveral:
			return ""
		case len(cells) == 0:
			continue
		case codes[strings.ToLower(cells[0])]:
			lines = append(lines, strings.Join(cells, "\t"))
		case len(lines) > 0 || slices.ContainsFunc(cells, hasDigit):
			return "" // a row that is no indicator's, or headings that name a period or the like
		}
	}
	return strings.Join(lines, "\n")
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// choices are the periods and the committees to choose from, where files do not say which.
func (w *filesWork) choices(ctx context.Context, u understood) (c importChoices, err error) {
	if u.proposal == nil {
		return c, nil
	}
	if w.files.Period.IsZero() && (relative(u.proposal.Layout) || slices.ContainsFunc(u.proposal.Unanswered(), aboutPeriod)) {
		collections, _, err := w.store.Schedule(ctx)
		if err != nil {
			return c, err
		}
		c.periods = publishablePeriods(collections, w.today())
	}
	if w.files.Committee == "" && len(u.held.Committees) > 1 && slices.ContainsFunc(u.proposal.Unanswered(), aboutCommittee) {
		c.committees = u.held.Committees
	}
	return c, nil
}

// relative reports whether a sheet has columns whose period nobody has said.
func relative(l *proposal.Layout) bool {
	return l != nil && slices.ContainsFunc(append(slices.Clone(l.PeriodColumns), l.TargetColumns...), func(c proposal.PeriodColumn) bool {
		return c.Period.IsZero() && c.Relative != "" && c.Relative != proposal.EachRows
	})
}

func aboutPeriod(q proposal.Question) bool { return q.About == "Period" }

func aboutCommittee(q proposal.Question) bool { return q.About == "Committee" }
