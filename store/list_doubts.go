package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/doubt"
	"chaser/kpi"
)

// DoubtsOf says whose doubts a list has. An empty field limits nothing.
type DoubtsOf struct {
	Period             kpi.Period
	Committee, Service string
}

// DoubtList is a page of a list of doubts: those that are open, the most serious first, then those that stand
// although somebody accepted them.
type DoubtList struct {
	Open     []doubt.Finding // those of the page
	Accepted []AcceptedDoubt // those of the page
	From     int             // the page's first place, from 0 on
	AllOpen  int
	All      int // the open and the accepted
	// Checking says that cards are still to be checked, so that some doubts may be settled and others not yet found.
	Checking bool
}

// How much a list checks before it is read, so that nobody waits for it long: so many indicators, some two milliseconds
// each, and those that say the same as they do by the next round.
const (
	checkedForList = 100
	roundsForList  = 3
)

// ListDoubts is a page of at most size doubts about what somebody may post or manage; to the performance team, about
// anything. Where the list has become shorter than from, it is the first page.
//
// For the period that is being collected it reads what KeepDoubts has kept, after it checked what waits to be checked,
// as far as that is not too much. It looks for the doubts of any other period anew.
func (s *Store) ListDoubts(ctx context.Context, who kpi.Person, of DoubtsOf, from, size int, at Clocks) (list DoubtList, err error) {
	defer nameCall(&err, "store.ListDoubts(%+v)", of)
	now, open, err := s.CurrentCollection(ctx, at.today())
	if err != nil {
		return DoubtList{}, err
	}
	isKept := open && of.Period == now.Period
	if isKept {
		if err := s.catchUp(ctx, keeping{Period: optionalPeriod{now.Period}, Day: &day{at.today()}, WholeAt: new(instant(at.Now)), atOnce: checkedForList}); err != nil {
			return DoubtList{}, err
		}
	}
	tx, err := s.patient.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return DoubtList{}, err
	}
	defer func() { _ = tx.Rollback() }()
	l := doubtListing{tx: tx, who: who, of: of}
	if !isKept {
		return l.lookedFor(ctx, from, size, at.today())
	}
	return l.kept(ctx, from, size, at.today())
}

// catchUp checks what waits to be checked, by the rules of whichever release was the last to. KeepDoubts checks all of
// it again where that is another.
func (s *Store) catchUp(ctx context.Context, k keeping) error {
	for range roundsForList {
		last, err := readKeeping(ctx, s.patient)
		if err != nil {
			return err
		}
		k.Release = last.Release
		if last.whole(k) {
			return nil
		}
		if err := s.keepDoubts(ctx, k); err != nil {
			return err
		}
	}
	return nil
}

type doubtListing struct {
	tx  *sqlx.Tx
	who kpi.Person
	of  DoubtsOf
}

const (
	// theirs is a condition for the indicators i, whose owners are o, about which somebody reads doubts: the
	// performance team, $2, about all of them, and anybody else about what they, $1, may post or manage.
	theirs = `($2 OR COALESCE($1 IN (i.owner, i.deputy, i.manager), false) OR $1 = COALESCE(i.manager, o.manager))`

	// inDoubtList limits these to a committee and a service.
	inDoubtList = theirs + ` AND ($3 = '' OR i.committee = $3) AND ($4 = '' OR i.service = $4)`

	countDoubtsQuery = `
		SELECT (SELECT count(*) FROM open_doubts d JOIN indicators i ON i.id = d.indicator_id LEFT JOIN people o ON o.slack_id = i.owner
		        WHERE ` + inDoubtList + ` AND d.kind <> ALL ($5) AND d.said IS NOT NULL) AS open,
		       (SELECT count(*) FROM standing_accepted_doubts d JOIN indicators i ON i.id = d.indicator_id LEFT JOIN people o ON o.slack_id = i.owner
		        WHERE ` + inDoubtList + `) AS accepted`

	pageOfDoubtsQuery = `
		SELECT d.indicator_id, d.said
		FROM open_doubts d JOIN indicators i ON i.id = d.indicator_id LEFT JOIN people o ON o.slack_id = i.owner
		WHERE ` + inDoubtList + ` AND d.kind <> ALL ($5) AND d.said IS NOT NULL
		ORDER BY d.rank, d.indicator_id, d.id OFFSET $6 LIMIT $7`

	pageOfAcceptedQuery = `
		SELECT i.code AS indicator, a.period, a.sentence, a.reason, p.name AS by, a.accepted_at AS at
		FROM standing_accepted_doubts d
		JOIN indicators i ON i.id = d.indicator_id LEFT JOIN people o ON o.slack_id = i.owner
		JOIN accepted_doubts a ON a.id = d.accepted_id JOIN people p ON p.slack_id = a.accepted_by
		WHERE ` + inDoubtList + `
		ORDER BY d.rank, d.indicator_id, d.id OFFSET $5 LIMIT $6`

	theirIndicatorsQuery = `SELECT i.id, i.code FROM indicators i LEFT JOIN people o ON o.slack_id = i.owner WHERE ` + inDoubtList
)

