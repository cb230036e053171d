package bot

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// actionListFor is whom a list of actions is for, and which actions it lists.
type actionListFor struct {
	asker   kpi.Person
	today   kpi.Date
	about   subject // whose actions: a code, a committee, mine, or all
	from    int
	command string
	mayAdd  bool // whether the asker may add one to the list's indicator
}

// actionList lists the open actions by their days, so that the overdue come first. The settled ones follow, the latest
// first. An action has buttons for whoever may change it.
func actionList(all []store.ListedAction, how actionListFor) *Message {
	slices.SortStableFunc(all, func(a, b store.ListedAction) int {
		switch {
		case a.Settled() != b.Settled():
			if a.Settled() {
				return 1
			}
			return -1
		case a.Settled():
			return b.SettledAt.Compare(a.SettledAt)
		}
		return cmp.Compare(a.Due.String(), b.Due.String())
	})
	var items []item
	open, overdue := 0, 0
	for _, a := range all {
		one := item{group: "Closed in the last year", blocks: listedAction(a, how)}
		if !a.Settled() {
			one.group = "Open"
			open++
		}
		if a.Overdue(how.today) {
			one.group = "Overdue"
			overdue++
		}
		items = append(items, one)
	}
	m := listMessage(actionsTitle(open, overdue, how), items, how.from, pressActions, how.about)
	if how.mayAdd {
		m.Blocks = append(m.Blocks, buttons(button(pressAddAction, "Add an action", subject{Code: how.about.Code})))
	}
	return m
}

func actionsTitle(open, overdue int, how actionListFor) string {
	of := ""
	switch {
	case how.about.Code != "":
		of = " on " + how.about.Code
	case how.about.Mine:
		of = " of yours"
	case how.about.Committee != "":
		of = " of " + how.about.Committee
	}
	if open == 0 {
		return fmt.Sprintf("No action%s is open. `%s action %s Two extra sessions due 31 Jan @someone` adds one against a Red figure.", of, how.command, cmp.Or(how.about.Code, "178"))
	}
	title := fmt.Sprintf("%s actions%s are open", kpi.Count.ShowInt(open), of)
	if open == 1 {
		title = fmt.Sprintf("One action%s is open", of)
	}
	return title + overdueWords(open, overdue)
}

// overdueWords end a sentence that says how many actions are open.
func overdueWords(open, overdue int) string {
	switch {
	case overdue == open && open == 1:
		return " and overdue."
	case overdue == 1:
		return ", one of them overdue."
	case overdue > 1:
		return fmt.Sprintf(", %s of them overdue.", kpi.Count.ShowInt(overdue))
	}
	return "."
}

// listedAction is an action in the list.
func listedAction(a store.ListedAction, how actionListFor) []slack.Block {
	text := fmt.Sprintf("*%s* %s\n%s\n%s", escaped(a.Of.Code), escaped(words.Cut(a.Of.Title, maxShortTitle)), escaped(words.Cut(a.Text, maxListedAction)),
		escaped(a.OwnerName+", "+words.ActionState(a.Action, how.today)))
	blocks := []slack.Block{slack.NewSectionBlock(marked(text), nil, nil)}
	rules := kpi.Acting{Circumstances: kpi.Circumstances{Indicator: a.Of}, Manager: a.Manager}
	if !a.Settled() && rules.MayKeep(how.asker, a.Action) {
		blocks = append(blocks, actionButtons(a.Action))
	}
	return blocks
}

// maxListedAction is how much of an action stands in the list, in characters.
const maxListedAction = 300
