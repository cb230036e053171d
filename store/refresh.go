package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// speakingQuery reads the messages that name the indicator $1 in the period $2, or show the board of the collection $3.
var speakingQuery = speakingOf("$1", "$2", "$3")

func speakingOf(indicator, period, board string) string {
	return `
	SELECT notification_id FROM notification_items WHERE indicator_id = ` + indicator + ` AND period = ` + period + `
	UNION ALL SELECT notification_id FROM notification_items WHERE duty = 'board' AND period = ` + board + `
	UNION ALL SELECT notification_id FROM notification_subjects WHERE indicator_id = ` + indicator + ` AND period = ` + period
}

// refreshQuery also locks messages that have not been said yet, so that whoever says one words it once the figure is
// there. The lock is a step of its own, before those messages are left out of the update.
var refreshQuery = `
	WITH ` + refreshedOf("$1", "$2", "$3") + `
	SELECT id, $4::int AS priority FROM refreshed WHERE NOT queued`

// refreshedOf is the part of a query that does this: refreshed are the messages to be updated. Those that are queued
// have a job already, which shows what is true by the time that it comes to them. Messages are looked up by an array of
// their ids, here and in the queries of a turn, as a join may read all messages that there ever were.
func refreshedOf(indicator, period, board string) string {
	return `
	told AS MATERIALIZED (
		SELECT m.id, m.state, m.shown < m.wanted AS awaited FROM notifications m
		WHERE m.state NOT IN ('withdrawn', 'rejected')
		  AND m.id = ANY (ARRAY(` + speakingOf(indicator, period, board) + `))
		ORDER BY m.id FOR UPDATE),
	refreshed AS (
		UPDATE notifications n SET wanted = n.wanted + 1
		FROM told
		WHERE n.id = told.id AND told.state <> 'ready'
		RETURNING n.id, told.awaited OR told.state <> 'sent' AS queued)`
}

// refresh asks for messages to be updated: every one that names the indicator's figure of the period, and the board of
// its collection. In a transaction it must come after the indicator's lock and before the audit entry.
func (s *Store) refresh(ctx context.Context, tx *preparedTx, i keptIndicator, p kpi.Period, collections []kpi.Collection) error {
	var told []job
	if err := sqlx.SelectContext(ctx, tx, &told, refreshQuery, i.id, period{p}, period{boardOf(i, p, collections)}, priorityUpdate); err != nil {
		return fmt.Errorf("refreshing messages: %w", err)
	}
	return s.enqueue(ctx, tx.Tx.Tx, told...)
}

// updatesOf are the jobs that update messages.
func updatesOf(notifications []int64) []job {
	jobs := make([]job, 0, len(notifications))
	for _, id := range notifications {
		jobs = append(jobs, job{id, priorityUpdate})
	}
	return jobs
}

// lockSpeaking locks the messages that refresh will touch for several figures.
func lockSpeaking(ctx context.Context, tx transaction, figures []figureRow, frequencies map[int64]kpi.Frequency, collections []kpi.Collection) error {
	var t touched
	for _, f := range figures {
		i := keptIndicator{kpi.Indicator{Frequency: frequencies[f.IndicatorID]}, f.IndicatorID}
		t.figure(i, f.Period.Period, collections)
	}
	return t.lock(ctx, tx)
}

// refreshDates asks for messages to be updated that name a figure of these collections or show the board of one, as
// their days have changed. In a transaction it must come after the register's lock and before the audit entries.
func (s *Store) refreshDates(ctx context.Context, tx *sqlx.Tx, moved []kpi.Collection) error {
	if len(moved) == 0 {
		return nil
	}
	var boards, frequencies, periods pq.StringArray
	for _, k := range moved {
		boards = append(boards, k.Period.String())
		for _, f := range everyFrequency {
			if p, reports := k.Period.For(f); reports {
				frequencies, periods = append(frequencies, string(f)), append(periods, p.String())
			}
		}
	}
	var told []job
	err := tx.SelectContext(ctx, &told, `
		UPDATE notifications n SET wanted = n.wanted + 1
		FROM (SELECT m.id FROM notifications m
		      WHERE m.state IN ('sending', 'ambiguous', 'sent')
		        AND EXISTS (SELECT FROM notification_items t LEFT JOIN indicators i ON i.id = t.indicator_id
		                    WHERE t.notification_id = m.id AND (
		                        t.duty = 'board' AND t.period = ANY($1)
		                        OR (i.frequency, t.period) IN (SELECT * FROM unnest(CAST($2 AS text[]), CAST($3 AS text[])))))
		      ORDER BY m.id FOR UPDATE) AS told
		WHERE n.id = told.id
		RETURNING n.id, $4::int AS priority`, boards, frequencies, periods, priorityUpdate)
	if err != nil {
		return fmt.Errorf("refreshing messages of collections that moved: %w", err)
	}
	return s.enqueue(ctx, tx.Tx, told...)
}

// moved are the collections of which a day changes by importing the register. A closure in it can do that too, by
// moving the day on which figures are due.
func (k kept) moved(r kpi.Register) []kpi.Collection {
	closures := slices.DeleteFunc(slices.Clone(k.closures), func(c kpi.Closure) bool {
		return slices.ContainsFunc(r.Closures, func(after kpi.Closure) bool { return after.Day == c.Day })
	})
	before, after := kpi.NewCalendar(k.closures), kpi.NewCalendar(append(closures, r.Closures...))
	var moved []kpi.Collection
	for _, was := range k.collections {
		now := was
		for _, c := range r.Collections {
			if c.Period == was.Period {
				now = c
			}
		}
		if now != was || now.Deadline(after) != was.Deadline(before) {
			moved = append(moved, now)
		}
	}
	return moved
}

// boardOf is the collection whose board shows the indicator's figure of the period.
func boardOf(i keptIndicator, p kpi.Period, collections []kpi.Collection) kpi.Period {
	if k, ok := kpi.Collected(collections, i.Frequency, p); ok {
		return k.Period
	}
	return p
}
