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

// Decision is what somebody says about a correction that the performance team was asked for.
type Decision struct {
	Correction int64
	By         string          // Slack id
	Say        CorrectionState // approved, declined or withdrawn
	Why        string          // it is declined
	Shown      string          // on approval: the seal of the correction that they were shown
	Now        time.Time
	Today      kpi.Date
	Zone       *time.Location // the council's; nil is UTC
}

// Decided is what became of a Decision.
type Decided struct {
	CorrectionRequest
	Fresh  bool    // false: the same person had said the same before
	Posted *Posted // what was recorded; nil: nothing
}

// ChangedSince is the error of approving a correction that has changed since it was shown.
type ChangedSince struct {
	CorrectionRequest
}

func (c *ChangedSince) Error() string {
	return fmt.Sprintf("%s has been revised for %s since the correction was shown", c.Indicator.Code, c.Figure.Period.Words())
}

// DecideCorrection approves, declines or withdraws a waiting correction, and tells who asked for it unless they did it
// themselves. To approve is to record the figure in the name of who asked. Whether and how it is recorded is decided
// again, on what is true in this transaction.
//
// The error is a *kpi.Refusal if the person must not or cannot do this, a *ChangedSince if the figure was revised since
// the correction was shown, or ErrOutcomeUnknown. Nothing was changed with any error but ErrOutcomeUnknown.
func (s *Store) DecideCorrection(ctx context.Context, d Decision) (done Decided, err error) {
	defer nameCall(&err, "store.DecideCorrection(%d, %s)", d.Correction, d.Say)
	d.Now, d.Why = instant(d.Now), kpi.CleanText(d.Why)
	if d.Zone == nil {
		d.Zone = time.UTC
	}
	done, committing, err := s.tryDecideCorrection(ctx, d)
	if committing { // the second try finds what was done
		lost := err
		if done, _, err = s.tryDecideCorrection(ctx, d); err != nil {
			err = fmt.Errorf("%w: committing: %w; and again: %w", ErrOutcomeUnknown, lost, err)
		}
	}
	return done, err
}

func (s *Store) tryDecideCorrection(ctx context.Context, d Decision) (done Decided, committing bool, err error) {
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return Decided{}, false, err
	}
	defer func() { _ = tx.Rollback() }()
	row, err := lockCorrection(ctx, tx, d.Correction)
	if err != nil {
		return Decided{}, false, err
	}
	who, err := mayDecide(ctx, tx, row, d)
	if err != nil {
		return Decided{}, false, err
	}
	w, err := weighCorrection(ctx, tx, row, d.Now, d.Today)
	if err != nil {
		return Decided{}, false, err
	}
	if row.State != CorrectionWaits {
		if row.State == d.Say && row.SaidBy == d.By {
			return Decided{CorrectionRequest: w.CorrectionRequest}, false, nil
		}
		return Decided{}, false, kpi.Refuse("", "This correction of %s was %s already, by %s on %s. Nothing was changed.",
			row.Code, row.State, row.SaidByName, kpi.DateOf(row.SaidAt.In(d.Zone)).Words())
	}
	done = Decided{CorrectionRequest: w.CorrectionRequest, Fresh: true}
	var figure any
	var recorded saved
	if d.Say == CorrectionApproved {
		if recorded, err = s.approveCorrection(ctx, tx, w, d); err != nil {
			return Decided{}, false, err
		}
		figure, done.Posted = recorded.FigureID, &recorded.Posted
	}
	_, err = tx.ExecContext(ctx, `UPDATE corrections SET state = $2, said_by = $3, said_at = $4, why = $5, figure_id = $6 WHERE id = $1`, row.ID, d.Say, d.By, d.Now, d.Why, figure)
	if err != nil {
		return Decided{}, false, fmt.Errorf("recording the decision: %w", err)
	}
	done.State, done.SaidBy, done.SaidByName, done.SaidAt, done.Why = d.Say, d.By, who.Name, d.Now, d.Why
	if err := s.refresh(ctx, tx, w.now.indicator, row.Period.Period, w.now.collections); err != nil {
		return Decided{}, false, err
	}
	if d.By != row.AskedBy {
		_, err = s.tell(ctx, tx, tx.Tx.Tx, d.Now, d.Today, news{
			key:       fmt.Sprintf("correction-answered %d", row.ID),
			kind:      kpi.NewsCorrectionSaid,
			recipient: row.AskedBy,
			about:     CorrectionAbout{row.ID},
			priority:  priorityAnswer,
		})
		if err != nil {
			return Decided{}, false, err
		}
	}
	if err := auditDecision(ctx, tx, w, d, recorded); err != nil {
		return Decided{}, false, err
	}
	err = tx.Commit()
	return done, err != nil, err
}

