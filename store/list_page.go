package store

import (
	"chaser/kpi"
)

// pageQuery finds which indicators a page of the list has, and how many the whole list has.
func (l Listing) pageQuery(who kpi.Person, known schedule, today kpi.Date, from, size int) (query string, arguments []any) {
	if l.WorstFirst {
		l.Ratings = []kpi.Rating{kpi.Red}
	}
	s := l.source(who, known, today, len(l.Ratings) > 0)
	if l.WorstFirst {
		return l.worstFirst(s, from, size), s.arguments
	}
	return l.byService(s, from, size), s.arguments
}

// worstFirst has the list by how far the cards are from their targets; those of which that is not known come last. The
// Reds of all the council, as the performance team or a channel sees them, are an index in that order, and so is how
// many they are. Any other list is found whole and put into that order, as a filter's Reds have no index.
func (l Listing) worstFirst(s *listSource, from, size int) string {
	how := "MATERIALIZED"
	if s.tables == "latest_cards r" && !l.Bare {
		how = "NOT MATERIALIZED"
	}
	begin, most := s.argument(from), s.argument(size)
	return s.withClause(`chosen AS `+how+` (SELECT `+s.id+` AS id, `+s.gap+` AS place FROM `+s.tables+s.whereClause()+`)`,
		`counted AS (SELECT count(*) AS all FROM chosen)`,
		`first AS (SELECT CASE WHEN CAST(`+begin+` AS int) < counted.all THEN CAST(`+begin+` AS int) ELSE 0 END AS from FROM counted)`) + `
	SELECT first.from, counted.all, ARRAY(SELECT id FROM chosen ORDER BY place, id OFFSET first.from LIMIT ` + most + `) AS ids FROM counted, first`
}

// byService has the list by service, each in the register's order and at the place of its first card. No index can have
// that order, as the first card depends on the list. Without a rating it counts each service's cards, and then reads
// those of the services that the page has, both from an index. With one it finds all once, and keeps each service's.
func (l Listing) byService(s *listSource, from, size int) string {
	begin, most := `CAST(`+s.argument(from)+` AS bigint)`, `CAST(`+s.argument(size)+` AS bigint)`
	kept, of := "", `SELECT i.id FROM `+s.tables+s.whereClause("i.service = p.service")+` ORDER BY i.id`
	if s.rating != "" {
		kept, of = `, array_agg(i.id) AS ids`, `SELECT id FROM unnest(p.ids) AS id ORDER BY id`
	}
	return s.withClause(
		`services AS MATERIALIZED (SELECT i.service, min(i.id) AS first, count(*) AS cards`+kept+` FROM `+s.tables+s.whereClause()+` GROUP BY i.service)`,
		`placed AS (SELECT *, CAST(sum(cards) OVER (ORDER BY first) AS bigint) - cards AS before FROM services)`,
		`counted AS (SELECT CAST(COALESCE(sum(cards), 0) AS bigint) AS all FROM services)`,
		`first AS (SELECT CASE WHEN `+begin+` < counted.all THEN `+begin+` ELSE 0 END AS from FROM counted)`) + `
	SELECT first.from, counted.all, ARRAY(
		SELECT l.id FROM placed p CROSS JOIN LATERAL (
			` + of + ` OFFSET greatest(first.from - p.before, 0) LIMIT ` + most + `) AS l
		WHERE p.before < first.from + ` + most + ` AND p.before + p.cards > first.from
		ORDER BY p.first, l.id LIMIT ` + most + `) AS ids
	FROM counted, first`
}

// countQuery counts the list's cards by their ratings, and how many figures of those are not final.
func (l Listing) countQuery(who kpi.Person, known schedule, today kpi.Date) (query string, arguments []any) {
	l.WorstFirst, l.Bare = false, false // in no order
	s := l.source(who, known, today, true)
	notFinal := `count(*) FILTER (WHERE rating IN ` + judgedRatings + ` AND status IN ('provisional', 'part-period')) AS not_final`
	if s.limited || s.cards == "" {
		return s.withClause(`cards AS (SELECT `+orUnrated(s.rating)+` AS rating, `+s.status+` AS status FROM `+s.tables+s.whereClause()+`)`) + `
		SELECT rating, count(*) AS count, ` + notFinal + ` FROM cards GROUP BY rating`, s.arguments
	}
	// Of all indicators that report the period it counts the cards that have a rating; all others have none.
	return s.withClause(`rated AS MATERIALIZED (
			SELECT rating, count(*) AS count, `+notFinal+`, count(*) FILTER (WHERE developing) AS developing
			FROM (SELECT `+s.rating+` AS rating, `+s.status+` AS status, r.indicator_id IN (SELECT id FROM indicators WHERE kind = 'in_development') AS developing
			      FROM `+s.cards+`) AS r
			WHERE rating IS NOT NULL GROUP BY rating)`,
		`developing AS (SELECT (SELECT count(*) FROM indicators i`+s.whereClause("i.kind = 'in_development'")+`) - (SELECT COALESCE(sum(developing), 0) FROM rated) AS count)`,
		`others AS (SELECT (SELECT count(*) FROM indicators i`+s.whereClause()+`) - (SELECT COALESCE(sum(count), 0) FROM rated) - (SELECT count FROM developing) AS count)`) + `
		SELECT rating, CAST(sum(count) AS bigint) AS count, CAST(sum(not_final) AS bigint) AS not_final
		FROM (SELECT rating, count, not_final FROM rated UNION ALL SELECT 'In Development', count, 0 FROM developing UNION ALL SELECT 'No data', count, 0 FROM others) AS cards
		WHERE count > 0 GROUP BY rating`, s.arguments
}
