package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/lib/pq"

	"chaser/kpi"
)

// NoticeItem is one thing that a message names, as it stands now.
type NoticeItem struct {
	kpi.Item              // with its deadline
	Card     kpi.Card     // of the item's indicator and period; of a board the zero Card
	In       bool         // the figure is there; of a Red one without actions, there are some now; of an action, it is settled, or where its day had passed has another
	With     kpi.Person   // who is asked for it today; without a Slack id: nobody
	Board    kpi.Progress // of a board
	Closed   bool         // the next collection has opened, so nobody is asked for it any more
	Act      kpi.Action   // of a duty about one
	Reviewed bool         // of a review: that the action goes on has been said since the message was due
	Before   *kpi.Figure  // of a review: that which the action was raised against, where it is there
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
	actions, err := actionsByIndicator(ctx, s.patient, ids...)
	if err != nil {
		return nil, err
	}
	reviewed, err := s.reviewedSince(ctx, n)
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
		if known && i.Duty.AboutAction() {
			item.Card = cardOf(h.Indicator, recorded[h.id], schedule{chase.Collections, chase.Calendar}, i.Period, at.today())
			if item.actNow(actions[h.id], recorded[h.id], at.today()) {
				item.Reviewed = i.Duty == kpi.DutyReview && reviewed[i.Action]
				items = append(items, item)
			}
			continue
		}
		k, collected := kpi.Collected(chase.Collections, h.Frequency, i.Period)
		if !known || !collected {
			continue
		}
		item.Due = k.Deadline(chase.Calendar)
		item.Card = cardOf(h.Indicator, recorded[h.id], schedule{chase.Collections, chase.Calendar}, i.Period, at.today())
		item.Card.Actions = kpi.ActionsOn(actions[h.id], i.Period)
		item.In = item.Card.Figure != nil
		if i.Duty == kpi.DutyAnswerRed || i.Duty == kpi.DutyUnanswered {
			item.In = !item.Card.LacksActions()
		}
		item.With = chase.AskedFor(h.Indicator, i.Period, at.today())
		_, open, _ := kpi.Open(chase.Collections, h.Frequency, at.today())
		item.Closed = open != i.Period
		items = append(items, item)
	}
	return items, nil
}

// actNow completes an item about an action with how that stands; false where there is none.
func (i *NoticeItem) actNow(all []kpi.Action, recorded series, today kpi.Date) bool {
	for _, a := range all {
		if a.ID != i.Action {
			continue
		}
		i.Act, i.In, i.Due = a, a.Settled(), a.Due
		if i.Duty == kpi.DutyUndone {
			i.In = !a.Overdue(today)
		}
		if row, there := recorded.of(a.Period); there {
			before := row.figure()
			i.Before = &before
		}
		return true
	}
	return false
}

// reviewedSince are the actions of which it was said that they go on since the message was due.
func (s *Store) reviewedSince(ctx context.Context, n Notification) (map[int64]bool, error) {
	ids := pq.Int64Array{}
	for _, i := range n.Items {
		if i.Duty == kpi.DutyReview {
			ids = append(ids, i.Action)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []int64
	err := s.patient.SelectContext(ctx, &rows, `SELECT DISTINCT action_id FROM action_events WHERE action_id = ANY ($1) AND act IN ('changed', 'continued') AND at >= $2`, ids, instant(n.From))
	if err != nil {
		return nil, fmt.Errorf("reading which actions go on: %w", err)
	}
	reviewed := map[int64]bool{}
	for _, id := range rows {
		reviewed[id] = true
	}
	return reviewed, nil
}
