package store

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"chaser/kpi"
	"chaser/store/storetest/filled"
)

// named are everybody's and every indicator's names, read as they stand.
func named(t *testing.T, s *Store) (people map[string]string, indicators []kpi.Indicator) {
	t.Helper()
	all, err := listPeople(t.Context(), s.patient)
	if err != nil {
		t.Fatal(err)
	}
	people = map[string]string{}
	for _, p := range all {
		people[p.SlackID] = p.Name
	}
	kept, err := listIndicators(t.Context(), s.patient, `true`)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range kept {
		indicators = append(indicators, kpi.Indicator{Code: i.Code, Title: i.Title, Service: i.Service})
	}
	return people, indicators
}

// Two programs that keep the names know of every change once it is there, and of none before, whoever made it.
func TestNamesAreThoseOfTheRegister(t *testing.T) {
	t.Parallel()
	dsn := council300.DSN(t)
	programs := []*Store{openStore(t, dsn), openStore(t, dsn)}
	s := programs[0]
	compare := func(after string) {
		t.Helper()
		people, indicators := named(t, s)
		for n, program := range programs {
			names, err := program.Names(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if !maps.Equal(names, people) {
				t.Errorf("after %s program %d knows other people", after, n)
			}
			clear(names) // what is given is the caller's
			all, err := program.IndicatorNames(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			same(t, fmt.Sprintf("the indicators of program %d after %s", n, after), indicators, all)
		}
	}
	compare("the start")
	for n, query := range []string{
		`UPDATE people SET name = 'Jo' WHERE slack_id = '` + filled.Owner(3) + `'`,
		`UPDATE people SET alerts = 'daily'`,
		`INSERT INTO people (slack_id, name, email, roles) VALUES ('UNEW', 'New', '', '{member}')`,
		`INSERT INTO people (slack_id, name, email, roles) VALUES ('UNEW', 'Newer', '', '{member}') ON CONFLICT (slack_id) DO UPDATE SET name = EXCLUDED.name`,
		`DELETE FROM people WHERE slack_id = 'UNEW'`,
		`UPDATE indicators SET title = 'Calls answered' WHERE id = 7`,
		`UPDATE indicators SET code = 'ZOO', code_key = 'zoo' WHERE id = 7`,
		`UPDATE indicators SET service = 'Zoo' WHERE id % 50 = 0`,
	} {
		tx, err := s.patient.BeginTxx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.ExecContext(t.Context(), query); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		compare("a change that is not there yet: " + query)
		end := tx.Commit
		if n%4 == 3 {
			end = tx.Rollback
		}
		if err := end(); err != nil {
			t.Fatal(err)
		}
		compare(query)
	}
}

// Names that are known are not read again: whoever asks reads which version the register has. A posting leaves it.
func TestNamesAreReadOnce(t *testing.T) {
	t.Parallel()
	s := openStore(t, council3000.DSN(t))
	var version string
	if err := s.db.GetContext(t.Context(), &version, `SELECT version FROM register_version`); err != nil {
		t.Fatal(err)
	}
	for what, query := range map[string]string{"people": namesQuery, "indicators": indicatorNamesQuery} {
		if blocks := blocksOf(t, s.db, query, version); blocks > 2 {
			t.Errorf("the names of %s that are known take %d blocks", what, blocks)
		}
		if blocks := blocksOf(t, s.db, query, ""); blocks < 3 {
			t.Errorf("the names of %s that are not known take %d blocks", what, blocks)
		}
	}
	if _, err := s.patient.ExecContext(t.Context(), addFigure, 1, "2023-24Q3", "Red", -10, monday); err != nil {
		t.Fatal(err)
	}
	var then []string
	if err := s.db.SelectContext(t.Context(), &then, `SELECT version FROM register_version`); err != nil || !slices.Equal(then, []string{version}) {
		t.Errorf("after a posting the register's version is %v, want %s (%v)", then, version, err)
	}
}
