package line

import (
	"slices"
	"strings"

	"chaser/kpi"
)

// A sentence such as “how are births registered doing?” is a name among words that name nothing. This file only decides
// which words those are; the search decides what the name fits.
var (
	// openers begin a question. A line without one, and without a question mark at its end, is read as a name or a
	// posting.
	openers = wordSet(`how hows what whats wheres where which who whos when why is are was were do does did can could would will may please pls
		tell give get find see check look let lets i id we me us any hi hello hey morning afternoon chaser the my our latest current`)

	// noise are words that stand around a name and name nothing themselves.
	noise = wordSet(`how hows what whats wheres where which who whos when why is are was were be been being am do does did doing done have has had
		can could would will may might should please pls thanks thank cheers tell give get find see check look looking looks like let lets show
		i id im ive we were us me my you your it its he she they them our the a an any some this that these those there here
		hi hello hey morning afternoon good chaser about on in at of for to from with by and or so far now today currently latest current recent newest
		going getting coming along up stand standing track last past quarter quarters month year moment present just then ok okay want wants need like know`)

	// talk is how people speak of an indicator's figures rather than of the indicator. A title may use such a word, so
	// these are dropped last.
	talk = wordSet(`figure figures number numbers value rate percentage total count result results status update rating rag red amber green blue
		performance performing indicator indicators kpi card data target trend many much statistics stats`)

	// courtesies are what people add to a request.
	courtesies = wordSet(`please pls thanks thank you ta cheers`)
)

// own are words that people use of themselves.
var own = wordSet("my mine i ive im me")

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// plainWord is a word in lower case, without its apostrophes and the punctuation around it.
func plainWord(text string) string {
	return strings.Trim(withoutApostrophes.Replace(strings.ToLower(text)), ".,:;!?()[]…"+Quotes)
}

var withoutApostrophes = strings.NewReplacer("'", "", "’", "")

// OnlyCourtesies reports whether nothing is left but thanks and please.
func (r Reader) OnlyCourtesies() bool {
	return !slices.ContainsFunc(r.tokens, func(t token) bool {
		w := plainWord(t.text)
		return w != "" && !courtesies[w]
	})
}

func isNoise(t token) bool {
	w := plainWord(t.text)
	return w == "" || noise[w]
}

// Sentence is what a line asks for in a sentence: a code, a word or a name, perhaps with a period.
type Sentence struct {
	Code   string
	Period kpi.Period
	// Word is the one word that names something, plain, as in “what's red?”. Where it is set, Name is all that is left.
	Word  string
	Name  string // the words that may be a name; empty where the line names nothing
	OfOwn bool   // it speaks of whoever types it: “my figures”

	all Reader
}

// Scope is what the sentence limits a list to, without the words that ask for the list.
func (s Sentence) Scope() Scope {
	r, bare := s.all.withoutNoActions()
	r.tokens = slices.DeleteFunc(slices.Clone(r.tokens), func(t token) bool {
		w := plainWord(t.text)
		if _, rating := ratingWords[w]; rating {
			return false
		}
		return isNoise(t) && !strings.EqualFold(w, "last") && !strings.EqualFold(w, "quarter") || w == s.Word || chasing[w]
	})
	scope := r.Scope()
	scope.Bare = bare
	return scope
}

// Content is the words that name something, plain and in their order.
func (s Sentence) Content() []string {
	var all []string
	for _, t := range s.all.tokens {
		if w := plainWord(t.text); !isNoise(t) {
			all = append(all, w)
		}
	}
	return all
}

// Asks reports whether the sentence begins with one of the words.
func (s Sentence) Asks(words ...string) bool {
	return len(s.all.tokens) > 0 && slices.Contains(words, plainWord(s.all.tokens[0].text))
}

// HowTo reads a line that asks how to do something, and returns what: “how do I publish?”, “what can I do”.
func (r Reader) HowTo() (Sentence, bool) {
	said := r.plainly() + " "
	for _, begins := range howTos {
		if strings.HasPrefix(said, begins+" ") {
			return r.From(len(strings.Fields(begins))).Sentence(), r.firstCode() == ""
		}
	}
	return Sentence{}, false
}

var howTos = []string{
	"how do i", "how do we", "how can i", "how can we", "how should i", "how would i", "how to",
	"what can i", "what do i type", "what should i type", "where do i", "where can i",
}

// FirstCode is the first code in the sentence; empty where there is none.
func (s Sentence) FirstCode() string { return s.all.firstCode() }

// About is the words that name something, without those in asking.
func (s Sentence) About(asking ...string) string {
	return strings.Join(slices.DeleteFunc(s.Content(), func(w string) bool { return slices.Contains(asking, w) }), " ")
}

// chasing are the words with which people ask who has not posted.
var chasing = wordSet(`late overdue missing outstanding behind posted post submitted submit sent send done hasnt havent hasn't haven't not owes owe waiting awaited due reply
	replied responded left still yet progress collection everyone everybody anyone anybody figures figure their theirs`)

