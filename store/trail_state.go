package store

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// TrailState is how far every chain of the audit trail had come at one moment, and a digest of that which fits on a
// line of paper. Whoever rewrites the trail cannot make it hold the state again that somebody has noted the digest of.
type TrailState struct {
	Digest string      `json:"digest"` // 32 hexadecimal digits; empty while nothing was recorded
	Heads  []TrailHead `json:"heads"`  // in the order of the chains' names
}

// IsZero reports whether nothing had been recorded.
func (t TrailState) IsZero() bool { return t.Digest == "" }

// TrailHead is a chain's last entry.
type TrailHead struct {
	Chain string `json:"chain"`
	Seq   int64  `json:"seq"`
	Hash  string `json:"hash"` // in hexadecimal
}

// digestBytes are enough that nobody finds another trail with the same digest, and few enough to be typed.
const digestBytes = 16

func stateOf(heads []TrailHead) TrailState {
	if len(heads) == 0 {
		return TrailState{}
	}
	sum := sha256.New()
	for _, h := range heads {
		for _, part := range []string{h.Chain, fmt.Sprint(h.Seq), h.Hash} {
			_ = binary.Write(sum, binary.BigEndian, uint64(len(part))) // writing to a hash never fails
			_, _ = sum.Write([]byte(part))
		}
	}
	return TrailState{hex.EncodeToString(sum.Sum(nil)[:digestBytes]), heads}
}

func readTrailState(ctx context.Context, q sqlx.QueryerContext) (TrailState, error) {
	var heads []TrailHead
	err := sqlx.SelectContext(ctx, q, &heads, `SELECT chain, seq, encode(hash, 'hex') AS hash FROM audit_chains WHERE seq > 0 ORDER BY chain COLLATE "C"`)
	return stateOf(heads), wrapped(err, "reading the heads of the audit trail")
}

// actStated is the act of recording the trail's state in the council's own chain.
const actStated = "stated"

// recordedStates are the states that the trail recorded of itself: daily, and as each edition of a report was made. j
// is the state in JSON.
const recordedStates = `
	(SELECT chain, seq, at, act, CASE act WHEN 'stated' THEN CAST(detail AS json) ELSE CAST(detail AS json)->'trail' END AS j
	 FROM audit_entries WHERE act IN ('stated', 'reported')) r`

// verifyStates compares the chains with one another: each still has, at its place, the entry that a recorded state
// names as its last.
func verifyStates(ctx context.Context, tx *sqlx.Tx) (*BrokenEntry, error) {
	var lost []struct {
		Chain     string
		Seq       int64
		At        time.Time
		HeadChain string `db:"head_chain"`
		HeadSeq   int64  `db:"head_seq"`
	}
	err := tx.SelectContext(ctx, &lost, `
		SELECT r.chain, r.seq, r.at, h.chain AS head_chain, h.seq AS head_seq
		FROM `+recordedStates+`
		CROSS JOIN LATERAL json_to_recordset(r.j->'heads') AS h (chain text, seq bigint, hash text)
		LEFT JOIN audit_entries e ON e.chain = h.chain AND e.seq = h.seq
		WHERE e.hash IS NULL OR encode(e.hash, 'hex') <> h.hash
		ORDER BY h.seq, r.at LIMIT 1`)
	if err != nil || len(lost) == 0 {
		return nil, wrapped(err, "comparing the chains")
	}
	l := lost[0]
	return &BrokenEntry{l.HeadChain, l.HeadSeq, fmt.Sprintf("it is not the entry that was there on %s, as entry %d of %s says: this chain was cut or rewritten.",
		l.At.UTC().Format(time.RFC3339), l.Seq, chainWords(l.Chain))}, nil
}

func chainWords(chain string) string {
	if chain == "" {
		return "the whole council"
	}
	return chain
}

// FoundState is a state that the trail still holds.
type FoundState struct {
	At     time.Time // when it was recorded
	Report string    // the edition whose footer prints it; empty for a day's
	Heads  int       // how many chains there were
}

// FindState looks for the state whose digest somebody noted. It is false if the trail does not hold that state: it was
// never its own, or the trail was rewritten since. Call VerifyAudit too, which compares the chains with the states.
func (s *Store) FindState(ctx context.Context, digest string) (found FoundState, holds bool, err error) {
	defer nameCall(&err, "store.FindState")
	digest = strings.ToLower(strings.NewReplacer(" ", "", "-", "", "\u00a0", "").Replace(digest))
	if raw, err := hex.DecodeString(digest); err != nil || len(raw) != digestBytes {
		return FoundState{}, false, kpi.Refuse("", "“%s” is not a digest of the audit trail. Type all %d digits and letters of it, such as 9f2c 1a77 ….", kpi.Excerpt(digest), 2*digestBytes)
	}
	err = s.provingAudit(ctx, func(tx *sqlx.Tx) error {
		found, holds, err = findState(ctx, tx, digest)
		return err
	})
	return found, holds, err
}

func findState(ctx context.Context, tx *sqlx.Tx, digest string) (found FoundState, holds bool, err error) {
	var rows []struct {
		At                  time.Time
		Act, Subject, State string
	}
	err = tx.SelectContext(ctx, &rows, `
		SELECT r.at, r.act, e.subject, CAST(r.j AS text) AS state FROM `+recordedStates+`
		JOIN audit_entries e USING (chain, seq) WHERE r.j->>'digest' = $1 ORDER BY r.at`, digest)
	if err != nil || len(rows) == 0 {
		return FoundState{}, false, wrapped(err, "looking for the digest")
	}
	row := rows[0]
	var state TrailState
	if err := json.Unmarshal([]byte(row.State), &state); err != nil {
		return FoundState{}, false, fmt.Errorf("reading the state of %s: %w", row.At, err)
	}
	found = FoundState{At: row.At.UTC(), Heads: len(state.Heads)}
	if row.Act == actReported {
		found.Report = row.Subject
	}
	return found, stateOf(state.Heads).Digest == digest, nil // else somebody wrote the digest beside other heads
}
