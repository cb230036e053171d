package blockkit

import "testing"

func TestLayoutBlocks(t *testing.T) {
	t.Parallel()
	image := obj{"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A chart"}
	url := func(n int) string { return "https://example.org/" + chars(n-20) }
	context := func(elements ...any) obj { return obj{"type": "context", "elements": append(list{}, elements...)} }
	field := inputWith(textInput())
	checkLimits(t, []limit{
		{"block_id", with(section(), "block_id", chars(255)), with(section(), "block_id", chars(256)), "/block_id", "must be less than 256 characters"},
		{"block_id empty", nil, with(section(), "block_id", ""), "/block_id", "must be more than 0 characters"},
		{"a stray field", nil, with(section(), "disabled", true), "", "invalid additional property: disabled"},

		{"section text", with(section(), "text", mrkdwn(3000)), with(section(), "text", mrkdwn(3001)), "/text/text", "must be less than 3001 characters"},
		{"section text empty", nil, with(section(), "text", mrkdwn(0)), "/text/text", "must be more than 0 characters"},
		{"section with neither text nor fields", nil, obj{"type": "section"}, "/type", "must define either `text` or `fields`"},
		{"section fields", obj{"type": "section", "fields": many(10, func(int) any { return plain(1) })},
			obj{"type": "section", "fields": many(11, func(int) any { return plain(1) })}, "/fields", "no more than 10 items allowed"},
		{"section with no fields", nil, with(section(), "fields", list{}), "/fields", "no fewer than 1 items allowed"},
		{"section field", with(section(), "fields", list{mrkdwn(2000)}), with(section(), "fields", list{mrkdwn(2001)}), "/fields/0/text", "must be less than 2001 characters"},
		{"section text as a string", nil, with(section(), "text", "hi"), "/text", "must provide an object"},
		{"section expand", with(section(), "expand", true), with(section(), "expand", "yes"), "/expand", "must provide a boolean"},
		{"section accessory", with(section(), "accessory", button()), with(section(), "accessory", textInput()), "/accessory/type", "unsupported type: plain_text_input"},

		{"emoji on mrkdwn", with(section(), "text", with(plain(1), "emoji", true)), with(section(), "text", with(mrkdwn(1), "emoji", true)), "/text", "invalid additional property: emoji"},
		{"verbatim on plain_text", with(section(), "text", with(mrkdwn(1), "verbatim", true)), with(section(), "text", with(plain(1), "verbatim", true)), "/text", "invalid additional property: verbatim"},
		{"text of another type", nil, with(section(), "text", obj{"type": "markdown", "text": "x"}), "/text/type", "must be a valid enum value"},

		{"header", obj{"type": "header", "text": plain(150)}, obj{"type": "header", "text": plain(151)}, "/text/text", "must be less than 151 characters"},
		{"header in mrkdwn", nil, obj{"type": "header", "text": mrkdwn(1)}, "/text/type", "must be a valid enum value"},
		{"header level", obj{"type": "header", "text": plain(1), "level": 4}, obj{"type": "header", "text": plain(1), "level": 5}, "/level", "must be less than or equal to 4"},

		{"context", context(many(10, func(int) any { return mrkdwn(1) })...), context(many(11, func(int) any { return mrkdwn(1) })...), "/elements", "no more than 10 items allowed"},
		{"context of nothing", nil, context(), "/elements", "no fewer than 1 items allowed"},
		{"context image", context(image), context(with(image, "alt_text", nil)), "/elements/0", "missing required field: alt_text"},
		{"context button", nil, context(button()), "/elements/0/type", "unsupported type: button"},

		{"actions", actions(many(25, func(i int) any { return with(button(), "action_id", word(i)) })...),
			actions(many(26, func(i int) any { return with(button(), "action_id", word(i)) })...), "/elements", "no more than 25 items allowed"},
		{"actions of nothing", nil, actions(), "/elements", "no fewer than 1 items allowed"},
		{"actions without elements", nil, obj{"type": "actions"}, "", "missing required field: elements"},

		{"divider", obj{"type": "divider"}, obj{"type": "divider", "text": plain(1)}, "", "invalid additional property: text"},

		{"image url", with(image, "image_url", url(3000)), with(image, "image_url", url(3001)), "/image_url", "must be less than 3001 characters"},
		{"image url of a file", nil, with(image, "image_url", "file:///etc/passwd"), "/image_url", "invalid url"},
		{"image without url", nil, with(image, "image_url", nil), "", "missing required field: image_url"},
		{"image from Slack's files", nil, with(image, "slack_file", obj{"id": "F1"}), "/slack_file", "unsupported field: slack_file (this look-alike of Slack holds no files)"},
		{"image alt text", with(image, "alt_text", chars(2000)), with(image, "alt_text", chars(2001)), "/alt_text", "must be less than 2001 characters"},
		{"image title", with(image, "title", plain(2000)), with(image, "title", plain(2001)), "/title/text", "must be less than 2001 characters"},

		{"input label", with(field, "label", plain(2000)), with(field, "label", plain(2001)), "/label/text", "must be less than 2001 characters"},
		{"input label in mrkdwn", nil, with(field, "label", mrkdwn(1)), "/label/type", "must be a valid enum value"},
		{"input without label", nil, with(field, "label", nil), "", "missing required field: label"},
		{"input hint", with(field, "hint", plain(2000)), with(field, "hint", plain(2001)), "/hint/text", "must be less than 2001 characters"},
		{"input optional", with(field, "optional", true), with(field, "optional", 1), "/optional", "must provide a boolean"},
		{"input with a button", nil, inputWith(button()), "/element/type", "unsupported type: button"},
		{"input of a file", nil, inputWith(obj{"type": "file_input"}), "/element/type", "unsupported type: file_input (this look-alike of Slack does not show it)"},

		{"markdown", obj{"type": "markdown", "text": chars(12000)}, obj{"type": "markdown", "text": chars(12001)}, "/text", "must be less than 12001 characters"},
		{"markdown as a text object", nil, obj{"type": "markdown", "text": mrkdwn(1)}, "/text", "must provide a string"},
	})
}

