package blockkit

import "regexp"

var (
	// Styles of running text. Mentions have one more, which highlights them for the reader.
	textStyles    = []string{"bold", "italic", "strike", "code", "underline"}
	mentionStyles = append([]string{"highlight", "client_highlight", "unlink"}, textStyles...)
	hexColour     = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)
)

// richText judges a rich_text block, or a table's cell of the same shape.
func (j *judge) richText(o object) {
	o.only("type", "block_id", "elements")
	elements, ok := o.need("elements")
	if !ok {
		return
	}
	items, _ := elements.list(1, 1000)
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
		case "rich_text_section":
			j.run(e)
		case "rich_text_quote":
			j.run(e, "border")
		case "rich_text_preformatted":
			j.run(e, "border", "language")
			if v, ok := e.maybe("language"); ok {
				v.sized(1, 50)
			}
		case "rich_text_list":
			j.richList(e)
		default:
			kindField.fault("unsupported type: %s", kind)
		}
	}
}

func (j *judge) richList(o object) {
	o.only("type", "elements", "style", "indent", "offset", "border")
	if v, ok := o.need("style"); ok {
		v.oneOf("bullet", "ordered")
	}
	if v, ok := o.maybe("indent"); ok {
		v.integer(0, 8)
	}
	if v, ok := o.maybe("offset"); ok {
		v.integer(0, 10000)
	}
	if v, ok := o.maybe("border"); ok {
		v.integer(0, 1)
	}
	elements, ok := o.need("elements")
	if !ok {
		return
	}
	items, _ := elements.list(1, 1000)
	for _, item := range items {
		e, ok := item.object()
		if !ok {
			continue
		}
		if kind, ok := e.need("type"); ok {
			if word, ok := kind.text(); ok && word != "rich_text_section" {
				kind.fault("unsupported type: %s", word)
				continue
			}
			j.run(e)
		}
	}
}

// run judges a section, quote or preformatted text: a run of texts, links and mentions.
func (j *judge) run(o object, further ...string) {
	o.only(append([]string{"type", "elements"}, further...)...)
	if v, ok := o.maybe("border"); ok {
		v.integer(0, 1)
	}
	elements, ok := o.need("elements")
	if !ok {
		return
	}
	items, _ := elements.list(0, 1000)
	for _, item := range items {
		j.runElement(item)
	}
}

func (j *judge) runElement(v value) {
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
	switch kind {
	case "text":
		o.only("type", "text", "style")
		j.style(o, textStyles)
		if text, ok := o.need("text"); ok {
			text.shown(1, maxBlocksText) // an empty text makes Slack refuse the whole message
		}
	case "link":
		o.only("type", "url", "text", "unsafe", "style")
		o.optionalBoolean("unsafe")
		j.style(o, textStyles)
		if link, ok := o.need("url"); ok {
			link.sized(1, 3000)
		}
		if text, ok := o.maybe("text"); ok {
			text.shown(1, maxBlocksText)
		}
	case "emoji":
		o.only("type", "name", "unicode", "skin_tone", "style")
		if name, ok := o.need("name"); ok {
			name.shown(1, 100)
		}
		if tone, ok := o.maybe("skin_tone"); ok {
			tone.integer(1, 6)
		}
	case "user":
		j.mention(o, "user_id")
	case "channel":
		j.mention(o, "channel_id")
	case "usergroup":
		j.mention(o, "usergroup_id")
	case "broadcast":
		o.only("type", "range", "style")
		if v, ok := o.need("range"); ok {
			v.oneOf("here", "channel", "everyone")
		}
	case "date":
		j.date(o)
	case "color":
		o.only("type", "value", "style")
		if v, ok := o.need("value"); ok {
			if s, ok := v.text(); ok && !hexColour.MatchString(s) {
				v.fault("must be a hex colour like #F405B3")
			}
		}
	default:
		kindField.fault("unsupported type: %s", kind)
	}
}

func (j *judge) mention(o object, id string) {
	o.only("type", id, "style")
	j.style(o, mentionStyles)
	if v, ok := o.need(id); ok {
		v.sized(1, maxIdentifier)
	}
}

func (j *judge) date(o object) {
	o.only("type", "timestamp", "format", "timezone", "url", "fallback", "style")
	if v, ok := o.need("timestamp"); ok {
		v.integer(0, 9_999_999_999)
	}
	if v, ok := o.need("format"); ok {
		v.sized(1, maxIdentifier)
	}
	if v, ok := o.maybe("url"); ok {
		v.link("http", "https")
	}
	if v, ok := o.maybe("fallback"); ok {
		v.shown(1, maxTyped)
	}
}

func (j *judge) style(o object, allowed []string) {
	v, ok := o.maybe("style")
	if !ok {
		return
	}
	if s, ok := v.object(); ok {
		s.only(allowed...)
		s.optionalBoolean(allowed...)
	}
}
