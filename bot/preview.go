package bot

import (
	"context"
	"errors"
	"fmt"

	"chaser/kpi"
	"chaser/store"
)

// A preview is the same messages that the committee's channel will get, then what is lacking, with the button that
// posts them. Only the asker sees it. It is made anew whenever somebody asks, so nothing is lost when it vanishes. The
// button posts what was shown: it carries the preview's digest, which store compares.

// previewing is a preview as it is shown.
type previewing struct {
	store.Preview
	committee string
	period    kpi.Period
	channel   string // what Slack calls the committee's channel; empty where it does not say, or there is none
	today     kpi.Date
	how       cardFor
	changed   bool // something has changed since the asker saw the last one
}

// maxPreviewPosts is how many messages are shown before the one with the button: Slack takes five by a response_url.
const maxPreviewPosts = 4

// errNotShown is for a preview of which Slack has refused a part. It gets no button, so that nobody posts what they
// have not seen.
var errNotShown = kpi.Refuse(kpi.FieldIndicator, "Slack did not show the preview, so there is nothing to press, and nothing was posted. Type it again in a minute.")

// preview shows what would be published: as messages, or in a form that holds all of it.
func (v *visit) preview(ctx context.Context, committee string, p kpi.Period, changed bool) (*Message, error) {
	shown, err := v.readPreview(ctx, committee, p)
	if err != nil {
		return nil, err
	}
	shown.changed = changed
	if shown.Published() {
		return v.published(ctx, shown.Publishing, committee, p)
	}
	if v.answers == "" {
		view, err := previewView(shown)
		if err != nil {
			return nil, err
		}
		if v.inPlaceOfModal() {
			_, err := v.slack.UpdateViewContext(ctx, view, "", v.viewHash, v.viewID)
			return nil, err
		}
		return v.openModal(ctx, view)
	}
	messages, more, err := shown.messages(maxPreviewPosts)
	if err != nil {
		return nil, err
	}
	for _, m := range messages {
		if err := v.reply(ctx, v.answers, m); err != nil {
			v.log.Warn("a preview was not shown", "request", v.request, "error", withoutAddress(err))
			return nil, errNotShown
		}
	}
	return previewMessage(shown, more), nil
}

// inPlaceOfModal reports whether the button was in a modal of ours, whose place the answer takes.
func (v *visit) inPlaceOfModal() bool { return v.viewID != "" && v.inView.Type == "modal" }

func (v *visit) readPreview(ctx context.Context, committee string, p kpi.Period) (previewing, error) {
	read, err := v.store.Preview(ctx, committee, p, v.today)
	if err != nil {
		return previewing{}, err
	}
	shown := v.previewing(read, committee, p, v.today)
	if read.Channel != "" {
		within, cancel := context.WithTimeout(ctx, namesWithin)
		defer cancel()
		shown.channel = v.nameInSlack(within, read.Channel)
	}
	return shown, nil
}

func (b *Bot) previewing(read store.Preview, committee string, p kpi.Period, today kpi.Date) previewing {
	return previewing{Preview: read, committee: committee, period: p, today: today, how: b.publishedCard(today)}
}

// newsOfPreview shows the performance team what the set day will publish, and stays up to date until then.
func newsOfPreview(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	day, err := b.readSetDay(ctx, n, at)
	if err != nil || day.over != "" {
		return say(day.over), err
	}
	return setDayPreviewMessage(day), nil
}

// newsOfPreviewPage is a page of the summary as the set day will post it.
func newsOfPreviewPage(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	var about store.PreviewAbout
	if err := n.About(&about); err != nil {
		return nil, err
	}
	day, err := b.readSetDay(ctx, n, at)
	switch {
	case err != nil:
		return nil, err
	case day.over != "":
		return say(day.over), nil
	case about.Page > len(day.Summary.Pages(kpi.RedsOnPage)):
		return say("The summary has no such page any more."), nil
	}
	return day.page(about.Page)
}

// setDayPreview is the preview of a set day.
type setDayPreview struct {
	previewing
	set  store.SetDay
	on   kpi.Date // the working day on which it is published
	over string   // why there is nothing to preview any more; empty where there is
}

func (b *Bot) readSetDay(ctx context.Context, n store.Notification, at store.Clocks) (d setDayPreview, err error) {
	var about store.PreviewAbout
	if err := n.About(&about); err != nil {
		return d, err
	}
	p, err := kpi.ParsePeriod(about.Period)
	if err != nil {
		return d, err
	}
	today := kpi.DateOf(at.Now.In(at.Zone))
	read, err := b.store.Preview(ctx, about.Committee, p, today)
	var refusal *kpi.Refusal
	if errors.As(err, &refusal) {
		d.over = refusal.Sentence
		return d, nil
	}
	if err != nil {
		return d, err
	}
	if d.set, err = b.store.SetDay(ctx, about.Committee, p); err != nil {
		return d, err
	}
	_, cal, err := b.store.Schedule(ctx)
	if err != nil {
		return d, fmt.Errorf("calendar: %w", err)
	}
	d.previewing, d.on = b.previewing(read, about.Committee, p, today), cal.OnOrAfter(d.set.Collection.Publishes)
	switch set := d.set.Collection.Publishes; {
	case read.Published():
		d.over = publishing{Publishing: read.Publishing, committee: about.Committee, period: p}.said().Since(b.zone)
	case set.IsZero():
		d.over = fmt.Sprintf("%s has no set day any more, so it is published for %s when somebody does.", p.Words(), about.Committee)
	case set.String() != about.Day:
		d.over = fmt.Sprintf("%s is published for %s on another day now: %s.", p.Words(), about.Committee, cal.OnOrAfter(set).Words())
	}
	return d, nil
}
