package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// homePart is a part of the App Home. It reads what it alone needs, and draws nothing for people whom it does not
// concern.
type homePart struct {
	read func(ctx context.Context, v *visit, f *homeFacts) error // nil where the common facts are enough
	draw func(f homeFacts) []slack.Block
}

// homeParts are the parts of a Home, from the top.
var homeParts = []homePart{
	{draw: drawOwed},
	{draw: drawWanted},
	{read: readHomeDoubts, draw: drawDoubts},
	{read: readHomeActions, draw: drawActions},
	{read: readUnsigned, draw: drawUnsigned},
	{read: readHomeCorrections, draw: drawCorrections},
	{draw: drawDeputy},
	{read: readServices, draw: drawServices},
	{read: readWatched, draw: drawWatched},
	{read: readTeam, draw: drawTeam},
}

// homeFacts is what somebody's Home is drawn from.
type homeFacts struct {
	asker      kpi.Person
	now        time.Time // by the council's clock
	today      kpi.Date
	command    string
	mine       []kpi.Card        // the latest of what the asker owns, deputises for or owes, in the register's order
	committees []kpi.Committee   // all
	names      map[string]string // Slack id → name

	services      servicesFacts             // of what the asker manages
	watched       []watchedFacts            // of the committees they sit on
	unowned       []string                  // for the performance team: codes of indicators that nobody owns
	actions       []store.ListedAction      // the asker's open ones, by their days
	unsigned      store.UnsignedList        // what awaits the asker's sign-off, and those that are shown of it
	unsignedCards []store.UnsignedCard      // those that are shown
	corrections   []store.CorrectionRequest // those that the asker decides on, or asked for
	doubts        doubtsFacts               // of what the asker may post or manage

	board *kpi.Progress // for the performance team; nil where no collection has opened
	stuck []store.Notification
}

// openedHome publishes the Home of whoever opens it, as everything stands now.
func (b *Bot) openedHome(ctx context.Context, h happening) error {
	if h.Event.Tab != "home" {
		return nil
	}
	v := &visit{Bot: b, request: h.request(), today: b.today(), inDirect: true}
	v.asker.SlackID = h.Event.User
	b.homes.open(h.Event.User, b.now())
	return v.publishHome(ctx, h.Event.View.Hash)
}

// publishHome replaces the asker's Home that has the hash. If another has replaced it meanwhile, that newer one stays.
// Without a hash it replaces whichever there is.
func (v *visit) publishHome(ctx context.Context, hash string) error {
	view, err := v.home(ctx)
	if err != nil {
		return err
	}
	request := slack.PublishViewContextRequest{UserID: v.asker.SlackID, View: view}
	if hash != "" {
		request.Hash = &hash
	}
	if _, err := v.slack.PublishViewContext(ctx, request); err != nil && !overtaken(err) {
		return fmt.Errorf("publishing the Home of %s: %w", v.asker.SlackID, explained(err))
	}
	return nil
}

// home is the asker's Home. To somebody whom Chaser does not answer, it says why.
func (v *visit) home(ctx context.Context) (slack.HomeTabViewRequest, error) {
	who := v.asker.SlackID
	err := v.enter(ctx)
	v.asker.SlackID = who // it is published to them even if they were not admitted
	var refusal *kpi.Refusal
	if errors.As(err, &refusal) {
		return homeTab([]slack.Block{withExamples(refusal.Sentence)}), nil
	}
	if err != nil {
		return slack.HomeTabViewRequest{}, err
	}
	f := homeFacts{asker: v.asker, now: v.now().In(v.zone), today: v.today, command: v.command}
	if f.mine, err = v.answerableCards(ctx); err != nil {
		return slack.HomeTabViewRequest{}, err
	}
	if f.committees, err = v.store.Committees(ctx); err != nil {
		return slack.HomeTabViewRequest{}, fmt.Errorf("committees: %w", err)
	}
	if f.names, err = v.store.Names(ctx); err != nil {
		return slack.HomeTabViewRequest{}, fmt.Errorf("names: %w", err)
	}
	for _, p := range homeParts {
		if p.read == nil {
			continue
		}
		if err := p.read(ctx, v, &f); err != nil {
			return slack.HomeTabViewRequest{}, err
		}
	}
	return homeView(f), nil
}

// stuckSince is how far back the performance team's Home shows messages that Slack refused.
const stuckSince = 7 * 24 * time.Hour

func readTeam(ctx context.Context, v *visit, f *homeFacts) (err error) {
	if !v.asker.Is(kpi.Admin) {
		return nil
	}
	if f.board, err = v.progress(ctx, scope{}, kpi.Person{}); err != nil {
		return err
	}
	if f.unowned, err = v.store.Unowned(ctx, maxHomeLines); err != nil {
		return err
	}
	f.stuck, err = v.store.Undelivered(ctx, v.now().Add(-stuckSince))
	return err
}

// homeOpenFor is how long somebody may be looking at a Home that they opened.
const homeOpenFor = time.Hour

// openHomes remembers who may be looking at their Home, so that it can follow what they do in its modals. Nothing is
// lost when the process ends: opening a Home always brings it up to date. The zero openHomes is ready for use.
type openHomes struct {
	mu    sync.Mutex
	until map[string]time.Time
}

func (o *openHomes) open(slackID string, now time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.until == nil {
		o.until = map[string]time.Time{}
	}
	for id, until := range o.until {
		if !now.Before(until) {
			delete(o.until, id)
		}
	}
	o.until[slackID] = now.Add(homeOpenFor)
}

func (o *openHomes) isOpen(slackID string, now time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return now.Before(o.until[slackID])
}

// homeFollows is the most that a form's answer waits for the Home behind it.
const homeFollows = 800 * time.Millisecond

// homeAfter brings the Home behind a form or a button up to date with what that did. If that cannot be done in time,
// the next opening of the Home does it.
func (v *visit) homeAfter(ctx context.Context, answer *slack.ViewSubmissionResponse) {
	if answer != nil && answer.ResponseAction == slack.RAErrors || !v.homes.isOpen(v.asker.SlackID, v.now()) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, homeFollows)
	defer cancel()
	after := &visit{Bot: v.Bot, request: v.request, today: v.today, inDirect: true}
	after.asker.SlackID = v.asker.SlackID
	if err := after.publishHome(ctx, ""); err != nil {
		v.log.Warn("a Home was not brought up to date", "request", v.request, "person", v.asker.SlackID, "error", err)
	}
}
