package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// SentBackAbout is what the news of a figure that was sent back is made from.
type SentBackAbout struct {
	Figure int64 `json:"figure"`
}

func (s *Store) tellSentBack(ctx context.Context, tx *preparedTx, i keptIndicator, row figureRow, what saying) error {
	var all []news
	for _, to := range deduplicated([]string{i.Owner, row.PostedBy}) {
		if to == "" || to == what.by {
			continue
		}
		all = append(all, news{
			key:       fmt.Sprintf("sent-back %d %s", row.ID, to),
			kind:      kpi.NewsSentBack,
			recipient: to,
			priority:  priorityAlert,
			about:     SentBackAbout{row.ID},
			subjects:  []newsSubject{{i.id, row.Period.Period}},
		})
	}
	_, err := s.tell(ctx, tx, tx.Tx.Tx, what.now, what.today, all...)
	return err
}

// sentBackStands reports whether a figure that was sent back still needs something. It does not once it was revised,
// signed off after all or taken back.
func sentBackStands(ctx context.Context, tx transaction, row notificationRow) (bool, error) {
	var about SentBackAbout
	if err := row.notification(nil).About(&about); err != nil {
		return false, err
	}
	back, err := readSentBack(ctx, tx, about)
	return err == nil && back.Stands(), err
}

// SentBack is a figure that was sent back, and what has become of it.
type SentBack struct {
	Figure kpi.Figure // as it was sent back
	Card   kpi.Card   // as its own people see it now

	TakenBack *kpi.TakenBack // nil: it was not taken back
}

// Stands reports whether the figure is still the one that somebody is to look at again.
func (b SentBack) Stands() bool {
	now := b.Card.Figure
	return b.TakenBack == nil && now != nil && now.Revision == b.Figure.Revision && b.Figure.SignOff.State == kpi.SentBack
}

// SentBack reads what the news of a figure that was sent back tells.
func (s *Store) SentBack(ctx context.Context, about SentBackAbout) (SentBack, error) {
	back, err := readSentBack(ctx, s.patient, about)
	return back, wrapped(err, "store.SentBack")
}

func readSentBack(ctx context.Context, q sqlx.QueryerContext, about SentBackAbout) (SentBack, error) {
	row, err := revisionByID(ctx, q, about.Figure)
	if err != nil {
		return SentBack{}, err
	}
	indicators, err := listIndicators(ctx, q, `i.id = $1`, row.IndicatorID)
	if err != nil {
		return SentBack{}, err
	}
	known, err := readSchedule(ctx, q)
	if err != nil {
		return SentBack{}, err
	}
	recorded, err := latestFigures(ctx, q, everyFigure, row.IndicatorID)
	if err != nil {
		return SentBack{}, err
	}
	facts := cardFacts{indicator: indicators[0], recorded: recorded[row.IndicatorID], schedule: known}
	return SentBack{Figure: row.figure(), Card: facts.card(row.Period.Period, kpi.Date{}), TakenBack: row.takenBack()}, nil
}
