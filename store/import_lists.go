package store

import (
	"context"
	"slices"

	"github.com/lib/pq"

	"chaser/kpi"
)

// savePeopleQuery saves the people of a list in its order, which is the order of the first import.
const savePeopleQuery = `
	INSERT INTO people (slack_id, name, email, roles, manager, alerts)
	SELECT p.slack_id, p.name, p.email, p.roles, NULLIF(p.manager, ''), NULLIF(p.alerts, '')
	FROM ROWS FROM (json_to_recordset($1) AS (slack_id text, name text, email text, roles text[], manager text, alerts text))
	     WITH ORDINALITY AS p (slack_id, name, email, roles, manager, alerts, place)
	ORDER BY p.place
	ON CONFLICT (slack_id) DO UPDATE
	SET name = EXCLUDED.name, email = EXCLUDED.email, roles = EXCLUDED.roles, manager = EXCLUDED.manager, alerts = EXCLUDED.alerts`

func (i *importing) people(ctx context.Context, r kpi.Register) error {
	var saved []personRow
	for _, p := range r.People {
		subject := "person " + p.SlackID
		before, known := i.person[p.SlackID]
		if p.Alerts == "" { // a register that does not say leaves what the person has chosen
			p.Alerts = before.Alerts
		}
		d := personDifferences(before, p)
		if len(d) == 0 {
			continue
		}
		row := personRow{SlackID: p.SlackID, Name: p.Name, Email: p.Email, Roles: pq.StringArray{}, Manager: p.Manager, Alerts: p.Alerts}
		for _, role := range p.Roles {
			row.Roles = append(row.Roles, string(role))
		}
		saved = append(saved, row)
		var err error
		if known {
			err = i.changed(councilChain, subject, d)
		} else {
			err = i.added(councilChain, subject, p.Name, d)
		}
		if err != nil {
			return err
		}
	}
	return saveAll(ctx, i, "the people", savePeopleQuery, saved)
}

func (i *importing) committees(ctx context.Context, r kpi.Register) error {
	for _, c := range r.Committees {
		subject := "committee " + c.Name
		c.Members = deduplicated(c.Members)
		before, known := i.committee[c.Name]
		d := committeeDifferences(before, c)
		if len(d) == 0 {
			continue
		}
		err := i.exec(ctx, subject, `
			INSERT INTO committees (name, channel, ladder, sign_off, self_sign_off, actions_on_any, corrections) VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (name) DO UPDATE SET channel = $2, ladder = $3, sign_off = $4, self_sign_off = $5, actions_on_any = $6, corrections = $7`,
			c.Name, c.Channel, ladder{c.Ladder}, orNull(string(c.SignOff)), c.SelfSignOff, c.ActionsOnAny, orNull(string(c.Corrections)))
		if err == nil {
			err = i.exec(ctx, subject, `DELETE FROM committee_members WHERE committee = $1`, c.Name)
		}
		if err == nil {
			err = i.exec(ctx, subject, `
				INSERT INTO committee_members (committee, person, position)
				SELECT $1, m.person, m.position FROM unnest(CAST($2 AS text[])) WITH ORDINALITY AS m (person, position)`, c.Name, pq.StringArray(c.Members))
		}
		if err == nil && known && c.Channel != "" && c.Channel != before.Channel {
			err = i.exec(ctx, subject, moveUnsaidQuery, c.Name, before.Channel, c.Channel, atOnce)
		}
		if err == nil && known {
			err = i.changed(c.Name, subject, d)
		} else if err == nil {
			err = i.added(c.Name, subject, "", d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// moveUnsaidQuery redirects to the new channel $3 what committee $1 has not yet been told of its publications in its
// former channel $2, which may be gone. What belongs in the thread of a page that was said stays with that page.
const moveUnsaidQuery = `
	UPDATE notifications n SET recipient = $3, held = NULL, not_before = $4
	FROM (SELECT m.id
	      FROM notifications m
	      LEFT JOIN notifications page ON page.id = m.thread_of
	      WHERE m.recipient = $2 AND m.state = 'ready' AND m.kind IN ('red-summary', 'red-card', 'erratum') AND page.state IS DISTINCT FROM 'sent'
	        AND CAST(CAST(m.about AS jsonb)->>'publication' AS bigint) IN (SELECT b.id FROM publications b WHERE b.committee = $1)
	      ORDER BY m.id FOR UPDATE OF m) AS unsaid
	WHERE n.id = unsaid.id`

// deduplicated is the list without repeats.
func deduplicated(list []string) []string {
	var kept []string
	for _, text := range list {
		if !slices.Contains(kept, text) {
			kept = append(kept, text)
		}
	}
	return kept
}

func (i *importing) collections(ctx context.Context, r kpi.Register) error {
	for _, c := range r.Collections {
		subject := "collection " + c.Period.String()
		before, known := i.collection[c.Period]
		d := collectionDifferences(before, c)
		if len(d) == 0 {
			continue
		}
		err := i.exec(ctx, subject, `
			INSERT INTO collections (period, opens, due, committee_date, publishes) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (period) DO UPDATE SET opens = $2, due = $3, committee_date = $4, publishes = $5`,
			period{c.Period}, day{c.Opens}, day{c.Due}, day{c.CommitteeDate}, day{c.Publishes})
		if err == nil && known {
			err = i.changed(councilChain, subject, d)
		} else if err == nil {
			err = i.added(councilChain, subject, "due on "+c.Due.String(), d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (i *importing) closures(ctx context.Context, r kpi.Register) error {
	for _, c := range r.Closures {
		subject := "closure " + c.Day.String()
		before, known := i.closure[c.Day]
		d := closureDifferences(before, c)
		if len(d) == 0 {
			continue
		}
		err := i.exec(ctx, subject, `INSERT INTO closures (day, name) VALUES ($1, $2) ON CONFLICT (day) DO UPDATE SET name = $2`, day{c.Day}, c.Name)
		if err == nil && known {
			err = i.changed(councilChain, subject, d)
		} else if err == nil {
			err = i.added(councilChain, subject, c.Name, d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
