package store

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/jmoiron/sqlx"
)

// saidProofs are queries that set rows beside the entries that tell of them. Each gives an entry (chain, seq, subject,
// and what it says as an object of JSON) and what is there as an object with the same names; either may be missing.
// committee and name are for a row without an entry.
var saidProofs = []string{
	acceptedProof, leavesProof,

	// Questions and their answers.
	`SELECT e.chain, e.seq, e.subject,
	        json_build_object('text', e.j->>'question', 'who asked', e.actor, 'time', e.at, 'indicator and period', lower(e.subject),
	                          'answer', COALESCE(a.j->>'answer', ''), 'who answered', a.actor, 'time of the answer', a.at) AS said,
	        CASE WHEN q.id IS NULL THEN NULL ELSE
	        json_build_object('text', q.text, 'who asked', q.asked_by, 'time', q.asked_at, 'indicator and period', lower('question ' || i.code || ' ' || q.period),
	                          'answer', q.answer, 'who answered', q.answered_by, 'time of the answer', q.answered_at) END AS is,
	        COALESCE(i.committee, '') AS committee, 'question ' || q.id AS name
	 FROM (SELECT *, CAST(detail AS json) AS j FROM audit_entries WHERE act = 'asked' AND subject LIKE 'question %') e
	 FULL JOIN questions q ON q.id = CAST(e.j->>'id' AS bigint)
	 LEFT JOIN indicators i ON i.id = q.indicator_id
	 LEFT JOIN (SELECT *, CAST(detail AS json) AS j FROM audit_entries WHERE act = 'answered' AND subject LIKE 'question %') a ON CAST(a.j->>'id' AS bigint) = q.id
	 ORDER BY e.chain, e.seq, q.id`,

	// Corrections of what was published, as they were asked for. Whoever asks again replaces their own that waits.
	// Releases before this one recorded neither the number nor what the correction was to replace.
	`SELECT e.chain, e.seq, e.subject,
	        json_build_object('value', e.j->>'value', 'numerator', e.j->>'numerator', 'denominator', e.j->>'denominator', 'status', e.j->>'status',
	                          'commentary', e.j->>'commentary', 'actions', e.j->>'actions', 'reason', e.j->>'reason',
	                          'number', COALESCE(CAST(e.j->>'correction' AS bigint), c.id), 'figure to be corrected', COALESCE(CAST(e.j->>'instead_of' AS bigint), c.instead_of),
	                          'state', CASE WHEN c.state NOT IN ('waiting', 'replaced') THEN c.state WHEN e.next_at IS NULL THEN 'waiting' ELSE 'replaced' END,
	                          'who replaced it', CASE WHEN c.state = 'replaced' THEN e.next_actor END, 'time at which it was replaced', CASE WHEN c.state = 'replaced' THEN e.next_at END,
	                          'reason for declining it', CASE WHEN c.state IN ('waiting', 'replaced') THEN '' END, 'figure that it became', NULL) AS said,
	        CASE WHEN c.id IS NULL THEN NULL ELSE
	        json_build_object('value', CAST(c.value AS text), 'numerator', CAST(c.numerator AS text), 'denominator', CAST(c.denominator AS text), 'status', c.status,
	                          'commentary', c.commentary, 'actions', c.actions, 'reason', c.reason, 'number', c.id, 'figure to be corrected', c.instead_of,
	                          'state', c.state, 'who replaced it', CASE WHEN c.state IN ('waiting', 'replaced') THEN c.said_by END,
	                          'time at which it was replaced', CASE WHEN c.state IN ('waiting', 'replaced') THEN c.said_at END,
	                          'reason for declining it', CASE WHEN c.state IN ('waiting', 'replaced') THEN c.why END,
	                          'figure that it became', CASE WHEN c.state <> 'approved' THEN c.figure_id END) END AS is,
	        COALESCE(i.committee, '') AS committee, 'correction ' || c.id AS name
	 FROM (SELECT *, CAST(detail AS json) AS j, row_number() OVER (PARTITION BY lower(subject), actor, at ORDER BY seq) AS nth,
	              lead(at) OVER again AS next_at, lead(actor) OVER again AS next_actor
	       FROM (SELECT *, max(at) OVER (PARTITION BY chain ORDER BY seq) AS reached FROM audit_entries WHERE act = 'asked to correct') a
	       WINDOW again AS (PARTITION BY lower(subject) ORDER BY reached, chain, seq)) e
	 FULL JOIN (SELECT c.*, lower('correction ' || i.code || ' ' || c.period) AS subject,
	                   row_number() OVER (PARTITION BY c.indicator_id, c.period, c.asked_by, c.asked_at ORDER BY c.id) AS nth
	            FROM corrections c LEFT JOIN indicators i ON i.id = c.indicator_id) c
	      ON c.asked_at = e.at AND c.asked_by = e.actor AND c.subject = lower(e.subject) AND c.nth = e.nth
	 LEFT JOIN indicators i ON i.id = c.indicator_id
	 ORDER BY e.chain, e.seq, c.id`,

	// What was decided on them.
	`SELECT e.chain, e.seq, e.subject,
	        json_build_object('decision', CASE e.act WHEN 'approved a correction' THEN 'approved' WHEN 'declined a correction' THEN 'declined' ELSE 'withdrawn' END,
	                          'who decided', e.actor, 'time', e.at, 'reason', e.j->>'reason',
	                          'figure', CASE WHEN e.act = 'approved a correction' THEN COALESCE(CAST(e.j->>'figure' AS bigint), c.figure_id) END) AS said,
	        CASE WHEN c.id IS NULL THEN NULL ELSE
	        json_build_object('decision', c.state, 'who decided', c.said_by, 'time', c.said_at, 'reason', c.why, 'figure', c.figure_id) END AS is,
	        COALESCE(i.committee, '') AS committee, 'the decision on correction ' || c.id AS name
	 FROM (SELECT *, CAST(detail AS json) AS j FROM audit_entries WHERE act IN ('approved a correction', 'declined a correction', 'withdrew a correction')) e
	 FULL JOIN (SELECT * FROM corrections WHERE state NOT IN ('waiting', 'replaced')) c ON c.id = CAST(e.j->>'correction' AS bigint)
	 LEFT JOIN indicators i ON i.id = c.indicator_id
	 ORDER BY e.chain, e.seq, c.id`,

	// Figures that somebody has handed on.
	`SELECT e.chain, e.seq, e.subject,
	        CASE e.act WHEN 'handed on' THEN json_build_object('who has it', e.j->>'to', 'who handed it on', e.actor, 'time', e.at)
	                   ELSE json_build_object('who has it', NULL, 'who handed it on', NULL, 'time', NULL) END AS said,
	        json_build_object('who has it', d.delegate, 'who handed it on', d.delegated_by, 'time', d.delegated_at) AS is,
	        COALESCE(d.committee, '') AS committee, 'the handing on of ' || d.code || ' ' || d.period AS name
	 FROM (SELECT DISTINCT ON (lower(subject)) *, CAST(detail AS json) AS j
	       FROM (SELECT *, max(at) OVER (PARTITION BY chain ORDER BY seq) AS reached FROM audit_entries WHERE act IN ('handed on', 'taken back') AND subject LIKE 'figure %') a
	       ORDER BY lower(subject), reached DESC, chain, seq DESC) e
	 FULL JOIN (SELECT d.*, i.code, i.committee FROM delegations d LEFT JOIN indicators i ON i.id = d.indicator_id) d
	      ON lower('figure ' || d.code || ' ' || d.period) = lower(e.subject)
	 ORDER BY e.chain, e.seq`,

	// Who has seen that an indicator turned Red. Two turns that become one keep what was said of either.
	`WITH said AS MATERIALIZED (
		SELECT chain, seq, actor, at, subject, CAST(CAST(detail AS json)->>'turn' AS bigint) AS turn FROM audit_entries WHERE act = 'acknowledged')
	 SELECT COALESCE(own.chain, other.chain) AS chain, COALESCE(own.seq, other.seq) AS seq, COALESCE(own.subject, other.subject) AS subject,
	        json_build_object('who acknowledged it', COALESCE(own.actor, other.actor), 'time', COALESCE(own.at, other.at)) AS said,
	        json_build_object('who acknowledged it', t.acknowledged_by, 'time', t.acknowledged_at) AS is,
	        i.committee, 'the acknowledgement that ' || i.code || ' turned Red, by ' || t.acknowledged_by AS name
	 FROM red_turns t
	 JOIN indicators i ON i.id = t.indicator_id
	 LEFT JOIN (SELECT DISTINCT ON (turn) * FROM said ORDER BY turn, at DESC, seq DESC) own ON own.turn = t.id
	 LEFT JOIN said other ON own.turn IS NULL AND other.at = t.acknowledged_at AND other.actor = t.acknowledged_by
	                     AND starts_with(lower(other.subject), lower('red ' || i.code || ' '))
	 WHERE own.turn IS NOT NULL OR t.acknowledged_at IS NOT NULL OR t.acknowledged_by IS NOT NULL
	 ORDER BY chain, seq, t.id`,

	// Set days that somebody stopped, or on which they took back what was published. Whoever lets a period go on lets
	// all its days.
	`SELECT COALESCE(e.chain, u.chain) AS chain, COALESCE(e.seq, u.seq) AS seq, COALESCE(e.subject, u.subject) AS subject,
	        json_build_object('who stopped it', COALESCE(e.actor, u.actor), 'time', COALESCE(e.at, u.at)) AS said,
	        CASE WHEN d.day IS NULL THEN NULL ELSE json_build_object('who stopped it', COALESCE(d.stopped_by, ''), 'time', d.stopped_at) END AS is,
	        COALESCE(d.committee, '') AS committee, 'the stopped set day of ' || d.period AS name
	 FROM (SELECT *, CAST(detail AS json)->>'day' AS day
	       FROM (SELECT *, max(seq) FILTER (WHERE act = 'went on') OVER (PARTITION BY chain, subject) AS went_on
	             FROM audit_entries WHERE act IN ('stopped', 'went on') AND subject LIKE 'set day %') a
	       WHERE act = 'stopped' AND seq > COALESCE(went_on, 0)) e
	 FULL JOIN stopped_set_days d ON d.committee = e.chain AND 'set day ' || d.period = e.subject AND CAST(d.day AS text) = e.day
	 LEFT JOIN audit_entries u ON e.seq IS NULL AND u.act = 'undone' AND u.chain = d.committee AND u.subject = 'period ' || d.period AND u.at = d.stopped_at
	 ORDER BY chain, seq`,
}

