package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// Clocks are the two times that a step goes by. Now is the council's: it decides what day it is and who may be spoken
// to. Machine times waits for requests and keeps rates. It must be the same for every process on the database.
type Clocks struct {
	Now     time.Time
	Machine time.Time
	Zone    *time.Location // the council's
}

func (c Clocks) today() kpi.Date { return kpi.DateOf(c.Now.In(c.Zone)) }

// The priorities of the queue. What a person waits for goes first.
const (
	priorityReminder = 2
	priorityUpdate   = 3
)

// PlanNotices makes a notification of every message that is owed at the instant, except to people who are held, and
// puts a job for each into the queue. It withdraws those whose hours passed before they could be said, as tomorrow's
// message says whatever is still true. It returns the ids of what it planned, in the order of the people.
//
// Only one process at a time plans. It records the messages of some hundred people at once, each with what it names and
// its job in one transaction, so the first are on their way while the last are planned. The diary is written with the
// last of them. So if a plan ends early, the next one looks at the same again and finds who was not told. Planning
// twice plans nothing twice.
func (s *Store) PlanNotices(ctx context.Context, at Clocks, held ...string) (ids []int64, err error) {
	ids, err = s.planNotices(ctx, at, held, planning{s.enqueue, plannedTogether, nil})
	return ids, wrapped(err, "store.PlanNotices")
}

// PlanNoticesInHand is PlanNotices for a caller who delivers what is unfinished without the queue. If the caller dies,
// Requeue finds it.
func (s *Store) PlanNoticesInHand(ctx context.Context, at Clocks, held ...string) (ids []int64, err error) {
	none := func(context.Context, *sql.Tx, ...job) error { return nil }
	ids, err = s.planNotices(ctx, at, held, planning{none, plannedTogether, nil})
	return ids, wrapped(err, "store.PlanNoticesInHand")
}

// planning is how a plan is carried out.
type planning struct {
	enqueue  func(context.Context, *sql.Tx, ...job) error
	together int          // the messages of how many people are recorded in a transaction
	recorded func() error // called after each transaction; its error ends the plan
}

// plannedTogether is of how many people the messages are recorded in one transaction. It is small enough that the first
// are told within a second, and large enough that a council of ten thousand takes a few dozen transactions.
const plannedTogether = 500

