package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"
)

// line is one connection of a pool, for transactions that follow each other and keep a lock between them.
type line struct {
	conn       *sqlx.Conn
	statements map[string]*sqlx.Stmt
	schedules  *scheduleMemory
	kept       string // the lock; empty for none
}

// line takes a connection. The caller hangs up.
func (p *prepared) line(ctx context.Context) (*line, error) {
	statements, err := p.prepare(ctx) // which takes a connection too, so before one is held
	if err != nil {
		return nil, err
	}
	conn, err := p.db.Connx(ctx)
	if err != nil {
		return nil, err
	}
	return &line{conn: conn, statements: statements, schedules: p.schedules}, nil
}

func (l *line) begin(ctx context.Context) (*preparedTx, error) {
	tx, err := l.conn.BeginTxx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return &preparedTx{tx, l.statements, l.schedules}, nil
}

// keep keeps an advisory lock that the transaction has until the line hangs up. If this process dies, PostgreSQL gives
// it back at once.
func (l *line) keep(ctx context.Context, tx *preparedTx, lock string) error {
	l.kept = lock
	_, err := tx.ExecContext(ctx, `SELECT pg_advisory_lock(`+lock+`)`)
	return wrapped(err, "keeping the lock")
}

// hangUp gives the lock and the connection back. If the lock cannot be given back, the connection is closed, by which
// the lock is.
func (l *line) hangUp(ctx context.Context) error {
	if l.kept != "" {
		var was bool
		err := l.conn.GetContext(context.WithoutCancel(ctx), &was, `SELECT pg_advisory_unlock(`+l.kept+`)`)
		if err != nil || !was {
			_ = l.conn.Raw(func(any) error { return driver.ErrBadConn })
		}
	}
	if err := l.conn.Close(); err != nil && !errors.Is(err, sql.ErrConnDone) {
		return fmt.Errorf("giving a connection back: %w", err)
	}
	return nil
}
