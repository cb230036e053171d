package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// NotificationState is how far a notification has come.
type NotificationState string

// A notification is ready until it is withdrawn or a call to Slack begins. While the call is under way it is sending.
// If nobody can know what became of the call, it is ambiguous, and is looked for before anything else is done.
const (
	Ready     NotificationState = "ready"
	Sending   NotificationState = "sending"
	Ambiguous NotificationState = "ambiguous"
	Sent      NotificationState = "sent"
	Rejected  NotificationState = "rejected"
	Withdrawn NotificationState = "withdrawn"
)

// Notification is something that is to be said to somebody, or was. What it says is worked out at the moment of saying
// it.
type Notification struct {
	ID          int64
	Kind        kpi.NoticeKind
	Recipient   string // Slack id
	Day         kpi.Date
	From, Until time.Time
	Token       string // a UUID in the message's metadata
	State       NotificationState
	Channel     string // where it was said, as Slack answered; empty until then
	TS          string
	Reason      string    // why it is not delivered yet, or never will be
	Failures    int       // in a row
	NotBefore   time.Time // by the machines' clock; nothing is tried before
	Held        bool      // somebody must mend something before it can be said
	Behind      bool      // another message must be said before it
	Items       []kpi.Item
	Thread      Thread

	about string // of news: JSON
}

// Thread is the thread in which a message is said. The zero Thread is none: the message stands at the top of a channel.
type Thread struct {
	Channel string
	TS      string // of the thread's first message
}

const notificationColumns = `
	n.id, n.kind, n.recipient, n.day, n.from_at, n.until_at, n.priority, n.token, n.state, n.claim, n.failures, n.absences, n.not_before,
	COALESCE(n.channel, '') AS channel, COALESCE(n.ts, '') AS ts, n.reason, n.wanted, n.shown, n.about,
	COALESCE((SELECT p.state FROM notifications p WHERE p.id = n.thread_of), '') AS parent_state,
	COALESCE((SELECT p.state FROM notifications p WHERE p.id = n.follows), '') AS before_state,
	CASE WHEN n.unthreaded THEN '' ELSE COALESCE(n.thread_ts, (SELECT p.ts FROM notifications p WHERE p.id = n.thread_of), '') END AS thread_ts,
	COALESCE(n.held, '') AS held, COALESCE(n.held_first, 0) AS held_first, n.unthreaded,
	COALESCE((SELECT p.channel FROM notifications p WHERE p.id = n.thread_of), n.recipient) AS thread_channel`

type notificationRow struct {
	ID        int64             `db:"id"`
	Kind      kpi.NoticeKind    `db:"kind"`
	Recipient string            `db:"recipient"`
	Day       day               `db:"day"`
	From      time.Time         `db:"from_at"`
	Until     time.Time         `db:"until_at"`
	Priority  int               `db:"priority"`
	Token     string            `db:"token"`
	State     NotificationState `db:"state"`
	Claim     int               `db:"claim"`
	Failures  int               `db:"failures"`
	Absences  int               `db:"absences"`
	NotBefore time.Time         `db:"not_before"`
	Channel   string            `db:"channel"`
	TS        string            `db:"ts"`
	Reason    string            `db:"reason"`
	Wanted    int               `db:"wanted"`
	Shown     int               `db:"shown"`
	About     string            `db:"about"`

	ParentState   NotificationState `db:"parent_state"` // of the message in whose thread it is said; empty: none of ours
	BeforeState   NotificationState `db:"before_state"` // of the message that must be said before it; empty: none
	ThreadTS      string            `db:"thread_ts"`
	ThreadChannel string            `db:"thread_channel"`

	Held       string `db:"held"`       // what it is held by; empty: nothing
	HeldFirst  int64  `db:"held_first"` // 0: nobody was told
	Unthreaded bool   `db:"unthreaded"`
}

func (r notificationRow) notification(items []kpi.Item) Notification {
	var thread Thread
	if r.ThreadTS != "" {
		thread = Thread{r.ThreadChannel, r.ThreadTS}
	}
	return Notification{
		ID: r.ID, Kind: r.Kind, Recipient: r.Recipient, Day: r.Day.Date, From: r.From, Until: r.Until, Token: r.Token,
		State: r.State, Channel: r.Channel, TS: r.TS, Reason: r.Reason, Failures: r.Failures, NotBefore: r.NotBefore,
		Held: r.Held != "", Behind: r.behind(), Items: items, Thread: thread, about: r.About,
	}
}

// behind reports whether another message must be said before this one.
func (r notificationRow) behind() bool {
	parentUnsaid := r.ParentState != "" && r.ParentState != Sent
	beforeUnsaid := r.BeforeState != "" && r.BeforeState != Sent
	return r.State == Ready && (parentUnsaid || beforeUnsaid)
}

// itemRow is an item of a notification, with its indicator's code.
type itemRow struct {
	NotificationID int64    `db:"notification_id" json:"notification_id"`
	Recipient      string   `db:"recipient" json:"recipient"`
	Day            day      `db:"day" json:"day"`
	Duty           kpi.Duty `db:"duty" json:"duty"`
	Indicator      string   `db:"indicator" json:"indicator"`
	Period         period   `db:"period" json:"period"`
	Step           string   `db:"step" json:"step"`
	Gap            kpi.Gap  `db:"gap" json:"gap"`
	Owner          string   `db:"owner" json:"owner"`
	Action         int64    `db:"action_id" json:"action_id"`
}

