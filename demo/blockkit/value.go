package blockkit

import (
	"encoding/json"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// value is one JSON value with its place in what was sent, so that each check can say where it failed. A check that
// fails records a fault and returns false.
type value struct {
	judge *judge
	at    string
	v     any
}

// object is a value that is known to be a JSON object.
type object struct {
	value
	fields map[string]any
}

func (v value) fault(format string, args ...any) { v.judge.fault(v.at, format, args...) }

// object requires a JSON object that has only the allowed fields. If none are given, it leaves the fields to the
// caller.
func (v value) object(allowed ...string) (object, bool) {
	fields, ok := v.v.(map[string]any)
	if !ok {
		v.fault("must provide an object")
		return object{}, false
	}
	o := object{value: v, fields: fields}
	if len(allowed) > 0 {
		o.only(allowed...)
	}
	return o, true
}

// only refuses fields that are not allowed. Like Slack, it refuses the whole message for one stray field.
func (o object) only(allowed ...string) {
	var stray []string
	for name := range o.fields {
		if !slices.Contains(allowed, name) {
			stray = append(stray, name)
		}
	}
	slices.Sort(stray)
	for _, name := range stray {
		o.fault("invalid additional property: %s", name)
	}
}

// maybe returns a field that may be left out. An explicit null counts as present, so the check that follows refuses it.
func (o object) maybe(name string) (value, bool) {
	v, ok := o.fields[name]
	return value{judge: o.judge, at: o.at + "/" + pointerEscapes.Replace(name), v: v}, ok
}

func (o object) need(name string) (value, bool) {
	v, ok := o.maybe(name)
	if !ok {
		o.fault("missing required field: %s", name)
	}
	return v, ok
}

// text requires a string.
func (v value) text() (string, bool) {
	s, ok := v.v.(string)
	if !ok {
		v.fault("must provide a string")
	}
	return s, ok
}

// sized requires a string of least to most characters.
func (v value) sized(least, most int) (string, bool) {
	s, ok := v.text()
	if !ok {
		return "", false
	}
	n := utf8.RuneCountInString(s)
	switch {
	case n < least:
		v.fault("must be more than %d characters", least-1)
	case n > most:
		v.fault("must be less than %d characters", most+1)
	default:
		return s, true
	}
	return s, false
}

// shown is sized, for a text that a reader sees. The text counts towards the message's total.
func (v value) shown(least, most int) (string, bool) {
	s, ok := v.sized(least, most)
	v.judge.characters += utf8.RuneCountInString(s)
	return s, ok
}

// list requires an array of least to most items. If their number is wrong it still returns them, up to the most, so
// that faults inside them are named too.
func (v value) list(least, most int) ([]value, bool) {
	items, ok := v.v.([]any)
	if !ok {
		v.fault("must provide an array")
		return nil, false
	}
	ok = true
	switch {
	case len(items) > most:
		v.fault("no more than %d items allowed", most)
		items, ok = items[:most], false
	case len(items) < least:
		v.fault("no fewer than %d items allowed", least)
		ok = false
	}
	values := make([]value, len(items))
	for i, item := range items {
		values[i] = value{judge: v.judge, at: v.at + "/" + itoa(i), v: item}
	}
	return values, ok
}

func (v value) boolean() (bool, bool) {
	b, ok := v.v.(bool)
	if !ok {
		v.fault("must provide a boolean")
	}
	return b, ok
}

func (v value) integer(least, most int) (int, bool) {
	n, ok := v.v.(json.Number)
	if !ok {
		v.fault("must provide a number")
		return 0, false
	}
	i, err := strconv.Atoi(n.String())
	switch {
	case err != nil:
		v.fault("must provide an integer")
	case i < least:
		v.fault("must be greater than or equal to %d", least)
	case i > most:
		v.fault("must be less than or equal to %d", most)
	default:
		return i, true
	}
	return i, false
}

// number requires a finite JSON number. To Slack, a number too large for a double is not finite.
func (v value) number() (float64, bool) {
	n, ok := v.v.(json.Number)
	if !ok {
		v.fault("must provide a number")
		return 0, false
	}
	f, err := n.Float64()
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		v.fault("must provide a finite number")
		return 0, false
	}
	return f, true
}

func (v value) oneOf(words ...string) (string, bool) {
	s, ok := v.text()
	if ok && !slices.Contains(words, s) {
		v.fault("must be a valid enum value")
		return s, false
	}
	return s, ok
}

// link requires an absolute URL of at most 3,000 characters with one of these schemes.
func (v value) link(schemes ...string) {
	s, ok := v.sized(1, 3000)
	if !ok {
		return
	}
	u, err := url.Parse(s)
	if err != nil || !slices.Contains(schemes, strings.ToLower(u.Scheme)) || (u.Host == "" && u.Opaque == "") {
		v.fault("invalid url")
	}
}

func (o object) optionalBoolean(names ...string) {
	for _, name := range names {
		if v, ok := o.maybe(name); ok {
			v.boolean()
		}
	}
}

func itoa(i int) string { return strconv.Itoa(i) }

// pointerEscapes escape a field's name for a JSON pointer (RFC 6901).
var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")
