package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

const (
	pressPublish       = "publish"          // shows the preview of a committee and a period, or asks for them
	pressPostToChannel = "post_publication" // publishes what the preview has shown
	pressTryAgain      = "try_again"        // about a committee and a period, or about nothing: all that is held
)

func publishConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"publish"}, read: readPublish}, {words: []string{"unpublish"}, read: readUnpublish}},
		help: []helpLine{
			{typed: "publish Q2", does: "(performance team) previews what the committee's channel will get, to post it; add a committee's name", who: []audience{adminTeam}},
			{typed: "unpublish", does: "(performance team) shows the last publication, to take it back; add a committee's name or a period"},
		},
		about: "Nothing is posted before you press the button. Within 15 minutes, and before anybody has asked or acted on it, it can be taken back.",
		presses: []press{
			{id: pressPublish, answer: pressedPublish, title: "Publish"}, {id: pressPostToChannel, answer: pressedPostToChannel, title: "Publish"},
			{id: pressUnpublish, answer: pressedUnpublish, title: "Publish"},
			{id: pressStopDay, answer: pressedStopDay}, {id: pressGoOn, answer: pressedGoOn},
			{id: pressTryAgain, answer: pressedTryAgain, changesHome: true},
		},
		modals: []modal{{publishForm, submittedPublish}},
	}
}

// askPublish is “/kpi publish 2023-24Q2 communities”.
type askPublish struct {
	Period    kpi.Period
	Committee string // words of its name as typed
	Doubt     *kpi.Refusal
}

// readPublish reads a period and a committee, whichever comes first.
func readPublish(r line.Reader) command {
	period, committee, doubt := r.PeriodAmongWords()
	return askPublish{Period: period, Committee: committee, Doubt: doubt}
}

var errPublishersOnly = kpi.Deny(kpi.FieldIndicator, "Only the performance team publishes a committee's figures, so nothing was published. Ask them to.")

func (askPublish) effect() effect { return changes }

func (c askPublish) answer(ctx context.Context, v *visit) (*Message, error) {
	switch {
	case !v.asker.Is(kpi.Admin):
		return nil, errPublishersOnly
	case c.Doubt != nil:
		return nil, c.Doubt
	}
	committees, err := v.store.Committees(ctx)
	if err != nil {
		return nil, fmt.Errorf("committees: %w", err)
	}
	name := ""
	switch {
	case c.Committee != "":
		if name, err = ChooseCommittee(c.Committee, committees); err != nil {
			return nil, err
		}
	case len(committees) == 1:
		name = committees[0].Name
	}
	if name == "" || c.Period.IsZero() {
		return v.openPublish(ctx, committees, name, c.Period)
	}
	return v.preview(ctx, name, c.Period, false)
}

// openPublish asks in a form for what is missing, with what is known filled in.
func (v *visit) openPublish(ctx context.Context, committees []kpi.Committee, name string, p kpi.Period) (*Message, error) {
	if len(committees) == 0 {
		return nil, kpi.Refuse("", "There is no committee yet. Import one with the register.")
	}
	collections, _, err := v.store.Schedule(ctx)
	if err != nil {
		return nil, fmt.Errorf("collections: %w", err)
	}
	periods := publishablePeriods(collections, v.today)
	if len(periods) == 0 {
		return nil, kpi.Refuse("", "No collection has opened yet, so there is nothing to publish. Type `%s admin collections` to set one.", v.command)
	}
	return v.openModal(ctx, publishView(committees, name, periods, p))
}

// maxPublishPeriods is how many periods the modal offers.
const maxPublishPeriods = 24

// publishablePeriods are the periods whose collection has opened, the latest first.
func publishablePeriods(collections []kpi.Collection, today kpi.Date) []kpi.Period {
	var periods []kpi.Period
	for _, k := range collections {
		if !today.Before(k.Opens) {
			periods = append(periods, k.Period)
		}
	}
	slices.SortFunc(periods, func(a, b kpi.Period) int {
		if a.Before(b) {
			return 1
		}
		return -1
	})
	return periods[:min(len(periods), maxPublishPeriods)]
}

// postShown publishes what the preview with the digest showed. Where something has changed since, it shows a new
// preview instead.
func (v *visit) postShown(ctx context.Context, committee string, p kpi.Period, seen string) (*Message, error) {
	done, err := v.tryPublish(ctx, committee, p, seen)
	if err != nil {
		return nil, err
	}
	if done.Changed {
		return v.preview(ctx, committee, p, true)
	}
	m, err := v.published(ctx, done, committee, p)
	if err == nil && done.Fresh {
		m.Replace = true
	}
	return v.inPlace(ctx, m, err)
}

