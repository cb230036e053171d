package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// history is what entries said of one thing's fields, one after the other.
type history struct {
	first  entryPlace
	fields map[string]*fieldHistory
	order  []string
}

// fieldHistory is what a field was before the first entry that names it, and what the last one made it.
type fieldHistory struct {
	from, to string
	last     entryPlace
}

func (h *history) add(at entryPlace, changes differences) {
	if h.fields == nil {
		h.first, h.fields = at, map[string]*fieldHistory{}
	}
	for _, c := range changes {
		f, known := h.fields[c.Field]
		if !known {
			f = &fieldHistory{from: c.From}
			h.fields[c.Field] = f
			h.order = append(h.order, c.Field)
		}
		f.to, f.last = c.To, at
	}
}

// compare compares what the entries made of the thing with all that it is: the differences from nothing. A field that
// no entry names is as it was when there was nothing.
func (h *history) compare(all differences) *BrokenEntry {
	is := map[string]Difference{}
	for _, d := range all {
		is[d.Field] = d
		if _, named := h.fields[d.Field]; !named {
			return h.first.broken(fmt.Sprintf("its %s is %s, and no entry says so.", d.Field, quoted(d.To)))
		}
	}
	var broken []*BrokenEntry
	for _, name := range h.order {
		f := h.fields[name]
		now := f.from // there is no difference from nothing
		if d, differs := is[name]; differs {
			now = d.To
		}
		if now != f.to {
			broken = append(broken, f.last.differs(name, now, f.to))
		}
	}
	return slices.MinFunc(append(broken, nil), func(a, b *BrokenEntry) int {
		switch {
		case a == nil && b == nil:
			return 0
		case a == nil:
			return 1
		case b == nil:
			return -1
		}
		return cmp.Compare(a.Seq, b.Seq)
	})
}

// registered is a thing of the register, as it is.
type registered struct {
	chain string
	all   differences
}

// verifyRegister compares people, committees, indicators with their targets, collections, identities and closures with
// the trail.
// It holds the register in memory, but not the entries.
func verifyRegister(ctx context.Context, tx *sqlx.Tx) (*BrokenEntry, error) {
	there, err := readRegistered(ctx, tx)
	if err != nil {
		return nil, err
	}
	said, order, err := readRegisterHistory(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, key := range order {
		is, found := there[key]
		if !found {
			return said[key].first.broken("it is not there any more."), nil
		}
		delete(there, key)
		if broken := said[key].compare(is.all); broken != nil {
			return broken, nil
		}
	}
	for _, key := range slices.Sorted(maps.Keys(there)) {
		return &BrokenEntry{there[key].chain, 0, key + " is there, and no entry says so."}, nil
	}
	return verifyCodeKeys(ctx, tx)
}

// verifyCodeKeys checks that each indicator is found by the code that it has.
func verifyCodeKeys(ctx context.Context, tx *sqlx.Tx) (*BrokenEntry, error) {
	rows, err := tx.QueryxContext(ctx, `SELECT committee, code, code_key FROM indicators ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("comparing the codes: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var committee, code, key string
		if err := rows.Scan(&committee, &code, &key); err != nil {
			return nil, fmt.Errorf("comparing the codes: %w", err)
		}
		if key != codeKey(code) {
			return &BrokenEntry{committee, 0, fmt.Sprintf("indicator %s is found by %s, and not by its code.", code, quoted(key))}, nil
		}
	}
	return nil, wrapped(rows.Err(), "comparing the codes")
}

// readRegisterHistory reads what imports and administrators did to each thing. Within a chain entries come in its
// order. An indicator that moved to another committee has some in both, told apart by time.
func readRegisterHistory(ctx context.Context, tx *sqlx.Tx) (said map[string]*history, order []string, err error) {
	rows, err := tx.QueryxContext(ctx, `
		SELECT chain, seq, subject, detail FROM (
			SELECT *, max(at) OVER (PARTITION BY chain ORDER BY seq) AS reached FROM audit_entries
			WHERE act IN ('added', 'changed') AND subject ~ '^(person|committee|indicator|collection|identity|closure) ') e
		ORDER BY reached, chain, seq`)
	if err != nil {
		return nil, nil, fmt.Errorf("reading what became of the register: %w", err)
	}
	defer func() { _ = rows.Close() }()
	said = map[string]*history{}
	for rows.Next() {
		var e sealedEntry
		if err := rows.Scan(&e.Chain, &e.Seq, &e.Subject, &e.Detail); err != nil {
			return nil, nil, fmt.Errorf("reading what became of the register: %w", err)
		}
		var changes differences
		if err := json.Unmarshal([]byte(e.Detail), &changes); err != nil {
			return nil, nil, fmt.Errorf("entry %d of %q: %w", e.Seq, e.Chain, err)
		}
		key := registerKey(e.Subject)
		if said[key] == nil {
			said[key] = &history{}
			order = append(order, key)
		}
		said[key].add(entryPlace{e.Chain, e.Seq, e.Subject}, changes)
	}
	return said, order, wrapped(rows.Err(), "reading what became of the register")
}

// registerKey is the subject by which a thing is found again: an indicator's code may change its case.
func registerKey(subject string) string {
	if code, is := strings.CutPrefix(subject, "indicator "); is {
		return "indicator " + codeKey(code)
	}
	return subject
}

func readRegistered(ctx context.Context, tx *sqlx.Tx) (map[string]registered, error) {
	there := map[string]registered{}
	people, err := listPeople(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		there["person "+p.SlackID] = registered{councilChain, personDifferences(kpi.Person{}, p)}
	}
	committees, err := listCommittees(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, c := range committees {
		there["committee "+c.Name] = registered{c.Name, committeeDifferences(kpi.Committee{}, c)}
	}
	indicators, err := listIndicators(ctx, tx, `true`)
	if err != nil {
		return nil, err
	}
	for _, i := range indicators {
		there[registerKey("indicator "+i.Code)] = registered{i.Committee, indicatorDifferences(kpi.Indicator{}, i.Indicator)}
	}
	collections, err := listCollections(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, c := range collections {
		there["collection "+c.Period.String()] = registered{councilChain, collectionDifferences(kpi.Collection{}, c)}
	}
	identities, err := listIdentities(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, i := range identities {
		there["identity "+i.Name] = registered{councilChain, identityDifferences(kpi.Identity{}, i)}
	}
	closures, err := listClosures(ctx, tx)
	for _, c := range closures {
		there["closure "+c.Day.String()] = registered{councilChain, closureDifferences(kpi.Closure{}, c)}
	}
	return there, err
}
