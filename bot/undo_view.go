package bot

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// undoButton takes back the figure of a receipt.
func undoButton(figure int64) *slack.ButtonBlockElement {
	return button(pressUndo, "Undo", subject{Figure: figure})
}

// namedFigure is a figure as a sentence names it: how much, of which indicator, for when.
func namedFigure(i kpi.Indicator, f kpi.Figure, beside ...kpi.Figure) string {
	return fmt.Sprintf("%s for %s, %s", i.ShowFigure(f, beside...), i.Code, f.Period.Words())
}

func namedUndoable(f store.Undoable) string { return namedFigure(f.Indicator, f.Figure) }

// undoneMessage says what was taken back, and how things stand now.
func undoneMessage(done store.Undone, zone *time.Location) *Message {
	first := done.Figures[0]
	lead := "Taken back: " + namedFigure(first.Card.Indicator, first.Was, standing(first)...) + "."
	switch n := len(done.Figures); {
	case !done.Fresh && n == 1:
		lead = fmt.Sprintf("%s, was taken back already, %s. Nothing was changed now.", namedFigure(first.Card.Indicator, first.Was, standing(first)...), first.By.Words(zone))
	case !done.Fresh:
		lead = fmt.Sprintf("These %s figures were taken back already. Nothing was changed now.", kpi.Count.ShowInt(n))
	case n > 1 && first.Moved != nil:
		lead = fmt.Sprintf("%s figures were taken back and posted for %s instead.", kpi.Count.ShowInt(n), first.Moved.Card.Period.Words())
	case n > 1:
		lead = fmt.Sprintf("Taken back: all %s figures that you posted together.", kpi.Count.ShowInt(n))
	}
	var lines []string
	for _, f := range done.Figures {
		line := standsNow(f)
		if len(done.Figures) > 1 { // the line names the indicator already
			line = fmt.Sprintf("• %s for %s: %s", f.Card.Indicator.ShowFigure(f.Was, standing(f)...), f.Was.Indicator, strings.TrimPrefix(line, f.Card.Indicator.Code+" is "))
		}
		lines = append(lines, line)
	}
	blocks := []slack.Block{paragraph(bold(lead)), paragraph(literal(cutSent(strings.Join(lines, "\n"), maxEcho)))}
	m := say(lead+" "+lines[0], append(blocks, undoneButtons(done))...)
	m.Replace = true
	return m
}

// standing is the figure that stands now that another was taken back, if there is one.
func standing(f store.UndoneFigure) []kpi.Figure {
	if f.Card.Figure == nil {
		return nil
	}
	return []kpi.Figure{*f.Card.Figure}
}

// standsNow says how a period stands now that its figure was taken back.
func standsNow(f store.UndoneFigure) string {
	c := f.Card
	said := ""
	switch {
	case f.Moved != nil:
		said = fmt.Sprintf("It is posted for %s. ", f.Moved.Card.Period.Words())
		fallthrough
	default:
		switch {
		case c.Figure != nil:
			said += fmt.Sprintf("The figure for %s is %s.", f.Was.Period.Words(), c.Indicator.ShowFigure(*c.Figure, f.Was))
		case c.Awaited != nil && c.Awaited.Period == f.Was.Period:
			said += fmt.Sprintf("%s is owed for %s again, by %s.", c.Indicator.Code, f.Was.Period.Words(), words.Weekday(c.Awaited.Due))
		default:
			said += fmt.Sprintf("%s has no figure for %s now.", c.Indicator.Code, f.Was.Period.Words())
		}
	}
	if f.Was.Rating == kpi.Red {
		said += " The messages that said it is Red now say that it was taken back."
	}
	return said
}

func undoneButtons(done store.Undone) slack.Block {
	if len(done.Figures) > 1 {
		return buttons(dueButton())
	}
	f := done.Figures[0]
	var row []*slack.ButtonBlockElement
	if f.Card.Figure == nil {
		row = append(row, primary(button(pressForm, "Post figure", about(f.Was.Indicator, f.Was.Period))))
	}
	return buttons(append(row, button(pressCard, "See the card", about(f.Was.Indicator, f.Was.Period)))...)
}

// movedMessage is the receipt of a figure that was posted for another period.
func movedMessage(f store.UndoneFigure, how cardFor) *Message {
	moved := *f.Moved
	was := f
	was.Moved = nil
	how.lead = fmt.Sprintf("Moved from %s to %s.", f.Was.Period.Words(), moved.Card.Period.Words())
	how.undo = moved.FigureID
	m := cardMessage(moved.Card, how)
	rest := postedLead(moved) + " " + standsNow(was)
	m.Text += " " + rest
	m.Blocks = slices.Insert(m.Blocks, 1, slack.Block(paragraph(literal(rest))))
	m.Replace = true
	return m
}

