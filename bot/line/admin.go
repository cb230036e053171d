package line

import (
	"strings"

	"chaser/kpi"
)

// Admin is what “admin …” asks to set: “admin people”, “admin target 178 70 from 2024-25Q1”.
type Admin struct {
	What   string     // collections, people, indicators, targets or committees; empty: the line does not say
	Code   string     // of an indicator
	Target string     // as it was typed
	From   kpi.Period // from which it holds
	Words  string     // what else was typed
}

// registerLists are how people name the lists of the register.
var registerLists = map[string]string{
	"collection": "collections", "collections": "collections",
	"person": "people", "people": "people", "persons": "people", "user": "people", "users": "people", "colleague": "people", "colleagues": "people",
	"indicator": "indicators", "indicators": "indicators", "kpi": "indicators", "kpis": "indicators", "measure": "indicators", "measures": "indicators",
	"target": "targets", "targets": "targets",
	"committee": "committees", "committees": "committees",
}

// adminFillers are words that stand between what is set and what to.
var adminFillers = wordSet(`the a of for to is at set change edit new from be as with`)

// Admin reads what follows the verb, in any order.
func (r Reader) Admin() Admin {
	var (
		a    Admin
		rest []string
	)
	for r.Left() > 0 {
		word := plainWord(r.Word())
		if list := registerLists[word]; list != "" && (a.What == "" || a.What == list) {
			a.What, r = list, r.From(1)
			continue
		}
		if code, after, ok := r.Code(); ok && a.Code == "" {
			a.Code, r = code, after
			continue
		}
		if p, after, ok := r.Period(); ok && a.Code != "" && a.From.IsZero() {
			a.From, r = p, after
			continue
		}
		if figure, after, ok := r.Figure(); ok && a.Code != "" && a.Target == "" {
			a.Target, r = figure, after
			continue
		}
		if a.Code == "" || !adminFillers[word] && word != "" {
			rest = append(rest, r.Word())
		}
		r = r.From(1)
	}
	a.Words = strings.Join(rest, " ")
	return a
}

// Targets reads a box with a target of a single period on each line: “2024-25Q1 75”, “Q2 24/25: 80%”. The error is a
// *kpi.Refusal that names the line.
func Targets(text string, today kpi.Date) (map[kpi.Period]string, error) {
	all := map[kpi.Period]string{}
	for _, typed := range strings.Split(text, "\n") {
		typed = strings.TrimSpace(kpi.CleanText(typed))
		if typed == "" {
			continue
		}
		r := New(strings.NewReplacer(":", " ", "=", " ", "\t", " ").Replace(typed), func(string) bool { return false }, today)
		p, rest, ok := r.Period()
		if !ok {
			return nil, kpi.Refuse(kpi.FieldTargets, "“%s” does not begin with a period. Write a period and its target on each line, such as 2024-25Q1 75.", kpi.Excerpt(typed))
		}
		if rest.Left() == 0 {
			return nil, kpi.Refuse(kpi.FieldTargets, "“%s” has no target. Write it behind the period, such as 2024-25Q1 75, or take the line out.", kpi.Excerpt(typed))
		}
		if _, twice := all[p]; twice {
			return nil, kpi.Refuse(kpi.FieldTargets, "%s stands on two lines. Keep one of them.", p.Words())
		}
		all[p] = rest.SkipFiller().Words()
	}
	return all, nil
}
