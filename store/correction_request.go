package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// The acts of asking for a correction and deciding on it.
const (
	actAskedToCorrect = "asked to correct"
	actApproved       = "approved a correction"
	actDeclined       = "declined a correction"
	actWithdrew       = "withdrew a correction"
)

// CorrectionState is what has become of a correction that the performance team was asked for.
type CorrectionState string

// The states of such a correction. It becomes a figure only if it is approved.
const (
	CorrectionWaits     CorrectionState = "waiting"
	CorrectionApproved  CorrectionState = "approved"
	CorrectionDeclined  CorrectionState = "declined"
	CorrectionWithdrawn CorrectionState = "withdrawn" // by who asked
	CorrectionReplaced  CorrectionState = "replaced"  // by another that they asked for
)

// CorrectionRequest is a correction of a published figure that the performance team was asked for.
type CorrectionRequest struct {
	ID         int64
	Indicator  kpi.Indicator
	Figure     kpi.Figure // as it was asked for
	InsteadOf  kpi.Figure // what stood then
	By, ByName string
	At         time.Time

	State              CorrectionState
	SaidBy, SaidByName string
	SaidAt             time.Time
	Why                string // it was declined

	// Correction is what approving a waiting request would correct now. It is nil if that is nothing that the committee
	// was shown, or if it cannot be approved; then Refused says why.
	Correction *kpi.Correction
	Refused    *kpi.Refusal
}

// Revised reports whether the figure has been revised since the correction was asked for.
func (r CorrectionRequest) Revised() bool {
	return r.Correction != nil && !r.Correction.Standing.Says(r.InsteadOf)
}

// CorrectionAbout is what the news of such a request is made from.
type CorrectionAbout struct {
	Correction int64 `json:"correction"`
}

const correctionColumns = `
	c.id, c.request_id, c.indicator_id, i.code, i.committee, c.period, c.value, c.numerator, c.denominator, c.status, c.commentary, c.actions, c.reason,
	c.instead_of, c.asked_by, ap.name AS asked_by_name, c.asked_at,
	c.state, COALESCE(c.said_by, '') AS said_by, COALESCE(sp.name, '') AS said_by_name, c.said_at, c.why, COALESCE(c.figure_id, 0) AS figure_id`

const correctionTables = `
	corrections c JOIN indicators i ON i.id = c.indicator_id JOIN people ap ON ap.slack_id = c.asked_by LEFT JOIN people sp ON sp.slack_id = c.said_by`

type correctionRow struct {
	ID          int64           `db:"id"`
	RequestID   string          `db:"request_id"`
	IndicatorID int64           `db:"indicator_id"`
	Code        string          `db:"code"`
	Committee   string          `db:"committee"`
	Period      period          `db:"period"`
	Value       number          `db:"value"`
	Numerator   number          `db:"numerator"`
	Denominator number          `db:"denominator"`
	Status      kpi.Status      `db:"status"`
	Commentary  string          `db:"commentary"`
	Actions     string          `db:"actions"`
	Reason      string          `db:"reason"`
	InsteadOf   int64           `db:"instead_of"`
	AskedBy     string          `db:"asked_by"`
	AskedByName string          `db:"asked_by_name"`
	AskedAt     time.Time       `db:"asked_at"`
	State       CorrectionState `db:"state"`
	SaidBy      string          `db:"said_by"`
	SaidByName  string          `db:"said_by_name"`
	SaidAt      *time.Time      `db:"said_at"`
	Why         string          `db:"why"`
	FigureID    int64           `db:"figure_id"`
}

func listCorrections(ctx context.Context, q sqlx.QueryerContext, condition string, args ...any) ([]correctionRow, error) {
	var rows []correctionRow
	err := sqlx.SelectContext(ctx, q, &rows, `SELECT `+correctionColumns+` FROM `+correctionTables+` WHERE `+condition+` ORDER BY c.id`, args...)
	return rows, wrapped(err, "reading the corrections")
}

// figure is the figure that was asked for.
func (r correctionRow) figure() kpi.Figure {
	return kpi.Figure{
		Indicator: r.Code, Period: r.Period.Period,
		Value: r.Value.Decimal, Numerator: r.Numerator.Decimal, Denominator: r.Denominator.Decimal,
		Status: r.Status, Commentary: r.Commentary, Actions: r.Actions,
		Reason: r.Reason, PostedBy: r.AskedBy, PostedAt: r.AskedAt.UTC(),
	}
}

