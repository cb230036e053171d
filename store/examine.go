package store

import (
	"context"
	"fmt"
	"time"

	"chaser/kpi"
)

// Examination is what an operator is told about the register: what is missing in it, and which messages are overdue.
type Examination struct {
	Indicators int
	NoOwner    []string // codes of the indicators for whose figures nobody is asked
	NoManager  []string // codes of those with no manager and no owner's manager: nobody would hear of a Red
	People     []Examined
	Overdue    Overdue
}

// Examined is somebody in the register, and what would be left undone without them.
type Examined struct {
	SlackID, Name           string
	Admin                   bool
	Owns, StandsIn, Manages int // indicators
	Leads                   int // people
}

// Idle reports whether nothing would be left undone without them.
func (p Examined) Idle() bool { return p.Owns+p.StandsIn+p.Manages+p.Leads == 0 && !p.Admin }

// Overdue are the messages that should have gone by now and that nobody has tried to send.
type Overdue struct {
	Count int
	Since time.Time // of the earliest
}

// overdueAfter is how long a message may take when all is well. A tick comes every minute, or every few minutes from
// the operator's own scheduler.
const overdueAfter = 15 * time.Minute

// Examine looks through the register, and through what waits to be said at the instant.
func (s *Store) Examine(ctx context.Context, now time.Time) (Examination, error) {
	var e Examination
	var indicators []struct {
		Code      string
		NoOwner   bool `db:"no_owner"`
		NoManager bool `db:"no_manager"`
	}
	if err := s.patient.SelectContext(ctx, &indicators, `
		SELECT i.code, i.owner IS NULL AS no_owner, i.manager IS NULL AND o.manager IS NULL AS no_manager
		FROM indicators i LEFT JOIN people o ON o.slack_id = i.owner
		ORDER BY i.id`); err != nil {
		return e, fmt.Errorf("store.Examine: indicators: %w", err)
	}
	e.Indicators = len(indicators)
	for _, i := range indicators {
		if i.NoOwner {
			e.NoOwner = append(e.NoOwner, i.Code)
		}
		if i.NoManager {
			e.NoManager = append(e.NoManager, i.Code)
		}
	}
	var people []struct {
		SlackID  string `db:"slack_id"`
		Name     string
		Admin    bool
		Owns     int
		StandsIn int `db:"stands_in"`
		Manages  int
		Leads    int
	}
	if err := s.patient.SelectContext(ctx, &people, `
		WITH duties AS (
			SELECT owner AS person, 1 AS owns, 0 AS stands_in, 0 AS manages, 0 AS leads FROM indicators
			UNION ALL SELECT deputy, 0, 1, 0, 0 FROM indicators
			UNION ALL SELECT manager, 0, 0, 1, 0 FROM indicators
			UNION ALL SELECT manager, 0, 0, 0, 1 FROM people
		), counted AS (
			SELECT person, sum(owns) AS owns, sum(stands_in) AS stands_in, sum(manages) AS manages, sum(leads) AS leads FROM duties GROUP BY person
		)
		SELECT p.slack_id, p.name, $1 = ANY (p.roles) AS admin,
		       COALESCE(d.owns, 0) AS owns, COALESCE(d.stands_in, 0) AS stands_in, COALESCE(d.manages, 0) AS manages,
		       COALESCE(d.leads, 0) AS leads
		FROM people p LEFT JOIN counted d ON d.person = p.slack_id
		ORDER BY p.position`, string(kpi.Admin)); err != nil {
		return e, fmt.Errorf("store.Examine: people: %w", err)
	}
	for _, p := range people {
		e.People = append(e.People, Examined(p))
	}
	var overdue struct {
		Count int
		Since *time.Time
	}
	if err := s.patient.GetContext(ctx, &overdue, `
		SELECT count(*) AS count, min(n.from_at) AS since
		FROM notifications n
		WHERE n.state = 'ready' AND n.failures = 0 AND n.thread_of IS NULL AND n.follows IS NULL
		  AND n.from_at < $1 AND n.until_at > $2 AND (n.not_before IS NULL OR n.not_before < $1)`,
		instant(now.Add(-overdueAfter)), instant(now)); err != nil {
		return e, fmt.Errorf("store.Examine: what waits: %w", err)
	}
	if overdue.Count > 0 {
		e.Overdue = Overdue{overdue.Count, *overdue.Since}
	}
	return e, nil
}
