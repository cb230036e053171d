package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// indicatorColumns are an indicatorRow's columns. They need indicators i.
const indicatorColumns = `
	i.id, i.code, i.title, i.committee, i.service, i.unit, i.decimals, i.direction, i.kind, i.target, i.baseline, i.rule,
	i.cumulative, i.compare, i.frequency, COALESCE(i.owner, '') AS owner, COALESCE(i.deputy, '') AS deputy,
	COALESCE(i.manager, '') AS manager, i.description, i.links, i.neighbours_mean, i.england_mean, i.neighbours_mean_period, i.england_mean_period, i.sensitive, i.smallest_count,
	(SELECT json_object_agg(t.period, CAST(t.target AS text)) FROM indicator_targets t WHERE t.indicator_id = i.id) AS targets`

type indicatorRow struct {
	ID               int64                       `db:"id"`
	Code             string                      `db:"code"`
	Title            string                      `db:"title"`
	Committee        string                      `db:"committee"`
	Service          string                      `db:"service"`
	Unit             kpi.Unit                    `db:"unit"`
	Decimals         int                         `db:"decimals"`
	Direction        kpi.Direction               `db:"direction"`
	Kind             kpi.Kind                    `db:"kind"`
	Target           number                      `db:"target"`
	Baseline         number                      `db:"baseline"`
	Rule             *string                     `db:"rule"`
	Cumulative       bool                        `db:"cumulative"`
	Compare          kpi.Compare                 `db:"compare"`
	Frequency        kpi.Frequency               `db:"frequency"`
	Owner            string                      `db:"owner"`
	Deputy           string                      `db:"deputy"`
	Manager          string                      `db:"manager"`
	Description      string                      `db:"description"`
	Links            document[[]link]            `db:"links"`
	NeighboursMean   number                      `db:"neighbours_mean"`
	EnglandMean      number                      `db:"england_mean"`
	NeighboursPeriod optionalPeriod              `db:"neighbours_mean_period"`
	EnglandPeriod    optionalPeriod              `db:"england_mean_period"`
	Sensitive        bool                        `db:"sensitive"`
	SmallestCount    *int                        `db:"smallest_count"`
	Targets          document[map[string]string] `db:"targets"`
}

// link is a kpi.Link as the column keeps it.
type link struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

func (r indicatorRow) indicator() (kpi.Indicator, error) {
	i := kpi.Indicator{
		Code: r.Code, Title: r.Title, Committee: r.Committee, Service: r.Service,
		Unit: r.Unit, Decimals: r.Decimals, Direction: r.Direction, Kind: r.Kind,
		Target: r.Target.Decimal, Baseline: r.Baseline.Decimal,
		Cumulative: r.Cumulative, Compare: r.Compare, Frequency: r.Frequency,
		Owner: r.Owner, Deputy: r.Deputy, Manager: r.Manager,
		Description: r.Description, NeighboursMean: r.NeighboursMean.Decimal, EnglandMean: r.EnglandMean.Decimal,
		NeighboursMeanPeriod: r.NeighboursPeriod.Period, EnglandMeanPeriod: r.EnglandPeriod.Period,
		Sensitive: r.Sensitive, SmallestCount: r.SmallestCount,
	}
	if r.Rule != nil {
		rule, err := kpi.ParseRule(*r.Rule)
		if err != nil {
			return kpi.Indicator{}, fmt.Errorf("the rule of %s: %w", r.Code, err)
		}
		i.Rule = &rule
	}
	for _, l := range r.Links.is {
		i.Links = append(i.Links, kpi.Link(l))
	}
	for text, target := range r.Targets.is {
		p, err := kpi.ParsePeriod(text)
		if err != nil {
			return kpi.Indicator{}, fmt.Errorf("a target of %s: %w", r.Code, err)
		}
		d, err := decimal.NewFromString(target)
		if err != nil {
			return kpi.Indicator{}, fmt.Errorf("the target of %s for %s: %w", r.Code, p, err)
		}
		if i.Targets == nil {
			i.Targets = map[kpi.Period]decimal.Decimal{}
		}
		i.Targets[p] = d
	}
	return i, nil
}