// confirmUndoMessage shows what would be taken back, with the button that does it.
func confirmUndoMessage(of []store.Undoable, asker string, zone *time.Location) *Message {
	f := of[0].Figure
	who := "You posted "
	switch f.PostedBy {
	case asker:
	case "":
		who = "An import brought "
	default:
		who = of[0].PostedBy + " posted "
	}
	ask := fmt.Sprintf("%s%s, on %s at %s. Take it back?", who, namedUndoable(of[0]), kpi.DateOf(f.PostedAt.In(zone)).Words(), f.PostedAt.In(zone).Format("15:04"))
	if len(of) > 1 {
		ask = fmt.Sprintf("You posted %s figures together, on %s at %s. Take all of them back?", kpi.Count.ShowInt(len(of)), kpi.DateOf(f.PostedAt.In(zone)).Words(), f.PostedAt.In(zone).Format("15:04"))
	}
	blocks := []slack.Block{paragraph(bold(ask))}
	if len(of) > 1 {
		blocks = append(blocks, paragraph(literal(namedFigures(of))))
	}
	row := []*slack.ButtonBlockElement{takeBackButton(of)}
	if len(of) == 1 {
		row = append(row, button(pressEdit, "Change it", about(f.Indicator, f.Period)), button(pressCard, "See the card", about(f.Indicator, f.Period)))
	}
	return say(ask, append(blocks, note("Nothing is changed until you press it."), buttons(row...))...)
}

func takeBackButton(of []store.Undoable) *slack.ButtonBlockElement {
	label := "Take it back"
	if len(of) > 1 {
		label = "Take all back"
	}
	return button(pressUndo, label, subject{Figures: idsOf(of)})
}

func namedFigures(of []store.Undoable) string {
	var lines []string
	for _, f := range of {
		lines = append(lines, "• "+namedUndoable(f))
	}
	return cutSent(strings.Join(lines, "\n"), maxEcho)
}

// meantReason is the reason recorded with the revision of a figure that was typed wrongly.
func meantReason(f store.Undoable, meant string) string {
	if f.Figure.Value == nil {
		return fmt.Sprintf("%s was meant.", meant)
	}
	return fmt.Sprintf("Typed wrongly: %s was meant, not %s.", meant, f.Indicator.ShowFigure(f.Figure))
}

// meantMessage offers to change a figure to the one that was meant.
func meantMessage(f store.Undoable, typed, meant string) *Message {
	ask := fmt.Sprintf("%s: change it to %s?", namedUndoable(f), meant)
	return say(ask,
		paragraph(bold(ask)),
		note("The change is kept with the reason “"+meantReason(f, meant)+"”"),
		buttons(primary(button(pressCorrect, "Change it to "+meant, subject{Figure: f.ID, Typed: typed})), takeBackButton([]store.Undoable{f})))
}

// whichMeantMessage asks which of several figures that were posted together the right one is for.
func whichMeantMessage(of []store.Undoable, typed, command string) *Message {
	ask := fmt.Sprintf("You posted %s figures together. Which of them is to be %s?", kpi.Count.ShowInt(len(of)), kpi.Excerpt(typed))
	return say(ask, paragraph(bold(ask)), paragraph(literal(namedFigures(of))),
		withExamples(fmt.Sprintf("Type it with its code and the reason, such as `%s %s %s %s Typed wrongly.`", command, of[0].Indicator.Code, of[0].Figure.Period, kpi.Excerpt(typed))),
		buttons(takeBackButton(of)))
}

// otherIndicatorMessage answers that a figure was another indicator's.
func otherIndicatorMessage(of []store.Undoable, code, command string) *Message {
	ask := fmt.Sprintf("%s. Take it back? Then post it for %s: type `%s %s` and the figure.", namedUndoable(of[0]), code, command, code)
	return say(ask, withExamples(ask), buttons(primary(takeBackButton(of)), button(pressCard, "See the card", about(of[0].Indicator.Code, of[0].Figure.Period))))
}

// moveMessage offers to post figures for another period. The button names both periods.
func moveMessage(of []store.Undoable, to kpi.Period) *Message {
	from := of[0].Figure.Period
	ask := fmt.Sprintf("%s: take it back and post it for %s instead?", namedUndoable(of[0]), to.Words())
	if len(of) > 1 {
		ask = fmt.Sprintf("You posted %s figures together. Take them back and post them for %s instead?", kpi.Count.ShowInt(len(of)), to.Words())
	}
	blocks := []slack.Block{paragraph(bold(ask))}
	if len(of) > 1 {
		blocks = append(blocks, paragraph(literal(namedFigures(of))))
	}
	here := subject{Figures: idsOf(of), Period: to.String()}
	return say(ask, append(blocks,
		note("Both are done together, or neither. A figure that stands for "+to.Words()+" is revised, with the reason that it was posted for "+from.Words()+" by mistake."),
		buttons(primary(button(pressMove, "Move from "+from.Words()+" to "+to.Words(), here)), takeBackButton(of)))...)
}

// builtOnMessage says why nothing was taken back. first is the asker's own revision, which can be taken back first; 0
// for none.
func builtOnMessage(b *kpi.BuiltOn, first int64) *Message {
	var row []*slack.ButtonBlockElement
	if first != 0 {
		row = append(row, button(pressUndo, "Take the last change back", subject{Figures: []int64{first}}))
	}
	if b.OwnAction != 0 {
		row = append(row, button(pressUndoAction, "Take the action back", subject{Action: b.OwnAction}))
	}
	return asideMessage(b.Sentence, row...)
}