func (r correctionRow) request(i kpi.Indicator, insteadOf kpi.Figure) CorrectionRequest {
	f := r.figure()
	f.Assessment = i.Assess(f)
	all := CorrectionRequest{
		ID: r.ID, Indicator: i, Figure: f, InsteadOf: insteadOf,
		By: r.AskedBy, ByName: r.AskedByName, At: r.AskedAt.UTC(),
		State: r.State, SaidBy: r.SaidBy, SaidByName: r.SaidByName, Why: r.Why,
	}
	if r.SaidAt != nil {
		all.SaidAt = r.SaidAt.UTC()
	}
	return all
}

// posting is the posting that asks for exactly this figure.
func posting(f kpi.Figure) kpi.Posting {
	p := kpi.Posting{Period: f.Period, Status: f.Status, Commentary: &f.Commentary, Actions: &f.Actions, Reason: f.Reason}
	if f.Status != kpi.Unavailable && f.Status != kpi.CarriedForward {
		p.Typed = &kpi.Typed{Value: f.Value, Numerator: f.Numerator, Denominator: f.Denominator}
		if f.Numerator != nil {
			p.Typed.Value = nil
		}
	}
	return p
}

// correctionAsked is what a posting corrects of what the committee was shown. If the performance team decides on it and
// the same request has asked for it before, it is that request instead. A second correction of a figure is refused
// while somebody else's waits. Who asked for the first one themselves replaces it.
func (s situation) correctionAsked(ctx context.Context, q sqlx.QueryerContext, p Post, f kpi.Figure) (*kpi.Correction, *CorrectionRequest, error) {
	c, err := s.correction(ctx, q, f, *s.person, p.Now)
	if err != nil || c == nil || !c.Asks {
		return c, nil, err
	}
	rows, err := listCorrections(ctx, q, `c.request_id = $1 OR c.indicator_id = $2 AND c.period = $3 AND c.state = 'waiting'`, p.RequestID, s.indicator.id, period{f.Period})
	if err != nil {
		return nil, nil, err
	}
	for _, row := range rows {
		if row.RequestID == p.RequestID {
			asked := row.request(s.indicator.Indicator, c.Standing)
			return nil, &asked, nil
		}
	}
	for _, row := range rows {
		waiting := row.figure()
		if row.AskedBy != p.By {
			return nil, nil, kpi.Refuse(kpi.FieldFigure, "%s has asked to correct %s for %s to %s, and that waits for the performance team. Nothing was changed. Wait for their answer, or ask %s to withdraw it.",
				row.AskedByName, s.indicator.Code, f.Period.Words(), s.indicator.ShowFigure(waiting), row.AskedByName)
		}
		c.Replaces = &waiting
	}
	return c, nil, nil
}

