package store

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chaser/internal/thorough"
	"chaser/kpi"
)

// listedCouncil is a council in which anything happens that decides which card somebody sees. It writes rows as the
// program does, and as the release before this one does, which knows nothing of latest_cards.
type listedCouncil struct {
	t        *testing.T
	s        *Store
	rand     *rand.Rand
	happened []string
	periods  map[kpi.Frequency][]string // that figures are of; nil: listedPeriods
}

// The pages of a list, put together, are the cards that were found by making every card, whatever has happened.
func TestListsAreTheCardsThatWereMade(t *testing.T) {
	t.Parallel()
	every := thorough.Plays(16, 8)
	for seed := range thorough.Plays[uint64](1, 3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			s, _ := empty(t)
			c := &listedCouncil{t: t, s: s, rand: rand.New(rand.NewPCG(seed, 17))}
			c.begin()
			for n := range 48 {
				c.happen()
				if n%every == every-1 {
					c.compare()
				}
				if t.Failed() {
					t.Fatalf("what happened:\n%s", strings.Join(c.happened, "\n"))
				}
			}
		})
	}
}

var listedPeriods = map[kpi.Frequency][]string{
	kpi.Quarterly: {"2023-24Q1", "2023-24Q2", "2023-24Q3", "2023-24Q4"},
	kpi.Monthly:   {"2023-09", "2023-10", "2023-11", "2024-02"},
	kpi.Yearly:    {"2021-22", "2022-23", "2023-24", "2011/12"},
}

func (c *listedCouncil) begin() {
	r := kpi.Register{
		People: []kpi.Person{
			{SlackID: "UADMIN", Name: "A", Roles: []kpi.Role{kpi.Admin}}, {SlackID: "UOWNER", Name: "O", Manager: "ULINE"}, {SlackID: "ULINE", Name: "L"}, {SlackID: "UOTHER", Name: "X"},
		},
		Committees: []kpi.Committee{{Name: "First"}, {Name: "Second", SignOff: kpi.ManagerSignOff}},
	}
	for _, p := range []kpi.Period{quarter2, quarter3} {
		opens := kpi.Date{Year: p.End().Year, Month: p.End().Month, Day: 28}
		r.Collections = append(r.Collections, kpi.Collection{Period: p, Opens: opens, Due: opens.AddDays(20)})
	}
	for n := range 7 {
		i := kpi.Indicator{
			Code: fmt.Sprint("I", n), Title: "T", Committee: []string{"First", "Second"}[n%2], Service: []string{"B", "A", ""}[n%3], Unit: kpi.Count,
			Direction: kpi.None, Kind: kpi.Contextual, Compare: []kpi.Compare{kpi.WithPrevious, kpi.WithPrevious, kpi.WithYearAgo, kpi.WithPrevious}[n%4], Frequency: []kpi.Frequency{kpi.Quarterly, kpi.Quarterly, kpi.Monthly, kpi.Yearly}[n%4],
			Owner: []string{"UOWNER", "UOTHER", ""}[n%3], Deputy: []string{"UOTHER", "", "UOWNER"}[n%3], Manager: []string{"", "", "UOTHER"}[n%3],
		}
		if n == 5 {
			i.Kind = kpi.InDevelopment
		}
		r.Indicators = append(r.Indicators, i)
	}
	mustImport(c.t, c.s, r)
	for n, i := range r.Indicators {
		for _, p := range listedPeriods[i.Frequency] {
			if n%2 == 1 && c.rand.IntN(3) > 0 { // so that some cards lack actions
				continue
			}
			c.do(`INSERT INTO actions (indicator_id, period, words, owner, due, state, raised_by, raised_at, outcome)
				SELECT id, $2, 'Ask again', 'ULINE', '2024-01-31', 'open', 'ULINE', $3, '' FROM indicators WHERE code = $1`, i.Code, p, monday)
			if state := []string{"open", "dropped", "done"}[c.rand.IntN(3)]; n%2 == 1 && state != "open" {
				c.do(`UPDATE actions a SET state = $3, settled_by = 'ULINE', settled_at = $4, outcome = 'So.' FROM indicators i WHERE a.indicator_id = i.id AND i.code = $1 AND a.period = $2`,
					i.Code, p, state, monday)
			}
		}
	}
}

