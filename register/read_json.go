package register

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// MaxBytes is the size of the largest register that is read, 64 MiB: some ten thousand indicators with their
// commentaries.
const MaxBytes = 64 << 20

// tooLarge is the fault of a file beyond that.
var tooLarge = fmt.Sprintf("is over %d MiB; split it and import the parts one after another", MaxBytes>>20)

// ReadJSON reads a register. What it cannot read is listed in the faults, by path, and missing from the register.
func ReadJSON(r io.Reader) (kpi.Register, kpi.Faults) {
	text, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return kpi.Register{}, kpi.Faults{{Path: "file", Sentence: err.Error()}}
	}
	if len(text) > MaxBytes {
		return kpi.Register{}, kpi.Faults{{Path: "file", Sentence: tooLarge}}
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // Windows editors begin files with a mark
	if faults := checkEncoding(text); len(faults) > 0 {
		return kpi.Register{}, faults
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	var whole json.RawMessage
	if err := decoder.Decode(&whole); err != nil {
		return kpi.Register{}, kpi.Faults{syntaxFault(text, err)}
	}
	if rest := text[decoder.InputOffset():]; len(bytes.TrimSpace(rest)) > 0 {
		after := len(text) - len(bytes.TrimLeft(rest, " \t\r\n"))
		return kpi.Register{}, kpi.Faults{{Path: position(text, int64(after)), Sentence: "there is more after the register's closing brace; remove it, or import it as a file of its own"}}
	}
	faults := checkEscapes(text)
	value := tree(whole, &faults)
	if _, ok := value.(map[string]any); !ok {
		return kpi.Register{}, kpi.Faults{{Path: "file", Sentence: fmt.Sprintf("is %s; a register is an object, {\"figures\": […]}", node{value: value}.kind())}}
	}
	return readRegister(node{"", value, &faults}), faults
}

func syntaxFault(text []byte, err error) kpi.Fault {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return kpi.Fault{Path: position(text, syntax.Offset-1), Sentence: "is not JSON: " + syntax.Error()}
	case errors.Is(err, io.EOF):
		return kpi.Fault{Path: "file", Sentence: "is empty; a register begins with {"}
	}
	return kpi.Fault{Path: position(text, int64(len(text))), Sentence: "the file ends in the middle of the register"}
}

