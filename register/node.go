package register

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// node is a value in the file, with its path, such as indicators[3].target. Reading it as something that it is not
// records a fault and returns the zero value, so that one reading finds every fault.
type node struct {
	path   string
	value  any // nil where it is missing or null
	faults *kpi.Faults
}

func (n node) fault(format string, args ...any) {
	*n.faults = append(*n.faults, kpi.Fault{Path: n.path, Sentence: fmt.Sprintf(format, args...)})
}

// fields reads an object. A key that is not among the known ones is a fault: if it is misspelt, its value would be
// lost.
func (n node) fields(known ...string) func(key string) node {
	object, ok := n.value.(map[string]any)
	if !ok {
		n.fault("is %s; write an object, {…}", n.kind())
	}
	for _, key := range sortedKeys(object) {
		if !slices.Contains(known, key) {
			node{join(n.path, key), nil, n.faults}.fault("is not a field of the register; the fields here are %s",
				strings.Join(known, ", "))
		}
	}
	return func(key string) node { return node{join(n.path, key), object[key], n.faults} }
}

func sortedKeys(object map[string]any) []string {
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// list reads an array; empty where it is missing.
func (n node) list() []node {
	if n.value == nil {
		return nil
	}
	array, ok := n.value.([]any)
	if !ok {
		n.fault("is %s; write a list, […]", n.kind())
	}
	nodes := make([]node, len(array))
	for i, v := range array {
		nodes[i] = node{fmt.Sprintf("%s[%d]", n.path, i), v, n.faults}
	}
	return nodes
}

// text reads a string; empty where it is missing.
func (n node) text() string {
	if n.value == nil {
		return ""
	}
	s, ok := n.value.(string)
	if !ok {
		n.fault("is %s; write a string, %q", n.kind(), fmt.Sprint(n.value))
		return ""
	}
	if r, ok := kpi.HiddenControl(s); ok {
		n.fault("has the invisible character U+%04X in it; write the text again without it", r)
	}
	return kpi.CleanText(s)
}

// line reads a text of one line, such as a name. Each run of spaces in it becomes one.
func (n node) line() string {
	text := n.text()
	if s, ok := n.value.(string); ok {
		if r, ok := kpi.ControlIn(s); ok {
			n.fault("has the invisible character U+%04X in it; write the text again without it", r)
		}
	}
	return kpi.CleanLine(text)
}

// texts reads a list of strings.
func (n node) texts() []string {
	var list []string
	for _, item := range n.list() {
		list = append(list, item.text())
	}
	return list
}

var plainNumber = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

// number reads a decimal from a string; nil where it is missing.
func (n node) number() *decimal.Decimal {
	if n.value == nil {
		return nil
	}
	if number, ok := n.value.(json.Number); ok {
		n.fault("is written as a JSON number; write it as a string, %q, so that no reader rounds it", number.String())
		return nil
	}
	s, ok := n.value.(string)
	if !ok {
		n.fault("is %s; write a number as a string, such as \"107236\", or null", n.kind())
		return nil
	}
	s = strings.TrimSpace(s)
	digits := strings.Count(s, "") - 1 - strings.Count(s, "-") - strings.Count(s, ".")
	if !plainNumber.MatchString(s) || digits > kpi.MaxDigits {
		n.fault("%q is not a plain number of up to %d digits; write it as \"107236\" or \"64.1\", or null where there is none",
			kpi.Excerpt(s), kpi.MaxDigits)
		return nil
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		n.fault("%q is not a number", kpi.Excerpt(s))
		return nil
	}
	return &d
}

// whole reads a small whole number; 0 where it is missing.
func (n node) whole() int {
	if n.value == nil {
		return 0
	}
	number, ok := n.value.(json.Number)
	if !ok {
		n.fault("is %s; write a whole number, such as 0", n.kind())
		return 0
	}
	i, err := number.Int64()
	if err != nil || i != int64(int32(i)) {
		n.fault("%s is not a small whole number; write one such as 0", number)
		return 0
	}
	return int(i)
}

// truth reads true or false; false where it is missing.
func (n node) truth() bool {
	if n.value == nil {
		return false
	}
	b, ok := n.value.(bool)
	if !ok {
		n.fault("is %s; write true or false", n.kind())
	}
	return b
}

// date reads a day. If it is required, a missing one is a fault.
func (n node) date(required bool) kpi.Date {
	s := n.text()
	if s == "" {
		if required {
			n.fault("is missing; write a date, such as \"2024-01-19\"")
		}
		return kpi.Date{}
	}
	d, err := kpi.ParseDate(s)
	if err != nil {
		n.fault("%s", err)
	}
	return d
}

// period reads a period.
func (n node) period() kpi.Period {
	p, err := kpi.ParsePeriod(n.text())
	if err != nil {
		n.fault("%s", err)
	}
	return p
}

// anyPeriod reads a period that may be missing.
func (n node) anyPeriod() kpi.Period {
	if n.value == nil || n.value == "" {
		return kpi.Period{}
	}
	return n.period()
}

// choice reads one of these words; fallback where it is missing. Without a fallback, a missing word is a fault.
func choice[T ~string](n node, fallback T, words ...T) T {
	text := n.text()
	if _, ok := n.value.(string); !ok && n.value != nil { // text has recorded the fault
		return fallback
	}
	names := make([]string, len(words))
	for i, w := range words {
		names[i] = string(w)
	}
	switch s := T(strings.ToLower(text)); {
	case slices.Contains(words, s):
		return s
	case text != "":
		n.fault("%q is not one of %s", kpi.Excerpt(text), strings.Join(names, ", "))
	case fallback == "":
		n.fault("is missing; write one of %s", strings.Join(names, ", "))
	}
	return fallback
}

// kind names what a value is, for sentences that say what it should be.
func (n node) kind() string {
	switch n.value.(type) {
	case nil:
		return "missing"
	case string:
		return "a string"
	case json.Number:
		return "a number"
	case bool:
		return "true or false"
	case []any:
		return "a list"
	}
	return "an object"
}
