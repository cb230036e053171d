package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// speakingQuery are the messages that name the indicator $1 in the period $2, or show the board of the collection $3.
const speakingQuery = `
	SELECT notification_id FROM notification_items WHERE indicator_id = $1 AND period = $2
	UNION ALL SELECT notification_id FROM notification_items WHERE duty = 'board' AND period = $3
	UNION ALL SELECT notification_id FROM notification_subjects WHERE indicator_id = $1 AND period = $2`

const refreshQuery = `
	UPDATE notifications n SET wanted = n.wanted + 1
	FROM (SELECT m.id FROM notifications m
	      WHERE m.state IN ('sending', 'ambiguous', 'sent')
	        AND m.id IN (` + speakingQuery + `)
	      ORDER BY m.id FOR UPDATE) AS told
	WHERE n.id = told.id
	RETURNING n.id, $4::int AS priority`

// refresh asks for every message that names the indicator's figure of the period, and for the board of its collection, to be brought up to
// date. It comes after the indicator's lock and before the audit entry.
func (s *Store) refresh(ctx context.Context, tx *preparedTx, i held, p kpi.Period, collections []kpi.Collection) error {
	var told []nudge
	if err := sqlx.SelectContext(ctx, tx, &told, refreshQuery, i.id, period{p}, period{boardOf(i, p, collections)}, priorityUpdate); err != nil {
		return fmt.Errorf("refreshing messages: %w", err)
	}
	return s.enqueue(ctx, tx.Tx.Tx, told...)
}

// boardOf is the collection on whose board the indicator's figure of the period stands.
func boardOf(i held, p kpi.Period, collections []kpi.Collection) kpi.Period {
	if k, ok := kpi.Collected(collections, i.Frequency, p); ok {
		return k.Period
	}
	return p
}
