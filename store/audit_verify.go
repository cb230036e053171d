package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"

	"github.com/jmoiron/sqlx"
)

// BrokenEntry is the first place where the audit trail is not as it was written, or where something is not as the trail
// says.
type BrokenEntry struct {
	Chain   string // the committee; empty for the whole council's
	Seq     int64  // counted from 1 within the chain; 0: no entry tells of what is there
	Problem string // a sentence
}

func (b BrokenEntry) String() string {
	chain := chainWords(b.Chain)
	if b.Seq == 0 {
		return fmt.Sprintf("The audit trail of %s is broken: %s", chain, b.Problem)
	}
	return fmt.Sprintf("The audit trail of %s is broken at entry %d: %s", chain, b.Seq, b.Problem)
}

// proof is one thing that is checked. It returns the first place that does not hold; nil if all does.
type proof func(context.Context, *sqlx.Tx) (*BrokenEntry, error)

// proofs are what follows once every chain is whole in itself.
var proofs = []proof{
	verifyStates, verifyFigures, verifyPublications, verifyActions, verifyRegister, verifyReports, verifySaid, verifyReds, verifyLists, verifyUnsigned,
}

// VerifyAudit recomputes every chain from what is stored. It returns how many entries it read, and the first that was
// altered, is missing or is out of place; nil if all is as it was written. It reads the chains in the order of their
// names. Then it compares the chains with the states that the trail recorded of all of them, and with the trail what it
// tells of: figures, publications, actions, the register, kept reports, questions, corrections and the like.
//
// It cannot notice that a chain's last entries were cut off and its head rewritten to match, if nothing else tells of
// what they recorded and the trail's state was not recorded since. FindState can, with a digest that somebody kept.
func (s *Store) VerifyAudit(ctx context.Context) (entries int, broken *BrokenEntry, err error) {
	err = s.provingAudit(ctx, func(tx *sqlx.Tx) error {
		entries, broken, err = verifyTrail(ctx, tx)
		return err
	})
	return entries, broken, wrapped(err, "store.VerifyAudit")
}

func verifyTrail(ctx context.Context, tx *sqlx.Tx) (entries int, broken *BrokenEntry, err error) {
	entries, broken, err = verifyChains(ctx, tx)
	for _, holds := range proofs {
		if err != nil || broken != nil {
			return entries, broken, err
		}
		broken, err = holds(ctx, tx)
	}
	return entries, broken, err
}

// OlderEntries is how many entries are of releases that recorded less: of a figure not its explanation, gap and
// baseline, nor whether it awaited sign-off; of a publication not what was there before it; of a correction that was
// asked for not what it was to replace; of a leave not as of which day it replaced others. What they do not say cannot
// be compared.
func (s *Store) OlderEntries(ctx context.Context) (n int, err error) {
	err = s.provingAudit(ctx, func(tx *sqlx.Tx) error {
		n, err = countOlder(ctx, tx)
		return err
	})
	return n, wrapped(err, "store.OlderEntries")
}

func countOlder(ctx context.Context, tx *sqlx.Tx) (n int, err error) {
	err = tx.GetContext(ctx, &n, `
		SELECT count(*) FROM audit_entries
		WHERE CASE act WHEN 'published' THEN CAST(detail AS json)->'last' IS NULL
		               WHEN 'asked to correct' THEN CAST(detail AS json)->'instead_of' IS NULL
		               WHEN 'away' THEN CAST(detail AS json)->'today' IS NULL
		               WHEN 'back from leave' THEN CAST(detail AS json)->'today' IS NULL
		               WHEN 'reported' THEN CAST(detail AS json)->'head_sha256' IS NULL
		               ELSE act IN ('posted', 'revised', 'added') AND subject LIKE 'figure %' AND CAST(detail AS json)->'sign_off' IS NULL END`)
	return n, wrapped(err, "counting the entries of earlier releases")
}

// provingAudit reads everything from one snapshot. Otherwise entries that are added meanwhile would seem to go beyond
// the heads.
func (s *Store) provingAudit(ctx context.Context, read func(*sqlx.Tx) error) error {
	tx, err := s.patient.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	return read(tx)
}

func verifyChains(ctx context.Context, tx *sqlx.Tx) (entries int, broken *BrokenEntry, err error) {
	var heads []chainHead
	// Nothing but the tables' own rules keeps a chain from losing its head.
	err = tx.SelectContext(ctx, &heads, `
		SELECT COALESCE(h.chain, e.chain) AS chain, COALESCE(h.seq, -1) AS seq, COALESCE(h.hash, '') AS hash
		FROM audit_chains h
		FULL JOIN (SELECT DISTINCT chain FROM audit_entries) e ON e.chain = h.chain
		ORDER BY 1`)
	if err != nil {
		return 0, nil, err
	}
	for _, head := range heads {
		if head.Seq < 0 {
			return entries, &BrokenEntry{head.Chain, 1, "the chain's head, which says how it ended, is missing."}, nil
		}
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
