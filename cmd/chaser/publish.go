package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"chaser/bot"
	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

type publishCommand struct {
	Committee string `help:"The committee's name." required:"" placeholder:"NAME"`
	Period    string `help:"The period, such as 2023-24Q2." required:"" placeholder:"P"`
	Yes       bool   `help:"Publish even where figures, sign-offs or actions are missing."`
}

// Run shows the committee the period, as “/kpi publish” does: its cards are frozen, and its summary is handed to serve
// or to the next tick.
func (c publishCommand) Run(ctx context.Context, s streams) error {
	settings, err := s.settings()
	if err != nil {
		return err
	}
	p, err := kpi.ParsePeriod(c.Period)
	if err != nil {
		return err
	}
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		name, err := committeeNamed(ctx, st, c.Committee)
		if err != nil {
			return err
		}
		now := time.Now()
		done, err := st.Publish(ctx, store.Publish{Committee: name, Period: p, Anyway: c.Yes, Now: now, Today: kpi.DateOf(now.In(settings.Zone))})
		if err != nil {
			return err
		}
		if !done.Published() {
			return badInput{fmt.Errorf("%s is not ready to be published for %s:\n%sNothing was published. Add what is missing, or publish anyway with --yes", p.Words(), name, lacking(done.Readiness))}
		}
		if err := c.report(s, done, settings.Zone); err != nil || done.Fresh {
			return err
		}
		return c.reportUnsaid(ctx, s, st, done.Publication)
	})
}

// committeeNamed is the committee's name as the register has it, whatever the case it was typed in; a name that is none
// stays as it is, and is refused with those that are.
func committeeNamed(ctx context.Context, st *store.Store, typed string) (string, error) {
	committees, err := st.Committees(ctx)
	for _, c := range committees {
		if strings.EqualFold(c.Name, strings.TrimSpace(typed)) {
			return c.Name, err
		}
	}
	return typed, err
}

func (c publishCommand) report(s streams, done store.Publishing, zone *time.Location) error {
	of := done.Publication
	said := words.Publication{Committee: of.Committee, Period: of.Period, At: of.At, By: of.ByName, Automatic: of.Automatic}
	if !done.Fresh {
		_, err := fmt.Fprintln(s.out, said.Already(zone))
		return err
	}
	text := said.Now(done.Cards) + "\n" + lacking(done.Readiness)
	if done.Channel == "" {
		text += words.NoChannel + "\n"
	} else {
		text += "The summary of its reds is posted by `chaser serve`, or by the next `chaser tick`.\n"
	}
	_, err := fmt.Fprint(s.out, text)
	return err
}

// reportUnsaid names what the committee's channel has not been told yet, and what to do.
func (c publishCommand) reportUnsaid(ctx context.Context, s streams, st *store.Store, of store.Publication) error {
	unsaid, err := st.Unsaid(ctx, of.ID)
	if err != nil || len(unsaid) == 0 {
		return err
	}
	said := fmt.Sprintf("%s still to be posted in the committee's channel.\n", words.Counted(len(unsaid), "One message is", "messages are"))
	for _, t := range bot.Troubles(unsaid) {
		said += "  " + t.Words(t.Recipient, kpi.Date.String, "`chaser tick` tries again at once.") + "\n"
	}
	_, err = fmt.Fprint(s.out, said)
	return err
}

// lacking names what is lacking, a line each.
func lacking(r kpi.Readiness) string {
	var b strings.Builder
	for _, part := range []struct {
		what  string
		lacks []kpi.Lack
	}{{"no figure", r.Missing}, {"awaiting sign-off", r.Awaiting}, {"Red without actions", r.Lacking}} {
		for _, l := range part.lacks {
			fmt.Fprintf(&b, "  %s: %s %s", part.what, l.Code, l.Title)
			if mark := words.Mark(l.Status); mark != "" {
				fmt.Fprintf(&b, " (%s)", mark)
			}
			if l.With.SlackID != "" {
				fmt.Fprintf(&b, ", with %s (%s)", l.With.Name, l.With.SlackID)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}
