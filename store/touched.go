package store

import (
	"context"

	"github.com/lib/pq"

	"chaser/kpi"
)

// touched are the messages that a change of several figures may touch. All transactions lock messages in the order of
// their ids. Locking them figure by figure would break that order, so they are locked all at once, after the indicators
// and before the audit trails.
type touched struct {
	indicators      pq.Int64Array // of the figures, in step with periods and boards
	periods, boards pq.StringArray
	turned          pq.Int64Array  // the indicators whose Red may begin or end
	digests         pq.StringArray // the keys of daily messages that may have more to tell
}

// figure adds the messages that speak of a figure.
func (t *touched) figure(i keptIndicator, p kpi.Period, collections []kpi.Collection) {
	t.indicators, t.periods = append(t.indicators, i.id), append(t.periods, p.String())
	t.boards = append(t.boards, boardOf(i, p, collections).String())
}

// red adds the messages that tell of the indicator's Reds.
func (t *touched) red(i keptIndicator) { t.turned = append(t.turned, i.id) }

// digestsOf adds everybody's daily message about the Reds of a posting.
func (t *touched) digestsOf(chase kpi.Chase, p Post) {
	for _, who := range chase.People {
		key, _ := (turning{post: p}).digest(chase, who)
		t.digests = append(t.digests, key)
	}
}

func (t touched) lock(ctx context.Context, tx transaction) error {
	_, err := tx.ExecContext(ctx, `
		SELECT FROM notifications m
		WHERE m.state NOT IN ('withdrawn', 'rejected')
		  AND m.id IN (SELECT s.notification_id FROM unnest(CAST($1 AS bigint[]), CAST($2 AS text[]), CAST($3 AS text[])) AS f (indicator, figure, board),
		               LATERAL (`+speakingOf("f.indicator", "f.figure", "f.board")+`) AS s
		               UNION ALL
		               SELECT d.notification_id FROM red_tidings d JOIN red_turns r ON r.id = d.turn_id WHERE r.indicator_id = ANY ($4)
		               UNION ALL
		               SELECT id FROM notifications WHERE key = ANY ($5))
		ORDER BY m.id FOR UPDATE`, t.indicators, t.periods, t.boards, t.turned, t.digests)
	return wrapped(err, "locking the messages")
}
