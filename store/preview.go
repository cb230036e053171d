package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"

	"chaser/doubt"
	"chaser/kpi"
)

// Preview is what a committee's channel would get if the period were published at this moment.
type Preview struct {
	Publishing // what is lacking, or that the period was published already
	Summary    kpi.Summary
	Doubts     []doubt.Finding // that are open about the cards, the most serious first
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
		Digest:     o.digest(),
	}
	if v.Doubts, err = o.doubts(ctx, tx, today); err != nil {
		return Preview{}, err
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

// doubts are those about the cards that would be published, the most serious first, without what somebody accepted.
func (o offer) doubts(ctx context.Context, tx *sqlx.Tx, today kpi.Date) (open []doubt.Finding, err error) {
	shown := map[figureKey]int{} // the revisions that would be published
	var periods []kpi.Period
	of := map[kpi.Period][]int64{}
	for n, c := range o.cards {
		if c.Figure == nil {
			continue
		}
		shown[figureKey{codeKey(c.Indicator.Code), c.Figure.Period}] = c.Figure.Revision
		if !slices.Contains(periods, c.Period) {
			periods = append(periods, c.Period)
		}
		of[c.Period] = append(of[c.Period], o.indicators[n].id)
	}
	for _, p := range periods {
		found, known, err := keptNow(ctx, tx, o.committee.Name, p, today)
		if err == nil && !known {
			var checked Checked
			checked, _, err = checkSome(ctx, tx, p, of[p], today)
			found = checked.Open
		}
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			revision, published := shown[figureKey{codeKey(f.Indicator.Code), f.Figure.Period}]
			// A Red without actions stands among what is lacking already.
			said := f.Doubt.Kind.Quiet() || f.Doubt.Kind == doubt.NoActions
			if published && revision == f.Figure.Revision && !said {
				open = append(open, f)
			}
		}
	}
	return open, nil
}
