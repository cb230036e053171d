package bot

import (
	"context"
	"fmt"

	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

const (
	pressCheck  = "check"        // the doubts of a scope, and their next page
	pressAccept = "accept_doubt" // opens the box for the reason
)

func checkConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"check"}, read: func(r line.Reader) command { return askCheck{Typed: r.Scope()} }}},
		words: []string{"doubt", "doubts", "contradictions"},
		meant: func(s line.Sentence) command { return askCheck{Typed: s.Scope(), Lenient: true} },
		help: []helpLine{{
			typed: "check", does: "what cannot be right or is unlikely in a period's cards; add a period or a committee: check Q2 libraries",
			who: []audience{managers, adminTeam},
		}},
		presses: []press{{id: pressCheck, answer: pressedCheck, title: "Doubts"}, {id: pressAccept, answer: pressedAccept}},
		modals:  []modal{{acceptForm, submittedAccept}},
	}
}

// askCheck is “/kpi check Q2 libraries”: the doubts about a period's cards. The performance team reads all, everybody
// else those about what they may post or manage.
type askCheck struct {
	Typed   line.Scope
	Lenient bool // words that name nothing are ignored
}

func (askCheck) effect() effect { return reads }

func (c askCheck) answer(ctx context.Context, v *visit) (*Message, error) {
	if v.asker.Name == "" {
		return nil, kpi.Deny("", "Chaser does not know you yet, so it cannot say what is yours. Ask the performance team to add you.")
	}
	in, err := v.scopeOr(ctx, c.Typed, !c.Lenient, c.Lenient)
	if err != nil || in.instead != nil {
		return in.instead, err
	}
	return v.doubts(ctx, in.scope, 0)
}

func (v *visit) doubts(ctx context.Context, in scope, from int) (*Message, error) {
	if in.Period.IsZero() {
		current, open, err := v.store.CurrentCollection(ctx, v.today)
		if err != nil {
			return nil, fmt.Errorf("the current collection: %w", err)
		}
		if open {
			in.Period = current.Period
		}
	}
	of := store.DoubtsOf{Period: in.Period, Committee: in.Committee, Service: in.Service}
	list, err := v.store.ListDoubts(ctx, v.asker, of, from, maxPageItems, store.Clocks{Now: v.now(), Zone: v.zone})
	if err != nil {
		return nil, err
	}
	return doubtsMessage(list, in, v.zone), nil
}

func pressedCheck(ctx context.Context, v *visit, s subject) (*Message, error) {
	return v.doubts(ctx, s.scope(), s.From)
}

// pressedAccept opens the box for why a doubt may stand.
func pressedAccept(ctx context.Context, v *visit, s subject) (*Message, error) {
	open, found, err := v.store.OpenDoubt(ctx, s.Code, s.period(), s.Seen, v.today)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, kpi.Refuse("", "That doubt no longer stands: the figure or its words have changed, or somebody accepted it.")
	}
	return v.openModal(ctx, acceptView(open))
}

// submittedAccept keeps the doubt silent.
func submittedAccept(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	s := readSubject(view.PrivateMetadata)
	done, err := v.store.AcceptDoubt(ctx, store.Accept{
		RequestID: v.request,
		By:        v.asker.SlackID,
		Code:      s.Code,
		Period:    s.period(),
		Digest:    s.Seen,
		Reason:    entered(view, kpi.FieldReason),
		Now:       v.now(),
		Today:     v.today,
	})
	if err != nil {
		return v.modalError(err, view, kpi.FieldReason)
	}
	shown := acceptedView(done)
	return slack.NewUpdateViewSubmissionResponse(&shown)
}
