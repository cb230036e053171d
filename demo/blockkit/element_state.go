package blockkit

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// stateful reports whether what an element holds belongs to a view's state.
func stateful(e *wireElement) bool {
	switch e.Type {
	case "button", "overflow", "image", "":
		return false
	}
	return true
}

// elementState returns what an element holds, under the names that Slack uses in view.state and in a block action. If
// nothing is chosen or typed, that is null, or an empty list for an element that takes several. It fails on a choice
// that was not on offer.
func elementState(e *wireElement, posted []string) (map[string]any, error) {
	values := slices.DeleteFunc(slices.Clone(posted), func(s string) bool { return s == "" })
	switch source, isMenu := strings.CutSuffix(e.Type, "_select"); {
	case e.Type == "checkboxes":
		return severalOptions(e, values)
	case e.Type == "radio_buttons", e.Type == "overflow":
		return oneOption(e, values)
	case isMenu && strings.HasPrefix(source, "multi_"):
		return severalOf(e, strings.TrimPrefix(source, "multi_"), values)
	case isMenu:
		return oneOf(e, source, values)
	}
	typed := ""
	if len(posted) > 0 {
		typed = strings.ReplaceAll(posted[0], "\r\n", "\n") // browsers post CRLF
	}
	if typed == "" {
		return map[string]any{fieldOf(e.Type): nil}, nil
	}
	switch e.Type {
	case "datepicker":
		return parsed(e.Type, time.DateOnly, typed)
	case "timepicker":
		return parsed(e.Type, "15:04", typed)
	case "datetimepicker":
		return moment(typed)
	}
	return map[string]any{fieldOf(e.Type): typed}, nil
}

// fieldOf is the name of an element's single value in Slack's JSON.
func fieldOf(kind string) string {
	switch kind {
	case "datepicker":
		return "selected_date"
	case "timepicker":
		return "selected_time"
	case "datetimepicker":
		return "selected_date_time"
	}
	return "value"
}

func parsed(kind, layout, typed string) (map[string]any, error) {
	if _, err := time.Parse(layout, typed); err != nil {
		return nil, fmt.Errorf("blockkit: %s: %w", kind, err)
	}
	return map[string]any{fieldOf(kind): typed}, nil
}

// moment reads a datetimepicker's value: what a browser posts, in London's time, or Unix seconds.
func moment(typed string) (map[string]any, error) {
	if unix, err := strconv.ParseInt(typed, 10, 64); err == nil {
		return map[string]any{"selected_date_time": unix}, nil
	}
	t, err := time.ParseInLocation(momentLayout, typed, london())
	if err != nil {
		return nil, fmt.Errorf("blockkit: datetimepicker: %w", err)
	}
	return map[string]any{"selected_date_time": t.Unix()}, nil
}

func oneOf(e *wireElement, source string, values []string) (map[string]any, error) {
	if source == "static" || source == "external" {
		return oneOption(e, values)
	}
	name := "selected_" + strings.TrimSuffix(source, "s")
	if len(values) == 0 {
		return map[string]any{name: nil}, nil
	}
	return map[string]any{name: values[0]}, nil
}

func severalOf(e *wireElement, source string, values []string) (map[string]any, error) {
	// If the menu could not be drawn, the person typed ids or values with spaces between them.
	if len(values) == 1 && source != "static" {
		values = strings.Fields(values[0])
	}
	if source == "static" || source == "external" {
		return severalOptions(e, values)
	}
	return map[string]any{"selected_" + source: append([]string{}, values...)}, nil
}

func oneOption(e *wireElement, values []string) (map[string]any, error) {
	if len(values) == 0 {
		return map[string]any{"selected_option": nil}, nil
	}
	option, err := chosenOption(e, values[0])
	return map[string]any{"selected_option": option}, err
}

func severalOptions(e *wireElement, values []string) (map[string]any, error) {
	options := []json.RawMessage{}
	for _, value := range values {
		option, err := chosenOption(e, value)
		if err != nil {
			return nil, err
		}
		options = append(options, option)
	}
	return map[string]any{"selected_options": options}, nil
}

// chosenOption returns the option with this value, exactly as the app sent it. The options of an external menu are the
// app's, so whatever value was typed becomes one.
func chosenOption(e *wireElement, value string) (json.RawMessage, error) {
	for _, o := range e.offered() {
		if o.Value == value {
			return o.sent, nil
		}
	}
	if strings.HasSuffix(e.Type, "external_select") {
		return json.Marshal(map[string]any{"text": wireText{Type: plainText, Text: value}, "value": value})
	}
	return nil, fmt.Errorf("blockkit: %s %q offers no option of value %q", e.Type, e.ActionID, value)
}
