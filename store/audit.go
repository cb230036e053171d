package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// The acts that the audit trail names.
const (
	actPosted  = "posted"
	actRevised = "revised"
	actAdded   = "added"   // by an import
	actChanged = "changed" // by an import
)

// councilChain is the chain of everything that belongs to no committee.
const councilChain = ""

// auditEntry is what was done, and to what. All entries of a transaction share one time and one actor.
type auditEntry struct {
	act     string
	subject string // "figure 178 2023-24Q2"
	detail  string // JSON
}

const (
	lockChainQuery   = `SELECT chain, seq, hash FROM audit_chains WHERE chain = $1 FOR UPDATE`
	insertAuditQuery = `
		WITH head AS (UPDATE audit_chains SET seq = $2, hash = $3 WHERE chain = $1)
		INSERT INTO audit_entries (chain, at, actor, seq, act, subject, detail, previous, hash)
		SELECT $1, $4, $5, e.*
		FROM unnest(CAST($6 AS bigint[]), CAST($7 AS text[]), CAST($8 AS text[]), CAST($9 AS text[]), CAST($10 AS bytea[]), CAST($11 AS bytea[])) AS e`
)

// appendOneQuery adds one entry to a chain that has a head: it locks the head, works out the entry's hash as
// sealedEntry.seal does, and moves the head on, so that others wait for one statement less. $2 is the entry's time as
// seal writes it. It does nothing where the chain has no head yet.
var appendOneQuery = `
	WITH head AS MATERIALIZED (SELECT seq + 1 AS seq, hash FROM audit_chains WHERE chain = CAST($1 AS text) FOR UPDATE),
	sealed AS MATERIALIZED (
		SELECT seq, hash AS previous, sha256(
			int8send(CAST(length(hash) AS bigint)) || hash || ` + sealedPart("$1") + ` || ` + sealedPart("CAST(seq AS text)") + ` || ` + sealedPart("$2") + ` || ` + sealedPart("$4") + ` || ` +
	sealedPart("$5") + ` || ` + sealedPart("$6") + ` || ` + sealedPart("$7") + `) AS hash
		FROM head),
	moved AS (UPDATE audit_chains c SET seq = s.seq, hash = s.hash FROM sealed s WHERE c.chain = $1)
	INSERT INTO audit_entries (chain, at, actor, seq, act, subject, detail, previous, hash)
	SELECT CAST($1 AS text), CAST($3 AS timestamptz), CAST($4 AS text), seq, CAST($5 AS text), CAST($6 AS text), CAST($7 AS text), previous, hash FROM sealed`

// sealedPart is a part of an entry as seal hashes it: its length in bytes, then its bytes in UTF-8.
func sealedPart(text string) string {
	bytes := `convert_to(CAST(` + text + ` AS text), 'UTF8')`
	return `int8send(CAST(length(` + bytes + `) AS bigint)) || ` + bytes
}

// appendAudit adds entries to a committee's chain, or to councilChain. It locks the chain's head until the transaction
// ends. So it must come last in a transaction, after every lock on an indicator: two transactions that took these locks
// in different orders would wait for each other for ever.
func appendAudit(ctx context.Context, tx transaction, chain string, at time.Time, actor string, entries ...auditEntry) error {
	if len(entries) == 1 {
		if added, err := appendOne(ctx, tx, chain, at, actor, entries[0]); err != nil || added {
			return err
		}
	}
	head, err := lockChain(ctx, tx, chain)
	if err != nil {
		return err
	}
	var rows struct {
		seqs                    []int64
		acts, subjects, details []string
		previous, hashes        [][]byte
	}
	for _, e := range entries {
		next := sealedEntry{
			Chain: chain, Seq: head.Seq + 1, At: at, Actor: actor,
			Act: e.act, Subject: e.subject, Detail: e.detail, Previous: head.Hash,
		}
		next.Hash = next.seal()
		rows.seqs = append(rows.seqs, next.Seq)
		rows.acts = append(rows.acts, next.Act)
		rows.subjects = append(rows.subjects, next.Subject)
		rows.details = append(rows.details, next.Detail)
		rows.previous = append(rows.previous, next.Previous)
		rows.hashes = append(rows.hashes, next.Hash)
		head = chainHead{Chain: chain, Seq: next.Seq, Hash: next.Hash}
	}
	_, err = tx.ExecContext(ctx, insertAuditQuery,
		chain, head.Seq, head.Hash, at, actor,
		pq.Int64Array(rows.seqs), pq.StringArray(rows.acts), pq.StringArray(rows.subjects), pq.StringArray(rows.details),
		pq.ByteaArray(rows.previous), pq.ByteaArray(rows.hashes))
	if err != nil {
		return fmt.Errorf("inserting audit entries: %w", err)
	}
	return nil
}

// appendOne is false where the chain has no head yet.
func appendOne(ctx context.Context, tx transaction, chain string, at time.Time, actor string, e auditEntry) (added bool, err error) {
	result, err := tx.ExecContext(ctx, appendOneQuery, chain, sealedTime(at), at, actor, e.act, e.subject, e.detail)
	if err != nil {
		return false, fmt.Errorf("inserting an audit entry: %w", err)
	}
	n, err := result.RowsAffected()
	return n == 1, err
}

// chainHead is the number and hash that a chain's last entry must have.
type chainHead struct {
	Chain string
	Seq   int64
	Hash  []byte
}

// lockChain locks the chain's head until the transaction ends. A new chain's head holds 32 zero bytes for a hash.
func lockChain(ctx context.Context, tx transaction, chain string) (chainHead, error) {
	head := chainHead{Chain: chain}
	err := sqlx.GetContext(ctx, tx, &head, lockChainQuery, chain)
	if errors.Is(err, sql.ErrNoRows) {
		if _, err = tx.ExecContext(ctx, `INSERT INTO audit_chains (chain, seq, hash) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING`, chain, noHash()); err == nil {
			err = sqlx.GetContext(ctx, tx, &head, lockChainQuery, chain)
		}
	}
	if err != nil {
		return chainHead{}, fmt.Errorf("locking the audit chain %q: %w", chain, err)
	}
	return head, nil
}

// sealedTime is an entry's time as seal hashes it.
func sealedTime(at time.Time) string { return at.UTC().Format(time.RFC3339Nano) }

func noHash() []byte { return make([]byte, sha256.Size) }

// sealedEntry is a row of the audit trail.
type sealedEntry struct {
	Chain                       string
	Seq                         int64
	At                          time.Time
	Actor, Act, Subject, Detail string
	Previous, Hash              []byte
}

// seal is the hash of everything else in the entry. Each part is led by its length, so that no two entries encode
// alike.
func (e sealedEntry) seal() []byte {
	hash := sha256.New()
	for _, part := range [][]byte{
		e.Previous,
		[]byte(e.Chain),
		[]byte(strconv.FormatInt(e.Seq, 10)),
		[]byte(sealedTime(e.At)),
		[]byte(e.Actor),
		[]byte(e.Act),
		[]byte(e.Subject),
		[]byte(e.Detail),
	} {
		_ = binary.Write(hash, binary.BigEndian, uint64(len(part))) // writing to a hash never fails
		_, _ = hash.Write(part)
	}
	return hash.Sum(nil)
}
