package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

// The buttons that take something back.
const (
	pressUndo       = "undo"        // about figures: one and those posted together with it, or some of those
	pressUndoAction = "undo_action" // about an action
	pressCorrect    = "correct"     // about a figure that stands, and the one that was meant
	pressMove       = "move"        // about figures, and the period that was meant
)

// undoAtOnce is how long ago something may have been done to be taken back at a word. What is older is shown first.
const undoAtOnce = 15 * time.Minute

func undoConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"undo", "delete", "remove", "retract", "revert", "unpost"}, read: readUndo, behind: undoBehind}},
		words: []string{"undo"},
		meant: func(line.Sentence) command { return askUndo{Look: true} },
		help: []helpLine{
			{typed: "undo", does: "takes back the last thing that you did; undo 178 Q2 a figure, until somebody has built on it", who: []audience{posters, adminTeam}},
			{typed: "sorry, I meant 143", does: "changes your last figure to 143; “that was for Q2” moves it there"},
		},
		presses: []press{
			{id: pressUndo, answer: pressedUndo, title: "Undo", changesHome: true}, {id: pressUndoAction, answer: pressedUndoAction, title: "Undo", changesHome: true},
			{id: pressCorrect, answer: pressedCorrect, title: "Change the figure", changesHome: true}, {id: pressMove, answer: pressedMove, title: "Move the figure", changesHome: true},
		},
	}
}

func readUndo(r line.Reader) command { return askUndo{Retraction: r.Retracted()} }

// undoBehind reads what follows the verb where the code came first: “178 undo”.
func undoBehind(code string, r line.Reader) (command, bool) {
	t := r.Retracted()
	t.Code, t.Name = code, ""
	return askUndo{Retraction: t}, t.ForCode == ""
}

// askUndo is “undo”, “undo 178 2023-24Q3”, “sorry, I meant 143” or “that was for Q2”. What somebody did is taken back,
// or put right by one press. A figure that is named with its period is taken back at once, and so is what they did in
// the last minutes. Anything else is shown first.
type askUndo struct {
	line.Retraction
	Look bool // it is shown before anything is taken back
}

func (askUndo) effect() effect { return changes }

func (c askUndo) answer(ctx context.Context, v *visit) (*Message, error) {
	if v.asker.Name == "" {
		return nil, kpi.Deny("", "Chaser does not know you yet, so there is nothing of yours to take back. Ask the performance team to add you.")
	}
	figures, action, err := v.store.UndoneBy(ctx, v.request)
	switch {
	case err != nil:
		return nil, err
	case len(figures) > 0:
		return v.undo(ctx, v.request, figures...)
	case action != 0:
		return v.undoAction(ctx, action)
	}
	if c.Name != "" {
		if c.Code, err = v.codeToUndo(ctx, c.Name); err != nil {
			return nil, err
		}
	}
	if c.Code != "" {
		return c.answerFigure(ctx, v)
	}
	last, err := v.store.LastDone(ctx, v.asker.SlackID)
	if err != nil {
		return nil, err
	}
	recent := v.now().Sub(last.At) <= undoAtOnce && !c.shows()
	switch {
	case last.Act == "":
		return say(fmt.Sprintf("You have done nothing yet that could be taken back. To take back a figure, name it, such as `%s undo 178 Q2`.", v.command)), nil
	case len(last.Figures) > 0:
		return c.answerPosted(ctx, v, last.Figures, recent)
	case last.Act == "published" && !c.instead():
		return v.undoPublication(ctx, last, recent)
	case last.Action != 0 && recent && !c.instead():
		return v.undoAction(ctx, last.Action)
	case last.Action != 0:
		a, _, found, err := v.store.Action(ctx, last.Action)
		if err != nil || !found {
			return nil, err
		}
		return lastActionMessage(a, v.zone), nil
	case last.Act == askedToCorrect && recent && !c.instead():
		code, period := store.IndicatorOfSubject(last.Subject)
		return v.withdrawLast(ctx, code, subject{Period: period}.period())
	}
	return lastOtherMessage(last, v.command, v.zone), nil
}

// instead reports whether the line says what was meant instead.
func (c askUndo) instead() bool { return c.Figure != "" || !c.For.IsZero() || c.ForCode != "" }

// shows reports whether what would be taken back is shown first, however recent.
func (c askUndo) shows() bool { return c.Look || c.Vague }

// codeToUndo finds the one indicator that words name.
func (v *visit) codeToUndo(ctx context.Context, name string) (string, error) {
	fits, err := v.search(ctx, name)
	switch {
	case err != nil:
		return "", err
	case fits.All == 1:
		return fits.First[0].Code, nil
	}
	return "", kpi.Refuse("", "It is not clear which figure “%s” is, so nothing was taken back. Type its code and period, such as `%s undo 178 Q2`, or `%s undo` alone for the last thing that you did.",
		kpi.Excerpt(name), v.command, v.command)
}

