package bot

import (
	"context"
	"errors"
	"fmt"

	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

// Whoever may post a figure may correct it once it is published, after they have seen what the committee will read.
// Where the committee has it so, they ask the performance team for the correction, which then decides.

// The buttons about a correction that the performance team is asked for.
const (
	pressCorrections       = "corrections"
	pressLookCorrection    = "correction"
	pressApproveCorrection = "correction_approve"
	pressDecline           = "correction_decline"
	pressWithdraw          = "correction_withdraw"
)

// askedToCorrect is what the audit trail calls asking for a correction.
const askedToCorrect = "asked to correct"

// declineForm is the callback_id of the modal in which a correction is declined.
const declineForm = "correction_decline"

func correctionConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"corrections"}, read: func(line.Reader) command { return askCorrections{} }}},
		help: []helpLine{{
			typed: "corrections", does: "(performance team) the corrections of published figures that wait for you", who: []audience{adminTeam},
		}},
		named: []string{"correct", "correction", "restate"},
		presses: []press{
			{id: pressCorrections, answer: pressedCorrections, title: "Corrections"},
			{id: pressLookCorrection, answer: pressedLookCorrection, title: "Correction"},
			{id: pressApproveCorrection, answer: pressedApproveCorrection, title: "Correction", changesHome: true},
			{id: pressDecline, answer: pressedDecline},
			{id: pressWithdraw, answer: pressedWithdraw, title: "Withdrawn", changesHome: true},
		},
		modals: []modal{{declineForm, submittedDecline}},
	}
}

// askCorrections is “/kpi corrections”: those that wait for the performance team; for others, their own.
type askCorrections struct {
	From int
}

func (askCorrections) effect() effect { return reads }

func (c askCorrections) answer(ctx context.Context, v *visit) (*Message, error) {
	waiting, err := v.waitingCorrections(ctx)
	if err != nil {
		return nil, err
	}
	title := correctionsTitle(len(waiting), v.asker.Is(kpi.Admin))
	var items []item
	for _, r := range waiting {
		items = append(items, item{blocks: waitingBlocks(r, v.asker.SlackID, v.zone)})
	}
	return listMessage(title, items, c.From, pressCorrections, subject{}), nil
}

// correctionsTitle counts the corrections that wait.
func correctionsTitle(n int, decides bool) string {
	whose := "for the performance team"
	if decides {
		whose = "for the performance team to decide"
	}
	switch n {
	case 0:
		return "No correction of a published figure waits."
	case 1:
		return "One correction of a published figure waits " + whose + "."
	}
	return fmt.Sprintf("%s corrections of published figures wait %s.", kpi.Count.ShowInt(n), whose)
}

// waitingCorrections are those that the asker decides on, or asked for.
func (v *visit) waitingCorrections(ctx context.Context) ([]store.CorrectionRequest, error) {
	waiting, err := v.store.WaitingCorrections(ctx, v.asker, v.now(), v.today)
	if err != nil {
		return nil, fmt.Errorf("corrections that wait: %w", err)
	}
	return waiting, nil
}

func pressedCorrections(ctx context.Context, v *visit, s subject) (*Message, error) {
	return askCorrections{From: s.From}.answer(ctx, v)
}

// correctionAsked is the correction that a button is about. It is for the performance team alone.
func (v *visit) correctionAsked(ctx context.Context, s subject) (store.CorrectionRequest, error) {
	if !v.asker.Is(kpi.Admin) {
		return store.CorrectionRequest{}, kpi.Deny("", "Only the performance team decides on this correction. Nothing was changed.")
	}
	r, err := v.store.CorrectionAsked(ctx, s.Correction, store.Clocks{Now: v.now(), Zone: v.zone})
	if err != nil {
		return r, fmt.Errorf("a correction: %w", err)
	}
	return r, nil
}

// pressedLookCorrection shows a correction to whoever decides.
func pressedLookCorrection(ctx context.Context, v *visit, s subject) (*Message, error) {
	r, err := v.correctionAsked(ctx, s)
	if err != nil {
		return nil, err
	}
	return correctionRequestMessage(r, v.asker.SlackID, v.zone), nil
}

// pressedApproveCorrection approves a correction as it was shown. If it has changed since, it is shown again instead.
func pressedApproveCorrection(ctx context.Context, v *visit, s subject) (*Message, error) {
	m, err := v.decide(ctx, store.Decision{Correction: s.Correction, Say: store.CorrectionApproved, Shown: s.Shown})
	var changed *store.ChangedSince
	if errors.As(err, &changed) {
		return changedSinceMessage(changed.CorrectionRequest, v.zone), nil
	}
	return m, err
}

