package blockkit

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"
)

// Shorthand for the JSON that the tests judge.

type (
	obj  = map[string]any
	list = []any
)

func raw(t testing.TB, v any) json.RawMessage {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// chars is a text of n characters, each of more than one byte, as lengths are counted in characters.
func chars(n int) string { return strings.Repeat("é", n) }

func plain(n int) obj  { return obj{"type": "plain_text", "text": chars(n)} }
func mrkdwn(n int) obj { return obj{"type": "mrkdwn", "text": chars(n)} }

// with is a copy of o with these fields set. A nil leaves a field out.
func with(o obj, pairs ...any) obj {
	c := maps.Clone(o)
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == nil {
			delete(c, pairs[i].(string))
		} else {
			c[pairs[i].(string)] = pairs[i+1]
		}
	}
	return c
}

// many lists what make returns for each i below n.
func many(n int, make func(i int) any) list {
	l := list{}
	for i := range n {
		l = append(l, make(i))
	}
	return l
}

func word(i int) string { return "w" + itoa(i) }

func section() obj { return obj{"type": "section", "text": mrkdwn(1)} }
func actions(elements ...any) obj {
	return obj{"type": "actions", "elements": append(list{}, elements...)}
}
func button() obj { return obj{"type": "button", "action_id": "go", "text": plain(1)} }
func opt(i int) obj {
	return obj{"text": obj{"type": "plain_text", "text": word(i)}, "value": word(i)}
}
func options(n int) list { return many(n, func(i int) any { return opt(i) }) }
func menu() obj {
	return obj{"type": "static_select", "action_id": "pick", "options": options(2)}
}
func confirmBox() obj {
	return obj{"title": plain(1), "text": mrkdwn(1), "confirm": plain(1), "deny": plain(1)}
}
func inputWith(element obj) obj {
	return obj{"type": "input", "label": plain(1), "element": element}
}
func textInput() obj { return obj{"type": "plain_text_input", "action_id": "figure"} }
func numberInput() obj {
	return obj{"type": "number_input", "is_decimal_allowed": false}
}
func rich(elements ...any) obj {
	return obj{"type": "rich_text", "elements": list{obj{"type": "rich_text_section", "elements": elements}}}
}
func richWord(n int) obj { return obj{"type": "text", "text": chars(n)} }

func series(name string, labels ...string) obj {
	data := list{}
	for i, label := range labels {
		data = append(data, obj{"label": label, "value": i})
	}
	return obj{"name": name, "data": data}
}
func lineChart(categories list, all ...any) obj {
	return obj{"type": "data_visualization", "title": "Figures", "chart": obj{
		"type": "line", "series": all, "axis_config": obj{"categories": categories}}}
}
func pieChart(segments ...any) obj {
	return obj{"type": "data_visualization", "title": "Ratings", "chart": obj{"type": "pie", "segments": append(list{}, segments...)}}
}
func cell(n int) obj { return obj{"type": "raw_text", "text": chars(n)} }
func row(n int) list { return many(n, func(int) any { return cell(1) }) }
func dataTable(rows ...any) obj {
	return obj{"type": "data_table", "caption": "Cards", "rows": rows}
}
func modal(blocks ...any) obj {
	return obj{"type": "modal", "title": plain(1), "submit": plain(1), "blocks": blocks}
}