// answerFigure answers a line that names a figure.
func (c askUndo) answerFigure(ctx context.Context, v *visit) (*Message, error) {
	i, found, err := v.store.Indicator(ctx, c.Code)
	if err != nil {
		return nil, err
	}
	if found && !c.Period.IsZero() {
		if p, reports := c.Period.For(i.Frequency); reports {
			c.Period = p
		}
	}
	of, found, err := v.store.FigureToUndo(ctx, v.asker.SlackID, c.Code, c.Period)
	switch {
	case err != nil:
		return nil, err
	case !found && c.Period.IsZero():
		return nil, kpi.Refuse("", "%s has no figure, so there is nothing to take back.", c.Code)
	case !found:
		return nil, kpi.Refuse("", "%s has no figure for %s, so there is nothing to take back. Type `%s history %s` for those that it has.", i.Code, c.Period.Words(), v.command, i.Code)
	}
	named := !c.Period.IsZero()
	recent := of.Figure.PostedBy == v.asker.SlackID && v.now().Sub(of.Figure.PostedAt) <= undoAtOnce
	return c.answerPosted(ctx, v, []store.Undoable{of}, (named || recent) && !c.shows())
}

// answerPosted takes figures back, at once or once that is confirmed, or offers what was meant instead.
func (c askUndo) answerPosted(ctx context.Context, v *visit, of []store.Undoable, atOnce bool) (*Message, error) {
	switch {
	case c.Figure != "" && len(of) > 1:
		return whichMeantMessage(of, c.Figure, v.command), nil
	case c.Figure != "":
		return v.offerMeant(ctx, of[0], c.Figure)
	case c.ForCode != "" && c.ForCode != of[0].Indicator.Code:
		return otherIndicatorMessage(of, c.ForCode, v.command), nil
	case !c.For.IsZero():
		to := c.For
		if c.Relative && to == of[0].Figure.Period { // the period before the one that it was posted for
			to = to.Previous(to.Span())
		}
		return v.offerMove(of, to)
	case atOnce:
		return v.undo(ctx, v.request, idsOf(of)...)
	}
	return confirmUndoMessage(of, v.asker.SlackID, v.zone), nil
}

func idsOf(of []store.Undoable) (ids []int64) {
	for _, f := range of {
		ids = append(ids, f.ID)
	}
	return ids
}

// offerMeant offers to change a figure to the one that was meant. A figure that somebody else has changed since needs a
// full posting with a reason instead.
func (v *visit) offerMeant(ctx context.Context, of store.Undoable, typed string) (*Message, error) {
	t, err := kpi.ParseTyped(typed)
	if err != nil {
		return nil, err
	}
	newest, found, err := v.store.FigureToUndo(ctx, v.asker.SlackID, of.Indicator.Code, of.Figure.Period)
	if err != nil {
		return nil, err
	}
	if found && newest.ID != of.ID {
		return nil, kpi.Refuse("", "%s has changed your figure for %s, %s, to %s since, so nothing was changed. If that is wrong, type `%s %s %s %s` and the reason.",
			cmp.Or(newest.PostedBy, "An import"), of.Indicator.Code, of.Figure.Period.Words(), of.Indicator.ShowFigure(newest.Figure, of.Figure),
			v.command, of.Indicator.Code, of.Figure.Period, typed)
	}
	return meantMessage(of, typed, showTyped(of.Indicator, t)), nil
}

// offerMove offers to post figures for the period that was meant.
func (v *visit) offerMove(of []store.Undoable, to kpi.Period) (*Message, error) {
	for _, f := range of {
		p, reports := to.For(f.Indicator.Frequency)
		switch {
		case !reports || !p.Suits(f.Indicator.Frequency):
			return nil, kpi.Refuse(kpi.FieldPeriod, "%s is reported %s, so it has no figure for %s. Nothing was changed.", f.Indicator.Code, f.Indicator.Frequency, to.Words())
		case p == f.Figure.Period:
			return say(fmt.Sprintf("%s for %s is posted for %s already, so nothing was changed.", f.Indicator.ShowFigure(f.Figure), f.Indicator.Code, p.Words())), nil
		}
		to = p
	}
	return moveMessage(of, to), nil
}

// undo takes figures back.
func (v *visit) undo(ctx context.Context, request string, figures ...int64) (*Message, error) {
	return v.takeBackTo(ctx, request, kpi.Period{}, figures...)
}

