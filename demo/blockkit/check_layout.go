package blockkit

import "unicode/utf8"

// section judges a section: a text, up to ten fields, or both, and perhaps one element beside them.
func (j *judge) section(o object) {
	o.only("type", "block_id", "text", "fields", "accessory", "expand")
	o.optionalBoolean("expand")
	text, hasText := o.maybe("text")
	if hasText {
		text.anyText(3000)
	}
	fields, hasFields := o.maybe("fields")
	if hasFields {
		items, _ := fields.list(1, 10)
		for _, item := range items {
			item.anyText(2000)
		}
	}
	if !hasText && !hasFields {
		j.fault(o.at+"/type", "must define either `text` or `fields`")
	}
	if accessory, ok := o.maybe("accessory"); ok {
		j.element(accessory, asAccessory, map[string]bool{})
	}
}

func (j *judge) header(o object) {
	o.only("type", "block_id", "text", "level")
	if text, ok := o.need("text"); ok {
		text.plainText(150)
	}
	if level, ok := o.maybe("level"); ok {
		level.integer(1, 4)
	}
}

// context judges a context block: one to ten small texts and images.
func (j *judge) context(o object) {
	o.only("type", "block_id", "elements")
	elements, ok := o.need("elements")
	if !ok {
		return
	}
	items, _ := elements.list(1, 10)
	for _, item := range items {
		e, ok := item.object()
		if !ok {
			continue
		}
		kindField, ok := e.need("type")
		if !ok {
			continue
		}
		switch kind, _ := kindField.text(); kind {
		case "image":
			j.imageElement(e)
		case plainText, markdown:
			item.anyText(3000)
		default:
			kindField.fault("unsupported type: %s", kind)
		}
	}
}

// actions judges an actions block: one to twenty-five interactive elements, whose action ids are unique within it.
func (j *judge) actions(o object) {
	o.only("type", "block_id", "elements")
	elements, ok := o.need("elements")
	if !ok {
		return
	}
	items, _ := elements.list(1, 25)
	seen := map[string]bool{}
	for _, item := range items {
		j.element(item, asAction, seen)
	}
}

func (j *judge) divider(o object) { o.only("type", "block_id") }

func (j *judge) imageBlock(o object) {
	o.only("type", "block_id", "image_url", "slack_file", "alt_text", "title")
	j.imageSource(o)
	if title, ok := o.maybe("title"); ok {
		title.plainText(2000)
	}
}

func (j *judge) imageElement(o object) {
	o.only("type", "image_url", "slack_file", "alt_text")
	j.imageSource(o)
}

func (j *judge) imageSource(o object) {
	if file, ok := o.maybe("slack_file"); ok {
		file.fault("unsupported field: slack_file (this look-alike of Slack holds no files)")
	} else if link, ok := o.need("image_url"); ok {
		link.link("http", "https")
	}
	if alt, ok := o.need("alt_text"); ok {
		alt.shown(1, 2000)
	}
}

// input judges an input: a label and one element that holds what a person enters.
func (j *judge) input(o object) {
	o.only("type", "block_id", "label", "element", "dispatch_action", "hint", "optional")
	j.inputs++
	o.optionalBoolean("dispatch_action", "optional")
	if label, ok := o.need("label"); ok {
		label.plainText(2000)
	}
	if hint, ok := o.maybe("hint"); ok {
		hint.plainText(2000)
	}
	if element, ok := o.need("element"); ok {
		j.element(element, asInput, map[string]bool{})
	}
}

// markdownBlock judges a markdown block. The limit is for all markdown blocks of a message together.
func (j *judge) markdownBlock(o object) {
	o.only("type", "block_id", "text")
	text, ok := o.need("text")
	if !ok {
		return
	}
	s, ok := text.shown(1, maxMarkdownText)
	if !ok {
		return
	}
	if j.markdown += utf8.RuneCountInString(s); j.markdown > maxMarkdownText {
		text.fault("all markdown blocks together must be less than %d characters", maxMarkdownText+1)
	}
}

func (j *judge) alert(o object) {
	o.only("type", "block_id", "text", "level")
	if text, ok := o.need("text"); ok {
		text.anyText(200)
	}
	if level, ok := o.maybe("level"); ok {
		level.oneOf("default", "info", "warning", "error", "success")
	}
}
