package bot

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"chaser/kpi"
)

var (
	angled   = regexp.MustCompile(`<[^<>]*>`)
	entities = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")
)

// decodeSlash gives back the line as a person typed it, after the command or in a message. Slack escapes &, < and >,
// and puts what it recognises into angle brackets: mentions, links, days. This undoes it exactly once, so that a typed
// "&amp;lt;" stays "&lt;". A mark becomes the words that it reads as; anything else in angle brackets stays as it is.
//
// Source: https://docs.slack.dev/messaging/formatting-message-text
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

// mentioned is what a line mentions, as Slack sent it: the text that decodeSlash makes of each mention → its Slack id.
// That is a person's, a channel's or a group's id, or a word such as !here. Where two different mentions read alike,
// the id is empty: the text does not say which of them is meant.
func mentioned(text string) map[string]string {
	named := map[string]string{}
	for _, m := range angled.FindAllString(text, -1) {
		id, _, _ := strings.Cut(m[1:len(m)-1], "|")
		reads := decodeAngled(m)
		switch {
		case !strings.HasPrefix(reads, "@") && !strings.HasPrefix(reads, "#"):
			continue
		case strings.HasPrefix(id, "@"), strings.HasPrefix(id, "#"):
			id = id[1:]
		case strings.HasPrefix(id, "!subteam^"):
			id = strings.TrimPrefix(id, "!subteam^")
		}
		if before, twice := named[reads]; twice && before != id {
			id = ""
		}
		named[reads] = id
	}
	return named
}

// What a mark reads as whose name is not known.
const (
	somebody    = "somebody"
	someChannel = "channel"
	someGroup   = "group"
)

func decodeAngled(marked string) string {
	inside, label, _ := strings.Cut(marked[1:len(marked)-1], "|")
	label = entities.Replace(label)
	switch {
	case strings.HasPrefix(inside, "@"):
		return "@" + cmp.Or(strings.TrimPrefix(label, "@"), somebody)
	case strings.HasPrefix(inside, "#"):
		return "#" + cmp.Or(strings.TrimPrefix(label, "#"), someChannel)
	case strings.HasPrefix(inside, "!subteam^"):
		return "@" + cmp.Or(strings.TrimPrefix(label, "@"), someGroup)
	case strings.HasPrefix(inside, "!date^"):
		return cmp.Or(label, dayOfMark(inside))
	case len(inside) > 1 && strings.HasPrefix(inside, "!"): // !here, !channel, !everyone
		word, _, _ := strings.Cut(inside[1:], "^")
		return "@" + cmp.Or(strings.TrimPrefix(label, "@"), word)
	case schemed.MatchString(inside):
		return decodeLink(entities.Replace(inside), label)
	}
	return entities.Replace(marked)
}

var schemed = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.-]*:.`)

// decodeLink is a link as it reads: as it was typed where Slack only completed it, else its words and its address.
func decodeLink(address, label string) string {
	scheme, bare, _ := strings.Cut(address, ":")
	if scheme == "mailto" || scheme == "tel" {
		return cmp.Or(label, bare)
	}
	bare = strings.TrimPrefix(bare, "//")
	switch label {
	case "", address:
		return address
	case bare, strings.TrimSuffix(bare, "/"):
		return label
	}
	return label + " (" + address + ")"
}

// dayOfMark is the day of a date mark without fallback text, such as <!date^1392734382^{date}>.
func dayOfMark(inside string) string {
	parts := strings.Split(inside, "^")
	seconds, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		return ""
	}
	return kpi.DateOf(time.Unix(seconds, 0).UTC()).Words()
}

var (
	markup      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	emojiName   = regexp.MustCompile(`:([a-zA-Z0-9_+'-]+):`)
	atEverybody = regexp.MustCompile(`(?i)@(here|channel|everyone|group)\b`)
)

// escaped makes a register's or a person's words safe inside Slack's markup (mrkdwn): they cannot mention, link, format
// or become an emoji. Everything typed that goes into mrkdwn passes through here, once. Behind a character that would
// format stands an invisible space (U+200B). REG_1 and 12:30 stay as they are.
func escaped(text string) string {
	var out strings.Builder
	for emojiName.MatchString(text) { // more than once: in :a:a: the second name begins where the first ends
		text = emojiName.ReplaceAllString(text, ":\u200b$1:")
	}
	text = atEverybody.ReplaceAllString(text, "@\u200b$1") // Slack may read it as a mention even without its brackets
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
