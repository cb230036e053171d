package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// SignedOffAbout is what the news of figures signed off together is made from.
type SignedOffAbout struct {
	Figures []int64 `json:"figures"`
	By      string  `json:"by"` // Slack id
}

// tellSignedOff tells the figures' owners, and whoever posted them, that they were signed off. Each person is told
// once, however many figures there are.
func (s *Store) tellSignedOff(ctx context.Context, tx *preparedTx, figures []int64, what saying) error {
	rows, err := listRevisions(ctx, tx, `f.id = ANY ($1)`, int64Array(figures))
	if err != nil || len(rows) == 0 {
		return err
	}
	var owners []struct {
		ID    int64  `db:"id"`
		Owner string `db:"owner"`
	}
	var ids pq.Int64Array
	for _, row := range rows {
		ids = append(ids, row.IndicatorID)
	}
	err = sqlx.SelectContext(ctx, tx, &owners, `SELECT id, COALESCE(owner, '') AS owner FROM indicators WHERE id = ANY ($1)`, ids)
	if err != nil {
		return fmt.Errorf("reading whose figures they are: %w", err)
	}
	ownerOf := map[int64]string{}
	for _, o := range owners {
		ownerOf[o.ID] = o.Owner
	}
	var all []news
	places := map[string]int{}
	for _, row := range rows {
		for _, to := range deduplicated([]string{ownerOf[row.IndicatorID], row.PostedBy}) {
			if to == "" || to == what.by {
				continue
			}
			at, begun := places[to]
			if !begun {
				at = len(all)
				places[to] = at
				all = append(all, news{
					key:       fmt.Sprintf("%s %d %s", kpi.NewsSignedOff, row.ID, to),
					kind:      kpi.NewsSignedOff,
					recipient: to,
					priority:  priorityAlert,
					about:     SignedOffAbout{By: what.by},
				})
			}
			about := all[at].about.(SignedOffAbout)
			about.Figures = append(about.Figures, row.ID)
			all[at].about = about
			all[at].subjects = append(all[at].subjects, newsSubject{row.IndicatorID, row.Period.Period})
		}
	}
	_, err = s.tell(ctx, tx, tx.Tx.Tx, what.now, what.today, all...)
	return err
}

// SignedOff are figures that were signed off together, as they stand now.
type SignedOff struct {
	Figures []SignedFigure
	ByName  string
}

// SignedFigure is a figure of a SignedOff.
type SignedFigure struct {
	Figure kpi.Figure // as it was signed off
	Card   kpi.Card   // as its own people see it now
}

// Stands reports whether the figure is still the one that was signed off.
func (f SignedFigure) Stands() bool {
	now := f.Card.Figure
	return now != nil && now.Revision == f.Figure.Revision && now.PostedAt.Equal(f.Figure.PostedAt)
}

// SignedOff reads what the news of figures signed off together tells.
func (s *Store) SignedOff(ctx context.Context, about SignedOffAbout) (told SignedOff, err error) {
	defer nameCall(&err, "store.SignedOff(%v)", about.Figures)
	rows, err := listRevisions(ctx, s.patient, `f.id = ANY ($1)`, int64Array(about.Figures))
	if err != nil {
		return told, err
	}
	var ids pq.Int64Array
	for _, row := range rows {
		ids = append(ids, row.IndicatorID)
	}
	indicators, err := listIndicators(ctx, s.patient, `i.id = ANY ($1)`, ids)
	if err != nil {
		return told, err
	}
	known, err := readSchedule(ctx, s.patient)
	if err != nil {
		return told, err
	}
	recorded, err := latestFigures(ctx, s.patient, everyFigure, ids...)
	if err != nil {
		return told, err
	}
	by, _, err := findPerson(ctx, s.patient, about.By)
	if err != nil {
		return told, err
	}
	told.ByName = by.Name
	for _, row := range rows {
		for _, i := range indicators {
			if i.id == row.IndicatorID {
				facts := cardFacts{indicator: i, recorded: recorded[i.id], schedule: known}
				card := facts.card(row.Period.Period, kpi.Date{})
				told.Figures = append(told.Figures, SignedFigure{row.figure(), card})
			}
		}
	}
	return told, nil
}
