package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/doubt"
	"chaser/kpi"
)

// agreed is what the person has answered about a figure.
type agreed struct {
	doubts     []doubt.Doubt      // that may stand
	keep       string             // why they may; empty: no reason was given
	correction *kpi.Correction    // of what the committee was shown, as the person saw it; nil: none
	asked      *CorrectionRequest // what the same request asked for before; nil: nothing
}

func (a agreed) kinds() (kinds []doubt.Kind) {
	for _, d := range a.doubts {
		kinds = append(kinds, d.Kind)
	}
	return kinds
}

// asks reports whether the person must be asked about these doubts, for the first time or for a reason.
func (p Post) asks(doubts []doubt.Doubt) bool {
	wants := func(d doubt.Doubt) bool { return d.Kind.WantsReason() }
	return len(p.Sure) == 0 || !p.moves && p.Keep == "" && slices.ContainsFunc(doubts, wants)
}

// accepts reports whether the person's answer is that this doubt may stand.
func (p Post) accepts(d doubt.Doubt) bool {
	return slices.Contains(p.Sure, d.Kind) && (p.Keep != "" || !d.Kind.WantsReason())
}

// confirmed is what the person has answered about a figure. The error is a *doubt.Question if they were not asked yet,
// or if the correction has changed since they were shown it.
func (s situation) confirmed(ctx context.Context, tx *preparedTx, p Post, f kpi.Figure) (agreed, error) {
	if p.Keep = kpi.CleanText(strings.TrimSpace(p.Keep)); p.Keep != "" {
		if err := checkReason(p.Keep); err != nil {
			return agreed{}, err
		}
	}
	correction, asked, err := s.correctionAsked(ctx, tx, p, f)
	if err != nil || asked != nil {
		return agreed{asked: asked}, err
	}
	about := doubt.Subject{Indicator: s.indicator.Indicator, Figure: f, Figures: s.recorded.figures(), Today: p.Today}
	if doubt.Tells(f.Commentary) {
		earlier := f.Period.Previous(s.indicator.Frequency)
		if about.Elsewhere, err = saidElsewhere(ctx, tx, s.indicator.id, f.Commentary, f.Period, earlier); err != nil {
			return agreed{}, err
		}
	}
	doubts, enough := doubt.OfRecent(about)
	if !enough && s.recent {
		if err := s.readWhole(ctx, tx); err != nil {
			return agreed{}, err
		}
		about.Figures = s.recorded.figures()
		doubts = doubt.Of(about)
	}
	question := &doubt.Question{Indicator: s.indicator.Indicator, Figure: f, Correction: correction}
	if p.asks(doubts) {
		question.Doubts = doubts
	}
	if len(question.Doubts) > 0 || correction != nil && correction.Seal() != p.Shown {
		return agreed{}, question
	}
	done := agreed{correction: correction, keep: p.Keep}
	for _, d := range doubts {
		if p.accepts(d) {
			done.doubts = append(done.doubts, d)
		}
	}
	return done, nil
}

// wordsKey is the expression by which the index figures_same_words finds a commentary.
func wordsKey(commentary string) string {
	return `md5(` + plainWords(commentary) + `)`
}

// plainWords is the expression of a commentary's words, with one space for all that stands between them, and before and
// after them.
func plainWords(commentary string) string {
	return `lower(regexp_replace(` + commentary + `, '[^[:alnum:]]+', ' ', 'g'))`
}

// The same words may begin or end with a sign, as “Hello.” does and “Hello” does not, so that the index has them under
// any of four keys.
var saidElsewhereQuery = `
	SELECT DISTINCT i.code, i.title, i.service, f.period, f.commentary
	FROM (SELECT btrim(` + plainWords(`CAST($2 AS text)`) + `) AS words) said
	CROSS JOIN LATERAL (VALUES (md5(words)), (md5(words || ' ')), (md5(' ' || words)), (md5(' ' || words || ' '))) keys (key)
	JOIN figures f ON ` + wordsKey(`f.commentary`) + ` = keys.key AND f.commentary <> '' AND f.indicator_id <> $1 AND f.period = ANY ($3)
	JOIN indicators i ON i.id = f.indicator_id
	ORDER BY f.period DESC, i.code
	LIMIT 20`

// saidElsewhere are the figures of other indicators in these periods that have the same commentary.
func saidElsewhere(ctx context.Context, tx *preparedTx, indicator int64, commentary string, in ...kpi.Period) ([]doubt.Said, error) {
	periods := make(pq.StringArray, len(in))
	for n, p := range in {
		periods[n] = p.String()
	}
	var rows []struct {
		Code, Title, Service, Commentary string
		Period                           period
	}
	if err := sqlx.SelectContext(ctx, tx, &rows, saidElsewhereQuery, indicator, commentary, periods); err != nil {
		return nil, fmt.Errorf("looking for the commentary elsewhere: %w", err)
	}
	said := make([]doubt.Said, len(rows))
	for n, r := range rows {
		said[n] = doubt.Said{
			Indicator:  kpi.Indicator{Code: r.Code, Title: r.Title, Service: r.Service},
			Period:     r.Period.Period,
			Commentary: r.Commentary,
		}
	}
	return said, nil
}

// namesOf are kinds of doubt as a column keeps them. No kinds are an empty list, not null.
func namesOf(kinds []doubt.Kind) pq.StringArray {
	names := pq.StringArray{}
	for _, k := range kinds {
		names = append(names, string(k))
	}
	return names
}
