package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chaser/kpi"
)

// Going from one period to the one before finds the newest of all revisions, and the newest that the committee may see,
// whatever has happened.
func TestTheNewestRevisionsAreThoseOfAll(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	c := &listedCouncil{t: t, s: s, rand: rand.New(rand.NewPCG(7, 17))}
	c.begin()
	indicators, err := listIndicators(t.Context(), s.patient, `true`)
	if err != nil {
		t.Fatal(err)
	}
	for n := range 80 {
		c.happen()
		if n%10 < 9 {
			continue
		}
		c.compareNewest(indicators)
		if t.Failed() {
			t.Fatalf("what happened:\n%s", strings.Join(c.happened, "\n"))
		}
	}
}

func (c *listedCouncil) compareNewest(indicators []keptIndicator) {
	ids := make([]int64, 0, len(indicators))
	for _, i := range indicators {
		ids = append(ids, i.id)
	}
	var all []figureRow // the oldest first
	if err := c.s.patient.SelectContext(c.t.Context(), &all, `SELECT `+figureColumns+` FROM `+figureTables+` ORDER BY f.revision`); err != nil {
		c.t.Fatal(err)
	}
	type place struct {
		indicator int64
		of        kpi.Period
	}
	last := int64(everyFigure)
	if len(all) > 0 && c.rand.IntN(2) == 0 {
		last = all[c.rand.IntN(len(all))].ID
	}
	then, newest, cleared := map[place]int64{}, map[place]int64{}, map[place]int64{}
	for _, row := range all {
		at := place{row.IndicatorID, row.Period.Period}
		if row.ID <= last {
			then[at] = row.ID
		}
		newest[at] = row.ID
		if row.signOff().Cleared() {
			cleared[at] = row.ID
		}
	}
	found, err := latestFigures(c.t.Context(), c.s.patient, last, ids...)
	if err != nil {
		c.t.Fatal(err)
	}
	got := map[place]int64{}
	for id, rows := range found {
		for _, row := range rows {
			got[place{id, row.Period.Period}] = row.ID
		}
	}
	same(c.t, fmt.Sprint("the newest up to ", last), then, got)
	dossiers, err := readDossiers(c.t.Context(), c.s.patient, kpi.Person{}, indicators)
	if err != nil {
		c.t.Fatal(err)
	}
	gotNewest, gotCleared := map[place]int64{}, map[place]int64{}
	for id, d := range dossiers {
		for _, row := range d.newest() {
			gotNewest[place{id, row.Period.Period}] = row.ID
		}
		for _, row := range d.seriesOf(d.Cleared()) {
			gotCleared[place{id, row.Period.Period}] = row.ID
		}
		if slices.ContainsFunc(d.rows, func(r figureRow) bool { return r.IndicatorID != id }) {
			c.t.Errorf("indicator %d has another's figures", id)
		}
	}
	same(c.t, "the newest", newest, gotNewest)
	same(c.t, "the newest that the committee may see", cleared, gotCleared)
}