func (s *Store) planNotices(ctx context.Context, at Clocks, held []string, p planning) (planned []int64, err error) {
	connection, err := s.chasing.reserve(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, connection.release(ctx)) }()
	tx, err := connection.begin(ctx)
	if err != nil {
		return nil, err
	}
	reads := tx
	defer func() { _ = reads.Rollback() }()
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(`+planLock+`)`); err != nil {
		return nil, fmt.Errorf("locking: %w", err)
	}
	chase, looked, err := readChaseNow(ctx, tx, at)
	if err != nil {
		return nil, err
	}
	owed := slices.DeleteFunc(chase.Owed(at.Now), func(n kpi.Notice) bool { return slices.Contains(held, n.Recipient) })
	parts := slices.Collect(slices.Chunk(owed, p.together))
	if len(parts) == 0 {
		parts = append(parts, nil)
	}
	ids, err := chase.idsOf(ctx, tx, owed)
	if err != nil {
		return nil, err
	}
	recorded := make([]insertedNotice, 0, len(owed))
	for n, owedSome := range parts {
		part := planPart{planning: p, owed: owedSome, ids: ids, before: n * p.together, first: n == 0, more: n < len(parts)-1}
		if !part.first {
			if tx, err = connection.begin(ctx); err != nil {
				return planned, err
			}
		}
		fresh, err := part.record(ctx, tx, at, func(fresh []insertedNotice) error {
			recorded = append(recorded, fresh...)
			switch {
			case n == len(parts)-1:
				return writeDiary(ctx, tx, looked, chase, toldNow(owed, recorded), at)
			case part.first: // it is kept from one transaction to the next
				return connection.keep(ctx, tx, planLock)
			}
			return nil
		})
		if err != nil {
			return planned, err
		}
		for _, row := range fresh {
			planned = append(planned, row.ID)
		}
		if p.recorded != nil {
			if err := p.recorded(); err != nil {
				return planned, err
			}
		}
	}
	return planned, nil
}

// planLock is the lock that only one plan at a time has.
const planLock = `hashtext('chaser plan'), hashtext(current_schema())`

// planPart is the messages that are recorded in one transaction.
type planPart struct {
	planning
	owed   []kpi.Notice
	ids    map[string]int64 // of what all parts name, by code
	before int              // how many messages are in the parts before
	first  bool
	more   bool // there are more parts
}

// record records the messages with their jobs, and ends the transaction. With the first part it also sees to the
// messages that are there: those whose hours have passed, boards, and news whose hour has come. It returns the messages
// that were not recorded before, and calls also with them before it commits.
func (p planPart) record(ctx context.Context, tx *preparedTx, at Clocks, also func(fresh []insertedNotice) error) ([]insertedNotice, error) {
	defer func() { _ = tx.Rollback() }()
	if err := p.lockNamed(ctx, tx); err != nil {
		return nil, err
	}
	var due []job
	var withdrawn []notificationRow
	if p.first {
		var err error
		if withdrawn, due, err = tendMessages(ctx, tx, at); err != nil {
			return nil, err
		}
	}
	fresh, err := p.insertNotices(ctx, tx, at)
	if err != nil {
		return nil, err
	}
	jobs := make([]job, 0, len(fresh)+len(due))
	for _, row := range fresh {
		jobs = append(jobs, job{row.ID, priorityReminder})
	}
	if err := also(fresh); err != nil {
		return nil, err
	}
	if err := p.enqueue(ctx, tx.Tx.Tx, append(jobs, due...)...); err != nil {
		return nil, err
	}
	if err := auditNotices(ctx, tx, at.Now, actWithdrawn, withdrawn...); err != nil {
		return nil, err
	}
	return fresh, tx.Commit()
}

// tendMessages withdraws the messages whose hours have passed, asks for the boards to be brought up to date, and takes
// up the news whose hour has come. It returns what it withdrew, and the jobs to enqueue.
func tendMessages(ctx context.Context, tx *preparedTx, at Clocks) (withdrawn []notificationRow, due []job, err error) {
	if err := lockMessages(ctx, tx, at); err != nil {
		return nil, nil, err
	}
	if withdrawn, err = withdrawExpired(ctx, tx, at); err != nil {
		return nil, nil, err
	}
	stale, err := refreshBoards(ctx, tx, at)
	if err != nil {
		return nil, nil, err
	}
	news, err := takeUp(ctx, tx, at)
	if err != nil {
		return nil, nil, err
	}
	givenUp, err := refreshHolds(ctx, tx, withdrawn...)
	return withdrawn, slices.Concat(stale, news, givenUp), err
}

// lockNamed locks the indicators that messages will name, as naming one locks its row. All transactions take indicators
// before messages, both by their ids. What is owed was read before. If a figure comes in until the lock is held, the
// message that names it is worded by what is true when it is said, like any other.
func (p planPart) lockNamed(ctx context.Context, tx *preparedTx) error {
	var named pq.Int64Array
	for _, n := range p.owed {
		for _, i := range n.Items {
			if i.Indicator != "" {
				named = append(named, p.ids[i.Indicator])
			}
		}
	}
	slices.Sort(named)
	if named = slices.Compact(named); len(named) == 0 {
		return nil
	}
	_, err := tx.ExecContext(ctx, `SELECT FROM indicators WHERE id = ANY ($1) ORDER BY id FOR KEY SHARE`, named)
	return wrapped(err, "locking the indicators")
}

// lockMessages locks the messages that tendMessages can change.
func lockMessages(ctx context.Context, tx *preparedTx, at Clocks) error {
	_, err := tx.ExecContext(ctx, `
		SELECT FROM notifications n
		WHERE n.id IN (SELECT m.id FROM notifications m WHERE `+expired("$1")+`
		               UNION ALL SELECT m.id FROM notifications m WHERE `+staleBoard("$2", "$3")+`
		               UNION ALL SELECT m.id FROM notifications m WHERE `+taken("$1", "$4")+`)
		ORDER BY n.id FOR UPDATE`, instant(at.Now), day{at.today()}, day{at.today().AddDays(-boardLives)}, notYet)
	return wrapped(err, "locking the messages")
}

// overReason is why a message that could not be said on its day is withdrawn.
const overReason = "its hours passed before it could be said"

// HeldTooLong begins the reason of news that was held until its time ran out.
const HeldTooLong = "given up after 30 days: "

// overState is what becomes of a message whose time has run out. If the performance team was told that the message is
// held, they must read that it was given up, so it is Rejected. Any other message is withdrawn, and so is an answer to
// what somebody said, kpi.NewsCard: by then it is worth nothing.
func (r notificationRow) overState() NotificationState {
	if r.About != "" && r.HeldFirst != 0 && r.Kind != kpi.NewsCard {
		return Rejected
	}
	return Withdrawn
}

func (r notificationRow) overReason() string {
	if r.overState() == Rejected {
		return HeldTooLong + r.Reason
	}
	return overReason
}

// expired is the condition for messages m whose time has run out by the instant.
func expired(now string) string { return `m.state = 'ready' AND m.until_at <= ` + now }

// withdrawExpiredQuery decides as overState does. missed is its condition.
var withdrawExpiredQuery = `
	UPDATE notifications n
	SET state = CASE WHEN ` + missed + ` THEN 'rejected' ELSE 'withdrawn' END, reason = CASE WHEN ` + missed + ` THEN $3 || n.reason ELSE $2 END,
	    settled_at = $1, claim = claim + 1
	WHERE n.id IN (SELECT m.id FROM notifications m WHERE ` + expired("$1") + `)
	RETURNING ` + notificationColumns

const missed = `n.about <> '' AND n.held_first IS NOT NULL AND n.kind <> 'card-answer'`

func withdrawExpired(ctx context.Context, tx transaction, at Clocks) ([]notificationRow, error) {
	var rows []notificationRow
	err := sqlx.SelectContext(ctx, tx, &rows, withdrawExpiredQuery, instant(at.Now), overReason, HeldTooLong)
	if err != nil {
		return nil, fmt.Errorf("withdrawing what is over: %w", err)
	}
	return rows, nil
}

// staleBoard is the condition for messages m with a board that was last updated before today, of a collection that was
// due after last.
func staleBoard(today, last string) string {
	return `m.state = 'sent' AND m.shown = m.wanted AND m.shown_on < ` + today + `
		AND m.id IN (SELECT t.notification_id FROM notification_items t JOIN collections c ON c.period = t.period
		             WHERE t.duty = 'board' AND c.due > ` + last + `)`
}

// refreshBoards asks for the boards that were last updated on an earlier day to be updated, as overnight what is
// awaited becomes late. It returns the jobs to enqueue.
func refreshBoards(ctx context.Context, tx transaction, at Clocks) ([]job, error) {
	var stale []job
	err := sqlx.SelectContext(ctx, tx, &stale, `
		UPDATE notifications n SET wanted = n.wanted + 1
		FROM (SELECT m.id FROM notifications m WHERE `+staleBoard("$1", "$2")+` ORDER BY m.id FOR UPDATE) AS stale
		WHERE n.id = stale.id
		RETURNING n.id, $3::int AS priority`, day{at.today()}, day{at.today().AddDays(-boardLives)}, priorityUpdate)
	if err != nil {
		return nil, fmt.Errorf("refreshing the boards: %w", err)
	}
	return stale, nil
}

// boardLives is for how many days after its collection was due a board is updated each day. By then the first working
// day has come and gone and what is awaited is late. After that the board changes only as figures come in.
const boardLives = 21

// The acts about messages that the audit trail names.
const (
	actWithdrawn = "withdrawn"
	actRefused   = "refused by Slack"
)

// auditNotices adds to the audit trail which messages were never said, and why.
func auditNotices(ctx context.Context, tx transaction, now time.Time, act string, rows ...notificationRow) error {
	if len(rows) == 0 {
		return nil
	}
	entries := make([]auditEntry, 0, len(rows))
	for _, r := range rows {
		detail, err := json.Marshal(map[string]string{"kind": string(r.Kind), "reason": r.Reason})
		if err != nil {
			return fmt.Errorf("writing the audit entry: %w", err)
		}
		entries = append(entries, auditEntry{
			act:     act,
			subject: "message to " + r.Recipient + " of " + r.Day.String(),
			detail:  string(detail),
		})
	}
	return appendAudit(ctx, tx, councilChain, instant(now), "", entries...)
}

// Requeue puts into the queue again every unfinished notification that has lain untouched for longer than grace since
// it was due. Its job was lost with the process that had it. Requeue returns how many there were.
func (s *Store) Requeue(ctx context.Context, machine time.Time, grace time.Duration) (int, error) {
	tx, err := s.patient.BeginTxx(ctx, nil)
	if err != nil {
		return 0, fmt.Errorf("store.Requeue: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	var forgotten []job
	err = tx.SelectContext(ctx, &forgotten, `
		UPDATE notifications n SET nudged_at = $1
		FROM (SELECT id FROM notifications
		      WHERE (state IN ('ready', 'sending', 'ambiguous') OR state = 'sent' AND shown < wanted) AND not_before <= $2 AND nudged_at <= $2
		      ORDER BY id FOR UPDATE SKIP LOCKED) AS late
		WHERE n.id = late.id
		RETURNING n.id, n.priority`, instant(machine), instant(machine.Add(-grace)))
	if err == nil {
		err = s.enqueue(ctx, tx.Tx, forgotten...)
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return 0, fmt.Errorf("store.Requeue: %w", err)
	}
	return len(forgotten), nil
}
