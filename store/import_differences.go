package store

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// Difference is a field of the register that changes, with its full value before and after as the register writes it.
type Difference struct {
	Field string `json:"field"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// differences are those between two versions of one thing. There are none if the versions say the same.
type differences []Difference

func (d *differences) of(field, from, to string) {
	if from != to {
		*d = append(*d, Difference{field, from, to})
	}
}

// String is the differences for printing, with long texts cut short: target 65 → 70, owner U0LIB → nobody.
func (d differences) String() string {
	parts := make([]string, len(d))
	for n, one := range d {
		parts[n] = fmt.Sprintf("%s %s → %s", one.Field, shown(one.From), shown(one.To))
	}
	return strings.Join(parts, "; ")
}

func shown(text string) string {
	if text == "" {
		return "none"
	}
	return kpi.Excerpt(text)
}

func personDifferences(from, to kpi.Person) differences {
	var d differences
	d.of("slack_id", from.SlackID, to.SlackID) // differs only for a new person, who is then recorded as one
	d.of("name", from.Name, to.Name)
	d.of("email", from.Email, to.Email)
	d.of("roles", joined(from.Roles), joined(to.Roles))
	d.of("manager", from.Manager, to.Manager)
	d.of("alerts", string(from.Alerts), string(to.Alerts))
	return d
}

func committeeDifferences(from, to kpi.Committee) differences {
	var d differences
	d.of("name", from.Name, to.Name)
	d.of("channel", from.Channel, to.Channel)
	d.of("members", joined(from.Members), joined(to.Members))
	d.of("ladder", from.Ladder.String(), to.Ladder.String())
	d.of("sign_off", string(from.SignOff), string(to.SignOff))
	d.of("self_sign_off", strconv.FormatBool(from.SelfSignOff), strconv.FormatBool(to.SelfSignOff))
	d.of("corrections", corrections(from), corrections(to))
	d.of("actions_on", actionsOn(from), actionsOn(to))
	return d
}

// corrections is the mode as the register writes it.
func corrections(c kpi.Committee) string {
	if c.Corrections == kpi.OwnerCorrects {
		return "owner"
	}
	return string(c.Corrections)
}

// actionsOn is the rule as the register writes it.
func actionsOn(c kpi.Committee) string {
	if c.ActionsOnAny {
		return "any"
	}
	return "red"
}

func collectionDifferences(from, to kpi.Collection) differences {
	var d differences
	d.of("period", from.Period.String(), to.Period.String())
	d.of("opens", from.Opens.String(), to.Opens.String())
	d.of("due", from.Due.String(), to.Due.String())
	d.of("committee_date", from.CommitteeDate.String(), to.CommitteeDate.String())
	d.of("publishes", from.Publishes.String(), to.Publishes.String())
	return d
}

func closureDifferences(from, to kpi.Closure) differences {
	var d differences
	d.of("date", from.Day.String(), to.Day.String())
	d.of("name", from.Name, to.Name)
	return d
}

func indicatorDifferences(from, to kpi.Indicator) differences {
	var d differences
	d.of("code", from.Code, to.Code)
	d.of("title", from.Title, to.Title)
	d.of("committee", from.Committee, to.Committee)
	d.of("service", from.Service, to.Service)
	d.of("unit", string(from.Unit), string(to.Unit))
	d.of("decimals", strconv.Itoa(from.Decimals), strconv.Itoa(to.Decimals))
	d.of("direction", string(from.Direction), string(to.Direction))
	d.of("kind", string(from.Kind), string(to.Kind))
	d.of("target", written(from.Target), written(to.Target))
	d.of("baseline", written(from.Baseline), written(to.Baseline))
	for _, p := range (kpi.Indicator{Targets: union(from.Targets, to.Targets)}).TargetPeriods() {
		d.of("target for "+p.String(), writtenIn(from.Targets, p), writtenIn(to.Targets, p))
	}
	d.of("rule", rule(from), rule(to))
	d.of("cumulative", strconv.FormatBool(from.Cumulative), strconv.FormatBool(to.Cumulative))
	d.of("compare", string(from.Compare), string(to.Compare))
	d.of("frequency", string(from.Frequency), string(to.Frequency))
	d.of("owner", from.Owner, to.Owner)
	d.of("deputy", from.Deputy, to.Deputy)
	d.of("manager", from.Manager, to.Manager)
	d.of("description", from.Description, to.Description)
	d.of("links", linked(from.Links), linked(to.Links))
	d.of("neighbours_mean", written(from.NeighboursMean), written(to.NeighboursMean))
	d.of("england_mean", written(from.EnglandMean), written(to.EnglandMean))
	d.of("neighbours_mean_period", from.NeighboursMeanPeriod.String(), to.NeighboursMeanPeriod.String())
	d.of("england_mean_period", from.EnglandMeanPeriod.String(), to.EnglandMeanPeriod.String())
	d.of("sensitive", strconv.FormatBool(from.Sensitive), strconv.FormatBool(to.Sensitive))
	d.of("smallest_count", smallest(from.SmallestCount), smallest(to.SmallestCount))
	return d
}

// smallest is a smallest count as it is written; empty where it is the default.
func smallest(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func identityDifferences(from, to kpi.Identity) differences {
	var d differences
	d.of("rule", from.Rule, to.Rule)
	d.of("stock", from.Stock, to.Stock)
	d.of("tolerance", written(from.Tolerance), written(to.Tolerance))
	return d
}

func figureDifferences(i kpi.Indicator, from, to kpi.Figure) differences {
	var d differences
	d.of("figure", i.ShowTyped(from, to), i.ShowTyped(to, from))
	if len(d) == 0 { // a difference that rounding for display hides
		d.of("value", written(from.Value), written(to.Value))
	}
	d.of("status", string(from.Status), string(to.Status))
	d.of("commentary", from.Commentary, to.Commentary)
	d.of("actions", from.Actions, to.Actions)
	return d
}

func joined[T ~string](list []T) string {
	texts := make([]string, len(list))
	for n, text := range list {
		texts[n] = string(text)
	}
	return strings.Join(texts, ", ")
}

// written is a number with the digits that it was given with, as a target of 65.0 is shown differently from one of 65.
func written(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return kpi.Exactly(*d)
}

func writtenIn(targets map[kpi.Period]decimal.Decimal, p kpi.Period) string {
	if d, ok := targets[p]; ok {
		return written(&d)
	}
	return ""
}

func union(a, b map[kpi.Period]decimal.Decimal) map[kpi.Period]decimal.Decimal {
	all := map[kpi.Period]decimal.Decimal{}
	for _, m := range []map[kpi.Period]decimal.Decimal{a, b} {
		for p, d := range m {
			all[p] = d
		}
	}
	return all
}

func rule(i kpi.Indicator) string {
	if i.Rule == nil {
		return ""
	}
	return i.Rule.String()
}

func linked(links []kpi.Link) string {
	texts := make([]string, len(links))
	for n, l := range links {
		texts[n] = strconv.Quote(l.Text) + " " + strconv.Quote(l.URL)
	}
	return strings.Join(texts, ", ")
}
