package bot

import (
	"testing"
	"time"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/store"
)

// corrects is the question about a figure that restates what was published.
func corrects(i kpi.Indicator, restated kpi.Restatement) *doubt.Question {
	c := &kpi.Correction{
		Indicator: i, Committee: "Communities, Social Mobility and Inclusion", Published: march12, Channel: "C0CSMI",
		Standing: *restated.From, Seen: *restated.From, Restatement: restated,
	}
	return &doubt.Question{Indicator: i, Figure: restated.To, Correction: c}
}

func TestGoldenCorrections(t *testing.T) {
	t.Parallel()
	published, restated := restatedCard(t)
	i, typed := published.Indicator, "/kpi REG2 2023-24Q2 570/889 The commentary's 570 of 889 is right"
	q := corrects(i, restated)
	golden(t, "correct", sureMessage(q, typed, subject{Draft: "d1"}, time.UTC))
	golden(t, "correct_form", sureView(q, subject{Draft: "d1"}, time.UTC))

	doubtedToo := corrects(i, restated)
	likely := *number("64")
	doubtedToo.Doubts = []doubt.Doubt{{Kind: doubt.Scale, Field: kpi.FieldFigure, Sentence: "0.64% is about a hundredth of the figure for Q1 2023/24, 64%.", Likely: &likely}}
	golden(t, "correct_unlikely", sureMessage(doubtedToo, typed, subject{Draft: "d1"}, time.UTC))

	asks := corrects(i, restated)
	asks.Correction.Asks, asks.Correction.Replaces = true, restated.From
	asks.Correction.Restatement.To.SignOff.State, asks.Correction.Signer = kpi.AwaitsSignOff, kpi.Person{SlackID: "U0MGRREG", Name: "Assistant director, regulatory services"}
	golden(t, "correct_asks", sureMessage(asks, typed, subject{Draft: "d1"}, time.UTC))
	nowhere := corrects(i, restated)
	nowhere.Correction.Channel = ""
	golden(t, "correct_without_channel", sureMessage(nowhere, typed, subject{Draft: "d1"}, time.UTC))

	row := weighedRow(t, "REG2", "570/889", "")
	row.Standing, row.Figure, row.unlikely, row.zone = restated.From, restated.To, q, time.UTC
	golden(t, "correct_several", severalMessage([]shownRow{weighedRow(t, "178", "142", ""), row}, keptList{}, "d1", ""))
	golden(t, "correct_several_form", severalSureView([]shownRow{weighedRow(t, "178", "142", ""), row}, "d1"))

	r := store.CorrectionRequest{
		ID: 1, Indicator: i, Figure: restated.To, InsteadOf: *restated.From, By: "U0REGISTR", ByName: "Registration service lead", At: march12.AddDate(0, 0, 9),
		State: store.CorrectionWaits, Correction: q.Correction,
	}
	golden(t, "correction_asked", askedCorrectionMessage(r))
	golden(t, "correction_asked_receipt", askedCorrectionView(r))
	golden(t, "correction_asked_several", severalReceipt([]store.Posted{{Asked: &r, Card: published}, {Card: cardNamed(t, "178"), Fresh: true, FigureID: 1}}, forAll))
	golden(t, "correction_request", correctionRequestMessage(r, "U0PERF", time.UTC))
	golden(t, "correction_decline", declineView(r))
	golden(t, "correction_in_due", dueMessage(nil, nil, 0, today, 0, item{group: "Corrections of published figures to decide", blocks: waitingBlocks(r, "U0PERF", time.UTC)}))
	revised := r
	revised.InsteadOf.Value = number("50")
	golden(t, "correction_revised_since", changedSinceMessage(revised, time.UTC))
	r.Correction, r.SaidBy, r.SaidByName, r.SaidAt = nil, "U0PERF", "Performance team", march12.AddDate(0, 0, 10)
	for _, state := range []store.CorrectionState{store.CorrectionApproved, store.CorrectionDeclined, store.CorrectionWithdrawn, store.CorrectionReplaced} {
		r.State, r.Why = state, ""
		if state == store.CorrectionDeclined {
			r.Why = "The return says *55%*."
		}
		golden(t, "correction_"+string(state), correctionRequestMessage(r, "U0PERF", time.UTC))
		golden(t, "correction_decided_"+string(state), decidedMessage(store.Decided{CorrectionRequest: r, Fresh: true}))
		if state == store.CorrectionApproved || state == store.CorrectionDeclined {
			golden(t, "correction_answer_"+string(state), correctionSaidMessage(r))
		}
	}

	c := store.Corrected{Erratum: store.Erratum{Card: published, Restatement: restated, PublishedAt: march12}, Before: *restated.From, Committee: q.Correction.Committee, Channel: "C0CSMI"}
	golden(t, "corrected", correctedMessage("Registration service lead", []store.Corrected{c}, time.UTC))
	awaiting := c
	awaiting.Restatement.To.SignOff.State, awaiting.Signer = kpi.AwaitsSignOff, asks.Correction.Signer
	nobody := c
	nobody.Channel = ""
	golden(t, "corrected_by_import", correctedMessage("", []store.Corrected{c, awaiting, nobody}, time.UTC))
}

