package blockkit

import (
	"strconv"
	"strings"
)

// mrkdwnParagraphs reads Slack's own markup into paragraphs. verbatim leaves addresses unlinked.
func mrkdwnParagraphs(text string, verbatim bool, n names) []paragraph {
	d := slackDialect
	d.bare = !verbatim
	var out []paragraph
	rest := strings.ReplaceAll(text, "\r\n", "\n")
	for rest != "" {
		before, after, fenced := strings.Cut(rest, "```")
		code, tail, closed := strings.Cut(after, "```")
		if !fenced || !closed || strings.TrimSpace(code) == "" {
			out = append(out, slackLines(rest, d, n)...)
			break
		}
		out = append(out, slackLines(strings.TrimSuffix(before, "\n"), d, n)...)
		out = append(out, paragraph{Kind: "pre", Spans: []span{
			{Kind: "text", Text: slackEntities.Replace(strings.Trim(code, "\n"))},
		}})
		rest = strings.TrimPrefix(tail, "\n")
	}
	return out
}

// slackLines groups lines into texts, quotes and bullets.
func slackLines(text string, d dialect, n names) []paragraph {
	if text == "" {
		return nil
	}
	var out []paragraph
	var kind string
	var held []string
	flush := func() {
		if len(held) == 0 {
			return
		}
		p := paragraph{Kind: kind}
		if kind == "bullets" {
			for _, line := range held {
				p.Items = append(p.Items, d.spans(line, n))
			}
		} else {
			p.Spans = d.spans(strings.Join(held, "\n"), n)
		}
		out, held = append(out, p), nil
	}
	quoting := false // after >>> everything is quoted
	for _, line := range strings.Split(text, "\n") {
		is, content := "text", line
		switch quoted, mark := cutQuote(line); {
		case quoting:
			is = "quote"
		case mark == ">>>":
			is, content, quoting = "quote", quoted, true
		case mark == ">":
			is, content = "quote", quoted
		case strings.HasPrefix(strings.TrimLeft(line, " "), "• "):
			is, content = "bullets", strings.TrimPrefix(strings.TrimLeft(line, " "), "• ")
		}
		if is != kind {
			flush()
			kind = is
		}
		held = append(held, content)
	}
	flush()
	return out
}

// cutQuote takes the quote's sign off a line: > or >>>, each as itself or as an entity.
func cutQuote(line string) (content, mark string) {
	for _, sign := range []string{"&gt;", ">"} {
		if c, ok := strings.CutPrefix(line, strings.Repeat(sign, 3)); ok {
			return strings.TrimPrefix(c, " "), ">>>"
		}
		if c, ok := strings.CutPrefix(line, sign); ok {
			return strings.TrimPrefix(c, " "), ">"
		}
	}
	return line, ""
}

// token reads a <…> of mrkdwn: a mention, a date or a link. Anything else stays as typed.
func (in *inline) token(at, to int) (span, int, bool) {
	if at < in.hopeless["<"] {
		return span{}, 0, false
	}
	length := strings.IndexAny(in.text[at+1:to], "<>\n")
	if length < 0 || in.text[at+1+length] != '>' {
		if length < 0 {
			in.hopeless["<"] = to
		}
		return span{}, 0, false
	}
	end := at + 1 + length + 1
	body, label, labelled := strings.Cut(in.text[at+1:end-1], "|")
	label = in.literal(label)
	switch {
	case body == "":
		return span{}, 0, false
	case body[0] == '@' && len(body) > 1:
		return in.personSpan(body[1:], label), end, true
	case body[0] == '#' && len(body) > 1:
		return in.channelSpan(body[1:], label), end, true
	case body[0] == '!':
		s, ok := in.command(body[1:], label)
		return s, end, ok
	}
	address := in.literal(body)
	if !followable(address) {
		return span{}, 0, false
	}
	if !labelled || label == "" {
		label = strings.TrimPrefix(address, "mailto:")
	}
	return linkSpan(address, []span{{Kind: "text", Text: label}}), end, true
}

// command reads <!…>: the mentions that notify many people, and dates.
func (in *inline) command(body, label string) (span, bool) {
	parts := strings.Split(body, "^")
	switch parts[0] {
	case "channel", "here", "everyone":
		return span{Kind: "broadcast", Text: "@" + parts[0]}, true
	case "subteam":
		if len(parts) > 1 {
			return span{Kind: "broadcast", Text: "@" + firstOf(strings.TrimPrefix(label, "@"), parts[1])}, true
		}
	case "date":
		if len(parts) < 3 {
			return span{}, false
		}
		shown := label
		if unix, err := strconv.ParseInt(parts[1], 10, 64); err == nil {
			shown = in.formatDate(unix, in.literal(parts[2]))
		}
		if len(parts) > 3 {
			return linkSpan(in.literal(parts[3]), []span{{Kind: "text", Text: shown}}), true
		}
		return span{Kind: "text", Text: shown}, true
	}
	return span{}, false
}
