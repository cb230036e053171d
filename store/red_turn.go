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

// RedTurn is one time that an indicator turned Red, as it stands now.
type RedTurn struct {
	Turned kpi.Period     // the period in which it turned Red
	Of     kpi.Period     // the period that the news is about: Turned, or a later one in which it is Red still
	Card   kpi.Card       // of that period or, once the Red has ended, of the period that ended it
	Run    int            // for how many periods running, up to Of, it was Red; 1: not before
	Before int            // in how many earlier periods it was Red, with gaps but with no better one between
	Since  kpi.Period     // the period since which it is Red; zero: it is Red no longer
	Ended  *kpi.Figure    // the figure that ended it, as posted; nil: it is Red still
	Void   *kpi.TakenBack // who took back the figure that the news is about, so that it never was; nil: it stands
	SeenBy string         // the name of who acknowledged it; empty: nobody
	SeenAt time.Time
}

// Tiding is what a message says of a turn: that the indicator is Red, or that it is Red no longer.
type Tiding struct {
	RedTurn
	Recovered bool
	Nudged    *kpi.Nudged // who was last nudged about it; nil: nobody
	Rights    kpi.Rights  // its reader's
}

// Tidings are what an alert, the news of a recovery, or a daily message of both tells, as it stands now. They are in
// the order in which it happened.
func (s *Store) Tidings(ctx context.Context, n Notification, today kpi.Date) ([]Tiding, error) {
	told, err := s.tidings(ctx, n, today)
	if err != nil {
		return nil, fmt.Errorf("store.Tidings(%d): %w", n.ID, err)
	}
	return told, nil
}

type turnRow struct {
	Turn      int64      `db:"turn"`
	Indicator int64      `db:"indicator_id"`
	Period    period     `db:"period"`
	Left      *int64     `db:"left_figure"`
	SeenID    string     `db:"seen_id"`
	SeenBy    string     `db:"seen_by"`
	SeenAt    *time.Time `db:"seen_at"`
	Recovered bool       `db:"recovered"`
	Still     string     `db:"still"` // the later period in which it is Red still; empty: the turn begins or ends
	VoidAt    *time.Time `db:"void_at"`
	VoidBy    string     `db:"void_by"`
}

const tidingsQuery = `
	SELECT r.id AS turn, r.indicator_id, f.period, r.left_figure, COALESCE(p.name, '') AS seen_by, r.acknowledged_at AS seen_at, t.recovered, t.period AS still,
	       f.taken_back_at AS void_at, COALESCE(v.name, '') AS void_by
	FROM red_tidings t
	JOIN red_turns r ON r.id = t.turn_id
	JOIN figure_revisions f ON f.id = r.turned_figure
	LEFT JOIN people p ON p.slack_id = r.acknowledged_by
	LEFT JOIN people v ON v.slack_id = f.taken_back_by
	WHERE t.notification_id = $1
	ORDER BY r.id, t.recovered, t.period`

func (s *Store) tidings(ctx context.Context, n Notification, today kpi.Date) ([]Tiding, error) {
	var rows []turnRow
	err := sqlx.SelectContext(ctx, &s.chasing, &rows, tidingsQuery, n.ID)
	if err != nil {
		return nil, fmt.Errorf("reading what it tells: %w", err)
	}
	told := make([]Tiding, 0, len(rows))
	for _, r := range rows {
		turn, err := readTurn(ctx, &s.chasing, r, today)
		if err != nil {
			return nil, err
		}
		told = append(told, Tiding{RedTurn: turn, Recovered: r.Recovered})
	}
	return told, s.completeTidings(ctx, n, told)
}

const somePeopleQuery = `SELECT ` + personColumns + ` FROM people p WHERE p.slack_id = ANY ((SELECT CAST($1 AS text[]))::text[])`

