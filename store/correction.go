package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// shownCard is a card that a committee was shown.
type shownCard struct {
	kpi.Card
	committee string
	at        time.Time
	channel   string // where its summary is said; empty: nowhere
}

// readShownCard reads the indicator's card in a publication.
func readShownCard(ctx context.Context, q sqlx.QueryerContext, publication, indicator int64) (shownCard, error) {
	var row struct {
		frozenRow
		Committee string    `db:"committee"`
		At        time.Time `db:"published_at"`
		Channel   string    `db:"channel"`
	}
	err := sqlx.GetContext(ctx, q, &row, `
		SELECT c.indicator_id, c.period, c.card, b.committee, b.published_at,
		       COALESCE((SELECT n.recipient FROM notifications n WHERE n.key = $3), '') AS channel
		FROM published_cards c JOIN publications b ON b.id = c.publication_id
		WHERE c.publication_id = $1 AND c.indicator_id = $2`, publication, indicator, summaryKey(publication, 1))
	if err != nil {
		return shownCard{}, fmt.Errorf("reading the published card: %w", err)
	}
	shown := shownCard{committee: row.Committee, at: row.At.UTC(), channel: row.Channel}
	shown.Card, err = row.card()
	return shown, err
}

// correction compares a figure by somebody with what the committee was shown, and is what it corrects. It is nil if the
// figure corrects nothing.
func (s situation) correction(ctx context.Context, q sqlx.QueryerContext, f kpi.Figure, by kpi.Person, now time.Time) (*kpi.Correction, error) {
	of := s.committee.of(f.Period)
	row, stands := s.recorded.of(f.Period)
	if of == nil || !stands {
		return nil, nil
	}
	standing := row.figure()
	if !kpi.Corrects(of.FigureID != nil, standing) {
		return nil, nil
	}
	shown, err := readShownCard(ctx, q, of.Publication, s.indicator.id)
	if err != nil {
		return nil, err
	}
	f.SignOff = s.committee.signers.Posting(s.committee.mode, by, s.indicator.Indicator, now)
	c := &kpi.Correction{
		Indicator:   shown.Indicator,
		Committee:   shown.committee,
		Published:   shown.at,
		Channel:     shown.channel,
		Standing:    standing,
		Seen:        standing,
		Restatement: kpi.Restatement{From: shown.Figure, To: f},
		Asks:        s.committee.corrections == kpi.TeamCorrects && !by.Is(kpi.Admin),
	}
	if !standing.SignOff.Cleared() && shown.Figure != nil {
		c.Seen = *shown.Figure
	}
	if !f.SignOff.Cleared() {
		c.Signer = s.committee.signers.Of(s.indicator.Indicator, by.SlackID)
	}
	return c, nil
}

// CorrectedAbout is what the news of corrections made together is made from.
type CorrectedAbout struct {
	By string             `json:"by,omitempty"` // Slack id; empty: an import
	Of []CorrectedFigures `json:"of"`
}

// CorrectedFigures are a figure that corrects what a committee was shown, and the one that it replaced.
type CorrectedFigures struct {
	Figure      int64 `json:"figure"`
	Before      int64 `json:"before"`
	Publication int64 `json:"publication"`
}

// corrected is a correction that was saved.
type corrected struct {
	CorrectedFigures
	of     int64 // the indicator
	period kpi.Period
}

// tellCorrected tells the performance team of corrections that were made together. Each of them gets one message,
// except who made the corrections.
func (s *Store) tellCorrected(ctx context.Context, tx transaction, queueTx *sql.Tx, now time.Time, today kpi.Date, by string, all ...corrected) error {
	if len(all) == 0 {
		return nil
	}
	told := CorrectedAbout{By: by}
	var subjects []newsSubject
	for _, c := range all {
		told.Of = append(told.Of, c.CorrectedFigures)
		subjects = append(subjects, newsSubject{c.of, c.period})
	}
	return s.tellAdmins(ctx, tx, queueTx, now, today, by, news{
		key:      fmt.Sprintf("corrected %d ", all[0].Figure),
		kind:     kpi.NewsCorrected,
		about:    told,
		subjects: subjects,
		priority: priorityAlert,
	})
}

// tellCleared tells the performance team that a figure which was just signed off restates what was published. If it was
// posted after the publication, they were told then.
func (s *Store) tellCleared(ctx context.Context, tx *preparedTx, i keptIndicator, row figureRow, shown *shownPeriod, what saying) error {
	if shown == nil || shown.FigureID == nil || *shown.FigureID >= row.ID || row.PostedAt.After(shown.At) {
		return nil
	}
	of := CorrectedFigures{Figure: row.ID, Before: *shown.FigureID, Publication: shown.Publication}
	return s.tellCorrected(ctx, tx, tx.Tx.Tx, what.now, what.today, row.PostedBy, corrected{of, i.id, row.Period.Period})
}

// tellAdmins tells everybody in the performance team except one person. It adds each Slack id to the key.
func (s *Store) tellAdmins(ctx context.Context, tx transaction, queueTx *sql.Tx, now time.Time, today kpi.Date, except string, n news) error {
	people, err := listPeople(ctx, tx)
	if err != nil {
		return err
	}
	var all []news
	for _, who := range people {
		if who.Is(kpi.Admin) && who.SlackID != except {
			one := n
			one.key, one.recipient = n.key+who.SlackID, who.SlackID
			all = append(all, one)
		}
	}
	_, err = s.tell(ctx, tx, queueTx, now, today, all...)
	return err
}

// Corrected is a correction as the performance team is told of it.
type Corrected struct {
	Erratum
	Before    kpi.Figure
	Committee string
	Channel   string // empty: the committee has none
	Signer    kpi.Person
	TakenBack *kpi.TakenBack
}

// CorrectedNews reads what the news of corrections tells, and the name of who made them. The name is empty for an
// import.
func (s *Store) CorrectedNews(ctx context.Context, about CorrectedAbout) (by string, all []Corrected, err error) {
	defer nameCall(&err, "store.CorrectedNews(%v)", about.Of)
	if about.By != "" {
		who, _, err := findPerson(ctx, s.patient, about.By)
		if err != nil {
			return "", nil, err
		}
		by = who.Name
	}
	for _, of := range about.Of {
		c, err := s.readCorrected(ctx, of)
		if err != nil {
			return "", nil, err
		}
		all = append(all, c)
	}
	return by, all, nil
}

func (s *Store) readCorrected(ctx context.Context, of CorrectedFigures) (Corrected, error) {
	row, err := revisionByID(ctx, s.patient, of.Figure)
	if err != nil {
		return Corrected{}, err
	}
	before, err := revisionByID(ctx, s.patient, of.Before)
	if err != nil {
		return Corrected{}, err
	}
	shown, err := readShownCard(ctx, s.patient, of.Publication, row.IndicatorID)
	if err != nil {
		return Corrected{}, err
	}
	c := Corrected{Before: before.figure(), Committee: shown.committee, Channel: shown.channel, TakenBack: row.takenBack()}
	c.Erratum = Erratum{
		Card:        shown.Card,
		PublishedAt: shown.at,
		Restatement: kpi.Restatement{From: shown.Figure, To: row.figure()},
	}
	if !row.figure().SignOff.Cleared() {
		var signers signersRow
		if err := sqlx.GetContext(ctx, s.patient, &signers, `SELECT `+signersColumns+` FROM indicators i WHERE i.id = $1`, row.IndicatorID); err != nil {
			return Corrected{}, fmt.Errorf("reading who signs off: %w", err)
		}
		c.Signer = signers.signers().Of(shown.Indicator, row.PostedBy)
	}
	return c, nil
}
