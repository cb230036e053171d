package lookalike

import (
	"encoding/json"
	"net/url"
	"strings"

	"chaser/demo/blockkit"
)

// findElement finds what a person presses by its action_id. If several elements have the same, their values or words
// tell them apart.
func findElement(blocks json.RawMessage, actionID string, value []string) (url.Values, error) {
	wanted := strings.Join(value, "\n")
	var forms []url.Values
	var wrong error
	for _, block := range blocksOf(blocks) {
		blockID, _ := block["block_id"].(string)
		for _, element := range elementsOf(block) {
			if id, _ := element["action_id"].(string); id != actionID {
				continue
			}
			form, err := pressed(blockID, element, wanted)
			if err != nil {
				wrong = err
				continue
			}
			forms = append(forms, form)
		}
	}
	switch {
	case len(forms) == 1:
		return forms[0], nil
	case len(forms) > 1:
		return nil, notPossible("there are %d of %q: say which by its value or its words", len(forms), actionID)
	case wrong != nil:
		return nil, wrong
	}
	return nil, notPossible("there is nothing to press with the action_id %q", actionID)
}

// pressed is the form of one element. It is an error if wanted does not fit it.
func pressed(blockID string, element map[string]any, wanted string) (url.Values, error) {
	actionID, _ := element["action_id"].(string)
	if element["type"] == "button" {
		own, _ := element["value"].(string)
		text, _ := element["text"].(map[string]any)
		words, _ := text["text"].(string)
		if wanted != "" && wanted != own && !strings.EqualFold(wanted, words) {
			return nil, notPossible("the button %q is neither %q by value nor by its words", actionID, wanted)
		}
		return pressForm(blockID, actionID, own), nil
	}
	values, err := chosen(element, wanted)
	if err != nil {
		return nil, err
	}
	form := pressForm(blockID, actionID, "")
	form[blockkit.FieldValue] = values
	return form, nil
}
