package blockkit

import (
	"slices"
	"testing"
)

func TestButtons(t *testing.T) {
	t.Parallel()
	press := func(pairs ...any) obj { return actions(with(button(), pairs...)) }
	ask := func(pairs ...any) obj { return press("confirm", with(confirmBox(), pairs...)) }
	in := "/elements/0"
	checkLimits(t, []limit{
		{"text", press("text", plain(75)), press("text", plain(76)), in + "/text/text", "must be less than 76 characters"},
		{"text in mrkdwn", nil, press("text", mrkdwn(1)), in + "/text/type", "must be a valid enum value"},
		{"text null", nil, actions(obj{"type": "button", "text": nil}), in + "/text", "must provide an object"},
		{"action_id", press("action_id", chars(255)), press("action_id", chars(256)), in + "/action_id", "must be less than 256 characters"},
		{"action_id unique", actions(button(), with(button(), "action_id", "stop")), actions(button(), button()), "/elements/1/action_id", "action_id must be unique within a block: go"},
		{"value", press("value", chars(2000)), press("value", chars(2001)), in + "/value", "must be less than 2001 characters"},
		{"url", press("url", "https://example.org"), press("url", "example.org"), in + "/url", "invalid url"},
		{"url of a script", press("url", "mailto:a@example.org"), press("url", "javascript:alert(1)"), in + "/url", "invalid url"},
		{"url length", press("url", "https://example.org/"+chars(2980)), press("url", "https://example.org/"+chars(2981)), in + "/url", "must be less than 3001 characters"},
		{"style", press("style", "danger"), press("style", "default"), in + "/style", "must be a valid enum value"},
		{"accessibility_label", press("accessibility_label", chars(75)), press("accessibility_label", chars(76)), in + "/accessibility_label", "must be less than 76 characters"},
		{"a field of another element", nil, press("options", options(1)), in, "invalid additional property: options"},
		{"confirm title", ask("title", plain(100)), ask("title", plain(101)), in + "/confirm/title/text", "must be less than 101 characters"},
		{"confirm text", ask("text", mrkdwn(300)), ask("text", mrkdwn(301)), in + "/confirm/text/text", "must be less than 301 characters"},
		{"confirm yes", ask("confirm", plain(30)), ask("confirm", plain(31)), in + "/confirm/confirm/text", "must be less than 31 characters"},
		{"confirm no", ask("deny", plain(30)), ask("deny", plain(31)), in + "/confirm/deny/text", "must be less than 31 characters"},
		{"confirm without no", ask("style", "danger"), ask("deny", nil), in + "/confirm", "missing required field: deny"},
		{"unknown element", nil, actions(obj{"type": "lever"}), in + "/type", "unsupported type: lever"},
		{"text input among actions", nil, actions(textInput()), in + "/type", "unsupported type: plain_text_input"},
	})
}

