package blockkit

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
)

// ActionPayload returns the element of block_actions' "actions" that Slack sends when somebody presses, or chooses
// from, an element of a posted form. FieldBlock and FieldAction name the element, and FieldValue holds what was chosen
// or typed. A form from a modal carries these in FieldPress instead, with the choice in the element's own input. The
// caller adds action_ts. It is an error if the blocks have no such element, or the element has no such option.
func ActionPayload(blocks json.RawMessage, form url.Values) (json.RawMessage, error) {
	var all []wireBlock
	if err := json.Unmarshal(blocks, &all); err != nil {
		return nil, fmt.Errorf("blockkit: action payload: %w", err)
	}
	form, err := pressed(form)
	if err != nil {
		return nil, err
	}
	blockID, actionID := form.Get(FieldBlock), form.Get(FieldAction)
	for i := range all {
		if all[i].BlockID != blockID {
			continue
		}
		for _, e := range all[i].elements() {
			if e.ActionID == actionID && e.Type != "image" {
				return actionOf(&all[i], e, form[FieldValue])
			}
		}
	}
	return nil, fmt.Errorf("blockkit: no element %q in a block %q", actionID, blockID)
}

// pressed unpacks FieldPress, which holds the other fields of a button in a modal.
func pressed(form url.Values) (url.Values, error) {
	if !form.Has(FieldPress) {
		return form, nil
	}
	fields, err := url.ParseQuery(form.Get(FieldPress))
	if err != nil {
		return nil, fmt.Errorf("blockkit: field %s: %w", FieldPress, err)
	}
	if !fields.Has(FieldValue) {
		fields[FieldValue] = form[fieldInput+fields.Get(FieldBlock)+":"+fields.Get(FieldAction)]
	}
	return fields, nil
}

func actionOf(b *wireBlock, e *wireElement, posted []string) (json.RawMessage, error) {
	action := map[string]any{"type": e.Type, "block_id": b.BlockID, "action_id": e.ActionID}
	if e.Type == "button" {
		action["text"] = e.Text
		if e.Value != "" {
			action["value"] = e.Value
		}
		if e.Style != "" {
			action["style"] = e.Style
		}
		return json.Marshal(action)
	}
	state, err := elementState(e, posted)
	if err != nil {
		return nil, err
	}
	maps.Copy(action, state)
	if e.Placeholder != nil {
		action["placeholder"] = e.Placeholder
	}
	if e.Timezone != "" {
		action["timezone"] = e.Timezone
	}
	return json.Marshal(action)
}
