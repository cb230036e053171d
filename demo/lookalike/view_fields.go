package lookalike

import (
	"encoding/json"
	"net/url"
	"strings"
	"time"
)

// fieldName is the name of an input in the page's form, as package blockkit draws and reads it.
func fieldName(blockID, actionID string) string { return "v:" + blockID + ":" + actionID }

// initialForm is what a modal's form holds before anybody has typed: every input by its name, with its initial values.
func initialForm(view json.RawMessage) url.Values {
	form := url.Values{}
	for _, block := range viewBlocks(view) {
		blockID, _ := block["block_id"].(string)
		for _, element := range elementsOf(block) {
			if !holdsValue(element) {
				continue
			}
			actionID, _ := element["action_id"].(string)
			form[fieldName(blockID, actionID)] = initialValues(element)
		}
	}
	return form
}

func viewBlocks(view json.RawMessage) []map[string]any {
	object, _ := decoded(view).(map[string]any)
	list, _ := object["blocks"].([]any)
	return flat(list)
}

// holdsValue reports whether an element is an input, and not one that is only pressed.
func holdsValue(element map[string]any) bool {
	switch element["type"] {
	case "button", "overflow", "image", "workflow_button", nil:
		return false
	}
	return true
}

// initialValues reads the element's initial_… field, whichever it has. It returns several only for elements that hold
// several.
func initialValues(element map[string]any) []string {
	values := []string{}
	if moment, ok := element["initial_date_time"].(json.Number); ok {
		seconds, _ := moment.Int64()
		return []string{time.Unix(seconds, 0).In(Person{}.zone()).Format("2006-01-02T15:04")}
	}
	for name, field := range element {
		if !strings.HasPrefix(name, "initial_") {
			continue
		}
		if list, ok := field.([]any); ok {
			for _, one := range list {
				values = append(values, initialText(one))
			}
			continue
		}
		values = append(values, initialText(field))
	}
	return values
}

func initialText(field any) string {
	switch v := field.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case map[string]any:
		if value, ok := v["value"].(string); ok { // an option
			return value
		}
		return PlainText(encoded([]any{v}), "") // a rich text's words
	}
	return ""
}

// entered turns what a person is said to type into a block's input into the form's field. An option is named by its
// words or its value. Several are on lines of their own.
func entered(view json.RawMessage, blockID, typed string) (name string, values []string, err error) {
	for _, block := range viewBlocks(view) {
		if id, _ := block["block_id"].(string); id != blockID {
			continue
		}
		for _, element := range elementsOf(block) {
			if !holdsValue(element) {
				continue
			}
			actionID, _ := element["action_id"].(string)
			values, err := chosen(element, typed)
			return fieldName(blockID, actionID), values, err
		}
	}
	return "", nil, notPossible("the modal has no input %q", blockID)
}

func chosen(element map[string]any, typed string) ([]string, error) {
	kind, _ := element["type"].(string)
	several := strings.HasPrefix(kind, "multi_") || kind == "checkboxes"
	offered := options(element)
	if !several && len(offered) == 0 {
		return []string{typed}, nil
	}
	values := []string{}
	for _, line := range strings.Split(typed, "\n") {
		if line == "" {
			continue
		}
		value, err := option(offered, line)
		if err != nil {
			return nil, err
		}
		values = append(values, value)
	}
	if !several && len(values) > 1 {
		return nil, notPossible("only one of the options can be chosen, not %q", typed)
	}
	return values, nil
}

// options lists the options of an element, including those in groups. It is empty for pickers of people, channels and
// dates.
func options(element map[string]any) []map[string]any {
	var all []map[string]any
	add := func(list any) {
		entries, _ := list.([]any)
		for _, entry := range entries {
			if option, ok := entry.(map[string]any); ok {
				all = append(all, option)
			}
		}
	}
	add(element["options"])
	groups, _ := element["option_groups"].([]any)
	for _, entry := range groups {
		group, _ := entry.(map[string]any)
		add(group["options"])
	}
	return all
}

// option finds an option's value, either by the value itself or by the words that a person reads.
func option(offered []map[string]any, said string) (string, error) {
	if len(offered) == 0 {
		return said, nil
	}
	for _, one := range offered {
		value, _ := one["value"].(string)
		text, _ := one["text"].(map[string]any)
		if value == said || strings.EqualFold(PlainText(encoded([]any{text}), ""), said) {
			return value, nil
		}
	}
	return "", notPossible("there is no option %q", said)
}