func TestMenus(t *testing.T) {
	t.Parallel()
	pick := func(pairs ...any) obj { return actions(with(menu(), pairs...)) }
	grouped := func(n int) obj {
		return pick("options", nil, "option_groups", many(n, func(int) any { return obj{"label": plain(75), "options": options(1)} }))
	}
	first := func(o obj) obj { return pick("options", list{o}) }
	overflow := func(n int) obj {
		return actions(obj{"type": "overflow", "options": options(n)})
	}
	choices := func(kind string, n int) obj { return actions(obj{"type": kind, "options": options(n)}) }
	in := "/elements/0"
	wide := func(n int) list {
		return many(n, func(i int) any { return with(opt(i), "text", obj{"type": "plain_text", "text": "x"}) })
	}
	checkLimits(t, []limit{
		{"options", pick("options", wide(100)), pick("options", wide(101)), in + "/options", "no more than 100 items allowed"},
		{"no options", nil, pick("options", list{}), in + "/options", "no fewer than 1 items allowed"},
		{"neither options nor groups", nil, pick("options", nil), in, "must define either `options` or `option_groups`"},
		{"both options and groups", nil, pick("option_groups", list{}), in, "must define either `options` or `option_groups`"},
		{"groups", grouped(100), grouped(101), in + "/option_groups", "no more than 100 items allowed"},
		{"placeholder", pick("placeholder", plain(150)), pick("placeholder", plain(151)), in + "/placeholder/text", "must be less than 151 characters"},
		{"option text", first(with(opt(1), "text", plain(75))), first(with(opt(1), "text", plain(76))), in + "/options/0/text/text", "must be less than 76 characters"},
		{"option in mrkdwn", nil, first(with(opt(1), "text", mrkdwn(1))), in + "/options/0/text/type", "must be a valid enum value"},
		{"option value", first(with(opt(1), "value", chars(150))), first(with(opt(1), "value", chars(151))), in + "/options/0/value", "must be less than 151 characters"},
		{"option description", first(with(opt(1), "description", plain(75))), first(with(opt(1), "description", plain(76))), in + "/options/0/description/text", "must be less than 76 characters"},
		{"option with a url", nil, first(with(opt(1), "url", "")), in + "/options/0", "invalid additional property: url"},
		{"initial option", pick("initial_option", opt(1)), pick("initial_option", opt(7)), in + "/initial_option", "must match one of the options: w7"},
		{"initial option reworded", nil, pick("initial_option", with(opt(1), "text", obj{"type": "plain_text", "text": "other"})), in + "/initial_option", "must match one of the options: w1"},
		{"many", pick("type", "multi_static_select", "initial_options", options(2), "max_selected_items", 2), pick("type", "multi_static_select", "max_selected_items", 0), in + "/max_selected_items", "must be greater than or equal to 1"},
		{"max_selected_items of one", nil, pick("max_selected_items", 1), in, "invalid additional property: max_selected_items"},
		{"external", actions(obj{"type": "external_select", "min_query_length": 1}), actions(obj{"type": "external_select", "options": options(1)}), in, "invalid additional property: options"},
		{"users", actions(obj{"type": "users_select", "initial_user": "U1"}), actions(obj{"type": "users_select", "initial_user": ""}), in + "/initial_user", "must be more than 0 characters"},
		{"many users", actions(obj{"type": "multi_users_select", "initial_users": list{"U1"}}), actions(obj{"type": "multi_users_select", "initial_user": "U1"}), in, "invalid additional property: initial_user"},
		{"conversations", actions(obj{"type": "conversations_select", "filter": obj{"include": list{"public"}}}), actions(obj{"type": "conversations_select", "filter": obj{"include": list{"secret"}}}), in + "/filter/include/0", "must be a valid enum value"},
		{"channels", actions(obj{"type": "channels_select", "initial_channel": "C1"}), actions(obj{"type": "channels_select", "initial_channel": 1}), in + "/initial_channel", "must provide a string"},
		{"overflow", overflow(5), overflow(6), in + "/options", "no more than 5 items allowed"},
		{"overflow of nothing", overflow(1), overflow(0), in + "/options", "no fewer than 1 items allowed"},
		{"radio_buttons", choices("radio_buttons", 10), choices("radio_buttons", 11), in + "/options", "no more than 10 items allowed"},
		{"checkboxes", choices("checkboxes", 10), choices("checkboxes", 11), in + "/options", "no more than 10 items allowed"},
		{"checkboxes in mrkdwn", actions(obj{"type": "checkboxes", "options": list{with(opt(1), "text", mrkdwn(75))}}),
			actions(obj{"type": "checkboxes", "options": list{with(opt(1), "text", mrkdwn(76))}}), in + "/options/0/text/text", "must be less than 76 characters"},
		{"checkboxes chosen", actions(obj{"type": "checkboxes", "options": options(2), "initial_options": options(2)}),
			actions(obj{"type": "checkboxes", "options": options(2), "initial_options": options(3)}), in + "/initial_options/2", "must match one of the options: w2"},
	})
}

