package blockkit

import (
	"net/url"
	"strings"
	"time"
)

// Every text, whether in mrkdwn, plain_text, rich_text or Markdown, becomes paragraphs of spans. The templates draw
// them, and html/template alone does the escaping.

// paragraph is a piece of text that stands on lines of its own.
type paragraph struct {
	Kind   string // "text", "heading", "quote", "pre", "rule", "bullets" or "ordered"
	Spans  []span
	Items  [][]span // of bullets and ordered
	Indent int      // of bullets and ordered: 0 is not indented
	Start  int      // of ordered: the first number
}

// span is a piece of text within a line.
type span struct {
	// Kind is "text", "break", "bold", "italic", "strike", "underline", "code", "link", "person", "channel",
	// "broadcast", "emoji" or "colour".
	Kind   string
	Text   string
	URL    string // of a link: always http, https or mailto
	Name   string // of an emoji, without colons
	Inside []span // of bold, italic, strike, underline and link
}

// names looks up what mentions and dates need to be shown.
type names struct {
	person  func(id string) string
	channel func(id string) string
	zone    *time.Location
}

func (n names) personSpan(id, label string) span {
	return span{Kind: "person", Text: "@" + firstOf(lookUp(n.person, id), strings.TrimPrefix(label, "@"), id)}
}

func (n names) channelSpan(id, label string) span {
	return span{Kind: "channel", Text: "#" + firstOf(lookUp(n.channel, id), strings.TrimPrefix(label, "#"), id)}
}

func lookUp(find func(string) string, id string) string {
	if find == nil {
		return ""
	}
	return find(id)
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// followable reports whether a link may be followed from the page. One that runs a script may not.
func followable(link string) bool {
	u, err := url.Parse(link)
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		return u.Host != ""
	case "mailto":
		return u.Opaque != ""
	}
	return false
}

// linkSpan is a link if its address may be followed, otherwise the text as it stands.
func linkSpan(address string, inside []span) span {
	if !followable(address) {
		return span{Kind: "text", Inside: inside}
	}
	return span{Kind: "link", URL: address, Inside: inside}
}

// lines returns the spans of a literal text, with its line ends as breaks.
func lines(s string) []span {
	var out []span
	for i, line := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		if i > 0 {
			out = append(out, span{Kind: "break"})
		}
		if line != "" {
			out = append(out, span{Kind: "text", Text: line})
		}
	}
	return out
}

// formatDate fills in the tokens of Slack's date format, in the British way. The "pretty" tokens (today, yesterday)
// show the date itself, as rendering knows no clock.
func (n names) formatDate(unix int64, format string) string {
	zone := n.zone
	if zone == nil {
		zone = time.UTC
	}
	t := time.Unix(unix, 0).In(zone)
	return strings.NewReplacer(
		"{date_num}", t.Format("2006-01-02"),
		"{date_slash}", t.Format("02/01/2006"),
		"{date_long_pretty}", t.Format("Monday 2 January 2006"),
		"{date_short_pretty}", t.Format("2 Jan 2006"),
		"{date_pretty}", t.Format("2 January 2006"),
		"{date_long}", t.Format("Monday 2 January 2006"),
		"{date_long_full}", t.Format("Monday 2 January 2006"),
		"{date_short}", t.Format("2 Jan 2006"),
		"{date}", t.Format("2 January 2006"),
		"{day_divider_pretty}", t.Format("Monday 2 January"),
		"{time_secs}", t.Format("15:04:05"),
		"{time}", t.Format("15:04"),
		"{ago}", t.Format("2 January 2006"),
	).Replace(format)
}
