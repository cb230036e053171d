package lookalike

import (
	"encoding/json"
	"strings"

	"chaser/demo/blockkit"
)

// TakeBlocks makes the workspace take every type of block except these, from now on.
func (w *Workspace) TakeBlocks(but ...string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.config.WithoutBlocks = but
}

// validateBlocks judges blocks without showing them. It takes exactly one of a list, a message and a view. A list that
// stands alone is judged as a message's.
func (w *Workspace) validateBlocks(c call) (answer, *apiError) {
	given := 0
	for _, name := range []string{"blocks", "message", "view"} {
		if c.get(name) != "" {
			given++
		}
	}
	if given != 1 {
		return failed("invalid_arguments", "must provide exactly one of `blocks`, `view`, or `message`")
	}
	if c.has("view") {
		return validated("invalid_view", "/view", blockkit.CheckView(c.raw("view")))
	}
	if c.has("blocks") {
		return validated("invalid_blocks", "/blocks", blockkit.CheckMessage("", c.raw("blocks"), w.config.WithoutBlocks...))
	}
	var message map[string]json.RawMessage
	if json.Unmarshal(c.raw("message"), &message) != nil {
		return validated("invalid_message", "", &blockkit.Refusal{Messages: []string{"must be an object"}})
	}
	for name := range message {
		if name != "blocks" && name != "attachments" { // Slack takes no text here
			return validated("invalid_message", "", &blockkit.Refusal{Messages: []string{"no more items allowed: " + name}})
		}
	}
	return validated("invalid_message", "", blockkit.CheckMessage("", message["blocks"], w.config.WithoutBlocks...))
}

// validated is the answer of blocks.validate. Its pointers leave out the argument's name.
func validated(code, argument string, r *blockkit.Refusal) (answer, *apiError) {
	if r == nil {
		return answer{}, nil
	}
	errs := []any{}
	for _, fault := range r.Messages {
		said, pointer, _ := strings.Cut(strings.TrimPrefix(fault, "[ERROR] "), " [json-pointer:")
		pointer = strings.TrimPrefix(strings.TrimSuffix(pointer, "]"), argument)
		errs = append(errs, map[string]any{
			"code": "failed_constraint", "message": said, "pointer": pointer, "constraint": map[string]any{"type": constraintOf(said)},
		})
	}
	return nil, &apiError{code: code, errors: errs}
}

// constraintOf is the kind of rule that a fault breaks, as far as its words tell.
func constraintOf(said string) string {
	if strings.HasPrefix(said, "unsupported type") {
		return "enum"
	}
	return "all_of"
}
