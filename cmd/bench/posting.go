package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"time"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/store"
	"chaser/store/storetest/filled"
)

// monday is within the collection of Q3 2023/24 that every filled council has.
var (
	monday = time.Date(2024, time.January, 8, 9, 0, 0, 0, time.UTC)
	today  = kpi.DateOf(monday)
)

const (
	ordinary = 300 // indicators of a council as they are
	atOnce   = 8   // people who post
	during   = 2 * time.Second
)

// postings are compared with the least that a posting must write.
func postings(ctx context.Context, b *bench) error {
	for _, size := range []struct {
		what string
		from int // the least value that is posted; below 81 it is Red
		of   filled.Council
	}{
		{fmt.Sprintf("postings, 8 people at once, %d indicators, none Red", ordinary), 91, filled.Council{Indicators: ordinary, People: ordinary}},
		{"the same, half of them Red", 79, filled.Council{Indicators: ordinary, People: ordinary}},
		{"half Red, each figure revised 100 times", 79, filled.Council{Indicators: ordinary, People: ordinary, Revisions: 100}},
		{"half Red, 320 quarters", 79, filled.Council{Indicators: ordinary, People: ordinary, Periods: 320}},
	} {
		b.made++
		st, _, err := b.council(ctx, fmt.Sprintf("posting_%d", b.made), size.of)
		if err != nil {
			return err
		}
		_, bare, err := b.council(ctx, fmt.Sprintf("bare_%d", b.made), size.of)
		if err != nil {
			return err
		}
		bare.SetMaxIdleConns(atOnce)
		least, err := leastPosting(ctx, bare)
		if err != nil {
			return err
		}
		ours := func(ctx context.Context, who, n int) error {
			value, err := kpi.ParseTyped(fmt.Sprint(size.from + n%4))
			if err != nil {
				return err
			}
			i := 1 + (who+n*atOnce)%ordinary
			_, err = st.PostFigure(ctx, store.Post{
				RequestID: fmt.Sprint("R", n), By: filled.Owner(1 + i%ordinary), Code: filled.Code(i),
				Posting: kpi.Posting{Typed: &value, Words: fmt.Sprint("Counted again, request ", n)},
				Sure:    doubt.Kinds, Now: monday, Today: today, Zone: time.UTC,
			})
			return err
		}
		meters := [2]*meter{}
		for n := range meters {
			if meters[n], err = newMeter(ctx, bare, os.Getpid()); err != nil {
				return err
			}
		}
		if err := b.pair(ctx, size.what, "/s", meters[0].around(perSecond(atOnce, during, meters[0].counts(ours))),
			"the least that it must write: lock, figure, request, audit entry, one commit",
			meters[1].around(perSecond(atOnce, during, meters[1].counts(least)))); err != nil {
			return err
		}
		b.costs(size.what, meters[0], meters[1])
		if err := b.close(); err != nil {
			return err
		}
	}
	return nil
}

// leastPosting writes what a posting must write and nothing else, with prepared statements.
func leastPosting(ctx context.Context, db *sql.DB) (func(ctx context.Context, who, n int) error, error) {
	var statements []*sql.Stmt
	for _, query := range []string{
		`SELECT committee FROM indicators WHERE id = $1 FOR UPDATE`,
		`INSERT INTO figures (indicator_id, period, revision, value, status, commentary, actions, reason, posted_by, posted_at, rating, direction, explanation)
		 VALUES ($1, '2023-24Q3', $2, 80, 'final', 'Counted again', '', CASE WHEN $2 > 1 THEN 'Counted again' ELSE '' END, $3, now(), 'Red', 'up', 'Against a target of 90.')
		 RETURNING id`,
		`INSERT INTO requests (id, kind, requested_by, requested_at, figure_id, fresh, newest_figure_id) VALUES ($1, 'posting', $2, now(), $3, true, $3)`,
		`INSERT INTO audit_chains (chain, seq, hash) VALUES ($1, 1, $2) ON CONFLICT (chain) DO UPDATE SET seq = audit_chains.seq + 1, hash = $2 RETURNING seq`,
		`INSERT INTO audit_entries (chain, at, actor, seq, act, subject, detail, previous, hash) VALUES ($1, now(), $2, $3, 'posted', 'figure', $4, $5, $5)`,
	} {
		statement, err := db.PrepareContext(ctx, query) //nolint:sqlclosecheck // closed with db, when the part ends
		if err != nil {
			return nil, err
		}
		statements = append(statements, statement)
	}
	hash, detail := make([]byte, 32), fmt.Sprintf("%0400d", 0)
	//nolint:sqlclosecheck // a transaction closes its own statements
	return func(ctx context.Context, who, n int) (err error) {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer func() { _ = tx.Rollback() }()
		in := func(n int) *sql.Stmt { return tx.StmtContext(ctx, statements[n]) } // which the transaction closes
		var (
			i         = 1 + (who+n*atOnce)%ordinary
			committee string
			figure    int64
			seq       int64
		)
		if err := in(0).QueryRowContext(ctx, i).Scan(&committee); err != nil {
			return err
		}
		// Its revision need not be the next, only one that is not there yet.
		if err := in(1).QueryRowContext(ctx, i, 1+n, filled.Owner(1)).Scan(&figure); err != nil {
			return err
		}
		if _, err := in(2).ExecContext(ctx, fmt.Sprint("R", n), filled.Owner(1), figure); err != nil {
			return err
		}
		if err := in(3).QueryRowContext(ctx, committee, hash).Scan(&seq); err != nil {
			return err
		}
		if _, err := in(4).ExecContext(ctx, committee, filled.Owner(1), seq, detail, hash); err != nil {
			return err
		}
		return tx.Commit()
	}, nil
}