func (c *listedCouncil) do(query string, args ...any) {
	c.happened = append(c.happened, fmt.Sprintf("%s %v", query, args))
	if _, err := c.s.patient.ExecContext(c.t.Context(), query, args...); err != nil {
		c.t.Fatalf("%s: %v", query, err)
	}
}

func (c *listedCouncil) happen() {
	id := 1 + c.rand.IntN(7)
	indicators, err := listIndicators(c.t.Context(), c.s.patient, `i.id = $1`, id)
	if err != nil {
		c.t.Fatal(err)
	}
	periods := listedPeriods[indicators[0].Frequency]
	if c.periods != nil {
		periods = c.periods[indicators[0].Frequency]
	}
	p := periods[c.rand.IntN(len(periods))]
	switch c.rand.IntN(12) {
	case 0, 1, 2, 3:
		c.do(addFigure+` RETURNING id`, id, p, c.rating(), c.rand.IntN(20)-10, c.posted())
	case 4, 5: // an import brings several at once
		c.do(addFigure+` UNION ALL `+strings.ReplaceAll(oneFigure, "$2", "$6"), id, p, c.rating(), c.rand.IntN(20)-10, c.posted(), periods[(slices.Index(periods, p)+1)%len(periods)])
	case 6:
		c.do(`INSERT INTO sign_offs (figure_id, state) SELECT max(id), 'awaiting' FROM figures f WHERE NOT EXISTS (SELECT FROM sign_offs s WHERE s.figure_id = f.id) HAVING max(id) IS NOT NULL`)
	case 7:
		c.do(`UPDATE sign_offs SET state = $1, said_by = 'UOTHER', said_at = $2, reason = $3 WHERE figure_id = (SELECT max(figure_id) FROM sign_offs WHERE state = 'awaiting')`,
			[]string{"approved", "sent-back"}[len(c.happened)%2], monday, []string{"", "Look again"}[len(c.happened)%2])
	case 8:
		c.do(`UPDATE figure_revisions SET taken_back_at = $1 WHERE id = (
			SELECT max(f.id) FROM figures f WHERE f.indicator_id = $2 AND NOT EXISTS (SELECT FROM figures l WHERE l.indicator_id = f.indicator_id AND l.period = f.period AND l.revision > f.revision)
			AND NOT EXISTS (SELECT FROM edition_cards e WHERE e.figure_id = f.id))`, monday, id)
	case 9:
		c.publish(indicators[0].Committee, []kpi.Period{kpi.Quarter(2023, 1), quarter2, quarter3}[c.rand.IntN(3)])
	case 10:
		c.do(`UPDATE publication_editions SET taken_back_at = $1 WHERE id = (SELECT max(id) FROM publications)`, monday)
	default:
		switch c.rand.IntN(3) {
		case 0:
			c.do(`UPDATE committees SET sign_off = CASE WHEN sign_off IS NULL THEN 'manager' END WHERE name = $1`, indicators[0].Committee)
		case 1:
			c.do(`UPDATE indicators SET committee = CASE committee WHEN 'First' THEN 'Second' ELSE 'First' END WHERE id = $1`, id)
		default:
			if collected, reports := quarter3.For(indicators[0].Frequency); reports && c.rand.IntN(2) == 0 {
				p = collected.String()
			}
			c.do(`INSERT INTO delegations (indicator_id, period, delegate, delegated_by, delegated_at) VALUES ($1, $2, $3, 'UOWNER', $4) ON CONFLICT DO NOTHING`,
				id, p, []string{"ULINE", "UOTHER"}[c.rand.IntN(2)], monday)
		}
	}
}

