package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

// askAdmin is “/kpi admin collections”: what the performance team sets.
type askAdmin struct {
	Text string
}

func (c askAdmin) answer(ctx context.Context, v *visit) (*Message, error) {
	if !v.asker.Is(kpi.Admin) {
		return nil, kpi.Refuse(kpi.FieldIndicator, "Only the performance team sets collections. Type `%s progress` to see how the present one stands.", v.command)
	}
	if what := strings.ToLower(c.Text); what != "" && what != "collections" && what != "collection" {
		return nil, kpi.Refuse(kpi.FieldIndicator, "There is no “admin %s”. Type `%s admin collections`.", kpi.Excerpt(c.Text), v.command)
	}
	collections, cal, err := v.store.Schedule(ctx)
	if err != nil {
		return nil, fmt.Errorf("collections: %w", err)
	}
	return v.openModal(ctx, collectionsView(collectionsForm{set: collections, calendar: cal}))
}

// submittedCollection saves a collection, or where only the meeting was given proposes one that is worked back from it.
func submittedCollection(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	k, err := readCollection(view)
	if err != nil {
		return v.modalError(err, view, kpi.FieldPeriod)
	}
	collections, cal, err := v.store.Schedule(ctx)
	if err != nil {
		return v.modalError(err, view, kpi.FieldPeriod)
	}
	if k.Opens.IsZero() && k.Due.IsZero() {
		proposal, err := v.timing.Propose(k.Period, k.CommitteeDate, cal)
		if err != nil {
			return v.modalError(err, view, kpi.FieldCommittee)
		}
		proposal.Publishes = k.Publishes
		again := collectionsView(collectionsForm{set: collections, calendar: cal, proposal: &proposal, timing: v.timing})
		return slack.NewUpdateViewSubmissionResponse(&again)
	}
	remarks, err := v.store.SaveCollection(ctx, v.asker.SlackID, k, v.now())
	if err != nil {
		return v.modalError(err, view, kpi.FieldDue)
	}
	saved := savedCollectionView(k, cal, remarks)
	return slack.NewUpdateViewSubmissionResponse(&saved)
}

// readCollection is what the form holds; a day that is missing is zero where it can be worked out, else a refusal.
func readCollection(view slack.View) (kpi.Collection, error) {
	var k kpi.Collection
	var err error
	if k.Period, err = kpi.ParsePeriod(entered(view, kpi.FieldPeriod)); err != nil {
		var refusal *kpi.Refusal
		if errors.As(err, &refusal) {
			return k, kpi.Refuse(kpi.FieldPeriod, "%s", strings.NewReplacer("`", "").Replace(refusal.Sentence))
		}
		return k, err
	}
	for field, into := range map[string]*kpi.Date{kpi.FieldOpens: &k.Opens, kpi.FieldDue: &k.Due, kpi.FieldCommittee: &k.CommitteeDate, kpi.FieldPublishes: &k.Publishes} {
		if text := entered(view, field); text != "" {
			if *into, err = kpi.ParseDate(text); err != nil {
				return k, kpi.Refuse(field, "%s.", err)
			}
		}
	}
	switch {
	case k.Opens.IsZero() && k.Due.IsZero() && k.CommitteeDate.IsZero():
		return k, kpi.Refuse(kpi.FieldCommittee, "Give the committee's date, and the other days are worked back from it; or give the days on which the collection opens and is due.")
	case k.Opens.IsZero() && !k.Due.IsZero():
		return k, kpi.Refuse(kpi.FieldOpens, "Give the day on which the collection opens too.")
	case k.Due.IsZero() && !k.Opens.IsZero():
		return k, kpi.Refuse(kpi.FieldDue, "Give the day on which the figures are due too.")
	}
	return k, nil
}
