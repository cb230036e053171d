package blockkit

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestCheckMessageText(t *testing.T) {
	t.Parallel()
	one := raw(t, list{section()})
	for _, c := range []struct {
		name, text string
		blocks     json.RawMessage
		code       string
	}{
		{"a text alone", "hello", nil, ""},
		{"a text with no blocks", "hello", json.RawMessage("[]"), ""},
		{"a text with null blocks", "hello", json.RawMessage("null"), ""},
		{"blocks alone", "", one, ""},
		{"nothing", "", nil, "no_text"},
		{"nothing but space", " \n", json.RawMessage("[]"), "no_text"},
		{"the longest text", chars(40000), nil, ""},
		{"a text too long", chars(40001), nil, "msg_too_long"},
		{"broken JSON", "hello", json.RawMessage(`[{"type":`), "invalid_blocks_format"},
		{"two values", "hello", json.RawMessage(`[] []`), "invalid_blocks_format"},
		{"blocks that are no list", "hello", json.RawMessage(`{"type":"divider"}`), "invalid_blocks_format"},
		{"blocks encoded twice", "hello", json.RawMessage(`"[{\"type\":\"divider\"}]"`), "invalid_blocks_format"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			wantCode(t, CheckMessage(c.text, c.blocks), c.code)
		})
	}
}

func TestCheckMessageTotal(t *testing.T) {
	t.Parallel()
	full := list{}
	for range 4 {
		full = append(full, with(section(), "text", mrkdwn(3000)))
	}
	atLimit := append(slices.Clone(full), with(section(), "text", mrkdwn(1000)))
	wantCode(t, CheckMessage("", raw(t, atLimit)), "")
	over := append(slices.Clone(full), with(section(), "text", mrkdwn(1001)))
	wantCode(t, CheckMessage("", raw(t, over)), "msg_blocks_too_long")

	// Fields, button labels and rich text count as much as sections do.
	mixed := append(slices.Clone(full),
		obj{"type": "section", "fields": list{mrkdwn(500)}},
		actions(with(button(), "text", plain(50))),
		rich(richWord(450)))
	wantCode(t, CheckMessage("", raw(t, mixed)), "")
	mixed[len(mixed)-1] = rich(richWord(451))
	wantCode(t, CheckMessage("", raw(t, mixed)), "msg_blocks_too_long")
}

func TestRefusalReadsLikeSlack(t *testing.T) {
	t.Parallel()
	r := CheckMessage("", raw(t, list{section(), with(section(), "text", mrkdwn(3001)), obj{"type": "header"}}))
	want := []string{
		"[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]",
		"[ERROR] missing required field: text [json-pointer:/blocks/2]",
	}
	if r == nil || r.Code != "invalid_blocks" || !slices.Equal(r.Messages, want) {
		t.Fatalf("got %v, want every fault in order: %v", r, want)
	}
	if got := r.Error(); got != "invalid_blocks: "+strings.Join(want, "; ") {
		t.Errorf("Error() = %q", got)
	}
	if got := (&Refusal{Code: "no_text"}).Error(); got != "no_text" {
		t.Errorf("Error() without messages = %q", got)
	}
}

// limit is one rule of Block Kit: a block at the limit is taken, and one just over it is refused.
type limit struct {
	name    string
	at      any    // a block that is taken
	over    any    // a block that is refused
	pointer string // of the fault, within the block; "" is the block itself
	message string
}

func checkLimits(t *testing.T, limits []limit) {
	t.Helper()
	for _, l := range limits {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			if l.at != nil {
				wantCode(t, CheckMessage("", raw(t, list{l.at})), "")
			}
			if l.over != nil {
				wantFault(t, CheckMessage("", raw(t, list{l.over})), "invalid_blocks", "/blocks/0"+l.pointer, l.message)
			}
		})
	}
}

func wantCode(t *testing.T, r *Refusal, code string) {
	t.Helper()
	switch {
	case r == nil && code != "":
		t.Errorf("accepted, want %s", code)
	case r != nil && r.Code != code:
		t.Errorf("refused with %v, want %q", r, code)
	}
}

