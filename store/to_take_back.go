package store

import (
	"context"
	"database/sql"
	"errors"

	"chaser/kpi"
)

// ToTakeBack is the newest publication, of a committee and a period or, where they are empty, of any. stands says why
// it cannot be taken back; nil: it can, or was already. It is false if there is none. Nothing is changed.
func (s *Store) ToTakeBack(ctx context.Context, committee string, p kpi.Period, u Unpublish) (of Publication, stands *kpi.Refusal, found bool, err error) {
	defer nameCall(&err, "store.ToTakeBack(%q, %s)", committee, p)
	tx, err := s.patient.BeginTxx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return Publication{}, nil, false, err
	}
	defer func() { _ = tx.Rollback() }()
	row, found, err := findKeptPublication(ctx, tx, `($1 = '' OR b.committee = $1) AND ($2 = '' OR b.period = $2) ORDER BY b.id DESC`, committee, p.String())
	if err != nil || !found || row.TakenBackAt != nil {
		return row.publication(), nil, found, err
	}
	u.Now = instant(u.Now)
	facts, err := readBuiltOnPublication(ctx, tx, row, u)
	if err == nil {
		err = facts.Decide()
	}
	if errors.As(err, &stands) {
		err = nil
	}
	return row.publication(), stands, true, err
}