func TestRichText(t *testing.T) {
	t.Parallel()
	richList := func(o obj) obj { return obj{"type": "rich_text", "elements": list{o}} }
	bullets := obj{"type": "rich_text_list", "style": "bullet", "elements": list{obj{"type": "rich_text_section", "elements": list{richWord(1)}}}}
	styled := func(style any) obj { return rich(with(richWord(1), "style", style)) }
	in := "/elements/0/elements/0"
	checkLimits(t, []limit{
		{"text", rich(richWord(1)), rich(richWord(0)), in + "/text", "must be more than 0 characters"},
		{"no elements", nil, obj{"type": "rich_text", "elements": list{}}, "/elements", "no fewer than 1 items allowed"},
		{"style", styled(obj{"bold": true, "strike": true}), styled(obj{"bold": "yes"}), in + "/style/bold", "must provide a boolean"},
		{"unknown style", nil, styled(obj{"blink": true}), in + "/style", "invalid additional property: blink"},
		{"link", rich(obj{"type": "link", "url": "https://example.org"}), rich(obj{"type": "link", "text": "x"}), in, "missing required field: url"},
		{"link text empty", nil, rich(obj{"type": "link", "url": "https://example.org", "text": ""}), in + "/text", "must be more than 0 characters"},
		{"emoji", rich(obj{"type": "emoji", "name": "tada"}), rich(obj{"type": "emoji", "name": ""}), in + "/name", "must be more than 0 characters"},
		{"user", rich(obj{"type": "user", "user_id": "U1"}), rich(obj{"type": "user", "user_id": "U1", "name": "Ann"}), in, "invalid additional property: name"},
		{"channel", rich(obj{"type": "channel", "channel_id": "C1"}), rich(obj{"type": "channel", "channel_id": ""}), in + "/channel_id", "must be more than 0 characters"},
		{"usergroup", rich(obj{"type": "usergroup", "usergroup_id": "S1"}), rich(obj{"type": "usergroup", "usergroup_id": 1}), in + "/usergroup_id", "must provide a string"},
		{"broadcast", rich(obj{"type": "broadcast", "range": "here"}), rich(obj{"type": "broadcast", "range": "all"}), in + "/range", "must be a valid enum value"},
		{"date", rich(obj{"type": "date", "timestamp": 1700000000, "format": "{date}"}), rich(obj{"type": "date", "timestamp": "now", "format": "{date}"}), in + "/timestamp", "must provide a number"},
		{"color", rich(obj{"type": "color", "value": "#F405B3"}), rich(obj{"type": "color", "value": "red"}), in + "/value", "must be a hex colour like #F405B3"},
		{"unknown element", nil, rich(obj{"type": "blink"}), in + "/type", "unsupported type: blink"},
		{"list", richList(bullets), richList(with(bullets, "style", "dashes")), "/elements/0/style", "must be a valid enum value"},
		{"list indent", richList(with(bullets, "indent", 8, "offset", 0, "border", 0)), richList(with(bullets, "indent", 9)), "/elements/0/indent", "must be less than or equal to 8"},
		{"list in a list", nil, richList(with(bullets, "elements", list{bullets})), "/elements/0/elements/0/type", "unsupported type: rich_text_list"},
		{"quote", richList(obj{"type": "rich_text_quote", "elements": list{richWord(1)}, "border": 1}),
			richList(obj{"type": "rich_text_quote", "elements": list{richWord(1)}, "border": 2}), "/elements/0/border", "must be less than or equal to 1"},
		{"preformatted", richList(obj{"type": "rich_text_preformatted", "elements": list{richWord(1)}, "language": "sql"}),
			richList(obj{"type": "rich_text_preformatted", "elements": richWord(1)}), "/elements/0/elements", "must provide an array"},
		{"unknown part", nil, richList(obj{"type": "rich_text_table", "elements": list{}}), "/elements/0/type", "unsupported type: rich_text_table"},
	})
}
