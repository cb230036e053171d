package bot

import (
	"regexp"
	"slices"
	"strings"

	"chaser/kpi"
)

// verbs are the words that begin a line, and what they make of the rest. A verb wins over a code; card and submit before it say that
// the code is meant.
var verbs = map[string]func(reader) command{
	"card":     readCard,
	"show":     readShow,
	"submit":   readSubmit,
	"post":     readSubmit,
	"update":   readSubmit,
	"set":      readSubmit,
	"due":      func(reader) command { return askDue{} },
	"red":      func(r reader) command { return askRed{Committee: r.words()} },
	"list":     func(r reader) command { return askList{Committee: r.words()} },
	"history":  readHistory,
	"away":     func(r reader) command { return askAway{Text: r.rest()} },
	"back":     func(reader) command { return askBack{} },
	"alerts":   func(r reader) command { return askAlerts{Text: r.words()} },
	"admin":    func(r reader) command { return askAdmin{Text: r.words()} },
	"action":   readAction,
	"actions":  readActions,
	"progress": func(r reader) command { return askProgress{Committee: r.words()} },
	"approve":  readApprove,
	"publish":  readPublish,
	"help":     func(reader) command { return askHelp{} },
	"?":        func(reader) command { return askHelp{} },
	"h":        func(reader) command { return askHelp{} },
}

// readLine makes a command of a line as the person typed it, already decoded. isCode tells whether a word is an indicator's code, in
// any case; slashCommand is forgiven at the line's beginning. It never fails: what cannot be understood is looked for by name.
func readLine(line, slashCommand string, isCode func(string) bool) command {
	r := reader{tokens: tokenise(line), line: line, isCode: isCode}
	for len(r.tokens) > 0 && strings.EqualFold(r.tokens[0].text, slashCommand) {
		r = r.from(1)
	}
	if len(r.tokens) == 0 {
		return askStart{}
	}
	first := strings.ToLower(strings.TrimRight(r.tokens[0].text, ".,:;!"))
	if read, ok := verbs[first]; ok {
		return read(r.from(1))
	}
	return readBare(r)
}

// readCard reads what follows card: a code or a name, perhaps with a period.
func readCard(r reader) command {
	if len(r.tokens) == 0 {
		return askList{}
	}
	if code, rest, ok := r.code(); ok {
		if period, rest, ok := rest.skip(fillers...).period(); ok && len(rest.tokens) == 0 {
			return askCard{Code: code, Period: period}
		}
		if len(rest.tokens) == 0 {
			return askCard{Code: code}
		}
	}
	return askCard{Name: r.words()}
}

// readShow reads what follows show, which people also say in a sentence: “show me how 178 is doing”.
func readShow(r reader) command {
	c := readCard(r)
	if card, ok := c.(askCard); ok && card.Code == "" {
		return r.answerTo()
	}
	return c
}

func readHistory(r reader) command {
	if code, rest, ok := r.code(); ok && len(rest.tokens) == 0 {
		return askHistory{Code: code}
	}
	return askHistory{Name: r.words()}
}

// readSubmit reads what follows submit: a code, or a name that is found out later, and the figure.
func readSubmit(r reader) command {
	if len(r.tokens) == 0 {
		return openForm{}
	}
	if e, ok := r.entry(); ok {
		return e.command()
	}
	if p, rest, ok := r.period(); ok && len(rest.tokens) == 0 {
		return postFigure{Entry: entry{Period: p, Doubt: kpi.Refuse(kpi.FieldIndicator, "Which indicator is it, for %s? Type its code first, such as `submit 178 %s 142`.", p.Words(), p)}}
	}
	return postByName{Name: r.words(), Readings: r.readings(), Asked: true}
}

// readBare reads a line without a verb: a code and perhaps a figure, or words to look for.
func readBare(r reader) command {
	if code, rest, ok := r.code(); ok {
		if !slices.ContainsFunc(rest.tokens, func(t token) bool { return !courtesies[plainWord(t.text)] }) { // 178, please
			return askCard{Code: code}
		}
		if c, ok := readVerbAfter(code, rest); ok {
			return c
		}
		if period, rest, ok := rest.skip(fillers...).period(); ok && len(rest.tokens) == 0 {
			return askCard{Code: code, Period: period}
		}
	}
	if e, ok := r.entry(); ok {
		return e.command()
	}
	if c, ok := r.question(); ok {
		return c
	}
	return postByName{Name: r.words(), Readings: r.readings()}
}

