package blockkit

import (
	"encoding/json"
	"testing"
)

func TestCheckView(t *testing.T) {
	t.Parallel()
	whole := modal(inputWith(textInput()))
	home := obj{"type": "home", "blocks": list{section()}}
	blocks := func(n int) obj { return modal(many(n, func(int) any { return obj{"type": "divider"} })...) }
	focus := with(textInput(), "focus_on_load", true)
	for _, c := range []struct {
		name             string
		at, over         any
		pointer, message string
	}{
		{"title", with(whole, "title", plain(24)), with(whole, "title", plain(25)), "/title/text", "must be less than 25 characters"},
		{"title in mrkdwn", nil, with(whole, "title", mrkdwn(1)), "/title/type", "must be a valid enum value"},
		{"no title", nil, with(whole, "title", nil), "", "missing required field: title"},
		{"submit", with(whole, "submit", plain(24)), with(whole, "submit", plain(25)), "/submit/text", "must be less than 25 characters"},
		{"close", with(whole, "close", plain(24)), with(whole, "close", plain(25)), "/close/text", "must be less than 25 characters"},
		{"no submit", with(modal(section()), "submit", nil), with(whole, "submit", nil), "", "submit is required when an input is within blocks"},
		{"private_metadata", with(whole, "private_metadata", chars(3000)), with(whole, "private_metadata", chars(3001)), "/private_metadata", "must be less than 3001 characters"},
		{"callback_id", with(whole, "callback_id", chars(255)), with(whole, "callback_id", chars(256)), "/callback_id", "must be less than 256 characters"},
		{"external_id", with(whole, "external_id", chars(255)), with(whole, "external_id", chars(256)), "/external_id", "must be less than 256 characters"},
		{"clear_on_close", with(whole, "clear_on_close", true), with(whole, "notify_on_close", "no"), "/notify_on_close", "must provide a boolean"},
		{"blocks", blocks(100), blocks(101), "/blocks", "no more than 100 items allowed"},
		{"no blocks", nil, blocks(0), "/blocks", "no fewer than 1 items allowed"},
		{"a stray field", nil, with(whole, "submit_disabled", true), "", "invalid additional property: submit_disabled"},
		{"type", home, with(home, "type", "workflow_step"), "/type", "must be a valid enum value"},
		{"home with a title", nil, with(home, "title", plain(1)), "", "invalid additional property: title"},
		{"home with an input", with(home, "blocks", list{inputWith(textInput())}), with(home, "blocks", list{obj{"type": "alert", "text": plain(1)}}), "/blocks/0/type", "unsupported type: alert"},
		{"alert", modal(obj{"type": "alert", "text": mrkdwn(200), "level": "warning"}), modal(obj{"type": "alert", "text": mrkdwn(201)}), "/blocks/0/text/text", "must be less than 201 characters"},
		{"alert level", nil, modal(obj{"type": "alert", "text": mrkdwn(1), "level": "dire"}), "/blocks/0/level", "must be a valid enum value"},
		{"a table in a modal", with(home, "blocks", list{dataTable(row(1), row(1))}), modal(dataTable(row(1), row(1))), "/blocks/0/type", "unsupported type: data_table"},
		{"a chart outside messages", nil, with(home, "blocks", list{pieChart(obj{"label": "a", "value": 1})}), "/blocks/0/type", "unsupported type: data_visualization"},
		{"markdown outside messages", nil, modal(obj{"type": "markdown", "text": "x"}), "/blocks/0/type", "unsupported type: markdown"},
		{"focus", modal(inputWith(focus), inputWith(textInput())), modal(inputWith(focus), inputWith(focus)), "", "only one element may have focus_on_load"},
		{"block_id", nil, modal(with(section(), "block_id", "a"), with(section(), "block_id", "a")), "/blocks/1/block_id", "block_id must be unique: a"},
		// A message has a limit for all its text together. A view has none.
		{"long in all", modal(many(10, func(int) any { return with(section(), "text", mrkdwn(3000)) })...), modal(with(section(), "text", mrkdwn(3001))), "/blocks/0/text/text", "must be less than 3001 characters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if c.at != nil {
				wantCode(t, CheckView(raw(t, c.at)), "")
			}
			if c.over != nil {
				wantFault(t, CheckView(raw(t, c.over)), "invalid_arguments", "/view"+c.pointer, c.message)
			}
		})
	}
	wantFault(t, CheckView(json.RawMessage(`{"type":"modal"`)), "invalid_arguments", "/view", "must be valid JSON")
	wantFault(t, CheckView(nil), "invalid_arguments", "/view", "must be valid JSON")
	wantFault(t, CheckView(json.RawMessage(`[]`)), "invalid_arguments", "/view", "must provide an object")
}
