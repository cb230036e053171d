package lookalike

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var bareURL = regexp.MustCompile(`^https?://[^\s<>]+`)

// escape writes a typed line as Slack sends it with "escape channels, users and links" on. & < > become entities. The
// names of people and channels become <@U…|name> and <#C…|name>, and links stand in angle brackets. So nothing that a
// person types can be taken for Slack's own markup. The exception is "@here" and its like, which become <!here>. The
// lock is held.
func (w *Workspace) escape(line string) string {
	var out strings.Builder
	for i := 0; i < len(line); {
		rest := line[i:]
		if startsWord(line, i) {
			if written, length := w.reference(rest); length > 0 {
				out.WriteString(written)
				i += length
				continue
			}
		}
		// A full stop after a link belongs to the sentence. What is left must still be a link ("http://!" is none).
		if link := strings.TrimRight(bareURL.FindString(rest), ".,;:!?)"); bareURL.MatchString(link) {
			out.WriteString("<" + entities(link) + ">")
			i += len(link)
			continue
		}
		_, size := utf8.DecodeRuneInString(rest)
		out.WriteString(entities(rest[:size]))
		i += size
	}
	return out.String()
}

// label is the part that escape adds to a reference. Slash commands have it. Messages do not, except that it is empty
// for a channel.
var label = regexp.MustCompile(`<(@[UW][0-9A-Z]+|!subteam\^[0-9A-Z]+|#[CG][0-9A-Z]+)\|[^<>]*>`)

// written is a typed line as Slack keeps it in a message. It is as escape writes it, but with people as <@U…>, groups
// as <!subteam^S…> and channels as <#C…|>. The lock is held.
func (w *Workspace) written(line string) string {
	return label.ReplaceAllStringFunc(w.escape(line), func(m string) string {
		id, _, _ := strings.Cut(m, "|")
		if strings.HasPrefix(m, "<#") {
			return id + "|>"
		}
		return id + ">"
	})
}

func entities(s string) string { return asEntities.Replace(s) }

var asEntities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func startsWord(line string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:at])
	return at == 0 || unicode.IsSpace(before) || strings.ContainsRune("([,;", before)
}

// reference reads the longest "@Name" or "#channel" at the beginning of s. It returns how it is written and how many
// bytes it took, 0 if there is none.
func (w *Workspace) reference(s string) (written string, length int) {
	try := func(sign, name, as string) {
		n := len(sign) + len(name)
		if name == "" || n <= length || n > len(s) || !strings.EqualFold(s[:n], sign+name) {
			return
		}
		next, _ := utf8.DecodeRuneInString(s[n:])
		if n < len(s) && (unicode.IsLetter(next) || unicode.IsDigit(next) || next == '_') {
			return
		}
		written, length = as, n
	}
	switch {
	case strings.HasPrefix(s, "@"):
		for _, p := range w.everyone() {
			as := "<@" + p.ID + "|" + p.handle() + ">"
			for _, name := range []string{p.Name, p.handle(), p.ID} {
				try("@", name, as)
			}
		}
		for _, g := range w.config.Groups {
			try("@", g.Handle, "<!subteam^"+g.ID+"|@"+g.Handle+">")
		}
		for _, all := range []string{"here", "channel", "everyone"} {
			try("@", all, "<!"+all+">")
		}
	case strings.HasPrefix(s, "#"):
		ids := make([]string, 0, len(w.conversations))
		for id := range w.conversations {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		for _, id := range ids {
			if c := w.conversations[id]; c.with == "" {
				try("#", c.name, "<#"+c.id+"|"+c.name+">")
			}
		}
	}
	return written, length
}