// completeTidings adds who was nudged about each turn, and what the message's reader may do.
func (s *Store) completeTidings(ctx context.Context, n Notification, told []Tiding) error {
	var codes, periods, people []string
	for _, t := range told {
		codes, periods = append(codes, t.Card.Indicator.Code), append(periods, t.Card.Period.String())
		people = append(people, t.Card.Indicator.Owner)
	}
	nudged, err := nudgedOf(ctx, &s.chasing, codes, periods)
	if err != nil {
		return err
	}
	var rows []personRow
	err = sqlx.SelectContext(ctx, &s.chasing, &rows, somePeopleQuery,
		pq.StringArray(append(people, n.Recipient)))
	if err != nil {
		return fmt.Errorf("reading whose reds they are: %w", err)
	}
	known := map[string]kpi.Person{}
	for _, row := range rows {
		known[row.SlackID] = row.person()
	}
	for k := range told {
		i := told[k].Card.Indicator
		if last, was := nudged[kpi.Subject{Indicator: i.Code, Period: told[k].Card.Period}]; was {
			told[k].Nudged = &last
		}
		told[k].Rights = kpi.RightsOf(known[n.Recipient], i, known[i.Owner].Manager)
	}
	return nil
}

func readTurn(ctx context.Context, q sqlx.QueryerContext, r turnRow, today kpi.Date) (RedTurn, error) {
	turn := RedTurn{Turned: r.Period.Period, Of: r.Period.Period}
	if r.Still != "" {
		var err error
		if turn.Of, err = kpi.ParsePeriod(r.Still); err != nil {
			return RedTurn{}, fmt.Errorf("reading the period of a turn: %w", err)
		}
	}
	figures, err := judgedFigures(ctx, q, r.Indicator)
	if err != nil {
		return RedTurn{}, err
	}
	if r.VoidAt != nil { // its recorded end is the same figure, which is gone
		turn.Void = &kpi.TakenBack{ByName: r.VoidBy, At: r.VoidAt.UTC()}
	} else if turn.Ended, err = endOf(ctx, q, r, figures); err != nil {
		return RedTurn{}, err
	}
	if r.Still != "" && turn.Void == nil && !slices.ContainsFunc(figures, func(f kpi.Figure) bool { return f.Period == turn.Of }) {
		if turn.Void, err = lastTakenBack(ctx, q, r.Indicator, turn.Of); err != nil {
			return RedTurn{}, err
		}
	}
	shown := turn.Of
	if turn.Ended != nil {
		shown = turn.Ended.Period
	} else {
		turn.Since = kpi.RedSince(figures)
	}
	indicators, err := listIndicators(ctx, q, thatIndicator, r.Indicator)
	if err != nil {
		return RedTurn{}, err
	}
	cards, err := buildCards(ctx, q, look{own: true, period: shown}, indicators, today)
	if err != nil {
		return RedTurn{}, err
	}
	turn.Card = cards[0]
	turn.Run, turn.Before = kpi.RedRun(figures, turn.Of, turn.Card.Indicator.Frequency)
	return turn, turn.seen(ctx, q, r)
}

// seen adds to the turn who has acknowledged it since its period's first figure came in.
func (t *RedTurn) seen(ctx context.Context, q sqlx.QueryerContext, r turnRow) error {
	if r.SeenAt == nil {
		return nil
	}
	since, err := firstPosted(ctx, q, r.Indicator, t.Of)
	if err == nil && !r.SeenAt.Before(since) {
		t.SeenBy, t.SeenAt = r.SeenBy, r.SeenAt.UTC()
	}
	return err
}

const firstPostedQuery = `SELECT posted_at FROM figures WHERE indicator_id = $1 AND period = $2 ORDER BY revision LIMIT 1`

// firstPosted is when the first revision that stands came in for the indicator's period. It is the zero time if there
// is none.
func firstPosted(ctx context.Context, q sqlx.QueryerContext, indicator int64, p kpi.Period) (time.Time, error) {
	var at []time.Time
	err := sqlx.SelectContext(ctx, q, &at, firstPostedQuery, indicator, period{p})
	if err != nil || len(at) == 0 {
		return time.Time{}, wrapped(err, "reading when the figure came in")
	}
	return at[0], nil
}

// lastTakenBack is who last took back a figure of the indicator's period; nil if nobody did.
func lastTakenBack(ctx context.Context, q sqlx.QueryerContext, indicator int64, p kpi.Period) (*kpi.TakenBack, error) {
	rows, err := listRevisions(ctx, q, `f.indicator_id = $1 AND f.period = $2 AND f.taken_back_at IS NOT NULL`, indicator, period{p})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return rows[len(rows)-1].takenBack(), nil
}

