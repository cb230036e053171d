package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// actionColumns are an actionRow's columns. They come from actionTables: a is the action, i its indicator, o its owner.
const (
	actionColumns = `
		a.id, a.indicator_id, i.code AS indicator, a.period, a.words, a.owner, o.name AS owner_name, a.due, a.state, a.raised_by, a.raised_at,
		COALESCE(a.settled_by, '') AS settled_by, a.settled_at, a.outcome`
	actionTables = `actions a JOIN indicators i ON i.id = a.indicator_id JOIN people o ON o.slack_id = a.owner`
)

type actionRow struct {
	ID          int64           `db:"id" json:"id"`
	IndicatorID int64           `db:"indicator_id" json:"indicator_id"`
	Indicator   string          `db:"indicator" json:"indicator"`
	Period      period          `db:"period" json:"period"`
	Words       string          `db:"words" json:"words"`
	Owner       string          `db:"owner" json:"owner"`
	OwnerName   string          `db:"owner_name" json:"owner_name"`
	Due         day             `db:"due" json:"due"`
	State       kpi.ActionState `db:"state" json:"state"`
	RaisedBy    string          `db:"raised_by" json:"raised_by"`
	RaisedAt    time.Time       `db:"raised_at" json:"raised_at"`
	SettledBy   string          `db:"settled_by" json:"settled_by"`
	SettledAt   *time.Time      `db:"settled_at" json:"settled_at"`
	Outcome     string          `db:"outcome" json:"outcome"`
}

func (r actionRow) action() kpi.Action {
	a := kpi.Action{
		ID: r.ID, Indicator: r.Indicator, Period: r.Period.Period, Text: r.Words,
		Owner: r.Owner, OwnerName: r.OwnerName, Due: r.Due.Date, State: r.State,
		RaisedBy: r.RaisedBy, RaisedAt: r.RaisedAt.UTC(), SettledBy: r.SettledBy, Outcome: r.Outcome,
	}
	if r.SettledAt != nil {
		a.SettledAt = r.SettledAt.UTC()
	}
	return a
}

func actionsOf(rows []actionRow) []kpi.Action {
	actions := make([]kpi.Action, 0, len(rows))
	for _, r := range rows {
		actions = append(actions, r.action())
	}
	return actions
}

// listActions reads the actions that meet a condition on a, i and o, in the order in which they were raised.
func listActions(ctx context.Context, q sqlx.QueryerContext, condition string, args ...any) ([]actionRow, error) {
	var rows []actionRow
	err := sqlx.SelectContext(ctx, q, &rows, actionsQuery+condition+actionsOrder, args...)
	if err != nil {
		return nil, fmt.Errorf("reading the actions: %w", err)
	}
	return rows, nil
}

const (
	actionsQuery = `SELECT ` + actionColumns + ` FROM ` + actionTables + ` WHERE `
	actionsOrder = ` ORDER BY a.id`

	cardActionsQuery = actionsQuery + cardActions + actionsOrder

	cardActions = `a.indicator_id = ANY (` + ids + `)`
)

// actionsByIndicator reads all actions of the indicators, by the indicator's id.
func actionsByIndicator(ctx context.Context, q sqlx.QueryerContext, indicators ...int64) (map[int64][]kpi.Action, error) {
	rows, err := listActions(ctx, q, cardActions, pq.Int64Array(indicators))
	if err != nil {
		return nil, err
	}
	all := map[int64][]kpi.Action{}
	for _, r := range rows {
		all[r.IndicatorID] = append(all[r.IndicatorID], r.action())
	}
	return all, nil
}

