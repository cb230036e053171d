package blockkit

import (
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func wantJSON(t *testing.T, got json.RawMessage, want string) {
	t.Helper()
	a, err := decode(got)
	if err != nil {
		t.Fatalf("not JSON: %s", got)
	}
	b, err := decode([]byte(want))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(b, a); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestActionPayload(t *testing.T) {
	t.Parallel()
	named := func(id, kind string, pairs ...any) obj {
		return with(obj{"type": kind, "action_id": id}, pairs...)
	}
	blocks := raw(t, list{
		with(actions(
			with(button(), "text", obj{"type": "plain_text", "text": "Go"}, "value", "178", "style", "primary"),
			named("bare", "button", "text", obj{"type": "plain_text", "text": "Bare"}),
			with(menu(), "placeholder", obj{"type": "plain_text", "text": "Pick"}),
			named("several", "multi_static_select", "options", options(3)),
			named("who", "users_select"), named("all", "multi_users_select"),
			named("where", "conversations_select"), named("room", "channels_select"),
			named("far", "external_select"),
			named("more", "overflow", "options", options(2)),
			named("one", "radio_buttons", "options", options(2)), named("ticks", "checkboxes", "options", options(2)),
			named("day", "datepicker"), named("hour", "timepicker"), named("moment", "datetimepicker"),
		), "block_id", "a"),
		with(section(), "block_id", "s", "accessory", button()),
		with(inputWith(textInput()), "block_id", "i"),
		with(dataTable(row(1), list{obj{"type": "action_cell", "element": button()}}), "block_id", "t"),
	})
	word1 := `{"text":{"type":"plain_text","text":"w1"},"value":"w1"}`
	for _, c := range []struct {
		block, action string
		values        []string
		want          string
	}{
		{"a", "go", []string{"178"}, `{"type":"button","text":{"type":"plain_text","text":"Go"},"value":"178","style":"primary"}`},
		{"a", "bare", nil, `{"type":"button","text":{"type":"plain_text","text":"Bare"}}`},
		{"a", "pick", []string{"w1"}, `{"type":"static_select","selected_option":` + word1 + `,"placeholder":{"type":"plain_text","text":"Pick"}}`},
		{"a", "pick", []string{""}, `{"type":"static_select","selected_option":null,"placeholder":{"type":"plain_text","text":"Pick"}}`},
		{"a", "several", []string{"w1"}, `{"type":"multi_static_select","selected_options":[` + word1 + `]}`},
		{"a", "several", nil, `{"type":"multi_static_select","selected_options":[]}`},
		{"a", "who", []string{"U1"}, `{"type":"users_select","selected_user":"U1"}`},
		{"a", "all", []string{"U1", "U2"}, `{"type":"multi_users_select","selected_users":["U1","U2"]}`},
		{"a", "where", []string{"C1"}, `{"type":"conversations_select","selected_conversation":"C1"}`},
		{"a", "room", nil, `{"type":"channels_select","selected_channel":null}`},
		{"a", "far", []string{"178"}, `{"type":"external_select","selected_option":{"text":{"type":"plain_text","text":"178"},"value":"178"}}`},
		{"a", "more", []string{"w1"}, `{"type":"overflow","selected_option":` + word1 + `}`},
		{"a", "one", []string{"w1"}, `{"type":"radio_buttons","selected_option":` + word1 + `}`},
		{"a", "ticks", []string{"w1"}, `{"type":"checkboxes","selected_options":[` + word1 + `]}`},
		{"a", "day", []string{"2024-01-31"}, `{"type":"datepicker","selected_date":"2024-01-31"}`},
		{"a", "hour", []string{"09:30"}, `{"type":"timepicker","selected_time":"09:30"}`},
		{"a", "moment", []string{"2024-07-03T11:00"}, `{"type":"datetimepicker","selected_date_time":1720000800}`}, // summer time
		{"s", "go", nil, `{"type":"button","text":{"type":"plain_text","text":"é"}}`},
		{"i", "figure", []string{"a\r\nb"}, `{"type":"plain_text_input","value":"a\nb"}`},
		{"t", "go", nil, `{"type":"button","text":{"type":"plain_text","text":"é"}}`},
	} {
		t.Run(c.block+" "+c.action+" "+strings.Join(c.values, ","), func(t *testing.T) {
			t.Parallel()
			want := strings.TrimSuffix(c.want, "}") + `,"block_id":"` + c.block + `","action_id":"` + c.action + `"}`
			got, err := ActionPayload(blocks, url.Values{FieldBlock: {c.block}, FieldAction: {c.action}, FieldValue: c.values})
			if err != nil {
				t.Fatal(err)
			}
			wantJSON(t, got, want)

			// The same from a modal, where the button names itself and the input holds the choice.
			form := url.Values{FieldPress: {press(c.block, c.action, "")}, "v:" + c.block + ":" + c.action: c.values}
			if got, err = ActionPayload(blocks, form); err != nil {
				t.Fatal(err)
			}
			wantJSON(t, got, want)
		})
	}
	for name, form := range map[string]url.Values{
		"no such block":   {FieldBlock: {"z"}, FieldAction: {"go"}},
		"no such element": {FieldBlock: {"a"}, FieldAction: {"stop"}},
		"no such option":  {FieldBlock: {"a"}, FieldAction: {"pick"}, FieldValue: {"w9"}},
		"no date":         {FieldBlock: {"a"}, FieldAction: {"day"}, FieldValue: {"tomorrow"}},
		"an empty form":   {},
	} {
		if got, err := ActionPayload(blocks, form); err == nil {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

func TestStateValues(t *testing.T) {
	t.Parallel()
	field := func(id string, element obj, pairs ...any) obj {
		return with(inputWith(with(element, "action_id", "v")), append([]any{"block_id", id}, pairs...)...)
	}
	view := raw(t, modal(
		field("figure", obj{"type": "plain_text_input", "min_length": 2, "max_length": 5}),
		field("note", obj{"type": "plain_text_input"}, "optional", true),
		field("count", with(numberInput(), "min_value", "0", "max_value", "100"), "optional", true),
		field("share", with(numberInput(), "is_decimal_allowed", true), "optional", true),
		field("status", menu()),
		field("ticks", obj{"type": "checkboxes", "options": options(2)}, "optional", true),
		field("mail", obj{"type": "email_text_input"}, "optional", true),
		field("page", obj{"type": "url_text_input"}, "optional", true),
		field("who", obj{"type": "multi_users_select", "max_selected_items": 2}, "optional", true),
		field("day", obj{"type": "datepicker"}, "optional", true),
		with(section(), "block_id", "s", "accessory", with(menu(), "action_id", "v")),
		with(actions(button()), "block_id", "b"),
	))
	filled := func(pairs ...string) url.Values {
		form := url.Values{"v:figure:v": {"142"}, "v:status:v": {"w1"}}
		for i := 0; i < len(pairs); i += 2 {
			form["v:"+pairs[i]+":v"] = strings.Split(pairs[i+1], "|")
		}
		return form
	}
	got, err := StateValues(view, filled("ticks", "w0", "who", "U1|U2", "day", "2024-01-31"))
	if err != nil {
		t.Fatal(err)
	}
	wantJSON(t, got, `{
		"figure": {"v": {"type": "plain_text_input", "value": "142"}},
		"note": {"v": {"type": "plain_text_input", "value": null}},
		"count": {"v": {"type": "number_input", "value": null}},
		"share": {"v": {"type": "number_input", "value": null}},
		"status": {"v": {"type": "static_select", "selected_option": {"text": {"type": "plain_text", "text": "w1"}, "value": "w1"}}},
		"ticks": {"v": {"type": "checkboxes", "selected_options": [{"text": {"type": "plain_text", "text": "w0"}, "value": "w0"}]}},
		"mail": {"v": {"type": "email_text_input", "value": null}},
		"page": {"v": {"type": "url_text_input", "value": null}},
		"who": {"v": {"type": "multi_users_select", "selected_users": ["U1", "U2"]}},
		"day": {"v": {"type": "datepicker", "selected_date": "2024-01-31"}},
		"s": {"v": {"type": "static_select", "selected_option": null}}}`)

	for _, c := range []struct{ block, typed, want string }{
		{"figure", "", "Please fill in this field."},
		{"figure", "  ", "Please fill in this field."},
		{"figure", "1", "Please write at least 2 characters; this has 1."},
		{"figure", "ééééé", ""},
		{"figure", "éééééé", "Please shorten this to 5 characters or fewer; it has 6."},
		{"note", chars(3000), ""},
		{"note", chars(3001), "Please shorten this to 3000 characters or fewer; it has 3001."},
		{"status", "", "Please choose an option."},
		{"count", "12", ""},
		{"count", "12.5", "Please enter a whole number in digits, such as 142."},
		{"count", "96,326", "Please enter a whole number in digits, such as 142."},
		{"count", "-1", "Please enter a number of at least 0."},
		{"count", "101", "Please enter a number of at most 100."},
		{"share", "64.1", ""},
		{"share", "64%", "Please enter a number in digits, such as 64.1."},
		{"mail", "a@example.org", ""},
		{"mail", "Ann <a@example.org>", "Please enter an email address, such as name@example.org."},
		{"page", "https://example.org", ""},
		{"page", "example.org", "Please enter a web address that starts with https://."},
		{"who", "U1|U2|U3", "Please choose no more than 2."},
	} {
		got, err := StateValues(view, filled(c.block, c.typed))
		var wrong *FieldErrors
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s %q: %v", c.block, c.typed, err)
		case c.want != "" && (!errors.As(err, &wrong) || !cmp.Equal(map[string]string(*wrong), map[string]string{c.block: c.want})):
			t.Errorf("%s %q: got %v, want %q", c.block, c.typed, err, c.want)
		case got == nil:
			t.Errorf("%s %q: the values are wanted all the same", c.block, c.typed)
		}
	}
	var wrong *FieldErrors
	if _, err := StateValues(view, filled("status", "w9")); err == nil || errors.As(err, &wrong) {
		t.Errorf("an option that is not on offer: %v", err)
	}
}
