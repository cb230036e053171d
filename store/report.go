package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"slices"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// reportPage is how many cards are read at once. So memory holds no more, however many indicators there are.
const reportPage = 25

// ReportReading is a committee's period as its report shows it, all as of one instant. If the period was published, the
// report shows what was published and what was restated since. If not, it shows what would be published now. The caller
// closes the reading.
type ReportReading struct {
	Committee   string
	Period      kpi.Period
	Publication Publication // with a zero ID the period was not published, and the report is a draft
	Before      Publication // the publication of the last earlier period that the committee was shown
	Indicators  int
	Restated    string // names the figures shown in place of published ones; the same text, the same figures

	tx    *sqlx.Tx
	ids   []int64
	today kpi.Date
}

// ReadReport begins a reading. The error is a *kpi.Refusal if there is nothing to report.
func (s *Store) ReadReport(ctx context.Context, committee string, p kpi.Period, today kpi.Date) (_ *ReportReading, err error) {
	defer nameCall(&err, "store.ReadReport(%q, %s)", committee, p)
	tx, err := s.patient.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return nil, err
	}
	r := &ReportReading{Committee: committee, Period: p, tx: tx, today: today}
	if err := r.begin(ctx); err != nil {
		_ = r.Close()
		return nil, err
	}
	return r, nil
}

// Close ends the reading.
func (r *ReportReading) Close() error { return r.tx.Rollback() }

func (r *ReportReading) begin(ctx context.Context) error {
	if _, err := findCommittee(ctx, r.tx, r.Committee); err != nil {
		return err
	}
	var rows []publicationRow
	if err := r.tx.SelectContext(ctx, &rows, `SELECT `+publicationColumns+` FROM publications b WHERE b.committee = $1`, r.Committee); err != nil {
		return fmt.Errorf("reading the publications: %w", err)
	}
	for _, row := range rows {
		switch p := row.Period.Period; {
		case p == r.Period:
			r.Publication = row.publication()
		case p.Span() == r.Period.Span() && p.Before(r.Period) && (r.Before.ID == 0 || r.Before.Period.Before(p)):
			r.Before = row.publication()
		}
	}
	if err := r.findIndicators(ctx); err != nil {
		return err
	}
	r.Indicators = len(r.ids)
	return r.findRestated(ctx)
}

func (r *ReportReading) findIndicators(ctx context.Context) error {
	if r.Publication.ID != 0 {
		err := r.tx.SelectContext(ctx, &r.ids, `SELECT indicator_id FROM published_cards WHERE publication_id = $1 ORDER BY indicator_id`, r.Publication.ID)
		return wrapped(err, "reading what was published")
	}
	var all []struct {
		ID        int64
		Frequency kpi.Frequency
	}
	if err := r.tx.SelectContext(ctx, &all, `SELECT id, frequency FROM indicators WHERE committee = $1 ORDER BY id`, r.Committee); err != nil {
		return fmt.Errorf("reading the indicators: %w", err)
	}
	for _, i := range all {
		if _, reports := r.Period.For(i.Frequency); reports {
			r.ids = append(r.ids, i.ID)
		}
	}
	switch {
	case len(r.ids) == 0:
		return kpi.Refuse(kpi.FieldPeriod, "%s has no indicator that reports for %s, so there is no report. Type a period such as 2023-24Q2.", r.Committee, r.Period.Words())
	case r.today.Before(r.Period.Start()):
		return kpi.Refuse(kpi.FieldPeriod, "%s begins on %s, so there is no report on it yet. Type a period that has begun.", r.Period.Words(), r.Period.Start().Words())
	}
	return nil
}

// findRestated finds the figures that came after the period was published and that the committee may see.
func (r *ReportReading) findRestated(ctx context.Context) error {
	if r.Publication.ID == 0 {
		return nil
	}
	err := r.tx.GetContext(ctx, &r.Restated, `
		SELECT COALESCE(string_agg(n.indicator_id || ':' || n.id, ', ' ORDER BY n.indicator_id), '')
		FROM (
			SELECT DISTINCT ON (c.indicator_id) c.indicator_id, f.id
			FROM published_cards c
			JOIN indicators i ON i.id = c.indicator_id
			JOIN figures f ON f.indicator_id = c.indicator_id AND f.period = c.period AND f.id > COALESCE(c.figure_id, 0)
			LEFT JOIN sign_offs s ON s.figure_id = f.id AND s.state <> 'approved'
			     AND EXISTS (SELECT FROM committees k WHERE k.name = i.committee AND k.sign_off IS NOT NULL)
			WHERE c.publication_id = $1 AND s.figure_id IS NULL
			ORDER BY c.indicator_id, f.revision DESC
		) n`, r.Publication.ID)
	return wrapped(err, "reading what was restated")
}