// published says what was published, now or earlier.
func (v *visit) published(ctx context.Context, done store.Publishing, committee string, p kpi.Period) (*Message, error) {
	unsaid, err := v.unsaid(ctx, done)
	if err != nil {
		return nil, err
	}
	return publishedMessage(publishing{
		Publishing: done,
		committee:  committee,
		period:     p,
		zone:       v.zone,
		now:        v.now(),
		unsaid:     unsaid,
	}), nil
}

// unsaid are the messages about an earlier publication that its committee's channel still waits for.
func (v *visit) unsaid(ctx context.Context, done store.Publishing) ([]store.Notification, error) {
	if !done.Published() || done.Fresh {
		return nil, nil
	}
	unsaid, err := v.store.Unsaid(ctx, done.Publication.ID)
	if err != nil {
		return nil, fmt.Errorf("what was not posted yet: %w", err)
	}
	return unsaid, nil
}

func (v *visit) tryPublish(ctx context.Context, committee string, p kpi.Period, seen string) (store.Publishing, error) {
	return v.store.Publish(ctx, store.Publish{
		RequestID: v.request,
		By:        v.asker.SlackID,
		Committee: committee,
		Period:    p,
		Anyway:    true,
		Seen:      seen,
		Now:       v.now(),
		Today:     v.today,
	})
}

// pressedPublish shows the preview for the committee and the period that the button names.
func pressedPublish(ctx context.Context, v *visit, s subject) (*Message, error) {
	if s.period().IsZero() || s.Committee == "" {
		return askPublish{}.answer(ctx, v)
	}
	if !v.asker.Is(kpi.Admin) {
		return nil, errPublishersOnly
	}
	return v.preview(ctx, s.Committee, s.period(), false)
}

// pressedPostToChannel publishes what the message with the button showed, even where it said that something is lacking.
func pressedPostToChannel(ctx context.Context, v *visit, s subject) (*Message, error) {
	if s.Seen == "" {
		return pressedPublish(ctx, v, s)
	}
	return v.postShown(ctx, s.Committee, s.period(), s.Seen)
}

// publishForm is the modal's callback_id.
const publishForm = "publish"

// The modal's inputs.
const (
	fieldWhichCommittee = "which_committee"
	fieldWhichPeriod    = "which_period"
)

// publishSubject is what the modal carries once it has shown the preview.
type publishSubject struct {
	Committee string `json:"committee,omitempty"`
	Period    string `json:"period,omitempty"`
	Seen      string `json:"seen,omitempty"`
}

// submittedPublish shows the preview in the form's place. Submitted again, it publishes what the preview showed.
func submittedPublish(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	var shown publishSubject
	if json.Unmarshal([]byte(view.PrivateMetadata), &shown) != nil {
		shown = publishSubject{}
	}
	asked := shown
	if asked.Committee == "" {
		asked = publishSubject{Committee: entered(view, fieldWhichCommittee), Period: entered(view, fieldWhichPeriod)}
	}
	next, err := v.publishInView(ctx, asked)
	if err != nil {
		var refusal *kpi.Refusal
		if errors.As(err, &refusal) && len(view.Blocks.BlockSet) > 0 && !hasInput(view, fieldWhichPeriod) {
			sorry := readOnlyView("Publish", []slack.Block{withExamples(refusal.Sentence)})
			return slack.NewUpdateViewSubmissionResponse(&sorry)
		}
		return v.modalError(err, view, fieldWhichPeriod)
	}
	return slack.NewUpdateViewSubmissionResponse(&next)
}

func (v *visit) publishInView(ctx context.Context, asked publishSubject) (slack.ModalViewRequest, error) {
	p := subject{Period: asked.Period}.period()
	changed := false
	if asked.Seen != "" {
		done, err := v.tryPublish(ctx, asked.Committee, p, asked.Seen)
		if err != nil {
			return slack.ModalViewRequest{}, err
		}
		if changed = done.Changed; !changed {
			m, err := v.published(ctx, done, asked.Committee, p)
			if err != nil {
				return slack.ModalViewRequest{}, err
			}
			return readOnlyView("Publish", m.Blocks), nil
		}
	}
	shown, err := v.readPreview(ctx, asked.Committee, p)
	if err != nil {
		return slack.ModalViewRequest{}, err
	}
	if shown.Published() {
		m, err := v.published(ctx, shown.Publishing, asked.Committee, p)
		if err != nil {
			return slack.ModalViewRequest{}, err
		}
		return readOnlyView("Publish", m.Blocks), nil
	}
	shown.changed = changed
	return previewView(shown)
}
