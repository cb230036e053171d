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

// RedAbout is what an alert and a recovery are made of.
type RedAbout struct {
	Turn int64 `json:"turn"`
}

// tellTurn records that a posting turned the indicator red or left red, and tells who must know. It comes before the
// messages that speak of the figure are brought up to date, and locks those among the others, so that every transaction
// takes them in one order.
func (s *Store) tellTurn(ctx context.Context, tx *preparedTx, now situation, p Post, posted figureRow) error {
	before, err := judged(ctx, tx, now.recorded)
	if err != nil {
		return err
	}
	t := turning{store: s, tx: tx, situation: now, post: p, figure: posted}
	switch kpi.TurnOf(before.figures(), append(before.figures(), posted.figure())) {
	case kpi.TurnedRed, kpi.StillRed:
		return t.red(ctx, before)
	case kpi.LeftRed:
		return t.left(ctx)
	}
	return nil
}

const judgedRatings = `('Red', 'Amber', 'Green', 'Blue')`

// judged completes an indicator's series by the last judged revision of each period whose latest is not judged any
// more.
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

// turning is a posting that changes whether its indicator is red, or finds it red in a later period too.
type turning struct {
	store *Store
	tx    *preparedTx
	situation
	post   Post
	figure figureRow

	still    kpi.Period        // the later period of a turn that goes on; zero: it begins or ends
	together map[string]string // of an import that turns several: the key of the one message, by who is told
}

// chased is who is told of what, which for a list was read once.
func (t turning) chased(ctx context.Context) (kpi.Chase, error) {
	if t.post.chase != nil {
		return *t.post.chase, nil
	}
	return readChase(ctx, t.tx, t.post.Zone, t.post.Today)
}

// red records the turn, where it does not go on, and tells its manager, once for each period.
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
		err = sqlx.GetContext(ctx, t.tx, &turn, `INSERT INTO red_turns (indicator_id, turned_figure) VALUES ($1, $2) RETURNING id`, t.indicator.id, t.figure.ID)
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

// open is the indicator's turn that goes on; 0 where none does.
func (t turning) open(ctx context.Context) (int64, error) {
	var turns []int64
	err := sqlx.SelectContext(ctx, t.tx, &turns, `SELECT id FROM red_turns WHERE indicator_id = $1 AND left_figure IS NULL`, t.indicator.id)
	if err != nil || len(turns) == 0 {
		return 0, wrapped(err, "reading the turn")
	}
	return turns[0], nil
}

// overtaken closes what an import has ended without a word, and takes back a recovery that nobody has heard of.
func (t turning) overtaken(ctx context.Context, before series) error {
	if good, stands := kpi.Judged(before.figures()); stands && good.Rating != kpi.Red {
		n := slices.IndexFunc(before, func(r figureRow) bool { return r.Period.Period == good.Period && r.Revision == good.Revision })
		_, err := t.tx.ExecContext(ctx, `UPDATE red_turns SET left_figure = $2 WHERE indicator_id = $1 AND left_figure IS NULL`, t.indicator.id, before[n].ID)
		if err != nil {
			return fmt.Errorf("ending a turn: %w", err)
		}
	}
	return t.takeBack(ctx, true)
}

// takeBack takes what is true no longer out of the daily messages that nobody has read yet.
func (t turning) takeBack(ctx context.Context, recovered bool) error {
	_, err := t.tx.ExecContext(ctx, `
		DELETE FROM red_tidings t USING red_turns r, notifications n
		WHERE r.id = t.turn_id AND n.id = t.notification_id AND r.indicator_id = $1 AND t.recovered = $2 AND n.kind = $3 AND n.state = 'ready'`,
		t.indicator.id, recovered, kpi.NewsRedDigest)
	if err != nil {
		return fmt.Errorf("taking back what nobody has read: %w", err)
	}
	return nil
}

