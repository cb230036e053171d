package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// keptPublicationRow is a publication, whether it stands or was taken back.
type keptPublicationRow struct {
	publicationRow
	TakenBackAt     *time.Time `db:"taken_back_at"`
	TakenBackBy     string     `db:"taken_back_by"`
	TakenBackByName string     `db:"taken_back_by_name"`

	LastFigure   *int64 `db:"last_figure"`
	LastQuestion *int64 `db:"last_question"`
	LastAction   *int64 `db:"last_action"`
}

const keptPublicationColumns = publicationColumns + `,
	b.taken_back_at, COALESCE(b.taken_back_by, '') AS taken_back_by,
	COALESCE((SELECT p.name FROM people p WHERE p.slack_id = b.taken_back_by), '') AS taken_back_by_name,
	b.last_figure, b.last_question, b.last_action`

func (r keptPublicationRow) publication() Publication {
	p := r.publicationRow.publication()
	if r.TakenBackAt != nil {
		p.TakenBack = &kpi.TakenBack{By: r.TakenBackBy, ByName: r.TakenBackByName, At: r.TakenBackAt.UTC()}
	}
	return p
}

func findKeptPublication(ctx context.Context, q sqlx.QueryerContext, condition string, args ...any) (row keptPublicationRow, found bool, err error) {
	err = sqlx.GetContext(ctx, q, &row, `SELECT `+keptPublicationColumns+` FROM publication_editions b WHERE `+condition+` LIMIT 1`, args...)
	if errors.Is(err, sql.ErrNoRows) {
		return keptPublicationRow{}, false, nil
	}
	return row, err == nil, wrapped(err, "reading the publication")
}

// PublicationByID is the publication with this id, even if it was taken back.
func (s *Store) PublicationByID(ctx context.Context, id int64) (Publication, error) {
	row, found, err := findKeptPublication(ctx, s.patient, `b.id = $1`, id)
	if err == nil && !found {
		err = sql.ErrNoRows
	}
	return row.publication(), wrapped(err, fmt.Sprintf("store.PublicationByID(%d)", id))
}

// LastPublication is the publication of a committee's period that stands, or else the one that was taken back last. It
// is false if the period was never published.
func (s *Store) LastPublication(ctx context.Context, committee string, p kpi.Period) (_ Publication, found bool, err error) {
	defer nameCall(&err, "store.LastPublication(%q, %s)", committee, p)
	row, found, err := findKeptPublication(ctx, s.db, `b.committee = $1 AND b.period = $2 ORDER BY b.taken_back_at IS NULL DESC, b.id DESC`, committee, period{p})
	return row.publication(), found, err
}
