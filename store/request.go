package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// ClaimRequest is for a request with an effect outside the database, such as a card that is shared in a channel. It
// reports whether this is the first call with the id: of all callers with the same id, in any process, one is first.
// The id stays claimed until ReleaseRequest says that the effect did not come about.
func (s *Store) ClaimRequest(ctx context.Context, id, kind, by string, now time.Time) (first bool, err error) {
	first, err = s.claim(ctx, Request{id, by, instant(now)}, kind)
	if err != nil {
		return false, fmt.Errorf("store.ClaimRequest(%q, %q): %w", id, kind, err)
	}
	return first, nil
}

func (s *Store) claim(ctx context.Context, r Request, kind string) (bool, error) {
	// The statement has a transaction of its own. When the connection breaks, lib/pq silently sends a lone statement
	// again, and the first caller would hear that it is the second.
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer func() { _ = tx.Rollback() }()
	// Each call keeps a word of its own with the claim, so that it knows its claim again if the COMMIT gets no answer.
	own := rand.Text()
	result, err := tx.ExecContext(ctx, `
		INSERT INTO requests (id, kind, requested_by, requested_at, answer) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT DO NOTHING`, r.ID, kind, r.By, r.Now, own)
	if err != nil {
		return false, err
	}
	inserted, err := result.RowsAffected()
	if err != nil || inserted == 0 {
		return false, err
	}
	lost := tx.Commit()
	if lost == nil {
		return true, nil
	}
	var first bool
	err = s.fate(ctx, r, lost, func(ctx context.Context, tx *sqlx.Tx) (bool, error) {
		err := tx.GetContext(ctx, &first, `SELECT COALESCE(answer = $2, false) FROM requests WHERE id = $1`, r.ID, own)
		return true, err
	})
	return first, err
}

// ReleaseRequest takes back a claim whose effect certainly did not come about, so that the next caller is first.
func (s *Store) ReleaseRequest(ctx context.Context, id string) error {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return fmt.Errorf("store.ReleaseRequest(%q): %w", id, err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err = tx.ExecContext(ctx, `DELETE FROM requests WHERE id = $1 AND figure_id IS NULL`, id); err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return fmt.Errorf("store.ReleaseRequest(%q): %w", id, err)
	}
	return nil
}

// answeredColumns are the columns of an answered. They come from answeredTables: r is the request, f its figure, which
// may have been taken back.
const (
	answeredColumns = `r.requested_by, f.indicator_id, r.figure_id, r.fresh, r.newest_figure_id, f.taken_back_at`
	answeredTables  = `requests r JOIN figure_revisions f ON f.id = r.figure_id`
)

// answered is a request to post that was answered.
type answered struct {
	RequestedBy string     `db:"requested_by" json:"requested_by"`
	IndicatorID int64      `db:"indicator_id" json:"indicator_id"`
	FigureID    int64      `db:"figure_id" json:"figure_id"`
	Fresh       bool       `db:"fresh" json:"fresh"`
	Newest      int64      `db:"newest_figure_id" json:"newest_figure_id"`
	TakenBack   *time.Time `db:"taken_back_at" json:"taken_back_at"` // nil: the figure stands
}

// findAnswered looks up a posting's request. It is false if the request was not answered.
func findAnswered(ctx context.Context, q sqlx.QueryerContext, id string) (answered, bool, error) {
	var a answered
	err := sqlx.GetContext(ctx, q, &a, `SELECT `+answeredColumns+` FROM `+answeredTables+` WHERE r.id = $1`, id)
	if errors.Is(err, sql.ErrNoRows) {
		return answered{}, false, nil
	}
	if err != nil {
		return answered{}, false, fmt.Errorf("looking the request up: %w", err)
	}
	return a, true, nil
}

// repeat gives the request's first answer again. It is made from the figures of that moment, whatever has been posted
// since. If its figure was taken back, the answer is a refusal that says so.
func repeat(ctx context.Context, q sqlx.QueryerContext, a answered, p Post) (Posted, error) {
	if a.RequestedBy != p.By {
		return Posted{}, fmt.Errorf("the request was %s's and comes again from %s", a.RequestedBy, p.By)
	}
	indicators, err := listIndicators(ctx, q, `i.id = $1`, a.IndicatorID)
	if err != nil {
		return Posted{}, err
	}
	if a.TakenBack != nil {
		row, err := revisionByID(ctx, q, a.FigureID)
		if err != nil {
			return Posted{}, err
		}
		return Posted{}, refuseTakenBack(indicators[0].Indicator, row, p.Zone)
	}
	recorded, err := latestFigures(ctx, q, a.Newest, a.IndicatorID)
	if err != nil {
		return Posted{}, err
	}
	times, err := readSchedule(ctx, q)
	if err != nil {
		return Posted{}, err
	}
	actions, err := actionsByIndicator(ctx, q, a.IndicatorID)
	if err != nil {
		return Posted{}, err
	}
	known := recorded[a.IndicatorID]
	for _, row := range known {
		if row.ID != a.FigureID {
			continue
		}
		questions, err := shownQuestions(ctx, q, a.IndicatorID)
		if err != nil {
			return Posted{}, err
		}
		dossiers, err := readDossiers(ctx, q, kpi.Person{}, indicators)
		if err != nil {
			return Posted{}, err
		}
		then := dossiers[a.IndicatorID].Dossier
		then.Figures = known.figures()
		facts := cardFacts{
			indicator: indicators[0],
			recorded:  known,
			schedule:  times,
			questions: questions,
			actions:   actions[a.IndicatorID],
			standing:  then.Sight(true, row.Period.Period).Standing,
		}
		posted := Posted{FigureID: a.FigureID, Card: facts.card(row.Period.Period, p.Today), Fresh: a.Fresh}
		if a.Fresh {
			posted.Replaced, err = revisionBefore(ctx, q, row)
		}
		return posted, err
	}
	return Posted{}, fmt.Errorf("figure %d, which answered the request, is gone", a.FigureID)
}

// revisionBefore is the figure that row replaced; nil if row is the first revision.
func revisionBefore(ctx context.Context, q sqlx.QueryerContext, row figureRow) (*kpi.Figure, error) {
	if row.Revision == 1 {
		return nil, nil
	}
	var before figureRow
	err := sqlx.GetContext(ctx, q, &before, `
		SELECT `+figureColumns+`
		FROM `+figureTables+`
		WHERE f.indicator_id = $1 AND f.period = $2 AND f.revision = $3`, row.IndicatorID, row.Period, row.Revision-1)
	if err != nil {
		return nil, fmt.Errorf("reading the revision before: %w", err)
	}
	figure := before.figure()
	return &figure, nil
}
