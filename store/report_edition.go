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

// ReportEdition is the report of a published period as it is kept for good.
type ReportEdition struct {
	ID          int64
	Committee   string
	Period      kpi.Period
	Number      int // from 1
	Publication int64
	Restated    string // as in a ReportReading
	Head        string // JSON that package report writes and reads
	MadeAt      time.Time
	Trail       TrailState // what its footer prints of the audit trail; zero once it was read again
}

type editionRow struct {
	ID          int64     `db:"id"`
	Committee   string    `db:"committee"`
	Period      period    `db:"period"`
	Number      int       `db:"number"`
	Publication int64     `db:"publication_id"`
	Restated    string    `db:"restated"`
	Head        string    `db:"head"`
	MadeAt      time.Time `db:"made_at"`
}

func (r editionRow) edition() ReportEdition {
	return ReportEdition{
		ID: r.ID, Committee: r.Committee, Period: r.Period.Period, Number: r.Number, Publication: r.Publication, Restated: r.Restated,
		Head: r.Head, MadeAt: r.MadeAt.UTC(),
	}
}

const editionColumns = `e.id, e.committee, e.period, e.number, e.publication_id, e.restated, e.head, e.made_at`

// ReportEditions are the editions of a committee's period, the latest first.
func (s *Store) ReportEditions(ctx context.Context, committee string, p kpi.Period) ([]ReportEdition, error) {
	all, err := listEditions(ctx, s.patient, committee, p)
	if err != nil {
		return nil, fmt.Errorf("store.ReportEditions(%q, %s): %w", committee, p, err)
	}
	return all, nil
}

func listEditions(ctx context.Context, q sqlx.QueryerContext, committee string, p kpi.Period) ([]ReportEdition, error) {
	var rows []editionRow
	err := sqlx.SelectContext(ctx, q, &rows, `SELECT `+editionColumns+` FROM report_editions e WHERE e.committee = $1 AND e.period = $2 ORDER BY e.number DESC`,
		committee, period{p})
	if err != nil {
		return nil, fmt.Errorf("reading the editions: %w", err)
	}
	all := make([]ReportEdition, len(rows))
	for n, r := range rows {
		all[n] = r.edition()
	}
	return all, nil
}

// The acts about reports that the audit trail names: an edition was made, and a file of one was kept.
const (
	actReported = "reported"
	actPrinted  = "printed"
)

// KeepReportEdition keeps an edition with its cards. If the edition's number was taken meanwhile, it keeps nothing and
// returns the edition that has it. If the publication was taken back meanwhile, the error is a *kpi.Refusal.
func (s *Store) KeepReportEdition(ctx context.Context, e ReportEdition, digest string, cards ReportFile, content FileReader) (_ ReportEdition, err error) {
	defer nameCall(&err, "store.KeepReportEdition(%q, %s, %d)", e.Committee, e.Period, e.Number)
	tx, err := s.patient.BeginTxx(ctx, nil)
	if err != nil {
		return ReportEdition{}, err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := lockChain(ctx, tx, e.Committee); err != nil { // one edition at a time
		return ReportEdition{}, err
	}
	var stands bool
	if err := tx.GetContext(ctx, &stands, `SELECT EXISTS (SELECT FROM publications WHERE id = $1)`, e.Publication); err != nil {
		return ReportEdition{}, fmt.Errorf("looking for the publication: %w", err)
	}
	if !stands {
		return ReportEdition{}, kpi.Refuse(kpi.FieldPeriod, "%s was taken back for %s while its report was made. Make the report again: it is a draft now.",
			e.Period.Words(), e.Committee)
	}
	var taken editionRow
	err = tx.GetContext(ctx, &taken, `SELECT `+editionColumns+` FROM report_editions e WHERE e.committee = $1 AND e.period = $2 AND e.number = $3`,
		e.Committee, period{e.Period}, e.Number)
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return taken.edition(), wrapped(err, "looking for the edition")
	}
	e.MadeAt = instant(e.MadeAt)
	err = tx.GetContext(ctx, &e.ID, `
		INSERT INTO report_editions (committee, period, number, publication_id, restated, head, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
		e.Committee, period{e.Period}, e.Number, e.Publication, e.Restated, e.Head, e.MadeAt)
	if err != nil {
		return ReportEdition{}, fmt.Errorf("inserting the edition: %w", err)
	}
	detail, err := json.Marshal(editionProof{digest, e.Restated, e.Publication, sha256Of(e.Head), e.Trail})
	if err != nil {
		return ReportEdition{}, fmt.Errorf("writing the audit entry: %w", err)
	}
	if err := appendAudit(ctx, tx, e.Committee, e.MadeAt, "", auditEntry{actReported, e.subject(), string(detail)}); err != nil {
		return ReportEdition{}, err
	}
	if _, err := keepFile(ctx, tx, e, cards, content); err != nil {
		return ReportEdition{}, err
	}
	return e, tx.Commit()
}

func (e ReportEdition) subject() string {
	return fmt.Sprintf("report %s edition %d", e.Period, e.Number)
}
