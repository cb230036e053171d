package blockkit

import (
	"strings"
	"testing"
	"time"
)

// marked writes spans as short tags, so that a reading fits on one line.
func marked(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		switch s.Kind {
		case "text":
			b.WriteString(s.Text + marked(s.Inside))
		case "break":
			b.WriteString("/")
		case "link":
			b.WriteString("[" + marked(s.Inside) + "](" + s.URL + ")")
		case "bold", "italic", "strike", "underline":
			b.WriteString(s.Kind[:1] + "{" + marked(s.Inside) + "}")
		default:
			b.WriteString(s.Kind + "{" + s.Text + "}")
		}
	}
	return b.String()
}

func told(paragraphs []paragraph) string {
	var out []string
	for _, p := range paragraphs {
		text := marked(p.Spans)
		for _, item := range p.Items {
			text += "• " + marked(item)
		}
		if p.Kind != "text" {
			text = p.Kind + ": " + text
		}
		out = append(out, text)
	}
	return strings.Join(out, " ¶ ")
}

func TestMrkdwn(t *testing.T) {
	t.Parallel()
	n := Surface{
		Person: func(id string) string { return map[string]string{"U1": "Ann"}[id] },
		Zone:   time.UTC,
	}.names()
	for _, c := range []struct{ in, want string }{
		{"plain", "plain"},
		{"*bold* _it_ ~st~ `code`", "b{bold} i{it} s{st} code{code}"},
		{"*_both_*", "b{i{both}}"},
		{"*(x)* and, *y*.", "b{(x)} and, b{y}."},
		{"snake_case_name 2*3*4 a~b~c", "snake_case_name 2*3*4 a~b~c"},
		{"* not bold* and *not bold *", "* not bold* and *not bold *"},
		{"*over\nlines*", "*over/lines*"},
		{"**", "**"},
		{"`*literal* &lt;`", "code{*literal* <}"},
		{"&lt;b&gt; &amp;amp; &quot;", "<b> &amp; &quot;"},
		{"<https://example.org|site> <https://example.org/?a=1&amp;b=2>", "[site](https://example.org) [https://example.org/?a=1&b=2](https://example.org/?a=1&b=2)"},
		{"<mailto:a@example.org>", "[a@example.org](mailto:a@example.org)"},
		{"see https://example.org/x.", "see [https://example.org/x](https://example.org/x)."},
		{"<javascript:alert(1)|x> <data:text/html,x>", "<javascript:alert(1)|x> <data:text/html,x>"},
		{"<@U1> <@U2|bob> <@U3>", "person{@Ann} person{@bob} person{@U3}"},
		{"<#C1|news> <#C2>", "channel{#news} channel{#C2}"},
		{"<!channel> <!here> <!everyone> <!subteam^S1|@team>", "broadcast{@channel} broadcast{@here} broadcast{@everyone} broadcast{@team}"},
		{"&lt;!channel&gt;", "<!channel>"},
		{"<!date^0^{date_num} {time}|then> <!date^x^{date}|then> <!date^0^{date}^https://example.org|t>", "1970-01-01 00:00 then [1 January 1970](https://example.org)"},
		{"<!unknown> <> < a", "<!unknown> <> < a"},
		{":tada: :no_such: 10:30:45", "emoji{🎉} :no_such: 10:30:45"},
		{"&gt; quoted\n> too\nnot", "quote: quoted/too ¶ not"},
		{"&gt;&gt;&gt;all\nof it", "quote: all/of it"},
		{"• one\n• *two*\nend", "bullets: • one• b{two} ¶ end"},
		{"a\n```x *y* &lt;\nz```\nb", "a ¶ pre: x *y* </z ¶ b"},
		{"```never closed", "```never closed"},
	} {
		got := told(mrkdwnParagraphs(c.in, false, n))
		got = strings.ReplaceAll(got, "\n", "/")
		if got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.in, got, c.want)
		}
	}
	if got := told(mrkdwnParagraphs("https://example.org", true, n)); got != "https://example.org" {
		t.Errorf("verbatim: %s", got)
	}
}

// A text full of signs that never close must not take time that grows with the square of its length.
func TestMrkdwnStaysQuick(t *testing.T) {
	t.Parallel()
	for _, sign := range []string{"*a ", "_a ", "<a ", "`a ", ":a", "*_~a ", "[a](b "} {
		text := strings.Repeat(sign, 40000/len(sign))
		start := time.Now()
		mrkdwnParagraphs(text, false, names{})
		markdownParagraphs(text, names{})
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%q repeated takes %v", sign, took)
		}
	}
}

func FuzzDrawing(f *testing.F) {
	f.Add("*a* <https://x|y> `b` :tada: > q", []byte(`[{"type":"section","text":{"type":"mrkdwn","text":"x"}}]`))
	f.Add("```", []byte(`[{"type":"data_visualization","title":"t","chart":{"type":"bar","series":[{"name":"a","data":[{"label":"b","value":-1e308}]}],"axis_config":{"categories":["b","c"]}}}]`))
	f.Add("", []byte(`[{"type":"table","rows":[[null,{"type":"action_cell"}],null]},{"type":"input"},{"type":"header"},{"type":"context","elements":[]}]`))
	f.Fuzz(func(t *testing.T, text string, blocks []byte) {
		drawn, err := Message(text, nil, Surface{})
		if err != nil {
			t.Fatalf("a text is always drawn: %v", err)
		}
		if strings.Contains(strings.ToLower(string(drawn)), "<script") {
			t.Fatalf("%q lets a script through: %s", text, drawn)
		}
		for _, draw := range []func() (any, error){
			func() (any, error) { return Message("", blocks, Surface{}) },
			func() (any, error) { return Modal(blocks, nil, nil, Surface{}) },
		} {
			_, _ = draw() // an error is fine, a panic is not
		}
	})
}
