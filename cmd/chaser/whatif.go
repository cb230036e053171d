package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"chaser/bot"
	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

type whatifCommand struct {
	Rule      string `help:"The rule to try, such as relative:-5,0." required:"" placeholder:"RULE"`
	Committee string `help:"The committee, by any words that fit one; without it all of them." placeholder:"NAME"`
	Indicator string `help:"The code of the only indicator to look at." placeholder:"CODE"`
	Format    string `help:"text or json." default:"text" enum:"text,json"`
}

// Run prints which ratings of all history another rule would change. It changes nothing.
func (c whatifCommand) Run(ctx context.Context, s streams) error {
	rule, err := kpi.ParseRule(c.Rule)
	if err != nil {
		return err
	}
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		of, err := c.of(ctx, st)
		if err != nil {
			return err
		}
		t := trial{rule: rule, moves: map[[2]kpi.Rating]int{}}
		if err := st.EachRating(ctx, of, t.add); err != nil {
			return err
		}
		if c.Format == "json" {
			_, _ = io.WriteString(s.err, t.unsuitedText())
			return t.writeJSON(s.out)
		}
		_, err = io.WriteString(s.out, t.text())
		return err
	})
}

// of finds what was named.
func (c whatifCommand) of(ctx context.Context, st *store.Store) (of store.RatingsOf, err error) {
	if typed := strings.TrimSpace(c.Committee); typed != "" {
		committees, err := st.Committees(ctx)
		if err != nil {
			return of, err
		}
		if of.Committee, err = bot.ChooseCommittee(typed, committees); err != nil {
			return of, err
		}
	}
	typed := strings.TrimSpace(c.Indicator)
	if typed == "" {
		return of, nil
	}
	i, found, err := st.Indicator(ctx, typed)
	switch {
	case err != nil:
		return of, err
	case !found:
		return of, badInput{fmt.Errorf("there is no indicator called “%s”. `chaser export` lists them all", kpi.Excerpt(typed))}
	case of.Committee != "" && i.Committee != of.Committee:
		return of, badInput{fmt.Errorf("%s belongs to %s, not to %s. Leave one of the two out", i.Code, i.Committee, of.Committee)}
	}
	of.Code = i.Code
	return of, nil
}

// trial is a rule that is tried on all history.
type trial struct {
	rule     kpi.Rule
	rated    int // ratings that the rule was tried on
	changed  []rerated
	moves    map[[2]kpi.Rating]int // from, to
	unsuited []unsuited
}

// rerated is a figure that the rule would have rated otherwise.
type rerated struct {
	indicator kpi.Indicator
	figure    kpi.Figure
	would     kpi.Assessment
}

// unsuited is an indicator for which the register would not take the rule, and why.
type unsuited struct {
	indicator kpi.Indicator
	why       string
}

func (t *trial) add(i kpi.Indicator, f kpi.Figure) error {
	would, ok, err := i.RatedUnder(t.rule, f)
	var refusal *kpi.Refusal
	switch {
	case errors.As(err, &refusal):
		if last := len(t.unsuited) - 1; last < 0 || t.unsuited[last].indicator.Code != i.Code {
			t.unsuited = append(t.unsuited, unsuited{i, refusal.Error()})
		}
		return nil
	case err != nil:
		return err
	case !ok || f.Rating == kpi.NoData && would.Rating == kpi.NoData:
		return nil
	}
	t.rated++
	if would.Rating != f.Rating {
		t.changed = append(t.changed, rerated{i, f, would})
		t.moves[[2]kpi.Rating{f.Rating, would.Rating}]++
	}
	return nil
}

// fromWorst are the ratings in the order in which they are told.
var fromWorst = []kpi.Rating{kpi.Red, kpi.Amber, kpi.Green, kpi.Blue, kpi.NoData}

func (t *trial) text() string {
	var b strings.Builder
	b.WriteString(t.headline())
	for _, from := range fromWorst {
		for _, to := range fromWorst {
			if n := t.moves[[2]kpi.Rating{from, to}]; n > 0 {
				fmt.Fprintf(&b, "%6s  %s to %s\n", kpi.Count.ShowInt(n), from, to)
			}
		}
	}
	for n, r := range t.changed {
		if n == 0 || t.changed[n-1].indicator.Code != r.indicator.Code {
			fmt.Fprintf(&b, "\n%s\n", words.Cut(words.Name(r.indicator), screen))
		}
		fmt.Fprintf(&b, "  %s: %s%s, %s to %s\n", r.figure.Period.Words(), r.indicator.ShowFigure(r.figure), r.against(), r.figure.Rating, r.would.Rating)
	}
	if told := t.unsuitedText(); told != "" {
		b.WriteString("\n" + told)
	}
	return b.String()
}

func (t *trial) headline() string {
	rule := fmt.Sprintf("%s: %s", t.rule, t.rule.InWords())
	var said string
	switch {
	case t.rated == 0:
		said = "There is no rating to try the rule on."
	case len(t.changed) == 0:
		said = fmt.Sprintf("None of %s would change under %s", words.Counted(t.rated, "1 rating", "ratings"), rule)
	default:
		said = fmt.Sprintf("%s of %s would change under %s Nothing was changed.",
			kpi.Count.ShowInt(len(t.changed)), words.Counted(t.rated, "1 rating", "ratings"), rule)
	}
	return strings.Join(words.Wrap(said, screen), "\n") + "\n"
}

func (r rerated) against() string {
	if r.figure.Target == nil {
		return ""
	}
	return " against a target of " + r.indicator.Unit.ShowExact(*r.figure.Target)
}

// unsuitedText says for which indicators the register would not take the rule, with each reason once.
func (t *trial) unsuitedText() string {
	var b strings.Builder
	var reasons []string
	of := map[string][]kpi.Indicator{}
	for _, u := range t.unsuited {
		if len(of[u.why]) == 0 {
			reasons = append(reasons, u.why)
		}
		of[u.why] = append(of[u.why], u.indicator)
	}
	for _, why := range reasons {
		all := of[why]
		said := fmt.Sprintf("Not tried on %s: %s", words.Name(all[0]), why)
		if len(all) > 1 {
			said = fmt.Sprintf("Not tried on %s indicators, such as %s: %s", kpi.Count.ShowInt(len(all)), words.Name(all[0]), why)
		}
		b.WriteString(strings.Join(words.Wrap(said, screen), "\n") + "\n")
	}
	return b.String()
}

// reratedFigure is a rating that would change, as json prints it.
type reratedFigure struct {
	Indicator   string     `json:"indicator"`
	Committee   string     `json:"committee"`
	Period      kpi.Period `json:"period"`
	Figure      string     `json:"figure"`
	Target      *string    `json:"target"`
	RAG         kpi.Rating `json:"rag"`
	WouldRate   kpi.Rating `json:"would_rate"`
	Explanation string     `json:"explanation"` // of what it would be
}

func (t *trial) writeJSON(w io.Writer) error {
	all := make([]reratedFigure, len(t.changed))
	for n, r := range t.changed {
		all[n] = reratedFigure{
			Indicator: r.indicator.Code, Committee: r.indicator.Committee, Period: r.figure.Period, Figure: kpi.Exactly(*r.figure.Value),
			RAG: r.figure.Rating, WouldRate: r.would.Rating, Explanation: r.would.Explanation,
		}
		if r.figure.Target != nil {
			target := kpi.Exactly(*r.figure.Target)
			all[n].Target = &target
		}
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(all)
}
