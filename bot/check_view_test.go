package bot

import (
	"testing"
	"time"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/store"
)

// A check lists what cannot be true, what is unlikely and what was accepted, each doubt with its cards a press away.
func TestGoldenCheck(t *testing.T) {
	t.Parallel()
	doubted := func(code string, d doubt.Doubt) doubt.Finding {
		c := cardNamed(t, code)
		return doubt.Finding{Indicator: c.Indicator, Figure: *c.Figure, Doubt: d}
	}
	open := []doubt.Finding{
		doubted("REG2", doubt.Doubt{
			Kind: doubt.AgainstFigure, Field: kpi.FieldCommentary, Sentence: "570 of 889 is 64.1%, not 55%: Blue, not Amber.",
			Quote: "889 deaths were registered, of which 570 within 5 days",
		}),
		doubted("177", doubt.Doubt{
			Kind: doubt.Flow, Field: kpi.FieldCommentary, Sentence: "120 opened and 142 closed make 22 fewer, but the commentary has open inquests go from 454 to 500, 46 more.",
			Quote: "At the close of Q2 there were 500 active open Inquests", Others: []string{"178"},
		}),
		doubted("178", doubt.Doubt{Kind: doubt.LongProvisional, Field: kpi.FieldStatus, Sentence: "The figure for Q2 2023/24 is still provisional. <!here>"}),
	}
	accepted := []store.AcceptedDoubt{{
		Indicator: "DAV2", Period: q2, Sentence: "The commentary says that there is no figure.", Reason: "Agreed with the board.", By: "Registration service lead",
		At: time.Date(2024, 1, 4, 9, 0, 0, 0, time.UTC),
	}}
	golden(t, "check", doubtsMessage(store.DoubtList{Open: open, Accepted: accepted, AllOpen: 3, All: 4}, scope{Period: q2}, time.UTC))
	golden(t, "check_more", doubtsMessage(store.DoubtList{Open: open[1:2], From: 1, AllOpen: 3, All: 4, Checking: true}, scope{Period: q2}, time.UTC))
	golden(t, "check_nothing", doubtsMessage(store.DoubtList{}, scope{Period: q2}, time.UTC))
	golden(t, "check_nothing_yet", doubtsMessage(store.DoubtList{Checking: true}, scope{Period: q2}, time.UTC))
	golden(t, "check_accept", acceptView(open[0]))
	golden(t, "check_accepted", acceptedView(accepted[0]))
}
