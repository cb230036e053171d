package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
)

// editionProof is what the trail says of an edition of a report.
type editionProof struct {
	Digest      string     `json:"digest"` // of its content
	Restated    string     `json:"restated"`
	Publication int64      `json:"publication"`
	Head        string     `json:"head_sha256,omitempty"` // empty: an earlier release did not record it
	State       TrailState `json:"trail,omitzero"`        // the trail's state that its footer prints
}

// verifyReports compares every kept report with what the trail says was made and printed.
func verifyReports(ctx context.Context, tx *sqlx.Tx) (*BrokenEntry, error) {
	broken, err := verifyEditions(ctx, tx)
	if err == nil && broken == nil {
		broken, err = verifyFiles(ctx, tx)
	}
	return broken, err
}

func verifyEditions(ctx context.Context, tx *sqlx.Tx) (*BrokenEntry, error) {
	rows, err := tx.QueryxContext(ctx, `
		SELECT e.chain, e.seq, e.subject, e.detail, e.at = r.made_at, COALESCE(r.committee, ''), COALESCE(r.period, '') || ' edition ' || COALESCE(r.number, 0),
		       r.publication_id, r.restated, r.head
		FROM (SELECT * FROM audit_entries WHERE act = $1) e
		FULL JOIN report_editions r ON r.committee = e.chain AND 'report ' || r.period || ' edition ' || r.number = e.subject
		ORDER BY e.chain, e.seq, r.id`, actReported)
	if err != nil {
		return nil, fmt.Errorf("comparing the kept reports: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var (
			chain, subject, detail, restated, head *string
			seq, publication                       *int64
			sameTime                               *bool
			committee, name                        string
		)
		if err := rows.Scan(&chain, &seq, &subject, &detail, &sameTime, &committee, &name, &publication, &restated, &head); err != nil {
			return nil, fmt.Errorf("comparing the kept reports: %w", err)
		}
		if seq == nil {
			return &BrokenEntry{committee, 0, "the report of " + name + " was put there without an entry."}, nil
		}
		at := entryPlace{*chain, *seq, "the " + *subject}
		if head == nil {
			return at.broken("it is missing."), nil
		}
		var said editionProof
		if err := json.Unmarshal([]byte(*detail), &said); err != nil {
			return nil, fmt.Errorf("%s: %w", at, err)
		}
		switch {
		case !*sameTime || *publication != said.Publication || *restated != said.Restated:
			return at.broken("it was made at another time, or of something else, than was recorded."), nil
		case said.Head != "" && said.Head != sha256Of(*head):
			return at.broken("its head has been altered since it was made."), nil
		}
	}
	return nil, wrapped(rows.Err(), "comparing the kept reports")
}

func sha256Of(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// provenFile is a kept file beside what the trail says of it. Either may be missing.
type provenFile struct {
	Chain, Subject, Detail *string
	Seq                    *int64
	At                     *time.Time
	MadeAt                 *time.Time `db:"made_at"`
	ID                     *int64
	Committee              string
	Name                   string
	Size                   int64
	SHA256                 string `db:"sha256"`
}

// fileProofsAtOnce is how many files' proofs are held at once. Their bytes are read in between.
const fileProofsAtOnce = 50

func verifyFiles(ctx context.Context, tx *sqlx.Tx) (*BrokenEntry, error) {
	_, err := tx.ExecContext(ctx, `
		DECLARE kept_files NO SCROLL CURSOR FOR
		SELECT e.chain, e.seq, e.subject, e.detail, e.at, f.made_at, f.id, COALESCE(f.committee, '') AS committee, COALESCE(f.size, 0) AS size, COALESCE(f.sha256, '') AS sha256,
		       COALESCE('the ' || f.format || ' of ' || f.subject || ', for ' || f.audience || ', ', '') AS name
		FROM (SELECT *, CAST(detail AS json)->>'audience' AS audience, CAST(detail AS json)->>'format' AS format FROM audit_entries WHERE act = '`+actPrinted+`') e
		FULL JOIN (SELECT k.*, r.committee, 'report ' || r.period || ' edition ' || r.number AS subject
		           FROM report_files k JOIN report_editions r ON r.id = k.edition_id) f
		     ON f.committee = e.chain AND f.subject = e.subject AND f.audience = e.audience AND f.format = e.format
		ORDER BY e.chain, e.seq, f.id`)
	if err != nil {
		return nil, fmt.Errorf("comparing the kept files: %w", err)
	}
	for {
		var files []provenFile
		if err := tx.SelectContext(ctx, &files, fmt.Sprintf(`FETCH %d FROM kept_files`, fileProofsAtOnce)); err != nil {
			return nil, fmt.Errorf("comparing the kept files: %w", err)
		}
		if len(files) == 0 {
			_, err := tx.ExecContext(ctx, `CLOSE kept_files`)
			return nil, wrapped(err, "comparing the kept files")
		}
		for _, f := range files {
			if broken, err := f.prove(ctx, tx); broken != nil || err != nil {
				return broken, err
			}
		}
	}
}

func (f provenFile) prove(ctx context.Context, tx *sqlx.Tx) (*BrokenEntry, error) {
	if f.Seq == nil {
		return &BrokenEntry{f.Committee, 0, f.Name + "was put there without an entry."}, nil
	}
	var said fileProof
	if err := json.Unmarshal([]byte(*f.Detail), &said); err != nil {
		return nil, fmt.Errorf("entry %d of %s: %w", *f.Seq, *f.Chain, err)
	}
	name := fmt.Sprintf("the %s of %s, for %s, ", said.Format, *f.Subject, said.Audience)
	if f.ID == nil {
		return &BrokenEntry{*f.Chain, *f.Seq, name + "is missing."}, nil
	}
	if !f.MadeAt.Equal(*f.At) {
		return &BrokenEntry{*f.Chain, *f.Seq, name + "is said to have been made at another time than was recorded."}, nil
	}
	sum := sha256.New()
	size, err := copyParts(ctx, tx, *f.ID, sum)
	if err != nil {
		return nil, err
	}
	if hex.EncodeToString(sum.Sum(nil)) != said.SHA256 || f.SHA256 != said.SHA256 || size != said.Size || f.Size != said.Size {
		return &BrokenEntry{*f.Chain, *f.Seq, name + "has been altered since it was printed."}, nil
	}
	return nil, nil
}
