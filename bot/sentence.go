package bot

import (
	"slices"
	"strings"

	"chaser/kpi"
)

// A sentence such as “how are births registered doing?” is a name with words around it that name nothing. Which words those are is all that
// is decided here; what the name fits is the search's.
var (
	// openers begin a question; a line that begins with none and does not end with a question mark is read as a name or a posting.
	openers = wordSet(`how hows what whats wheres where which who whos when why is are was were do does did can could would will may please pls
		tell give get find see check look let lets i id we me us any hi hello hey morning afternoon chaser the my our latest current`)

	// noise are words that stand around a name and name nothing themselves.
	noise = wordSet(`how hows what whats wheres where which who whos when why is are was were be been being am do does did doing done have has had
		can could would will may might should please pls thanks thank cheers tell give get find see check look looking looks like let lets show
		i id im ive we were us me my you your it its he she they them our the a an any some this that these those there here
		hi hello hey morning afternoon good chaser about on in at of for to from with by and or so far now today currently latest current recent newest
		going getting coming along up stand standing track last past quarter quarters month year moment present just then ok okay want wants need like know`)

	// talk is how people name what they ask of an indicator, and not the indicator; a title may use such a word, so it is dropped last.
	talk = wordSet(`figure figures number numbers value rate percentage total count result results status update rating rag red amber green blue
		performance performing indicator indicators kpi card data target trend many much statistics stats`)

	// courtesies are what people put behind what they ask for.
	courtesies = wordSet(`please pls thanks thank you ta cheers`)

	// asked are words which alone in a question mean a command.
	asked = map[string]command{
		"owe": askDue{}, "owed": askDue{}, "due": askDue{}, "overdue": askDue{}, "outstanding": askDue{},
		"red": askRed{}, "reds": askRed{}, "list": askList{}, "indicators": askList{},
		"collection": askProgress{}, "progress": askProgress{}, "actions": askActions{}, "help": askHelp{}, "type": askHelp{}, "ask": askHelp{},
	}
)

// own are words with which people speak of themselves.
var own = wordSet("my mine i ive im me")

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// plainWord is a word without its capitals, apostrophes and what hangs on to it.
func plainWord(text string) string {
	text = strings.NewReplacer("'", "", "’", "").Replace(strings.ToLower(text))
	return strings.Trim(text, ".,:;!?()[]…"+quotes)
}

func isNoise(t token) bool {
	w := plainWord(t.text)
	return w == "" || noise[w]
}

// question reads a line that asks in a sentence: “how are births registered doing?”, “what's red?”, “show me 178 for Q1 2023/24”. False where
// the line does not look like one.
func (r reader) question() (command, bool) {
	if len(r.tokens) == 0 {
		return nil, false
	}
	last := r.tokens[len(r.tokens)-1].text
	if len(r.trimmed().tokens) == 0 { // “hello”, “thanks”
		return askStart{}, true
	}
	if !openers[plainWord(r.tokens[0].text)] && !strings.HasSuffix(last, "?") {
		return nil, false
	}
	return r.answerTo(), true
}

// answerTo is what a sentence asks for: a card, or what one word of it means.
func (r reader) answerTo() command {
	var period kpi.Period
	all := r.tokens
	kept := reader{line: r.line, isCode: r.isCode}
	r.tokens = slices.Clone(r.tokens)
	for n := range r.tokens {
		r.tokens[n].text = strings.Trim(r.tokens[n].text, "?!,;")
	}
	for len(r.tokens) > 0 {
		if p, rest, ok := r.questionedPeriod(); ok && period.IsZero() {
			period, r = p, rest
			continue
		}
		kept.tokens, r = append(kept.tokens, r.tokens[0]), r.from(1)
	}
	kept = kept.trimmed()
	bare := slices.DeleteFunc(slices.Clone(kept.tokens), func(t token) bool { return isNoise(t) || talk[plainWord(t.text)] })
	if len(bare) == 1 {
		if code, _, ok := (reader{line: r.line, tokens: bare, isCode: r.isCode}).code(); ok {
			return askCard{Code: code, Period: period}
		}
	}
	content := slices.DeleteFunc(slices.Clone(kept.tokens), isNoise)
	if len(content) == 1 {
		c, ok := asked[plainWord(content[0].text)]
		if _, actions := c.(askActions); actions {
			return askActions{Mine: slices.ContainsFunc(all, func(t token) bool { return own[plainWord(t.text)] })}
		}
		if ok {
			return c
		}
	}
	if len(kept.tokens) == 0 {
		return askStart{}
	}
	return askCard{Name: kept.words(), Period: period}
}

// questionedPeriod reads a period in the middle of a sentence; a bare year or number there is part of a name.
func (r reader) questionedPeriod() (kpi.Period, reader, bool) {
	p, rest, ok := r.period()
	if !ok || r.isCode(unpunctuated(r.tokens[0].text)) {
		return kpi.Period{}, r, false
	}
	return p, rest, true
}

// trimmed is without the noise at both ends.
func (r reader) trimmed() reader {
	for len(r.tokens) > 0 && isNoise(r.tokens[0]) {
		r = r.from(1)
	}
	for len(r.tokens) > 0 && isNoise(r.tokens[len(r.tokens)-1]) {
		r.tokens = r.tokens[:len(r.tokens)-1]
	}
	return r
}

// namings are what the words may be a name with: as they are, without the noise, without how people speak of figures.
func namings(words string) []string {
	all := []string{words}
	for _, drop := range []func(token) bool{isNoise, func(t token) bool { return isNoise(t) || talk[plainWord(t.text)] }} {
		kept := reader{line: words, tokens: slices.DeleteFunc(tokenise(words), drop)}
		if name := kept.words(); name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}
