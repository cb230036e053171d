package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// asOfVersion is a part of the register as it was read last, with the register's version at that moment.
type asOfVersion[T any] struct {
	mu      sync.Mutex
	version string
	is      T
}

func (k *asOfVersion[T]) last() (version string, is T) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.version, k.is
}

func (k *asOfVersion[T]) keep(version string, is T) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.version, k.is = version, is
}

// namesQuery and indicatorNamesQuery read the register's version and, where that is not $1, what is kept of it: in one
// statement, so that both are as of one moment.
const (
	registerVersion = `(SELECT CAST(version AS text) AS version FROM register_version LIMIT 1) AS v` // the planner knows that it is one row
	namesQuery      = `
	SELECT v.version,
	       CASE WHEN v.version <> $1 THEN ARRAY(SELECT slack_id FROM people ORDER BY slack_id) END AS ids,
	       CASE WHEN v.version <> $1 THEN ARRAY(SELECT name FROM people ORDER BY slack_id) END AS names
	FROM ` + registerVersion

	indicatorNamesQuery = `
	SELECT v.version, COALESCE(i.code, '') AS code, COALESCE(i.title, '') AS title, COALESCE(i.service, '') AS service
	FROM ` + registerVersion + `
	LEFT JOIN LATERAL (SELECT code, title, service FROM indicators WHERE v.version <> $1 ORDER BY id) AS i ON true`
)

// Names are the names of everybody in the register, by Slack id. They are read once for each version of the register.
func (s *Store) Names(ctx context.Context) (map[string]string, error) {
	names, err := s.namesKnown(ctx, &s.prepared)
	if err != nil {
		return nil, fmt.Errorf("store.Names: %w", err)
	}
	return names, nil
}

func (s *Store) namesKnown(ctx context.Context, q sqlx.QueryerContext) (map[string]string, error) {
	version, names := s.names.last()
	var row struct {
		Version    string
		IDs, Names pq.StringArray
	}
	if err := sqlx.GetContext(ctx, q, &row, namesQuery, version); err != nil {
		return nil, fmt.Errorf("reading the names: %w", err)
	}
	if row.Version != version {
		names = make(map[string]string, len(row.IDs))
		for n, id := range row.IDs {
			names[id] = row.Names[n]
		}
		s.names.keep(row.Version, names)
	}
	return maps.Clone(names), nil
}

// IndicatorNames are the codes, titles and services of all indicators, in the register's order, and nothing else of
// them: for what somebody may have meant by words that name none. They are read once for each version of the register;
// nobody changes them.
func (s *Store) IndicatorNames(ctx context.Context) ([]kpi.Indicator, error) {
	version, names := s.indicatorNames.last()
	var rows []struct{ Version, Code, Title, Service string }
	if err := sqlx.SelectContext(ctx, &s.prepared, &rows, indicatorNamesQuery, version); err != nil {
		return nil, fmt.Errorf("store.IndicatorNames: %w", err)
	}
	switch {
	case len(rows) == 0:
		return nil, errors.New("store.IndicatorNames: the register has no version")
	case rows[0].Version == version:
		return names, nil
	}
	names = make([]kpi.Indicator, 0, len(rows))
	for _, r := range rows {
		if r.Code != "" { // there may be none at all
			names = append(names, kpi.Indicator{Code: r.Code, Title: r.Title, Service: r.Service})
		}
	}
	s.indicatorNames.keep(rows[0].Version, names)
	return names, nil
}