// Slack takes every message and view about a correction, however long its texts are.
func TestCorrectionsFit(t *testing.T) {
	t.Parallel()
	for name, filler := range padding {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			worst := worstCard(filler)
			restated := kpi.Restatement{From: worst.Figure, To: *worst.Figure}
			restated.To.Value, restated.To.Numerator, restated.To.Denominator = number("1.5"), nil, nil
			restated.To.Revision++
			restated.To.Reason, restated.To.SignOff.State = filled(filler, kpi.MaxReason), kpi.AwaitsSignOff
			q := corrects(worst.Indicator, restated)
			q.Correction.Committee, q.Correction.Signer = filled(filler, kpi.MaxName), kpi.Person{SlackID: "U", Name: filled(filler, kpi.MaxName)}
			q.Correction.Asks, q.Correction.Replaces = true, worst.Figure
			q.Doubts = []doubt.Doubt{{Field: kpi.FieldFigure, Sentence: filled(filler, 300), Likely: number("123456789012345678901234567.891")}}
			accepted(t, sureMessage(q, filled(filler, 3000), subject{Draft: "d1"}, time.UTC))
			accepted(t, sureView(q, subject{Draft: "d1"}, time.UTC))
			if !fitsSocket(sureView(q, subject{Draft: "d1"}, time.UTC)) {
				t.Error("the question in the form's place does not fit a socket")
			}
			r := store.CorrectionRequest{
				ID: 1, Indicator: worst.Indicator, Figure: restated.To, InsteadOf: *worst.Figure, By: "U", ByName: filled(filler, kpi.MaxName), At: march12,
				State: store.CorrectionWaits, Correction: q.Correction, SaidByName: filled(filler, kpi.MaxName), Why: filled(filler, kpi.MaxReason),
			}
			accepted(t, askedCorrectionMessage(r))
			accepted(t, correctionRequestMessage(r, "U", time.UTC))
			accepted(t, changedSinceMessage(r, time.UTC))
			accepted(t, declineView(r))
			var waiting []item
			for range 40 {
				waiting = append(waiting, item{blocks: waitingBlocks(r, "U0", time.UTC)})
			}
			accepted(t, dueMessage(nil, nil, 0, today, 0, waiting...))
			r.State = store.CorrectionDeclined
			accepted(t, correctionRequestMessage(r, "U", time.UTC))
			accepted(t, correctionSaidMessage(r))
			accepted(t, decidedMessage(store.Decided{CorrectionRequest: r}))
			var all []store.Corrected
			var rows []shownRow
			for range maxSeveral {
				all = append(all, store.Corrected{Erratum: store.Erratum{Card: worst, Restatement: restated, PublishedAt: march12}, Before: *worst.Figure, Committee: q.Correction.Committee, Signer: q.Correction.Signer})
				row := shownRow{Weighed: store.Weighed{Indicator: worst.Indicator, Figure: restated.To, Standing: worst.Figure, Fresh: true}, unlikely: q, zone: time.UTC}
				rows = append(rows, row)
			}
			accepted(t, correctedMessage(filled(filler, kpi.MaxName), all, time.UTC))
			accepted(t, severalMessage(rows, keptList{}, "d1", ""))
			accepted(t, severalSureView(rows, "d1"))
		})
	}
}
