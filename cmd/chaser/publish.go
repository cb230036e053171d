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
	Committee string `help:"The committee, by any words that fit one." required:"" placeholder:"NAME"`
	Period    string `help:"The period, such as 2023-24Q2." required:"" placeholder:"P"`
	Yes       bool   `help:"Publish even where figures, sign-offs or actions are missing." xor:"do"`
	Preview   bool   `help:"Print what the committee's channel would get, the doubts and what is missing; change nothing." xor:"do"`
	TakeBack  bool   `help:"Take back what was published, within 15 minutes and before anybody has asked or acted on it." xor:"do"`
}

// Run shows the committee the period, like “/kpi publish”. Its cards are frozen, and serve or the next tick posts its
// summary.
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
		switch {
		case c.Preview:
			return c.preview(ctx, s, st, name, p, bot.PreviewFor{
				Today:   kpi.DateOf(now.In(settings.Zone)),
				Zone:    settings.Zone,
				Command: settings.Command,
			})
		case c.TakeBack:
			return c.takeBack(ctx, s, st, name, p, now, settings.Zone)
		}
		done, err := st.Publish(ctx, store.Publish{
			Committee: name,
			Period:    p,
			Anyway:    c.Yes,
			Now:       now,
			Today:     kpi.DateOf(now.In(settings.Zone)),
		})
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

// preview prints what the channel would get, then what to know before it does.
func (c publishCommand) preview(ctx context.Context, s streams, st *store.Store, name string, p kpi.Period, how bot.PreviewFor) error {
	read, err := st.Preview(ctx, name, p, how.Today)
	if err != nil {
		return err
	}
	if read.Published() {
		return c.report(s, read.Publishing, how.Zone)
	}
	text, err := bot.PreviewText(read, name, p, how)
	if err != nil {
		return err
	}
	if read.Channel == "" {
		text = words.NoChannel + "\n"
	}
	_, err = fmt.Fprint(s.out, text+words.Ready(p, name, read.Readiness)+"\n"+lacking(read.Readiness)+bot.BeforePosting(read)+"Nothing was published.\n")
	return err
}

// takeBack takes back what was published, like “Take back” in Slack.
func (c publishCommand) takeBack(ctx context.Context, s streams, st *store.Store, name string, p kpi.Period, now time.Time, zone *time.Location) error {
	of, found, err := st.LastPublication(ctx, name, p)
	if err != nil {
		return err
	}
	if !found {
		return badInput{fmt.Errorf("%s was not published for %s, so there is nothing to take back", p.Words(), name)}
	}
	done, err := st.TakeBackPublication(ctx, store.Unpublish{
		Publication: of.ID,
		Now:         now,
		Today:       kpi.DateOf(now.In(zone)),
		Zone:        zone,
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.out, takenBackText(done, zone))
	return err
}

func takenBackText(done store.Unpublished, zone *time.Location) string {
	of := done.Publication
	if !done.Fresh {
		return fmt.Sprintf("%s for %s was taken back already, %s. Nothing was changed now.", of.Period.Words(), of.Committee, of.TakenBack.Words(zone))
	}
	said := fmt.Sprintf("Taken back: %s for %s.", of.Period.Words(), of.Committee)
	if done.Said > 0 {
		said += fmt.Sprintf(" %s removed by `chaser serve`, or by the next `chaser tick`.", words.Counted(done.Said, "Its message is", "messages are"))
	}
	if !done.SetDay.IsZero() {
		said += fmt.Sprintf(" It is published by itself on its set day, %s.", done.SetDay.Words())
	}
	return said
}

// committeeNamed is the committee's name as the register writes it, by any words that fit one, as for “/kpi publish”.
func committeeNamed(ctx context.Context, st *store.Store, typed string) (string, error) {
	committees, err := st.Committees(ctx)
	if err != nil {
		return "", err
	}
	return bot.ChooseCommittee(strings.TrimSpace(typed), committees)
}

func (c publishCommand) report(s streams, done store.Publishing, zone *time.Location) error {
	of := done.Publication
	said := words.Publication{
		Committee: of.Committee,
		Period:    of.Period,
		At:        of.At,
		By:        of.ByName,
		Automatic: of.Automatic,
	}
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

// reportUnsaid says which messages the committee's channel is still waiting for, and what to do.
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

// lacking lists what is lacking, one a line.
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
