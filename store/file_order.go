package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// The kinds of FileOrder.
const (
	OrderReport   = "report"   // a committee's report
	OrderRegister = "register" // the whole register
)

// The states of a FileOrder. It waits until its files are made and uploaded, and is made then. It ends where no file
// can be made or Slack takes none; whoever asked may have it tried again.
const (
	OrderWaiting = "waiting"
	OrderMade    = "made"
	OrderEnded   = "ended"
)

// FileOrder is files that somebody asked for in Slack, and how far they are.
type FileOrder struct {
	ID        int64
	Request   string // names the delivery that asked
	By        string // Slack id
	Kind      string
	Committee string // of a report, as are the period and the audience
	Period    kpi.Period
	Audience  string
	Formats   []string
	AskedAt   time.Time

	State   string
	Format  string // that is being made
	Done    int    // of its indicators
	Of      int
	Draft   string // what marks the report as a draft; empty for one that was published
	Problem string // why it ended without files, or waits
	Files   []OrderedFile

	claim    int
	failures int
}

// OrderedFile is a file that was made for an order, or why it could not be.
type OrderedFile struct {
	OrderID int64 `db:"order_id"`
	Format  string
	Name    string
	Size    int64
	Upload  string // Slack's id of it
	Problem string
}

// Uploads are Slack's ids of the files.
func (o FileOrder) Uploads() []string {
	var ids []string
	for _, f := range o.Files {
		if f.Upload != "" {
			ids = append(ids, f.Upload)
		}
	}
	return ids
}

// Left are the formats that are still to be made.
func (o FileOrder) Left() []string {
	return slices.DeleteFunc(slices.Clone(o.Formats), func(format string) bool {
		return slices.ContainsFunc(o.Files, func(f OrderedFile) bool { return f.Format == format })
	})
}

func (o FileOrder) periodText() string {
	if o.Period.IsZero() {
		return ""
	}
	return o.Period.String()
}

// OrderAbout is what the news of an order is made from.
type OrderAbout struct {
	Order int64 `json:"order"`
}

var errFilesForTeam = kpi.Deny("", "Only the performance team has the report and the register as files. Ask them to send them to you.")

// OrderFiles records that somebody asks for files, tells them so, and has them made. The same request asks once. The
// error is a *kpi.Refusal where they may not, or where there is nothing to report.
func (s *Store) OrderFiles(ctx context.Context, o FileOrder, now time.Time, today kpi.Date) (err error) {
	defer nameCall(&err, "store.OrderFiles(%q)", o.Request)
	now = instant(now)
	if o.Kind == OrderReport {
		reading, err := s.ReadReport(ctx, o.Committee, o.Period, today) // refuses what cannot be reported
		if err != nil {
			return err
		}
		_ = reading.Close() // it was only read
	}
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	who, known, err := findActor(ctx, tx, o.By)
	switch {
	case err != nil:
		return err
	case !known || !who.Is(kpi.Admin):
		return errFilesForTeam
	}
	var ids []int64
	err = sqlx.SelectContext(ctx, tx, &ids, `
		INSERT INTO file_orders (request, asked_by, kind, committee, period, audience, formats, asked_at, state, leased_until)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9)
		ON CONFLICT (request) DO NOTHING RETURNING id`,
		o.Request, o.By, o.Kind, orNull(o.Committee), o.periodText(), o.Audience, strings.Join(o.Formats, ","), now, atOnce)
	if err != nil || len(ids) == 0 {
		return wrapped(err, "recording what is asked for")
	}
	about := OrderAbout{ids[0]}
	if _, err := s.tell(ctx, tx, tx.Tx.Tx, now, today, news{
		key: orderKey(ids[0]) + "asked", kind: kpi.NewsFilesOrdered, recipient: o.By, about: about, priority: priorityAnswer, lives: orderLives,
	}); err != nil {
		return err
	}
	if err := s.enqueueOrder(ctx, tx.Tx.Tx, ids[0]); err != nil {
		return err
	}
	detail, err := json.Marshal(map[string]string{"audience": o.Audience, "formats": strings.Join(o.Formats, ",")})
	if err != nil {
		return fmt.Errorf("writing the audit entry: %w", err)
	}
	entry := auditEntry{act: "asked for files", subject: strings.TrimSpace(o.Kind + " " + o.periodText()), detail: string(detail)}
	if err := appendAudit(ctx, tx, o.Committee, now, o.By, entry); err != nil {
		return err
	}
	return tx.Commit()
}

// orderLives is for how long files that were asked for are worth sending.
const orderLives = 24 * time.Hour

func orderKey(id int64) string { return fmt.Sprintf("files %d ", id) }

type orderRow struct {
	ID        int64     `db:"id"`
	Request   string    `db:"request"`
	By        string    `db:"asked_by"`
	Kind      string    `db:"kind"`
	Committee string    `db:"committee"`
	Period    string    `db:"period"`
	Audience  string    `db:"audience"`
	Formats   string    `db:"formats"`
	AskedAt   time.Time `db:"asked_at"`
	State     string    `db:"state"`
	Claim     int       `db:"claim"`
	Failures  int       `db:"failures"`
	Format    string    `db:"format"`
	Done      int       `db:"done"`
	Total     int       `db:"total"`
	Draft     string    `db:"draft"`
	Problem   string    `db:"problem"`
}

const orderColumns = `o.id, o.request, o.asked_by, o.kind, COALESCE(o.committee, '') AS committee, o.period, o.audience, o.formats, o.asked_at, o.state,
	o.claim, o.failures, o.format, o.done, o.total, o.draft, o.problem`

// FileOrder is an order with its files.
func (s *Store) FileOrder(ctx context.Context, id int64) (o FileOrder, err error) {
	defer nameCall(&err, "store.FileOrder(%d)", id)
	return readOrder(ctx, s.patient, id)
}

func readOrder(ctx context.Context, q sqlx.QueryerContext, id int64) (FileOrder, error) {
	var row orderRow
	if err := sqlx.GetContext(ctx, q, &row, `SELECT `+orderColumns+` FROM file_orders o WHERE o.id = $1`, id); err != nil {
		return FileOrder{}, fmt.Errorf("reading the order: %w", err)
	}
	o := FileOrder{
		ID: row.ID, Request: row.Request, By: row.By, Kind: row.Kind, Committee: row.Committee, Audience: row.Audience,
		Formats: strings.Split(row.Formats, ","), AskedAt: row.AskedAt, State: row.State, Format: row.Format, Done: row.Done, Of: row.Total,
		Draft: row.Draft, Problem: row.Problem, claim: row.Claim, failures: row.Failures,
	}
	if row.Period != "" {
		var err error
		if o.Period, err = kpi.ParsePeriod(row.Period); err != nil {
			return FileOrder{}, err
		}
	}
	err := sqlx.SelectContext(ctx, q, &o.Files, `SELECT order_id, format, name, size, upload, problem FROM ordered_files WHERE order_id = $1`, id)
	if err != nil {
		return FileOrder{}, fmt.Errorf("reading its files: %w", err)
	}
	slices.SortFunc(o.Files, func(a, b OrderedFile) int {
		return slices.Index(o.Formats, a.Format) - slices.Index(o.Formats, b.Format)
	})
	return o, nil
}