// verifySaid compares what people said in writing, and who has what, with the trail.
func verifySaid(ctx context.Context, tx *sqlx.Tx) (*BrokenEntry, error) {
	for _, query := range saidProofs {
		if broken, err := verifySaidBy(ctx, tx, query); broken != nil || err != nil {
			return broken, err
		}
	}
	return nil, nil
}

func verifySaidBy(ctx context.Context, tx *sqlx.Tx, query string) (*BrokenEntry, error) {
	rows, err := tx.QueryxContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("comparing what people said: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var row struct {
			Chain, Subject *string
			Seq            *int64
			Said, Is       *string
			Committee      string
			Name           *string
		}
		if err := rows.StructScan(&row); err != nil {
			return nil, fmt.Errorf("comparing what people said: %w", err)
		}
		if row.Seq == nil {
			name := "something that people said"
			if row.Name != nil { // it is of an indicator and a period that there are
				name = *row.Name
			}
			return &BrokenEntry{row.Committee, 0, name + " is there, and no entry says so."}, nil
		}
		at := entryPlace{*row.Chain, *row.Seq, *row.Subject}
		if row.Is == nil {
			return at.broken("it is not there any more."), nil
		}
		said, err := fieldsOf([]byte(*row.Said))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", at, err)
		}
		is, err := fieldsOf([]byte(*row.Is))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", at, err)
		}
		for _, name := range slices.Sorted(maps.Keys(said)) {
			if !reflect.DeepEqual(said[name], is[name]) {
				return at.differs(name, shownField(is[name]), shownField(said[name])), nil
			}
		}
	}
	return nil, wrapped(rows.Err(), "comparing what people said")
}
