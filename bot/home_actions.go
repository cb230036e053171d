package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// maxHomeActions is how many actions have their buttons in a Home; “/kpi actions mine” has the rest.
const maxHomeActions = 6

// readHomeActions reads the asker's open actions, the overdue and those due soonest first.
func readHomeActions(ctx context.Context, v *visit, f *homeFacts) error {
	all, err := v.store.Actions(ctx, v.asker, store.ActionsOf{Owner: v.asker.SlackID, SettledSince: v.now()}) // no settled ones
	if err != nil {
		return fmt.Errorf("actions: %w", err)
	}
	for _, a := range all {
		if a.Owner == v.asker.SlackID && !a.Settled() {
			f.actions = append(f.actions, a)
		}
	}
	slices.SortStableFunc(f.actions, func(a, b store.ListedAction) int {
		return cmp.Compare(a.Due.String(), b.Due.String())
	})
	return nil
}

// drawActions shows the asker's open actions, each with what can be done about it.
func drawActions(f homeFacts) []slack.Block {
	if len(f.actions) == 0 {
		return nil
	}
	blocks := []slack.Block{paragraph(bold(actionsCount(f.actions, f.today)))}
	for _, a := range f.actions[:min(len(f.actions), maxHomeActions)] {
		text := fmt.Sprintf("*%s* %s\n%s\n%s", escaped(a.Of.Code), escaped(words.Cut(a.Of.Title, maxShortTitle)),
			escaped(words.Cut(words.OneLine(a.Text), maxListedAction)), escaped("Due "+words.ActionState(a.Action, f.today)))
		section := slack.NewSectionBlock(marked(text), nil, nil)
		section.Accessory = slack.NewAccessory(button(pressCard, "Card", about(a.Of.Code, kpi.Period{})))
		blocks = append(blocks, section, actionButtons(a.Action))
	}
	if more := len(f.actions) - maxHomeActions; more > 0 {
		blocks = append(blocks, buttons(button(pressActions, words.More(more), subject{Mine: true})))
	}
	return blocks
}

// actionsCount says how many actions of the asker's are open, and overdue.
func actionsCount(open []store.ListedAction, today kpi.Date) string {
	overdue := 0
	for _, a := range open {
		if a.Overdue(today) {
			overdue++
		}
	}
	said := "One action of yours is open"
	if len(open) > 1 {
		said = kpi.Count.ShowInt(len(open)) + " actions of yours are open"
	}
	return said + overdueWords(len(open), overdue)
}
