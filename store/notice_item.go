package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// NoticeItem is one thing that a message names, as it stands now.
type NoticeItem struct {
	kpi.Item          // with its deadline
	Card     kpi.Card // of the item's indicator and period; for a board the zero Card
	// In says that the figure is there; of a provisional one, that it is so no longer; of a Red without actions, that
	// it has some now; of an action, that it is settled, or for kpi.DutyUndone that it is not overdue any more.
	In       bool
	With     kpi.Person   // who is asked for it today; without a Slack id: nobody
	Board    kpi.Progress // of a board
	Closed   bool         // the next collection has opened, so nobody is asked for it any more
	Act      kpi.Action   // for a duty about an action
	Reviewed bool         // for a review: since the message was due, somebody has said that the action goes on
	Nudged   *kpi.Nudged  // for what others have: who was last nudged about it; nil: nobody
	Rights   kpi.Rights   // for what others have: the reader's
	Before   *kpi.Figure  // for a review: the figure that the action was raised against, if there is one
}

// Wording is what a daily message is worded from.
type Wording struct {
	Items    []NoticeItem // in the message's order, without what is no longer in the register
	Names    map[string]string
	Calendar kpi.Calendar
	Taken    bool // Chaser takes the reader for away, because of Status
	Status   kpi.SlackStatus
}

// Wording is what a notification names, as it stands on the council's day.
func (s *Store) Wording(ctx context.Context, n Notification, at Clocks) (Wording, error) {
	w, err := s.wording(ctx, n, at)
	if err != nil {
		return Wording{}, fmt.Errorf("store.Wording(%d): %w", n.ID, err)
	}
	return w, nil
}

// wordingQuery reads all of a Wording except indicators, figures and names: of the people only those whom askedOfQuery
// reads, by the same first three parameters. It reads the actions of the indicators $2, and which of the actions $4,
// which are to be reviewed, were answered since $5.
const wordingQuery = standingIn + `
	SELECT ` + askedOfColumns + `, ` + scheduleVersionColumn + `,
	       (SELECT json_agg(acts) FROM (SELECT ` + actionColumns + ` FROM ` + actionTables + ` WHERE i.id = ANY ($2) ORDER BY a.id) AS acts) AS actions,
	       (SELECT json_agg(DISTINCT e.action_id)
	        FROM action_events e WHERE e.action_id = ANY ($4) AND e.act IN ('changed', 'continued') AND e.at >= $5) AS reviewed`

type wordingRow struct {
	askedRow
	Schedule string                `db:"schedule_version"`
	Actions  document[[]actionRow] `db:"actions"`
	Reviewed document[[]int64]     `db:"reviewed"`
}

// namedIndicators is the condition for the indicators $1.
const namedIndicators = `i.code = ANY ($1)`

func (s *Store) wording(ctx context.Context, n Notification, at Clocks) (Wording, error) {
	codes, reviews := pq.StringArray{}, pq.Int64Array{}
	for _, i := range n.Items {
		switch i.Duty {
		case kpi.DutyBoard:
			continue
		case kpi.DutyReview:
			reviews = append(reviews, i.Action)
		}
		if !slices.Contains(codes, i.Indicator) {
			codes = append(codes, i.Indicator)
		}
	}
	indicators, err := listIndicators(ctx, &s.chasing, namedIndicators, codes)
	if err != nil {
		return Wording{}, err
	}
	now := noticed{held: map[string]keptIndicator{}, actions: map[int64][]kpi.Action{}}
	ids := make(pq.Int64Array, 0, len(codes))
	for _, i := range indicators {
		ids = append(ids, i.id)
		now.held[i.Code] = i
	}
	var row wordingRow
	err = sqlx.GetContext(ctx, &s.chasing, &row, wordingQuery, leavesSince(at.today()), ids, pq.StringArray{n.Recipient}, reviews, instant(n.From))
	if err != nil {
		return Wording{}, fmt.Errorf("reading what the message is about: %w", err)
	}
	now.reviewed = row.Reviewed.is
	if now.recorded, err = latestFigures(ctx, &s.chasing, everyFigure, ids...); err != nil {
		return Wording{}, err
	}
	if now.chase, err = row.chase(at.Zone, indicators); err != nil {
		return Wording{}, err
	}
	known, err := memoryOf(&s.chasing).of(ctx, &s.chasing, row.Schedule)
	if err != nil {
		return Wording{}, err
	}
	now.chase.Calendar, now.chase.Collections = known.calendar, known.collections
	for _, a := range row.Actions.is {
		now.actions[a.IndicatorID] = append(now.actions[a.IndicatorID], a.action())
	}
	if now.nudged, err = s.nudgedAbout(ctx, n); err != nil {
		return Wording{}, err
	}
	if now.boards, err = s.boards(ctx, n, now.chase, at); err != nil {
		return Wording{}, err
	}
	w := Wording{Items: now.items(n, at.today()), Calendar: now.chase.Calendar}
	if w.Names, err = s.namesKnown(ctx, &s.chasing); err != nil {
		return Wording{}, err
	}
	for _, p := range now.chase.People {
		if p.SlackID == n.Recipient {
			w.Taken, w.Status = p.AwayByStatus(kpi.DateOf(at.Now.In(now.chase.ClockOf(p)))), p.Status
		}
	}
	return w, nil
}