const (
	addFigure = `
	INSERT INTO figures (indicator_id, period, revision, value, status, commentary, actions, reason, posted_at, rating, direction, gap, explanation)` + oneFigure

	oneFigure = `
	SELECT $1::bigint, $2, n, CASE WHEN $3 <> 'No data' OR $4::int % 2 = 0 THEN 1 END,
	       CASE WHEN $3 <> 'No data' THEN (ARRAY['provisional', 'final', 'part-period'])[1 + abs($4::int) % 3] WHEN $4::int % 2 = 0 THEN 'carried-forward' ELSE 'unavailable' END,
	       '', '', CASE WHEN n > 1 THEN 'Again' ELSE '' END, greatest($5::timestamptz, (SELECT max(posted_at) FROM figures WHERE indicator_id = $1 AND period = $2)), $3, 'none', CASE WHEN $3 IN ('Red', 'Amber') THEN $4::numeric END, 'So.'
	FROM (SELECT count(*) + 1 AS n FROM figures WHERE indicator_id = $1 AND period = $2) AS next`
)

func (c *listedCouncil) rating() string {
	return []string{"Red", "Red", "Amber", "Contextual", "No data"}[c.rand.IntN(5)]
}

// posted is mostly today, and sometimes long before the period began.
func (c *listedCouncil) posted() any {
	return monday.AddDate(0, -[]int{0, 0, 0, 6}[c.rand.IntN(4)], 0)
}

// publish freezes the committee's cards as store.Publish does.
func (c *listedCouncil) publish(committee string, p kpi.Period) {
	var ids []int64
	err := c.s.patient.SelectContext(c.t.Context(), &ids, `
		INSERT INTO publications (committee, period, automatic, published_at) SELECT $1, $2, false, $3
		WHERE NOT EXISTS (SELECT FROM publications WHERE committee = $1 AND period = $2) RETURNING id`, committee, p.String(), monday)
	if err != nil {
		c.t.Fatal(err)
	}
	if len(ids) == 0 {
		return
	}
	all, err := listIndicators(c.t.Context(), c.s.patient, `i.committee = $1`, committee)
	if err != nil {
		c.t.Fatal(err)
	}
	all = slices.DeleteFunc(all, func(i keptIndicator) bool { _, reports := p.For(i.Frequency); return !reports })
	cards, err := buildCards(c.t.Context(), c.s.patient, look{period: p, publishing: true}, all, today)
	if err != nil {
		c.t.Fatal(err)
	}
	for n, card := range cards {
		text, err := json.Marshal(card)
		if err != nil {
			c.t.Fatal(err)
		}
		c.do(`INSERT INTO published_cards (publication_id, indicator_id, period, figure_id, card) VALUES ($1, $2, $3,
			(SELECT id FROM figures WHERE indicator_id = $2 AND period = $3 AND revision = $4), $5)`, ids[0], all[n].id, card.Period.String(), revisionOf(card), string(text))
	}
}

func revisionOf(c kpi.Card) int {
	if c.Figure == nil {
		return 0
	}
	return c.Figure.Revision
}

