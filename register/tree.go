package register

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"

	"chaser/kpi"
)

// standsTwice is the fault of a key that an object has twice.
const standsTwice = "stands twice; keep one of them"

// tree is the file's value: maps, lists, strings, json.Numbers, booleans and nil. text must be one JSON value. A key
// that an object has twice is a fault with its path, at any depth. Otherwise two files pasted together would lose the
// first one's lists without a word.
func tree(text []byte, faults *kpi.Faults) any {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	t := treeReader{decoder, faults}
	return t.value("")
}

type treeReader struct {
	*json.Decoder
	faults *kpi.Faults
}

func (t treeReader) value(path string) any {
	token, err := t.Token()
	if err != nil {
		*t.faults = append(*t.faults, kpi.Fault{Path: path, Sentence: "cannot be read: " + err.Error()})
		return nil
	}
	switch token {
	case json.Delim('{'):
		return t.object(path)
	case json.Delim('['):
		list := []any{}
		for t.More() {
			list = append(list, t.value(fmt.Sprintf("%s[%d]", path, len(list))))
		}
		_, _ = t.Token() // the closing bracket
		return list
	}
	return token
}

func (t treeReader) object(path string) any {
	object := map[string]any{}
	told := map[string]bool{}
	for t.More() {
		token, err := t.Token()
		key, isKey := token.(string)
		if err != nil || !isKey {
			break
		}
		at := join(path, key)
		value := t.value(at)
		if _, twice := object[key]; !twice {
			object[key] = value
			continue
		}
		if !told[key] {
			*t.faults = append(*t.faults, kpi.Fault{Path: at, Sentence: standsTwice})
		}
		told[key] = true
	}
	_, _ = t.Token() // the closing brace
	return object
}

var plainKey = regexp.MustCompile(`^[a-z_]+$`)

// join is the path of an object's field: figures[0].value, or targets["2023-24Q2"] where the key is no plain word.
func join(path, key string) string {
	switch {
	case !plainKey.MatchString(key):
		return fmt.Sprintf("%s[%q]", path, kpi.Excerpt(key))
	case path == "":
		return key
	}
	return path + "." + key
}