// noticed is what has been read about the things that a message names.
type noticed struct {
	chase    kpi.Chase
	held     map[string]keptIndicator // by code
	recorded map[int64]series
	actions  map[int64][]kpi.Action
	reviewed []int64 // actions
	nudged   map[kpi.Subject]kpi.Nudged
	boards   map[kpi.Period]kpi.Progress
}

// boards reads how the collections stand that a message shows.
func (s *Store) boards(ctx context.Context, n Notification, chase kpi.Chase, at Clocks) (map[kpi.Period]kpi.Progress, error) {
	boards := map[kpi.Period]kpi.Progress{}
	for _, i := range n.Items {
		place := slices.IndexFunc(chase.Collections, func(k kpi.Collection) bool { return k.Period == i.Period })
		if i.Duty != kpi.DutyBoard || place < 0 {
			continue
		}
		board, err := readProgress(ctx, &s.chasing, at.Zone, chase.Collections[place], chase.Calendar, ProgressOf{}, at.today())
		if err != nil {
			return nil, err
		}
		boards[i.Period] = board
	}
	return boards, nil
}

// nudgedAbout reads who was last nudged about what others have.
func (s *Store) nudgedAbout(ctx context.Context, n Notification) (map[kpi.Subject]kpi.Nudged, error) {
	var codes, periods []string
	for _, i := range n.Items {
		if i.Duty.AboutOthers() {
			codes, periods = append(codes, i.Indicator), append(periods, i.Period.String())
		}
	}
	return nudgedOf(ctx, &s.chasing, codes, periods)
}

// ofOthers adds to an item about what others have: what its reader may do about it, and who was last nudged.
func (now noticed) ofOthers(item *NoticeItem, reader string) {
	i := item.Card.Indicator
	item.Rights = now.chase.RightsOf(reader, i)
	if last, was := now.nudged[kpi.Subject{Indicator: i.Code, Period: item.Period}]; was {
		item.Nudged = &last
	}
}

// items are what the notification names, with how it stands.
func (now noticed) items(n Notification, today kpi.Date) []NoticeItem {
	known := schedule{now.chase.Collections, now.chase.Calendar}
	var items []NoticeItem
	for _, i := range n.Items {
		item := NoticeItem{Item: i}
		if i.Duty == kpi.DutyBoard {
			if board, there := now.boards[i.Period]; there {
				item.Due, item.Board = board.Deadline, board
				items = append(items, item)
			}
			continue
		}
		h, there := now.held[i.Indicator]
		if there && i.Duty == kpi.DutyFinal {
			item.Card = cardFacts{indicator: h, recorded: now.recorded[h.id], schedule: known, actions: now.actions[h.id]}.card(i.Period, today)
			item.In = item.Card.Figure == nil || item.Card.Figure.Status != kpi.Provisional
			item.With = now.chase.AskedFor(h.Indicator, i.Period, today)
			items = append(items, item)
			continue
		}
		if there && i.Duty.AboutAction() {
			item.Card = cardFacts{indicator: h, recorded: now.recorded[h.id], schedule: known}.card(i.Period, today)
			if item.actNow(now.actions[h.id], now.recorded[h.id], today) {
				item.Reviewed = i.Duty == kpi.DutyReview && slices.Contains(now.reviewed, i.Action)
				now.ofOthers(&item, n.Recipient)
				items = append(items, item)
			}
			continue
		}
		k, collected := kpi.Collected(now.chase.Collections, h.Frequency, i.Period)
		if !there || !collected {
			continue
		}
		item.Due = k.Deadline(now.chase.Calendar)
		facts := cardFacts{indicator: h, recorded: now.recorded[h.id], schedule: known, actions: now.actions[h.id]}
		item.Card = facts.card(i.Period, today)
		item.In = item.Card.Figure != nil
		if i.Duty == kpi.DutyAnswerRed || i.Duty == kpi.DutyUnanswered {
			item.In = !item.Card.LacksActions()
		}
		item.With = now.chase.AskedFor(h.Indicator, i.Period, today)
		_, open, _ := kpi.Open(now.chase.Collections, h.Frequency, today)
		item.Closed = open != i.Period
		now.ofOthers(&item, n.Recipient)
		items = append(items, item)
	}
	return items
}

// actNow adds to an item about an action how the action stands. It is false if there is no such action.
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