// lockCorrection locks a correction's indicator. Then it reads what has become of the correction.
func lockCorrection(ctx context.Context, tx *preparedTx, id int64) (correctionRow, error) {
	var indicator int64
	err := sqlx.GetContext(ctx, tx, &indicator, `SELECT id FROM indicators WHERE id = (SELECT indicator_id FROM corrections WHERE id = $1) FOR UPDATE`, id)
	if errors.Is(err, sql.ErrNoRows) {
		return correctionRow{}, kpi.Refuse("", "There is no such correction, so nothing was changed.")
	}
	if err != nil {
		return correctionRow{}, fmt.Errorf("locking the indicator: %w", err)
	}
	rows, err := listCorrections(ctx, tx, `c.id = $1`, id)
	if err != nil {
		return correctionRow{}, err
	}
	return rows[0], nil
}

// mayDecide refuses whoever must not say this, a decline without a reason, and a reason that is too long.
func mayDecide(ctx context.Context, tx *preparedTx, row correctionRow, d Decision) (kpi.Person, error) {
	who, known, err := findActor(ctx, tx, d.By)
	switch {
	case err != nil:
		return who, err
	case !known:
		return who, kpi.Deny("", "Chaser does not know you yet, so nothing was changed. Ask the performance team to add you.")
	case d.Say == CorrectionWithdrawn && row.AskedBy != d.By:
		return who, kpi.Deny("", "Only %s, who asked for this correction, withdraws it. Nothing was changed.", row.AskedByName)
	case d.Say != CorrectionWithdrawn && !who.Is(kpi.Admin):
		return who, kpi.Deny("", "Only the performance team decides on this correction. Nothing was changed.")
	case d.Say == CorrectionDeclined && d.Why == "":
		return who, kpi.Refuse(kpi.FieldReason, "Say why it is declined, such as “The return agrees with what was published.”")
	case len([]rune(d.Why)) > kpi.MaxReason:
		return who, kpi.Refuse(kpi.FieldReason, "The reason is longer than %d characters. Shorten it.", kpi.MaxReason)
	}
	return who, nil
}

// approveCorrection records the figure that was asked for.
func (s *Store) approveCorrection(ctx context.Context, tx *preparedTx, w weighedCorrection, d Decision) (saved, error) {
	switch {
	case w.Refused != nil:
		return saved{}, w.Refused
	case !w.fresh:
		standing, _ := w.now.recorded.of(w.Figure.Period)
		card, err := w.now.card(ctx, tx, w.now.recorded, w.Figure.Period, d.Today)
		return saved{Posted: Posted{FigureID: standing.ID, Card: card}}, err
	case w.Correction != nil && w.Correction.Seal() != d.Shown:
		return saved{}, &ChangedSince{w.CorrectionRequest}
	}
	p := Post{
		RequestID: fmt.Sprintf("correction:%d", w.ID),
		By:        w.By,
		Code:      w.Indicator.Code,
		Now:       d.Now,
		Today:     d.Today,
		Zone:      d.Zone,
	}
	return w.now.save(ctx, s, tx, p, w.figure, agreed{correction: w.Correction})
}

// auditDecision adds to the audit trail what was decided. If a figure was recorded, its entry comes first.
func auditDecision(ctx context.Context, tx *preparedTx, w weighedCorrection, d Decision, became saved) error {
	chain := w.now.indicator.Committee
	if became.entry.act != "" {
		if err := appendAudit(ctx, tx, chain, d.Now, w.By, became.entry); err != nil {
			return err
		}
	}
	said := map[string]any{"correction": w.ID, "asked_by": w.By, "reason": d.Why}
	if became.FigureID != 0 {
		said["figure"] = became.FigureID
	}
	detail, err := json.Marshal(said)
	if err != nil {
		return fmt.Errorf("writing the audit entry: %w", err)
	}
	act := map[CorrectionState]string{
		CorrectionApproved:  actApproved,
		CorrectionDeclined:  actDeclined,
		CorrectionWithdrawn: actWithdrew,
	}[d.Say]
	return appendAudit(ctx, tx, chain, d.Now, d.By, auditEntry{act: act, subject: correctionSubject(w.Figure), detail: string(detail)})
}
