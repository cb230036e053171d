package store

import (
	"context"
	"fmt"
	"slices"

	"chaser/kpi"
)

// NoticeItem is one thing that a message names, as it stands now.
type NoticeItem struct {
	kpi.Item              // with its deadline
	Card     kpi.Card     // of the item's indicator and period; of a board the zero Card
	In       bool         // the figure is there
	With     kpi.Person   // who is asked for it today; without a Slack id: nobody
	Board    kpi.Progress // of a board
	Closed   bool         // the next collection has opened, so nobody is asked for it any more
}

// NoticeItems are what a notification names, as it stands at the council's day, in the message's order. What is no longer in the register is
// left out.
func (s *Store) NoticeItems(ctx context.Context, n Notification, at Clocks) ([]NoticeItem, error) {
	items, err := s.noticeItems(ctx, n, at)
	if err != nil {
		return nil, fmt.Errorf("store.NoticeItems(%d): %w", n.ID, err)
	}
	return items, nil
}

func (s *Store) noticeItems(ctx context.Context, n Notification, at Clocks) ([]NoticeItem, error) {
	chase, indicators, err := readUntoldChase(ctx, &s.chasing, at.Zone, at.today())
	if err != nil {
		return nil, err
	}
	ids := make([]int64, 0, len(indicators))
	byCode := map[string]held{}
	for _, i := range indicators {
		byCode[i.Code] = i
		if slices.ContainsFunc(n.Items, func(t kpi.Item) bool { return t.Indicator == i.Code }) {
			ids = append(ids, i.id)
		}
	}
	recorded, err := latestFigures(ctx, &s.chasing, everyFigure, ids...)
	if err != nil {
		return nil, err
	}
	var items []NoticeItem
	for _, i := range n.Items {
		item := NoticeItem{Item: i}
		if i.Duty == kpi.DutyBoard {
			place := slices.IndexFunc(chase.Collections, func(k kpi.Collection) bool { return k.Period == i.Period })
			if place < 0 {
				continue
			}
			item.Due = chase.Collections[place].Deadline(chase.Calendar)
			item.Board = chase.Progress(chase.Collections[place], "", at.today())
			items = append(items, item)
			continue
		}
		h, known := byCode[i.Indicator]
		k, collected := kpi.Collected(chase.Collections, h.Frequency, i.Period)
		if !known || !collected {
			continue
		}
		item.Due = k.Deadline(chase.Calendar)
		item.Card = cardOf(h.Indicator, recorded[h.id], schedule{chase.Collections, chase.Calendar}, i.Period, at.today())
		item.In = item.Card.Figure != nil
		item.With = chase.AskedFor(h.Indicator, i.Period, at.today())
		_, open, _ := kpi.Open(chase.Collections, h.Frequency, at.today())
		item.Closed = open != i.Period
		items = append(items, item)
	}
	return items, nil
}
