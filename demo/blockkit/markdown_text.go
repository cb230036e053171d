package blockkit

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	heading    = regexp.MustCompile(`^#{1,6} +(.*?) *#*$`)
	listItem   = regexp.MustCompile(`^( *)(?:[-*+]|(\d{1,9})[.)]) +(.*)$`)
	rule       = regexp.MustCompile(`^ *(?:-{3,}|\*{3,}|_{3,}) *$`)
	taskMarker = strings.NewReplacer("[ ] ", "☐ ", "[x] ", "☑ ", "[X] ", "☑ ")
)

// markdownParagraphs reads the Markdown of a markdown block: headings, lists, quotes, code and emphasis. A pipe table
// keeps its lines, in fixed width.
func markdownParagraphs(text string, n names) []paragraph {
	var out []paragraph
	all := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i := 0; i < len(all); i++ {
		line := all[i]
		previous := func(kind string, indent int) *paragraph {
			if k := len(out) - 1; k >= 0 && out[k].Kind == kind && out[k].Indent == indent &&
				i > 0 && strings.TrimSpace(all[i-1]) != "" {
				return &out[k]
			}
			return nil
		}
		if fence, ok := strings.CutPrefix(strings.TrimSpace(line), "```"); ok && !strings.Contains(fence, "`") {
			var code []string
			for i++; i < len(all) && !strings.HasPrefix(strings.TrimSpace(all[i]), "```"); i++ {
				code = append(code, all[i])
			}
			out = append(out, paragraph{Kind: "pre", Spans: []span{{Kind: "text", Text: strings.Join(code, "\n")}}})
			continue
		}
		if strings.HasPrefix(line, "|") {
			if p := previous("pre", 0); p != nil {
				p.Spans[0].Text += "\n" + line
			} else {
				out = append(out, paragraph{Kind: "pre", Spans: []span{{Kind: "text", Text: line}}})
			}
			continue
		}
		switch m, item := heading.FindStringSubmatch(line), listItem.FindStringSubmatch(line); {
		case strings.TrimSpace(line) == "":
		case m != nil:
			out = append(out, paragraph{Kind: "heading", Spans: markdownText.spans(m[1], n)})
		case rule.MatchString(line):
			out = append(out, paragraph{Kind: "rule"})
		case item != nil:
			kind, start := "bullets", 0
			if item[2] != "" {
				kind = "ordered"
				start, _ = strconv.Atoi(item[2]) // at most nine digits
			}
			indent := min(len(item[1])/2, 8)
			spans := markdownText.spans(taskMarker.Replace(item[3]), n)
			if p := previous(kind, indent); p != nil {
				p.Items = append(p.Items, spans)
			} else {
				out = append(out, paragraph{Kind: kind, Indent: indent, Start: start, Items: [][]span{spans}})
			}
		default:
			kind, content := "text", line
			if quoted, ok := strings.CutPrefix(line, ">"); ok {
				kind, content = "quote", strings.TrimPrefix(quoted, " ")
			}
			spans := markdownText.spans(content, n)
			if p := previous(kind, 0); p != nil {
				p.Spans = append(append(p.Spans, span{Kind: "break"}), spans...)
			} else {
				out = append(out, paragraph{Kind: kind, Spans: spans})
			}
		}
	}
	return out
}
