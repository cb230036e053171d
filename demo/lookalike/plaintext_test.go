package lookalike

import "testing"

func TestPlainText(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, blocks, text, want string }{
		{"text", ``, "*All in*, _thank_ ~you~ `now` &amp; then", "All in, thank you now & then"},
		{"arithmetic is no markup", ``, "2 * 3 * 4, a_b_c", "2 * 3 * 4, a_b_c"},
		{"references", ``, "<@U1> <@U1|coroner> <#C1|communities> <!here> <https://x.org|the page> <https://y.org>", "@U1 @coroner #communities @here the page https://y.org"},
		{"blocks hide the text", `[{"type":"section","text":{"type":"mrkdwn","text":"seen"}}]`, "not seen", "seen"},
		{"plain text is literal", `[{"type":"header","text":{"type":"plain_text","text":"*178* &amp;"}}]`, "", "*178* &amp;"},
		{"fields and buttons", `[{"type":"section","fields":[{"type":"mrkdwn","text":"*Now*\n142"},{"type":"mrkdwn","text":"Red"}],"accessory":{"type":"button","action_id":"a","value":"hidden","text":{"type":"plain_text","text":"Open"}}}]`, "", "Now\n142\nRed\nOpen"},
		{"context", `[{"type":"context","elements":[{"type":"image","image_url":"https://x","alt_text":"a dot"},{"type":"mrkdwn","text":"by _me_"}]}]`, "", "a dot\nby me"},
		{"rich text", `[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"Ask "},{"type":"user","user_id":"U1"},{"type":"text","text":" or "},{"type":"link","url":"https://x","text":"read"}]},{"type":"rich_text_list","style":"bullet","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"one"}]}]}]}]`, "", "Ask @U1 or read\none"},
		{"table", `[{"type":"data_table","caption":"Reds","rows":[[{"type":"raw_text","text":"Code"},{"type":"raw_text","text":"Gap"}],[{"type":"raw_text","text":"178"},{"type":"raw_number","value":-12.5}]]}]`, "", "Reds\nCode | Gap\n178 | -12.5"},
		{"chart", `[{"type":"data_visualization","title":"Closed","chart":{"type":"bar","series":[{"name":"Inquests","data":[{"label":"Q1","value":213},{"label":"Q2","value":142}]}],"axis_config":{"categories":["Q1","Q2"]}}}]`, "", "Closed\nInquests\nQ1 213\nQ2 142"},
		{"input", `[{"type":"input","block_id":"b","label":{"type":"plain_text","text":"Figure"},"hint":{"type":"plain_text","text":"A number"},"element":{"type":"static_select","action_id":"v","placeholder":{"type":"plain_text","text":"Pick"},"options":[{"text":{"type":"plain_text","text":"Final"},"value":"f"}]}}]`, "", "Figure\nPick\nFinal\nA number"},
		{"a container", `[{"type":"container","title":{"type":"plain_text","text":"Cards"},"child_blocks":[{"type":"divider"},{"type":"markdown","text":"inside"}]}]`, "", "Cards\ninside"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := PlainText([]byte(test.blocks), test.text); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}
