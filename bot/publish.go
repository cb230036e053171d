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
	pressPublish  = "publish"
	pressTryAgain = "try_again" // about a committee and a period, or about nothing: all that is held
)

func publishConversation() conversation {
	return conversation{
		verbs:   []verb{{words: []string{"publish"}, read: readPublish}},
		help:    []helpLine{{typed: "publish Q2", does: "(performance team) shows the committee the quarter and posts its red summary; add a committee's name", who: []audience{adminTeam}}},
		presses: []press{{id: pressPublish, answer: pressedPublish}, {id: pressTryAgain, answer: pressedTryAgain, changesHome: true}},
		modals:  []modal{{publishForm, submittedPublish}},
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

func (askPublish) effect() effect { return changes }

func (c askPublish) answer(ctx context.Context, v *visit) (*Message, error) {
	switch {
	case !v.asker.Is(kpi.Admin):
		return nil, kpi.Refuse(kpi.FieldIndicator, "Only the performance team publishes a committee's figures, so nothing was published. Ask them to.")
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
	return v.publish(ctx, name, c.Period, false)
}

// openPublish asks for what is missing, with what is known filled in.
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

// publishablePeriods are those whose collection has opened, the latest first.
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

func (v *visit) publish(ctx context.Context, committee string, p kpi.Period, anyway bool) (*Message, error) {
	done, err := v.tryPublish(ctx, committee, p, anyway)
	if err != nil {
		return nil, err
	}
	unsaid, err := v.unsaid(ctx, done)
	if err != nil {
		return nil, err
	}
	return publishedMessage(publishing{done, committee, p, v.zone, unsaid}), nil
}

// unsaid is what the committee's channel has not been told yet of what was published before.
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

func (v *visit) tryPublish(ctx context.Context, committee string, p kpi.Period, anyway bool) (store.Publishing, error) {
	return v.store.Publish(ctx, store.Publish{By: v.asker.SlackID, Committee: committee, Period: p, Anyway: anyway, Now: v.now(), Today: v.today})
}

// pressedPublish publishes although something is lacking, which the message with the button has named.
func pressedPublish(ctx context.Context, v *visit, s subject) (*Message, error) {
	if s.period().IsZero() || s.Committee == "" {
		return askPublish{}.answer(ctx, v)
	}
	return v.publish(ctx, s.Committee, s.period(), true)
}

// publishForm is the modal's callback_id.
const publishForm = "publish"

// The modal's inputs.
const (
	fieldWhichCommittee = "which_committee"
	fieldWhichPeriod    = "which_period"
)

// publishSubject is what the modal carries once it has named what is lacking.
type publishSubject struct {
	Committee string `json:"committee,omitempty"`
	Period    string `json:"period,omitempty"`
}

func submittedPublish(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	var confirmed publishSubject
	if json.Unmarshal([]byte(view.PrivateMetadata), &confirmed) != nil {
		confirmed = publishSubject{}
	}
	asked := confirmed
	if asked.Committee == "" {
		asked = publishSubject{entered(view, fieldWhichCommittee), entered(view, fieldWhichPeriod)}
	}
	p := subject{Period: asked.Period}.period()
	done, err := v.tryPublish(ctx, asked.Committee, p, confirmed.Committee != "")
	if err != nil {
		var refusal *kpi.Refusal
		if errors.As(err, &refusal) && len(view.Blocks.BlockSet) > 0 && !hasInput(view, fieldWhichPeriod) {
			sorry := readOnlyView("Publish", []slack.Block{withExamples(refusal.Sentence)})
			return slack.NewUpdateViewSubmissionResponse(&sorry)
		}
		return v.modalError(err, view, fieldWhichPeriod)
	}
	unsaid, err := v.unsaid(ctx, done)
	if err != nil {
		return v.modalError(err, view, fieldWhichPeriod)
	}
	next := publishedView(publishing{done, asked.Committee, p, v.zone, unsaid})
	return slack.NewUpdateViewSubmissionResponse(&next)
}