// pressedDecline asks why the correction is declined.
func pressedDecline(ctx context.Context, v *visit, s subject) (*Message, error) {
	r, err := v.correctionAsked(ctx, s)
	if err != nil {
		return nil, err
	}
	if r.State != store.CorrectionWaits {
		return correctionRequestMessage(r, v.asker.SlackID, v.zone), nil
	}
	return v.openModal(ctx, declineView(r))
}

func submittedDecline(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	m, err := v.decide(ctx, store.Decision{
		Correction: readSubject(view.PrivateMetadata).Correction,
		Say:        store.CorrectionDeclined,
		Why:        entered(view, kpi.FieldReason),
	})
	if err != nil {
		return v.modalError(err, view, kpi.FieldReason)
	}
	receipt := readOnlyView("Declined", m.Blocks)
	receipt.Close = plain("Done", maxModalTitle)
	return slack.NewUpdateViewSubmissionResponse(&receipt)
}

// pressedWithdraw takes back what the presser asked for.
func pressedWithdraw(ctx context.Context, v *visit, s subject) (*Message, error) {
	m, err := v.decide(ctx, store.Decision{Correction: s.Correction, Say: store.CorrectionWithdrawn})
	return v.inPlace(ctx, m, err)
}

func (v *visit) decide(ctx context.Context, d store.Decision) (*Message, error) {
	d.By, d.Now, d.Today, d.Zone = v.asker.SlackID, v.now(), v.today, v.zone
	done, err := v.store.DecideCorrection(ctx, d)
	if err != nil {
		return nil, err
	}
	return decidedMessage(done), nil
}

// withdrawLast takes back the correction of this figure that the asker asked for, if it still waits.
func (v *visit) withdrawLast(ctx context.Context, code string, p kpi.Period) (*Message, error) {
	waiting, err := v.waitingCorrections(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range waiting {
		if r.By == v.asker.SlackID && r.Indicator.Code == code && r.Figure.Period == p {
			return v.decide(ctx, store.Decision{Correction: r.ID, Say: store.CorrectionWithdrawn})
		}
	}
	return say(fmt.Sprintf("The correction of %s for %s that you asked for does not wait any more, so there is nothing to take back.", code, p.Words())), nil
}

// newsOfCorrected tells the performance team of published figures that were corrected.
func newsOfCorrected(ctx context.Context, b *Bot, n store.Notification, _ store.Clocks) (*Message, error) {
	var about store.CorrectedAbout
	if err := n.About(&about); err != nil {
		return nil, err
	}
	by, all, err := b.store.CorrectedNews(ctx, about)
	if err != nil {
		return nil, err
	}
	return correctedMessage(by, all, b.zone), nil
}

// newsOfAskedCorrection asks the performance team for a correction, and says what became of it.
func newsOfAskedCorrection(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	r, err := b.correctionOf(ctx, n, at)
	if err != nil {
		return nil, err
	}
	return correctionRequestMessage(r, n.Recipient, b.zone), nil
}

// newsOfCorrectionSaid tells whoever asked for a correction what was decided.
func newsOfCorrectionSaid(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	r, err := b.correctionOf(ctx, n, at)
	if err != nil {
		return nil, err
	}
	return correctionSaidMessage(r), nil
}

func (b *Bot) correctionOf(
	ctx context.Context, n store.Notification, at store.Clocks,
) (store.CorrectionRequest, error) {
	var about store.CorrectionAbout
	if err := n.About(&about); err != nil {
		return store.CorrectionRequest{}, err
	}
	return b.store.CorrectionAsked(ctx, about.Correction, at)
}

// maxHomeCorrections is how many corrections that wait stand in a Home.
const maxHomeCorrections = 5

// readHomeCorrections reads the corrections that wait for the asker, or that they asked for.
func readHomeCorrections(ctx context.Context, v *visit, f *homeFacts) (err error) {
	f.corrections, err = v.waitingCorrections(ctx)
	return err
}

func drawCorrections(f homeFacts) []slack.Block {
	if len(f.corrections) == 0 {
		return nil
	}
	blocks := []slack.Block{paragraph(bold(correctionsTitle(len(f.corrections), f.asker.Is(kpi.Admin))))}
	for _, r := range f.corrections[:min(len(f.corrections), maxHomeCorrections)] {
		blocks = append(blocks, waitingBlocks(r, f.asker.SlackID, f.now.Location())...)
	}
	if len(f.corrections) > maxHomeCorrections {
		blocks = append(blocks, buttons(button(pressCorrections, "All of them", subject{})))
	}
	return blocks
}
