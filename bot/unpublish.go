package bot

import (
	"context"
	"strings"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

const (
	pressUnpublish = "unpublish"     // takes back a publication
	pressStopDay   = "stop_set_day"  // keeps a committee's period from being published by itself
	pressGoOn      = "go_on_set_day" // lets it be after all
)

// pressedUnpublish takes back the publication of a receipt.
func pressedUnpublish(ctx context.Context, v *visit, s subject) (*Message, error) {
	m, err := v.unpublish(ctx, s.Publication)
	return v.inPlace(ctx, m, err)
}

func (v *visit) unpublish(ctx context.Context, publication int64) (*Message, error) {
	done, err := v.store.TakeBackPublication(ctx, store.Unpublish{
		By: v.asker.SlackID, Publication: publication, Now: v.now(), Today: v.today, Zone: v.zone,
	})
	if err != nil {
		return nil, err
	}
	return unpublishedMessage(done, v.command, v.zone), nil
}

// undoPublication is “undo” where the last thing that somebody did was to publish. A recent publication is taken back
// at once. One that is not recent, or is to be shown first, gets a button as long as it can still be taken back.
func (v *visit) undoPublication(ctx context.Context, last store.LastDone, recent bool) (*Message, error) {
	p, err := kpi.ParsePeriod(strings.TrimPrefix(last.Subject, "period "))
	if err != nil {
		return lastOtherMessage(last, v.command, v.zone), nil
	}
	of, found, err := v.store.LastPublication(ctx, last.Chain, p)
	switch {
	case err != nil:
		return nil, err
	case found && (recent || of.TakenBack != nil):
		return v.unpublish(ctx, of.ID)
	case found && v.now().Sub(of.At) <= kpi.TakenBackWithin:
		return lastPublishedMessage(v.tellingOf(of)), nil
	}
	return lastOtherMessage(last, v.command, v.zone), nil
}

// takenBack is the publication that a message in a committee's channel tells of, if it was taken back; nil for any
// other message.
func (b *Bot) takenBack(ctx context.Context, n store.Notification) (*store.Publication, error) {
	switch n.Kind {
	case kpi.NewsRedSummary, kpi.NewsRedCard, kpi.NewsErratum:
	default:
		return nil, nil
	}
	var about struct {
		Publication int64 `json:"publication"`
	}
	if err := n.About(&about); err != nil {
		return nil, err
	}
	of, err := b.store.PublicationByID(ctx, about.Publication)
	if err != nil || of.TakenBack == nil {
		return nil, err
	}
	return &of, nil
}

// pressedStopDay keeps a committee's period from being published by itself on its set day.
func pressedStopDay(ctx context.Context, v *visit, s subject) (*Message, error) {
	return v.stopSetDay(ctx, s, false)
}

// pressedGoOn lets the period be published on its set day after all.
func pressedGoOn(ctx context.Context, v *visit, s subject) (*Message, error) {
	return v.stopSetDay(ctx, s, true)
}

func (v *visit) stopSetDay(ctx context.Context, s subject, goOn bool) (*Message, error) {
	day, err := v.store.StopSetDay(ctx, store.StopSetDay{
		RequestID: v.request,
		By:        v.asker.SlackID,
		Committee: s.Committee,
		Period:    s.period(),
		GoOn:      goOn,
		Now:       v.now(),
	})
	if err != nil {
		return nil, err
	}
	_, cal, err := v.store.Schedule(ctx)
	if err != nil {
		return nil, err
	}
	return setDayStoppedMessage(day, s.Committee, s.period(), cal.OnOrAfter(day.Collection.Publishes), v.command, v.zone), nil
}

// askUnpublish is “/kpi unpublish communities”: the last publication, with the button that takes it back, or why it
// stands. Nothing is taken back before the button was pressed.
type askUnpublish struct {
	Period    kpi.Period
	Committee string // words of its name as typed
	Doubt     *kpi.Refusal
}

func (askUnpublish) effect() effect { return changes }

func readUnpublish(r line.Reader) command {
	period, committee, doubt := r.PeriodAmongWords()
	return askUnpublish{Period: period, Committee: committee, Doubt: doubt}
}

var errTakersBackOnly = kpi.Deny("", "Only the performance team takes back what was published, so nothing was changed. Ask them to.")

func (c askUnpublish) answer(ctx context.Context, v *visit) (*Message, error) {
	switch {
	case !v.asker.Is(kpi.Admin):
		return nil, errTakersBackOnly
	case c.Doubt != nil:
		return nil, c.Doubt
	}
	name, err := v.committee(ctx, c.Committee)
	if err != nil {
		return nil, err
	}
	of, stands, found, err := v.store.ToTakeBack(ctx, name, c.Period, store.Unpublish{By: v.asker.SlackID, Now: v.now(), Today: v.today, Zone: v.zone})
	switch {
	case err != nil:
		return nil, err
	case !found:
		return say("Nothing has been published" + scope{Committee: name, Period: c.Period}.whose() + " yet, so there is nothing to take back."), nil
	}
	return toTakeBackMessage(v.tellingOf(of), stands), nil
}

// tellingOf is a publication as the messages about taking it back tell of it.
func (v *visit) tellingOf(of store.Publication) publishing {
	return publishing{
		Publishing: store.Publishing{Publication: of},
		committee:  of.Committee,
		period:     of.Period,
		zone:       v.zone,
		now:        v.now(),
		takenBack:  of.TakenBack,
	}
}
