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

// shownInAlerts is how much an alert shows of a commentary, of the actions and of the questions. The amounts are tried
// in turn until the alert fits; the card has the rest.
var shownInAlerts = []shown{{characters: 400, lines: 6}, {characters: 150, lines: 3}, {characters: 50, lines: 2}}

// alertFor is how alerts are shown.
type alertFor struct {
	now     time.Time
	zone    *time.Location
	command string
}

func (how alertFor) today() kpi.Date { return kpi.DateOf(how.now.In(how.zone)) }

// redAlertMessage is an alert as it stands now, or the news that its indicator has recovered.
func redAlertMessage(t store.Tiding, how alertFor) *Message {
	if t.Void != nil || t.Ended != nil && !t.Recovered {
		return overMessage(t, how.zone)
	}
	var blocks []slack.Block
	for _, amount := range shownInAlerts {
		blocks = alertWith(t, how, amount)
		sent := 0
		for _, b := range blocks {
			sent += blockSent(b)
		}
		if sent <= maxCardSent {
			break
		}
	}
	return say(turnTitle(t)+" "+t.Card.Indicator.Title+": "+words.Figure(t.Card)+".", blocks...)
}

// overMessage is what is left of an alert once its figure was taken back or its indicator has recovered. The news of
// the recovery stands below it and says the rest.
func overMessage(t store.Tiding, zone *time.Location) *Message {
	c := t.Card
	was := "It turned Red in " + t.Turned.Words() + "."
	if t.Of != t.Turned {
		was = "It was Red in " + t.Of.Words() + " too."
	}
	if t.Void != nil {
		was = "Its figure for " + t.Of.Words() + " was taken back " + t.Void.Words(zone) + ", so this alert no longer applies."
	}
	if seen := seenLine(t, zone); seen != "" {
		was += " " + seen
	}
	title := turnTitle(t)
	now := c.Assessment().Rating
	if t.Void != nil { // it says nothing of the figure that stands
		now = kpi.NoData
	}
	return say(title+" "+c.Indicator.Title+".",
		paragraph(circleEmoji(now), bold("  "+title+"\n"), literal(c.Indicator.Title)),
		note(was), buttons(button(pressCard, "See the card", about(c.Indicator.Code, c.Period))))
}

func alertWith(t store.Tiding, how alertFor, amount shown) []slack.Block {
	c := t.Card
	blocks := []slack.Block{
		paragraph(circleEmoji(c.Assessment().Rating), bold("  "+turnTitle(t))),
		paragraph(bold(c.Indicator.Code+" · "+c.Indicator.Title+"\n"), bold(words.Figure(c)+"\n"), literal(strings.Join(turnFacts(t), " · "))),
	}
	if c.Figure != nil {
		if text, _ := words.CutLines(c.Figure.Commentary, amount.characters, amount.lines); text != "" {
			blocks = append(blocks, paragraph(bold("Commentary\n"), literal(text)))
		}
		if c.Figure.Rating == kpi.Red {
			blocks = append(blocks, paragraph(bold("Actions\n"), literal(actionsInAlert(c, how.today(), amount))))
		}
	}
	asked, _ := questionBlocks(c.Questions, amount)
	blocks = append(blocks, asked...)
	return append(blocks, note(alertProvenance(t, how)), turnButtons(t, how.today()))
}

// turnTitle says in a sentence what happened.
func turnTitle(t store.Tiding) string {
	code, now, said := t.Card.Indicator.Code, t.Card.Assessment().Rating, words.Rating(t.Card)
	switch {
	case t.Void != nil && t.Of != t.Turned:
		return fmt.Sprintf("The figure of %s for %s was taken back.", code, t.Of.Words())
	case t.Void != nil && now == kpi.Red:
		return fmt.Sprintf("%s is Red for %s all the same: the figure that was told of here was taken back.", code, t.Card.Period.Words())
	case t.Void != nil:
		return fmt.Sprintf("%s has not turned Red: the figure was taken back.", code)
	case t.Recovered && t.Ended == nil && now == kpi.Red:
		return code + " is Red still: the figure that said otherwise was taken back."
	case t.Ended != nil && now == kpi.Red:
		return code + " was Red no longer, and has turned " + said + " again since."
	case t.Ended != nil && t.Ended.Period != t.Turned:
		return fmt.Sprintf("%s is no longer Red: %s in %s.", code, said, t.Ended.Period.Words())
	case t.Ended != nil:
		return fmt.Sprintf("%s is no longer Red: now %s.", code, said)
	case now == kpi.Red && t.Run > 1:
		return fmt.Sprintf("%s is still %s, for the %s running.", code, said, words.Nth(t.Run, t.Of))
	case now == kpi.Red && t.Before > 0:
		return code + " is still " + said + "."
	case now == kpi.Red:
		return code + " has turned " + said + "."
	case t.Of != t.Turned:
		return fmt.Sprintf("%s was Red; its figure for %s has been changed since and is %s.", code, t.Of.Words(), said)
	}
	return fmt.Sprintf("%s turned Red; its figure for %s has been changed since and is %s.", code, t.Of.Words(), said)
}

// turnFacts are the period, the change, and since when the indicator has been Red.
func turnFacts(t store.Tiding) []string {
	facts := []string{t.Card.Period.Words(), words.Change(t.Card)}
	switch {
	case t.Ended != nil && t.Turned != t.Ended.Period:
		facts = append(facts, "Red since "+t.Turned.Words()+" until then")
	case t.Ended == nil && !t.Since.IsZero() && t.Since != t.Card.Period: // else the title has said it
		facts = append(facts, "Red since "+t.Since.Words())
	}
	return facts
}