func (l doubtListing) arguments(more ...any) []any {
	return append([]any{l.who.SlackID, l.who.Is(kpi.Admin), l.of.Committee, l.of.Service}, more...)
}

// kept reads a page of what is kept.
func (l doubtListing) kept(ctx context.Context, from, size int, today kpi.Date) (list DoubtList, err error) {
	last, err := readKeeping(ctx, l.tx)
	if err != nil {
		return DoubtList{}, err
	}
	if last.Period.Period != l.of.Period {
		return DoubtList{Checking: true}, nil // another process has just begun
	}
	list.Checking = !last.whole(keeping{Period: last.Period, Day: &day{today}, Release: last.Release})
	quiet := namesOf(quietDoubts())
	var all struct{ Open, Accepted int }
	if err := l.tx.GetContext(ctx, &all, countDoubtsQuery, l.arguments(quiet)...); err != nil {
		return DoubtList{}, fmt.Errorf("counting the doubts: %w", err)
	}
	list.page(from, all.Open, all.Accepted)
	openFrom, openOn, acceptedFrom, acceptedOn := list.window(size)
	if openOn > 0 {
		if list.Open, err = keptFindings(ctx, l.tx, l.of.Period, pageOfDoubtsQuery, l.arguments(quiet, openFrom, openOn)...); err != nil {
			return DoubtList{}, err
		}
	}
	if acceptedOn > 0 {
		if list.Accepted, err = readAccepted(ctx, l.tx, l.arguments(acceptedFrom, acceptedOn)...); err != nil {
			return DoubtList{}, err
		}
	}
	return list, nil
}

// page sets how long the list is, and where its page begins.
func (d *DoubtList) page(from, open, accepted int) {
	d.AllOpen, d.All = open, open+accepted
	if from < d.All {
		d.From = from
	}
}

// window is which of the open doubts and which of the accepted ones the page has, if it has so many.
func (d *DoubtList) window(size int) (openFrom, openOn, acceptedFrom, acceptedOn int) {
	openFrom = min(d.From, d.AllOpen)
	openOn = min(size, d.AllOpen-openFrom)
	acceptedFrom = max(0, d.From-d.AllOpen)
	return openFrom, openOn, acceptedFrom, min(size-openOn, d.All-d.AllOpen-acceptedFrom)
}

// keptFindings are the doubts that a query reads of what is kept of a period, with their figures as they are now.
func keptFindings(ctx context.Context, tx *sqlx.Tx, p kpi.Period, query string, args ...any) ([]doubt.Finding, error) {
	var rows []struct {
		Indicator int64 `db:"indicator_id"`
		Said      document[doubt.Doubt]
	}
	if err := tx.SelectContext(ctx, &rows, query, args...); err != nil {
		return nil, fmt.Errorf("reading the doubts: %w", err)
	}
	var ids pq.Int64Array
	for _, r := range rows {
		ids = append(ids, r.Indicator)
	}
	indicators, err := listIndicators(ctx, tx, `i.id = ANY ($1)`, ids)
	if err != nil {
		return nil, err
	}
	var figures []figureRow
	if err := tx.SelectContext(ctx, &figures, figuresThenQuery, ids, p.String()); err != nil {
		return nil, fmt.Errorf("reading the figures: %w", err)
	}
	of := make(map[int64]doubt.Finding, len(indicators))
	for _, i := range indicators {
		of[i.id] = doubt.Finding{Indicator: i.Indicator}
	}
	for _, f := range figures {
		one := of[f.IndicatorID]
		one.Figure = f.figure().Completed(one.Indicator.Unit)
		of[f.IndicatorID] = one
	}
	found := make([]doubt.Finding, 0, len(rows))
	for _, r := range rows {
		one := of[r.Indicator]
		if one.Figure.Period != p {
			continue // taken back, and not checked since
		}
		one.Doubt = r.Said.is
		found = append(found, one)
	}
	return found, nil
}

