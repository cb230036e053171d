package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// RedAbout is what an alert, or the news of a recovery, is made from.
type RedAbout struct {
	Turn int64 `json:"turn"`
}

// turn is what a figure that is about to be recorded does to whether the indicator is Red, with what was judged before.
func (s situation) turn(ctx context.Context, q sqlx.QueryerContext, f kpi.Figure) (before series, turn kpi.Turn, err error) {
	if !f.Rating.Judged() {
		return nil, kpi.NoTurn, nil // it neither turns the indicator Red nor ends that
	}
	if before, err = judged(ctx, q, s.recorded); err != nil {
		return nil, kpi.NoTurn, err
	}
	if _, stands := kpi.Judged(before.figures()); !stands && s.recent {
		if err := s.readWhole(ctx, q); err != nil {
			return nil, kpi.NoTurn, err
		}
		if before, err = judged(ctx, q, s.recorded); err != nil {
			return nil, kpi.NoTurn, err
		}
	}
	return before, kpi.TurnOf(before.figures(), append(before.figures(), f)), nil
}

// turns reports whether people are told of the turn.
func turns(t kpi.Turn) bool { return t == kpi.TurnedRed || t == kpi.StillRed || t == kpi.LeftRed }

const judgedRatings = `('Red', 'Amber', 'Green', 'Blue')`