// endOf is the figure that ended a turn; nil if the turn goes on. An import may have ended it without recording so. The
// next posting will record that.
func endOf(ctx context.Context, q sqlx.QueryerContext, r turnRow, figures []kpi.Figure) (*kpi.Figure, error) {
	if r.Left != nil {
		var row figureRow
		if err := sqlx.GetContext(ctx, q, &row, oneFigureQuery, *r.Left); err != nil {
			return nil, fmt.Errorf("reading the figure that left red: %w", err)
		}
		f := row.figure()
		return &f, nil
	}
	if f, stands := kpi.Judged(figures); stands && f.Rating != kpi.Red {
		return &f, nil
	}
	return nil, nil
}

const judgedFiguresQuery = `
	SELECT DISTINCT ON (f.period) ` + figureColumns + `
	FROM ` + figureTables + `
	WHERE f.indicator_id = $1 AND f.rating IN ` + judgedRatings + `
	ORDER BY f.period, f.revision DESC`

// judgedFigures are the last judged revision of each of an indicator's periods.
func judgedFigures(ctx context.Context, q sqlx.QueryerContext, indicator int64) ([]kpi.Figure, error) {
	var rows []figureRow
	err := sqlx.SelectContext(ctx, q, &rows, judgedFiguresQuery, indicator)
	if err != nil {
		return nil, fmt.Errorf("reading what was judged: %w", err)
	}
	return series(rows).figures(), nil
}

const redOfQuery = `
	SELECT r.indicator_id, t.period AS still FROM red_tidings t JOIN red_turns r ON r.id = t.turn_id WHERE t.notification_id = $1 AND r.left_figure IS NULL`

// redStands reports whether an alert still stands. It is withdrawn if the indicator is Red no longer, or is not Red in
// the later period that the alert tells of.
func redStands(ctx context.Context, tx transaction, row notificationRow) (bool, error) {
	var told []struct {
		Indicator int64  `db:"indicator_id"`
		Still     string `db:"still"`
	}
	err := sqlx.SelectContext(ctx, tx, &told, redOfQuery, row.ID)
	if err != nil || len(told) == 0 {
		return false, err
	}
	figures, err := judgedFigures(ctx, tx, told[0].Indicator)
	is := func(f kpi.Figure) bool { return f.Period.String() == told[0].Still && f.Rating == kpi.Red }
	return kpi.IsRed(figures) && (told[0].Still == "" || slices.ContainsFunc(figures, is)), err
}

const recoveryStandsQuery = `
	SELECT EXISTS (SELECT FROM red_tidings t JOIN red_turns r ON r.id = t.turn_id
	               WHERE t.notification_id = $1
	                 AND NOT EXISTS (SELECT FROM red_turns again WHERE again.indicator_id = r.indicator_id AND again.left_figure IS NULL)
	                 AND EXISTS (SELECT FROM red_tidings alert JOIN notifications n ON n.id = alert.notification_id
	                             WHERE alert.turn_id = r.id AND NOT alert.recovered AND n.recipient = $2 AND n.state IN ('sending', 'ambiguous', 'sent')))`

// recoveryStands reports whether the news of a recovery still stands. It does not if the indicator is Red again, or if
// the reader's alert was never said.
func recoveryStands(ctx context.Context, tx transaction, row notificationRow) (stands bool, err error) {
	err = sqlx.GetContext(ctx, tx, &stands, recoveryStandsQuery, row.ID, row.Recipient)
	return stands, err
}

// digestStands reports whether a daily message still has anything to tell.
func digestStands(ctx context.Context, tx transaction, row notificationRow) (stands bool, err error) {
	err = sqlx.GetContext(ctx, tx, &stands, `SELECT EXISTS (SELECT FROM red_tidings WHERE notification_id = $1)`, row.ID)
	return stands, err
}

// Acknowledgement is somebody's word that they have seen an indicator's Red.
type Acknowledgement struct {
	RequestID string // the name of Slack's delivery

	By     string // Slack id
	Code   string
	Period kpi.Period // the period that the alert tells of
	Now    time.Time
	Today  kpi.Date
	Zone   *time.Location // the council's
}