// Trail is how far the audit trail had come.
func (r *ReportReading) Trail(ctx context.Context) (TrailState, error) {
	return readTrailState(ctx, r.tx)
}

// Gone are the cards that the committee was shown last time, of indicators that this report does not have.
func (r *ReportReading) Gone(ctx context.Context) ([]kpi.Card, error) {
	return r.published(ctx, r.Before.ID, `indicator_id <> ALL ($2)`, r.ids)
}

func (r *ReportReading) published(ctx context.Context, publication int64, condition string, ids []int64) ([]kpi.Card, error) {
	if publication == 0 {
		return nil, nil
	}
	var rows []frozenRow
	err := r.tx.SelectContext(ctx, &rows, `
		SELECT indicator_id, period, card FROM published_cards WHERE publication_id = $1 AND `+condition+` ORDER BY indicator_id`, publication, pq.Int64Array(ids))
	if err != nil {
		return nil, fmt.Errorf("reading published cards: %w", err)
	}
	cards := make([]kpi.Card, len(rows))
	for n, row := range rows {
		if cards[n], err = row.card(); err != nil {
			return nil, err
		}
	}
	return cards, nil
}

// Cards are the indicators in the register's order. They are read page by page. Every page takes the same number of
// queries, however long its history is.
func (r *ReportReading) Cards(ctx context.Context) iter.Seq2[kpi.Reported, error] {
	return func(yield func(kpi.Reported, error) bool) {
		for ids := range slices.Chunk(r.ids, reportPage) {
			page, err := r.page(ctx, ids)
			if err != nil {
				yield(kpi.Reported{}, fmt.Errorf("store.ReportReading(%q, %s): %w", r.Committee, r.Period, err))
				return
			}
			for _, one := range page {
				if !yield(one, nil) {
					return
				}
			}
		}
	}
}

func (r *ReportReading) page(ctx context.Context, ids []int64) ([]kpi.Reported, error) {
	indicators, err := listIndicators(ctx, r.tx, `i.id = ANY ($1)`, pq.Int64Array(ids))
	if err != nil {
		return nil, err
	}
	dossiers, err := readDossiers(ctx, r.tx, kpi.Person{}, indicators)
	if err != nil {
		return nil, err
	}
	cards, err := r.cardsOf(ctx, indicators, dossiers)
	if err != nil {
		return nil, err
	}
	then, err := r.published(ctx, r.Before.ID, `indicator_id = ANY ($2)`, ids)
	if err != nil {
		return nil, err
	}
	kinds, doubts, err := r.accepted(ctx, indicators, dossiers, cards)
	if err != nil {
		return nil, err
	}
	page := make([]kpi.Reported, len(cards))
	for n, c := range cards {
		d := dossiers[indicators[n].id]
		one := kpi.Reported{Card: c, History: c.WholeHistory(r.seen(d)), Accepted: kinds[indicators[n].id], Doubts: doubts[indicators[n].id]}
		if r.Before.ID != 0 {
			one.Restated = d.RestatedSince(c.Period, r.Before.At)
		}
		for m := range then {
			if then[m].Indicator.Code == c.Indicator.Code {
				one.Then = &then[m]
			}
		}
		page[n] = one
	}
	return page, nil
}

// seen are the figures that the report may show. For a draft they are what would be published, otherwise what the
// committee may see.
func (r *ReportReading) seen(d dossier) []kpi.Figure {
	if r.Publication.ID == 0 {
		return d.Cleared()
	}
	return d.History(false, d.Figures)
}

// cardsOf are the cards as published, with what was restated since. For a draft they are the cards that would be
// published.
func (r *ReportReading) cardsOf(ctx context.Context, indicators []keptIndicator, dossiers map[int64]dossier) ([]kpi.Card, error) {
	if r.Publication.ID == 0 {
		return buildCards(ctx, r.tx, look{period: r.Period, publishing: true}, indicators, r.today)
	}
	ids := make([]int64, len(indicators))
	for n, i := range indicators {
		ids[n] = i.id
	}
	cards, err := r.published(ctx, r.Publication.ID, `indicator_id = ANY ($2)`, ids)
	if err != nil {
		return nil, err
	}
	if len(cards) != len(indicators) {
		return nil, fmt.Errorf("%d published cards of %d indicators", len(cards), len(indicators))
	}
	questions, err := shownQuestions(ctx, r.tx, ids...)
	if err != nil {
		return nil, err
	}
	for n, i := range indicators {
		c := &cards[n]
		c.Standing = dossiers[i.id].Sight(false, c.Period).Standing
		if c.Standing.Restated != nil {
			*c = c.Restate(*c.Standing.Restated)
		}
		c.Questions = questions.of(i.id, c.Period) // people go on talking about a card after it was published
	}
	return cards, nil
}