func (c *listedCouncil) compare() {
	everybody := []kpi.Person{
		{}, {Outside: true}, {SlackID: "UADMIN", Roles: []kpi.Role{kpi.Admin}}, {SlackID: "UOWNER"}, {SlackID: "ULINE"}, {SlackID: "UOTHER"},
	}
	for _, who := range everybody {
		if who.SlackID != "" {
			c.compareAwaited(who)
		}
		c.compareActions(who)
		for range 2 {
			p := []kpi.Period{{}, {}, quarter2, kpi.Quarter(2023, 4), kpi.Month(2023, 10), kpi.FinancialYear(2011)}[c.rand.IntN(6)]
			cards, err := c.s.CardsOf(c.t.Context(), who, CardsOf{Period: p}, today)
			if err != nil {
				c.t.Fatal(err)
			}
			for range 3 {
				l := []Listing{
					{}, {CardsOf: CardsOf{Committee: "Second"}}, {CardsOf: CardsOf{Service: "A"}}, {Ratings: []kpi.Rating{kpi.Red, kpi.Amber}}, {Ratings: []kpi.Rating{kpi.NoData, kpi.InDevRating}},
					{Ratings: []kpi.Rating{kpi.ContextRating}, CardsOf: CardsOf{Committee: "First"}}, {WorstFirst: true}, {ManagedBy: "ULINE"}, {ManagedBy: "UOTHER", WorstFirst: true}, {PostedBy: "UOTHER"},
					{WorstFirst: true, Bare: true}, {WorstFirst: true, Bare: true, CardsOf: CardsOf{Committee: "Second"}}, {ManagedBy: "UOTHER", WorstFirst: true, Bare: true},
				}[c.rand.IntN(13)]
				l.Period, l.ofMany = p, c.rand.IntN(2) == 0
				c.compareList(who, l, slices.Clone(cards))
			}
		}
	}
}

// compareAwaited holds what others owe, as somebody may know of it, against their cards.
func (c *listedCouncil) compareAwaited(who kpi.Person) {
	lines, err := c.s.LineManagers(c.t.Context())
	if err != nil {
		c.t.Fatal(err)
	}
	cards, err := c.s.Cards(c.t.Context(), who, "", today)
	if err != nil {
		c.t.Fatal(err)
	}
	var others, managed []kpi.Card
	for _, card := range cards {
		i := card.Indicator
		if card.Awaited == nil {
			continue
		}
		h := card.Awaited.Handed
		knows := h != nil && slices.Contains([]string{i.Owner, i.Deputy, h.By.SlackID}, who.SlackID) || who.Is(kpi.Admin) || who.SlackID == i.ManagedBy(lines[i.Owner])
		if knows && !card.OwedBy(who.SlackID) {
			others = append(others, card)
		}
		if i.ManagedBy(lines[i.Owner]) == who.SlackID {
			managed = append(managed, card)
		}
	}
	slices.SortStableFunc(others, func(a, b kpi.Card) int { return strings.Compare(a.Awaited.Due.String(), b.Awaited.Due.String()) })
	for _, compared := range []struct {
		of   AwaitedOf
		want []kpi.Card
	}{
		{AwaitedOf{}, others}, {AwaitedOf{ManagedBy: who.SlackID}, managed},
		{AwaitedOf{ManagedBy: who.SlackID, Late: true}, slices.DeleteFunc(slices.Clone(managed), func(card kpi.Card) bool { return !card.Awaited.Due.Before(today) })},
	} {
		got, err := c.s.Awaited(c.t.Context(), who, compared.of, 0, 100, today)
		if err != nil {
			c.t.Fatal(err)
		}
		if got.All != len(compared.want) {
			c.t.Errorf("%+v: %d, want %d", compared.of, got.All, len(compared.want))
		}
		same(c.t, fmt.Sprintf("%+v as %s sees it", compared.of, who.SlackID), compared.want, got.Cards)
	}
}

// compareActions holds the actions that somebody may know of against whole dossiers of their indicators.
func (c *listedCouncil) compareActions(who kpi.Person) {
	indicators, err := listIndicators(c.t.Context(), c.s.patient, `true`)
	if err != nil {
		c.t.Fatal(err)
	}
	dossiers, err := readDossiers(c.t.Context(), c.s.patient, who, indicators)
	if err != nil {
		c.t.Fatal(err)
	}
	rows, err := listActions(c.t.Context(), c.s.patient, `true`)
	if err != nil {
		c.t.Fatal(err)
	}
	want, got := []kpi.Action{}, []kpi.Action{}
	for _, row := range rows {
		a, d := row.action(), dossiers[row.IndicatorID]
		if who.SlackID == a.Owner && who.SlackID != "" || d.Sees(d.own(a.Period), a.Period) {
			want = append(want, a)
		}
	}
	listed, err := c.s.Actions(c.t.Context(), who, ActionsOf{})
	if err != nil {
		c.t.Fatal(err)
	}
	for _, a := range listed {
		got = append(got, a.Action)
	}
	same(c.t, fmt.Sprintf("the actions as %+v sees them", who), want, got)
}

