package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/doubt"
	"chaser/kpi"
)

// Accept is why a doubt may stand.
type Accept struct {
	RequestID string // the name of Slack's delivery, so that the same one again accepts only once
	By        string // Slack id
	Code      string
	Period    kpi.Period
	Digest    string // of the doubt as it was shown
	Reason    string
	Now       time.Time
	Today     kpi.Date
}

func (a Accept) request() Request { return Request{a.RequestID, a.By, a.Now} }

// AcceptDoubt keeps a doubt silent until the figure or its words change. The performance team may, and whoever may post
// the indicator's figure. The error is a *kpi.Refusal if they may not, or if the doubt no longer stands as it was
// shown. It may be ErrOutcomeUnknown.
func (s *Store) AcceptDoubt(ctx context.Context, a Accept) (_ AcceptedDoubt, err error) {
	defer nameCall(&err, "store.AcceptDoubt(%q, %s)", a.Code, a.Period)
	a.Now = instant(a.Now)
	return once(ctx, s, s.prepared.begin, "accept doubt", a.request(), func(ctx context.Context, tx *preparedTx) (AcceptedDoubt, error) {
		return acceptDoubt(ctx, tx, a)
	})
}

func acceptDoubt(ctx context.Context, tx *preparedTx, a Accept) (AcceptedDoubt, error) {
	reason := kpi.CleanText(strings.TrimSpace(a.Reason))
	if reason == "" {
		return AcceptedDoubt{}, kpi.Refuse(kpi.FieldReason, "Say why it may stand, such as “The counts are of another team.” The committee’s report prints it.")
	}
	if err := checkReason(reason); err != nil {
		return AcceptedDoubt{}, err
	}
	id, found, err := lockIndicator(ctx, tx, a.Code)
	if err != nil {
		return AcceptedDoubt{}, err
	}
	if !found {
		return AcceptedDoubt{}, refuseCode(ctx, tx, Post{By: a.By, Code: a.Code})
	}
	now, err := readSituation(ctx, tx, id, Post{By: a.By})
	if err != nil {
		return AcceptedDoubt{}, err
	}
	may, err := now.answersFor(ctx, tx)
	if err != nil {
		return AcceptedDoubt{}, err
	}
	if !may {
		return AcceptedDoubt{}, kpi.Deny("", "Only %s’s own people and the performance team accept doubts about it. Nothing was changed.", now.indicator.Code)
	}
	open, found, err := openDoubt(ctx, tx.Tx, now.indicator, a.Period, a.Digest, a.Today)
	if err != nil {
		return AcceptedDoubt{}, err
	}
	if !found {
		return AcceptedDoubt{}, kpi.Refuse("", "That doubt no longer stands: the figure or its words have changed, or somebody accepted it. Nothing was changed.")
	}
	return keepAccepted(ctx, tx, now, a, open, reason)
}

func keepAccepted(ctx context.Context, tx *preparedTx, now situation, a Accept, open doubt.Finding, reason string) (AcceptedDoubt, error) {
	entry, err := insertAccepted(ctx, tx, now, a.request(), open, reason)
	if err != nil {
		return AcceptedDoubt{}, err
	}
	if err := appendAudit(ctx, tx, now.indicator.Committee, a.Now, a.By, entry); err != nil {
		return AcceptedDoubt{}, err
	}
	return AcceptedDoubt{
		Indicator: now.indicator.Code, Period: open.Figure.Period, Sentence: open.Doubt.Sentence, Reason: reason, By: now.person.Name, At: a.Now,
	}, nil
}

// insertAccepted keeps that a doubt was accepted, and returns the audit entry of it.
func insertAccepted(ctx context.Context, tx *preparedTx, now situation, by Request, open doubt.Finding, reason string) (auditEntry, error) {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO accepted_doubts (indicator_id, period, kind, digest, sentence, reason, accepted_by, accepted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		now.indicator.id, period{open.Figure.Period}, open.Doubt.Kind, open.Digest(), open.Doubt.Sentence, reason, by.By, by.Now)
	if err != nil {
		return auditEntry{}, fmt.Errorf("keeping the accepted doubt: %w", err)
	}
	detail, err := json.Marshal(map[string]string{"kind": string(open.Doubt.Kind), "doubt": open.Doubt.Sentence, "reason": reason, "digest": open.Digest()})
	if err != nil {
		return auditEntry{}, fmt.Errorf("writing the audit entry: %w", err)
	}
	return auditEntry{act: "accepted", subject: "doubt " + now.indicator.Code + " " + open.Figure.Period.String(), detail: string(detail)}, nil
}

// ConfirmedAtPosting is the reason of a doubt that wants none, where whoever posted the figure was asked and said yes.
const ConfirmedAtPosting = "Confirmed when it was posted."

// acceptAnswered keeps the doubts that a person answered when they posted a figure, so that the check of its period is
// silent about them too. It returns their audit entries.
func (s situation) acceptAnswered(ctx context.Context, tx *preparedTx, p Post, f kpi.Figure, with agreed) (entries []auditEntry, err error) {
	for _, d := range with.doubts {
		reason := cmp.Or(with.keep, ConfirmedAtPosting)
		entry, err := insertAccepted(ctx, tx, s, p.request(), doubt.Finding{Indicator: s.indicator.Indicator, Figure: f, Doubt: d}, reason)
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
	return entries, nil
}

// checkReason refuses a reason that is too long for where it is shown.
func checkReason(reason string) error {
	if len([]rune(reason)) > kpi.MaxReason {
		return kpi.Refuse(kpi.FieldReason, "The reason is over %d characters; write a shorter one.", kpi.MaxReason)
	}
	return nil
}

// answersFor reports whether the person may say that a doubt about the indicator may stand: whoever may post its
// figures, and who manages it where it names no manager.
func (s situation) answersFor(ctx context.Context, q sqlx.QueryerContext) (bool, error) {
	if s.person == nil || s.person.MayPost(s.indicator.Indicator) {
		return s.person != nil, nil
	}
	var line string
	err := sqlx.GetContext(ctx, q, &line,
		`SELECT COALESCE((SELECT manager FROM people WHERE slack_id = $1), '')`, s.indicator.Owner)
	if err != nil {
		return false, fmt.Errorf("reading the owner's manager: %w", err)
	}
	return s.person.SlackID == s.indicator.ManagedBy(line), nil
}
