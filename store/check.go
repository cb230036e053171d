package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/doubt"
	"chaser/kpi"
)

// Checked are the doubts about the cards of a scope, the most serious first.
type Checked struct {
	Open     []doubt.Finding
	Accepted []AcceptedDoubt // those that stand and were accepted, the most serious first
	Register kpi.Register    // what was judged, its figures with their ratings
}

// AcceptedDoubt is a doubt of which somebody said why it may stand.
type AcceptedDoubt struct {
	Indicator string     `json:"indicator"`
	Period    kpi.Period `json:"period"`
	Sentence  string     `json:"sentence"`
	Reason    string     `json:"reason"`
	By        string     `json:"by"` // the name
	At        time.Time  `json:"at"`

	id     int64
	of     string // the key of the indicator's code
	kind   doubt.Kind
	digest string // of what was judged
}

// Check lists the doubts, all as of one instant.
func (s *Store) Check(ctx context.Context, scope doubt.Scope, today kpi.Date) (_ Checked, err error) {
	defer nameCall(&err, "store.Check(%q, %s)", scope.Committee, scope.Period)
	tx, err := s.patient.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return Checked{}, err
	}
	defer func() { _ = tx.Rollback() }()
	return readChecked(ctx, tx, scope, today)
}

func readChecked(ctx context.Context, tx *sqlx.Tx, scope doubt.Scope, today kpi.Date) (Checked, error) {
	k, err := readKept(ctx, tx)
	if err != nil {
		return Checked{}, err
	}
	acted, err := readActed(ctx, tx, actedQuery)
	if err != nil {
		return Checked{}, err
	}
	scope.Acted = acted
	return checkKept(ctx, tx, k, scope, today)
}

// checkKept lists the doubts about what was read. The scope says already beside which figures actions are kept.
func checkKept(ctx context.Context, tx *sqlx.Tx, k kept, scope doubt.Scope, today kpi.Date) (c Checked, err error) {
	if scope.Shown, err = correctedSince(ctx, tx, scope.Period); err != nil {
		return Checked{}, err
	}
	accepted, err := acceptedDoubts(ctx, tx, scope.Period)
	if err != nil {
		return Checked{}, err
	}
	c.Register = k.register()
	c.Register.Figures = k.figures // with their ratings
	for _, found := range doubt.Check(c.Register, scope, today) {
		if a, silent := acceptedOf(accepted[figureKey{codeKey(found.Indicator.Code), found.Figure.Period}], found); silent {
			c.Accepted = append(c.Accepted, a)
			continue
		}
		c.Open = append(c.Open, found)
	}
	return c, nil
}

// actedQuery reads beside which figures actions are kept that were not dropped.
const actedQuery = `
	SELECT DISTINCT i.code, a.period FROM actions a JOIN indicators i ON i.id = a.indicator_id WHERE a.state <> 'dropped'`

// readActed tells of which figures a query like actedQuery reads that actions are kept.
func readActed(ctx context.Context, q sqlx.QueryerContext, query string, args ...any) (func(string, kpi.Period) bool, error) {
	var rows []struct {
		Code   string
		Period period
	}
	if err := sqlx.SelectContext(ctx, q, &rows, query, args...); err != nil {
		return nil, fmt.Errorf("reading the actions: %w", err)
	}
	there := map[figureKey]bool{}
	for _, r := range rows {
		there[figureKey{codeKey(r.Code), r.Period.Period}] = true
	}
	return func(code string, p kpi.Period) bool { return there[figureKey{codeKey(code), p}] }, nil
}

// correctedQuery reads the figures of the period $1, or of all where it is empty, that a committee was shown and of
// which a later revision stands; of one that two committees were shown, what the later was. It begins with the few that
// were revised at all.
const correctedQuery = `
	SELECT i.code, c.period, r.value, r.numerator, r.denominator, r.status, r.commentary
	FROM (SELECT indicator_id, period, max(revision) AS revision FROM figures WHERE ($1 = '' OR period = $1) AND revision > 1 GROUP BY indicator_id, period) AS f
	JOIN published_cards c ON c.indicator_id = f.indicator_id AND c.period = f.period
	JOIN figure_revisions r ON r.id = c.figure_id AND r.revision < f.revision
	JOIN indicators i ON i.id = c.indicator_id
	ORDER BY c.publication_id`

// correctedSince gives the figures that committees were shown and that were corrected since, as they were shown.
func correctedSince(ctx context.Context, q sqlx.QueryerContext, of kpi.Period) (func(string, kpi.Period) (kpi.Figure, bool), error) {
	var rows []struct {
		Code                          string
		Period                        period
		Value, Numerator, Denominator number
		Status                        kpi.Status
		Commentary                    string
	}
	if err := sqlx.SelectContext(ctx, q, &rows, correctedQuery, periodOrNone(of)); err != nil {
		return nil, fmt.Errorf("reading what was corrected: %w", err)
	}
	shown := make(map[figureKey]kpi.Figure, len(rows))
	for _, r := range rows {
		shown[figureKey{codeKey(r.Code), r.Period.Period}] = kpi.Figure{
			Indicator: r.Code, Period: r.Period.Period, Status: r.Status, Commentary: r.Commentary,
			Value: r.Value.Decimal, Numerator: r.Numerator.Decimal, Denominator: r.Denominator.Decimal,
		}
	}
	return func(code string, p kpi.Period) (kpi.Figure, bool) {
		f, ok := shown[figureKey{codeKey(code), p}]
		return f, ok
	}, nil
}

// acceptedOf is what was accepted of a finding. Of one that was accepted again, after its figure was taken back and
// posted again, it is the last.
func acceptedOf(all []AcceptedDoubt, f doubt.Finding) (AcceptedDoubt, bool) {
	for _, a := range slices.Backward(all) {
		if f.Is(a.digest) {
			return a, true
		}
	}
	return AcceptedDoubt{}, false
}

// acceptedDoubts are all that were accepted about a period, or with a zero period about any, by the figure's indicator
// and period, in the order in which they were.
func acceptedDoubts(ctx context.Context, q sqlx.QueryerContext, of kpi.Period) (map[figureKey][]AcceptedDoubt, error) {
	var rows []struct {
		ID                                            int64
		Digest, Indicator, Kind, Sentence, Reason, By string
		Period                                        period
		At                                            time.Time
	}
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT d.id, d.digest, i.code AS indicator, d.period, d.kind, d.sentence, d.reason, p.name AS by, d.accepted_at AS at
		FROM accepted_doubts d JOIN indicators i ON i.id = d.indicator_id JOIN people p ON p.slack_id = d.accepted_by
		WHERE $1 = '' OR d.period = $1
		ORDER BY d.id`, periodOrNone(of))
	if err != nil {
		return nil, fmt.Errorf("reading the accepted doubts: %w", err)
	}
	all := make(map[figureKey][]AcceptedDoubt, len(rows))
	for _, r := range rows {
		of := figureKey{codeKey(r.Indicator), r.Period.Period}
		all[of] = append(all[of], AcceptedDoubt{
			Indicator: r.Indicator, Period: r.Period.Period, Sentence: r.Sentence, Reason: r.Reason, By: r.By, At: r.At,
			id: r.ID, of: of.code, kind: doubt.Kind(r.Kind), digest: r.Digest,
		})
	}
	return all, nil
}
