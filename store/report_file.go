package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/jmoiron/sqlx"
)

// ReportFile is an edition of a report in one format for one audience, byte for byte as it was printed.
type ReportFile struct {
	ID       int64
	Audience string
	Format   string
	Size     int64
	SHA256   string // in hexadecimal
	MadeAt   time.Time
}

// FileReader reads a file's bytes. It is read only once.
type FileReader = io.Reader

// partSize is how many bytes of a file are held at once.
const partSize = 256 << 10

// ReportFile finds an edition's file. It is false if the edition was never printed like this.
func (s *Store) ReportFile(ctx context.Context, edition int64, audience, format string) (ReportFile, bool, error) {
	f, found, err := findFile(ctx, s.patient, edition, audience, format)
	if err != nil {
		return ReportFile{}, false, fmt.Errorf("store.ReportFile(%d, %s, %s): %w", edition, audience, format, err)
	}
	return f, found, nil
}

func findFile(ctx context.Context, q sqlx.QueryerContext, edition int64, audience, format string) (ReportFile, bool, error) {
	var f ReportFile
	err := q.QueryRowxContext(ctx, `SELECT id, audience, format, size, sha256, made_at FROM report_files WHERE edition_id = $1 AND audience = $2 AND format = $3`,
		edition, audience, format).Scan(&f.ID, &f.Audience, &f.Format, &f.Size, &f.SHA256, &f.MadeAt)
	if errors.Is(err, sql.ErrNoRows) {
		return ReportFile{}, false, nil
	}
	return f, err == nil, wrapped(err, "looking for the file")
}

// WriteReportFile writes a kept file. If the bytes are not exactly what was printed, it returns an error.
func (s *Store) WriteReportFile(ctx context.Context, f ReportFile, w io.Writer) error {
	sum := sha256.New()
	size, err := copyParts(ctx, s.patient, f.ID, io.MultiWriter(w, sum))
	if err == nil && (size != f.Size || hex.EncodeToString(sum.Sum(nil)) != f.SHA256) {
		err = errors.New("it is not what was printed; `chaser audit verify` says more")
	}
	if err != nil {
		return fmt.Errorf("store.WriteReportFile(%d): %w", f.ID, err)
	}
	return nil
}

// copyParts writes a file's bytes, part by part.
func copyParts(ctx context.Context, q sqlx.QueryerContext, file int64, w io.Writer) (size int64, err error) {
	for n := 1; ; n++ {
		var part []byte
		err := sqlx.GetContext(ctx, q, &part, `SELECT part FROM report_parts WHERE file_id = $1 AND n = $2`, file, n)
		if errors.Is(err, sql.ErrNoRows) {
			return size, nil
		}
		if err != nil {
			return size, fmt.Errorf("reading part %d: %w", n, err)
		}
		if _, err := w.Write(part); err != nil {
			return size, err
		}
		size += int64(len(part))
	}
}

// KeepReportFile keeps an edition's file for ever. If it was printed meanwhile, it keeps nothing and returns the file
// that is there.
func (s *Store) KeepReportFile(ctx context.Context, e ReportEdition, f ReportFile, content FileReader) (_ ReportFile, err error) {
	defer nameCall(&err, "store.KeepReportFile(%d, %s, %s)", e.ID, f.Audience, f.Format)
	tx, err := s.patient.BeginTxx(ctx, nil)
	if err != nil {
		return ReportFile{}, err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := lockChain(ctx, tx, e.Committee); err != nil { // one file at a time
		return ReportFile{}, err
	}
	if kept, found, err := findFile(ctx, tx, e.ID, f.Audience, f.Format); err != nil || found {
		return kept, err
	}
	if f, err = keepFile(ctx, tx, e, f, content); err != nil {
		return ReportFile{}, err
	}
	return f, tx.Commit()
}

// fileProof is what the audit trail says of a file.
type fileProof struct {
	Audience string `json:"audience"`
	Format   string `json:"format"`
	Size     int64  `json:"size"`
	SHA256   string `json:"sha256"`
}

// keepFile inserts a file and its parts, and adds the audit entry. The caller holds the lock on the chain.
func keepFile(ctx context.Context, tx *sqlx.Tx, e ReportEdition, f ReportFile, content FileReader) (ReportFile, error) {
	f.MadeAt = instant(f.MadeAt)
	err := tx.GetContext(ctx, &f.ID, `
		INSERT INTO report_files (edition_id, audience, format, size, sha256, made_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
		e.ID, f.Audience, f.Format, f.Size, f.SHA256, f.MadeAt)
	if err != nil {
		return ReportFile{}, fmt.Errorf("inserting the file: %w", err)
	}
	sum, size := sha256.New(), int64(0)
	part := make([]byte, partSize)
	for n := 1; ; n++ {
		read, err := io.ReadFull(content, part)
		if read > 0 {
			_, _ = sum.Write(part[:read]) // writing to a hash never fails
			size += int64(read)
			if _, err := tx.ExecContext(ctx, `INSERT INTO report_parts (file_id, n, part) VALUES ($1, $2, $3)`, f.ID, n, part[:read]); err != nil {
				return ReportFile{}, fmt.Errorf("inserting part %d: %w", n, err)
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			break
		}
		if err != nil {
			return ReportFile{}, fmt.Errorf("reading the file: %w", err)
		}
	}
	if size != f.Size || hex.EncodeToString(sum.Sum(nil)) != f.SHA256 {
		return ReportFile{}, errors.New("the file's bytes are not those that were announced")
	}
	detail, err := json.Marshal(fileProof{f.Audience, f.Format, f.Size, f.SHA256})
	if err != nil {
		return ReportFile{}, fmt.Errorf("writing the audit entry: %w", err)
	}
	return f, appendAudit(ctx, tx, e.Committee, f.MadeAt, "", auditEntry{actPrinted, e.subject(), string(detail)})
}