// keptIndicator is an indicator with the id of its row.
type keptIndicator struct {
	kpi.Indicator
	id int64
}

const (
	indicatorsQuery = `SELECT ` + indicatorColumns + ` FROM indicators i WHERE `
	indicatorsOrder = ` ORDER BY i.id`

	codedIndicator      = `i.code_key = $1`
	codedIndicatorQuery = indicatorsQuery + codedIndicator + indicatorsOrder

	thatIndicator      = `i.id = $1`
	thatIndicatorQuery = indicatorsQuery + thatIndicator + indicatorsOrder

	codedIndicators      = `i.code_key = ANY ($1)`
	codedIndicatorsQuery = indicatorsQuery + codedIndicators + indicatorsOrder

	// The queries of listIndicators for all indicators and for those that a message names.
	everyIndicatorQuery = indicatorsQuery + `true` + indicatorsOrder
	namedIndicatorQuery = indicatorsQuery + namedIndicators + indicatorsOrder
)

// listIndicators reads the indicators that meet a condition on i, in the register's order.
func listIndicators(ctx context.Context, q sqlx.QueryerContext, condition string, args ...any) ([]keptIndicator, error) {
	var rows []indicatorRow
	err := sqlx.SelectContext(ctx, q, &rows, indicatorsQuery+condition+indicatorsOrder, args...)
	if err != nil {
		return nil, fmt.Errorf("reading the indicators: %w", err)
	}
	indicators := make([]keptIndicator, 0, len(rows))
	for _, r := range rows {
		i, err := r.indicator()
		if err != nil {
			return nil, err
		}
		indicators = append(indicators, keptIndicator{i, r.ID})
	}
	return indicators, nil
}

// CountIndicators is how many indicators there are.
func (s *Store) CountIndicators(ctx context.Context) (n int, err error) {
	err = s.db.GetContext(ctx, &n, `SELECT count(*) FROM indicators`)
	return n, wrapped(err, "store.CountIndicators")
}

// Indicator finds an indicator by its code, in upper or lower case. It is false if there is none.
func (s *Store) Indicator(ctx context.Context, code string) (kpi.Indicator, bool, error) {
	i, found, err := findIndicator(ctx, &s.prepared, code)
	if err != nil {
		return kpi.Indicator{}, false, fmt.Errorf("store.Indicator: %w", err)
	}
	return i.Indicator, found, nil
}

// Coded finds the indicators whose codes are among the words, in upper or lower case, by their codes in lower case.
func (s *Store) Coded(ctx context.Context, words []string) (map[string]kpi.Indicator, error) {
	keys := make(pq.StringArray, 0, len(words))
	for _, w := range words {
		keys = append(keys, codeKey(w))
	}
	list, err := listIndicators(ctx, &s.prepared, codedIndicators, keys)
	if err != nil {
		return nil, fmt.Errorf("store.Coded: %w", err)
	}
	found := make(map[string]kpi.Indicator, len(list))
	for _, i := range list {
		found[codeKey(i.Code)] = i.Indicator
	}
	return found, nil
}

func findIndicator(ctx context.Context, q sqlx.QueryerContext, code string) (keptIndicator, bool, error) {
	list, err := listIndicators(ctx, q, codedIndicator, codeKey(code))
	if err != nil || len(list) == 0 {
		return keptIndicator{}, false, err
	}
	return list[0], true, nil
}

// codeKey is the form of a code that is unique to its indicator.
func codeKey(code string) string { return strings.ToLower(strings.TrimSpace(code)) }

const lockIndicatorQuery = `SELECT id FROM indicators WHERE code_key = $1 FOR UPDATE`

// lockIndicator locks the indicator's row until the transaction ends. Only whoever holds the lock adds revisions. What
// later statements of the transaction read of the indicator is what the last holder committed.
func lockIndicator(ctx context.Context, tx sqlx.QueryerContext, code string) (id int64, found bool, err error) {
	err = sqlx.GetContext(ctx, tx, &id, lockIndicatorQuery, codeKey(code))
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, fmt.Errorf("locking the indicator: %w", err)
	}
	return id, true, nil
}
