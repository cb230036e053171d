package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/jmoiron/sqlx"

	"chaser/doubt"
	"chaser/kpi"
)

// Preview is what a committee's channel would get if the period were published at this moment.
type Preview struct {
	Publishing // what is lacking, or that the period was published already
	Summary    kpi.Summary
	Doubts     []doubt.Finding // about the figures, in the order of the cards
	Digest     string          // of all this: it changes when anything does that would be published
}

// Preview reads what would be published, all as of one instant. It changes nothing. If the period cannot be published,
// the error is a refusal.
func (s *Store) Preview(ctx context.Context, committee string, p kpi.Period, today kpi.Date) (v Preview, err error) {
	defer nameCall(&err, "store.Preview(%q, %s)", committee, p)
	tx, err := s.patient.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return Preview{}, err
	}
	defer func() { _ = tx.Rollback() }()
	before, found, err := findPublication(ctx, tx, committee, p)
	if err != nil || found {
		return Preview{Publishing: Publishing{Publication: before}}, err
	}
	o, err := readOffer(ctx, tx, committee, p, today)
	if err != nil {
		return Preview{}, err
	}
	v = Preview{
		Publishing: Publishing{Readiness: o.readiness, Cards: len(o.cards), Channel: o.committee.Channel},
		Doubts:     o.doubts(today), Digest: o.digest(),
	}
	v.Summary, err = o.summary(ctx, tx, p)
	return v, err
}

// digest is the same as long as the same cards would be published to the same channel, with the same things lacking.
func (o offer) digest() string {
	sum := sha256.New()
	add := func(part []byte) { _, _ = fmt.Fprintf(sum, "%d:%s", len(part), part) } // writing to a hash never fails
	add([]byte(o.committee.Channel))
	for _, card := range o.kept {
		add(card)
	}
	for _, list := range [][]kpi.Lack{o.readiness.Missing, o.readiness.Awaiting, o.readiness.Lacking} {
		add([]byte("lacking"))
		for _, l := range list {
			add([]byte(l.Code))
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// summary is what the committee would be told about the cards as they would be kept.
func (o offer) summary(ctx context.Context, q sqlx.QueryerContext, p kpi.Period) (kpi.Summary, error) {
	cards := make([]kpi.Card, len(o.kept))
	for n, kept := range o.kept {
		if err := json.Unmarshal(kept, &cards[n]); err != nil {
			return kpi.Summary{}, fmt.Errorf("the card of %s: %w", o.cards[n].Indicator.Code, err)
		}
	}
	var rows []publicationRow
	err := sqlx.SelectContext(ctx, q, &rows, `SELECT `+publicationColumns+` FROM publications b WHERE b.committee = $1`, o.committee.Name)
	if err != nil {
		return kpi.Summary{}, fmt.Errorf("reading what was published before: %w", err)
	}
	before := comparedWith(rows, p)
	then, err := publishedCards(ctx, q, before.ID)
	if err != nil {
		return kpi.Summary{}, fmt.Errorf("reading what was published before: %w", err)
	}
	return kpi.Summarise(o.committee.Name, p, cards, before.Period, then), nil
}

// doubts are what is unlikely about the figures that would be published, judged beside those of all other periods.
func (o offer) doubts(today kpi.Date) []doubt.Finding {
	var published, others kpi.Register
	for n, c := range o.cards {
		others.Indicators = append(others.Indicators, c.Indicator)
		if c.Figure != nil && c.Figure.Period == c.Period {
			published.Figures = append(published.Figures, *c.Figure)
		}
		for _, f := range o.dossiers[o.indicators[n].id].Sight(true, kpi.Period{}).Figures {
			if f.Period != c.Period {
				others.Figures = append(others.Figures, f)
			}
		}
	}
	return doubt.OfRegister(published, others, today)
}
