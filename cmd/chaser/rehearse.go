package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"time"

	"chaser/jobs"
	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

type rehearseCommand struct {
	From   string `help:"The first day, such as 2024-01-02." required:"" placeholder:"DATE"`
	To     string `help:"The last day." required:"" placeholder:"DATE"`
	Format string `help:"text or json." default:"text" enum:"text,json"`
}

// Run prints what the schedule would send if nobody posted anything. It sends nothing and saves nothing.
func (c rehearseCommand) Run(ctx context.Context, s streams) error {
	settings, err := s.settings()
	if err != nil {
		return err
	}
	from, to, err := c.days()
	if err != nil {
		return badInput{err}
	}
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		log := slog.New(slog.NewTextHandler(s.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
		// It looks from its first morning: whoever is away then counts as away.
		config := jobs.Config{
			Store: st,
			Now:   func() time.Time { return from.At(kpi.OfficeOpens, settings.Zone) },
			Zone:  settings.Zone,
			Log:   log,
		}
		if settings.BotToken != "" {
			b, err := newBot(settings, st, time.Now, log)
			if err != nil {
				return err
			}
			config.Courier = b
		}
		chase, err := jobs.New(config).Foresee(ctx)
		if err != nil {
			return err
		}
		published, err := foreseePublishing(ctx, st, chase, from, to, settings.Zone)
		if err != nil {
			return err
		}
		said := append(foreseenOf(chase.Rehearse(from, to), chase), published...)
		slices.SortStableFunc(said, func(a, b foreseen) int { return a.at.Compare(b.at) })
		if c.Format == "json" {
			return writeRehearsal(s.out, said, settings.Zone)
		}
		return printRehearsal(s.out, said, settings.Zone)
	})
}

// maxRehearsed is the longest rehearsal, in days.
const maxRehearsed = 3 * 366

func (c rehearseCommand) days() (from, to kpi.Date, err error) {
	if from, err = kpi.ParseDate(c.From); err != nil {
		return from, to, fmt.Errorf("--from: %w", err)
	}
	if to, err = kpi.ParseDate(c.To); err != nil {
		return from, to, fmt.Errorf("--to: %w", err)
	}
	switch {
	case to.Before(from):
		return from, to, fmt.Errorf("--to %s comes before --from %s; give the earlier day first", to, from)
	case from.AddDays(maxRehearsed).Before(to):
		return from, to, fmt.Errorf("%s to %s is more than three years; rehearse a shorter time", from, to)
	}
	return from, to, nil
}

// rehearsedMessage is a message as the rehearsal's JSON has it.
type rehearsedMessage struct {
	At         string          `json:"at"` // RFC 3339, by the council's clock
	Kind       kpi.NoticeKind  `json:"kind"`
	Recipient  string          `json:"recipient"`
	Channel    string          `json:"channel"` // where it goes in Slack: the recipient's direct messages
	Indicators []string        `json:"indicators"`
	Period     string          `json:"period"`
	Why        string          `json:"why"`
	Items      []rehearsedItem `json:"items"`
}

type rehearsedItem struct {
	Duty      kpi.Duty `json:"duty"`
	Indicator string   `json:"indicator,omitempty"`
	Period    string   `json:"period"`
	Step      string   `json:"step"`
	Gap       kpi.Gap  `json:"gap,omitempty"`
	Action    int64    `json:"action,omitempty"`
	Due       string   `json:"due"`
}

func writeRehearsal(w io.Writer, said []foreseen, zone *time.Location) error {
	list := make([]rehearsedMessage, 0, len(said))
	for _, r := range said {
		m := rehearsedMessage{
			At: r.at.In(zone).Format(time.RFC3339), Kind: r.kind, Recipient: r.recipient, Channel: r.recipient,
			Indicators: r.codes, Period: r.period.String(), Why: r.why, Items: []rehearsedItem{},
		}
		for _, i := range r.items {
			m.Items = append(m.Items, rehearsedItem{i.Duty, i.Indicator, i.Period.String(), i.Step.String(), i.Gap, i.Action, i.Due.String()})
		}
		list = append(list, m)
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(list)
}

func printRehearsal(w io.Writer, said []foreseen, zone *time.Location) error {
	if len(said) == 0 {
		_, err := fmt.Fprintln(w, "Nobody would be sent anything.")
		return err
	}
	day := ""
	for _, r := range said {
		if today := r.at.In(zone).Format("Monday 2 January 2006"); today != day {
			day = today
			if _, err := fmt.Fprintln(w, day); err != nil {
				return err
			}
		}
		_, err := fmt.Fprintf(w, "  %s  %-16s  %s (%s): %s%s\n", r.at.In(zone).Format("15:04"), r.kind, r.name, r.recipient, r.why, listed(r.codes))
		if err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%s. Nothing was sent.\n", words.Counted(len(said), "1 message", "messages"))
	return err
}

func listed(codes []string) string {
	if len(codes) == 0 {
		return ""
	}
	return " [" + strings.Join(codes, ", ") + "]"
}