// Acknowledge records who has seen the Red and when, for everybody who was told of it. If somebody else was first, it
// refuses and says who. The same person again changes nothing. The error is a *kpi.Refusal if there is nothing to
// acknowledge, or if the person may not. It may be ErrOutcomeUnknown.
func (s *Store) Acknowledge(ctx context.Context, a Acknowledgement) (err error) {
	defer nameCall(&err, "store.Acknowledge(%s)", a.Period)
	a.Now = instant(a.Now)
	r := Request{a.RequestID, a.By, a.Now}
	_, err = once(ctx, s, s.prepared.begin, "acknowledge", r, func(ctx context.Context, tx *preparedTx) (nothing, error) {
		return nothing{}, s.acknowledge(ctx, tx, a)
	})
	return err
}

func (s *Store) acknowledge(ctx context.Context, tx *preparedTx, a Acknowledgement) error {
	id, found, err := lockIndicator(ctx, tx, a.Code)
	if err != nil {
		return err
	}
	if !found {
		return refuseCode(ctx, tx, Post{By: a.By, Code: a.Code})
	}
	now, err := readSituation(ctx, tx, id, Post{By: a.By})
	if err != nil {
		return err
	}
	if now.person == nil {
		return errStranger
	}
	chase, err := readAskedOf(ctx, tx, a.Zone, a.Today, []int64{id}, a.By)
	if err != nil {
		return err
	}
	i := now.indicator.Indicator
	if !chase.MayAcknowledge(*now.person, i, a.Today) {
		return kpi.Deny(kpi.FieldIndicator, "Only the manager of %s, who stands in for them, and the performance team acknowledge its alert.", i.Code)
	}
	var turn turnRow
	err = sqlx.GetContext(ctx, tx, &turn, `
		SELECT r.id AS turn, r.left_figure, COALESCE(p.slack_id, '') AS seen_id, COALESCE(p.name, '') AS seen_by, r.acknowledged_at AS seen_at
		FROM red_turns r JOIN figures f ON f.id = r.turned_figure LEFT JOIN people p ON p.slack_id = r.acknowledged_by
		WHERE r.indicator_id = $1 AND (f.period = $2 OR EXISTS (SELECT FROM red_tidings t WHERE t.turn_id = r.id AND t.period = $2))
		ORDER BY r.id DESC LIMIT 1`, id, period{a.Period})
	since, failed := firstPosted(ctx, tx, id, a.Period)
	if failed != nil {
		return failed
	}
	if turn.SeenAt != nil && turn.SeenAt.Before(since) { // they acknowledged it for an earlier period
		turn.SeenID, turn.SeenAt = "", nil
	}
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return kpi.Refuse(kpi.FieldIndicator, "%s has not turned Red in %s, so there is nothing to acknowledge.", i.Code, a.Period.Words())
	case err != nil:
		return fmt.Errorf("reading the turn: %w", err)
	case turn.SeenID == a.By:
		return nil
	case turn.SeenAt != nil:
		return kpi.Refuse(kpi.FieldIndicator, "%s has acknowledged it already, on %s.", turn.SeenBy, kpi.DateOf(turn.SeenAt.In(a.Zone)).Words())
	case turn.Left != nil:
		return kpi.Refuse(kpi.FieldIndicator, "%s is no longer Red, so there is nothing to acknowledge.", i.Code)
	}
	if _, err := tx.ExecContext(ctx, `UPDATE red_turns SET acknowledged_by = $2, acknowledged_at = $3 WHERE id = $1`, turn.Turn, a.By, a.Now); err != nil {
		return fmt.Errorf("acknowledging: %w", err)
	}
	if err := s.refreshTurn(ctx, tx, turn.Turn); err != nil {
		return err
	}
	detail, err := json.Marshal(map[string]int64{"turn": turn.Turn})
	if err != nil {
		return fmt.Errorf("writing the audit entry: %w", err)
	}
	entry := auditEntry{act: "acknowledged", subject: "red " + i.Code + " " + a.Period.String(), detail: string(detail)}
	return appendAudit(ctx, tx, i.Committee, a.Now, a.By, entry)
}
