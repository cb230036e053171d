package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/lib/pq"

	"chaser/kpi"
)

// listSource is the part of a query that finds a list's cards: a WITH clause, what comes after FROM, and conditions. It
// names nothing that the list does not ask for, so that a list of everything is read from an index.
type listSource struct {
	with       []string
	tables     string // indicators i, or latest_cards r, or both
	conditions []string
	arguments  []any

	id, rating, gap, status string // of a card; rating may be null
	cards                   string // what is read of latest cards, as r: where not empty, the rating is found without indicators
}

// argument adds a parameter.
func (s *listSource) argument(value any) string {
	s.arguments = append(s.arguments, value)
	return fmt.Sprint("$", len(s.arguments))
}

func (s *listSource) where(condition string) { s.conditions = append(s.conditions, condition) }

func (s *listSource) withClause(more ...string) string {
	return "WITH " + strings.Join(append(slices.Clone(s.with), more...), ", ")
}

func (s *listSource) whereClause(more ...string) string {
	if all := append(slices.Clone(s.conditions), more...); len(all) > 0 {
		return " WHERE " + strings.Join(all, " AND ")
	}
	return ""
}

// source is where the list's cards are found. If rated, it knows what each is rated, as kpi.Dossier.Sight decides: the
// latest card or, with a period, that period's.
func (l Listing) source(who kpi.Person, known schedule, today kpi.Date, rated bool) *listSource {
	s := &listSource{tables: "indicators i", id: "i.id"}
	l.limit(s)
	asked := l.asked(known, today)
	if !l.Period.IsZero() {
		s.where("i.frequency = ANY (" + s.argument(asked.frequencies) + ")")
	}
	switch {
	case !rated:
	case !l.Period.IsZero():
		l.ratedThen(s, who, asked)
	default:
		l.ratedLast(s, who, asked)
	}
	return s
}

// limit adds what limits the list besides its ratings and its period.
func (l Listing) limit(s *listSource) {
	if l.Committee != "" {
		s.where("i.committee = " + s.argument(l.Committee))
	}
	if l.Service != "" {
		s.where("i.service = " + s.argument(l.Service))
	}
	if l.ManagedBy != "" {
		who := s.argument(l.ManagedBy)
		s.where(`(i.manager = ` + who + ` OR i.manager IS NULL AND i.owner IN (SELECT slack_id FROM people WHERE manager = ` + who + `))`)
	}
	if l.PostedBy != "" {
		who := s.argument(l.PostedBy)
		s.where(`(i.owner = ` + who + ` OR i.deputy = ` + who + ` OR i.manager = ` + who + `)`)
	}
}

// askedPeriods are, in step, the frequencies that the list has, which period of each is asked for, and which is being
// collected; ” is none.
type askedPeriods struct{ frequencies, asked, collected pq.StringArray }

func (l Listing) asked(known schedule, today kpi.Date) (a askedPeriods) {
	for _, f := range everyFrequency {
		own, reports := l.Period.For(f)
		if !l.Period.IsZero() && !reports {
			continue
		}
		_, open, _ := kpi.Open(known.collections, f, today)
		a.frequencies = append(a.frequencies, string(f))
		a.asked, a.collected = append(a.asked, own.String()), append(a.collected, open.String())
	}
	return a
}

// own is a condition for those indicators i one of whose own people the reader is: all, none, or those of the table
// own.
func (s *listSource) own(who kpi.Person, a askedPeriods) string {
	switch {
	case who.SlackID == "":
		return "false"
	case who.Is(kpi.Admin):
		return "true"
	}
	person := s.argument(who.SlackID)
	s.with = append(s.with, `own AS MATERIALIZED (
		SELECT id FROM indicators WHERE owner = `+person+`
		UNION SELECT id FROM indicators WHERE deputy = `+person+`
		UNION SELECT id FROM indicators WHERE manager = `+person+`
		UNION SELECT h.id FROM people o JOIN indicators h ON h.owner = o.slack_id WHERE o.manager = `+person+`
		UNION SELECT d.indicator_id FROM delegations d JOIN indicators h ON h.id = d.indicator_id
		      JOIN unnest(CAST(`+s.argument(a.frequencies)+` AS text[]), CAST(`+s.argument(a.asked)+` AS text[]), CAST(`+s.argument(a.collected)+` AS text[])) AS w (frequency, asked, collected)
		           ON w.frequency = h.frequency AND d.period IN (w.asked, w.collected)
		      WHERE d.delegate = `+person+`)`)
	return `i.id IN (SELECT id FROM own)`
}

