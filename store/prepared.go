package store

import (
	"context"
	"database/sql"
	"sync"

	"github.com/jmoiron/sqlx"
)

// postingQueries are all the queries of an ordinary posting between BEGIN and COMMIT, those of a card, and those that
// every message asks. Planning them costs more than running them, so each connection plans them once.
var postingQueries = []string{
	lockIndicatorQuery, situationQuery, cardQuestionsQuery, cardActionsQuery, latestFiguresQuery, recentFiguresQuery, recentSignedQuery, postedQuery, postedSignedQuery, refreshQuery, appendOneQuery, lockChainQuery, insertAuditQuery,
	askedOfQuery, lockTurnQuery, turnedRedQuery, leftRedQuery, refreshTurnQuery,
	newsIDQuery, insertNewsQuery, insertSubjectsQuery, insertTidingQuery, accountQuery, knownBlockQuery, codedIndicatorsQuery,
	lineManagersQuery, namesQuery, indicatorNamesQuery, scheduleQuery, saidElsewhereQuery, leadsManyQuery, lackingQuery,
	codedIndicatorQuery, scheduleNowQuery, cardHistoryQuery, figuresByIDQuery, whoseQuery, handedOnQuery, shownQuestionsQuery, shownActionsQuery, frozenQuery,
}

// ids is the parameter $1, an array of ids, to a planner that cannot see how many they are. If it sees that, it plans a
// prepared statement anew at every run, as it takes the plan for any number to be the dearer one. Then a statement that
// runs for a tenth of a millisecond is planned for a whole one.
const ids = `CAST((SELECT CAST($1 AS bigint[])) AS bigint[])`

// transaction is what the steps of a transaction need of it, prepared or not.
type transaction interface {
	sqlx.QueryerContext
	sqlx.ExecerContext
}

// chasingQueries are the queries of every tick and every delivery.
var chasingQueries = []string{
	chaseQuery, everyIndicatorQuery, toldQuery, aboutQuery, someIndicatorsQuery, itemsAboutQuery, wordingQuery, namesQuery, namedIndicatorQuery, latestFiguresQuery,
	itemsOfQuery, readerQuery,
	unfinishedQuery, withdrawExpiredQuery, lockNotificationQuery, lockWithItemsQuery, makeSlotQuery, lockSlotsQuery,
	saveSlotQuery, standInLineQuery, claimDeliveryQuery, saveDeliveryQuery, redOfQuery, judgedFiguresQuery, recoveryStandsQuery, waitingQuery,
	tidingsQuery, nudgedOfSomeQuery, somePeopleQuery, oneFigureQuery, firstPostedQuery,
	thatIndicatorQuery, scheduleNowQuery, cardHistoryQuery, figuresByIDQuery, whoseQuery, handedOnQuery, shownQuestionsQuery, shownActionsQuery, frozenQuery,
}

// prepared runs queries and begins transactions. It uses a prepared statement wherever it has one.
type prepared struct {
	db        *sqlx.DB
	queries   []string
	schedules *scheduleMemory

	once       sync.Mutex
	statements map[string]*sqlx.Stmt // by query; never changed once it is set
}

// preparedTx runs the queries that were prepared as such, and all others as they are.
type preparedTx struct {
	*sqlx.Tx
	statements map[string]*sqlx.Stmt
	schedules  *scheduleMemory // nil: the schedule is read each time
}

func (p *prepared) begin(ctx context.Context) (*preparedTx, error) {
	// Queries are prepared before the transaction begins, as preparing takes a connection. If every transaction held
	// one and waited for another, all would wait for ever.
	statements, err := p.prepare(ctx)
	if err != nil {
		return nil, err
	}
	tx, err := p.db.BeginTxx(ctx, nil)
	if err != nil {
		return nil, err
	}
	return &preparedTx{tx, statements, p.schedules}, nil
}

// prepare prepares the queries at their first use. It cannot do so in Open, which comes before the migrations.
func (p *prepared) prepare(ctx context.Context) (map[string]*sqlx.Stmt, error) {
	p.once.Lock()
	defer p.once.Unlock()
	if p.statements != nil {
		return p.statements, nil
	}
	statements := map[string]*sqlx.Stmt{}
	for _, query := range p.queries {
		statement, err := p.db.PreparexContext(ctx, query) //nolint:sqlclosecheck // it lives as long as the pool, which closes it
		if err != nil {
			for _, s := range statements {
				_ = s.Close()
			}
			return nil, err
		}
		statements[query] = statement
	}
	p.statements = statements
	return statements, nil
}

// of finds the query's statement, for whichever connection is free. If queries cannot be prepared it is false, and
// running the query unprepared says why.
func (p *prepared) of(ctx context.Context, query string) (*sqlx.Stmt, bool) {
	statements, err := p.prepare(ctx)
	if err != nil {
		return nil, false
	}
	s, ok := statements[query]
	return s, ok
}

// QueryContext is like sql.DB's.
func (p *prepared) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if s, ok := p.of(ctx, query); ok { //nolint:sqlclosecheck // it lives as long as the pool
		return s.QueryContext(ctx, args...)
	}
	return p.db.QueryContext(ctx, query, args...)
}

// QueryxContext is like sqlx.DB's.
func (p *prepared) QueryxContext(ctx context.Context, query string, args ...any) (*sqlx.Rows, error) {
	if s, ok := p.of(ctx, query); ok { //nolint:sqlclosecheck // it lives as long as the pool
		return s.QueryxContext(ctx, args...)
	}
	return p.db.QueryxContext(ctx, query, args...)
}

// QueryRowxContext is like sqlx.DB's.
func (p *prepared) QueryRowxContext(ctx context.Context, query string, args ...any) *sqlx.Row {
	if s, ok := p.of(ctx, query); ok { //nolint:sqlclosecheck // it lives as long as the pool
		return s.QueryRowxContext(ctx, args...)
	}
	return p.db.QueryRowxContext(ctx, query, args...)
}

// of finds the query's statement for this transaction's connection. The transaction closes it.
func (t *preparedTx) of(ctx context.Context, query string) (*sqlx.Stmt, bool) {
	s, ok := t.statements[query]
	if !ok {
		return nil, false
	}
	return t.StmtxContext(ctx, s), true
}

// ExecContext is like sql.Tx's.
func (t *preparedTx) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if s, ok := t.of(ctx, query); ok { //nolint:sqlclosecheck // the transaction closes it
		return s.ExecContext(ctx, args...)
	}
	return t.Tx.ExecContext(ctx, query, args...)
}

// QueryContext is like sql.Tx's.
func (t *preparedTx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if s, ok := t.of(ctx, query); ok { //nolint:sqlclosecheck // the transaction closes it
		return s.QueryContext(ctx, args...)
	}
	return t.Tx.QueryContext(ctx, query, args...)
}

// QueryxContext is like sqlx.Tx's.
func (t *preparedTx) QueryxContext(ctx context.Context, query string, args ...any) (*sqlx.Rows, error) {
	if s, ok := t.of(ctx, query); ok { //nolint:sqlclosecheck // the transaction closes it
		return s.QueryxContext(ctx, args...)
	}
	return t.Tx.QueryxContext(ctx, query, args...)
}

// QueryRowxContext is like sqlx.Tx's.
func (t *preparedTx) QueryRowxContext(ctx context.Context, query string, args ...any) *sqlx.Row {
	if s, ok := t.of(ctx, query); ok { //nolint:sqlclosecheck // the transaction closes it
		return s.QueryRowxContext(ctx, args...)
	}
	return t.Tx.QueryRowxContext(ctx, query, args...)
}
