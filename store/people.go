package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// personColumns are a personRow's columns.
const personColumns = `p.slack_id, p.name, p.email, p.roles, COALESCE(p.manager, '') AS manager, COALESCE(p.alerts, '') AS alerts`

type personRow struct {
	SlackID string         `db:"slack_id" json:"slack_id"`
	Name    string         `db:"name" json:"name"`
	Email   string         `db:"email" json:"email"`
	Roles   pq.StringArray `db:"roles" json:"roles"`
	Manager string         `db:"manager" json:"manager"`

	Alerts kpi.AlertTiming `db:"alerts" json:"alerts"`
}

func (r personRow) person() kpi.Person {
	p := kpi.Person{SlackID: r.SlackID, Name: r.Name, Email: r.Email, Manager: r.Manager, Alerts: r.Alerts}
	for _, role := range r.Roles {
		p.Roles = append(p.Roles, kpi.Role(role))
	}
	return p
}

// Person finds whose a Slack id is. It is false if the register does not know them.
func (s *Store) Person(ctx context.Context, slackID string) (kpi.Person, bool, error) {
	p, known, err := findPerson(ctx, s.db, slackID)
	if err != nil {
		return kpi.Person{}, false, fmt.Errorf("store.Person(%q): %w", slackID, err)
	}
	return p, known, nil
}

func findPerson(ctx context.Context, q sqlx.QueryerContext, slackID string) (kpi.Person, bool, error) {
	var row personRow
	err := sqlx.GetContext(ctx, q, &row, `SELECT `+personColumns+` FROM people p WHERE p.slack_id = $1`, slackID)
	if errors.Is(err, sql.ErrNoRows) {
		return kpi.Person{}, false, nil
	}
	return row.person(), err == nil, err
}

const peopleQuery = `SELECT ` + personColumns + ` FROM people p ORDER BY p.position`

func listPeople(ctx context.Context, q sqlx.QueryerContext) ([]kpi.Person, error) {
	var rows []personRow
	if err := sqlx.SelectContext(ctx, q, &rows, peopleQuery); err != nil {
		return nil, fmt.Errorf("reading the people: %w", err)
	}
	return peopleOf(rows), nil
}

func peopleOf(rows []personRow) []kpi.Person {
	people := make([]kpi.Person, 0, len(rows))
	for _, r := range rows {
		people = append(people, r.person())
	}
	return people
}

const lineManagersQuery = `SELECT slack_id, manager FROM people WHERE manager IS NOT NULL`

// LineManagers are the Slack ids of line managers, by the Slack id of whom they manage. Whoever has none is left out.
func (s *Store) LineManagers(ctx context.Context) (map[string]string, error) {
	var rows []struct {
		Of      string `db:"slack_id"`
		Manager string
	}
	if err := sqlx.SelectContext(ctx, &s.prepared, &rows, lineManagersQuery); err != nil {
		return nil, fmt.Errorf("store.LineManagers: %w", err)
	}
	managers := make(map[string]string, len(rows))
	for _, r := range rows {
		managers[r.Of] = r.Manager
	}
	return managers, nil
}

// Committees lists the committees with their members, in the register's order.
func (s *Store) Committees(ctx context.Context) ([]kpi.Committee, error) {
	committees, err := listCommittees(ctx, s.db)
	if err != nil {
		return nil, fmt.Errorf("store.Committees: %w", err)
	}
	return committees, nil
}

const committeesQuery = `
	SELECT c.name, c.channel, c.ladder, COALESCE(c.sign_off, '') AS sign_off, c.self_sign_off, COALESCE(c.corrections, '') AS corrections, c.actions_on_any,
	       ARRAY(SELECT m.person FROM committee_members m WHERE m.committee = c.name ORDER BY m.position) AS members
	FROM committees c
	ORDER BY c.position`

type committeeRow struct {
	Name    string             `db:"name" json:"name"`
	Channel string             `db:"channel" json:"channel"`
	Ladder  ladder             `db:"ladder" json:"ladder"`
	SignOff kpi.SignOffMode    `db:"sign_off" json:"sign_off"`
	OwnOff  bool               `db:"self_sign_off" json:"self_sign_off"`
	Correct kpi.CorrectionMode `db:"corrections" json:"corrections"`
	OnAny   bool               `db:"actions_on_any" json:"actions_on_any"`
	Members pq.StringArray     `db:"members" json:"members"`
}

func listCommittees(ctx context.Context, q sqlx.QueryerContext) ([]kpi.Committee, error) {
	var rows []committeeRow
	if err := sqlx.SelectContext(ctx, q, &rows, committeesQuery); err != nil {
		return nil, fmt.Errorf("reading the committees: %w", err)
	}
	return committeesOf(rows), nil
}

func committeesOf(rows []committeeRow) []kpi.Committee {
	committees := make([]kpi.Committee, 0, len(rows))
	for _, r := range rows {
		committees = append(committees, kpi.Committee{
			Name:         r.Name,
			Channel:      r.Channel,
			Members:      r.Members,
			Ladder:       r.Ladder.Ladder,
			SignOff:      r.SignOff,
			SelfSignOff:  r.OwnOff,
			Corrections:  r.Correct,
			ActionsOnAny: r.OnAny,
		})
	}
	return committees
}
