package store

import (
	"context"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// SaveCollection adds a collection, or changes the one of its period, for an administrator, just as an import would. It
// also returns what the administrator should know about it. The error is a *kpi.Refusal if the collection is
// impossible, or if the person may not set collections. It may be ErrOutcomeUnknown.
func (s *Store) SaveCollection(ctx context.Context, r Request, k kpi.Collection) (_ []kpi.Remark, err error) {
	defer nameCall(&err, "store.SaveCollection(%s)", k.Period)
	return once(ctx, s, unprepared(s.db), "collection", r, func(ctx context.Context, tx *preparedTx) ([]kpi.Remark, error) {
		return s.saveCollection(ctx, tx.Tx, r.By, k, instant(r.Now))
	})
}

func (s *Store) saveCollection(
	ctx context.Context, tx *sqlx.Tx, by string, k kpi.Collection, now time.Time,
) ([]kpi.Remark, error) {
	who, known, err := findActor(ctx, tx, by)
	if err != nil {
		return nil, err
	}
	if !known || !who.Is(kpi.Admin) {
		return nil, kpi.Deny("", "Only the performance team sets collections.")
	}
	if err := lockRegister(ctx, tx); err != nil {
		return nil, err
	}
	before, err := readDefined(ctx, tx)
	if err != nil {
		return nil, err
	}
	one := kpi.Register{Collections: []kpi.Collection{k}}
	if faults := one.Faults(before.register(), kpi.DateOf(now)); len(faults) > 0 {
		return nil, refusalOf(faults[0])
	}
	i := newImporting(tx, before, now)
	i.by = by
	if err := i.collections(ctx, one); err != nil {
		return nil, err
	}
	if err := s.refreshDates(ctx, tx, before.moved(one)); err != nil {
		return nil, err
	}
	if err := i.audit(ctx); err != nil {
		return nil, err
	}
	return one.Remarks(before.register(), kpi.DateOf(now)), nil
}

// refusalOf turns a fault of the one collection into a refusal, on the input that holds what is wrong.
func refusalOf(f kpi.Fault) *kpi.Refusal {
	_, field, _ := strings.Cut(f.Path, ".")
	sentence := f.Sentence
	if strings.HasPrefix(sentence, "is ") {
		sentence = "The collection " + sentence
	}
	return kpi.Refuse(field, "%s%s.", strings.ToUpper(sentence[:1]), strings.TrimSuffix(sentence[1:], "."))
}
