package store

import (
	"context"
	"fmt"

	"chaser/kpi"
)

// Unsigned is a figure that awaits sign-off.
type Unsigned struct {
	FigureID int64
	Code     string // of its indicator
	Period   kpi.Period
	Signer   kpi.Person // without a Slack id: the performance team

	indicator int64
}

// UnsignedOf says which of the figures that somebody may sign off a list has. An empty field limits nothing.
type UnsignedOf struct {
	Code   string     // of the indicator
	Period kpi.Period // of the figure
	After  int64      // only figures that were posted after the one with this id
	UpTo   int64      // only figures that were posted up to the one with this id
	Own    bool       // without those of which somebody else is the signer, which the performance team may sign off too
}

// UnsignedList is a page of the figures that await somebody's sign-off.
type UnsignedList struct {
	Figures []Unsigned // those of the page
	From    int        // the page's first place, from 0 on
	All     int        // that the list has
	Newest  int64      // the id of the list's last posted figure
	Others  int        // with UnsignedOf.Own: how many were left out
}

// Unsigned is a page of at most size figures that await the person's sign-off: those that they sign or, for the
// performance team, all that they may sign. They come by indicator in the register's order, and for each indicator in
// the order of posting. Where the list has become shorter than from, it is the first page.
func (s *Store) Unsigned(ctx context.Context, who kpi.Person, of UnsignedOf, from, size int) (UnsignedList, error) {
	var row struct {
		From, All, Others int
		Newest            int64
		Figures           document[[]struct {
			FigureID    int64      `json:"figure_id"`
			IndicatorID int64      `json:"indicator_id"`
			Code        string     `json:"code"`
			Period      period     `json:"period"`
			Signer      *personRow `json:"signed_by"`
		}]
	}
	period := ""
	if !of.Period.IsZero() {
		period = of.Period.String()
	}
	err := s.db.GetContext(ctx, &row, unsignedListQuery,
		who.SlackID, who.Is(kpi.Admin), codeKey(of.Code), period, of.After, of.UpTo, of.Own, from, size)
	if err != nil {
		return UnsignedList{}, fmt.Errorf("store.Unsigned: %w", err)
	}
	list := UnsignedList{From: row.From, All: row.All, Newest: row.Newest, Others: row.Others}
	for _, f := range row.Figures.is {
		u := Unsigned{FigureID: f.FigureID, Code: f.Code, Period: f.Period.Period, indicator: f.IndicatorID}
		if f.Signer != nil {
			u.Signer = f.Signer.person()
		}
		list.Figures = append(list.Figures, u)
	}
	return list, nil
}

// unsignedListQuery finds a page of what awaits the sign-off of the person $1, who is of the performance team where $2;
// to whoever manages nobody and nothing it looks for nothing. Of several who may sign a figure, its signer is whom
// kpi.Signers.Of names; it is null for the performance team. The newest revisions are looked for among those figures
// alone that are the person's to sign. The planner would rather look through all figures than look up those that await.
const unsignedListQuery = `
	WITH awaiting AS MATERIALIZED (
		SELECT s.figure_id, f.indicator_id, f.period, signer.slack_id AS signer
		FROM sign_offs s
		CROSS JOIN LATERAL (
			SELECT r.indicator_id, r.period, r.revision, r.posted_by FROM figure_revisions r WHERE r.id = s.figure_id AND r.taken_back_at IS NULL OFFSET 0) AS f
		JOIN indicators i ON i.id = f.indicator_id
		JOIN committees k ON k.name = i.committee AND k.sign_off IS NOT NULL
		LEFT JOIN people o ON o.slack_id = i.owner
		CROSS JOIN LATERAL (
			SELECT CASE WHEN k.self_sign_off OR i.manager NOT IN (COALESCE(i.owner, ''), COALESCE(f.posted_by, '')) THEN i.manager END AS first,
			       CASE WHEN k.self_sign_off OR o.manager NOT IN (COALESCE(i.owner, ''), COALESCE(f.posted_by, '')) THEN o.manager END AS second) AS line
		CROSS JOIN LATERAL (SELECT COALESCE(line.first, line.second) AS slack_id) AS signer
		WHERE s.state = 'awaiting' AND $1 <> ''
		  AND ($2 OR EXISTS (SELECT FROM indicators m WHERE m.manager = $1) OR EXISTS (SELECT FROM people m WHERE m.manager = $1))
		  AND ($2 AND (k.self_sign_off OR $1 NOT IN (COALESCE(i.owner, ''), COALESCE(f.posted_by, ''))) OR signer.slack_id = $1)
		  AND ($3 = '' OR i.code_key = $3) AND ($4 = '' OR f.period = $4) AND s.figure_id > $5 AND (CAST($6 AS bigint) = 0 OR s.figure_id <= $6)
		  AND (SELECT l.id FROM figure_revisions l
		       WHERE l.indicator_id = f.indicator_id AND l.period = f.period AND l.revision > f.revision AND l.taken_back_at IS NULL LIMIT 1) IS NULL),
	chosen AS (SELECT * FROM awaiting WHERE NOT $7 OR COALESCE(signer, $1) = $1),
	counted AS (SELECT count(*) AS all, COALESCE(max(figure_id), 0) AS newest FROM chosen),
	first AS (SELECT CASE WHEN CAST($8 AS int) < counted.all THEN CAST($8 AS int) ELSE 0 END AS from FROM counted)
	SELECT first.from, counted.all, counted.newest, (SELECT count(*) FROM awaiting) - counted.all AS others,
	       (SELECT json_agg(u ORDER BY u.indicator_id, u.figure_id)
	        FROM (SELECT c.figure_id, c.indicator_id, i.code, c.period, to_json(known) AS signed_by
	              FROM (SELECT * FROM chosen ORDER BY indicator_id, figure_id OFFSET first.from LIMIT $9) AS c
	              JOIN indicators i ON i.id = c.indicator_id
	              LEFT JOIN (SELECT ` + personColumns + ` FROM people p) AS known ON known.slack_id = c.signer) AS u) AS figures
	FROM counted, first`

// UnsignedCard is a figure that awaits sign-off, to be looked at.
type UnsignedCard struct {
	Unsigned
	Card kpi.Card // as its own people see it
}

// UnsignedCards are the cards of figures that await sign-off, for somebody who may sign them, in their order.
func (s *Store) UnsignedCards(ctx context.Context, who kpi.Person, figures []Unsigned, today kpi.Date) ([]UnsignedCard, error) {
	cards := make([]UnsignedCard, len(figures))
	places := map[kpi.Period][]int{} // there are as many queries for all of a period as for one
	for n, u := range figures {
		cards[n].Unsigned = u
		places[u.Period] = append(places[u.Period], n)
	}
	for p, of := range places {
		var ids []int64
		for _, n := range of {
			ids = append(ids, figures[n].indicator)
		}
		indicators, err := indicatorsInOrder(ctx, s.db, ids)
		if err != nil {
			return nil, fmt.Errorf("store.UnsignedCards: %w", err)
		}
		made, err := buildCards(ctx, s.db, look{who: who, period: p}, indicators, today)
		if err != nil {
			return nil, fmt.Errorf("store.UnsignedCards: %w", err)
		}
		for k, n := range of {
			cards[n].Card = made[k]
		}
	}
	return cards, nil
}