// seenBy is the column that holds something of a card as its reader sees it.
func seenBy(own, column, seen string) string {
	switch own {
	case "true":
		return "r.own_" + column
	case "false":
		return seen
	}
	return "CASE WHEN " + own + " THEN r.own_" + column + " ELSE " + seen + " END"
}

// ratedLast rates the latest cards. Where the list has neither a limit nor an order of the indicators' own, it reads
// the cards alone.
func (l Listing) ratedLast(s *listSource, who kpi.Person, a askedPeriods) {
	own := s.own(who, a)
	seen := "r.seen_rating"
	if who.Outside {
		seen = "CASE WHEN r.shown_from IS NOT NULL THEN r.seen_rating END"
	}
	s.cards = "latest_cards r"
	switch {
	case own == "true" || own == "false":
		s.rating, s.gap, s.status = seenBy(own, "rating", seen), seenBy(own, "gap", "r.seen_gap"), seenBy(own, "status", "r.seen_status")
	case who.Outside:
		s.cards = ""
		s.rating, s.gap, s.status = seenBy(own, "rating", seen), seenBy(own, "gap", "r.seen_gap"), seenBy(own, "status", "r.seen_status")
	default:
		s.rating, s.gap, s.status = s.seesBoth()
	}
	cards := cmp.Or(s.cards, "latest_cards r")
	switch {
	case l.WorstFirst && len(s.conditions) == 0 && s.cards != "":
		s.tables, s.id = s.cards, "r.indicator_id"
	case len(l.Ratings) > 0 && !l.unrated():
		s.tables = cards + " JOIN indicators i ON i.id = r.indicator_id"
	default:
		s.tables = "indicators i LEFT JOIN " + cards + " ON r.indicator_id = i.id"
	}
	l.limitRatings(s)
}

// seesBoth reads the cards of somebody who sees some as their own people do and all others as everybody does. Each kind
// is read by itself, so that an index of the Reds in their order serves either.
func (s *listSource) seesBoth() (rating, gap, status string) {
	s.with = append(s.with, `sees AS NOT MATERIALIZED (
		SELECT c.indicator_id, c.own_rating AS rating, c.own_gap AS gap, c.own_status AS status FROM own JOIN latest_cards c ON c.indicator_id = own.id
		UNION ALL
		SELECT c.indicator_id, c.seen_rating, c.seen_gap, c.seen_status FROM latest_cards c WHERE c.indicator_id NOT IN (SELECT id FROM own))`)
	s.cards = "sees r"
	return "r.rating", "r.gap", "r.status"
}

// unrated reports whether the list has cards without a figure.
func (l Listing) unrated() bool {
	return slices.ContainsFunc(l.Ratings, func(r kpi.Rating) bool { return r == kpi.NoData || r == kpi.InDevRating })
}

// orUnrated is a rating, or what a card without a figure is rated.
func orUnrated(rating string) string {
	return `COALESCE(` + rating + `, CASE i.kind WHEN 'in_development' THEN 'In Development' ELSE 'No data' END)`
}

func (l Listing) limitRatings(s *listSource) {
	rating := s.rating
	if l.unrated() {
		rating = orUnrated(rating)
	}
	switch {
	case l.WorstFirst:
		s.where(rating + " = 'Red'")
	case len(l.Ratings) > 0:
		ratings := pq.StringArray{}
		for _, r := range l.Ratings {
			ratings = append(ratings, string(r))
		}
		s.where(rating + " = ANY (" + s.argument(ratings) + ")")
	}
}