func actionUndoneMessage(acted store.Acted) *Message {
	said := fmt.Sprintf("Taken back: the action on %s.", acted.Card.Indicator.Code)
	m := say(said, paragraph(bold(said)), paragraph(literal(words.Cut(acted.Action.Text, maxListedAction))), buttons(
		button(pressAddAction, "Add another", about(acted.Card.Indicator.Code, acted.Action.Period)), button(pressCard, "See the card", about(acted.Card.Indicator.Code, acted.Action.Period))))
	m.Replace = true
	return m
}

func actionStandsMessage(why string, id int64) *Message {
	return asideMessage(why, button(pressActionChange, "Change it", subject{Action: id}), button(pressActionDone, "Close it", subject{Action: id}))
}

// lastActionMessage shows the action that was added last, and asks first, since it is too long ago to be taken back at
// a word.
func lastActionMessage(a kpi.Action, zone *time.Location) *Message {
	ask := fmt.Sprintf("The last thing that you did was to add an action to %s, on %s. Take it back?", a.Indicator, kpi.DateOf(a.RaisedAt.In(zone)).Words())
	return say(ask, paragraph(bold(ask)), paragraph(literal(words.Cut(a.Text, maxListedAction))), buttons(
		button(pressUndoAction, "Take it back", subject{Action: a.ID}), button(pressActionChange, "Change it", subject{Action: a.ID})))
}

// lastOtherMessage names the last thing that somebody did where it is neither a figure nor an action, and says how to
// change or undo it.
func lastOtherMessage(last store.LastDone, command string, zone *time.Location) *Message {
	at := last.At.In(zone)
	when := kpi.DateOf(at).Words() + " at " + at.Format("15:04")
	code, period := store.IndicatorOfSubject(last.Subject)
	here := subject{Code: code, Period: period}
	of := code
	if p := here.period(); !p.IsZero() {
		of += " for " + p.Words()
	}
	did := func(what, way string, row ...*slack.ButtonBlockElement) *Message {
		return asideMessage(fmt.Sprintf("The last thing that you did was to %s, on %s. %s", what, when, way), row...)
	}
	switch {
	case last.Act == "away":
		return did("record leave", "To call it off, press the button.", button(pressBack, "Call off the leave", subject{}))
	case last.Act == "back from leave":
		return did("end your leave", fmt.Sprintf("To be away after all, type `%s away 3 Jan to 10 Jan @deputy` with your days.", command))
	case last.Act == "handed on":
		return did("hand on "+of, "To have it back, press the button.", button(pressTakeBack, "Take it back", here))
	case last.Act == "taken back":
		return did("give "+of+" back to its owner", "To hand it on again, press the button.", button(pressHandOn, "Hand it on", here))
	case last.Act == "snoozed":
		return did("put a reminder off", "You can post before it comes.", dueButton())
	case last.Act == "changed" && strings.HasPrefix(last.Subject, "person "):
		return did("choose when you hear of reds", fmt.Sprintf("To choose again, type `%s alerts at once` or `%s alerts daily`.", command, command))
	case last.Act == "signed off":
		return did("sign off "+of, fmt.Sprintf("That stands. If the figure is wrong, it is changed with a reason: type `%s %s %s`, the right one and why.", command, code, period))
	case last.Act == "sent back":
		return did("send "+of+" back", fmt.Sprintf("It can be signed off after all, as long as it stands: type `%s approve %s`.", command, code))
	case last.Act == askedToCorrect:
		return did("ask for a correction of "+of, "As long as it waits, you can withdraw it.", button(pressCorrections, "Corrections that wait", subject{}))
	case strings.HasPrefix(last.Subject, "correction "):
		return did("decide on a correction of "+of, "That stands, and who asked for it has been told.")
	case last.Act == "nudged":
		return did("nudge somebody about "+of, "What was sent stays, and goes quiet once it is in.")
	case last.Act == "published":
		return did("publish a period", "What was published stays so. A figure that is wrong is changed with a reason, and the committee is told.")
	case strings.HasPrefix(last.Subject, "action "):
		return did("change an action on "+of, fmt.Sprintf("That stands. Type `%s actions %s` to change it again, or to add another.", command, code))
	case strings.HasPrefix(last.Subject, "question "):
		return did("write about "+of, "What was asked and answered stays on the card.")
	case strings.HasPrefix(last.Subject, "red "):
		return did("acknowledge that "+code+" is Red", "That stands: it only says that you have seen it.")
	}
	return did("change the register ("+last.Act+" "+last.Subject+")", "To change it back, import or set it as it was.")
}

// showTyped is a typed figure in the indicator's unit, with all its digits.
func showTyped(i kpi.Indicator, t kpi.Typed) string {
	if t.Value == nil {
		return i.ShowFigure(kpi.Figure{Numerator: t.Numerator, Denominator: t.Denominator})
	}
	return i.ShowValue(t.Value)
}