// left records that the turn is over. Who was told of it is told that too; whoever's alert has not been said yet, as
// before nine in the morning or while Slack is down, hears of neither.
func (t turning) left(ctx context.Context) error {
	turn, err := t.open(ctx)
	if err != nil || turn == 0 { // it was red when it was imported, and nobody was told
		return err
	}
	chase, err := t.chased(ctx)
	if err != nil {
		return err
	}
	if err := t.lock(ctx, chase, chase.People); err != nil {
		return err
	}
	if _, err := t.tx.ExecContext(ctx, `UPDATE red_turns SET left_figure = $2 WHERE id = $1`, turn, t.figure.ID); err != nil {
		return fmt.Errorf("ending the turn: %w", err)
	}
	// Only now is it certain what was said: whoever had one of these in hand has let it go.
	said := []string{}
	err = sqlx.SelectContext(ctx, t.tx, &said, `
		SELECT n.recipient FROM red_tidings t JOIN notifications n ON n.id = t.notification_id
		WHERE t.turn_id = $1 AND NOT t.recovered AND n.state IN ('sending', 'ambiguous', 'sent')`, turn)
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

// lock takes every message that the turn can touch until the transaction ends, in the order that all transactions keep.
func (t turning) lock(ctx context.Context, chase kpi.Chase, people []kpi.Contact) error {
	var digests []string
	for _, who := range people {
		key, _ := t.digest(chase, who)
		digests = append(digests, key)
	}
	_, err := t.tx.ExecContext(ctx, `
		SELECT m.id FROM notifications m
		WHERE m.state NOT IN ('withdrawn', 'rejected')
		  AND (m.id IN (`+speakingQuery+`
		                UNION ALL SELECT d.notification_id FROM red_tidings d JOIN red_turns r ON r.id = d.turn_id WHERE r.indicator_id = $1)
		       OR m.key = ANY ($4))
		ORDER BY m.id FOR UPDATE`,
		t.indicator.id, t.figure.Period, period{boardOf(t.indicator, t.figure.Period.Period, t.collections)}, pq.StringArray(digests))
	if err != nil {
		return fmt.Errorf("locking the messages: %w", err)
	}
	return nil
}

// digest is the message in which somebody who is told daily hears of what happens now: its key and its hour.
func (t turning) digest(chase kpi.Chase, who kpi.Contact) (key string, from time.Time) {
	zone := chase.ClockOf(who)
	morning := chase.Morning(who, kpi.DateOf(t.post.Now.In(zone)))
	return "red-digest " + who.SlackID + " " + morning.String(), morning.At(kpi.OfficeOpens, zone)
}

// tell tells one person, at once or in the message of their next working morning.
func (t turning) tell(ctx context.Context, chase kpi.Chase, who kpi.Contact, turn int64, recovered bool) error {
	n := news{
		key: fmt.Sprintf("%s %d %s", kpi.NewsRed, t.figure.ID, who.SlackID), kind: kpi.NewsRed, recipient: who.SlackID, about: RedAbout{turn},
		subjects: []newsSubject{{t.indicator.id, t.figure.Period.Period}}, priority: priorityAlert,
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
	if _, err := t.store.tell(ctx, t.tx, t.tx.Tx.Tx, t.post.Now, today, n); err != nil {
		return err
	}
	return t.joins(ctx, n, turn, recovered)
}

// joins notes that the message tells of the turn; one that stands already, of the same day, tells of one more.
func (t turning) joins(ctx context.Context, n news, turn int64, recovered bool) error {
	var id int64
	if err := sqlx.GetContext(ctx, t.tx, &id, `SELECT id FROM notifications WHERE key = $1`, n.key); err != nil {
		return fmt.Errorf("finding the message: %w", err)
	}
	if err := speakOf(ctx, t.tx, id, n.subjects...); err != nil {
		return err
	}
	_, err := t.tx.ExecContext(ctx, `
		INSERT INTO red_tidings (notification_id, turn_id, recovered, period) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`, id, turn, recovered, toldOf(t.still))
	if err != nil {
		return fmt.Errorf("noting what a message tells: %w", err)
	}
	return nil
}

// toldOf is how red_tidings have the later period of a turn that goes on; empty where it begins or ends.
func toldOf(still kpi.Period) string {
	if still.IsZero() {
		return ""
	}
	return still.String()
}

// refreshTurn asks for what was told of a turn to be brought up to date.
func (s *Store) refreshTurn(ctx context.Context, tx *preparedTx, turn int64) error {
	var told []nudge
	err := sqlx.SelectContext(ctx, tx, &told, `
		UPDATE notifications n SET wanted = n.wanted + 1
		FROM (SELECT m.id FROM notifications m
		      WHERE m.state IN ('sending', 'ambiguous', 'sent') AND m.id IN (SELECT notification_id FROM red_tidings WHERE turn_id = $1)
		      ORDER BY m.id FOR UPDATE) AS told
		WHERE n.id = told.id
		RETURNING n.id, $2::int AS priority`, turn, priorityUpdate)
	if err != nil {
		return fmt.Errorf("refreshing what was told of the turn: %w", err)
	}
	return s.enqueue(ctx, tx.Tx.Tx, told...)
}
