package blockkit

import "slices"

// blockRule says where a block may stand and how it is judged.
type blockRule struct {
	surfaces []surface
	check    func(j *judge, o object)
}

var (
	everywhere   = []surface{inMessage, inModal, inHome}
	notInModals  = []surface{inMessage, inHome}
	messagesOnly = []surface{inMessage}
	modalsOnly   = []surface{inModal}
	notLookAlike = []string{
		"video", "file", "call", "card", "carousel", "container", "context_actions", "plan", "task_card", "layout",
		"auth_provider",
	}
	notLookFields = []string{"file_input", "rich_text_input", "workflow_button", "feedback_buttons", "icon_button"}
)

// ruleOf names the rule of each block that the look-alike takes, with the surfaces that Slack's reference gives for it.
func ruleOf(kind string) (blockRule, bool) {
	switch kind {
	case "section":
		return blockRule{everywhere, (*judge).section}, true
	case "header":
		return blockRule{everywhere, (*judge).header}, true
	case "context":
		return blockRule{everywhere, (*judge).context}, true
	case "actions":
		return blockRule{everywhere, (*judge).actions}, true
	case "divider":
		return blockRule{everywhere, (*judge).divider}, true
	case "image":
		return blockRule{everywhere, (*judge).imageBlock}, true
	case "input":
		return blockRule{everywhere, (*judge).input}, true
	case "rich_text":
		return blockRule{everywhere, (*judge).richText}, true
	case "table":
		return blockRule{notInModals, (*judge).table}, true
	case "data_table":
		return blockRule{notInModals, (*judge).dataTable}, true
	case "data_visualization":
		return blockRule{messagesOnly, (*judge).visualisation}, true
	case "markdown":
		return blockRule{messagesOnly, (*judge).markdownBlock}, true
	case "alert":
		return blockRule{modalsOnly, (*judge).alert}, true
	}
	return blockRule{}, false
}

// blocks judges a whole list of blocks.
func (j *judge) blocks(v value, least, most int) {
	items, _ := v.list(least, most)
	for _, item := range items {
		j.block(item)
	}
}

func (j *judge) block(v value) {
	o, ok := v.object()
	if !ok {
		return
	}
	kindField, ok := o.need("type")
	if !ok {
		return
	}
	kind, ok := kindField.text()
	if !ok {
		return
	}
	rule, known := ruleOf(kind)
	switch {
	case slices.Contains(notLookAlike, kind):
		kindField.fault("unsupported type: %s (this look-alike of Slack does not show it)", kind)
		return
	case !known, slices.Contains(j.without, kind), !slices.Contains(rule.surfaces, j.surface):
		kindField.fault("unsupported type: %s", kind)
		return
	}
	j.blockID(o)
	rule.check(j, o)
}

// blockID judges a block's id, which must be unique in the message or view.
func (j *judge) blockID(o object) {
	v, ok := o.maybe("block_id")
	if !ok {
		return
	}
	id, ok := v.sized(1, maxIdentifier)
	if !ok {
		return
	}
	if j.blockIDs[id] {
		v.fault("block_id must be unique: %s", id)
	}
	j.blockIDs[id] = true
}
