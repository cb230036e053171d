package blockkit

import "slices"

// place is where in a block an element stands. It decides which elements are allowed.
type place string

const (
	asAccessory place = "accessory"
	asAction    place = "action"
	asInput     place = "input"
)

var (
	pickers = []string{
		"static_select", "external_select", "users_select", "conversations_select", "channels_select",
		"multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select",
		"multi_channels_select",
		"radio_buttons", "checkboxes", "datepicker", "timepicker",
	}
	taken = map[place][]string{
		asAccessory: append([]string{"button", "image", "overflow"}, pickers...),
		asAction:    append([]string{"button", "overflow", "datetimepicker"}, pickers...),
		asInput: append([]string{
			"plain_text_input", "number_input", "email_text_input", "url_text_input", "datetimepicker",
		}, pickers...),
	}
)

// element judges one element; seen holds the action ids of the block so far.
func (j *judge) element(v value, where place, seen map[string]bool) {
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
	if slices.Contains(notLookFields, kind) {
		kindField.fault("unsupported type: %s (this look-alike of Slack does not show it)", kind)
		return
	}
	if !slices.Contains(taken[where], kind) {
		kindField.fault("unsupported type: %s", kind)
		return
	}
	j.actionID(o, seen)
	j.focus(o)
	switch kind {
	case "image":
		j.imageElement(o)
	case "button":
		j.button(o)
	case "overflow":
		j.overflow(o)
	case "radio_buttons", "checkboxes":
		j.choiceList(o, kind)
	case "datepicker", "timepicker", "datetimepicker":
		j.timeField(o, kind)
	case "plain_text_input":
		j.textField(o)
	case "number_input":
		j.numberField(o)
	case "email_text_input", "url_text_input":
		j.addressField(o)
	default:
		j.menu(o, kind)
	}
}

func (j *judge) actionID(o object, seen map[string]bool) {
	v, ok := o.maybe("action_id")
	if !ok {
		return
	}
	id, ok := v.sized(1, maxIdentifier)
	if !ok {
		return
	}
	if seen[id] {
		v.fault("action_id must be unique within a block: %s", id)
	}
	seen[id] = true
}

// focus counts the elements that ask for the cursor. A view may have one.
func (j *judge) focus(o object) {
	if v, ok := o.maybe("focus_on_load"); ok {
		if on, ok := v.boolean(); ok && on {
			j.focused++
		}
	}
}

func (j *judge) button(o object) {
	o.only("type", "action_id", "text", "value", "url", "style", "confirm", "accessibility_label")
	if text, ok := o.need("text"); ok {
		text.plainText(75)
	}
	if v, ok := o.maybe("value"); ok {
		v.sized(1, 2000)
	}
	if v, ok := o.maybe("url"); ok {
		v.link("http", "https", "mailto", "slack")
	}
	if v, ok := o.maybe("style"); ok {
		v.oneOf("primary", "danger")
	}
	if v, ok := o.maybe("accessibility_label"); ok {
		v.sized(1, 75)
	}
	j.confirm(o)
}

// confirm judges the question that an element asks before it acts.
func (j *judge) confirm(o object) {
	v, ok := o.maybe("confirm")
	if !ok {
		return
	}
	c, ok := v.object("title", "text", "confirm", "deny", "style")
	if !ok {
		return
	}
	if title, ok := c.need("title"); ok {
		title.plainText(100)
	}
	if text, ok := c.need("text"); ok {
		text.anyText(300)
	}
	for _, name := range []string{"confirm", "deny"} {
		if answer, ok := c.need(name); ok {
			answer.plainText(30)
		}
	}
	if style, ok := c.maybe("style"); ok {
		style.oneOf("primary", "danger")
	}
}

func (j *judge) placeholder(o object) {
	if v, ok := o.maybe("placeholder"); ok {
		v.plainText(150)
	}
}
