package bot

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// Where CHASER_SAID names a folder, the tests write every message and view there that they produce, for .ci/slack-types
// to check against Slack's own types. What differs from others in its words alone is written once.
var recording = &recorder{folder: os.Getenv("CHASER_SAID"), known: map[string]bool{}}

type recorder struct {
	folder string
	mu     sync.Mutex
	known  map[string]bool // by shape
}

// keep writes a message or a view; from names where it comes from.
func (r *recorder) keep(t testing.TB, from string, text []byte) {
	t.Helper()
	if r.folder == "" {
		return
	}
	shape, err := json.Marshal(withoutWords("", decodedJSON(text)))
	if err != nil {
		t.Fatal(err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known[string(shape)] {
		return
	}
	r.known[string(shape)] = true
	line, err := json.Marshal(map[string]any{"from": from, "said": json.RawMessage(text)})
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(filepath.Join(r.folder, "bot.jsonl"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.Write(append(line, '\n'))
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func decodedJSON(text []byte) (v any) {
	_ = json.Unmarshal(text, &v)
	return v
}

// withoutWords leaves of the strings only those that name a kind.
func withoutWords(name string, v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, field := range v {
			v[key] = withoutWords(key, field)
		}
	case []any:
		for n := range v {
			v[n] = withoutWords("", v[n])
		}
	case string:
		switch name {
		case "type", "style", "response_type", "response_action":
			return v
		}
		return ""
	}
	return v
}

// recordCall keeps the messages and views in the body of a call of the Web API, of a response_url, or of an answer to a
// request: in JSON or as a form.
func recordCall(t testing.TB, from string, body []byte) {
	t.Helper()
	fields := map[string]json.RawMessage{}
	if json.Unmarshal(body, &fields) != nil {
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return
		}
		for name, values := range form {
			fields[name] = json.RawMessage(values[0])
		}
	}
	if view, has := fields["view"]; has {
		var quoted string
		if json.Unmarshal(view, &quoted) == nil {
			view = json.RawMessage(quoted)
		}
		recording.keep(t, from, view)
		return
	}
	blocks, has := fields["blocks"]
	if !has || !json.Valid(blocks) {
		return
	}
	message := map[string]any{"text": "", "blocks": blocks}
	for _, name := range []string{"response_type", "replace_original"} {
		if v, has := fields[name]; has && json.Valid(v) {
			message[name] = v
		}
	}
	text, err := json.Marshal(message)
	if err != nil {
		t.Fatal(err)
	}
	recording.keep(t, from, text)
}
