package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// RedTurn is one time that an indicator turned red, as it stands now.
type RedTurn struct {
	Turned kpi.Period     // the period that it turned red in
	Card   kpi.Card       // of that period; once it has left red, of the period that left it
	Since  kpi.Period     // since when it has been red; zero where it is red no longer
	Ended  *kpi.Figure    // the figure that left red, as it was posted; nil while it is red
	Void   *kpi.TakenBack // that the figure which turned it was taken back, so that it never was; nil: it stands
	SeenBy string         // the name of who acknowledged it; empty where nobody has
	SeenAt time.Time
}

// Tiding is what a message says of a turn: that it happened, or that it is over.
type Tiding struct {
	RedTurn
	Recovered bool
}

// Tidings are what an alert, a recovery or a daily message of them tells, as it stands now, in the order in which it
// happened.
func (s *Store) Tidings(ctx context.Context, n Notification, today kpi.Date) ([]Tiding, error) {
	told, err := s.tidings(ctx, n.ID, today)
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
	VoidAt    *time.Time `db:"void_at"`
	VoidBy    string     `db:"void_by"`
}

func (s *Store) tidings(ctx context.Context, notification int64, today kpi.Date) ([]Tiding, error) {
	var rows []turnRow
	err := sqlx.SelectContext(ctx, s.patient, &rows, `
		SELECT r.id AS turn, r.indicator_id, f.period, r.left_figure, COALESCE(p.name, '') AS seen_by, r.acknowledged_at AS seen_at, t.recovered,
		       f.taken_back_at AS void_at, COALESCE(v.name, '') AS void_by
		FROM red_tidings t
		JOIN red_turns r ON r.id = t.turn_id
		JOIN figure_revisions f ON f.id = r.turned_figure
		LEFT JOIN people p ON p.slack_id = r.acknowledged_by
		LEFT JOIN people v ON v.slack_id = f.taken_back_by
		WHERE t.notification_id = $1
		ORDER BY r.id, t.recovered`, notification)
	if err != nil {
		return nil, fmt.Errorf("reading what it tells: %w", err)
	}
	told := make([]Tiding, 0, len(rows))
	for _, r := range rows {
		turn, err := readTurn(ctx, s.patient, r, today)
		if err != nil {
			return nil, err
		}
		told = append(told, Tiding{turn, r.Recovered})
	}
	return told, nil
}

func readTurn(ctx context.Context, q sqlx.QueryerContext, r turnRow, today kpi.Date) (RedTurn, error) {
	turn := RedTurn{Turned: r.Period.Period, SeenBy: r.SeenBy}
	if r.SeenAt != nil {
		turn.SeenAt = r.SeenAt.UTC()
	}
	figures, err := judgedFigures(ctx, q, r.Indicator)
	if err != nil {
		return RedTurn{}, err
	}
	if r.VoidAt != nil { // its end is the figure that is no more
		turn.Void = &kpi.TakenBack{ByName: r.VoidBy, At: r.VoidAt.UTC()}
	} else if turn.Ended, err = endOf(ctx, q, r, figures); err != nil {
		return RedTurn{}, err
	}
	shown := turn.Turned
	if turn.Ended != nil {
		shown = turn.Ended.Period
	} else {
		turn.Since = kpi.RedSince(figures)
	}
	indicators, err := listIndicators(ctx, q, `i.id = $1`, r.Indicator)
	if err != nil {
		return RedTurn{}, err
	}
	cards, err := buildCards(ctx, q, look{own: true, period: shown}, indicators, today)
	if err != nil {
		return RedTurn{}, err
	}
	turn.Card = cards[0]
	return turn, nil
}