// readVerbAfter understands the verb behind the code: "178 history", "178 submit 142".
func readVerbAfter(code string, rest reader) (command, bool) {
	verb := strings.ToLower(rest.tokens[0].text)
	after := rest.from(1)
	switch verb {
	case "history":
		return askHistory{Code: code}, len(after.tokens) == 0
	case "action":
		return readAction(reader{rest.line, append([]token{{text: code}}, after.tokens...), rest.isCode}), true
	case "actions":
		return askActions{Code: code}, len(after.tokens) == 0
	case "card", "show", "due":
		return askCard{Code: code}, len(after.tokens) == 0
	case "submit", "post", "update", "set":
		if len(after.tokens) == 0 {
			return openForm{Entry: entry{Code: code}}, true
		}
		e, ok := after.entryOf(code)
		return e.command(), ok
	}
	return nil, false
}

// token is one word of a line, with where it begins and ends in it.
type token struct {
	text       string // without the quotation marks and commas that hang on to it
	begin, end int
}

var (
	wordForm = regexp.MustCompile(`[^\s\p{Z}\x{85}\x{200b}\x{feff}]+`)
	quotes   = "\"'“”‘’„«»`"
)

func tokenise(line string) []token {
	var tokens []token
	for _, at := range wordForm.FindAllStringIndex(line, -1) {
		if text := strings.Trim(line[at[0]:at[1]], quotes); text != "" {
			tokens = append(tokens, token{text, at[0], at[1]})
		}
	}
	return tokens
}

// reader is what is left to read of a line.
type reader struct {
	line   string
	tokens []token
	isCode func(string) bool
}

func (r reader) from(n int) reader { return reader{r.line, r.tokens[n:], r.isCode} }

// rest is what is left exactly as it was typed.
func (r reader) rest() string {
	if len(r.tokens) == 0 {
		return ""
	}
	return kpi.CleanText(r.line[r.tokens[0].begin:])
}

// words are what is left, without quotation marks and doubled spaces, for looking up a name.
func (r reader) words() string { return r.join(len(r.tokens)) }

func (r reader) join(n int) string {
	texts := make([]string, 0, n)
	for _, t := range r.tokens[:n] {
		texts = append(texts, t.text)
	}
	return strings.Join(texts, " ")
}

// fillers are the words and signs that people put between a code, a period and a figure.
var fillers = []string{"=", ":", "-", "–", "—", "is", "for"}

// skip passes over at most one of the words, unless nothing would follow.
func (r reader) skip(words ...string) reader {
	if len(r.tokens) > 1 {
		for _, w := range words {
			if strings.EqualFold(r.tokens[0].text, w) {
				return r.from(1)
			}
		}
	}
	return r
}

// code reads an indicator's code: "178", "#178", "178:", and of "178=142" the first half.
func (r reader) code() (code string, rest reader, ok bool) {
	if len(r.tokens) == 0 {
		return "", r, false
	}
	text := strings.TrimPrefix(r.tokens[0].text, "#")
	for _, candidate := range []string{text, strings.TrimRight(text, ".,:;="+quotes)} {
		if candidate != "" && r.isCode(candidate) {
			return candidate, r.from(1), true
		}
	}
	t := r.tokens[0]
	typed := r.line[t.begin:t.end]
	if at := strings.IndexAny(typed, ":="); at > 0 && at < len(typed)-1 {
		if before := strings.Trim(typed[:at], "#"+quotes); r.isCode(before) {
			after := strings.Trim(typed[at+1:], quotes)
			split := append([]token{{after, t.begin + at + 1, t.end}}, r.tokens[1:]...)
			return before, reader{r.line, split, r.isCode}, after != ""
		}
	}
	return "", r, false
}
