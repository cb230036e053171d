package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// news is something to be told because it happened. It is recorded in the transaction of what happened, so that neither
// exists without the other. The bot words it at the moment of saying it, from what is true then.
type news struct {
	key       string         // the same key is the same news, however often it is told
	kind      kpi.NoticeKind // one of the kinds of news
	recipient string         // Slack id of a person or a channel
	about     any            // what the bot needs to word it, besides the subjects; encoded as JSON
	subjects  []newsSubject  // the figures that it speaks of; as they change, so does the message
	priority  int
	threadOf  int64         // the notification in whose thread it is said, which itself is in no thread; 0: none
	follows   int64         // the notification in the same channel that must be said before it; 0: none
	threadTS  string        // instead of threadOf: the thread of somebody's own message in the recipient's channel
	lives     time.Duration // how long it is worth saying; 0: newsLives
	from      time.Time     // the instant before which it is not said; zero: at once
}

// newsSubject is a figure as the tables of notifications name it.
type newsSubject struct {
	indicator int64
	period    kpi.Period
}

// The priorities of news in the queue. They come before any reminder.
const (
	priorityAnswer = 1 // somebody waits for it
	priorityAlert  = 1
)

// newsLives is how long news is worth saying, if Slack cannot be reached for a while.
const newsLives = 30 * 24 * time.Hour

// tell records news and puts it into the queue. News that was told before is left as it is. It returns the ids of what
// is new. In a transaction it must come after every lock on an indicator, and before the audit entry.
func (s *Store) tell(ctx context.Context, tx transaction, queueTx *sql.Tx, now time.Time, today kpi.Date, all ...news) (ids []int64, err error) {
	var jobs []job
	for _, n := range all {
		id, fresh, err := insertNews(ctx, tx, n, now, today)
		if err != nil {
			return nil, err
		}
		if fresh {
			ids = append(ids, id)
		}
		if fresh && !n.from.After(now) { // the schedule takes up the rest when its hour comes
			jobs = append(jobs, job{id, n.priority})
		}
	}
	return ids, s.enqueue(ctx, queueTx, jobs...)
}

const insertNewsQuery = `
	INSERT INTO notifications (key, kind, recipient, day, from_at, until_at, priority, token, planned_at, state, not_before, nudged_at, about, thread_of, thread_ts, follows)
	VALUES ($1, $2, $3, $4, $5, $6, $7, gen_random_uuid(), $12, 'ready', $8, $13, $9, $10, $11, $14)
	ON CONFLICT (key) DO NOTHING
	RETURNING id`

func insertNews(ctx context.Context, tx transaction, n news, now time.Time, today kpi.Date) (id int64, fresh bool, err error) {
	about, err := json.Marshal(n.about)
	if err != nil {
		return 0, false, fmt.Errorf("writing what %s is about: %w", n.key, err)
	}
	lives := n.lives
	if lives == 0 {
		lives = newsLives
	}
	var threadOf, follows any
	if n.threadOf != 0 {
		threadOf = n.threadOf
	}
	// News to be said at once has nudged_at long ago, so the first look takes its job for lost and adds one. A job too
	// many finds nothing to do. News for later has no job that could be lost, until the schedule takes it up.
	from, nudgedAt := now, time.Unix(0, 0).UTC()
	if n.from.After(now) {
		from, nudgedAt = n.from, notYet
	}
	if n.follows != 0 {
		follows = n.follows
	}
	var ids []int64
	err = sqlx.SelectContext(ctx, tx, &ids, insertNewsQuery,
		n.key, n.kind, n.recipient, day{today}, instant(from), instant(from.Add(lives)), n.priority, time.Unix(0, 0).UTC(), string(about), threadOf, orNull(n.threadTS),
		instant(now), nudgedAt, follows)
	if err != nil {
		return 0, false, fmt.Errorf("inserting news: %w", err)
	}
	if len(ids) == 0 {
		return 0, false, nil
	}
	if err := speakOf(ctx, tx, ids[0], n.subjects...); err != nil {
		return 0, false, err
	}
	return ids[0], true, nil
}

