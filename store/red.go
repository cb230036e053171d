package store

import (
	"context"
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

// tellTurn records that a posting turned the indicator Red, found it Red still, or ended its Red, and tells those who
// must know. It must come before the messages that speak of the figure are updated. It locks those together with its
// own, so that every transaction locks them in the same order.
func (s *Store) tellTurn(ctx context.Context, tx *preparedTx, now situation, p Post, posted figureRow, before series, turn kpi.Turn) error {
	t := turning{store: s, tx: tx, situation: now, post: p, figure: posted}
	if turn == kpi.LeftRed {
		return t.left(ctx)
	}
	return t.red(ctx, before)
}

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
	openTurnQuery        = `SELECT id FROM red_turns WHERE indicator_id = $1 AND left_figure IS NULL`
	insertTurnQuery      = `INSERT INTO red_turns (indicator_id, turned_figure) VALUES ($1, $2) RETURNING id`
	endTurnsQuery        = `UPDATE red_turns SET left_figure = $2 WHERE indicator_id = $1 AND left_figure IS NULL`
	endTurnQuery         = `UPDATE red_turns SET left_figure = $2 WHERE id = $1`
	newsIDQuery          = `SELECT id FROM notifications WHERE key = $1`
	takeBackTidingsQuery = `
		DELETE FROM red_tidings t USING red_turns r, notifications n
		WHERE r.id = t.turn_id AND n.id = t.notification_id AND r.indicator_id = $1 AND t.recovered = $2 AND n.kind = $3 AND n.state = 'ready'`
	saidOfTurnQuery = `
		SELECT n.recipient FROM red_tidings t JOIN notifications n ON n.id = t.notification_id
		WHERE t.turn_id = $1 AND NOT t.recovered AND n.state IN ('sending', 'ambiguous', 'sent')`
	insertTidingQuery = `
		INSERT INTO red_tidings (notification_id, turn_id, recovered, period) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`
	refreshTurnQuery = `
		UPDATE notifications n SET wanted = n.wanted + 1
		FROM (SELECT m.id FROM notifications m
		      WHERE m.state IN ('sending', 'ambiguous', 'sent') AND m.id IN (SELECT notification_id FROM red_tidings WHERE turn_id = $1)
		      ORDER BY m.id FOR UPDATE) AS told
		WHERE n.id = told.id
		RETURNING n.id, $2::int AS priority`
)

// lockTurnQuery locks the messages of a turn: those that speak of the indicator $1 in the period $2, or show the board
// of the collection $3, those that told of its turns, and the daily ones with the keys $4.
var lockTurnQuery = `
	SELECT m.id FROM notifications m
	WHERE m.state NOT IN ('withdrawn', 'rejected')
	  AND (m.id IN (` + speakingQuery + `
	                UNION ALL SELECT d.notification_id FROM red_tidings d JOIN red_turns r ON r.id = d.turn_id WHERE r.indicator_id = $1)
	       OR m.key = ANY ($4))
	ORDER BY m.id FOR UPDATE`

// turning is a posting that turns its indicator Red, finds it Red in a later period too, or ends its Red.
type turning struct {
	store *Store
	tx    *preparedTx
	situation
	post   Post
	figure figureRow

	still    kpi.Period        // the later period in which it is Red still; zero: the turn begins or ends
	together map[string]string // for an import with several turns: the key of each person's one message
}

// chased is the chase, which says who is told of what. A list has read it once already.
func (t turning) chased(ctx context.Context) (kpi.Chase, error) {
	if t.post.chase != nil {
		return *t.post.chase, nil
	}
	return readAskedOf(ctx, t.tx, t.post.Zone, t.post.Today, []int64{t.indicator.id})
}

// red tells those who must know that the indicator is Red, once for each period. If it was not Red before, red records
// a new turn.
func (t turning) red(ctx context.Context, before series) error {
	chase, err := t.chased(ctx)
	if err != nil {
		return err
	}
	people := chase.Alerted(t.indicator.Indicator, t.figure.PostedBy, t.post.Today)
	if err := t.lock(ctx, chase, people); err != nil {
		return err
	}
	if err := t.overtaken(ctx, before); err != nil {
		return err
	}
	turn, err := t.open(ctx)
	if err != nil {
		return err
	}
	if turn != 0 {
		t.still = t.figure.Period.Period
	} else {
		err = sqlx.GetContext(ctx, t.tx, &turn, insertTurnQuery, t.indicator.id, t.figure.ID)
		if err != nil {
			return fmt.Errorf("inserting the turn: %w", err)
		}
	}
	for _, who := range people {
		if err := t.tell(ctx, chase, who, turn, false); err != nil {
			return err
		}
	}
	return nil
}

// open is the indicator's turn that has not ended; 0 if there is none.
func (t turning) open(ctx context.Context) (int64, error) {
	var turns []int64
	err := sqlx.SelectContext(ctx, t.tx, &turns, openTurnQuery, t.indicator.id)
	if err != nil || len(turns) == 0 {
		return 0, wrapped(err, "reading the turn")
	}
	return turns[0], nil
}

