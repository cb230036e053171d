package bot

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

const targetsForm = "admin_targets"

// targetsView asks for an indicator's targets.
func targetsView(i kpi.Indicator, open kpi.Period, f registerForm) slack.ModalViewRequest {
	about := []slack.Block{paragraph(bold(words.Name(i))), note(strings.Join(aboutTargets(i, open), " · "))}
	return f.modal(targetsForm, "Targets", about,
		f.textBox(kpi.FieldTarget, "Target", "70", "It holds in every period that has none of its own below. Empty: there is no target.", maxFigureText, false).WithOptional(true),
		f.textBox(kpi.FieldFrom, "From which period", "2024-25Q1", "A change of the target holds from this period on, and earlier periods keep what they have. Empty: it holds for all of them.", maxFigureText, false).WithOptional(true),
		f.textBox(kpi.FieldTargets, "Targets of single periods", "2024-25Q1 75", "A period and its target on each line. Take a line out to remove it.", maxSection, true).WithOptional(true))
}

// aboutTargets is what somebody should know of an indicator to set its targets.
func aboutTargets(i kpi.Indicator, open kpi.Period) []string {
	said := []string{"Figures are " + i.Unit.InWords(), i.Direction.InWords(), "reported " + string(i.Frequency)}
	if !open.IsZero() {
		said = append(said, open.Words()+" is being collected")
	}
	switch i.Kind {
	case kpi.Target:
	case kpi.InDevelopment:
		said = append(said, "in development, so a target rates nothing yet")
	default:
		said = append(said, string(i.Kind)+", so a target rates nothing")
	}
	return said
}

// targetsEntry is an indicator in the list of targets.
func targetsEntry(i kpi.Indicator, owner string) adminEntry {
	said := []string{"No target"}
	if i.Target != nil {
		said[0] = "Target " + i.ShowValue(i.Target)
	}
	if periods := i.TargetPeriods(); len(periods) > 0 {
		last := periods[len(periods)-1]
		t := i.Targets[last]
		said = append(said, fmt.Sprintf("%s %s", last.Words(), i.ShowValue(&t)))
		if more := len(periods) - 1; more > 0 {
			said[len(said)-1] += fmt.Sprintf(" and %d earlier of their own", more)
		}
	}
	if owner != "" {
		said = append(said, owner)
	}
	return adminEntry{name: words.Name(i), says: strings.Join(said, " · "), edit: subject{Code: i.Code}}
}

// targetChanges are the changes of an indicator's targets in a line each. Earlier periods that keep a target which no
// longer stands are one line.
func targetChanges(i kpi.Indicator, fields []store.Difference) (lines []string) {
	var kept []kpi.Period
	standing, from := "", ""
	for _, c := range fields {
		if c.Field == kpi.FieldTarget {
			standing = c.From
		}
	}
	own := func(c store.Difference) kpi.Period {
		text, _ := strings.CutPrefix(c.Field, "target for ")
		return subject{Period: text}.period()
	}
	keeps := func(c store.Difference) bool {
		return !own(c).IsZero() && c.From == "" && standing != "" && c.To == standing
	}
	for _, c := range fields {
		if keeps(c) {
			kept = append(kept, own(c))
			from = " from " + own(c).Next().Words()
		}
	}
	for _, c := range fields {
		switch {
		case keeps(c):
		case !own(c).IsZero():
			lines = append(lines, fmt.Sprintf("Target for %s: %s → %s", own(c).Words(), shownTarget(i, c.From), shownTarget(i, c.To)))
		case c.Field == kpi.FieldTarget:
			lines = append(lines, fmt.Sprintf("Target: %s → %s%s", shownTarget(i, c.From), shownTarget(i, c.To), from))
		default:
			lines = append(lines, fmt.Sprintf("%s: %s → %s", strings.ReplaceAll(c.Field, "_", " "), shownText(c.From), shownText(c.To)))
		}
	}
	switch {
	case len(kept) == 1:
		lines = append(lines, fmt.Sprintf("%s keeps %s", kept[0].Words(), shownTarget(i, standing)))
	case len(kept) > 1:
		lines = append(lines, fmt.Sprintf("The %d periods from %s to %s keep %s", len(kept), kept[0].Words(), kept[len(kept)-1].Words(), shownTarget(i, standing)))
	}
	return lines
}

func shownTarget(i kpi.Indicator, text string) string {
	d, err := decimal.NewFromString(text)
	if err != nil {
		return "none"
	}
	return i.ShowValue(&d)
}

func shownText(text string) string {
	if text == "" {
		return "none"
	}
	return kpi.Excerpt(text)
}

// maxRecoloured is how many figures of another colour are named.
const maxRecoloured = 4

// targetEffects say what a change of an indicator does to its figures.
func targetEffects(before, after kpi.Indicator, figures []kpi.Figure, open kpi.Period) (said []string) {
	for _, f := range figures {
		if f.Period == open && before.Assess(f).Rating != after.Assess(f).Rating {
			said = append(said, fmt.Sprintf("The figure for %s is in already and stays %s. Post it again, with a reason, to rate it by this.", open.Words(), f.Rating))
		}
	}
	all, looked := before.Recolouring(after, figures)
	switch {
	case looked == 0:
		return append(said, "No figure is in yet. The first one is rated by this.")
	case len(all) == 0:
		return append(said, fmt.Sprintf("Figures that are in keep their ratings. Rated again by this, none of the %d would change.", looked))
	}
	var named []string
	for _, r := range all[max(0, len(all)-maxRecoloured):] {
		named = append(named, fmt.Sprintf("%s %s → %s", r.Period.Words(), r.Was, r.Would))
	}
	text := fmt.Sprintf("Figures that are in keep their ratings. Rated again by this, %d of %d would change: %s", len(all), looked, strings.Join(named, ", "))
	if more := len(all) - len(named); more > 0 {
		text += fmt.Sprintf(", and %d earlier", more)
	}
	return append(said, text+".")
}
