package bot

import (
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// nudgedSentence says to whom a nudge went, or when it goes.
func nudgedSentence(n kpi.Nudge, now time.Time) string {
	instead := ""
	if n.For.SlackID != "" {
		instead = fmt.Sprintf(" %s is away; %s stands in.", n.For.Name, n.To.Name)
	}
	if n.At.After(now) {
		return fmt.Sprintf("It goes to %s on %s at %d:00, when they are at work.%s", n.To.Name, words.Weekday(n.Day), kpi.OfficeOpens, instead)
	}
	return fmt.Sprintf("Sent to %s.%s", n.To.Name, instead)
}

// nudgedLine says that somebody nudged. Everybody who could have nudged reads it.
func nudgedLine(n *kpi.Nudged, now time.Time, zone *time.Location) string {
	if n == nil {
		return ""
	}
	at := n.At.In(zone)
	on := "on " + at.Format("2 January")
	if kpi.DateOf(at) == kpi.DateOf(now.In(zone)) {
		on = "today"
	}
	if n.At.After(now) {
		return fmt.Sprintf("✓ A nudge by %s goes to %s %s at %s", n.By, n.To, on, at.Format("15:04"))
	}
	return fmt.Sprintf("✓ %s was nudged by %s %s at %s", n.To, n.By, on, at.Format("15:04"))
}

// nudgeMessage is what the nudged colleague reads: who asks for what, what is known about it, and the buttons that deal
// with it.
func nudgeMessage(n store.ToldNudge, today kpi.Date, zone *time.Location) *Message {
	c := n.Card
	here := about(c.Indicator.Code, c.Period)
	title := nudgeTitle(n, today)
	body := []string{words.ShortName(c.Indicator, maxShortTitle)}
	var row []*slack.ButtonBlockElement
	if n.Asks == kpi.DutyPost && c.Figure == nil {
		body = append(body, strings.Join(lastKnown(c, c.Period), " · "))
		if n.Asked {
			row = append(row, primary(button(pressForm, "Post figure", here)), button(pressHandOn, "Someone else has it", here), button(pressCannot, "Can't provide it", here))
		}
	} else {
		body = append(body, words.Rating(c)+": "+words.Figure(c))
		if n.Asked {
			body = append(body, actionsNote(c, today))
			row = append(row, primary(button(pressAddAction, "Add an action", here)))
		}
	}
	if n.For.SlackID != "" && n.Asked {
		body = append(body, "You have it for "+n.For.Name+".")
	}
	blocks := []slack.Block{paragraph(bold(title)), paragraph(literal(strings.Join(body, "\n")))}
	return say(title, append(blocks, buttons(append(row, button(pressCard, "See the card", here))...))...)
}

// nudgeTitle says who asks for what, or that it is in.
func nudgeTitle(n store.ToldNudge, today kpi.Date) string {
	c, period := n.Card, n.Card.Period.Words()
	code := c.Indicator.Code
	switch {
	case n.Asked && n.Asks == kpi.DutyPost:
		title := fmt.Sprintf("%s asks you for %s for %s", n.By, code, period)
		switch late := n.Cal.WorkingDays(n.Due, today); {
		case n.Due.IsZero():
			return title + "."
		case n.Due.Before(today):
			return fmt.Sprintf("%s: it was due on %s, %s ago.", title, words.Weekday(n.Due), workingDays(late))
		case n.Due == today:
			return title + ": it is due today."
		}
		return title + ": it is due on " + words.Weekday(n.Due) + "."
	case n.Asked:
		return fmt.Sprintf("%s asks what is being done about %s, Red for %s.", n.By, code, period)
	case n.Asks == kpi.DutyPost && c.Figure == nil:
		return fmt.Sprintf("%s for %s is not asked of you any more.", code, period)
	case n.Asks == kpi.DutyPost:
		return fmt.Sprintf("✓ %s is in for %s, thank you.", code, period)
	case c.Figure == nil || c.Figure.Rating != kpi.Red:
		return fmt.Sprintf("✓ %s is Red no more for %s.", code, period)
	case c.WantsActions(today):
		return fmt.Sprintf("%s for %s is not asked of you any more.", code, period)
	}
	return fmt.Sprintf("✓ %s has an action now for %s, thank you.", code, period)
}

func workingDays(n int) string {
	if n == 1 {
		return "1 working day"
	}
	return fmt.Sprintf("%d working days", n)
}

// lastKnown tells the last figure and the target of an indicator whose figure is awaited.
func lastKnown(c kpi.Card, p kpi.Period) []string {
	known := []string{"No earlier figure"}
	var last *kpi.Figure
	if n := len(c.History); n > 0 {
		last = &c.History[n-1]
	}
	target := c.Indicator.TargetFor(p)
	figure, against := c.Indicator.ShowLast(last, target)
	if last != nil {
		known[0] = "Last " + figure + " (" + last.Period.Words() + ")"
	}
	if target != nil {
		known = append(known, "Target "+against)
	}
	return known
}
