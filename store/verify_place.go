package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"chaser/kpi"
)

// entryPlace is an entry that says what something is to be.
type entryPlace struct {
	chain   string
	seq     int64
	subject string
}

func (p entryPlace) String() string { return fmt.Sprintf("entry %d of %q", p.seq, p.chain) }

// broken is a BrokenEntry whose sentence begins with the subject.
func (p entryPlace) broken(rest string) *BrokenEntry {
	return &BrokenEntry{p.chain, p.seq, p.subject + ": " + rest}
}

// differs says what a thing is, and what the entry says.
func (p entryPlace) differs(what, is, said string) *BrokenEntry {
	return p.broken(fmt.Sprintf("%s is %s, and the entry says %s.", what, quoted(is), quoted(said)))
}

func quoted(text string) string {
	if text == "" {
		return "empty"
	}
	return "“" + kpi.Excerpt(text) + "”"
}

// compare compares an entry's detail with what is there, written as the trail writes it today. What the entry does not
// say, as the release that wrote it did not record it, is not compared. The exceptions are fields that are left out of
// an entry where they are empty.
func (p entryPlace) compare(detail string, is any, leftOut ...string) (*BrokenEntry, error) {
	said, err := fieldsOf([]byte(detail))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p, err)
	}
	text, err := json.Marshal(is)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p, err)
	}
	there, err := fieldsOf(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p, err)
	}
	for _, name := range fieldNames(is) {
		before, recorded := said[name]
		if !recorded && !slices.Contains(leftOut, name) {
			continue
		}
		if !reflect.DeepEqual(before, there[name]) {
			return p.differs(strings.ReplaceAll(name, "_", " "), shownField(there[name]), shownField(before)), nil
		}
	}
	return nil, nil
}

// fieldsOf reads a JSON object. Numbers keep all their digits.
func fieldsOf(text []byte) (fields map[string]any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return fields, decoder.Decode(&fields)
}

// fieldNames are the names of a struct's fields in JSON, in their order.
func fieldNames(of any) (names []string) {
	t := reflect.TypeOf(of)
	for n := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(n).Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}

func shownField(value any) string {
	if value == nil {
		return ""
	}
	if text, ok := value.(string); ok {
		return text
	}
	return fmt.Sprint(value)
}

// firstDifferent compares a row that triggers keep with what it must hold, both as JSON, and says of the first column
// that differs what it is and should be. names are the columns, as a reader of the proof knows them.
func firstDifferent(is, ought string, names map[string]string) (string, error) {
	kept, err := fieldsOf([]byte(is))
	if err != nil {
		return "", err
	}
	made, err := fieldsOf([]byte(ought))
	if err != nil {
		return "", err
	}
	for _, column := range slices.Sorted(maps.Keys(names)) {
		if !reflect.DeepEqual(kept[column], made[column]) {
			return fmt.Sprintf("%s is %s, and should be %s", names[column], quoted(shownField(kept[column])), quoted(shownField(made[column]))), nil
		}
	}
	return "", fmt.Errorf("%s differs from %s in nothing that is known", is, ought)
}
