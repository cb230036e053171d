package blockkit

import (
	"encoding/json"
	"strconv"
	"strings"
)

type wireRichPart struct {
	Type     string          `json:"type"`
	Style    string          `json:"style"` // of lists
	Indent   int             `json:"indent"`
	Offset   int             `json:"offset"`
	Elements json.RawMessage `json:"elements"`
}

type wireRun struct {
	Type        string `json:"type"`
	Text        string `json:"text"`
	URL         string `json:"url"`
	Name        string `json:"name"`
	Unicode     string `json:"unicode"`
	UserID      string `json:"user_id"`
	ChannelID   string `json:"channel_id"`
	UsergroupID string `json:"usergroup_id"`
	Range       string `json:"range"`
	Timestamp   int64  `json:"timestamp"`
	Format      string `json:"format"`
	Fallback    string `json:"fallback"`
	Value       string `json:"value"`
	Style       struct {
		Bold, Italic, Strike, Code, Underline bool
	} `json:"style"`
}

// richParagraphs reads the elements of a rich_text block. Its texts are literal and hold no markup.
func richParagraphs(elements json.RawMessage, n names) ([]paragraph, error) {
	var parts []wireRichPart
	if err := json.Unmarshal(elements, &parts); err != nil {
		return nil, err
	}
	var out []paragraph
	for _, part := range parts {
		if part.Type == "rich_text_list" {
			var items []struct {
				Elements []wireRun `json:"elements"`
			}
			if err := json.Unmarshal(part.Elements, &items); err != nil {
				return nil, err
			}
			p := paragraph{Kind: "bullets", Indent: min(max(part.Indent, 0), 8)}
			if part.Style == "ordered" {
				p.Kind, p.Start = "ordered", part.Offset+1
			}
			for _, item := range items {
				p.Items = append(p.Items, runSpans(item.Elements, n))
			}
			out = append(out, p)
			continue
		}
		var runs []wireRun
		if err := json.Unmarshal(part.Elements, &runs); err != nil {
			return nil, err
		}
		kind := map[string]string{"rich_text_quote": "quote", "rich_text_preformatted": "pre"}[part.Type]
		out = append(out, paragraph{Kind: firstOf(kind, "text"), Spans: runSpans(runs, n)})
	}
	return out, nil
}

func runSpans(runs []wireRun, n names) []span {
	var out []span
	for _, r := range runs {
		out = append(out, r.styled(r.spans(n))...)
	}
	return out
}

func (r wireRun) spans(n names) []span {
	switch r.Type {
	case "text":
		return lines(r.Text)
	case "link":
		return []span{linkSpan(r.URL, lines(firstOf(r.Text, r.URL)))}
	case "emoji":
		return []span{emojiSpan(r.Name, r.Unicode)}
	case "user":
		return []span{n.personSpan(r.UserID, "")}
	case "channel":
		return []span{n.channelSpan(r.ChannelID, "")}
	case "usergroup":
		return []span{{Kind: "broadcast", Text: "@" + r.UsergroupID}}
	case "broadcast":
		return []span{{Kind: "broadcast", Text: "@" + r.Range}}
	case "date":
		shown := []span{{Kind: "text", Text: n.formatDate(r.Timestamp, r.Format)}}
		if r.URL != "" {
			return []span{linkSpan(r.URL, shown)}
		}
		return shown
	case "color":
		return []span{{Kind: "colour", Text: r.Value}}
	}
	return []span{{Kind: "text", Text: "[" + r.Type + "]"}}
}

func (r wireRun) styled(spans []span) []span {
	if r.Style.Code {
		var literal strings.Builder
		for _, s := range spans {
			if s.Kind != "text" || s.Inside != nil {
				return spans // a link or mention stays what it is
			}
			literal.WriteString(s.Text)
		}
		spans = []span{{Kind: "code", Text: literal.String()}}
	}
	for _, style := range []struct {
		on   bool
		kind string
	}{
		{r.Style.Strike, "strike"}, {r.Style.Underline, "underline"},
		{r.Style.Italic, "italic"}, {r.Style.Bold, "bold"},
	} {
		if style.on {
			spans = []span{{Kind: style.kind, Inside: spans}}
		}
	}
	return spans
}

// emojiSpan draws an emoji by its name, otherwise by its code points ("1f389"), otherwise as :name:.
func emojiSpan(name, codePoints string) span {
	sign := emoji[name]
	if sign == "" && codePoints != "" {
		for _, hex := range strings.Split(codePoints, "-") {
			point, err := strconv.ParseUint(hex, 16, 21)
			if err != nil {
				sign = ""
				break
			}
			sign += string(rune(point))
		}
	}
	if sign == "" {
		return span{Kind: "text", Text: ":" + name + ":"}
	}
	return span{Kind: "emoji", Text: sign, Name: name}
}