func TestFields(t *testing.T) {
	t.Parallel()
	typed := func(pairs ...any) obj { return inputWith(with(textInput(), pairs...)) }
	number := func(pairs ...any) obj { return inputWith(with(numberInput(), pairs...)) }
	pick := func(kind string, pairs ...any) obj { return actions(with(obj{"type": kind}, pairs...)) }
	in, at := "/element", "/elements/0"
	checkLimits(t, []limit{
		{"min_length", typed("min_length", 3000), typed("min_length", 3001), in + "/min_length", "must be less than or equal to 3000"},
		{"max_length", typed("max_length", 3000), typed("max_length", 3001), in + "/max_length", "must be less than or equal to 3000"},
		{"max_length of none", typed("max_length", 1), typed("max_length", 0), in + "/max_length", "must be greater than or equal to 1"},
		{"min over max", typed("min_length", 5, "max_length", 5), typed("min_length", 6, "max_length", 5), in, "min_length must be less than or equal to max_length"},
		{"initial_value", typed("initial_value", chars(5), "max_length", 5), typed("initial_value", chars(6), "max_length", 5), in + "/initial_value", "must be less than 6 characters"},
		{"initial_value without a maximum", typed("initial_value", chars(3000)), typed("initial_value", chars(3001)), in + "/initial_value", "must be less than 3001 characters"},
		{"multiline", typed("multiline", true), typed("multiline", "true"), in + "/multiline", "must provide a boolean"},
		{"placeholder in mrkdwn", typed("placeholder", plain(150)), typed("placeholder", mrkdwn(1)), in + "/placeholder/type", "must be a valid enum value"},
		{"dispatch", typed("dispatch_action_config", obj{"trigger_actions_on": list{"on_enter_pressed"}}), typed("dispatch_action_config", obj{"trigger_actions_on": list{"on_blur"}}), in + "/dispatch_action_config/trigger_actions_on/0", "must be a valid enum value"},
		{"number", number(), number("is_decimal_allowed", nil), in, "missing required field: is_decimal_allowed"},
		{"number whole", number("initial_value", "12"), number("initial_value", "12.5"), in + "/initial_value", "must be a number"},
		{"number with a fraction", number("is_decimal_allowed", true, "initial_value", "-12.5"), number("is_decimal_allowed", true, "initial_value", "1e3"), in + "/initial_value", "must be a number"},
		{"number as a number", nil, number("min_value", 1), in + "/min_value", "must provide a string"},
		{"number bounds", number("min_value", "2", "max_value", "2"), number("min_value", "3", "max_value", "2"), in, "min_value must be less than or equal to max_value"},
		{"number within bounds", number("min_value", "2", "initial_value", "2"), number("min_value", "3", "initial_value", "2"), in, "initial_value must be between min_value and max_value"},
		{"email", inputWith(obj{"type": "email_text_input"}), inputWith(obj{"type": "email_text_input", "max_length": 5}), in, "invalid additional property: max_length"},
		{"url", inputWith(obj{"type": "url_text_input", "initial_value": "https://example.org"}), inputWith(obj{"type": "url_text_input", "initial_value": 4}), in + "/initial_value", "must provide a string"},
		{"date", pick("datepicker", "initial_date", "2024-02-29"), pick("datepicker", "initial_date", "2023-02-29"), at + "/initial_date", "must be in the form YYYY-MM-DD"},
		{"date another way round", nil, pick("datepicker", "initial_date", "29-02-2024"), at + "/initial_date", "must be in the form YYYY-MM-DD"},
		{"time", pick("timepicker", "initial_time", "09:05", "timezone", "Europe/London"), pick("timepicker", "initial_time", "9:05"), at + "/initial_time", "must be in the form HH:mm"},
		{"date and time", pick("datetimepicker", "initial_date_time", 1700000000), pick("datetimepicker", "initial_date_time", 999999999), at + "/initial_date_time", "must be greater than or equal to 1000000000"},
	})
}

func TestEveryElementHasAPlace(t *testing.T) {
	t.Parallel()
	for _, kind := range pickers {
		for _, where := range []place{asAccessory, asAction, asInput} {
			if !slices.Contains(taken[where], kind) {
				t.Errorf("%s is not taken as %s", kind, where)
			}
		}
	}
}
