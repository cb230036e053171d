package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// StopSetDay is a request that a committee's period is not published by itself on its set day, or that it is after all.
type StopSetDay struct {
	By        string // Slack id of an administrator
	Committee string
	RequestID string // the name of Slack's delivery
	Period    kpi.Period
	GoOn      bool // it is to be published by itself after all
	Now       time.Time
}

// SetDay is a day on which a committee's period is published by itself.
type SetDay struct {
	Collection kpi.Collection
	Stopped    *kpi.TakenBack // who stopped it, and when; nil: the day stands
}

// The acts of stopping a set day.
const (
	actStopped = "stopped"
	actWentOn  = "went on"
)

var errNotTeamsDay = kpi.Deny("", "Only the performance team stops a set day. Ask them to.")

// StopSetDay keeps a committee's period from being published by itself on its set day, or lets it be published after
// all. If the collection is given another set day, that one counts again. Doing the same again has no second effect.
// The error is a *kpi.Refusal if the person may not, or if there is nothing to stop. It may be ErrOutcomeUnknown.
func (s *Store) StopSetDay(ctx context.Context, p StopSetDay) (_ SetDay, err error) {
	defer nameCall(&err, "store.StopSetDay(%q, %s)", p.Committee, p.Period)
	p.Now = instant(p.Now)
	r := Request{p.RequestID, p.By, p.Now}
	return once(ctx, s, unprepared(s.patient), "set day", r, func(ctx context.Context, tx *preparedTx) (SetDay, error) {
		return s.stopSetDay(ctx, tx.Tx, p)
	})
}

func (s *Store) stopSetDay(ctx context.Context, tx *sqlx.Tx, p StopSetDay) (SetDay, error) {
	who, known, err := findActor(ctx, tx, p.By)
	if err != nil {
		return SetDay{}, err
	}
	if !known || !who.Is(kpi.Admin) {
		return SetDay{}, errNotTeamsDay
	}
	// These are the locks that publishing takes. So a publication is either complete, or finds the day stopped.
	if _, err := tx.ExecContext(ctx, `SELECT id FROM indicators WHERE committee = $1 ORDER BY id FOR UPDATE`, p.Committee); err != nil {
		return SetDay{}, fmt.Errorf("locking the committee's indicators: %w", err)
	}
	day, err := findSetDay(ctx, tx, p.Committee, p.Period)
	if err != nil {
		return SetDay{}, err
	}
	published, found, err := findPublication(ctx, tx, p.Committee, p.Period)
	switch {
	case err != nil:
		return SetDay{}, err
	case found:
		return SetDay{}, kpi.Refuse("", "%s was published for %s already, so there is nothing to stop. Within 15 minutes of it, it can be taken back.", p.Period.Words(), published.Committee)
	case day.Collection.Publishes.IsZero():
		return SetDay{}, kpi.Refuse("", "%s has no set day any more, so it is not published by itself.", p.Period.Words())
	case (day.Stopped != nil) != p.GoOn:
		return day, nil
	}
	act := actStopped
	if p.GoOn {
		act, day.Stopped = actWentOn, nil
		_, err = tx.ExecContext(ctx, `DELETE FROM stopped_set_days WHERE committee = $1 AND period = $2`, p.Committee, period{p.Period})
	} else {
		day.Stopped = &kpi.TakenBack{By: p.By, ByName: who.Name, At: p.Now}
		err = insertStop(ctx, tx, p.Committee, p.Period, day.Collection.Publishes, p.By, p.Now)
	}
	if err != nil {
		return SetDay{}, fmt.Errorf("stopping the set day: %w", err)
	}
	if err := s.refreshPublishNews(ctx, tx, p.Committee, p.Period); err != nil {
		return SetDay{}, err
	}
	detail, err := json.Marshal(map[string]string{"day": day.Collection.Publishes.String()})
	if err != nil {
		return SetDay{}, fmt.Errorf("writing the audit entry: %w", err)
	}
	entry := auditEntry{act: act, subject: "set day " + p.Period.String(), detail: string(detail)}
	if err := appendAudit(ctx, tx, p.Committee, p.Now, p.By, entry); err != nil {
		return SetDay{}, err
	}
	return day, nil
}

func insertStop(ctx context.Context, tx *sqlx.Tx, committee string, p kpi.Period, on kpi.Date, by string, now time.Time) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO stopped_set_days (committee, period, day, stopped_by, stopped_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
		committee, period{p}, day{on}, orNull(by), now)
	return wrapped(err, "stopping the set day")
}

// endSetDay is for a publication that is taken back. If its set day has come, endSetDay keeps the day from publishing
// it again. If the day is still to come, it will publish the period, and endSetDay returns it.
func endSetDay(ctx context.Context, tx *sqlx.Tx, row keptPublicationRow, u Unpublish) (kpi.Date, error) {
	set, err := findSetDay(ctx, tx, row.Committee, row.Period.Period)
	on := set.Collection.Publishes
	switch {
	case err != nil || on.IsZero() || set.Stopped != nil:
		return kpi.Date{}, err
	case u.Today.Before(on):
		return on, nil
	}
	return kpi.Date{}, insertStop(ctx, tx, row.Committee, row.Period.Period, on, u.By, u.Now)
}

// SetDay is the set day of a committee's period. It has the zero Collection if there is none.
func (s *Store) SetDay(ctx context.Context, committee string, p kpi.Period) (SetDay, error) {
	d, err := findSetDay(ctx, s.patient, committee, p)
	return d, wrapped(err, "store.SetDay")
}

func findSetDay(ctx context.Context, q sqlx.QueryerContext, committee string, p kpi.Period) (d SetDay, err error) {
	var row struct {
		collectionRow
		StoppedAt     *time.Time `db:"stopped_at"`
		StoppedBy     string     `db:"stopped_by"`
		StoppedByName string     `db:"stopped_by_name"`
	}
	err = sqlx.GetContext(ctx, q, &row, `
		SELECT k.period, k.opens, k.due, k.committee_date, k.publishes, t.stopped_at, COALESCE(t.stopped_by, '') AS stopped_by,
		       COALESCE(p.name, '') AS stopped_by_name
		FROM collections k
		LEFT JOIN stopped_set_days t ON t.period = k.period AND t.day = k.publishes AND t.committee = $1
		LEFT JOIN people p ON p.slack_id = t.stopped_by
		WHERE k.period = $2`, committee, period{p})
	if errors.Is(err, sql.ErrNoRows) {
		return SetDay{}, nil
	}
	if err != nil {
		return SetDay{}, fmt.Errorf("reading the set day: %w", err)
	}
	d.Collection = collectionsOf([]collectionRow{row.collectionRow})[0]
	if row.StoppedAt != nil {
		d.Stopped = &kpi.TakenBack{By: row.StoppedBy, ByName: row.StoppedByName, At: row.StoppedAt.UTC()}
	}
	return d, nil
}