func position(text []byte, offset int64) string {
	before := text[:min(max(offset, 0), int64(len(text)))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := len(before) - bytes.LastIndexByte(before, '\n')
	return fmt.Sprintf("line %d, column %d", line, column)
}

func readRegister(n node) kpi.Register {
	field := n.fields("people", "committees", "indicators", "collections", "identities", "closures", "figures")
	var r kpi.Register
	for _, item := range field("people").list() {
		r.People = append(r.People, readPerson(item))
	}
	for _, item := range field("committees").list() {
		r.Committees = append(r.Committees, readCommittee(item))
	}
	for _, item := range field("indicators").list() {
		r.Indicators = append(r.Indicators, readIndicator(item))
	}
	for _, item := range field("collections").list() {
		r.Collections = append(r.Collections, readCollection(item))
	}
	for _, item := range field("identities").list() {
		r.Identities = append(r.Identities, readIdentity(item))
	}
	for _, item := range field("closures").list() {
		r.Closures = append(r.Closures, readClosure(item))
	}
	for _, item := range field("figures").list() {
		r.Figures = append(r.Figures, readFigure(item))
	}
	return r
}

func readPerson(n node) kpi.Person {
	field := n.fields("slack_id", "name", "email", "roles", "manager", "alerts")
	p := kpi.Person{SlackID: field("slack_id").line(), Name: field("name").line(), Email: field("email").line(), Manager: field("manager").line()}
	if alerts := field("alerts"); alerts.text() != "" { // where it is left out, the person keeps what they chose
		p.Alerts = readAlerts(alerts)
	}
	for _, role := range field("roles").list() {
		p.Roles = append(p.Roles, choice(role, "", kpi.Member, kpi.Manager, kpi.Admin))
	}
	return p
}

func readAlerts(n node) kpi.AlertTiming {
	timing, err := kpi.ParseAlertTiming(n.text())
	if err != nil {
		n.fault("%s", err)
	}
	return timing
}

func readCommittee(n node) kpi.Committee {
	field := n.fields("name", "channel", "members", "ladder", "sign_off", "self_sign_off", "corrections", "actions_on")
	return kpi.Committee{
		Name: field("name").line(), Channel: field("channel").line(), Members: field("members").texts(), Ladder: readLadder(field("ladder")),
		SignOff:      readSignOff(field("sign_off")),
		SelfSignOff:  field("self_sign_off").truth(),
		Corrections:  readCorrections(field("corrections")),
		ActionsOnAny: choice(field("actions_on"), actionsOnRed, actionsOnRed, actionsOnAny) == actionsOnAny,
	}
}

// noSignOff is how a register says that a committee's figures need nobody's approval.
const noSignOff = "none"

func readSignOff(n node) kpi.SignOffMode {
	if mode := choice(n, noSignOff, noSignOff, string(kpi.ManagerSignOff)); mode != noSignOff {
		return kpi.SignOffMode(mode)
	}
	return kpi.NoSignOff
}

// ownersCorrect is how a register says that whoever may post a figure may correct it after it was published.
const ownersCorrect = "owner"

func readCorrections(n node) kpi.CorrectionMode {
	if mode := choice(n, ownersCorrect, ownersCorrect, string(kpi.TeamCorrects)); mode != ownersCorrect {
		return kpi.CorrectionMode(mode)
	}
	return kpi.OwnerCorrects
}

// Which figures of a committee's may have actions, as the file says it.
const (
	actionsOnRed = "red"
	actionsOnAny = "any"
)

func readLadder(n node) kpi.Ladder {
	text := n.text()
	if text == "" {
		return nil
	}
	ladder, err := kpi.ParseLadder(text)
	if err != nil {
		n.fault("%s", err)
	}
	return ladder
}

func readIndicator(n node) kpi.Indicator {
	field := n.fields("code", "title", "committee", "service", "unit", "decimals", "direction", "kind", "target", "baseline", "targets",
		"cumulative", "compare", "frequency", "rule", "owner", "deputy", "manager", "description", "links", "neighbours_mean", "england_mean",
		"neighbours_mean_period", "england_mean_period",
		"sensitive", "smallest_count")
	i := kpi.Indicator{
		Code: field("code").line(), Title: field("title").line(), Committee: field("committee").line(), Service: field("service").line(),
		Unit:      choice(field("unit"), "", kpi.Count, kpi.Percent, kpi.Currency, kpi.Days, kpi.Ratio),
		Decimals:  field("decimals").whole(),
		Direction: choice(field("direction"), "", kpi.Up, kpi.Down, kpi.None),
		Kind:      choice(field("kind"), "", kpi.Target, kpi.Baseline, kpi.Contextual, kpi.InDevelopment),
		Target:    field("target").number(), Baseline: field("baseline").number(), Targets: readTargets(field("targets")),
		Rule:       readRule(field("rule")),
		Cumulative: field("cumulative").truth(),
		Compare:    choice(field("compare"), kpi.WithPrevious, kpi.WithPrevious, kpi.WithYearAgo),
		Frequency:  choice(field("frequency"), kpi.Quarterly, kpi.Monthly, kpi.Quarterly, kpi.HalfYearly, kpi.Yearly),
		Owner:      field("owner").line(), Deputy: field("deputy").line(), Manager: field("manager").line(),
		Description:    field("description").text(),
		NeighboursMean: field("neighbours_mean").number(), EnglandMean: field("england_mean").number(),
		NeighboursMeanPeriod: field("neighbours_mean_period").anyPeriod(), EnglandMeanPeriod: field("england_mean_period").anyPeriod(),
		Sensitive: field("sensitive").truth(),
	}
	if smallest := field("smallest_count"); smallest.value != nil && smallest.value != "" {
		n := smallest.whole()
		i.SmallestCount = &n
	}
	for _, item := range field("links").list() {
		link := item.fields("text", "url")
		i.Links = append(i.Links, kpi.Link{Text: link("text").line(), URL: link("url").line()})
	}
	return i
}

func readTargets(n node) map[kpi.Period]decimal.Decimal {
	if n.value == nil {
		return nil
	}
	object, ok := n.value.(map[string]any)
	if !ok {
		n.fault("is %s; write an object from period to target, {\"2023-24Q2\": \"160\"}", n.kind())
		return nil
	}
	targets := make(map[kpi.Period]decimal.Decimal, len(object))
	for _, key := range sortedKeys(object) {
		at := node{fmt.Sprintf("%s[%q]", n.path, key), object[key], n.faults}
		period, err := kpi.ParsePeriod(key)
		if err != nil {
			at.fault("%s", err)
			continue
		}
		if _, twice := targets[period]; twice {
			at.fault("%s has a target already; keep one of them", period)
		}
		if target := at.number(); target != nil {
			targets[period] = *target
		} else if at.value == nil {
			at.fault("is null; write the target, or leave the period out")
		}
	}
	return targets
}

func readRule(n node) *kpi.Rule {
	text := n.text()
	if text == "" {
		return nil
	}
	rule, err := kpi.ParseRule(text)
	if err != nil {
		n.fault("%s", err)
		return nil
	}
	return &rule
}

func readCollection(n node) kpi.Collection {
	field := n.fields("period", "opens", "due", "committee_date", "publishes")
	return kpi.Collection{
		Period: field("period").period(), Opens: field("opens").date(true), Due: field("due").date(true), CommitteeDate: field("committee_date").date(false),
		Publishes: field("publishes").date(false),
	}
}

func readIdentity(n node) kpi.Identity {
	field := n.fields("name", "rule", "stock", "tolerance")
	return kpi.Identity{Name: field("name").line(), Rule: field("rule").line(), Stock: field("stock").line(), Tolerance: field("tolerance").number()}
}

func readClosure(n node) kpi.Closure {
	field := n.fields("date", "name")
	return kpi.Closure{Day: field("date").date(true), Name: field("name").line()}
}

func readFigure(n node) kpi.Figure {
	field := n.fields("indicator", "period", "value", "numerator", "denominator", "status", "commentary", "actions")
	return kpi.Figure{
		Indicator: field("indicator").line(), Period: field("period").period(),
		Value: field("value").number(), Numerator: field("numerator").number(), Denominator: field("denominator").number(),
		Status:     choice(field("status"), kpi.Final, kpi.Statuses...),
		Commentary: field("commentary").text(), Actions: field("actions").text(),
	}
}
