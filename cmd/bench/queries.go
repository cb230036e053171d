package main

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"chaser/kpi"
	"chaser/store"
	"chaser/store/storetest/filled"
)

// explaining are the parameters of a connection on which PostgreSQL says how it ran each statement.
var explaining = map[string]string{
	"session_preload_libraries":     "auto_explain",
	"auto_explain.log_min_duration": "0",
	"auto_explain.log_analyze":      "on",
	"auto_explain.log_buffers":      "on",
	"auto_explain.log_timing":       "off", // of each step, as that takes longer than the steps
	"auto_explain.log_format":       "json",
	"auto_explain.log_level":        "notice",
	"client_min_messages":           "notice",
}

// query is something that people ask for, often.
type query struct {
	what string
	ask  func(ctx context.Context, n int) error
}

// queries prints what the most frequent questions cost in the database, and the plan of each one's dearest statement,
// as docs/plans.md has it. Filling the database takes the most time, so one that was filled before can be named.
func queries(ctx context.Context, b *bench) (err error) {
	dsn := b.filledDatabase
	if dsn == "" {
		b.made++
		if dsn, err = b.database(ctx, fmt.Sprintf("queries_%d", b.made)); err != nil {
			return err
		}
		if err := b.fillAt(ctx, dsn, filled.Council{Indicators: b.indicators, Periods: b.periods, LateOf: 3, Published: 4, Quick: true}); err != nil {
			return err
		}
	}
	address, err := url.Parse(dsn)
	if err != nil {
		return err
	}
	r, err := newRelay(address.Host)
	if err != nil {
		return err
	}
	b.ends = append(b.ends, r.close)
	defer func() { _ = b.close() }()
	address.Host = r.listener.Addr().String()
	parameters := address.Query()
	for name, value := range explaining {
		parameters.Set(name, value)
	}
	address.RawQuery = parameters.Encode()
	explained, err := store.OpenWithin(ctx, address.String(), 8)
	if err != nil {
		return err
	}
	b.ends = append(b.ends, explained.Close)
	plain, err := store.OpenWithin(ctx, dsn, 8)
	if err != nil {
		return err
	}
	b.ends = append(b.ends, plain.Close)
	all, err := explained.CountIndicators(ctx)
	if err != nil {
		return err
	}
	return b.explain(ctx, r, asked(explained, all), asked(plain, all))
}

// asked are the most frequent questions to a council of so many indicators.
func asked(st *store.Store, all int) []query {
	team, manager := kpi.Person{SlackID: filled.Team, Roles: []kpi.Role{kpi.Admin}}, kpi.Person{SlackID: filled.Manager, Roles: []kpi.Role{kpi.Manager}}
	code := func(n int) string { return filled.Code(1 + n*7919%all) }
	owner := func(n int) kpi.Person { return kpi.Person{SlackID: filled.Owner(1 + n*7919%max(all/10, 1))} }
	card := func(who kpi.Person) func(context.Context, int) error {
		return func(ctx context.Context, n int) error {
			_, found, err := st.Card(ctx, who, code(n), kpi.Period{}, today)
			if err == nil && !found {
				err = fmt.Errorf("there is no %s", code(n))
			}
			return err
		}
	}
	list := func(who kpi.Person, l store.Listing) func(context.Context, int) error {
		return func(ctx context.Context, n int) error {
			_, err := st.List(ctx, who, l, n*10%all, 10, today)
			return err
		}
	}
	board := func(who kpi.Person) func(context.Context, int) error {
		return func(ctx context.Context, _ int) error {
			collected, _, err := st.CurrentCollection(ctx, today)
			if err != nil {
				return err
			}
			_, err = st.Progress(ctx, time.UTC, collected, store.ProgressOf{Reader: who, Most: 30}, today)
			return err
		}
	}
	return []query{
		{"a card, the performance team", card(team)},
		{"a card, a channel", card(kpi.Person{})},
		{"an indicator by its code", func(ctx context.Context, n int) error {
			_, _, err := st.Indicator(ctx, code(n))
			return err
		}},
		{"what an owner owes", func(ctx context.Context, n int) error {
			_, err := st.Owed(ctx, owner(n).SlackID, today)
			return err
		}},
		{"what is asked of an owner", func(ctx context.Context, n int) error {
			_, err := st.ChaseOf(ctx, owner(n).SlackID, time.UTC, today)
			return err
		}},
		{"ten cards of all, a channel", list(kpi.Person{}, store.Listing{})},
		{"ten cards of a committee, the performance team", list(team, store.Listing{CardsOf: store.CardsOf{Committee: "Committee 3"}})},
		{"ten Reds, worst first, a channel", list(kpi.Person{}, store.Listing{WorstFirst: true})},
		{"ten Reds, worst first, who manages all", list(manager, store.Listing{WorstFirst: true})},
		{"ten Reds of a period three years before, a channel", list(kpi.Person{}, store.Listing{CardsOf: store.CardsOf{Period: kpi.Quarter(2020, 2)}, WorstFirst: true})},
		{"the ratings' counts, a channel", func(ctx context.Context, _ int) error {
			_, err := st.CountRatings(ctx, kpi.Person{}, store.Listing{}, today)
			return err
		}},
		{"ten figures that are awaited, the performance team", func(ctx context.Context, n int) error {
			_, err := st.Awaited(ctx, team, store.AwaitedOf{}, n*10%all, 10, today)
			return err
		}},
		{"how the collection stands, the performance team", board(team)},
		{"how the collection stands, who manages all", board(manager)},
		{"ten figures that await sign-off, the performance team", func(ctx context.Context, n int) error {
			_, err := st.Unsigned(ctx, team, store.UnsignedOf{}, n*10%all, 10)
			return err
		}},
		{"a search by two words", func(ctx context.Context, n int) error {
			_, err := st.SearchIndicators(ctx, []string{"library visits", "planning decided", "foster", "benefit answered"}[n%4], 20)
			return err
		}},
	}
}