// judged adds to an indicator's series what was judged of periods whose latest revision is not: the last revision that
// was.
func judged(ctx context.Context, q sqlx.QueryerContext, latest series) (series, error) {
	var unjudged []int64
	for _, row := range latest {
		if !row.Rating.Judged() && row.Revision > 1 {
			unjudged = append(unjudged, row.ID)
		}
	}
	if len(unjudged) == 0 {
		return latest, nil
	}
	var rows []figureRow
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT DISTINCT ON (f.indicator_id, f.period) `+figureColumns+`
		FROM figures later JOIN `+figureTables+` ON f.indicator_id = later.indicator_id AND f.period = later.period
		WHERE later.id = ANY ($1) AND f.revision < later.revision AND f.rating IN `+judgedRatings+`
		ORDER BY f.indicator_id, f.period, f.revision DESC`, int64Array(unjudged))
	if err != nil {
		return nil, fmt.Errorf("reading what was judged before: %w", err)
	}
	return append(slices.Clone(latest), rows...), nil
}

// The queries of a turn.
const (
	newsIDQuery = `SELECT id FROM notifications WHERE key = $1`

	// untoldTidings takes what is no longer true of the indicator $1 from the daily messages that have not been said
	// yet.
	untoldTidings = `
		DELETE FROM red_tidings t USING notifications n
		WHERE t.turn_id = ANY (ARRAY(SELECT id FROM red_turns WHERE indicator_id = $1)) AND n.id = t.notification_id AND n.kind = '` + string(kpi.NewsRedDigest) + `' AND n.state = 'ready'`

	// turnedRedQuery finds the turn of the indicator $1 that goes on, or begins one with the figure $3. The figure $2,
	// if there is one, ended the turn before without telling anybody, as an import's does. It also takes back the news
	// of a recovery that nobody has read yet.
	turnedRedQuery = `
		WITH ended AS (UPDATE red_turns SET left_figure = $2 WHERE indicator_id = $1 AND left_figure IS NULL AND CAST($2 AS bigint) IS NOT NULL RETURNING id),
		untold AS (` + untoldTidings + ` AND t.recovered),
		standing AS MATERIALIZED (SELECT id FROM red_turns WHERE indicator_id = $1 AND left_figure IS NULL AND NOT EXISTS (SELECT FROM ended)),
		begun AS (INSERT INTO red_turns (indicator_id, turned_figure) SELECT $1, $3 WHERE NOT EXISTS (SELECT FROM standing) RETURNING id)
		SELECT id, true AS still FROM standing UNION ALL SELECT id, false FROM begun`

	// leftRedQuery ends the turn of the indicator $1 with the figure $2, has the messages that told of it updated, and
	// says who has heard of it.
	leftRedQuery = `
		WITH ended AS (UPDATE red_turns SET left_figure = $2 WHERE indicator_id = $1 AND left_figure IS NULL RETURNING id),
		untold AS (` + untoldTidings + ` AND NOT t.recovered),` + toldRefreshed + `= ANY (ARRAY(SELECT id FROM ended))` + toldRefreshedEnd + `
		SELECT e.id, (SELECT json_agg(id) FROM refreshed WHERE NOT queued) AS refreshed,
		       (SELECT json_agg(n.recipient) FROM red_tidings t JOIN notifications n ON n.id = t.notification_id
		        WHERE t.turn_id = e.id AND NOT t.recovered AND n.state IN ('sending', 'ambiguous', 'sent')) AS said
		FROM ended e`

	// toldRefreshed and toldRefreshedEnd stand around the turns, and have the messages updated that told of them. Those
	// that are queued have a job already.
	toldRefreshed = `
		told AS MATERIALIZED (
			SELECT m.id, m.state, m.shown < m.wanted AS awaited FROM notifications m
			WHERE m.state IN ('sending', 'ambiguous', 'sent') AND m.id = ANY (ARRAY(SELECT notification_id FROM red_tidings WHERE turn_id `
	toldRefreshedEnd = `))
			ORDER BY m.id FOR UPDATE),
		refreshed AS (
			UPDATE notifications n SET wanted = n.wanted + 1 FROM told WHERE n.id = told.id
			RETURNING n.id, told.awaited OR told.state <> 'sent' AS queued)`

	refreshTurnQuery = `WITH` + toldRefreshed + `= $1` + toldRefreshedEnd + ` SELECT id, $2::int AS priority FROM refreshed WHERE NOT queued`
)

// lockTurnQuery locks the messages of a turn: those that speak of the indicator $1 in the period $2, or show the board
// of the collection $3, those that told of its turns, and the daily ones with the keys $4.
var lockTurnQuery = `
	SELECT m.id FROM notifications m
	WHERE m.state NOT IN ('withdrawn', 'rejected')
	  AND m.id = ANY (ARRAY(` + speakingQuery + `
	                        UNION ALL SELECT notification_id FROM red_tidings WHERE turn_id = ANY (ARRAY(SELECT id FROM red_turns WHERE indicator_id = $1))
	                        UNION ALL SELECT id FROM notifications WHERE key = ANY (CAST((SELECT CAST($4 AS text[])) AS text[]))))
	ORDER BY m.id FOR UPDATE`

// turning is a posting that turns its indicator Red, finds it Red in a later period too, or ends its Red.
type turning struct {
	store *Store
	tx    *preparedTx
	situation
	post   Post
	figure figureRow
	turn   kpi.Turn
	before series // what was judged before

	chase    kpi.Chase         // which says who is told of what
	still    kpi.Period        // the later period in which it is Red still; zero: the turn begins or ends
	together map[string]string // for an import with several turns: the key of each person's one message
}

// lock reads who is told, and locks every message that the turn can touch until the transaction ends, in the order that
// all transactions keep. It comes before the messages that speak of the figure are updated.
func (t *turning) lock(ctx context.Context) (err error) {
	if t.post.chase != nil { // a list has read it once already
		t.chase = *t.post.chase
	} else if t.chase, err = readAskedOf(ctx, t.tx, t.post.Zone, t.post.Today, []int64{t.indicator.id}); err != nil {
		return err
	}
	var digests []string
	for _, who := range t.concerned() {
		key, _ := t.digest(t.chase, who)
		digests = append(digests, key)
	}
	_, err = t.tx.ExecContext(ctx, lockTurnQuery,
		t.indicator.id, t.figure.Period, period{boardOf(t.indicator, t.figure.Period.Period, t.collections)}, pq.StringArray(digests))
	return wrapped(err, "locking the messages")
}

// concerned are the people who may be told.
func (t turning) concerned() []kpi.Contact {
	if t.turn == kpi.LeftRed {
		return t.chase.People
	}
	return t.chase.Alerted(t.indicator.Indicator, t.figure.PostedBy, t.post.Today)
}

// happened records the turn and tells those who must know. It comes after lock, and once the figure is recorded.
func (t turning) happened(ctx context.Context) error {
	if t.turn == kpi.LeftRed {
		return t.left(ctx)
	}
	return t.red(ctx)
}

// red tells those who must know that the indicator is Red, once for each period. If it was not Red before, red records
// a new turn.
func (t turning) red(ctx context.Context) error {
	var ended any
	if good, stands := kpi.Judged(t.before.figures()); stands && good.Rating != kpi.Red {
		row, _ := t.before.judgement(good)
		ended = row.ID
	}
	var turn struct {
		ID    int64
		Still bool
	}
	if err := sqlx.GetContext(ctx, t.tx, &turn, turnedRedQuery, t.indicator.id, ended, t.figure.ID); err != nil {
		return fmt.Errorf("recording the turn: %w", err)
	}
	if turn.Still {
		t.still = t.figure.Period.Period
	}
	return t.tell(ctx, t.chase, t.concerned(), turn.ID, false)
}

// left records that the turn is over. Whoever was told of it is told that too. If an alert has not been said yet,
// before nine in the morning or while Slack is down, its reader hears neither.
func (t turning) left(ctx context.Context) error {
	var over struct {
		ID        int64
		Refreshed document[[]int64]
		Said      document[[]string] // certain, as no other transaction can change these messages since lock
	}
	err := sqlx.GetContext(ctx, t.tx, &over, leftRedQuery, t.indicator.id, t.figure.ID)
	switch {
	case errors.Is(err, sql.ErrNoRows): // the indicator was Red when it was imported, and nobody was told
		return nil
	case err != nil:
		return fmt.Errorf("ending the turn: %w", err)
	}
	if err := t.store.enqueue(ctx, t.tx.Tx.Tx, updatesOf(over.Refreshed.is)...); err != nil {
		return err
	}
	var people []kpi.Contact
	for _, who := range t.chase.People {
		if slices.Contains(over.Said.is, who.SlackID) && !who.Deactivated {
			people = append(people, who)
		}
	}
	return t.tell(ctx, t.chase, people, over.ID, true)
}

// digest gives the key and the hour of the message in which somebody who is told daily hears of what happens now.
func (t turning) digest(chase kpi.Chase, who kpi.Contact) (key string, from time.Time) {
	zone := chase.ClockOf(who)
	morning := chase.Morning(who, kpi.DateOf(t.post.Now.In(zone)))
	return "red-digest " + who.SlackID + " " + morning.String(), morning.At(kpi.OfficeOpens, zone)
}

// tell tells people of the turn: at once, in the one message of an import, or in the message of their next working
// morning.
func (t turning) tell(ctx context.Context, chase kpi.Chase, people []kpi.Contact, turn int64, recovered bool) error {
	all := make([]news, 0, len(people))
	for _, who := range people {
		all = append(all, t.news(chase, who, turn, recovered))
	}
	fresh, err := t.store.tellFresh(ctx, t.tx, t.tx.Tx.Tx, t.post.Now, t.post.Today, all...)
	if err != nil {
		return err
	}
	joined := false
	for _, n := range all {
		if _, is := fresh[n.key]; is {
			continue
		}
		joined = true
		if err := t.joins(ctx, n); err != nil {
			return err
		}
	}
	if !joined {
		return nil
	}
	return t.store.refresh(ctx, t.tx, t.indicator, t.figure.Period.Period, t.collections)
}

// news is what one person is told of the turn.
func (t turning) news(chase kpi.Chase, who kpi.Contact, turn int64, recovered bool) news {
	n := news{
		key:       fmt.Sprintf("%s %d %s", kpi.NewsRed, t.figure.ID, who.SlackID),
		kind:      kpi.NewsRed,
		recipient: who.SlackID,
		about:     RedAbout{turn},
		subjects:  []newsSubject{{t.indicator.id, t.figure.Period.Period}},
		priority:  priorityAlert,
		tells:     &tiding{turn, recovered, toldOf(t.still)},
	}
	if recovered {
		n.key, n.kind = fmt.Sprintf("%s %d %s", kpi.NewsRecovered, t.figure.ID, who.SlackID), kpi.NewsRecovered
	}
	if who.Timing() == kpi.AlertsDaily {
		n.kind, n.about = kpi.NewsRedDigest, struct{}{}
		n.key, n.from = t.digest(chase, who)
		n.day = kpi.DateOf(n.from.In(chase.ClockOf(who)))
	} else if key, several := t.together[who.SlackID]; several {
		n.key, n.kind, n.about = key, kpi.NewsRedDigest, struct{}{}
	}
	return n
}

// tiding is what a message tells of a turn.
type tiding struct {
	Turn      int64  `json:"turn"`
	Recovered bool   `json:"recovered"` // it is over
	Period    string `json:"period"`    // as toldOf has it
}

const insertTidingQuery = `INSERT INTO red_tidings (notification_id, turn_id, recovered, period) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`

// joins adds the news to the message that is there already under its key, which now tells of one more.
func (t turning) joins(ctx context.Context, n news) error {
	var id int64
	if err := sqlx.GetContext(ctx, t.tx, &id, newsIDQuery, n.key); err != nil {
		return fmt.Errorf("finding the message: %w", err)
	}
	if err := speakOf(ctx, t.tx, id, n.subjects...); err != nil {
		return err
	}
	_, err := t.tx.ExecContext(ctx, insertTidingQuery, id, n.tells.Turn, n.tells.Recovered, n.tells.Period)
	return wrapped(err, "noting what a message tells")
}

// toldOf is how red_tidings writes the later period in which an indicator is Red still. It is empty if the turn begins
// or ends.
func toldOf(still kpi.Period) string {
	if still.IsZero() {
		return ""
	}
	return still.String()
}

// refreshTurn asks for the messages that told of a turn to be updated.
func (s *Store) refreshTurn(ctx context.Context, tx *preparedTx, turn int64) error {
	var told []job
	err := sqlx.SelectContext(ctx, tx, &told, refreshTurnQuery, turn, priorityUpdate)
	if err != nil {
		return fmt.Errorf("refreshing what was told of the turn: %w", err)
	}
	return s.enqueue(ctx, tx.Tx.Tx, told...)
}