// WhoIsLate reads a line that asks who has not posted: “who is late?”, “who hasn't posted for libraries”.
func (r Reader) WhoIsLate() (Sentence, bool) {
	if len(r.tokens) < 2 {
		return Sentence{}, false
	}
	first := plainWord(r.tokens[0].text)
	who := slices.Contains([]string{"who", "whos", "whose", "which"}, first)
	late := slices.ContainsFunc(r.tokens[1:], func(t token) bool { return lateness[plainWord(t.text)] })
	return Sentence{all: r.From(1)}, who && late && r.firstCode() == ""
}

var lateness = wordSet(`late overdue missing outstanding behind posted submitted sent hasnt havent owes waiting`)

// Question reads a line that asks in a sentence: “how are births registered doing?”, “what's red?”, “show me 178 for Q1
// 2023/24”. It is false where the line does not look like a question.
func (r Reader) Question() (Sentence, bool) {
	if len(r.tokens) == 0 {
		return Sentence{}, false
	}
	if len(r.trimmed().tokens) == 0 { // “hello”, “thanks”
		return Sentence{}, true
	}
	last := r.tokens[len(r.tokens)-1].text
	if !openers[plainWord(r.tokens[0].text)] && !strings.HasSuffix(last, "?") {
		return Sentence{}, false
	}
	return r.Sentence(), true
}

// asking are the words that begin a question behind a code. Those that may begin a commentary, such as “is”, do not.
var asking = wordSet(`how hows what whats why whys when whens where wheres which who whos whose`)

// longestQuestion is of how many words a question about an indicator is at most. Each may have to be looked up.
const longestQuestion = 15

// AsksOf reads a line that names one indicator and asks something about it: “178 why so few?”, “why has 178 dropped?”.
// The caller knows that it posts nothing.
func (r Reader) AsksOf() (code string, ok bool) {
	if len(r.tokens) == 0 || len(r.tokens) > longestQuestion {
		return "", false
	}
	for n := range r.tokens {
		other, _, is := r.From(n).Code()
		switch {
		case !is:
		case code != "" && !strings.EqualFold(code, other):
			return "", false
		default:
			code = other
		}
	}
	first := r
	if _, rest, is := r.Code(); is && rest.Left() > 0 {
		first = rest
	}
	asks := asking[plainWord(first.tokens[0].text)] || strings.HasSuffix(r.tokens[len(r.tokens)-1].text, "?")
	return code, code != "" && asks
}

// Sentence reads the words as a request; the caller knows that they are one.
func (r Reader) Sentence() Sentence {
	s := Sentence{OfOwn: slices.ContainsFunc(r.tokens, func(t token) bool { return own[plainWord(t.text)] })}
	kept := Reader{line: r.line, isCode: r.isCode, today: r.today}
	r.tokens = slices.Clone(r.tokens)
	for n := range r.tokens {
		r.tokens[n].text = strings.Trim(r.tokens[n].text, "?!,;")
	}
	s.all = r
	for len(r.tokens) > 0 {
		if p, rest, ok := r.questionedPeriod(); ok && s.Period.IsZero() {
			s.Period, r = p, rest
			continue
		}
		kept.tokens, r = append(kept.tokens, r.tokens[0]), r.From(1)
	}
	kept = kept.trimmed()
	bare := slices.DeleteFunc(slices.Clone(kept.tokens), func(t token) bool { return isNoise(t) || talk[plainWord(t.text)] })
	if len(bare) == 1 {
		if code, _, ok := (Reader{line: r.line, tokens: bare, isCode: r.isCode, today: r.today}).Code(); ok {
			s.Code = code
			return s
		}
	}
	if content := slices.DeleteFunc(slices.Clone(kept.tokens), isNoise); len(content) == 1 {
		s.Word = plainWord(content[0].text)
	}
	s.Name = kept.Words()
	return s
}

// questionedPeriod reads a period in the middle of a sentence. A bare year or number there is part of a name.
func (r Reader) questionedPeriod() (kpi.Period, Reader, bool) {
	p, rest, ok := r.Period()
	if !ok || r.isCode(unpunctuated(r.tokens[0].text)) {
		return kpi.Period{}, r, false
	}
	return p, rest, true
}

// trimmed drops words that name nothing from both ends.
func (r Reader) trimmed() Reader {
	for len(r.tokens) > 0 && isNoise(r.tokens[0]) {
		r = r.From(1)
	}
	for len(r.tokens) > 0 && isNoise(r.tokens[len(r.tokens)-1]) {
		r.tokens = r.tokens[:len(r.tokens)-1]
	}
	return r
}

// Namings are the names that the words may be meant as: all of the words, then without those that name nothing, then
// also without those that people use of figures.
func Namings(words string) []string {
	all := []string{words}
	isTalk := func(t token) bool { return isNoise(t) || talk[plainWord(t.text)] }
	for _, drop := range []func(token) bool{isNoise, isTalk} {
		kept := Reader{line: words, tokens: slices.DeleteFunc(tokenise(words), drop)}
		if name := kept.Words(); name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}
