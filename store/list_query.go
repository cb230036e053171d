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
	limited                 bool   // to some of the indicators that report the period, or of all where there is none
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
	s.limited = len(s.conditions) > 0 || len(l.Ratings) > 0
	asked := l.asked(known, today).without(l.lacks.Frequencies)
	switch {
	case rated && l.Period.IsZero():
		l.ratedLast(s, who, asked)
	case rated:
		l.ratedThen(s, who, asked)
	case !l.Period.IsZero():
		s.where("i.frequency = ANY (" + s.argument(asked.frequencies) + ")")
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

// others are the frequencies that are not asked for the period, without those that no indicator has.
func (a askedPeriods) others(period string, unused []string) (frequencies pq.StringArray) {
	for _, f := range everyFrequency {
		if n := slices.Index(a.frequencies, string(f)); (n < 0 || a.asked[n] != period) && !slices.Contains(unused, string(f)) {
			frequencies = append(frequencies, string(f))
		}
	}
	return frequencies
}

// ownOf is a condition for those indicators i one of whose own people the reader is: all, none, or those of the table
// own. For somebody who is one of the own people of many, it says of each indicator whether it is one of those, as
// finding them all first would take longer.
func (l Listing) ownOf(s *listSource, who kpi.Person, a askedPeriods) string {
	switch {
	case who.SlackID == "":
		return "false"
	case who.Is(kpi.Admin), l.ManagedBy == who.SlackID, l.PostedBy == who.SlackID: // which limit the list already
		return "true"
	}
	person := s.argument(who.SlackID)
	if l.ofMany { // most are theirs as the manager
		return `(i.manager = ` + person + ` OR i.owner IN (SELECT slack_id FROM people WHERE manager = ` + person + `)
			OR i.owner = ` + person + ` OR i.deputy = ` + person + ` OR i.id IN (` + s.handedOn(person, a) + `))`
	}
	s.with = append(s.with, `own AS MATERIALIZED (
		SELECT id FROM indicators WHERE owner = `+person+`
		UNION ALL SELECT id FROM indicators WHERE deputy = `+person+`
		UNION ALL SELECT id FROM indicators WHERE manager = `+person+`
		UNION ALL SELECT h.id FROM people o JOIN indicators h ON h.owner = o.slack_id WHERE o.manager = `+person+`
		UNION ALL `+s.handedOn(person, a)+`)`)
	return `i.id IN (SELECT id FROM own)`
}

// handedOn reads the indicators of which a figure was handed to the person that is asked for or collected.
func (s *listSource) handedOn(person string, a askedPeriods) string {
	return `SELECT d.indicator_id FROM delegations d JOIN indicators h ON h.id = d.indicator_id
		JOIN unnest(CAST(` + s.argument(a.frequencies) + ` AS text[]), CAST(` + s.argument(a.asked) + ` AS text[]), CAST(` + s.argument(a.collected) + ` AS text[])) AS w (frequency, asked, collected)
		     ON w.frequency = h.frequency AND d.period IN (w.asked, w.collected)
		WHERE d.delegate = ` + person
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

// ratedLast rates the latest cards.
func (l Listing) ratedLast(s *listSource, who kpi.Person, a askedPeriods) {
	own := l.ownOf(s, who, a)
	seen := "r.seen_rating"
	if who.Outside {
		seen = "CASE WHEN r.shown_from IS NOT NULL THEN r.seen_rating END"
	}
	switch all := own == "true" || own == "false"; {
	case !all && !who.Outside && l.ofMany && len(s.conditions) == 0 && (l.WorstFirst || len(l.Ratings) == 0):
		s.cards = "sees r"
		s.rating, s.gap, s.status = l.seesMany(s, own)
	case all || who.Outside || l.ofMany:
		if all {
			s.cards = "latest_cards r"
		}
		s.rating, s.gap, s.status = seenBy(own, "rating", seen), seenBy(own, "gap", "r.seen_gap"), seenBy(own, "status", "r.seen_status")
	default:
		s.cards = "sees r"
		s.rating, s.gap, s.status = s.seesBoth()
	}
	rated := len(l.Ratings) > 0 && !l.unrated()
	if rated && !l.WorstFirst && own == "false" && who.Outside { // the same, and PostgreSQL knows of how many it is
		s.rating = "r.seen_rating"
		s.where("r.shown_from IS NOT NULL")
	}
	l.readCards(s, a)
	if rated && s.cards == "" {
		l.limitBoth(s)
	}
	if l.Bare {
		s.where(bareLast(own))
	}
}

// limitBoth limits the cards to those that may have a rating of the list, whoever sees them, so that whose each is is
// asked of these alone.
func (l Listing) limitBoth(s *listSource) {
	ratings := s.argument(l.ratings())
	s.where("(r.own_rating = ANY (" + ratings + ") OR r.seen_rating = ANY (" + ratings + "))")
}

// readCards reads the indicators with their rated cards. Where the list has neither a limit nor an order of the
// indicators' own, it reads the cards alone.
func (l Listing) readCards(s *listSource, a askedPeriods) {
	cards := cmp.Or(s.cards, "latest_cards r")
	switch {
	case l.WorstFirst && len(s.conditions) == 0 && s.cards != "":
		s.tables, s.id = s.cards, "r.indicator_id"
	case len(l.Ratings) > 0 && !l.unrated():
		s.tables = cards + " JOIN indicators i ON i.id = r.indicator_id"
	default:
		s.tables = "indicators i LEFT JOIN " + cards + " ON r.indicator_id = i.id"
		if !l.Period.IsZero() && !a.areAll(l.lacks.Frequencies) {
			s.where("i.frequency = ANY (" + s.argument(a.frequencies) + ")")
		}
	}
	l.limitRatings(s)
}

// seesBoth reads the cards of somebody who sees some as their own people do and all others as everybody does. Each kind
// is read by itself, so that an index of the Reds in their order serves either.
func (s *listSource) seesBoth() (rating, gap, status string) {
	s.with = append(s.with, `sees AS NOT MATERIALIZED (
		SELECT c.indicator_id, c.own_rating AS rating, c.own_gap AS gap, c.own_status AS status FROM latest_cards c WHERE c.indicator_id IN (SELECT id FROM own)
		UNION ALL
		SELECT c.indicator_id, c.seen_rating, c.seen_gap, c.seen_status FROM latest_cards c WHERE c.indicator_id NOT IN (SELECT id FROM own))`)
	return "r.rating", "r.gap", "r.status"
}

// seesMany reads the same cards, and says of each once whether the reader is one of its own people. A list of Reds
// asks only of those that may be. All of them are read in their order, as two indexes side by side take half of what a
// table of 30,000 hashes does.
func (l Listing) seesMany(s *listSource, own string) (rating, gap, status string) {
	which := "ORDER BY i.id"
	if l.WorstFirst {
		which = "WHERE c.own_rating = 'Red' OR c.seen_rating = 'Red'"
	}
	s.with = append(s.with, `sees AS (
		SELECT c.indicator_id, CASE WHEN c.own THEN c.own_rating ELSE c.seen_rating END AS rating, CASE WHEN c.own THEN c.own_gap ELSE c.seen_gap END AS gap,
		       CASE WHEN c.own THEN c.own_status ELSE c.seen_status END AS status
		FROM (SELECT c.*, `+own+` AS own FROM indicators i JOIN latest_cards c ON c.indicator_id = i.id `+which+` OFFSET 0) AS c)`)
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
	switch {
	case len(l.Ratings) == 0:
	case l.unrated():
		s.where(orUnrated(s.rating) + " = ANY (" + s.argument(l.ratings()) + ")")
	case !l.Period.IsZero():
		s.where("r.listed")
	case l.WorstFirst:
		s.where(s.rating + " = 'Red'") // as the indexes of the Reds in their order say it
	default:
		s.where(s.rating + " = ANY (" + s.argument(l.ratings()) + ")")
	}
}

// ratings are those that the list has, as a parameter.
func (l Listing) ratings() pq.StringArray {
	ratings := pq.StringArray{}
	for _, r := range l.Ratings {
		ratings = append(ratings, string(r))
	}
	return ratings
}
