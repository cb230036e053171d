package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"chaser/kpi"
	"chaser/store"
)

type undoCommand struct {
	Indicator string `arg:"" help:"The indicator's code."`
	Period    string `arg:"" help:"The figure's period, such as 2023-24Q2."`
}

// Run takes back the period's newest figure, as “/kpi undo” does for the performance team: one that was imported for a
// wrong period, or posted by mistake.
func (c undoCommand) Run(ctx context.Context, s streams) error {
	settings, err := s.settings()
	if err != nil {
		return err
	}
	p, err := kpi.ParsePeriod(c.Period)
	if err != nil {
		return err
	}
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		i, found, err := st.Indicator(ctx, c.Indicator)
		if err != nil {
			return err
		}
		if !found {
			return badInput{fmt.Errorf("there is no indicator called “%s”, so nothing was taken back. `chaser export` lists them all", kpi.Excerpt(c.Indicator))}
		}
		if of, reports := p.For(i.Frequency); reports {
			p = of
		}
		said, err := takeBack(ctx, st, i, p, settings.Zone)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(s.out, said)
		return err
	})
}

// takeBack takes back the figure that stands, and says what was done.
func takeBack(ctx context.Context, st *store.Store, i kpi.Indicator, p kpi.Period, zone *time.Location) (string, error) {
	of, found, err := st.FigureToUndo(ctx, "", i.Code, p)
	if err != nil {
		return "", err
	}
	if !found {
		return takenBackBefore(ctx, st, i, p, zone)
	}
	now := time.Now()
	done, err := st.TakeBack(ctx, store.Undo{
		RequestID: "operator:" + rand.Text(),
		Figures:   []int64{of.ID},
		Now:       now,
		Today:     kpi.DateOf(now.In(zone)),
		Zone:      zone,
	})
	var built *kpi.BuiltOn
	if errors.As(err, &built) && built.Why != "" {
		return "", badInput{fmt.Errorf("%s To change the figure, import the right one", built.Why)}
	}
	if err != nil {
		return "", err
	}
	before := done.Figures[0].Card.Figure
	if before == nil {
		return fmt.Sprintf("Taken back: %s for %s, %s.", i.ShowFigure(of.Figure), i.Code, p.Words()), nil
	}
	shown := i.ShowFigures(of.Figure, *before)
	return fmt.Sprintf("Taken back: %s for %s, %s. The figure before it stands again: %s.", shown[0], i.Code, p.Words(), shown[1]), nil
}

// takenBackBefore answers for a period without a figure: it was taken back already, or there never was one.
func takenBackBefore(ctx context.Context, st *store.Store, i kpi.Indicator, p kpi.Period, zone *time.Location) (string, error) {
	before, found, err := st.LastTakenBack(ctx, i.Code, p)
	if err != nil {
		return "", err
	}
	if !found {
		return "", badInput{fmt.Errorf("%s has no figure for %s, so nothing was taken back", i.Code, p.Words())}
	}
	return fmt.Sprintf("%s for %s, %s, was taken back already, %s. Nothing was changed now.",
		i.ShowFigure(before.Figure), i.Code, p.Words(), before.TakenBack.Words(zone)), nil
}
