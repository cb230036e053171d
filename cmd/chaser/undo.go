package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"chaser/kpi"
	"chaser/store"
)

type undoCommand struct {
	Indicator string `arg:"" help:"The indicator's code."`
	Period    string `arg:"" help:"The figure's period, such as 2023-24Q2."`
}

// Run takes the newest figure of the period back, as “/kpi undo” does for the performance team: what was imported for a wrong period, or posted by mistake.
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
		of, found, err := st.FigureToUndo(ctx, "", c.Indicator, p)
		if err != nil {
			return err
		}
		if !found {
			return badInput{fmt.Errorf("there is no figure of “%s” for %s, so nothing was taken back", kpi.Excerpt(c.Indicator), p.Words())}
		}
		now := time.Now()
		done, err := st.TakeBack(ctx, store.Undo{
			RequestID: "operator:" + rand.Text(), Figures: []int64{of.ID}, Now: now, Today: kpi.DateOf(now.In(settings.Zone)), Zone: settings.Zone,
		})
		if err != nil {
			return err
		}
		said := fmt.Sprintf("Taken back: %s for %s, %s.", of.Indicator.ShowFigure(of.Figure), of.Indicator.Code, p.Words())
		if f := done.Figures[0].Card.Figure; f != nil {
			said += fmt.Sprintf(" The figure before it stands again: %s.", of.Indicator.ShowFigure(*f))
		}
		_, err = fmt.Fprintln(s.out, said)
		return err
	})
}
