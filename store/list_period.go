package store

import (
	"fmt"
	"slices"
	"strings"

	"chaser/kpi"
)

// ratedThen rates the cards of a period: to an indicator's own people by its newest figure. To everybody else it rates
// them as they were published; if they were not, by the newest figure that does not await sign-off, unless cards of the
// indicator were published from an earlier period on. So everybody's are the newest figures but for two kinds, which
// are found first and of which the reader's own are left out: indicators of which cards were published by then, and
// figures that were not signed off.
func (l Listing) ratedThen(s *listSource, who kpi.Person, a askedPeriods) {
	own, listed := l.ownOf(s, who, a), "true"
	if len(l.Ratings) > 0 && !l.unrated() {
		listed = "f.rating = ANY (" + s.argument(l.ratings()) + ")"
	}
	var parts []string
	for n, p := range slices.Compact(slices.Sorted(slices.Values(a.asked))) {
		t := periodThen{
			name: fmt.Sprint(n), period: s.argument(p), listed: listed, own: own, ofMany: l.ofMany, bare: l.Bare,
			unpublished: slices.Contains(l.lacks.Published, p), unshown: slices.Contains(l.lacks.Shown, p),
		}
		if others := a.others(p, l.lacks.Frequencies); len(others) > 0 {
			t.others = s.argument(others)
		}
		if own == "true" {
			parts = append(parts, t.newest("", ""))
			continue
		}
		if t.ofMany && !t.unshown {
			s.with = append(s.with, t.shown())
		}
		if !t.unpublished || who.Outside && own == "false" { // a list has to be read from something
			parts = append(parts, t.published())
		}
		switch {
		case !who.Outside:
			s.with = append(s.with, t.unsigned()...)
			parts = append(parts, t.newest(t.unseen()))
			if own != "false" && !t.ofMany && !t.unshown {
				parts = append(parts, t.newest("", " AND f.indicator_id IN (SELECT id FROM own)"))
			}
		case own != "false":
			parts = append(parts, t.newest("", " AND f.indicator_id IN (SELECT i.id FROM indicators i WHERE "+own+")"))
		}
	}
	columns := "indicator_id, rating, gap, status, listed"
	if l.Bare {
		columns += ", figure, publication"
	}
	s.with = append(s.with, "sees ("+columns+") AS ("+strings.Join(parts, " UNION ALL ")+")")
	s.cards, s.rating, s.gap, s.status = "sees r", "r.rating", "r.gap", "r.status"
	l.readCards(s, a)
	if l.Bare {
		s.where(bareThen(own))
	}
}

// periodThen is how the cards of one period are read. Indicators that report other periods are left out: there are
// none, or PostgreSQL knows how many.
type periodThen struct {
	name           string // ends the names of its tables
	period, others string // parameters: the period, and the frequencies that do not report it, if there are any
	listed         string // the condition for a figure f that the list may have
	own            string // the condition for an indicator i that is the reader's own, as ownOf has it
	ofMany         bool
	bare           bool // which figure it is, or in which publication, is read too

	unpublished, unshown bool // nothing was published of it, or until it
}

// newest reads the newest figures that fulfil a condition. Whether the list may have one is a column, as PostgreSQL
// then reckons with half of them: of the newest it would take hardly any for Red, and look each of them up.
func (t periodThen) newest(join, condition string) string {
	which := ""
	if t.bare {
		which = ", f.id AS figure, CAST(NULL AS bigint) AS publication"
	}
	return `
		SELECT * FROM (
			SELECT DISTINCT ON (f.indicator_id) f.indicator_id, f.rating, f.gap, f.status, ` + t.listed + ` AS listed` + which + `
			FROM figure_revisions f` + join + `
			WHERE f.period = ` + t.period + ` AND f.taken_back_at IS NULL` + t.reports() + condition + `
			ORDER BY f.indicator_id DESC, f.revision DESC) AS f`
}

// reports is a further condition, for those f whose indicator reports the period.
func (t periodThen) reports() string {
	if t.others == "" {
		return ""
	}
	return ` AND f.indicator_id NOT IN (SELECT id FROM indicators WHERE frequency = ANY (` + t.others + `))`
}

// unseen are a join and a condition for the newest figures that the reader sees: neither what was published by then nor
// what was not signed off. Where nearly all was published it reads the few others alone, as PostgreSQL knows how many
// cards were published until when. It then has none of the reader's own, unless they manage many.
func (t periodThen) unseen() (join, condition string) {
	condition = " AND f.id NOT IN (SELECT id FROM unsigned" + t.name + ")"
	switch {
	case t.unshown:
		return "", condition
	case t.ofMany:
		return "", " AND f.indicator_id NOT IN (SELECT id FROM shown" + t.name + ")" + condition
	}
	join = " JOIN latest_cards c ON c.indicator_id = f.indicator_id AND (c.shown_from IS NULL OR c.shown_from > period_order(" + t.period + "))"
	return join + t.notOwn("c.indicator_id"), condition
}

