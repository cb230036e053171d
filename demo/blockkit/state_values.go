package blockkit

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// FieldErrors are what Slack's own client refuses before it submits a modal: a sentence by block_id.
type FieldErrors map[string]string

// Error lists the sentences in the order of their block ids.
func (e *FieldErrors) Error() string {
	var all []string
	for _, id := range slices.Sorted(maps.Keys(*e)) {
		all = append(all, id+": "+(*e)[id])
	}
	return strings.Join(all, "; ")
}

// StateValues returns view.state.values as Slack sends them with a submission, from form fields named
// "v:<block_id>:<action_id>". A text that is absent or empty is null, and so is a choice not made. What Slack's client
// would not let pass is returned as *FieldErrors. The values come with it, as a button pressed in a modal sends them as
// they are. Any other error is about a form that no page of this package posts, such as one with an option that was not
// on offer.
func StateValues(view json.RawMessage, form url.Values) (json.RawMessage, error) {
	var v wireView
	if err := json.Unmarshal(view, &v); err != nil {
		return nil, fmt.Errorf("blockkit: state values: %w", err)
	}
	values := map[string]map[string]any{}
	wrong := FieldErrors{}
	for i := range v.Blocks {
		b := &v.Blocks[i]
		for _, e := range b.elements() {
			if !stateful(e) {
				continue
			}
			posted := form[fieldInput+b.BlockID+":"+e.ActionID]
			if sentence := faultOf(b, e, posted); sentence != "" {
				wrong[b.BlockID] = sentence
			}
			state, err := elementState(e, posted)
			if err != nil {
				return nil, err
			}
			state["type"] = e.Type
			if values[b.BlockID] == nil {
				values[b.BlockID] = map[string]any{}
			}
			values[b.BlockID][e.ActionID] = state
		}
	}
	raw, err := json.Marshal(values)
	if err != nil {
		return nil, fmt.Errorf("blockkit: state values: %w", err)
	}
	if len(wrong) > 0 {
		return raw, &wrong
	}
	return raw, nil
}

// faultOf is the sentence for what is wrong with an input's content, or "" if it may be submitted.
func faultOf(b *wireBlock, e *wireElement, posted []string) string {
	values := slices.DeleteFunc(slices.Clone(posted), func(s string) bool { return strings.TrimSpace(s) == "" })
	if len(values) == 0 {
		switch {
		case b.Type != "input" || b.Optional:
			return ""
		case strings.Contains(e.Type, "select") || e.Type == "radio_buttons" || e.Type == "checkboxes":
			return "Please choose an option."
		case strings.Contains(e.Type, "picker"):
			return "Please choose a date or time."
		}
		return "Please fill in this field."
	}
	if e.MaxSelected > 0 && len(values) > e.MaxSelected {
		return fmt.Sprintf("Please choose no more than %d.", e.MaxSelected)
	}
	text := strings.ReplaceAll(posted[0], "\r\n", "\n")
	switch e.Type {
	case "plain_text_input":
		return lengthFault(e, utf8.RuneCountInString(text))
	case "number_input":
		return numberFault(e, text)
	case "email_text_input":
		if a, err := mail.ParseAddress(text); err != nil || a.Address != text {
			return "Please enter an email address, such as name@example.org."
		}
	case "url_text_input":
		if u, err := url.Parse(text); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return "Please enter a web address that starts with https://."
		}
	}
	return ""
}

func lengthFault(e *wireElement, length int) string {
	most := maxTyped
	if e.MaxLength != nil {
		most = *e.MaxLength
	}
	switch {
	case length > most:
		return fmt.Sprintf("Please shorten this to %d characters or fewer; it has %d.", most, length)
	case e.MinLength != nil && length < *e.MinLength:
		return fmt.Sprintf("Please write at least %d characters; this has %d.", *e.MinLength, length)
	}
	return ""
}

func numberFault(e *wireElement, text string) string {
	n, ok := readNumber(text, e.Decimals)
	if !ok {
		if e.Decimals {
			return "Please enter a number in digits, such as 64.1."
		}
		return "Please enter a whole number in digits, such as 142."
	}
	if least, ok := readNumber(e.MinValue, true); ok && n.Cmp(least) < 0 {
		return "Please enter a number of at least " + e.MinValue + "."
	}
	if most, ok := readNumber(e.MaxValue, true); ok && n.Cmp(most) > 0 {
		return "Please enter a number of at most " + e.MaxValue + "."
	}
	return ""
}
