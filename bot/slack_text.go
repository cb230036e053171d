package bot

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	angled   = regexp.MustCompile(`<[^<>]*>`)
	entities = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")
)

// decodeSlash gives back the line that a person typed after the command. Slack escapes &, < and > and writes mentions and links in
// angle brackets; this undoes it exactly once, so that a typed "&amp;lt;" stays "&lt;". What else stands in angle brackets, such as
// <!here>, is left as literal text.
func decodeSlash(text string) string {
	var out strings.Builder
	end := 0
	for _, at := range angled.FindAllStringIndex(text, -1) {
		out.WriteString(entities.Replace(text[end:at[0]]))
		out.WriteString(decodeAngled(text[at[0]:at[1]]))
		end = at[1]
	}
	out.WriteString(entities.Replace(text[end:]))
	return out.String()
}

// mentioned is the people whom a line names, as Slack sent it: the text that decodeSlash makes of each → their Slack id.
func mentioned(text string) map[string]string {
	people := map[string]string{}
	for _, m := range angled.FindAllString(text, -1) {
		if id, _, _ := strings.Cut(m[1:len(m)-1], "|"); strings.HasPrefix(id, "@") {
			people[decodeAngled(m)] = id[1:]
		}
	}
	return people
}

func decodeAngled(marked string) string {
	inside, label, labelled := strings.Cut(marked[1:len(marked)-1], "|")
	switch {
	case strings.HasPrefix(inside, "@") || strings.HasPrefix(inside, "#"):
		if labelled && label != "" {
			return inside[:1] + entities.Replace(label)
		}
		return inside
	case strings.HasPrefix(inside, "http://"), strings.HasPrefix(inside, "https://"):
		return entities.Replace(inside)
	case strings.HasPrefix(inside, "mailto:"):
		return entities.Replace(strings.TrimPrefix(inside, "mailto:"))
	}
	return entities.Replace(marked)
}

var (
	markup    = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	emojiName = regexp.MustCompile(`:([a-zA-Z0-9_+'-]+):`)
)

// escaped makes a register's or a person's words safe inside Slack's markup (mrkdwn): they cannot mention, link, format or become an
// emoji. Everything typed that goes into mrkdwn passes through here, once. Where a character would format, an invisible space
// (U+200B) parts it from what it would format; REG_1 and 12:30 stay as they are.
func escaped(text string) string {
	var out strings.Builder
	for emojiName.MatchString(text) { // once is not enough: in :a:a: the second begins where the first ends
		text = emojiName.ReplaceAllString(text, ":\u200b$1:")
	}
	runes := []rune(text)
	for n, r := range runes {
		out.WriteRune(r)
		insideWord := n > 0 && wordly(runes[n-1]) && n+1 < len(runes) && wordly(runes[n+1])
		if strings.ContainsRune("*_~`", r) && !insideWord {
			out.WriteRune('\u200b')
		}
	}
	return markup.Replace(out.String())
}

func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