// overtaken ends a turn that an import ended without telling anybody. It also takes back the news of a recovery that
// nobody has read yet.
func (t turning) overtaken(ctx context.Context, before series) error {
	if good, stands := kpi.Judged(before.figures()); stands && good.Rating != kpi.Red {
		n := slices.IndexFunc(before, func(r figureRow) bool { return r.Period.Period == good.Period && r.Revision == good.Revision })
		_, err := t.tx.ExecContext(ctx, endTurnsQuery, t.indicator.id, before[n].ID)
		if err != nil {
			return fmt.Errorf("ending a turn: %w", err)
		}
	}
	return t.takeBack(ctx, true)
}

// takeBack removes what is no longer true from the daily messages that have not been said yet.
func (t turning) takeBack(ctx context.Context, recovered bool) error {
	_, err := t.tx.ExecContext(ctx, takeBackTidingsQuery,
		t.indicator.id, recovered, kpi.NewsRedDigest)
	if err != nil {
		return fmt.Errorf("taking back what nobody has read: %w", err)
	}
	return nil
}

// left records that the turn is over. Whoever was told of it is told that too. If an alert has not been said yet,
// before nine in the morning or while Slack is down, its reader hears neither.
func (t turning) left(ctx context.Context) error {
	turn, err := t.open(ctx)
	if err != nil || turn == 0 { // the indicator was Red when it was imported, and nobody was told
		return err
	}
	chase, err := t.chased(ctx)
	if err != nil {
		return err
	}
	if err := t.lock(ctx, chase, chase.People); err != nil {
		return err
	}
	if _, err := t.tx.ExecContext(ctx, endTurnQuery, turn, t.figure.ID); err != nil {
		return fmt.Errorf("ending the turn: %w", err)
	}
	// What was said is only certain now that no other transaction can change these messages.
	said := []string{}
	err = sqlx.SelectContext(ctx, t.tx, &said, saidOfTurnQuery, turn)
	if err != nil {
		return fmt.Errorf("reading who was told: %w", err)
	}
	if err := t.takeBack(ctx, false); err != nil {
		return err
	}
	if err := t.store.refreshTurn(ctx, t.tx, turn); err != nil {
		return err
	}
	for _, who := range chase.People {
		if slices.Contains(said, who.SlackID) && !who.Deactivated {
			if err := t.tell(ctx, chase, who, turn, true); err != nil {
				return err
			}
		}
	}
	return nil
}

// lock locks every message that the turn can touch until the transaction ends, in the order that all transactions keep.
func (t turning) lock(ctx context.Context, chase kpi.Chase, people []kpi.Contact) error {
	var digests []string
	for _, who := range people {
		key, _ := t.digest(chase, who)
		digests = append(digests, key)
	}
	_, err := t.tx.ExecContext(ctx, lockTurnQuery,
		t.indicator.id, t.figure.Period, period{boardOf(t.indicator, t.figure.Period.Period, t.collections)}, pq.StringArray(digests))
	if err != nil {
		return fmt.Errorf("locking the messages: %w", err)
	}
	return nil
}

// digest gives the key and the hour of the message in which somebody who is told daily hears of what happens now.
func (t turning) digest(chase kpi.Chase, who kpi.Contact) (key string, from time.Time) {
	zone := chase.ClockOf(who)
	morning := chase.Morning(who, kpi.DateOf(t.post.Now.In(zone)))
	return "red-digest " + who.SlackID + " " + morning.String(), morning.At(kpi.OfficeOpens, zone)
}

// tell tells one person of the turn: at once, in the one message of an import, or in the message of their next working
// morning.
func (t turning) tell(ctx context.Context, chase kpi.Chase, who kpi.Contact, turn int64, recovered bool) error {
	n := news{
		key:       fmt.Sprintf("%s %d %s", kpi.NewsRed, t.figure.ID, who.SlackID),
		kind:      kpi.NewsRed,
		recipient: who.SlackID,
		about:     RedAbout{turn},
		subjects:  []newsSubject{{t.indicator.id, t.figure.Period.Period}},
		priority:  priorityAlert,
	}
	if recovered {
		n.key, n.kind = fmt.Sprintf("%s %d %s", kpi.NewsRecovered, t.figure.ID, who.SlackID), kpi.NewsRecovered
	}
	today := t.post.Today
	if who.Timing() == kpi.AlertsDaily {
		n.kind, n.about = kpi.NewsRedDigest, struct{}{}
		n.key, n.from = t.digest(chase, who)
		today = kpi.DateOf(n.from.In(chase.ClockOf(who)))
	} else if key, several := t.together[who.SlackID]; several {
		n.key, n.kind, n.about = key, kpi.NewsRedDigest, struct{}{}
	}
	fresh, err := t.store.tell(ctx, t.tx, t.tx.Tx.Tx, t.post.Now, today, n)
	if err != nil {
		return err
	}
	if len(fresh) == 1 {
		return t.joins(ctx, fresh[0], turn, recovered)
	}
	var id int64 // the message is there already, and now tells of one more
	if err := sqlx.GetContext(ctx, t.tx, &id, newsIDQuery, n.key); err != nil {
		return fmt.Errorf("finding the message: %w", err)
	}
	if err := speakOf(ctx, t.tx, id, n.subjects...); err != nil {
		return err
	}
	return t.joins(ctx, id, turn, recovered)
}

// joins notes that a message tells of the turn.
func (t turning) joins(ctx context.Context, id, turn int64, recovered bool) error {
	_, err := t.tx.ExecContext(ctx, insertTidingQuery, id, turn, recovered, toldOf(t.still))
	if err != nil {
		return fmt.Errorf("noting what a message tells: %w", err)
	}
	return nil
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