const insertSubjectsQuery = `
	INSERT INTO notification_subjects (notification_id, indicator_id, period)
	SELECT $1, s.indicator, s.period FROM unnest((SELECT CAST($2 AS bigint[])), (SELECT CAST($3 AS text[]))) AS s (indicator, period)
	ON CONFLICT DO NOTHING`

// speakOf adds figures to those that news speaks of.
func speakOf(ctx context.Context, tx transaction, id int64, subjects ...newsSubject) error {
	if len(subjects) == 0 {
		return nil
	}
	var (
		indicators pq.Int64Array
		periods    pq.StringArray
	)
	for _, of := range subjects {
		indicators, periods = append(indicators, of.indicator), append(periods, of.period.String())
	}
	_, err := tx.ExecContext(ctx, insertSubjectsQuery, id, indicators, periods)
	return wrapped(err, "inserting what news speaks of")
}

// notYet is the nudged_at of news whose hour has not come.
var notYet = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// taken is the condition for messages m that are news whose hour has come.
func taken(now, notYet string) string {
	return `m.state = 'ready' AND m.nudged_at = ` + notYet + ` AND m.from_at <= ` + now
}

// takeUp takes up the news whose hour has come, and returns the jobs to enqueue.
func takeUp(ctx context.Context, tx transaction, at Clocks) ([]job, error) {
	var due []job
	err := sqlx.SelectContext(ctx, tx, &due, `
		UPDATE notifications n SET nudged_at = $2
		FROM (SELECT m.id FROM notifications m WHERE `+taken("$1", "$3")+` ORDER BY m.id FOR UPDATE) AS due
		WHERE n.id = due.id
		RETURNING n.id, n.priority`, instant(at.Now), instant(at.Machine), notYet)
	if err != nil {
		return nil, fmt.Errorf("taking up what comes now: %w", err)
	}
	return due, nil
}

// About decodes what the news is made from.
func (n Notification) About(into any) error {
	if err := json.Unmarshal([]byte(n.about), into); err != nil {
		return fmt.Errorf("notification %d: what it is about: %w", n.ID, err)
	}
	return nil
}

// IsNews reports whether the message is told because something happened. Otherwise it is a daily message.
func (n Notification) IsNews() bool { return n.about != "" }

// newsStands is for kinds of news that can stop being true before they are said. It reports whether they still are.
// News of any other kind always stands.
var newsStands = map[kpi.NoticeKind]func(context.Context, transaction, notificationRow) (bool, error){
	kpi.NewsShut: shutStands,

	kpi.NewsRed:          redStands,
	kpi.NewsRecovered:    recoveryStands,
	kpi.NewsRedDigest:    digestStands,
	kpi.NewsSentBack:     sentBackStands,
	kpi.NewsPublishWaits: publishWaitsStands,
	kpi.NewsRedSummary:   publicationStands,
	kpi.NewsRedCard:      publicationStands,
	kpi.NewsErratum:      publicationStands,
	kpi.NewsPreview:      previewStands,
	kpi.NewsPreviewPage:  previewStands,
	kpi.NewsActionGiven:  givenStands,

	kpi.NewsCorrectionAsked: correctionStands,
	kpi.NewsFiles:           filesStand,
}

// refreshNews asks for the news whose keys match a LIKE pattern to be updated, if it was said or may have been. It
// returns the jobs to enqueue.
func refreshNews(ctx context.Context, tx transaction, keys string) ([]job, error) {
	var told []job
	err := sqlx.SelectContext(ctx, tx, &told, `
		UPDATE notifications n SET wanted = n.wanted + 1
		FROM (SELECT m.id FROM notifications m WHERE m.key LIKE $1 AND m.state IN ('sending', 'ambiguous', 'sent') ORDER BY m.id FOR UPDATE) AS told
		WHERE n.id = told.id
		RETURNING n.id, $2::int AS priority`, keys, priorityUpdate)
	if err != nil {
		return nil, fmt.Errorf("refreshing news: %w", err)
	}
	return told, nil
}