// Action finds an action and its indicator. It is false where there is no such action.
func (s *Store) Action(ctx context.Context, id int64) (kpi.Action, kpi.Indicator, bool, error) {
	rows, err := listActions(ctx, s.db, `a.id = $1`, id)
	if err != nil || len(rows) == 0 {
		if err != nil {
			err = fmt.Errorf("store.Action(%d): %w", id, err)
		}
		return kpi.Action{}, kpi.Indicator{}, false, err
	}
	i, found, err := findIndicator(ctx, s.db, rows[0].Indicator)
	if err != nil {
		return kpi.Action{}, kpi.Indicator{}, false, fmt.Errorf("store.Action(%d): %w", id, err)
	}
	return rows[0].action(), i.Indicator, found, nil
}

// ListedAction is an action, with its indicator and that indicator's manager.
type ListedAction struct {
	kpi.Action
	Of      kpi.Indicator
	Manager string // Slack id: the indicator's manager, or where it names none, its owner's manager
}

// ActionsOf says which actions a list has. An empty field limits nothing.
type ActionsOf struct {
	Code, Committee string // of the indicator
	Owner           string // Slack id of who does them
	SettledSince    time.Time
}

// Actions are the open ones and those that were settled since the instant, in the order in which they were raised. It
// leaves out those that the person may not know of: what is done about a figure that they do not see yet. Whoever does
// an action or asked for it always sees it.
func (s *Store) Actions(ctx context.Context, who kpi.Person, of ActionsOf) ([]ListedAction, error) {
	listed, err := s.actions(ctx, who, of)
	return listed, wrapped(err, "store.Actions")
}

const someActions = `(a.state = 'open' OR a.state <> 'cancelled' AND a.settled_at >= $1)
	AND ($2 = '' OR i.code = $2) AND ($3 = '' OR i.committee = $3) AND ($4 = '' OR a.owner = $4)`

func (s *Store) actions(ctx context.Context, who kpi.Person, of ActionsOf) ([]ListedAction, error) {
	rows, err := listActions(ctx, s.db, someActions, instant(of.SettledSince), of.Code, of.Committee, of.Owner)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	var ids pq.Int64Array
	for _, row := range rows {
		ids = append(ids, row.IndicatorID)
	}
	indicators, err := listIndicators(ctx, s.db, `i.id = ANY ($1)`, ids)
	if err != nil {
		return nil, err
	}
	dossiers, err := readActionDossiers(ctx, s.db, who, indicators, rows)
	if err != nil {
		return nil, err
	}
	listed := make([]ListedAction, 0, len(rows))
	for _, row := range rows {
		a, d := row.action(), dossiers[row.IndicatorID]
		theirs := who.SlackID != "" && (who.SlackID == a.Owner || who.SlackID == a.RaisedBy)
		if theirs || d.Sees(d.own(a.Period), a.Period) {
			listed = append(listed, ListedAction{a, d.Indicator, d.Indicator.ManagedBy(d.line)})
		}
	}
	return listed, nil
}

// ActionEvent is what somebody did to an action.
type ActionEvent struct {
	At      time.Time
	By      string // Slack id
	Act     string // raised, changed, done, dropped or replaced
	Changes []ActionChange
}

// ActionChange is a field that an event changed, with its value before and after.
type ActionChange struct {
	Field, From, To string
}

// ActionHistory is what was done to an action, oldest first.
func (s *Store) ActionHistory(ctx context.Context, id int64) ([]ActionEvent, error) {
	var rows []struct {
		At      time.Time
		Person  string
		Act     string
		Changes document[[]Difference]
	}
	err := s.db.SelectContext(ctx, &rows, `SELECT at, person, act, changes FROM action_events WHERE action_id = $1 ORDER BY id`, id)
	if err != nil {
		return nil, fmt.Errorf("store.ActionHistory(%d): %w", id, err)
	}
	events := make([]ActionEvent, 0, len(rows))
	for _, r := range rows {
		e := ActionEvent{At: r.At.UTC(), By: r.Person, Act: r.Act}
		for _, d := range r.Changes.is {
			e.Changes = append(e.Changes, ActionChange(d))
		}
		events = append(events, e)
	}
	return events, nil
}
