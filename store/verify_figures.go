package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/doubt"
	"chaser/kpi"
)

// provenFigure is a figure's row beside what the trail says of it. Either may be missing.
type provenFigure struct {
	said struct {
		Chain, Actor, Act, Subject, Detail *string
		Seq                                *int64
	}
	row struct {
		revisionRow
		Committee string         `db:"committee"`
		Baseline  number         `db:"baseline"`
		Confirmed pq.StringArray `db:"confirmed"`
		HasSign   bool           `db:"has_sign"` // there is a row of sign_offs
	}
	sign   saidOfFigure // the last entry about its sign-off
	undone saidOfFigure // the entry that it was taken back
}

// saidOfFigure is an entry that names a figure by its id.
type saidOfFigure struct {
	Chain, Act, Actor, Reason *string
	Seq                       *int64
	At                        *time.Time
}

// figureProofsQuery joins every figure's row to the entry of its posting. A revision that was taken back leaves its
// number to the next, so the two are told apart by their time and, within one instant, by their order. $1 and $2 are
// the codes as entries write them and the keys by which the indicators are found.
const figureProofsQuery = `
	WITH spelt AS (SELECT * FROM unnest(CAST($1 AS text[]), CAST($2 AS text[])) AS s (code, key)),
	said AS (
		SELECT e.chain, e.seq, e.at, e.actor, e.act, e.subject, e.detail, s.key, substring(e.subject FROM '[^ ]+$') AS period,
		       CAST(CAST(e.detail AS json)->>'revision' AS int) AS revision
		FROM audit_entries e
		JOIN spelt s ON s.code = substring(e.subject FROM '^figure (.*) [^ ]+$')
		WHERE e.act IN ('posted', 'revised', 'added')),
	entries AS (SELECT *, row_number() OVER (PARTITION BY key, period, revision, at ORDER BY seq, chain) AS nth FROM said),
	rows AS (
		SELECT f.*, i.code, i.code_key AS key, i.committee,
		       row_number() OVER (PARTITION BY f.indicator_id, f.period, f.revision, f.posted_at ORDER BY f.id) AS nth
		FROM figure_revisions f LEFT JOIN indicators i ON i.id = f.indicator_id),
	acts AS (
		SELECT chain, seq, at, actor, act, CAST(detail AS json)->>'reason' AS reason, CAST(CAST(detail AS json)->>'figure' AS bigint) AS figure,
		       max(at) OVER (PARTITION BY chain ORDER BY seq) AS reached
		FROM audit_entries WHERE act IN ('signed off', 'sent back', 'undone') AND subject LIKE 'figure %'),
	signed AS (SELECT DISTINCT ON (figure) * FROM acts WHERE act <> 'undone' ORDER BY figure, reached DESC, chain, seq DESC),
	undone AS (SELECT DISTINCT ON (figure) * FROM acts WHERE act = 'undone' ORDER BY figure, reached DESC, chain, seq DESC)
	SELECT e.chain, e.seq, e.actor, e.act, e.subject, e.detail,
	       COALESCE(f.id, 0), COALESCE(f.code, ''), COALESCE(f.committee, ''), COALESCE(f.period, e.period), COALESCE(f.revision, e.revision), f.value, f.numerator, f.denominator,
	       COALESCE(f.status, ''), COALESCE(f.commentary, ''), COALESCE(f.actions, ''), COALESCE(f.reason, ''), COALESCE(f.posted_by, ''),
	       COALESCE(f.posted_at, e.at), COALESCE(f.rating, ''), COALESCE(f.rule, ''), f.target, f.baseline, COALESCE(f.direction, ''), f.gap,
	       COALESCE(f.explanation, ''), f.confirmed, f.taken_back_at, COALESCE(f.taken_back_by, ''),
	       o.figure_id IS NOT NULL, COALESCE(o.state, ''), COALESCE(o.said_by, ''), o.said_at, COALESCE(o.reason, ''),
	       s.chain, s.seq, s.act, s.actor, s.at, s.reason, u.chain, u.seq, u.actor, u.at
	FROM entries e
	FULL JOIN rows f ON f.key = e.key AND f.period = e.period AND f.revision = e.revision AND f.posted_at = e.at AND f.nth = e.nth
	LEFT JOIN sign_offs o ON o.figure_id = f.id
	LEFT JOIN signed s ON s.figure = f.id
	LEFT JOIN undone u ON u.figure = f.id
	ORDER BY e.chain, e.seq, f.id`

func (p *provenFigure) into() []any {
	r := &p.row
	return []any{
		&p.said.Chain, &p.said.Seq, &p.said.Actor, &p.said.Act, &p.said.Subject, &p.said.Detail,
		&r.ID, &r.Indicator, &r.Committee, &r.Period, &r.Revision, &r.Value, &r.Numerator, &r.Denominator,
		&r.Status, &r.Commentary, &r.Actions, &r.Reason, &r.PostedBy,
		&r.PostedAt, &r.Rating, &r.Rule, &r.Target, &r.Baseline, &r.Direction, &r.Gap,
		&r.Explanation, &r.Confirmed, &r.TakenBackAt, &r.TakenBackBy,
		&r.HasSign, &r.SignState, &r.SignedBy, &r.SignedAt, &r.SignReason,
		&p.sign.Chain, &p.sign.Seq, &p.sign.Act, &p.sign.Actor, &p.sign.At, &p.sign.Reason, &p.undone.Chain, &p.undone.Seq, &p.undone.Actor, &p.undone.At,
	}
}