// actionsInAlert says what is being done, or that nobody has said yet.
func actionsInAlert(c kpi.Card, today kpi.Date, amount shown) string {
	var lines []string
	if text, _ := words.CutLines(c.Figure.Actions, amount.characters, amount.lines); text != "" {
		lines = append(lines, text)
	}
	for _, a := range c.StandingActions() {
		if len(lines) == amount.lines {
			lines = append(lines, "… and more on the card")
			break
		}
		lines = append(lines, "• "+words.Action(a, today, min(maxNote, amount.characters)))
	}
	if len(lines) == 0 {
		return words.NoActions + "."
	}
	return strings.Join(lines, "\n")
}

// alertProvenance says who posted the figure, how it was revised, who was nudged and who has acknowledged the alert.
func alertProvenance(t store.Tiding, how alertFor) string {
	var said []string
	if f := t.Card.Figure; f != nil {
		said = append(said, words.Posted(*f, t.Card.PostedBy, how.zone))
		if line := words.Revision(*f); line != "" {
			said = append(said, line)
		}
	}
	return strings.Join(append([]string{strings.Join(said, " · ")}, doneLines(t, how)...), "\n")
}

// doneLines say who was nudged about the red, and who has acknowledged it.
func doneLines(t store.Tiding, how alertFor) (lines []string) {
	for _, line := range []string{nudgedLine(t.Nudged, how.now, how.zone), seenLine(t, how.zone)} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func seenLine(t store.Tiding, zone *time.Location) string {
	if t.SeenBy == "" || t.Recovered {
		return ""
	}
	at := t.SeenAt.In(zone)
	return fmt.Sprintf("✓ Acknowledged by %s on %s at %s", t.SeenBy, at.Format("2 January 2006"), at.Format("15:04"))
}

// turnButtons are what a manager can do about the red.
func turnButtons(t store.Tiding, today kpi.Date) slack.Block {
	here := about(t.Card.Indicator.Code, t.Card.Period)
	var row []*slack.ButtonBlockElement
	if t.Ended == nil && t.Void == nil && t.SeenBy == "" {
		row = append(row, primary(button(pressAcknowledge, "Acknowledge", about(t.Card.Indicator.Code, t.Of))))
	}
	if t.Ended == nil && t.Void == nil && !t.Rights.Own && t.Card.WantsActions(today) {
		row = append(row, button(pressNudge, "Nudge the owner", here))
	}
	if t.Card.Figure != nil && !t.Rights.Own {
		row = append(row, button(pressAsk, "Ask a question", here))
	}
	if t.Ended == nil && t.Void == nil && t.Rights.Act {
		row = append(row, button(pressAddAction, "Add an action", here))
	}
	return buttons(append(row, button(pressCard, "See the card", here))...)
}

// redDigestMessage is a day's news of reds, with those that turned Red first. The list of reds has what does not fit.
func redDigestMessage(told []store.Tiding, how alertFor) *Message {
	still := 0
	var reds, others, corrected []item
	for _, t := range told {
		switch i := digestItem(t, how); {
		case t.Void != nil, t.Recovered && t.Ended == nil:
			corrected = append(corrected, i)
		case t.Ended == nil:
			reds = append(reds, i)
			if t.Before > 0 {
				still++
			}
		default:
			others = append(others, i)
		}
	}
	title := digestTitle(len(reds), still, len(others))
	all := slices.Concat(reds, others, corrected)
	for n := range all {
		if n > 0 {
			all[n].blocks = append([]slack.Block{slack.NewDividerBlock()}, all[n].blocks...)
		}
	}
	blocks, next := page(all, 0)
	blocks = append([]slack.Block{paragraph(bold(title))}, blocks...)
	if next > 0 {
		blocks = append(blocks, withExamples(fmt.Sprintf("%s. `%s red` lists what is Red.", words.More(len(told)-next), how.command)))
	}
	return say(title, blocks...)
}

func digestTitle(reds, still, others int) string {
	red := countedIndicators(reds, "has turned Red", "have turned Red")
	switch {
	case still > 0 && still == reds:
		red = countedIndicators(reds, "is still Red", "are still Red")
	case still > 0:
		red = fmt.Sprintf("%s, %s still", countedIndicators(reds, "is Red", "are Red"), kpi.Count.ShowInt(still))
	}
	other := countedIndicators(others, "is no longer Red", "are no longer Red")
	switch {
	case reds == 0 && others == 0:
		return "Nothing has turned Red."
	case others == 0:
		return red + "."
	case reds == 0:
		return other + "."
	}
	return red + ", and " + strings.ToLower(other[:1]) + other[1:] + "."
}

func countedIndicators(n int, one, several string) string {
	if n == 1 {
		return "One indicator " + one
	}
	return fmt.Sprintf("%s indicators %s", kpi.Count.ShowInt(n), several)
}

func digestItem(t store.Tiding, how alertFor) item {
	small := strings.Join(turnFacts(t), " · ")
	if t.Card.Figure != nil && t.Ended == nil && t.Void == nil && !t.Recovered {
		if t.Run > 1 {
			small += "\nRed for the " + words.Nth(t.Run, t.Of) + " running"
		}
		small += "\n" + actionsNote(t.Card, how.today())
	} else {
		small = turnTitle(t) + "\n" + small
	}
	for _, line := range doneLines(t, how) {
		small += "\n" + line
	}
	return item{blocks: append(shortCard(t.Card, nil, small), turnButtons(t, how.today()))}
}
