package store

import (
	"context"
	"fmt"
	"time"

	"chaser/kpi"
)

// OpenDoubts is how many doubts are open about the figures of a period, as somebody may read them.
type OpenDoubts struct {
	All int
	// Of are the committees with any, in the register's order.
	Of []CommitteeDoubts
	// At is the instant at which they were; zero where they are now.
	At time.Time
}

// CommitteeDoubts is how many doubts are open about a committee's figures.
type CommitteeDoubts struct {
	Committee string `json:"committee"`
	Doubts    int    `json:"doubts"`
}

// staleDoubts is for how long it is worth saying how many doubts were open, where something has changed since.
const staleDoubts = 10 * time.Minute

// openDoubtsQuery counts the doubts that the check's list has, of the kinds that are not in $3: to the performance
// team, $2, all of them, and to anybody else those about what they, $1, may post or manage.
const openDoubtsQuery = `
	SELECT k.period, k.day, k.release, k.whole_at, EXISTS (SELECT FROM cards_to_check) AS waits,
	       (SELECT json_agg(json_build_object('committee', name, 'doubts', doubts) ORDER BY position)
	        FROM (SELECT c.name, c.position, count(*) AS doubts
	              FROM open_doubts d
	              JOIN indicators i ON i.id = d.indicator_id
	              JOIN committees c ON c.name = i.committee
	              LEFT JOIN people o ON o.slack_id = i.owner
	              WHERE d.kind <> ALL ($3) AND ` + theirs + `
	              GROUP BY c.name, c.position) AS counted) AS committees
	FROM doubts_kept k`

// OpenDoubts counts the doubts of a period that Check would list to somebody, from what KeepDoubts has kept. It is
// false where that is not known: of another period than the one that is being collected, before all of it was checked
// today, and where something changed so long ago that it should have been checked again.
func (s *Store) OpenDoubts(ctx context.Context, who kpi.Person, p kpi.Period, at Clocks) (_ OpenDoubts, known bool, err error) {
	defer nameCall(&err, "store.OpenDoubts(%s)", p)
	if who.SlackID == "" || p.IsZero() {
		return OpenDoubts{}, false, nil
	}
	var row struct {
		keeping
		Committees document[[]CommitteeDoubts]
	}
	if err := s.db.GetContext(ctx, &row, openDoubtsQuery, who.SlackID, who.Is(kpi.Admin), namesOf(quietDoubts())); err != nil {
		return OpenDoubts{}, false, fmt.Errorf("counting the doubts: %w", err)
	}
	switch {
	case row.WholeAt == nil || row.Day == nil || row.Day.Date != at.today() || row.Period.Period != p,
		row.Waits && at.Now.Sub(*row.WholeAt) > staleDoubts:
		return OpenDoubts{}, false, nil
	}
	open := OpenDoubts{Of: row.Committees.is}
	for _, c := range open.Of {
		open.All += c.Doubts
	}
	if row.Waits {
		open.At = *row.WholeAt
	}
	return open, true, nil
}
