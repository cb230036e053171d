package lookalike

import (
	"encoding/json"
	"regexp"
	"strings"
)

// PlainText is what a person reads in a message: all the words of its blocks in their order, a line for each. If there
// are no blocks, it is the text, which Slack otherwise shows in notifications only. Of markup only the words remain: a
// link's label, "@" and "#" with the id or label, bold words without their asterisks. It also reads a view's blocks,
// with an empty text.
func PlainText(blocks json.RawMessage, text string) string {
	objects, _ := decoded(blocks).([]any)
	if len(objects) == 0 {
		return words(text)
	}
	var lines []string
	for _, block := range objects {
		lines = append(lines, readable(block)...)
	}
	return strings.Join(lines, "\n")
}

// shownFields are the fields of blocks that hold something to read, in the order in which people read them.
var shownFields = []string{
	"rich_text_title", "title", "subtitle", "caption", "label", "text", "body", "subtext", "fields", "element", "elements",
	"accessory", "actions", "placeholder", "options", "option_groups", "description", "chart", "segments", "series", "hint",
	"child_blocks", "alt_text",
}

// readable lists the lines that a person reads in a piece of Block Kit.
func readable(piece any) []string {
	switch v := piece.(type) {
	case []any:
		var lines []string
		for _, one := range v {
			lines = append(lines, readable(one)...)
		}
		return lines
	case map[string]any:
		return readableObject(v)
	case string:
		if v == "" {
			return nil
		}
		return []string{words(v)}
	}
	return nil
}

func readableObject(object map[string]any) []string {
	kind, _ := object["type"].(string)
	switch kind {
	case "plain_text", "raw_text":
		text, _ := object["text"].(string)
		return []string{text}
	case "rich_text_section", "rich_text_preformatted", "rich_text_quote":
		return []string{richText(object)}
	case "table", "data_table":
		return append(readable(object["caption"]), readableRows(object)...)
	case "image":
		return append(readable(object["title"]), readable(object["alt_text"])...)
	}
	var lines []string
	for _, field := range shownFields {
		lines = append(lines, readable(object[field])...)
	}
	if name, ok := object["name"].(string); ok { // a chart's series
		lines = append(lines, name)
	}
	points, _ := object["data"].([]any)
	for _, point := range points {
		lines = append(lines, readable(point)...)
	}
	if value, ok := object["value"].(json.Number); ok && len(lines) > 0 { // a chart's point, after its label
		lines[len(lines)-1] += " " + value.String()
	}
	return lines
}

func readableRows(table map[string]any) []string {
	var lines []string
	rows, _ := table["rows"].([]any)
	for _, row := range rows {
		var line []string
		cells, _ := row.([]any)
		for _, cell := range cells {
			shown := strings.Join(readable(cell), " ")
			if object, ok := cell.(map[string]any); ok && shown == "" {
				if value, ok := object["value"].(json.Number); ok {
					shown = value.String()
				}
			}
			line = append(line, shown)
		}
		lines = append(lines, strings.Join(line, " | "))
	}
	return lines
}

// richText joins the pieces of one line of rich text.
func richText(section map[string]any) string {
	var out strings.Builder
	elements, _ := section["elements"].([]any)
	for _, entry := range elements {
		piece, _ := entry.(map[string]any)
		text := func(name string) string { s, _ := piece[name].(string); return s }
		switch text("type") {
		case "text":
			out.WriteString(text("text"))
		case "link":
			if label := text("text"); label != "" {
				out.WriteString(label)
			} else {
				out.WriteString(text("url"))
			}
		case "user":
			out.WriteString("@" + text("user_id"))
		case "channel":
			out.WriteString("#" + text("channel_id"))
		case "broadcast":
			out.WriteString("@" + text("range"))
		case "emoji":
			out.WriteString(":" + text("name") + ":")
		case "date":
			out.WriteString(text("fallback"))
		}
	}
	return out.String()
}

var (
	angled = regexp.MustCompile(`<([^<>|]*)(?:\|([^<>]*))?>`)
	styled = []*regexp.Regexp{
		regexp.MustCompile(`(^|[\s(>])\*(\S|\S[^*\n]*\S)\*`),
		regexp.MustCompile(`(^|[\s(>*])_(\S|\S[^_\n]*\S)_`),
		regexp.MustCompile(`(^|[\s(>*_])~(\S|\S[^~\n]*\S)~`),
		regexp.MustCompile("(^|[\\s(>*_~])`+([^`\n]+)`+"),
	}
)

// words reads mrkdwn as Slack shows it.
func words(mrkdwn string) string {
	plain := angled.ReplaceAllStringFunc(mrkdwn, func(m string) string {
		parts := angled.FindStringSubmatch(m)
		target, label := parts[1], parts[2]
		sign := ""
		if strings.HasPrefix(target, "@") || strings.HasPrefix(target, "#") {
			sign = target[:1]
		}
		switch {
		case label != "":
			return sign + label
		case strings.HasPrefix(target, "!"):
			return "@" + target[1:]
		}
		return target
	})
	for _, style := range styled {
		plain = style.ReplaceAllString(plain, "$1$2")
	}
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(plain)
}
