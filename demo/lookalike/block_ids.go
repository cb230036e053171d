package lookalike

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// withIDs gives blocks the block_ids and action_ids that Slack adds if an app left them out. Buttons could not be told
// apart without them. Blocks that cannot be read stay as they are, as they have been judged before.
func withIDs(blocks json.RawMessage) json.RawMessage {
	list, ok := decoded(blocks).([]any)
	if !ok || len(list) == 0 {
		return nil
	}
	giveIDs(list, "b")
	return encoded(list)
}

func giveIDs(list []any, prefix string) {
	for n, entry := range list {
		block, ok := entry.(map[string]any)
		if !ok {
			continue
		}
		own := prefix + strconv.Itoa(n)
		if id, _ := block["block_id"].(string); id == "" {
			block["block_id"] = own
		}
		for i, element := range elementsOf(block) {
			if id, _ := element["action_id"].(string); id == "" && interactive(element) {
				element["action_id"] = "a" + strconv.Itoa(i)
			}
		}
		within, _ := block["child_blocks"].([]any)
		giveIDs(within, own+".")
	}
}

// elementsOf lists what a person can press or fill within one block.
func elementsOf(block map[string]any) []map[string]any {
	var elements []map[string]any
	add := func(v any) {
		if element, ok := v.(map[string]any); ok {
			elements = append(elements, element)
		}
	}
	addAll := func(v any) {
		list, _ := v.([]any)
		for _, element := range list {
			add(element)
		}
	}
	add(block["accessory"])
	add(block["element"])
	switch block["type"] {
	case "actions":
		addAll(block["elements"])
	case "card":
		addAll(block["actions"])
	case "data_table":
		rows, _ := block["rows"].([]any)
		for _, row := range rows {
			cells, _ := row.([]any)
			for _, cell := range cells {
				if cell, ok := cell.(map[string]any); ok {
					add(cell["element"])
				}
			}
		}
	}
	return elements
}

func interactive(element map[string]any) bool {
	kind, _ := element["type"].(string)
	return kind != "" && kind != "image"
}

// blocksOf reads blocks as a flat list of objects. A container comes before what it contains.
func blocksOf(blocks json.RawMessage) []map[string]any {
	list, _ := decoded(blocks).([]any)
	return flat(list)
}

func flat(list []any) []map[string]any {
	var objects []map[string]any
	for _, entry := range list {
		if object, ok := entry.(map[string]any); ok {
			objects = append(objects, object)
			within, _ := object["child_blocks"].([]any)
			objects = append(objects, flat(within)...)
		}
	}
	return objects
}

// decoded reads JSON without turning its numbers into floats. It is nil if raw is not JSON.
func decoded(raw json.RawMessage) any {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var v any
	if decoder.Decode(&v) != nil {
		return nil
	}
	return v
}

// encoded writes JSON as Slack does, without escaping & < >.
func encoded(v any) json.RawMessage {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic(err) // only values that came from JSON, and our own strings, are encoded
	}
	return bytes.TrimSpace(out.Bytes())
}
