package blockkit

import (
	"slices"
	"strings"
)

// optionRule is how the options of one kind of element differ from another's.
type optionRule struct {
	texts []string // kinds of text object allowed
	links bool     // whether an option may carry a url
}

var (
	menuOption     = optionRule{texts: []string{plainText}}
	overflowOption = optionRule{texts: []string{plainText}, links: true}
	listOption     = optionRule{texts: []string{plainText, markdown}}
)

// option is what identifies an option. An initial option must match an offered one in both.
type option struct{ text, value string }

func (j *judge) option(v value, rule optionRule) (option, bool) {
	allowed := []string{"text", "value", "description"}
	if rule.links {
		allowed = append(allowed, "url")
	}
	o, ok := v.object(allowed...)
	if !ok {
		return option{}, false
	}
	var found option
	if text, ok := o.need("text"); ok {
		text.textObject(75, rule.texts...)
		if fields, ok := text.v.(map[string]any); ok {
			found.text, _ = fields["text"].(string)
		}
	}
	if val, ok := o.need("value"); ok {
		found.value, _ = val.sized(1, 150)
	}
	if description, ok := o.maybe("description"); ok {
		description.textObject(75, rule.texts...)
	}
	if link, ok := o.maybe("url"); ok && rule.links {
		link.link("http", "https", "mailto", "slack")
	}
	return found, true
}

func (j *judge) options(v value, least, most int, rule optionRule) []option {
	items, _ := v.list(least, most)
	var all []option
	for _, item := range items {
		if found, ok := j.option(item, rule); ok {
			all = append(all, found)
		}
	}
	return all
}

// initial judges the options chosen beforehand. offered is nil if it cannot be known, such as when Slack asks the app
// for the options later.
func (j *judge) initial(o object, many bool, offered []option, rule optionRule) {
	var chosen []value
	if many {
		if v, ok := o.maybe("initial_options"); ok {
			chosen, _ = v.list(1, 100)
		}
	} else if v, ok := o.maybe("initial_option"); ok {
		chosen = []value{v}
	}
	for _, v := range chosen {
		if found, ok := j.option(v, rule); ok && offered != nil && !slices.Contains(offered, found) {
			v.fault("must match one of the options: %s", found.value)
		}
	}
}

func (j *judge) overflow(o object) {
	o.only("type", "action_id", "options", "confirm")
	if v, ok := o.need("options"); ok {
		j.options(v, 1, 5, overflowOption)
	}
	j.confirm(o)
}

// choiceList judges radio buttons and checkboxes.
func (j *judge) choiceList(o object, kind string) {
	many := kind == "checkboxes"
	initial := "initial_option"
	if many {
		initial = "initial_options"
	}
	o.only("type", "action_id", "options", initial, "confirm", "focus_on_load")
	if v, ok := o.need("options"); ok {
		j.initial(o, many, append([]option{}, j.options(v, 1, 10, listOption)...), listOption)
	}
	j.confirm(o)
}

// menu judges the ten select menus. Options come from five sources, for one choice or for several.
func (j *judge) menu(o object, kind string) {
	source := strings.TrimSuffix(strings.TrimPrefix(kind, "multi_"), "_select")
	many := strings.HasPrefix(kind, "multi_")
	allowed := []string{"type", "action_id", "placeholder", "confirm", "focus_on_load"}
	if many {
		allowed = append(allowed, "max_selected_items")
	}
	switch source {
	case "static":
		allowed = append(allowed, "options", "option_groups", plural("initial_option", many))
	case "external":
		allowed = append(allowed, "min_query_length", plural("initial_option", many))
	case "users":
		allowed = append(allowed, plural("initial_user", many))
	case "conversations":
		allowed = append(allowed, plural("initial_conversation", many), "default_to_current_conversation", "filter")
	case "channels":
		allowed = append(allowed, plural("initial_channel", many))
	}
	if !many && (source == "conversations" || source == "channels") {
		allowed = append(allowed, "response_url_enabled")
	}
	o.only(allowed...)
	j.placeholder(o)
	j.confirm(o)
	o.optionalBoolean("default_to_current_conversation", "response_url_enabled")
	if v, ok := o.maybe("max_selected_items"); ok && many {
		v.integer(1, 100)
	}

	switch source {
	case "static":
		j.initial(o, many, append([]option{}, j.offered(o)...), menuOption)
	case "external":
		if v, ok := o.maybe("min_query_length"); ok {
			v.integer(0, 1000)
		}
		j.initial(o, many, nil, menuOption)
	default:
		j.initialIDs(o, plural("initial_"+strings.TrimSuffix(source, "s"), many), many)
	}
	if filter, ok := o.maybe("filter"); ok && source == "conversations" {
		j.conversationFilter(filter)
	}
}

// offered judges a static menu's options or groups of options. It must have exactly one of the two.
func (j *judge) offered(o object) []option {
	options, hasOptions := o.maybe("options")
	groups, hasGroups := o.maybe("option_groups")
	if hasOptions == hasGroups {
		o.fault("must define either `options` or `option_groups`")
		return nil
	}
	if hasOptions {
		return j.options(options, 1, 100, menuOption)
	}
	var all []option
	items, _ := groups.list(1, 100)
	for _, item := range items {
		group, ok := item.object("label", "options")
		if !ok {
			continue
		}
		if label, ok := group.need("label"); ok {
			label.plainText(75)
		}
		if v, ok := group.need("options"); ok {
			all = append(all, j.options(v, 1, 100, menuOption)...)
		}
	}
	return all
}

// initialIDs judges people, channels or conversations chosen beforehand.
func (j *judge) initialIDs(o object, name string, many bool) {
	v, ok := o.maybe(name)
	if !ok {
		return
	}
	ids := []value{v}
	if many {
		ids, _ = v.list(1, 100)
	}
	for _, id := range ids {
		id.sized(1, maxIdentifier)
	}
}

func (j *judge) conversationFilter(v value) {
	o, ok := v.object("include", "exclude_external_shared_channels", "exclude_bot_users")
	if !ok {
		return
	}
	o.optionalBoolean("exclude_external_shared_channels", "exclude_bot_users")
	include, ok := o.maybe("include")
	if !ok {
		if len(o.fields) == 0 {
			o.fault("must define at least one field")
		}
		return
	}
	kinds, _ := include.list(1, 4)
	for _, kind := range kinds {
		kind.oneOf("im", "mpim", "private", "public")
	}
}

func plural(name string, many bool) string {
	if many {
		return name + "s"
	}
	return name
}
