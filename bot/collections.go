package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

const pressCollections = "collections"

func collectionsConversation() conversation {
	return conversation{
		help:    []helpLine{{typed: "admin collections", does: "(performance team) sets when figures are collected", who: []audience{adminTeam}}},
		presses: []press{{id: pressCollections, answer: pressedCollections}},
		modals:  []modal{{collectionForm, submittedCollection}},
	}
}

// pressedCollections opens what “admin collections” does.
func pressedCollections(ctx context.Context, v *visit, _ subject) (*Message, error) {
	if !v.asker.Is(kpi.Admin) {
		return nil, kpi.Deny(kpi.FieldIndicator, "Only the performance team sets collections. Type `%s progress` to see how the present one stands.", v.command)
	}
	collections, cal, err := v.store.Schedule(ctx)
	if err != nil {
		return nil, fmt.Errorf("collections: %w", err)
	}
	return v.openModal(ctx, collectionsView(collections, cal))
}

// submittedCollection takes the two steps of setting a collection. The first has the period and perhaps the committee's
// date, and proposes the days; the second has the days, and saves them.
func submittedCollection(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	k, err := readCollection(view)
	if err != nil {
		return v.modalError(err, view, kpi.FieldPeriod)
	}
	collections, cal, err := v.store.Schedule(ctx)
	if err != nil {
		return v.modalError(err, view, kpi.FieldPeriod)
	}
	if !hasInput(view, kpi.FieldOpens) {
		step, err := v.toSave(k, collections, cal)
		if err != nil {
			return v.modalError(err, view, kpi.FieldCommittee)
		}
		return slack.NewUpdateViewSubmissionResponse(&step)
	}
	remarks, err := v.store.SaveCollection(ctx, v.asks(), k)
	if err != nil {
		return v.modalError(err, view, kpi.FieldDue)
	}
	saved := savedCollectionView(k, cal, remarks, v.today)
	return slack.NewUpdateViewSubmissionResponse(&saved)
}

// toSave is the second step. It shows the collection as it is set; or, where the committee meets on another day than is
// set, worked back from that day.
func (v *visit) toSave(
	k kpi.Collection, collections []kpi.Collection, cal kpi.Calendar,
) (slack.ModalViewRequest, error) {
	f := collectionsForm{calendar: cal, timing: v.timing, collection: k}
	for _, set := range collections {
		if set.Period == k.Period {
			set := set
			f.standing = &set
		}
	}
	switch {
	case f.standing != nil && (k.CommitteeDate.IsZero() || k.CommitteeDate == f.standing.CommitteeDate):
		f.collection = *f.standing
	case !k.CommitteeDate.IsZero():
		proposal, err := v.timing.Propose(k.Period, k.CommitteeDate, cal)
		if err != nil {
			return slack.ModalViewRequest{}, err
		}
		f.proposal, f.collection = &proposal, proposal.Collection
		if f.standing != nil { // nothing proposes this day, so it stays as set
			f.collection.Publishes = f.standing.Publishes
		}
	}
	return collectionDaysView(f), nil
}

// readCollection is what the form holds. A missing day is zero, but the second step refuses to go without the day on
// which the collection opens or figures are due.
func readCollection(view slack.View) (kpi.Collection, error) {
	var k kpi.Collection
	var err error
	if k.Period, err = kpi.ParsePeriod(cmp.Or(view.PrivateMetadata, entered(view, kpi.FieldPeriod))); err != nil {
		var refusal *kpi.Refusal
		if errors.As(err, &refusal) {
			return k, kpi.Refuse(kpi.FieldPeriod, "%s", strings.NewReplacer("`", "").Replace(refusal.Sentence))
		}
		return k, err
	}
	for field, into := range map[string]*kpi.Date{
		kpi.FieldOpens:     &k.Opens,
		kpi.FieldDue:       &k.Due,
		kpi.FieldCommittee: &k.CommitteeDate,
		kpi.FieldPublishes: &k.Publishes,
	} {
		if text := entered(view, field); text != "" {
			if *into, err = kpi.ParseDate(text); err != nil {
				return k, kpi.Refuse(field, "%s.", err)
			}
		}
	}
	switch {
	case hasInput(view, kpi.FieldOpens) && k.Opens.IsZero():
		return k, kpi.Refuse(kpi.FieldOpens, "Give the day on which the collection opens too.")
	case hasInput(view, kpi.FieldDue) && k.Due.IsZero():
		return k, kpi.Refuse(kpi.FieldDue, "Give the day on which the figures are due too.")
	}
	return k, nil
}
