package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"chaser/bot"
	"chaser/doubt"
	"chaser/kpi"
	"chaser/register"
	"chaser/store"
	"chaser/words"
)

type checkCommand struct {
	File      string `arg:"" optional:"" help:"A register to check instead of the database's, without any database."`
	Period    string `help:"The period, such as 2023-24Q2; without it all of them." placeholder:"P"`
	Committee string `help:"The committee, by any words that fit one; without it all of them." placeholder:"NAME"`
	Format    string `help:"text or json." default:"text" enum:"text,json"`
}

// Run prints the doubts about the cards, the most serious first. It ends with 1 where there are any.
func (c checkCommand) Run(ctx context.Context, s streams) error {
	settings, err := s.settings()
	if err != nil {
		return err
	}
	var scope doubt.Scope
	if c.Period != "" {
		if scope.Period, err = kpi.ParsePeriod(c.Period); err != nil {
			return err
		}
	}
	today := kpi.DateOf(time.Now().In(settings.Zone))
	if c.File != "" {
		r, err := c.readFile(today)
		if err != nil {
			return err
		}
		if scope.Committee, err = c.committee(r.Committees); err != nil {
			return err
		}
		return c.print(s, doubt.Check(r, scope, today), r, scope)
	}
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		committees, err := st.Committees(ctx)
		if err != nil {
			return err
		}
		if scope.Committee, err = c.committee(committees); err != nil {
			return err
		}
		many, err := st.CountIndicators(ctx)
		if err != nil {
			return err
		}
		if many > manyToCheck {
			_, _ = fmt.Fprintf(s.err, "Checking the cards of %s indicators.\n", kpi.Count.ShowInt(many))
		}
		checked, err := st.Check(ctx, scope, today)
		if err != nil {
			return err
		}
		return c.print(s, checked.Open, checked.Register, scope)
	})
}

// manyToCheck is of how many indicators a check takes so long that somebody could take it for stuck.
const manyToCheck = 500

// readFile reads the file's register. What is wrong with it is refused as an import would, but for whom it concerns:
// to check figures nobody need be known.
func (c checkCommand) readFile(today kpi.Date) (kpi.Register, error) {
	files, err := registerFiles([]string{c.File})
	if err != nil {
		return kpi.Register{}, err
	}
	read := register.Read(files...)
	var sense kpi.Faults
	for _, fault := range read.Faults(kpi.Register{}, today) {
		if !ofWhom(fault.Path) {
			sense = append(sense, fault)
		}
	}
	faults := register.Merge(read.Form, read.Placed(sense))
	if len(faults) > 0 {
		return kpi.Register{}, badInput{fmt.Errorf("nothing was checked; correct this in %s first:\n%w", c.File, faults)}
	}
	return read.Register, nil
}

// ofWhom reports whether a fault is about people, committees or the days on which they are asked.
func ofWhom(path string) bool {
	list, _, _ := strings.Cut(path, "[")
	switch list {
	case "people", "committees", "collections", "closures":
		return true
	}
	for _, field := range []string{".owner", ".deputy", ".manager", ".committee"} {
		if strings.HasSuffix(path, field) {
			return true
		}
	}
	return false
}

// committee is the one that was named; empty for all.
func (c checkCommand) committee(all []kpi.Committee) (string, error) {
	if strings.TrimSpace(c.Committee) == "" {
		return "", nil
	}
	return bot.ChooseCommittee(strings.TrimSpace(c.Committee), all)
}

func (c checkCommand) print(s streams, found []doubt.Finding, r kpi.Register, scope doubt.Scope) (err error) {
	if c.Format == "json" {
		err = writeDoubts(s.out, found)
	} else {
		_, err = io.WriteString(s.out, doubtsText(found, r, scope))
	}
	if err == nil && len(found) > 0 {
		return exitCode(1)
	}
	return err
}

// foundDoubt is a doubt as json prints it.
type foundDoubt struct {
	Indicator string         `json:"indicator"`
	Period    kpi.Period     `json:"period"`
	Kind      doubt.Group    `json:"kind"`
	Rule      doubt.Kind     `json:"rule"`
	Severity  doubt.Severity `json:"severity"`
	Quote     string         `json:"quote"`
	Says      string         `json:"says"`
	Figure    string         `json:"figure"`
	WouldRate kpi.Rating     `json:"would_rate"`
	Others    []string       `json:"others"` // the other cards that it is about, too
	Message   string         `json:"message"`
}

func writeDoubts(w io.Writer, found []doubt.Finding) error {
	all := make([]foundDoubt, len(found))
	for n, f := range found {
		all[n] = foundDoubt{
			Indicator: f.Indicator.Code,
			Period:    f.Figure.Period,
			Kind:      f.Doubt.Kind.Group(),
			Rule:      f.Doubt.Kind,
			Severity:  f.Doubt.Kind.Severity(),
			Quote:     f.Doubt.Quote,
			Says:      f.Doubt.Says,
			WouldRate: f.Doubt.WouldRate,
			Others:    append([]string{}, f.Doubt.Others...),
			Message:   f.Doubt.Sentence,
		}
		if f.Figure.Value != nil {
			all[n].Figure = kpi.Exactly(*f.Figure.Value)
		}
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(all)
}

// doubtsText lists the doubts for people, each with the card that it is about.
func doubtsText(found []doubt.Finding, r kpi.Register, scope doubt.Scope) string {
	about := "all periods"
	if !scope.Period.IsZero() {
		about = scope.Period.Words()
	}
	if len(found) == 0 {
		return "No doubts about " + about + ".\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s about %s, the most serious first.\n", words.Counted(len(found), "1 doubt", "doubts"), about)
	histories := historiesOf(r, found)
	for _, f := range found {
		d := f.Doubt
		fmt.Fprintf(&b, "\n%s: %s\n", strings.ToUpper(string(d.Kind.Severity())), words.Cut(words.Name(f.Indicator), screen-10))
		for _, line := range words.Wrap(d.Sentence, screen-2) {
			b.WriteString("  " + line + "\n")
		}
		if d.Quote != "" {
			b.WriteString("  Words: " + words.Cut("“"+words.OneLine(d.Quote)+"”", screen-9) + "\n")
		}
		card := kpi.NewCard(f.Indicator, histories[strings.ToLower(f.Indicator.Code)], f.Figure.Period)
		for _, line := range words.Wrap("Card: "+words.Rating(card)+", "+words.FigureFor(card)+". "+words.Change(card)+".", screen-2) {
			b.WriteString("  " + line + "\n")
		}
	}
	return b.String()
}

// screen is how many columns a terminal has at least.
const screen = 96

// historiesOf are the figures with their ratings of each indicator that something was found about, by its code in lower
// case.
func historiesOf(r kpi.Register, found []doubt.Finding) map[string][]kpi.Figure {
	indicators := map[string]kpi.Indicator{}
	for _, f := range found {
		indicators[strings.ToLower(f.Indicator.Code)] = f.Indicator
	}
	histories := map[string][]kpi.Figure{}
	for _, f := range r.Figures {
		code := strings.ToLower(f.Indicator)
		if i, of := indicators[code]; of {
			histories[code] = append(histories[code], doubt.Assessed(i, f.Completed(i.Unit)))
		}
	}
	return histories
}
