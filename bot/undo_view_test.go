package bot

import (
	"errors"
	"testing"
	"time"

	"chaser/kpi"
	"chaser/store"
)

func TestUndoMessages(t *testing.T) {
	t.Parallel()
	card := seedCards(t)[10] // 178
	owed := card
	owed.Figure, owed.Period, owed.Awaited = nil, q3, &kpi.Awaited{Period: q3, Due: dueDay}
	was := *card.Figure
	was.Period, was.PostedBy, was.PostedAt, was.Rating = q3, "U0CORONER", nine, kpi.Red
	by := kpi.TakenBack{By: "U0CORONER", ByName: "Coroners service lead", At: nine.Add(time.Minute)}
	one := store.UndoneFigure{ID: 7, Was: was, By: by, Card: owed}
	revised := one
	revised.Card.Figure = &was
	of := store.Undoable{ID: 7, Indicator: card.Indicator, Figure: was, PostedBy: "Coroners service lead"}
	imported := of
	imported.Figure.PostedBy, imported.PostedBy = "", ""
	facts := kpi.TakingBack{Indicator: card.Indicator, Figure: was, PostedByName: "Coroners service lead", Newest: was, RevisedBy: "Manager", Zone: time.UTC}
	facts.Newest.Revision, facts.Newest.PostedAt = was.Revision+1, nine
	var built *kpi.BuiltOn
	err := facts.Decide(kpi.Person{SlackID: "U0CORONER"})
	if !errors.As(err, &built) {
		t.Fatal(err)
	}
	moved := one
	moved.Moved = &store.Posted{FigureID: 8, Fresh: true, Card: card}
	for name, m := range map[string]*Message{
		"undo_done":            undoneMessage(store.Undone{Fresh: true, Figures: []store.UndoneFigure{one}}, time.UTC),
		"undo_done_revision":   undoneMessage(store.Undone{Fresh: true, Figures: []store.UndoneFigure{revised}}, time.UTC),
		"undo_done_several":    undoneMessage(store.Undone{Fresh: true, Figures: []store.UndoneFigure{one, revised}}, time.UTC),
		"undo_done_before":     undoneMessage(store.Undone{Figures: []store.UndoneFigure{one}}, time.UTC),
		"undo_moved":           movedMessage(moved, forAll),
		"undo_confirm":         confirmUndoMessage([]store.Undoable{of}, "U0CORONER", time.UTC),
		"undo_confirm_import":  confirmUndoMessage([]store.Undoable{imported}, "U0CORONER", time.UTC),
		"undo_confirm_several": confirmUndoMessage([]store.Undoable{of, imported}, "U0CORONER", time.UTC),
		"undo_meant":           meantMessage(of, "143", "143"),
		"undo_meant_which":     whichMeantMessage([]store.Undoable{of, imported}, "143", "/kpi"),
		"undo_move":            moveMessage([]store.Undoable{of}, q2),
		"undo_other_indicator": otherIndicatorMessage([]store.Undoable{of}, "179", "/kpi"),
		"undo_too_late":        builtOnMessage(built, 0),
		"undo_own_first":       builtOnMessage(built, 8),
		"undo_leave":           lastOtherMessage(store.LastDone{Act: "away", Subject: "person U0CORONER", At: nine}, "/kpi", time.UTC),
		"undo_handed_on":       lastOtherMessage(store.LastDone{Act: "handed on", Subject: "figure 178 2023-24Q3", At: nine}, "/kpi", time.UTC),
		"undo_signed_off":      lastOtherMessage(store.LastDone{Act: "signed off", Subject: "figure 178 2023-24Q3", At: nine}, "/kpi", time.UTC),
		"undo_alerts":          lastOtherMessage(store.LastDone{Act: "changed", Subject: "person U0CORONER", At: nine}, "/kpi", time.UTC),
		"undo_action":          actionUndoneMessage(store.Acted{Card: owed, Action: kpi.Action{ID: 7, Period: q3, Text: "Two extra sessions"}}),
	} {
		golden(t, name, m)
	}
	red := store.Tiding{RedTurn: store.RedTurn{Turned: q3, Of: q3, Card: owed, Void: &by}}
	golden(t, "red_alert_void", redAlertMessage(red, alerts(t)))
	golden(t, "red_digest_void", redDigestMessage([]store.Tiding{red}, alerts(t)))
	still := store.Tiding{Recovered: true, RedTurn: store.RedTurn{Turned: q3, Of: q3, Since: q3, Card: card}}
	still.Card.Figure = &was
	golden(t, "red_recovery_void", redAlertMessage(still, alerts(t)))
}