// endOf is the figure that ended a turn; nil while it goes on. What an import has ended will be found out by the next
// posting.
func endOf(ctx context.Context, q sqlx.QueryerContext, r turnRow, figures []kpi.Figure) (*kpi.Figure, error) {
	if r.Left != nil {
		var row figureRow
		if err := sqlx.GetContext(ctx, q, &row, `SELECT `+figureColumns+` FROM `+figureTables+` WHERE f.id = $1`, *r.Left); err != nil {
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

// judgedFigures are the last judged revisions of an indicator's periods.
func judgedFigures(ctx context.Context, q sqlx.QueryerContext, indicator int64) ([]kpi.Figure, error) {
	var rows []figureRow
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT DISTINCT ON (f.period) `+figureColumns+`
		FROM `+figureTables+`
		WHERE f.indicator_id = $1 AND f.rating IN `+judgedRatings+`
		ORDER BY f.period, f.revision DESC`, indicator)
	if err != nil {
		return nil, fmt.Errorf("reading what was judged: %w", err)
	}
	return series(rows).figures(), nil
}

// redStands: an alert that nobody has read is withdrawn when the indicator has left red.
func redStands(ctx context.Context, tx transaction, row notificationRow) (bool, error) {
	var indicators []int64
	err := sqlx.SelectContext(ctx, tx, &indicators, `
		SELECT r.indicator_id FROM red_tidings t JOIN red_turns r ON r.id = t.turn_id WHERE t.notification_id = $1 AND r.left_figure IS NULL`, row.ID)
	if err != nil || len(indicators) == 0 {
		return false, err
	}
	figures, err := judgedFigures(ctx, tx, indicators[0])
	return kpi.IsRed(figures), err
}

// recoveryStands: what is red again has not recovered; and there is nothing to recover from for somebody whose alert
// never came.
func recoveryStands(ctx context.Context, tx transaction, row notificationRow) (stands bool, err error) {
	err = sqlx.GetContext(ctx, tx, &stands, `
		SELECT EXISTS (SELECT FROM red_tidings t JOIN red_turns r ON r.id = t.turn_id
		               WHERE t.notification_id = $1
		                 AND NOT EXISTS (SELECT FROM red_turns again WHERE again.indicator_id = r.indicator_id AND again.left_figure IS NULL)
		                 AND EXISTS (SELECT FROM red_tidings alert JOIN notifications n ON n.id = alert.notification_id
		                             WHERE alert.turn_id = r.id AND NOT alert.recovered AND n.recipient = $2 AND n.state IN ('sending', 'ambiguous', 'sent')))`,
		row.ID, row.Recipient)
	return stands, err
}

// digestStands: a day of which everything was taken back has no message.
func digestStands(ctx context.Context, tx transaction, row notificationRow) (stands bool, err error) {
	err = sqlx.GetContext(ctx, tx, &stands, `SELECT EXISTS (SELECT FROM red_tidings WHERE notification_id = $1)`, row.ID)
	return stands, err
}

// Acknowledgement is that somebody has seen an indicator's red.
type Acknowledgement struct {
	By     string // Slack id
	Code   string
	Period kpi.Period // that it turned red in
	Now    time.Time
	Today  kpi.Date
	Zone   *time.Location // the council's
}

// Acknowledge records who has seen the red and when, for everybody who was told of it. Where somebody has already, it
// says who; the same person again changes nothing. The error is a *kpi.Refusal where there is nothing to acknowledge,
// or it is not theirs to do.
func (s *Store) Acknowledge(ctx context.Context, a Acknowledgement) (err error) {
	defer nameCall(&err, "store.Acknowledge(%q, %s)", a.Code, a.Period)
	a.Now = instant(a.Now)
	return s.acknowledge(ctx, a)
}

func (s *Store) acknowledge(ctx context.Context, a Acknowledgement) error {
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
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
	chase, err := readChase(ctx, tx, a.Zone, a.Today)
	if err != nil {
		return err
	}
	i := now.indicator.Indicator
	if !chase.MayAcknowledge(*now.person, i, a.Today) {
		return kpi.Refuse(kpi.FieldIndicator, "Only the manager of %s, who stands in for them, and the performance team acknowledge its alert.", i.Code)
	}
	var turn turnRow
	err = sqlx.GetContext(ctx, tx, &turn, `
		SELECT r.id AS turn, r.left_figure, COALESCE(p.slack_id, '') AS seen_id, COALESCE(p.name, '') AS seen_by, r.acknowledged_at AS seen_at
		FROM red_turns r JOIN figures f ON f.id = r.turned_figure LEFT JOIN people p ON p.slack_id = r.acknowledged_by
		WHERE r.indicator_id = $1 AND f.period = $2
		ORDER BY r.id DESC LIMIT 1`, id, period{a.Period})
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
	if err := appendAudit(ctx, tx, i.Committee, a.Now, a.By, entry); err != nil {
		return err
	}
	return tx.Commit()
}
