package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// importReason is the reason given when an import revises a figure.
const importReason = "Imported from the register."

// Change is one thing that an import did, or would do.
type Change struct {
	What    string // "added", "changed", "revised" or, if the committee was shown the figure, "restated"
	Subject string // "indicator 178", "figure 178 2023-24Q2"
	Detail  string // "target 65 → 70"
}

// ImportRegister adds what the register names, and changes what the store holds to match it, all or nothing. It never
// removes what the register does not name, with one exception: an indicator's targets and links, and a committee's
// members, become exactly those that are given. A figure that says something new becomes a revision. The same register
// again changes nothing. It returns what it did, or with dryRun what it would have done.
//
// If the register cannot be imported, the error is kpi.Faults with every fault at once, and nothing is imported. If the
// connection is lost during the commit, nobody knows whether it was imported. The same import again is then harmless,
// and shows. Today is now's date in now's own time zone.
func (s *Store) ImportRegister(ctx context.Context, r kpi.Register, now time.Time, dryRun bool) ([]Change, error) {
	tx, err := s.patient.BeginTxx(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("store.ImportRegister: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	changes, err := s.importInto(ctx, tx, r, instant(now), now.Location())
	if err == nil && !dryRun {
		err = tx.Commit()
	}
	var faults kpi.Faults
	switch {
	case errors.As(err, &faults):
		return nil, faults
	case err != nil:
		return nil, fmt.Errorf("store.ImportRegister: %w", err)
	}
	return changes, nil
}

func (s *Store) importInto(ctx context.Context, tx *sqlx.Tx, r kpi.Register, now time.Time, zone *time.Location) ([]Change, error) {
	return s.importAs(ctx, tx, r, now, zone, "", nil)
}

// importAs imports in somebody's name; it is empty for the operator's command line. last is done before the audit trail
// is written, and may refuse all of it; nil: nothing.
func (s *Store) importAs(
	ctx context.Context, tx *sqlx.Tx, r kpi.Register, now time.Time, zone *time.Location, by string, last func(*importing) error,
) ([]Change, error) {
	if err := lockRegister(ctx, tx); err != nil {
		return nil, err
	}
	before, err := readNamed(ctx, tx, r)
	if err != nil {
		return nil, err
	}
	return s.importOver(ctx, tx, before, r, now, zone, by, last)
}

// importOver is importAs with the register locked, over what is kept.
func (s *Store) importOver(
	ctx context.Context, tx *sqlx.Tx, before kept, r kpi.Register, now time.Time, zone *time.Location, by string, last func(*importing) error,
) ([]Change, error) {
	today := kpi.DateOf(now.In(zone))
	if faults := r.Faults(before.register(), today); len(faults) > 0 {
		return nil, faults
	}
	i := newImporting(tx, before, now)
	i.by = by
	for _, step := range []func(context.Context, kpi.Register) error{
		i.people, i.committees, i.indicators, i.collections, i.identities, i.closures, i.figures,
	} {
		if err := step(ctx, r); err != nil {
			return nil, err
		}
	}
	if err := s.refreshDates(ctx, tx, before.moved(r)); err != nil {
		return nil, err
	}
	if err := s.tellImported(ctx, tx, i.imported, Post{Now: now, Today: today, Zone: zone}); err != nil {
		return nil, err
	}
	if last != nil {
		if err := last(i); err != nil {
			return nil, err
		}
	}
	return i.changes, i.audit(ctx)
}

// lockRegister lets only one caller at a time change the register. It also keeps back every posting until the change is
// over. Otherwise a figure might be rated by a target that is being replaced.
func lockRegister(ctx context.Context, tx *sqlx.Tx) error {
	for _, statement := range []string{
		`SELECT pg_advisory_xact_lock(hashtext('chaser import'), hashtext(current_schema()))`,
		`SELECT id FROM indicators ORDER BY id FOR UPDATE`,
	} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("locking: %w", err)
		}
	}
	return nil
}

// importing is an import in progress.
type importing struct {
	tx  *sqlx.Tx
	now time.Time
	by  string // Slack id of who changes the register; empty: the operator's command line

	person     map[string]kpi.Person     // by Slack id
	committee  map[string]kpi.Committee  // by name
	indicator  map[string]*keptIndicator // by codeKey; after the step indicators, as they stand once imported
	collection map[kpi.Period]kpi.Collection
	identity   map[string]kpi.Identity // by name
	closure    map[kpi.Date]kpi.Closure
	figure     map[figureKey]*kpi.Figure // the latest revisions of those that the register names

	imported []importedFigure
	changes  []Change
	entries  map[string][]noted // by chain
}

type figureKey struct {
	code   string // codeKey
	period kpi.Period
}