// ratedThen rates the cards of a period: to an indicator's own people by its newest figure. To everybody else it rates
// them as they were published; if they were not, by the newest figure that does not await sign-off, unless cards of the
// indicator were published from an earlier period on. Each part reads one index in its order, from the period's end.
func (l Listing) ratedThen(s *listSource, who kpi.Person, a askedPeriods) {
	own := s.own(who, a)
	s.tables = `indicators i JOIN unnest(CAST(` + s.argument(a.frequencies) + ` AS text[]), CAST(` + s.argument(a.asked) + ` AS text[])) AS w (frequency, asked) ON w.frequency = i.frequency`
	if own != "false" {
		s.thenRead(a, "n", `SELECT DISTINCT ON (f.indicator_id) f.indicator_id, f.period, f.rating, f.gap, f.status
			FROM figure_revisions f WHERE f.period = %s AND f.taken_back_at IS NULL ORDER BY f.indicator_id DESC, f.revision DESC`)
	}
	if own != "true" {
		s.thenRead(a, "s", `SELECT c.indicator_id, c.period, f.gap, f.status, COALESCE(f.rating, (
				SELECT CASE CAST(p.card AS json) #>> '{Indicator,Kind}' WHEN 'in_development' THEN 'In Development' ELSE 'No data' END
				FROM published_cards p WHERE p.publication_id = c.publication_id AND p.indicator_id = c.indicator_id)) AS rating
			FROM (SELECT DISTINCT ON (p.indicator_id) p.indicator_id, p.period, p.publication_id, p.figure_id
			      FROM published_cards p WHERE p.period = %[1]s ORDER BY p.indicator_id DESC, p.publication_id DESC) AS c
			LEFT JOIN (SELECT id, rating, gap, status FROM figure_revisions WHERE period = %[1]s AND taken_back_at IS NULL) AS f ON f.id = c.figure_id`)
		s.thenRead(a, "c", `SELECT DISTINCT ON (f.indicator_id) f.indicator_id, f.period, f.rating, f.gap, f.status
			FROM figure_revisions f WHERE f.period = %s AND f.taken_back_at IS NULL AND NOT (
				f.id IN (SELECT figure_id FROM sign_offs WHERE state <> 'approved')
				AND f.indicator_id IN (SELECT m.id FROM indicators m JOIN committees k ON k.name = m.committee WHERE k.sign_off IS NOT NULL))
			ORDER BY f.indicator_id DESC, f.revision DESC`)
		s.tables += `
		LEFT JOIN latest_cards r ON r.indicator_id = i.id`
	}
	then := func(column string) string {
		seen := "CASE WHEN s.rating IS NOT NULL THEN s." + column
		if !who.Outside {
			seen += " WHEN COALESCE(period_order(w.asked) < r.shown_from, true) THEN c." + column
		}
		seen += " END"
		switch own {
		case "true":
			return "n." + column
		case "false":
			return seen
		}
		return "CASE WHEN " + own + " THEN n." + column + " ELSE " + seen + " END"
	}
	s.rating, s.gap, s.status = then("rating"), then("gap"), then("status")
	l.limitRatings(s)
}

// thenRead joins what a query of one period reads, for each period that is asked for.
func (s *listSource) thenRead(a askedPeriods, name, query string) {
	var parts []string
	for _, p := range slices.Compact(slices.Sorted(slices.Values(a.asked))) {
		parts = append(parts, "("+fmt.Sprintf(query, s.argument(p))+")")
	}
	s.with = append(s.with, name+"_then AS MATERIALIZED ("+strings.Join(parts, " UNION ALL ")+")")
	s.tables += `
		LEFT JOIN ` + name + `_then ` + name + ` ON ` + name + `.indicator_id = i.id AND ` + name + `.period = w.asked`
}
