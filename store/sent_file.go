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

// SentFileState is how far files that were sent to be imported are.
type SentFileState string

// The states of sent files. They are read, shown with what they would change, agreed to, and at their end: imported,
// cancelled, expired, or no files to import at all.
const (
	FileSent     SentFileState = "sent"
	FileShown    SentFileState = "shown"
	FileAccepted SentFileState = "accepted"
	FileEnded    SentFileState = "ended"
)

// FileName is a file in Slack.
type FileName struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// SentFiles are the files of one message, and how far they are.
type SentFiles struct {
	ID        int64
	Request   string // names the message
	By        string // Slack id
	Files     []FileName
	SentAt    time.Time
	State     SentFileState
	Period    kpi.Period // what “this quarter” means in them; zero: nobody has said
	Committee string     // whose their new indicators are; empty: nobody has said
	Said      json.RawMessage
	Content   []byte // nil until they were fetched, and at the end
	Digest    string
	Seal      string // of the effect that was shown

	claim    int
	failures int
}

// FirstTry reports whether nothing has failed yet.
func (f SentFiles) FirstTry() bool { return f.failures == 0 }

// Names are the files' names.
func (f SentFiles) Names() []string {
	names := make([]string, len(f.Files))
	for n, of := range f.Files {
		names[n] = of.Name
	}
	return names
}

// FilesAbout is what the news of sent files is made from.
type FilesAbout struct {
	Files int64 `json:"files"`
}

// FilesKept is for how long files wait to be agreed to.
const FilesKept = 24 * time.Hour

var errImportForTeam = kpi.Deny("", "Only the performance team imports files, so nothing was changed.")

func sentFilesKey(id int64) string { return fmt.Sprintf("sent-files %d", id) }

// TakeFiles records that somebody sent files to be imported, answers them with what is said of it, and has the files
// read. The same message is taken once. said is encoded as JSON.
func (s *Store) TakeFiles(ctx context.Context, f SentFiles, said any, a Reply) (err error) {
	defer nameCall(&err, "store.TakeFiles(%q)", f.Request)
	names, err := json.Marshal(f.Files)
	if err != nil {
		return err
	}
	words, err := json.Marshal(said)
	if err != nil {
		return err
	}
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if err := mayImport(ctx, tx, f.By); err != nil {
		return err
	}
	var ids []int64
	err = sqlx.SelectContext(ctx, tx, &ids, `
		INSERT INTO sent_files (request, sent_by, files, sent_at, state, period, committee, said, leased_until)
		VALUES ($1, $2, $3, $4, 'sent', $5, $6, $7, $8)
		ON CONFLICT (request) DO NOTHING RETURNING id`,
		f.Request, f.By, string(names), instant(a.Now), periodOrNone(f.Period), f.Committee, string(words), atOnce)
	if err != nil || len(ids) == 0 {
		return wrapped(err, "recording the files")
	}
	if _, err := s.tell(ctx, tx, tx.Tx.Tx, instant(a.Now), a.Today, news{
		key: sentFilesKey(ids[0]), kind: kpi.NewsSentFiles, recipient: a.To, about: FilesAbout{ids[0]}, priority: priorityAnswer, threadTS: a.ThreadTS, lives: replyLives,
	}); err != nil {
		return err
	}
	if err := s.enqueueFiles(ctx, tx.Tx.Tx, ids[0]); err != nil {
		return err
	}
	// Whoever asks whether the message was answered finds that it was.
	_, err = tx.ExecContext(ctx, `
		INSERT INTO requests (id, kind, requested_by, requested_at) VALUES ($1, 'answer', $2, $3)
		ON CONFLICT DO NOTHING`, replyID(f.Request), f.By, instant(a.Now))
	if err != nil {
		return fmt.Errorf("claiming the request: %w", err)
	}
	return tx.Commit()
}

func periodOrNone(p kpi.Period) string {
	if p.IsZero() {
		return ""
	}
	return p.String()
}

// mayImport refuses whoever is not of the performance team.
func mayImport(ctx context.Context, q sqlx.QueryerContext, by string) error {
	who, known, err := findActor(ctx, q, by)
	if err == nil && (!known || !who.Is(kpi.Admin)) {
		return errImportForTeam
	}
	return err
}

type sentFilesRow struct {
	ID        int64         `db:"id"`
	Request   string        `db:"request"`
	By        string        `db:"sent_by"`
	Files     string        `db:"files"`
	SentAt    time.Time     `db:"sent_at"`
	State     SentFileState `db:"state"`
	Period    string        `db:"period"`
	Committee string        `db:"committee"`
	Said      string        `db:"said"`
	Content   []byte        `db:"content"`
	Digest    string        `db:"digest"`
	Seal      string        `db:"seal"`
	Claim     int           `db:"claim"`
	Failures  int           `db:"failures"`
}

const sentFilesColumns = `id, request, sent_by, files, sent_at, state, period, committee, said, digest, seal, claim, failures`

func (r sentFilesRow) sentFiles() (SentFiles, error) {
	f := SentFiles{
		ID: r.ID, Request: r.Request, By: r.By, SentAt: r.SentAt, State: r.State, Committee: r.Committee, Said: json.RawMessage(r.Said),
		Content: r.Content, Digest: r.Digest, Seal: r.Seal, claim: r.Claim, failures: r.Failures,
	}
	if err := json.Unmarshal([]byte(r.Files), &f.Files); err != nil {
		return SentFiles{}, fmt.Errorf("reading the files' names: %w", err)
	}
	if r.Period == "" {
		return f, nil
	}
	var err error
	f.Period, err = kpi.ParsePeriod(r.Period)
	return f, err
}

// SentFiles are files as they stand, without their content. The error is a *kpi.Refusal where there are none.
func (s *Store) SentFiles(ctx context.Context, id int64) (f SentFiles, err error) {
	defer nameCall(&err, "store.SentFiles(%d)", id)
	var row sentFilesRow
	if err := s.db.GetContext(ctx, &row, `SELECT `+sentFilesColumns+` FROM sent_files WHERE id = $1`, id); errors.Is(err, sql.ErrNoRows) {
		return SentFiles{}, kpi.Refuse("", "That file is no longer here, so nothing was changed. Send it again.")
	} else if err != nil {
		return SentFiles{}, err
	}
	return row.sentFiles()
}
