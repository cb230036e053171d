package bot

import (
	"context"
	"fmt"
	"slices"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

// The buttons by which managers and the performance team act on what others have.
const (
	pressNudge   = "nudge"   // about a code and a period
	pressDo      = "do"      // the menu of a row in a list: what its subject says to do
	pressWatched = "watched" // the rest of the list, from an item on
)

func nudgeConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"nudge", "remind", "chase"}, read: readNudge, behind: alone(func(code string) command { return askNudge{Code: code} })}},
		help: []helpLine{{
			typed: "nudge 178", does: "(manager) reminds whoever has the figure or the Red; each of them gets one nudge a day at most",
			who: []audience{managers, adminTeam},
		}},
		presses: []press{
			{id: pressNudge, answer: pressedNudge, title: "Nudge"}, {id: pressDo, answer: pressedDo}, {id: pressWatched, answer: pressedWatched, title: "Late"},
		},
	}
}

// askNudge is “/kpi nudge 178”: a word to whoever has the figure that is awaited, or else the latest Red.
type askNudge struct {
	Code   string
	Period kpi.Period // zero: the one that is awaited, or else the latest
}

// readNudge reads “nudge 178” and “remind @Jo about 178”. Whoever is named, it goes to whoever has the figure. Without
// a code it is a list of what is awaited. “Remind me” is no nudge of a colleague.
func readNudge(r line.Reader) command {
	s := r.Sentence()
	switch {
	case s.Asks("me", "us"):
		return askLater{}
	case s.FirstCode() == "":
		return askDue{}
	}
	return askNudge{Code: s.FirstCode(), Period: s.Period}
}

func (askNudge) effect() effect { return changes }

func (c askNudge) answer(ctx context.Context, v *visit) (*Message, error) {
	if c.Period.IsZero() {
		card, err := v.card(ctx, c.Code, kpi.Period{})
		if err != nil {
			return nil, err
		}
		if c.Period = card.Period; card.Awaited != nil {
			c.Period = card.Awaited.Period
		}
	}
	return pressedNudge(ctx, v, about(c.Code, c.Period))
}

// pressedNudge sends a direct message to whoever can do something about it, and says so. The message with the button
// then shows that it was done.
func pressedNudge(ctx context.Context, v *visit, s subject) (*Message, error) {
	nudge, err := v.store.NudgeColleague(ctx, store.Nudge{
		RequestID: v.request,

		By:     v.asker.SlackID,
		Code:   s.Code,
		Period: s.period(),
		Now:    v.now(),
		Today:  v.today,
		Zone:   v.zone,
	})
	if err != nil {
		return nil, err
	}
	return say(nudgedSentence(nudge, v.now())), nil
}

// doPresses are what the menu of a row can do.
var doPresses = []string{pressNudge, pressHandOn, pressForm, pressAsk, pressAddAction, pressCard}

// pressedDo does what was chosen in a row's menu, like the button of that name.
func pressedDo(ctx context.Context, v *visit, s subject) (*Message, error) {
	for _, id := range doPresses {
		if id == s.Do {
			v.press = id
			return v.talk.presses[id].answer(ctx, v, s)
		}
	}
	return nil, kpi.Refuse("", "That choice is not there any more. Choose again in the newest message, or type `%s`.", v.command)
}

// pressedWatched lists what is late from where the message ended: for a manager in their services, for the performance
// team everywhere.
func pressedWatched(ctx context.Context, v *visit, s subject) (*Message, error) {
	chase, err := v.store.ChaseOf(ctx, v.asker.SlackID, v.zone, v.today)
	if err != nil {
		return nil, fmt.Errorf("what is late: %w", err)
	}
	late := lateByHolder(chase, v.asker.SlackID, v.today)
	if len(late) == 0 {
		return say("Nothing is late any more."), nil
	}
	from := s.From
	if from >= len(late) {
		from = 0 // the list has become shorter since the button was drawn
	}
	at := store.Clocks{Now: v.now(), Machine: v.now(), Zone: v.zone}
	w, err := v.store.Wording(ctx, store.Notification{
		Recipient: v.asker.SlackID,
		Items:     late[from:min(from+maxPageItems, len(late))],
		From:      v.now(),
	}, at)
	if err != nil {
		return nil, fmt.Errorf("what is late: %w", err)
	}
	shown := noticeFor{
		recipient: v.asker.SlackID,
		today:     v.today,
		calendar:  w.Calendar,
		zone:      v.zone,
		now:       v.now(),
		names:     w.Names,
		command:   v.command,
		items:     w.Items,
	}
	return shown.lateList(from, len(late)), nil
}

// lateByHolder is what is late for somebody, grouped by who has it, in the order in which those first appear.
func lateByHolder(chase kpi.Chase, slackID string, today kpi.Date) (late []kpi.Item) {
	chase = chase.Indexed()
	places, groups := map[string]int{}, [][]kpi.Item(nil)
	for _, item := range chase.Late(slackID, today) {
		i, _ := chase.Named(item.Indicator)
		holder := holderName(chase.AskedFor(i, item.Period, today))
		at, known := places[holder]
		if !known {
			at = len(groups)
			places[holder], groups = at, append(groups, nil)
		}
		groups[at] = append(groups[at], item)
	}
	return slices.Concat(groups...)
}

// newsOfNudge tells a colleague who is waiting, and for what.
func newsOfNudge(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	told, err := b.store.ToldNudge(ctx, n, at)
	if err != nil {
		return nil, err
	}
	return nudgeMessage(told, kpi.DateOf(at.Now.In(at.Zone)), at.Zone), nil
}
