package blockkit

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// dialect is how mrkdwn and Markdown differ within a line.
type dialect struct {
	markers []marker
	slack   bool // <…> tokens, and &lt; &gt; &amp; as entities
	bare    bool // bare addresses become links
	plain   bool // only emoji are drawn, and everything else stays as typed
}

type marker struct {
	sign string
	kind string
}

var (
	plainDialect = dialect{plain: true}
	slackDialect = dialect{slack: true, bare: true, markers: []marker{{"*", "bold"}, {"_", "italic"}, {"~", "strike"}}}
	markdownText = dialect{bare: true, markers: []marker{
		{"**", "bold"}, {"__", "bold"}, {"~~", "strike"}, {"*", "italic"}, {"_", "italic"},
	}}

	emojiName     = regexp.MustCompile(`^:([a-z0-9_+'-]+):`)
	bareAddress   = regexp.MustCompile(`^https?://[^\s<>|"]+`)
	markdownLink  = regexp.MustCompile(`^!?\[([^\]\n]*)\]\(([^()\s]+)\)`)
	slackEntities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
)

// inline reads the spans of one text.
type inline struct {
	dialect
	names
	// hopeless holds, by opening sign, up to where the text has no closing one. So a text full of lone signs is not
	// searched again for each of them.
	hopeless map[string]int
	text     string
}

func (d dialect) spans(text string, n names) []span {
	in := &inline{dialect: d, names: n, hopeless: map[string]int{}, text: text}
	return in.read(0, len(text), nil)
}

// read returns the spans of text[from:to]. open holds the kinds of the spans around it.
func (in *inline) read(from, to int, open []string) []span {
	var out []span
	var plain strings.Builder
	flush := func() {
		if plain.Len() > 0 {
			out = append(out, span{Kind: "text", Text: plain.String()})
			plain.Reset()
		}
	}
	for at := from; at < to; {
		if s, next, ok := in.special(at, to, open); ok {
			flush()
			out = append(out, s)
			at = next
			continue
		}
		if in.slack && in.text[at] == '&' {
			if entity := entityAt(in.text[at:to]); entity != "" {
				plain.WriteString(slackEntities.Replace(entity))
				at += len(entity)
				continue
			}
		}
		if !in.slack && !in.plain && in.text[at] == '\\' && at+1 < to &&
			strings.ContainsRune("\\`*_{}[]()#+-.!&~", rune(in.text[at+1])) {
			plain.WriteByte(in.text[at+1])
			at += 2
			continue
		}
		_, size := utf8.DecodeRuneInString(in.text[at:to])
		plain.WriteString(in.text[at : at+size])
		at += size
	}
	flush()
	return out
}

// special reads what is more than plain text at a place, and gives where it ends.
func (in *inline) special(at, to int, open []string) (span, int, bool) {
	rest := in.text[at:to]
	if in.plain && rest[0] != ':' {
		return span{}, 0, false
	}
	switch rest[0] {
	case '\n':
		return span{Kind: "break"}, at + 1, true
	case '`':
		if strings.HasPrefix(rest, "``") {
			break // two signs with no text between them are only signs
		}
		if end := in.closing(at, to, "`"); end > 0 {
			return span{Kind: "code", Text: in.literal(in.text[at+1 : end])}, end + 1, true
		}
	case '<':
		if in.slack {
			return in.token(at, to)
		}
	case ':':
		if m := emojiName.FindStringSubmatch(rest); m != nil {
			if sign, known := emoji[m[1]]; known {
				return span{Kind: "emoji", Text: sign, Name: m[1]}, at + len(m[0]), true
			}
		}
	case 'h':
		if in.bare && !slices.Contains(open, "link") && in.boundary(at) {
			if m := strings.TrimRight(bareAddress.FindString(rest), ".,;:!?)*_~'"); followable(in.literal(m)) {
				return linkSpan(in.literal(m), []span{{Kind: "text", Text: in.literal(m)}}), at + len(m), true
			}
		}
	case '[', '!':
		if m := markdownLink.FindStringSubmatchIndex(rest); m != nil && !in.slack {
			inside := in.read(at+m[2], at+m[3], append(slices.Clone(open), "link"))
			return linkSpan(rest[m[4]:m[5]], inside), at + m[1], true
		}
	}
	for _, m := range in.markers {
		if !strings.HasPrefix(rest, m.sign) || slices.Contains(open, m.kind) || !in.opens(at, to, m.sign) {
			continue
		}
		if end := in.closing(at, to, m.sign); end > 0 {
			inside := in.read(at+len(m.sign), end, append(slices.Clone(open), m.kind))
			return span{Kind: m.kind, Inside: inside}, end + len(m.sign), true
		}
	}
	return span{}, 0, false
}

// boundary reports whether no letter or digit stands right before a place.
func (in *inline) boundary(at int) bool {
	r, _ := utf8.DecodeLastRuneInString(in.text[:at])
	return at == 0 || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// opens reports whether a sign can open: no letter before it, and something other than space after.
func (in *inline) opens(at, to int, sign string) bool {
	after, size := utf8.DecodeRuneInString(in.text[at+len(sign) : to])
	return size > 0 && in.boundary(at) && !unicode.IsSpace(after) &&
		!strings.HasPrefix(in.text[at+len(sign):], sign[:1])
}

// closing finds the sign that closes the one at a place, on the same line, or gives 0.
func (in *inline) closing(at, to int, sign string) int {
	if at < in.hopeless[sign] {
		return 0
	}
	i := at + len(sign)
	for i < to && in.text[i] != '\n' {
		if strings.HasPrefix(in.text[i:to], sign) && i > at+len(sign) && (sign == "`" || in.closes(i, to, sign)) {
			return i
		}
		if sign != "`" && in.text[i] == '`' {
			if end := in.closing(i, to, "`"); end > 0 {
				i = end + 1
				continue
			}
		}
		i++
	}
	in.hopeless[sign] = i
	return 0
}

// closes reports whether a sign can close: no space before it, and no letter or digit after.
func (in *inline) closes(at, to int, sign string) bool {
	before, _ := utf8.DecodeLastRuneInString(in.text[:at])
	after, _ := utf8.DecodeRuneInString(in.text[at+len(sign) : to])
	end := at+len(sign) >= to
	return !unicode.IsSpace(before) && (end || !unicode.IsLetter(after) && !unicode.IsDigit(after))
}

// literal gives a text with the dialect's entities read and nothing else.
func (in *inline) literal(s string) string {
	if in.slack {
		return slackEntities.Replace(s)
	}
	return s
}

func entityAt(s string) string {
	for _, e := range []string{"&lt;", "&gt;", "&amp;"} {
		if strings.HasPrefix(s, e) {
			return e
		}
	}
	return ""
}