func wantFault(t *testing.T, r *Refusal, code, pointer, message string) {
	t.Helper()
	want := "[ERROR] " + message + " [json-pointer:" + pointer + "]"
	if r == nil {
		t.Errorf("accepted, want %s: %s", code, want)
	} else if r.Code != code || !slices.Equal(r.Messages, []string{want}) {
		t.Errorf("got %v\nwant %s: %s", r, code, want)
	}
}

func TestBlocksOfAMessage(t *testing.T) {
	t.Parallel()
	divider := func(int) any { return obj{"type": "divider"} }
	wantCode(t, CheckMessage("", raw(t, many(50, divider))), "")
	wantFault(t, CheckMessage("", raw(t, many(51, divider))), "invalid_blocks", "/blocks", "no more than 50 items allowed")

	id := func(s string) obj { return obj{"type": "divider", "block_id": s} }
	wantCode(t, CheckMessage("", raw(t, list{id("a"), id("b"), divider(0)})), "")
	wantFault(t, CheckMessage("", raw(t, list{id("a"), id("a")})), "invalid_blocks", "/blocks/1/block_id", "block_id must be unique: a")

	markdown := func(n int) obj { return obj{"type": "markdown", "text": chars(n)} }
	wantCode(t, CheckMessage("", raw(t, list{markdown(6000), markdown(6000)})), "")
	wantFault(t, CheckMessage("", raw(t, list{markdown(6000), markdown(6001)})), "invalid_blocks", "/blocks/1/text",
		"all markdown blocks together must be less than 12001 characters")

	pie := pieChart(obj{"label": "Red", "value": 1})
	wantCode(t, CheckMessage("", raw(t, list{pie, pie})), "")
	wantFault(t, CheckMessage("", raw(t, list{pie, pie, pie})), "invalid_blocks", "/blocks/2", "no more than 2 data_visualization blocks allowed")

	table := func(n int) obj { return dataTable(row(1), list{cell(n)}) }
	wantCode(t, CheckMessage("", raw(t, list{table(4999), table(4999)})), "")
	wantFault(t, CheckMessage("", raw(t, list{table(4999), table(5000)})), "invalid_blocks", "/blocks/1/rows/1/0",
		"all table cells together must be less than 10001 characters")

	wantFault(t, CheckMessage("", json.RawMessage(`[3]`)), "invalid_blocks", "/blocks/0", "must provide an object")
	wantFault(t, CheckMessage("", json.RawMessage(`[{}]`)), "invalid_blocks", "/blocks/0", "missing required field: type")
	wantFault(t, CheckMessage("", json.RawMessage(`[{"type":null}]`)), "invalid_blocks", "/blocks/0/type", "must provide a string")
	wantFault(t, CheckMessage("", json.RawMessage(`[{"type":"sektion"}]`)), "invalid_blocks", "/blocks/0/type", "unsupported type: sektion")
	wantFault(t, CheckMessage("", json.RawMessage(`[{"type":"video"}]`)), "invalid_blocks", "/blocks/0/type",
		"unsupported type: video (this look-alike of Slack does not show it)")
	wantFault(t, CheckMessage("", raw(t, list{obj{"type": "alert", "text": plain(1)}})), "invalid_blocks", "/blocks/0/type", "unsupported type: alert")
}

func FuzzCheckNeverPanics(f *testing.F) {
	for _, seed := range []any{
		list{section(), actions(button(), menu()), rich(richWord(2)), pieChart(obj{"label": "Red", "value": 1e300})},
		list{dataTable(row(2), row(2)), lineChart(list{"a"}, series("s", "a")), inputWith(numberInput())},
		modal(inputWith(textInput())),
		list{obj{"type": "section", "text": nil, "fields": obj{}}},
	} {
		f.Add([]byte(raw(f, seed)))
	}
	f.Add([]byte(`[{"type":"data_visualization","title":1,"chart":{"type":"pie","segments":[null,{"value":1e999}]}}]`))
	f.Add([]byte("\xff[[[["))
	f.Fuzz(func(t *testing.T, data []byte) {
		_ = CheckMessage(string(data), data)
		_ = CheckView(data)
	})
}