// takeBackTo takes figures back. If a period is given, it posts them for that instead.
func (v *visit) takeBackTo(ctx context.Context, request string, to kpi.Period, figures ...int64) (*Message, error) {
	done, err := v.store.TakeBack(ctx, store.Undo{
		RequestID: request, By: v.asker.SlackID, Figures: figures, To: to, Now: v.now(), Today: v.today, Zone: v.zone,
	})
	var built *kpi.BuiltOn
	if errors.As(err, &built) {
		return v.builtOn(ctx, built, figures)
	}
	if err != nil {
		return nil, err
	}
	if moved := done.Figures[0].Moved; moved != nil && len(done.Figures) == 1 {
		return movedMessage(done.Figures[0], v.cardFor(moved.Card)), nil
	}
	return undoneMessage(done, v.zone), nil
}

// builtOn says why figures were not taken back. Where the asker's own later revision stands in the way, it offers to
// take that back first.
func (v *visit) builtOn(ctx context.Context, built *kpi.BuiltOn, figures []int64) (*Message, error) {
	var first int64
	if built.OwnRevision {
		of, err := v.store.FiguresOf(ctx, figures...)
		if err != nil {
			return nil, err
		}
		for _, f := range of {
			newest, found, err := v.store.FigureToUndo(ctx, v.asker.SlackID, f.Indicator.Code, f.Figure.Period)
			if err != nil {
				return nil, err
			}
			if found && newest.ID > f.ID {
				first = newest.ID
			}
		}
	}
	return builtOnMessage(built, first), nil
}

// pressedUndo takes back a receipt's figure and all that were posted together with it.
func pressedUndo(ctx context.Context, v *visit, s subject) (*Message, error) {
	figures := s.Figures
	if s.Figure != 0 {
		of, err := v.store.FiguresOf(ctx, s.Figure)
		if err != nil {
			return nil, err
		}
		figures = idsOf(of)
	}
	m, err := v.undo(ctx, v.request, figures...)
	return v.inPlace(ctx, m, err)
}

// inPlace puts an answer in the place of the message, or of the receipt in a modal, whose button was pressed, so that
// nobody presses it again.
func (v *visit) inPlace(ctx context.Context, m *Message, err error) (*Message, error) {
	if err != nil || m == nil || !m.Replace || v.viewID == "" || v.inView.Type != "modal" {
		return m, err
	}
	view := answerView(v.talk.presses[v.press], m)
	if _, err := v.slack.UpdateViewContext(ctx, view, "", v.viewHash, v.viewID); err != nil && !overtaken(err) {
		return nil, fmt.Errorf("updating the receipt: %w", explained(err))
	}
	return nil, nil
}

func pressedUndoAction(ctx context.Context, v *visit, s subject) (*Message, error) {
	m, err := v.undoAction(ctx, s.Action)
	return v.inPlace(ctx, m, err)
}

// undoAction takes back an action that was just added. Where more has been done about it, it offers to change the
// action.
func (v *visit) undoAction(ctx context.Context, id int64) (*Message, error) {
	acted, err := v.store.UndoAction(ctx, v.actionRequest(), id)
	var refusal *kpi.Refusal
	if errors.As(err, &refusal) {
		return actionStandsMessage(refusal.Sentence, id), nil
	}
	if err != nil {
		return nil, err
	}
	return actionUndoneMessage(acted), nil
}

// pressedCorrect changes a figure to the one that was meant, if it still stands.
func pressedCorrect(ctx context.Context, v *visit, s subject) (*Message, error) {
	of, err := v.store.FiguresOf(ctx, s.Figure)
	if err != nil {
		return nil, err
	}
	typed, err := kpi.ParseTyped(s.Typed)
	if err != nil {
		return nil, err
	}
	for _, f := range of {
		if f.ID != s.Figure {
			continue
		}
		reason := meantReason(f, showTyped(f.Indicator, typed))
		posted, err := v.store.PostFigure(ctx, store.Post{
			RequestID: v.request,
			By:        v.asker.SlackID,
			Code:      f.Indicator.Code,
			Now:       v.now(),
			Today:     v.today,
			Zone:      v.zone,
			Over:      f.ID,
			Posting:   kpi.Posting{Period: f.Figure.Period, Typed: &typed, Reason: reason},
		})
		if err != nil {
			return v.answerError(ctx, err, draft{
				Code:   f.Indicator.Code,
				Period: periodText(f.Figure.Period),
				Figure: s.Typed,
				Words:  reason,
			}), nil
		}
		m := postedMessage(posted, v.cardFor(posted.Card))
		m.Replace = true
		return v.inPlace(ctx, m, nil)
	}
	return nil, kpi.Refuse("", "That figure is not there, so nothing was changed.")
}

// pressedMove takes figures back and posts them for the period that was meant.
func pressedMove(ctx context.Context, v *visit, s subject) (*Message, error) {
	m, err := v.takeBackTo(ctx, v.request, s.period(), s.Figures...)
	return v.inPlace(ctx, m, err)
}
