package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// ErratumAbout is what an erratum is made from: a figure that came after its period was published.
type ErratumAbout struct {
	Figure      int64 `json:"figure"`
	Publication int64 `json:"publication"`
}

// tellErratum tells the committee of a revision of what was published, once the committee may see it. It does so once
// for each revision, in the thread of the summary that the committee was shown. If nothing was published, or no summary
// was said as the committee has no channel, there is nobody to tell.
func (s *Store) tellErratum(ctx context.Context, tx transaction, queueTx *sql.Tx, of *shownPeriod, figure int64, now time.Time, today kpi.Date) error {
	if of == nil || of.FigureID != nil && *of.FigureID >= figure {
		return nil
	}
	var summaries []struct {
		ID        int64
		Recipient string
		Last      int64 // the last message in its thread: the cards, and the errata before this one
	}
	err := sqlx.SelectContext(ctx, tx, &summaries, `
		SELECT id, recipient, COALESCE((SELECT max(r.id) FROM notifications r WHERE r.thread_of = n.id), 0) AS last
		FROM notifications n WHERE key = $1`, summaryKey(of.Publication, 1))
	if err != nil || len(summaries) == 0 {
		return wrapped(err, "looking for the summary")
	}
	_, err = s.tell(ctx, tx, queueTx, now, today, news{
		key:       fmt.Sprintf("erratum %d", figure),
		kind:      kpi.NewsErratum,
		recipient: summaries[0].Recipient,
		priority:  priorityAlert,
		about:     ErratumAbout{figure, of.Publication},
		threadOf:  summaries[0].ID,
		follows:   summaries[0].Last,
		lives:     untilOpened,
	})
	return err
}

// Erratum is a revision that came after its period was published, and the card as it was published.
type Erratum struct {
	Card        kpi.Card // as published
	Restatement kpi.Restatement
	PublishedAt time.Time
}

// Erratum reads what an erratum tells.
func (s *Store) Erratum(ctx context.Context, about ErratumAbout) (_ Erratum, err error) {
	defer nameCall(&err, "store.Erratum(%d)", about.Figure)
	revised, err := figureByID(ctx, s.patient, about.Figure)
	if err != nil {
		return Erratum{}, err
	}
	shown, err := readShownCard(ctx, s.patient, about.Publication, revised.IndicatorID)
	if err != nil {
		return Erratum{}, err
	}
	return Erratum{
		Card:        shown.Card,
		PublishedAt: shown.at,
		Restatement: kpi.Restatement{From: shown.Figure, To: revised.figure()},
	}, nil
}
