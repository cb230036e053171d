package store

import (
	"cmp"
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
	day       kpi.Date      // its reader's; zero: the council's
	tells     *tiding       // what it tells of a Red; nil: nothing
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
	fresh, err := s.tellFresh(ctx, tx, queueTx, now, today, all...)
	for _, n := range all {
		if id, is := fresh[n.key]; is {
			ids = append(ids, id)
		}
	}
	return ids, err
}

// tellFresh is tell, but returns the ids of what is new by the keys.
func (s *Store) tellFresh(
	ctx context.Context, tx transaction, queueTx *sql.Tx, now time.Time, today kpi.Date, all ...news,
) (fresh map[string]int64, err error) {
	if len(all) == 0 {
		return nil, nil
	}
	if fresh, err = insertNews(ctx, tx, all, now, today); err != nil {
		return nil, err
	}
	var jobs []job
	for _, n := range all {
		id, is := fresh[n.key]
		if is && !n.from.After(now) { // the schedule takes up the rest when its hour comes
			jobs = append(jobs, job{id, n.priority})
		}
	}
	return fresh, s.enqueue(ctx, queueTx, jobs...)
}

// insertNewsQuery records the news of a list in its order, but for that which was told before, with what each speaks of
// and tells.
const insertNewsQuery = `
	WITH told AS MATERIALIZED (
		SELECT * FROM ROWS FROM (json_to_recordset($1) AS (
			key text, kind text, recipient text, day date, from_at timestamptz, until_at timestamptz, priority int, nudged_at timestamptz, about text,
			thread_of bigint, thread_ts text, follows bigint, subjects json, turn bigint, recovered boolean, period text))
		WITH ORDINALITY AS n (key, kind, recipient, day, from_at, until_at, priority, nudged_at, about, thread_of, thread_ts, follows,
		                      subjects, turn, recovered, period, place)),
	fresh AS (
		INSERT INTO notifications (key, kind, recipient, day, from_at, until_at, priority, token, planned_at, state, not_before, nudged_at, about,
		                           thread_of, thread_ts, follows)
		SELECT key, kind, recipient, day, from_at, until_at, priority, gen_random_uuid(), $2, 'ready', to_timestamp(0), nudged_at, about,
		       thread_of, thread_ts, follows
		FROM told ORDER BY place
		ON CONFLICT (key) DO NOTHING
		RETURNING id, key),
	speaks AS (
		INSERT INTO notification_subjects (notification_id, indicator_id, period)
		SELECT f.id, s.indicator, s.period FROM fresh f JOIN told t USING (key), json_to_recordset(t.subjects) AS s (indicator bigint, period text)
		ON CONFLICT DO NOTHING),
	tells AS (
		INSERT INTO red_tidings (notification_id, turn_id, recovered, period)
		SELECT f.id, t.turn, t.recovered, t.period FROM fresh f JOIN told t USING (key) WHERE t.turn IS NOT NULL
		ON CONFLICT DO NOTHING)
	SELECT id, key FROM fresh`

// newsEntry is news as insertNewsQuery takes it.
type newsEntry struct {
	Key       string         `json:"key"`
	Kind      kpi.NoticeKind `json:"kind"`
	Recipient string         `json:"recipient"`
	Day       day            `json:"day"`
	From      time.Time      `json:"from_at"`
	Until     time.Time      `json:"until_at"`
	Priority  int            `json:"priority"`
	NudgedAt  time.Time      `json:"nudged_at"`
	About     string         `json:"about"`
	ThreadOf  *int64         `json:"thread_of"`
	ThreadTS  *string        `json:"thread_ts"`
	Follows   *int64         `json:"follows"`
	Subjects  []subjectEntry `json:"subjects"`
	*tiding
}

type subjectEntry struct {
	Indicator int64  `json:"indicator"`
	Period    string `json:"period"`
}

// entry is the news as it is recorded now.
func (n news) entry(now time.Time, today kpi.Date) (newsEntry, error) {
	about, err := json.Marshal(n.about)
	if err != nil {
		return newsEntry{}, fmt.Errorf("writing what %s is about: %w", n.key, err)
	}
	// News to be said at once has nudged_at long ago, so the first look takes its job for lost and adds one. A job too
	// many finds nothing to do. News for later has no job that could be lost, until the schedule takes it up.
	from, nudgedAt := now, time.Unix(0, 0).UTC()
	if n.from.After(now) {
		from, nudgedAt = n.from, notYet
	}
	e := newsEntry{
		Key: n.key, Kind: n.kind, Recipient: n.recipient, Day: day{today}, From: instant(from),
		Until: instant(from.Add(cmp.Or(n.lives, newsLives))), Priority: n.priority, NudgedAt: nudgedAt, About: string(about), tiding: n.tells,
		Subjects: make([]subjectEntry, 0, len(n.subjects)),
	}
	if !n.day.IsZero() {
		e.Day = day{n.day}
	}
	if n.threadOf != 0 {
		e.ThreadOf = &n.threadOf
	}
	if n.threadTS != "" {
		e.ThreadTS = &n.threadTS
	}
	if n.follows != 0 {
		e.Follows = &n.follows
	}
	for _, of := range n.subjects {
		e.Subjects = append(e.Subjects, subjectEntry{of.indicator, of.period.String()})
	}
	return e, nil
}

// insertNews returns the ids of what was not told before, by the keys.
func insertNews(ctx context.Context, tx transaction, all []news, now time.Time, today kpi.Date) (map[string]int64, error) {
	entries := make([]newsEntry, 0, len(all))
	for _, n := range all {
		e, err := n.entry(now, today)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	list, err := json.Marshal(entries)
	if err != nil {
		return nil, fmt.Errorf("writing news: %w", err)
	}
	var rows []struct {
		ID  int64
		Key string
	}
	if err := sqlx.SelectContext(ctx, tx, &rows, insertNewsQuery, string(list), instant(now)); err != nil {
		return nil, fmt.Errorf("inserting news: %w", err)
	}
	fresh := make(map[string]int64, len(rows))
	for _, row := range rows {
		fresh[row.Key] = row.ID
	}
	return fresh, nil
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
