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

// unsignedListQuery finds a page of what awaits the sign-off of the person $1, who is of the performance team where $2.
// It looks at unsigned_figures alone: for the performance team at each, for anybody else at those of which they are
// the signer, whom kpi.Signers.Of names. Counting takes one look, and a page another. The signer is null where that is
// the performance team.
const unsignedListQuery = `
	WITH awaiting AS NOT MATERIALIZED (
		SELECT u.figure_id, u.indicator_id, u.period, u.signer, NOT $7 OR u.signer = $1 OR u.signer IS NULL AS own
		FROM unsigned_figures u
		WHERE $1 <> '' AND (u.signer = $1 OR $2 AND (u.self_sign_off OR $1 NOT IN (COALESCE(u.owner, ''), COALESCE(u.posted_by, ''))))
		  AND ($3 = '' OR u.indicator_id = (SELECT id FROM indicators WHERE code_key = $3)) AND ($4 = '' OR u.period = $4)
		  AND u.figure_id > $5 AND (CAST($6 AS bigint) = 0 OR u.figure_id <= $6)),
	counted AS (
		SELECT count(*) FILTER (WHERE own) AS all, COALESCE(max(figure_id) FILTER (WHERE own), 0) AS newest, count(*) FILTER (WHERE NOT own) AS others FROM awaiting),
	first AS (SELECT CASE WHEN CAST($8 AS int) < counted.all THEN CAST($8 AS int) ELSE 0 END AS from FROM counted)
	SELECT first.from, counted.all, counted.newest, counted.others,
	       (SELECT json_agg(u ORDER BY u.indicator_id, u.figure_id)
	        FROM (SELECT c.figure_id, c.indicator_id, i.code, c.period, to_json(known) AS signed_by
	              FROM (SELECT * FROM awaiting WHERE own ORDER BY indicator_id, figure_id OFFSET first.from LIMIT $9) AS c
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
