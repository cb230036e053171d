package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/lib/pq"

	"chaser/kpi"
)

func (i *importing) people(ctx context.Context, r kpi.Register) error {
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
		roles := pq.StringArray{}
		for _, role := range p.Roles {
			roles = append(roles, string(role))
		}
		err := i.exec(ctx, subject, `
			INSERT INTO people (slack_id, name, email, roles, manager, alerts) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (slack_id) DO UPDATE SET name = $2, email = $3, roles = $4, manager = $5, alerts = $6`,
			p.SlackID, p.Name, p.Email, roles, orNull(p.Manager), orNull(string(p.Alerts)))
		if err == nil && known {
			err = i.changed(councilChain, subject, d)
		} else if err == nil {
			err = i.added(councilChain, subject, p.Name, d)
		}
		if err != nil {
			return err
		}
	}
	return nil
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

func (i *importing) indicators(ctx context.Context, r kpi.Register) error {
	for _, n := range r.Indicators {
		subject := "indicator " + n.Code
		before, known := i.indicator[codeKey(n.Code)]
		after := keptIndicator{n, before.id}
		d := indicatorDifferences(before.Indicator, n)
		if known && len(d) == 0 {
			continue
		}
		id, err := i.saveIndicator(ctx, n)
		after.id = id
		if err == nil && known {
			err = i.changed(n.Committee, subject, d)
		} else if err == nil {
			err = i.added(n.Committee, subject, n.Title, d)
		}
		if err != nil {
			return err
		}
		i.indicator[codeKey(n.Code)] = after
	}
	return nil
}

func (i *importing) saveIndicator(ctx context.Context, n kpi.Indicator) (id int64, err error) {
	links := []link{}
	for _, l := range n.Links {
		links = append(links, link(l))
	}
	linksJSON, err := json.Marshal(links)
	if err != nil {
		return 0, fmt.Errorf("writing the links of %s: %w", n.Code, err)
	}
	var rule any
	if n.Rule != nil {
		rule = n.Rule.String()
	}
	err = i.tx.GetContext(ctx, &id, `
		INSERT INTO indicators (code_key, code, title, committee, service, unit, decimals, direction, kind, target, baseline, rule, cumulative,
		                        compare, frequency, owner, deputy, manager, description, links, neighbours_mean, england_mean,
		                        sensitive, smallest_count, neighbours_mean_period, england_mean_period)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)
		ON CONFLICT (code_key) DO UPDATE SET
			code = $2, title = $3, committee = $4, service = $5, unit = $6, decimals = $7, direction = $8, kind = $9, target = $10, baseline = $11,
			rule = $12, cumulative = $13, compare = $14, frequency = $15, owner = $16, deputy = $17, manager = $18, description = $19, links = $20,
			neighbours_mean = $21, england_mean = $22, sensitive = $23, smallest_count = $24,
			neighbours_mean_period = $25, england_mean_period = $26
		RETURNING id`,
		codeKey(n.Code), n.Code, n.Title, n.Committee, n.Service, n.Unit, n.Decimals, n.Direction, n.Kind, number{n.Target}, number{n.Baseline},
		rule, n.Cumulative, n.Compare, n.Frequency, orNull(n.Owner), orNull(n.Deputy), orNull(n.Manager), n.Description, string(linksJSON),
		number{n.NeighboursMean}, number{n.EnglandMean}, n.Sensitive, n.SmallestCount,
		n.NeighboursMeanPeriod.String(), n.EnglandMeanPeriod.String())
	if err != nil {
		return 0, fmt.Errorf("importing indicator %s: %w", n.Code, err)
	}
	if err := i.exec(ctx, "the targets of "+n.Code, `DELETE FROM indicator_targets WHERE indicator_id = $1`, id); err != nil {
		return 0, err
	}
	for _, p := range n.TargetPeriods() {
		err := i.exec(ctx, "a target of "+n.Code, `INSERT INTO indicator_targets (indicator_id, period, target) VALUES ($1, $2, $3)`,
			id, period{p}, number{n.TargetFor(p)})
		if err != nil {
			return 0, err
		}
	}
	return id, nil
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

// figures come last, as they are rated by the indicators as they stand after the import.
func (i *importing) figures(ctx context.Context, r kpi.Register) error {
	for _, given := range r.Figures {
		n := i.indicator[codeKey(given.Indicator)]
		f := given.Completed(n.Unit)
		f.Indicator, f.PostedBy, f.PostedAt, f.Revision, f.Reason = n.Code, "", i.now, 1, ""
		change, act := Change{What: "added", Detail: n.ShowTyped(f)}, actAdded
		var restated *restatement
		before, known := i.figure[figureKey{codeKey(n.Code), f.Period}]
		if known {
			if f.Says(before) {
				continue
			}
			var err error
			if restated, err = i.restates(ctx, n, before); err != nil {
				return err
			}
			if restated != nil {
				if f.KeepWords(before); f.Says(before) {
					continue
				}
			}
			f.Revision, f.Reason = before.Revision+1, importReason
			change, act = Change{What: "revised", Detail: figureDifferences(n.Indicator, before, f).String()}, actRevised
		}
		change.Subject = figureSubject(f)
		f.Assessment = n.Assess(f)
		if restated != nil {
			change = restated.change(change, before, f)
		}
		id, err := insertFigure(ctx, i.tx, n, f)
		if err != nil {
			return fmt.Errorf("importing %s: %w", change.Subject, err)
		}
		i.imported = append(i.imported, importedFigure{id, n, f.Period, restated})
		entry, err := figureEntry(act, id, n.Indicator, f)
		if err != nil {
			return err
		}
		i.record(n.Committee, change, entry)
	}
	return nil
}