// verifyFigures compares every figure, its sign-off and its taking back with the trail.
func verifyFigures(ctx context.Context, tx *sqlx.Tx) (*BrokenEntry, error) {
	var codes []string
	err := tx.SelectContext(ctx, &codes, `
		SELECT DISTINCT substring(subject FROM '^figure (.*) [^ ]+$') FROM audit_entries WHERE act IN ('posted', 'revised', 'added') AND subject LIKE 'figure %'`)
	if err != nil {
		return nil, fmt.Errorf("reading which figures the trail has: %w", err)
	}
	keys := make([]string, len(codes))
	for n, code := range codes {
		keys[n] = codeKey(code)
	}
	rows, err := tx.QueryxContext(ctx, figureProofsQuery, pq.StringArray(codes), pq.StringArray(keys))
	if err != nil {
		return nil, fmt.Errorf("comparing the figures: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var p provenFigure
		if err := rows.Scan(p.into()...); err != nil {
			return nil, fmt.Errorf("comparing the figures: %w", err)
		}
		if broken, err := p.prove(); broken != nil || err != nil {
			return broken, err
		}
	}
	return nil, wrapped(rows.Err(), "comparing the figures")
}

func (p *provenFigure) prove() (*BrokenEntry, error) {
	if p.said.Seq == nil {
		return &BrokenEntry{p.row.Committee, 0, fmt.Sprintf("figure %s %s, revision %d, is there, and no entry says that it was recorded like this on %s.",
			p.row.Indicator, p.row.Period, p.row.Revision, p.row.PostedAt.UTC().Format(time.RFC3339Nano))}, nil
	}
	at := entryPlace{*p.said.Chain, *p.said.Seq, fmt.Sprintf("%s, revision %d", *p.said.Subject, p.row.Revision)}
	if p.row.ID == 0 {
		return at.broken("is not there as it was recorded: it was deleted, or given another indicator, period, revision or time."), nil
	}
	f := p.row.figure()
	if imported := *p.said.Act == actAdded || f.Reason == importReason; f.PostedBy != *p.said.Actor && (f.PostedBy != "" || !imported) {
		return at.differs("who posted it", f.PostedBy, *p.said.Actor), nil
	}
	confirmed := make([]doubt.Kind, len(p.row.Confirmed))
	for n, kind := range p.row.Confirmed {
		confirmed[n] = doubt.Kind(kind)
	}
	is := detailOf(p.row.ID, f, p.row.Baseline, confirmed...)
	var first struct {
		SignOff *kpi.SignOffState `json:"sign_off"` // nil: an earlier release did not record it
	}
	if err := json.Unmarshal([]byte(*p.said.Detail), &first); err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	if first.SignOff != nil {
		is.SignOff = *first.SignOff // what it is now is compared with what was said of it since
	}
	if broken, err := at.compare(*p.said.Detail, is, "confirmed"); broken != nil || err != nil {
		return broken, err
	}
	if broken := p.proveSignOff(at, first.SignOff); broken != nil {
		return broken, nil
	}
	return p.proveTakenBack(at), nil
}

// proveSignOff compares the figure's sign-off with the last entry about it or, if there is none, with how it was
// posted.
func (p *provenFigure) proveSignOff(at entryPlace, first *kpi.SignOffState) *BrokenEntry {
	is := p.row.signOff()
	if p.sign.Seq == nil {
		byPoster := is.State == kpi.SignedOff && is.By == p.row.PostedBy && is.At.Equal(p.row.PostedAt)
		switch {
		case first == nil && is.State != kpi.SentBack && (is.State != kpi.SignedOff || byPoster):
		case first == nil, is.State != *first:
			return at.broken(fmt.Sprintf("its sign-off is “%s”, and no entry says so.", is.State))
		case is.State == kpi.SignedOff && !byPoster:
			return at.differs("who signed it off, or when,", is.By, p.row.PostedBy)
		case is.State != kpi.SignedOff && (is.By != "" || !is.At.IsZero()), is.Reason != "":
			return at.broken("somebody is said to have said something of its sign-off, and no entry says so.")
		}
		return nil
	}
	at.chain, at.seq = *p.sign.Chain, *p.sign.Seq
	said := kpi.SignedOff
	if *p.sign.Act == actSentBack {
		said = kpi.SentBack
	}
	switch {
	case is.State != said:
		return at.differs("sign-off", string(is.State), string(said))
	case is.By != *p.sign.Actor:
		return at.differs("who said so of its sign-off", is.By, *p.sign.Actor)
	case !is.At.Equal(*p.sign.At):
		return at.differs("time of sign-off", is.At.String(), p.sign.At.UTC().String())
	case is.Reason != *p.sign.Reason:
		return at.differs("reason for sending it back", is.Reason, *p.sign.Reason)
	}
	return nil
}

func (p *provenFigure) proveTakenBack(at entryPlace) *BrokenEntry {
	is := p.row.takenBack()
	if p.undone.Seq == nil {
		if is == nil && p.row.TakenBackBy == "" {
			return nil
		}
		return at.broken("it is marked as taken back, and no entry says so.")
	}
	at.chain, at.seq = *p.undone.Chain, *p.undone.Seq
	switch {
	case is == nil:
		return at.broken("it was taken back, and stands again.")
	case is.By != *p.undone.Actor || !is.At.Equal(*p.undone.At):
		return at.differs("who took it back, or when,", is.By, *p.undone.Actor)
	}
	return nil
}