func newImporting(tx *sqlx.Tx, before kept, now time.Time) *importing {
	i := &importing{
		tx:         tx,
		now:        now,
		person:     map[string]kpi.Person{},
		committee:  map[string]kpi.Committee{},
		indicator:  make(map[string]*keptIndicator, len(before.indicators)),
		collection: map[kpi.Period]kpi.Collection{},
		identity:   map[string]kpi.Identity{},
		closure:    map[kpi.Date]kpi.Closure{},
		figure:     make(map[figureKey]*kpi.Figure, len(before.figures)),
		entries:    map[string][]noted{},
	}
	for _, p := range before.people {
		i.person[p.SlackID] = p
	}
	for _, c := range before.committees {
		i.committee[c.Name] = c
	}
	for n, h := range before.indicators {
		i.indicator[codeKey(h.Code)] = &before.indicators[n]
	}
	for _, c := range before.collections {
		i.collection[c.Period] = c
	}
	for _, identity := range before.identities {
		i.identity[identity.Name] = identity
	}
	for _, c := range before.closures {
		i.closure[c.Day] = c
	}
	for n, f := range before.figures {
		i.figure[figureKey{codeKey(f.Indicator), f.Period}] = &before.figures[n]
	}
	return i
}

// exec executes a statement of the import, and adds the subject to its error.
func (i *importing) exec(ctx context.Context, subject, statement string, args ...any) error {
	if _, err := i.tx.ExecContext(ctx, statement, args...); err != nil {
		return fmt.Errorf("importing %s: %w", subject, err)
	}
	return nil
}

// importedAtOnce is how many rows a statement of the import brings at most. One statement for each row would wait for
// PostgreSQL each time, and one for all rows would take as much memory as the register once more.
const importedAtOnce = 5000

// saveAll executes a statement that takes a list of rows as JSON.
func saveAll[T any](ctx context.Context, i *importing, subject, statement string, rows []T) error {
	for some := range slices.Chunk(rows, importedAtOnce) {
		list, err := json.Marshal(some)
		if err != nil {
			return fmt.Errorf("writing %s: %w", subject, err)
		}
		if err := i.exec(ctx, subject, statement, string(list)); err != nil {
			return err
		}
	}
	return nil
}

// noted makes an audit entry. An entry of a figure is as long as all that the register says of it, so it is not made
// before it is written.
type noted func() (auditEntry, error)

// record notes what was done to a subject, once for the caller and once for the audit trail.
func (i *importing) record(chain string, c Change, entry noted) {
	i.changes = append(i.changes, c)
	i.entries[chain] = append(i.entries[chain], entry)
}

// added notes a new subject: its name for the caller, and all that it is for the audit trail.
func (i *importing) added(chain, subject, name string, all differences) error {
	return i.note(chain, Change{"added", subject, name}, actAdded, all)
}

// changed notes what became different.
func (i *importing) changed(chain, subject string, d differences) error {
	return i.note(chain, Change{"changed", subject, d.String()}, actChanged, d)
}

func (i *importing) note(chain string, c Change, act string, d differences) error {
	detail, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("writing the audit entry of %s: %w", c.Subject, err)
	}
	i.record(chain, c, auditEntry{act: act, subject: c.Subject, detail: string(detail)}.made)
	return nil
}

func (e auditEntry) made() (auditEntry, error) { return e, nil }

// audit writes the audit entries. It goes through the chains in the order of their names, as every transaction with
// several chains does.
func (i *importing) audit(ctx context.Context) error {
	var chains []string
	for chain := range i.entries {
		chains = append(chains, chain)
	}
	slices.Sort(chains)
	next, over := make(chan madeEntries), make(chan struct{})
	defer close(over)
	go makeInTurn(chains, i.entries, next, over)
	for some := range next {
		if some.err != nil {
			return some.err
		}
		if err := appendAudit(ctx, i.tx, some.chain, i.now, i.by, some.all...); err != nil {
			return err
		}
	}
	return nil
}

// madeEntries are some of a chain's audit entries.
type madeEntries struct {
	chain string
	all   []auditEntry
	err   error
}

// makeInTurn makes the next audit entries while PostgreSQL records the last. It closes next at their end, and stops
// when over is closed.
func makeInTurn(chains []string, entries map[string][]noted, next chan<- madeEntries, over <-chan struct{}) {
	defer close(next)
	for _, chain := range chains {
		for some := range slices.Chunk(entries[chain], importedAtOnce) {
			select {
			case next <- made(chain, some):
			case <-over:
				return
			}
		}
	}
}

func made(chain string, some []noted) madeEntries {
	all := make([]auditEntry, len(some))
	for n, entry := range some {
		var err error
		if all[n], err = entry(); err != nil {
			return madeEntries{err: err}
		}
	}
	return madeEntries{chain: chain, all: all}
}
