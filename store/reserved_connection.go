package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"
)

// reservedConnection is one connection of a pool, for transactions that follow each other and keep a lock between them.
type reservedConnection struct {
	conn       *sqlx.Conn
	statements map[string]*sqlx.Stmt
	schedules  *scheduleMemory
	kept       string // the lock; empty for none
}

// reserve takes a connection. The caller releases it.
func (p *prepared) reserve(ctx context.Context) (*reservedConnection, error) {
	statements, err := p.prepare(ctx) // which takes a connection too, so before one is held
	if err != nil {
		return nil, err
	}
	conn, err := p.db.Connx(ctx)
	if err != nil {
		return nil, err
	}
	return &reservedConnection{conn: conn, statements: statements, schedules: p.schedules}, nil
}

func (r *reservedConnection) begin(ctx context.Context) (*preparedTx, error) {
	tx, err := r.conn.BeginTxx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return &preparedTx{tx, r.statements, r.schedules}, nil
}

// keep keeps an advisory lock that the transaction has until the connection is released. If this process dies,
// PostgreSQL gives it back at once.
func (r *reservedConnection) keep(ctx context.Context, tx *preparedTx, lock string) error {
	r.kept = lock
	_, err := tx.ExecContext(ctx, `SELECT pg_advisory_lock(`+lock+`)`)
	return wrapped(err, "keeping the lock")
}

// release gives the lock and the connection back. If the lock cannot be given back, the connection is closed, by which
// the lock is.
func (r *reservedConnection) release(ctx context.Context) error {
	if r.kept != "" {
		var was bool
		err := r.conn.GetContext(context.WithoutCancel(ctx), &was, `SELECT pg_advisory_unlock(`+r.kept+`)`)
		if err != nil || !was {
			_ = r.conn.Raw(func(any) error { return driver.ErrBadConn })
		}
	}
	if err := r.conn.Close(); err != nil && !errors.Is(err, sql.ErrConnDone) {
		return fmt.Errorf("giving a connection back: %w", err)
	}
	return nil
}