// askTeam keeps a correction for the performance team to decide on, and tells them. The figure stays as it is.
func (s situation) askTeam(ctx context.Context, st *Store, tx *preparedTx, p Post, c kpi.Correction) (saved, error) {
	f := c.Restatement.To
	standing, _ := s.recorded.of(f.Period)
	_, err := tx.ExecContext(ctx, `INSERT INTO requests (id, kind, requested_by, requested_at) VALUES ($1, 'correction', $2, $3)`, p.RequestID, p.By, p.Now)
	if err == nil {
		_, err = tx.ExecContext(ctx, `UPDATE corrections SET state = 'replaced', said_by = $3, said_at = $4 WHERE indicator_id = $1 AND period = $2 AND state = 'waiting'`,
			s.indicator.id, period{f.Period}, p.By, p.Now)
	}
	row := correctionRow{
		Code: f.Indicator, Period: period{f.Period},
		Value: number{f.Value}, Numerator: number{f.Numerator}, Denominator: number{f.Denominator},
		Status: f.Status, Commentary: f.Commentary, Actions: f.Actions, Reason: f.Reason,
		AskedBy: p.By, AskedByName: s.person.Name, AskedAt: p.Now, State: CorrectionWaits,
	}
	if err == nil {
		err = sqlx.GetContext(ctx, tx, &row.ID, `
			INSERT INTO corrections (request_id, indicator_id, period, value, numerator, denominator, status, commentary, actions, reason, instead_of, asked_by, asked_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
			p.RequestID, s.indicator.id, row.Period, row.Value, row.Numerator, row.Denominator, f.Status, f.Commentary, f.Actions, f.Reason, standing.ID, p.By, p.Now)
	}
	if err != nil {
		return saved{}, fmt.Errorf("keeping the correction: %w", err)
	}
	if err := st.refresh(ctx, tx, s.indicator, f.Period, s.collections); err != nil {
		return saved{}, err
	}
	err = st.tellAdmins(ctx, tx, tx.Tx.Tx, p.Now, p.Today, "", news{
		key:      fmt.Sprintf("correction %d ", row.ID),
		kind:     kpi.NewsCorrectionAsked,
		about:    CorrectionAbout{row.ID},
		priority: priorityAlert,
		subjects: []newsSubject{{s.indicator.id, f.Period}},
	})
	if err != nil {
		return saved{}, err
	}
	entry, err := s.correctionEntry(row.ID, standing.ID, f)
	if err != nil {
		return saved{}, err
	}
	asked := row.request(s.indicator.Indicator, c.Standing)
	asked.Correction = &c
	card, err := s.card(ctx, tx, s.recorded, f.Period, p.Today)
	return saved{Posted: Posted{Card: card, Asked: &asked}, entry: entry}, err
}

// correctionEntry is the audit entry of a correction that the performance team is asked for, in the place of a figure
// that stands.
func (s situation) correctionEntry(id, insteadOf int64, f kpi.Figure) (auditEntry, error) {
	detail, err := json.Marshal(struct {
		figureDetail
		Correction int64 `json:"correction"`
		InsteadOf  int64 `json:"instead_of"`
	}{detailOf(0, f, number{s.indicator.Baseline}), id, insteadOf})
	if err != nil {
		return auditEntry{}, fmt.Errorf("writing the audit entry: %w", err)
	}
	return auditEntry{act: actAskedToCorrect, subject: correctionSubject(f), detail: string(detail)}, nil
}

func correctionSubject(f kpi.Figure) string {
	return "correction " + f.Indicator + " " + f.Period.String()
}

// repeatAsked gives again the answer to a request that asked the performance team for a correction. It is false if the
// request did not.
func repeatAsked(ctx context.Context, q sqlx.QueryerContext, p Post) (Posted, bool, error) {
	rows, err := listCorrections(ctx, q, `c.request_id = $1 AND c.asked_by = $2`, p.RequestID, p.By)
	if err != nil || len(rows) == 0 {
		return Posted{}, false, err
	}
	indicators, err := listIndicators(ctx, q, `i.id = $1`, rows[0].IndicatorID)
	if err != nil {
		return Posted{}, false, err
	}
	before, err := revisionByID(ctx, q, rows[0].InsteadOf)
	if err != nil {
		return Posted{}, false, err
	}
	cards, err := buildCards(ctx, q, look{own: true, period: rows[0].Period.Period}, indicators, p.Today)
	if err != nil {
		return Posted{}, false, err
	}
	asked := rows[0].request(indicators[0].Indicator, before.figure())
	return Posted{Card: cards[0], Asked: &asked}, true, nil
}

// CorrectionAsked is a correction that the performance team was asked for, as it stands now.
func (s *Store) CorrectionAsked(ctx context.Context, id int64, at Clocks) (_ CorrectionRequest, err error) {
	defer nameCall(&err, "store.CorrectionAsked(%d)", id)
	all, err := s.correctionRequests(ctx, kpi.DateOf(at.Now.In(at.Zone)), at.Now, `c.id = $1`, id)
	if err == nil && len(all) == 0 {
		err = errNoCorrection
	}
	if err != nil {
		return CorrectionRequest{}, err
	}
	return all[0], nil
}

// errNoCorrection is for an id that no correction has.
var errNoCorrection = kpi.Refuse("", "That correction is not there, so nothing was changed.")

// WaitingCorrections are the ones that wait for the performance team. An administrator gets all of them, anybody else
// those that they asked for.
func (s *Store) WaitingCorrections(ctx context.Context, who kpi.Person, now time.Time, today kpi.Date) (_ []CorrectionRequest, err error) {
	defer nameCall(&err, "store.WaitingCorrections")
	return s.correctionRequests(ctx, today, now, `c.state = 'waiting' AND ($1 OR c.asked_by = $2)`, who.Is(kpi.Admin), who.SlackID)
}

func (s *Store) correctionRequests(ctx context.Context, today kpi.Date, now time.Time, condition string, args ...any) ([]CorrectionRequest, error) {
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	rows, err := listCorrections(ctx, tx, condition, args...)
	if err != nil {
		return nil, err
	}
	var all []CorrectionRequest
	for _, row := range rows {
		w, err := weighCorrection(ctx, tx, row, now, today)
		if err != nil {
			return nil, err
		}
		all = append(all, w.CorrectionRequest)
	}
	return all, nil
}

// correctionStands reports whether a request for a correction is still news. It is not once it was withdrawn or
// replaced before anybody was told.
func correctionStands(ctx context.Context, tx transaction, row notificationRow) (bool, error) {
	var about CorrectionAbout
	if err := row.notification(nil).About(&about); err != nil {
		return false, err
	}
	rows, err := listCorrections(ctx, tx, `c.id = $1`, about.Correction)
	if err != nil || len(rows) != 1 {
		return false, err
	}
	return rows[0].State != CorrectionWithdrawn && rows[0].State != CorrectionReplaced, nil
}