func (c *listedCouncil) compareList(who kpi.Person, l Listing, every []kpi.Card) {
	want := c.made(l, every)
	var got []kpi.Card
	for {
		page, err := c.s.List(c.t.Context(), who, l, len(got), 4, today)
		if err != nil {
			c.t.Fatal(err)
		}
		if page.All != len(want) || page.From != len(got) && page.All > 0 {
			c.t.Errorf("%+v: %s sees %d cards from %d, want %d from %d", l, who.SlackID, page.All, page.From, len(want), len(got))
			return
		}
		if got = append(got, page.Cards...); len(got) >= page.All {
			break
		}
	}
	same(c.t, fmt.Sprintf("%+v as %+v sees it", l, who), want, got)
	beyond, err := c.s.List(c.t.Context(), who, l, len(want)+1, 4, today)
	if err != nil {
		c.t.Fatal(err)
	}
	if beyond.From != 0 || len(beyond.Cards) != min(4, len(want)) {
		c.t.Errorf("%+v: beyond its end %d cards from %d", l, len(beyond.Cards), beyond.From)
	}
	counts, err := c.s.CountRatings(c.t.Context(), who, l, today)
	if err != nil {
		c.t.Fatal(err)
	}
	expect := RatingCounts{Of: map[kpi.Rating]int{}}
	for _, card := range want {
		expect.Of[card.Assessment().Rating]++
		if card.NotFinal() {
			expect.NotFinal++
		}
	}
	if !l.WorstFirst {
		same(c.t, fmt.Sprintf("the ratings of %+v as %+v sees them", l, who), expect, counts)
	}
}

// made is the list as it is found without the database's help: every card is made, and those that are not wanted are
// left out.
func (c *listedCouncil) made(l Listing, cards []kpi.Card) []kpi.Card {
	lines, err := c.s.LineManagers(c.t.Context())
	if err != nil {
		c.t.Fatal(err)
	}
	now, err := listIndicators(c.t.Context(), c.s.db, `true`)
	if err != nil {
		c.t.Fatal(err)
	}
	committees := map[string]string{}
	for _, i := range now {
		committees[i.Code] = i.Committee
	}
	cards = slices.DeleteFunc(cards, func(card kpi.Card) bool {
		i := card.Indicator
		return l.Committee != "" && l.Committee != committees[i.Code] || l.Service != "" && l.Service != i.Service ||
			l.ManagedBy != "" && i.ManagedBy(lines[i.Owner]) != l.ManagedBy || l.PostedBy != "" && !slices.Contains([]string{i.Owner, i.Deputy, i.Manager}, l.PostedBy) || len(l.Ratings) > 0 && !slices.Contains(l.Ratings, card.Assessment().Rating)
	})
	if l.Bare {
		cards = slices.DeleteFunc(cards, func(card kpi.Card) bool { return !card.LacksActions() })
	}
	if l.WorstFirst {
		return kpi.WorstFirst(cards)
	}
	var services []string
	for _, card := range cards {
		if !slices.Contains(services, card.Indicator.Service) {
			services = append(services, card.Indicator.Service)
		}
	}
	slices.SortStableFunc(cards, func(a, b kpi.Card) int {
		return slices.Index(services, a.Indicator.Service) - slices.Index(services, b.Indicator.Service)
	})
	return cards
}
