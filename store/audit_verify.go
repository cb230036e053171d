package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"

	"github.com/jmoiron/sqlx"
)

// BrokenEntry is the first place where the audit trail is not as it was written.
type BrokenEntry struct {
	Chain   string // the committee; empty for the whole council's
	Seq     int64  // counted from 1 within the chain
	Problem string // a sentence
}

func (b BrokenEntry) String() string {
	chain := b.Chain
	if chain == "" {
		chain = "the whole council"
	}
	return fmt.Sprintf("The audit trail of %s is broken at entry %d: %s", chain, b.Seq, b.Problem)
}

// VerifyAudit recomputes every chain from what is stored. It returns how many entries it read, and the first that was
// altered, is missing or is out of place; nil if all is as it was written. It reads the chains in the order of their
// names. Then it checks that each kept report is what the trail says was printed. It cannot notice if somebody cut off
// a chain's last entries and rewrote the chain's head to match.
func (s *Store) VerifyAudit(ctx context.Context) (entries int, broken *BrokenEntry, err error) {
	// Everything is read from one snapshot. Otherwise entries that are added meanwhile would seem to go beyond the
	// heads.
	tx, err := s.patient.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return 0, nil, fmt.Errorf("store.VerifyAudit: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	entries, broken, err = verifyChains(ctx, tx)
	if err == nil && broken == nil {
		broken, err = verifyReports(ctx, tx)
	}
	if err != nil {
		return 0, nil, fmt.Errorf("store.VerifyAudit: %w", err)
	}
	return entries, broken, nil
}

func verifyChains(ctx context.Context, tx *sqlx.Tx) (entries int, broken *BrokenEntry, err error) {
	var heads []chainHead
	if err := tx.SelectContext(ctx, &heads, `SELECT chain, seq, hash FROM audit_chains ORDER BY chain`); err != nil {
		return 0, nil, err
	}
	for _, head := range heads {
		read, broken, err := verifyChain(ctx, tx, head)
		entries += read
		if err != nil || broken != nil {
			return entries, broken, err
		}
	}
	return entries, nil, nil
}

func verifyChain(ctx context.Context, tx *sqlx.Tx, head chainHead) (entries int, broken *BrokenEntry, err error) {
	rows, err := tx.QueryxContext(ctx, `
		SELECT chain, seq, at, actor, act, subject, detail, previous, hash
		FROM audit_entries
		WHERE chain = $1
		ORDER BY seq`, head.Chain)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = rows.Close() }()
	last := chainHead{Chain: head.Chain, Hash: noHash()}
	at := func(seq int64, problem string, args ...any) *BrokenEntry {
		return &BrokenEntry{Chain: head.Chain, Seq: seq, Problem: fmt.Sprintf(problem, args...)}
	}
	for rows.Next() {
		var e sealedEntry
		if err := rows.StructScan(&e); err != nil {
			return entries, nil, err
		}
		entries++
		switch {
		case e.Seq != last.Seq+1:
			return entries, at(last.Seq+1, "it is missing; the next that is there is %d.", e.Seq), nil
		case !bytes.Equal(e.Previous, last.Hash):
			return entries, at(e.Seq, "it does not follow from the entry before it."), nil
		case !bytes.Equal(e.Hash, e.seal()):
			return entries, at(e.Seq, "it has been altered since it was written."), nil
		case e.Seq > head.Seq:
			return entries, at(e.Seq, "the chain ended with entry %d, and this one was put after it.", head.Seq), nil
		}
		last = chainHead{Chain: e.Chain, Seq: e.Seq, Hash: e.Hash}
	}
	if err := rows.Err(); err != nil {
		return entries, nil, err
	}
	switch {
	case last.Seq < head.Seq:
		return entries, at(last.Seq+1, "it is missing, and so is all that followed up to %d.", head.Seq), nil
	case !bytes.Equal(last.Hash, head.Hash):
		return entries, at(last.Seq, "it is not the entry that the chain ended with."), nil
	}
	return entries, nil, nil
}