const itemsQuery = `
	SELECT t.notification_id, n.recipient, n.day, t.duty, COALESCE(i.code, '') AS indicator, t.period, t.step, t.gap, t.owner, COALESCE(t.action_id, 0) AS action_id
	FROM notification_items t
	JOIN notifications n ON n.id = t.notification_id
	LEFT JOIN indicators i ON i.id = t.indicator_id
	WHERE `

const (
	itemsOrder = ` ORDER BY t.notification_id, t.position`
	itemsOf    = `t.notification_id = ANY ($1)`

	itemsOfQuery = itemsQuery + itemsOf + itemsOrder
)

func listItems(ctx context.Context, q sqlx.QueryerContext, condition string, args ...any) ([]itemRow, error) {
	var rows []itemRow
	if err := sqlx.SelectContext(ctx, q, &rows, itemsQuery+condition+itemsOrder, args...); err != nil {
		return nil, fmt.Errorf("reading what messages name: %w", err)
	}
	return rows, nil
}

func (r itemRow) item() (kpi.Item, error) {
	step, err := kpi.ParseStep(r.Step)
	if err != nil {
		return kpi.Item{}, fmt.Errorf("notification %d: %w", r.NotificationID, err)
	}
	return kpi.Item{
		Duty:    r.Duty,
		Subject: kpi.Subject{Indicator: r.Indicator, Period: r.Period.Period},
		Action:  r.Action,
		Step:    step,
		Gap:     r.Gap,
		Owner:   r.Owner,
	}, nil
}

// withItems adds to notifications what they name.
func withItems(ctx context.Context, q sqlx.QueryerContext, rows []notificationRow) ([]Notification, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	ids := make([]int64, len(rows))
	for n, r := range rows {
		ids[n] = r.ID
	}
	listed, err := listItems(ctx, q, itemsOf, int64Array(ids))
	if err != nil {
		return nil, err
	}
	items := map[int64][]kpi.Item{}
	for _, r := range listed {
		i, err := r.item()
		if err != nil {
			return nil, err
		}
		items[r.NotificationID] = append(items[r.NotificationID], i)
	}
	notifications := make([]Notification, 0, len(rows))
	for _, r := range rows {
		notifications = append(notifications, r.notification(items[r.ID]))
	}
	return notifications, nil
}

// Notifications are those with these ids, in the order in which they were planned.
func (s *Store) Notifications(ctx context.Context, ids ...int64) ([]Notification, error) {
	return s.notificationsWhere(ctx, `n.id = ANY ($1)`, int64Array(ids))
}

// Undelivered are the notifications that are not in Slack as they should be. They wait, are held, show an older state
// than they should, or were given up since the instant.
func (s *Store) Undelivered(ctx context.Context, rejectedSince time.Time) ([]Notification, error) {
	return s.notificationsWhere(ctx, `
		n.state IN ('ready', 'sending', 'ambiguous') OR n.state = 'sent' AND n.shown < n.wanted OR n.state = 'rejected' AND n.settled_at >= $1`, instant(rejectedSince))
}

// Unfinished are the notifications about which there is something to do by now.
func (s *Store) Unfinished(ctx context.Context, now time.Time) ([]Notification, error) {
	return s.notificationsWhere(ctx, unfinished, instant(now))
}

const (
	unfinished      = `(n.state IN ('ready', 'sending', 'ambiguous') OR n.state = 'sent' AND n.shown < n.wanted) AND n.from_at <= $1`
	unfinishedQuery = notificationsQuery + unfinished + notificationsOrder

	notificationsQuery = `SELECT ` + notificationColumns + ` FROM notifications n WHERE `
	notificationsOrder = ` ORDER BY n.id`
)

func (s *Store) notificationsWhere(ctx context.Context, condition string, args ...any) ([]Notification, error) {
	var rows []notificationRow
	err := sqlx.SelectContext(ctx, &s.chasing, &rows, notificationsQuery+condition+notificationsOrder, args...)
	if err != nil {
		return nil, fmt.Errorf("store.Notifications: %w", err)
	}
	notifications, err := withItems(ctx, &s.chasing, rows)
	if err != nil {
		return nil, fmt.Errorf("store.Notifications: %w", err)
	}
	return notifications, nil
}

// NotificationsSince are all notifications planned since the instant.
func (s *Store) NotificationsSince(ctx context.Context, since time.Time) ([]Notification, error) {
	return s.notificationsWhere(ctx, `n.planned_at >= $1`, instant(since))
}

// CountNotifications is the number of notifications in each state.
func (s *Store) CountNotifications(ctx context.Context) (map[NotificationState]int, error) {
	var rows []struct {
		State NotificationState
		Count int
	}
	if err := s.db.SelectContext(ctx, &rows, `SELECT state, count(*) AS count FROM notifications GROUP BY state`); err != nil {
		return nil, fmt.Errorf("store.CountNotifications: %w", err)
	}
	counts := map[NotificationState]int{}
	for _, r := range rows {
		counts[r.State] = r.Count
	}
	return counts, nil
}

// CountHeld is the number of notifications that each cause holds.
func (s *Store) CountHeld(ctx context.Context) (map[string]int, error) {
	var rows []struct {
		Cause string
		Count int
	}
	err := s.db.SelectContext(ctx, &rows, `
		SELECT split_part(held, ' ', 2) AS cause, count(*) AS count
		FROM notifications WHERE held IS NOT NULL AND (`+waiting("")+` OR state = 'sent' AND shown < wanted) GROUP BY cause`)
	if err != nil {
		return nil, fmt.Errorf("store.CountHeld: %w", err)
	}
	counts := map[string]int{}
	for _, r := range rows {
		counts[r.Cause] = r.Count
	}
	return counts, nil
}