// figuresThenQuery reads the latest revisions of the figures that the indicators $1 have for the period $2.
const figuresThenQuery = `
	SELECT DISTINCT ON (f.indicator_id) ` + figureColumns + ` FROM ` + figureTables + `
	WHERE f.indicator_id = ANY ($1) AND f.period = $2 ORDER BY f.indicator_id, f.revision DESC`

func readAccepted(ctx context.Context, tx *sqlx.Tx, args ...any) ([]AcceptedDoubt, error) {
	var rows []struct {
		Indicator, Sentence, Reason, By string
		Period                          period
		At                              time.Time
	}
	if err := tx.SelectContext(ctx, &rows, pageOfAcceptedQuery, args...); err != nil {
		return nil, fmt.Errorf("reading the accepted doubts: %w", err)
	}
	accepted := make([]AcceptedDoubt, len(rows))
	for n, r := range rows {
		accepted[n] = AcceptedDoubt{Indicator: r.Indicator, Period: r.Period.Period, Sentence: r.Sentence, Reason: r.Reason, By: r.By, At: r.At}
	}
	return accepted, nil
}

// lookedFor is a page of the doubts that a check finds.
func (l doubtListing) lookedFor(ctx context.Context, from, size int, today kpi.Date) (list DoubtList, err error) {
	var rows []struct {
		ID   int64
		Code string
	}
	if err := l.tx.SelectContext(ctx, &rows, theirIndicatorsQuery, l.arguments()...); err != nil {
		return DoubtList{}, fmt.Errorf("reading about which indicators: %w", err)
	}
	ids, theirs := make([]int64, 0, len(rows)), make(map[string]bool, len(rows))
	for _, r := range rows {
		ids, theirs[codeKey(r.Code)] = append(ids, r.ID), true
	}
	var checked Checked
	if l.of.Period.IsZero() {
		checked, err = readChecked(ctx, l.tx, doubt.Scope{}, today)
	} else {
		checked, _, err = checkSome(ctx, l.tx, l.of.Period, ids, today)
	}
	if err != nil {
		return DoubtList{}, err
	}
	var open []doubt.Finding
	for _, f := range checked.Open {
		if theirs[codeKey(f.Indicator.Code)] && !f.Doubt.Kind.Quiet() {
			open = append(open, f)
		}
	}
	var accepted []AcceptedDoubt
	for _, a := range checked.Accepted {
		if theirs[codeKey(a.Indicator)] {
			accepted = append(accepted, a)
		}
	}
	list.page(from, len(open), len(accepted))
	openFrom, openOn, acceptedFrom, acceptedOn := list.window(size)
	list.Open, list.Accepted = open[openFrom:openFrom+openOn], accepted[acceptedFrom:acceptedFrom+acceptedOn]
	return list, nil
}

// quietDoubts are the kinds that only the command line lists.
func quietDoubts() (quiet []doubt.Kind) {
	for _, k := range doubt.Kinds {
		if k.Quiet() {
			quiet = append(quiet, k)
		}
	}
	return quiet
}

// keptNow reads the doubts about a committee's figures of a period from what is kept. It is false where that is not
// known: of another period than the one that is being collected, and where something is still to be checked.
func keptNow(ctx context.Context, tx *sqlx.Tx, committee string, p kpi.Period, today kpi.Date) (_ []doubt.Finding, known bool, err error) {
	last, err := readKeeping(ctx, tx)
	if err != nil || !last.whole(keeping{Period: optionalPeriod{p}, Day: &day{today}, Release: last.Release}) {
		return nil, false, err
	}
	found, err := keptFindings(ctx, tx, p, committeeDoubtsQuery, committee)
	return found, err == nil, err
}

const committeeDoubtsQuery = `
	SELECT d.indicator_id, d.said FROM open_doubts d JOIN indicators i ON i.id = d.indicator_id
	WHERE i.committee = $1 ORDER BY d.rank, d.indicator_id, d.id`

func readKeeping(ctx context.Context, q sqlx.QueryerContext) (last keeping, err error) {
	err = sqlx.GetContext(ctx, q, &last, keepingQuery)
	return last, wrapped(err, "reading what was checked last")
}