// shown are the indicators, but for those of a reader who manages many, of which cards were published from a period on
// that is no later.
func (t periodThen) shown() string {
	return `shown` + t.name + ` AS MATERIALIZED (
		SELECT c.indicator_id AS id FROM latest_cards c
		WHERE c.shown_from <= period_order(` + t.period + `) AND c.indicator_id IN (SELECT i.id FROM indicators i WHERE (` + t.own + `) IS NOT TRUE))`
}

// unsigned are the period's figures that were not signed off, though their committee wants it, but for the reader's
// own: the newest of its indicator where that awaits it, and all where the newest is a revision or one was sent back.
// Of other indicators the newest was signed off or needs it not, so that no earlier one counts.
func (t periodThen) unsigned() []string {
	return []string{`waiting` + t.name + ` AS MATERIALIZED (
		SELECT u.figure_id, u.indicator_id, u.revision FROM unsigned_figures u WHERE u.period = ` + t.period + t.notOwn("u.indicator_id") + `)`,
		`unsigned` + t.name + ` AS MATERIALIZED (
		SELECT figure_id AS id FROM waiting` + t.name + `
		UNION ALL
		SELECT f.id
		FROM (SELECT indicator_id FROM waiting` + t.name + ` WHERE revision > 1
		      UNION
		      SELECT b.indicator_id
		      FROM sign_offs s JOIN figure_revisions b ON b.id = s.figure_id AND b.period = ` + t.period + `
		      JOIN indicators m ON m.id = b.indicator_id JOIN committees k ON k.name = m.committee AND k.sign_off IS NOT NULL
		      WHERE s.state = 'sent-back') AS u
		JOIN figure_revisions f ON f.indicator_id = u.indicator_id AND f.period = ` + t.period + ` AND f.taken_back_at IS NULL
		JOIN sign_offs s ON s.figure_id = f.id AND s.state <> 'approved'
		WHERE true` + t.notOwn("u.indicator_id") + `)`}
}

// notOwn is a further condition, that an indicator is none of the reader's own.
func (t periodThen) notOwn(id string) string {
	switch {
	case t.own == "false":
		return ""
	case t.ofMany:
		return ` AND (SELECT ` + t.own + ` FROM indicators i WHERE i.id = ` + id + `) IS NOT TRUE`
	}
	return ` AND ` + id + ` NOT IN (SELECT id FROM own)`
}

// published reads the period's cards that were published, but for the reader's own.
func (t periodThen) published() string {
	notOwn := t.notOwn("f.indicator_id")
	if t.ofMany && !t.unshown { // which was worked out for those already
		notOwn = " AND f.indicator_id IN (SELECT id FROM shown" + t.name + ")"
	}
	// A card without a figure has a rating too. Where it is not asked for, which of the indicator's figures was
	// published is a column, as PostgreSQL would take hardly any to fulfil both conditions, and look each indicator up.
	join, same, listed, end := "LEFT JOIN", " AND f.id = c.figure_id", "true", ""
	if t.listed != "true" {
		join, same, listed, end = "JOIN", "", "f.id = c.figure_id", " ORDER BY c.indicator_id DESC OFFSET 0" // as both are read
	}
	which := ""
	if t.bare {
		which = ", c.figure_id, c.publication_id"
	}
	return `
		(SELECT c.indicator_id, COALESCE(f.rating, (
		           SELECT CASE CAST(p.card AS json) #>> '{Indicator,Kind}' WHEN 'in_development' THEN 'In Development' ELSE 'No data' END
		           FROM published_cards p WHERE p.publication_id = c.publication_id AND p.indicator_id = c.indicator_id)), f.gap, f.status, ` + listed + which + `
		FROM (SELECT DISTINCT ON (f.indicator_id) f.indicator_id, f.publication_id, f.figure_id
		      FROM published_cards f WHERE f.period = ` + t.period + t.reports() + notOwn + `
		      ORDER BY f.indicator_id DESC, f.publication_id DESC) AS c
		` + join + ` figure_revisions f ON f.indicator_id = c.indicator_id` + same + ` AND f.period = ` + t.period + `
		     AND f.taken_back_at IS NULL AND ` + t.listed + end + `)`
}