// reading is what one question took of the database.
type reading struct {
	statements, blocks int
	ms                 float64
	dearest            statement // by its blocks
}

func costOf(ran []statement) (c reading) {
	for _, s := range ran {
		ms, err := strconv.ParseFloat(s.ms, 64)
		if err != nil {
			continue
		}
		if c.statements == 0 || s.Plan.blocks() > c.dearest.Plan.blocks() {
			c.dearest = s
		}
		c.statements++
		c.blocks += s.Plan.blocks()
		c.ms += ms
	}
	return c
}

// explain asks each question of a hundred things, in so many rounds, and prints the table and the plans. Of each thing
// the round counts in which it took the least, so that what else the machine does matters little.
func (b *bench) explain(ctx context.Context, r *relay, explained, plain []query) error {
	const runs = 100
	var plans strings.Builder
	fmt.Fprintf(b.out, "\n| what | statements | blocks | ms in the database, least | p50 | p99 | ms to the answer, p99 |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n")
	for n, q := range explained {
		for run := range 10 { // the first ones prepare, and are planned anew
			if err := q.ask(ctx, run); err != nil {
				return fmt.Errorf("%s: %w", q.what, err)
			}
		}
		r.take()
		costs := make([]reading, runs)
		for round := range b.rounds {
			for run := range runs {
				if err := q.ask(ctx, run); err != nil {
					return fmt.Errorf("%s: %w", q.what, err)
				}
				if c := costOf(r.take()); round == 0 || c.ms < costs[run].ms {
					costs[run] = c
				}
			}
		}
		slices.SortFunc(costs, func(a, z reading) int { return compareFloats(a.ms, z.ms) })
		answered, err := slowest(runs, plain[n].ask)(ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", q.what, err)
		}
		middle := costs[len(costs)/2]
		fmt.Fprintf(b.out, "| %s | %d | %d | %.2f | %.2f | %.2f | %.2f |\n", q.what, middle.statements, middle.blocks, costs[0].ms, middle.ms, costs[len(costs)*99/100].ms, answered)
		fmt.Fprintf(&plans, "\n## %s%s\n\n%d of its %d blocks are those of:\n\n```\n", strings.ToUpper(q.what[:1]), q.what[1:], middle.dearest.Plan.blocks(), middle.blocks)
		middle.dearest.Plan.print(&plans, 0, middle.dearest.Plan.blocks())
		plans.WriteString("```\n")
	}
	_, err := fmt.Fprint(b.out, plans.String())
	return err
}

func compareFloats(a, z float64) int {
	switch {
	case a < z:
		return -1
	case a > z:
		return 1
	}
	return 0
}

// print writes the steps that read something, or that have several beneath them. Those that read less than a hundredth
// of the whole plan's blocks are left out.
func (s step) print(out *strings.Builder, depth, whole int) {
	says := s.Relation != "" || s.Index != "" || len(s.Plans) != 1 || depth == 0
	if says && s.blocks()*100 >= whole && s.Loops > 0 {
		line := s.Node
		for _, of := range []string{s.Index, s.Relation} {
			if of != "" {
				line += " " + of
			}
		}
		if s.Name != "" {
			line = s.Name + ": " + line
		}
		fmt.Fprintf(out, "%s%s: %.0f rows", strings.Repeat("  ", depth), line, s.Rows)
		if s.Loops > 1 {
			fmt.Fprintf(out, ", %.0f times", s.Loops)
		}
		fmt.Fprintf(out, ", %d blocks\n", s.blocks())
		depth++
	}
	for _, beneath := range s.Plans {
		beneath.print(out, depth, whole)
	}
}
