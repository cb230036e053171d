package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chaser/bot/line"
	"chaser/kpi"
)

// readRows finds the indicators that the rows name, and reads each row's figure as one of that indicator's.
func (v *visit) readRows(ctx context.Context, l *keptList) error {
	var cards map[string]kpi.Card
	for n := range l.Rows {
		w := &l.Rows[n]
		if err := v.nameRow(ctx, w); err != nil {
			return err
		}
		e := w.Draft.entry()
		if w.Draft.Sentence != "" || !e.DependsOnIndicator() {
			continue
		}
		if cards == nil {
			var codes []string
			for _, w := range l.Rows {
				codes = append(codes, w.Draft.Code)
			}
			all, err := v.store.CardsNamed(ctx, v.asker, codes, v.today)
			if err != nil {
				return fmt.Errorf("cards: %w", err)
			}
			cards = map[string]kpi.Card{}
			for _, c := range all {
				cards[strings.ToLower(c.Indicator.Code)] = c
			}
		}
		if c, known := cards[strings.ToLower(e.Code)]; known {
			*w = keptRowOf(line.Row{Entry: e.For(c.Indicator, likeFigures(c), v.today), Name: w.Name})
		}
	}
	return nil
}

// nameRow finds the indicator that a row names, or asks which it is. If the row has a code too, the name must be that
// indicator's.
func (v *visit) nameRow(ctx context.Context, w *keptRow) error {
	if w.Name == "" {
		return nil
	}
	if w.Draft.Code != "" {
		i, found, err := v.store.Indicator(ctx, w.Draft.Code)
		if err != nil {
			return err
		}
		if found && !named(w.Name, i) && w.Draft.Sentence == "" {
			w.Draft.Field = kpi.FieldFigure
			w.Draft.Sentence = fmt.Sprintf("“%s” is not the name of %s, which is %s. If it is the commentary, put it behind the figure.", kpi.Excerpt(w.Name), i.Code, i.Title)
		}
		w.Name = ""
		return nil
	}
	matches, err := v.search(ctx, w.Name)
	if err != nil {
		return err
	}
	same := slices.DeleteFunc(slices.Clone(matches.First), func(i kpi.Indicator) bool { return !strings.EqualFold(kpi.CleanLine(i.Title), kpi.CleanLine(w.Name)) })
	switch {
	case len(same) == 1:
		w.Draft.Code, w.Name = same[0].Code, ""
		return nil
	case matches.All == 1 && named(w.Name, matches.First[0]):
		w.Draft.Code, w.Name = matches.First[0].Code, ""
		return nil
	}
	question := fmt.Sprintf("%s indicators fit “%s”. Which one is it?", kpi.Count.ShowInt(matches.All), kpi.Excerpt(w.Name))
	fit := matches.First
	if matches.All <= 1 {
		all, err := v.store.IndicatorNames(ctx)
		if err != nil {
			return err
		}
		if len(fit) == 0 {
			fit = nearest(w.Name, all)
		}
		question = fmt.Sprintf("There is no indicator called “%s”.", kpi.Excerpt(w.Name))
		if len(fit) > 0 {
			question += " Is it one of these?"
		}
	}
	w.Draft.Field, w.Draft.Sentence = kpi.FieldIndicator, question
	w.Choices = w.indicators(fit)
	return nil
}

// offerNearest offers the nearest codes for one that no indicator has.
func (v *visit) offerNearest(ctx context.Context, l *keptList, shown []shownRow) error {
	var all []kpi.Indicator
	for n, w := range shown {
		var refusal *kpi.Refusal
		if !errors.As(w.Err, &refusal) || refusal.Field != kpi.FieldIndicator || w.Indicator.Code != "" || w.Draft.Code == "" {
			continue
		}
		if all == nil {
			var err error
			if all, err = v.store.IndicatorNames(ctx); err != nil {
				return err
			}
		}
		l.Rows[n].Choices = l.Rows[n].indicators(nearest(w.Draft.Code, all))
		shown[n].Choices = l.Rows[n].Choices
	}
	return nil
}

// indicators offers the choice of which indicator a row is for.
func (w keptRow) indicators(fits []kpi.Indicator) (choices []keptChoice) {
	for _, i := range fits[:min(len(fits), maxChoiceButtons)] {
		d := w.Draft
		d.Code, d.Field, d.Sentence = i.Code, "", ""
		choices = append(choices, keptChoice{i.Code + " · " + i.Title, d})
	}
	return choices
}

// ask moves what is unlikely about a row out of its error, and offers the figure that was probably meant.
func (w *keptRow) ask(shown *shownRow) {
	w.Asked, w.Shown = nil, ""
	if !errors.As(shown.Err, &shown.unlikely) {
		return
	}
	shown.Err, w.Asked, w.Choices = nil, shown.unlikely.Kinds(), nil
	if c := shown.unlikely.Correction; c != nil {
		w.Shown = c.Seal()
	}
	if shown.unlikely.Likely() != nil {
		meant := w.Draft
		meant.Figure, meant.Numerator, meant.Denominator, meant.Doubts = shown.unlikely.Meant(), "", "", w.Asked
		w.Choices = []keptChoice{{shown.Indicator.Code + ": " + meantLabel(shown.unlikely), meant}}
	}
	shown.Choices = w.Choices
}
