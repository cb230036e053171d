package store

// Each question is a scalar query, which PostgreSQL asks of the Reds alone, by their ids: it would turn EXISTS into a
// join with all figures, or all actions.

// bareLast is a condition for a latest card r that is Red: that it lacks actions, as kpi.Card.LacksActions has it, to
// the reader of whose own indicators own is the condition.
func bareLast(own string) string {
	return `(
		SELECT CASE
			WHEN ` + own + ` THEN ` + hasNoActions("b.own_figure", everyPeriod) + `
			WHEN b.seen_rank IS NOT NULL THEN ` + hasNoActions("b.seen_figure", seenPeriods) + `
			ELSE (` + publishedBare + ` WHERE c.indicator_id = b.indicator_id ORDER BY period_order(c.period) DESC, c.publication_id DESC LIMIT 1) END
		FROM latest_cards b JOIN indicators i ON i.id = b.indicator_id WHERE b.indicator_id = r.indicator_id)`
}

// bareThen is bareLast for the card of a period, of which r has the figure, or in which publication it was published.
func bareThen(own string) string {
	return `(
		SELECT CASE
			WHEN r.publication IS NOT NULL THEN (` + publishedBare + ` WHERE c.publication_id = r.publication AND c.indicator_id = r.indicator_id)
			WHEN ` + own + ` THEN ` + hasNoActions("r.figure", everyPeriod) + `
			ELSE ` + hasNoActions("r.figure", seenPeriods) + ` END
		FROM indicators i WHERE i.id = r.indicator_id)`
}

// hasNoActions is the condition that a figure has no actions: no words of its own, no action of its period but those
// that were dropped, and no open one of any period that its reader sees.
func hasNoActions(id, ofPeriod string) string {
	return `(
		SELECT g.actions = '' AND (
			SELECT true FROM actions a
			WHERE a.indicator_id = g.indicator_id
			  AND (a.state = 'open' AND (a.period = g.period OR ` + ofPeriod + `) OR a.state NOT IN ('open', 'dropped', 'cancelled') AND a.period = g.period)
			LIMIT 1) IS NULL
		FROM figure_revisions g WHERE g.id = ` + id + `)`
}

const (
	// everyPeriod and seenPeriods are the periods of which a reader knows the actions a of an indicator whose card is
	// not one that was published: all, or as kpi.Dossier.Sees has them.
	everyPeriod = `true`
	seenPeriods = `(
		(EXISTS (SELECT FROM published_cards e WHERE e.indicator_id = a.indicator_id AND period_order(e.period) = period_order(a.period)) OR
		 NOT EXISTS (SELECT FROM published_cards e WHERE e.indicator_id = a.indicator_id AND period_order(e.period) <= period_order(a.period))) AND
		EXISTS (SELECT FROM figure_revisions h
		        WHERE h.indicator_id = a.indicator_id AND h.period = a.period AND h.taken_back_at IS NULL AND NOT EXISTS (
		            SELECT FROM sign_offs s JOIN indicators k ON k.id = h.indicator_id JOIN committees m ON m.name = k.committee AND m.sign_off IS NOT NULL
		            WHERE s.figure_id = h.id AND s.state <> 'approved')))`

	// publishedBare reads whether a published card has no actions, as it was published.
	publishedBare = `
		SELECT COALESCE(CAST(c.card AS jsonb) #>> '{Figure,Actions}', '') = ''
		       AND NOT jsonb_path_exists(CAST(c.card AS jsonb), '$.Actions[*] ? (@.State != "dropped")')
		FROM published_cards c`
)
