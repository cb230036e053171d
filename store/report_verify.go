package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/jmoiron/sqlx"
)

// verifyReports compares every kept file with what the audit trail says was printed. It returns the first that differs,
// is missing or has no entry; nil if there is none.
func verifyReports(ctx context.Context, tx *sqlx.Tx) (*BrokenEntry, error) {
	var printed []struct {
		Chain, Subject, Detail string
		Seq                    int64
	}
	err := tx.SelectContext(ctx, &printed, `SELECT chain, seq, subject, detail FROM audit_entries WHERE act = $1 ORDER BY chain, seq`, actPrinted)
	if err != nil {
		return nil, fmt.Errorf("reading what was printed: %w", err)
	}
	var files []struct {
		ID               int64
		Committee        string
		Period           period
		Number           int
		Audience, Format string
		SHA256           string `db:"sha256"`
	}
	err = tx.SelectContext(ctx, &files, `
		SELECT f.id, e.committee, e.period, e.number, f.audience, f.format, f.sha256 FROM report_files f JOIN report_editions e ON e.id = f.edition_id ORDER BY f.id`)
	if err != nil {
		return nil, fmt.Errorf("reading the kept reports: %w", err)
	}
	type name struct{ chain, subject, audience, format string }
	kept := map[name]int{}
	for n, f := range files {
		subject := ReportEdition{Period: f.Period.Period, Number: f.Number}.subject()
		kept[name{f.Committee, subject, f.Audience, f.Format}] = n
	}
	for _, entry := range printed {
		var proof fileProof
		if err := json.Unmarshal([]byte(entry.Detail), &proof); err != nil {
			return nil, fmt.Errorf("entry %d of %s: %w", entry.Seq, entry.Chain, err)
		}
		at := name{entry.Chain, entry.Subject, proof.Audience, proof.Format}
		said := fmt.Sprintf("the %s of %s, for %s, ", proof.Format, entry.Subject, proof.Audience)
		n, found := kept[at]
		if !found {
			return &BrokenEntry{entry.Chain, entry.Seq, said + "is missing."}, nil
		}
		sum := sha256.New()
		if _, err := copyParts(ctx, tx, files[n].ID, sum); err != nil {
			return nil, err
		}
		if hex.EncodeToString(sum.Sum(nil)) != proof.SHA256 || files[n].SHA256 != proof.SHA256 {
			return &BrokenEntry{entry.Chain, entry.Seq, said + "has been altered since it was printed."}, nil
		}
		delete(kept, at)
	}
	for at := range kept {
		return &BrokenEntry{at.chain, 0, fmt.Sprintf("the %s of %s, for %s, was put there without an entry.", at.format, at.subject, at.audience)}, nil
	}
	return nil, nil
}
