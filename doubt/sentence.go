package doubt

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentence is a part of a text between two full stops or line ends, as words in lower case.
type sentence struct {
	text  string // as it was written
	words []word
}

// word is a run of letters and digits; a number keeps its commas and its point.
type word struct {
	text     string // in lower case
	from, to int    // its bytes in the sentence
	after    bool   // a comma, a bracket or a dash stands before it
}

// sentencesOf parts a text into its sentences. A point between digits ends none.
func sentencesOf(text string) (all []sentence) {
	from := 0
	for at, r := range text {
		if !strings.ContainsRune(".!?;\n", r) || r == '.' && betweenDigits(text, at) {
			continue
		}
		all = addSentence(all, text[from:at])
		from = at + utf8.RuneLen(r)
	}
	return addSentence(all, text[from:])
}

func addSentence(all []sentence, text string) []sentence {
	text = strings.TrimSpace(text)
	if words := splitWords(text); len(words) > 0 {
		return append(all, sentence{text, words})
	}
	return all
}

func betweenDigits(text string, at int) bool {
	return at > 0 && at+1 < len(text) && isDigit(text[at-1]) && isDigit(text[at+1])
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func splitWords(text string) (words []word) {
	from, parted := -1, false
	end := func(at int) {
		if from >= 0 {
			words = append(words, word{strings.ToLower(text[from:at]), from, at, parted})
			from, parted = -1, false
		}
	}
	for at, r := range text {
		joins := (r == ',' || r == '.') && betweenDigits(text, at) || r == '\'' || r == '’'
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || joins && from >= 0:
			if from < 0 {
				from = at
			}
		default:
			end(at)
			parted = parted || strings.ContainsRune(",:()–—-", r)
		}
	}
	end(len(text))
	return words
}

// phrase is a pattern of words: a slot a word, its alternatives parted by |, and ? after those that may be left out.
// “+” stands for one to three words of any kind.
type phrase []slot

type slot struct {
	words    []string
	optional bool
	any      bool
}

func phrasesOf(patterns ...string) []phrase {
	all := make([]phrase, len(patterns))
	for n, pattern := range patterns {
		for _, text := range strings.Fields(pattern) {
			if text == "+" {
				all[n] = append(all[n], slot{any: true})
				continue
			}
			plain := strings.TrimSuffix(text, "?")
			all[n] = append(all[n], slot{words: strings.Split(plain, "|"), optional: plain != text})
		}
	}
	return all
}

// mostBetween is how many words a + stands for.
const mostBetween = 3

// match is how many words from at on fit the phrase; −1 where they do not.
func (p phrase) match(words []word, at int) int {
	if len(p) == 0 {
		return 0
	}
	first, rest := p[0], p[1:]
	if first.any {
		for skip := 1; skip <= mostBetween && at+skip <= len(words); skip++ {
			if n := rest.match(words, at+skip); n >= 0 {
				return skip + n
			}
		}
		return -1
	}
	if at < len(words) && has(first.words, words[at].text) {
		if n := rest.match(words, at+1); n >= 0 {
			return 1 + n
		}
	}
	if first.optional {
		return rest.match(words, at)
	}
	return -1
}

func has(all []string, text string) bool {
	for _, one := range all {
		if one == text {
			return true
		}
	}
	return false
}

// find is the first place in the sentence that one of the phrases fits, from its first word to after its last.
func (s sentence) find(phrases []phrase) (from, to int, found bool) {
	for at := range s.words {
		for _, p := range phrases {
			if n := p.match(s.words, at); n > 0 {
				return at, at + n, true
			}
		}
	}
	return 0, 0, false
}

// says reports whether one of the phrases stands in the sentence.
func (s sentence) says(phrases []phrase) bool {
	_, _, found := s.find(phrases)
	return found
}

// quote is the sentence as it was written, of a length that can be read.
func (s sentence) quote() string {
	const most = 160
	if utf8.RuneCountInString(s.text) <= most {
		return s.text
	}
	short := string([]rune(s.text)[:most])
	if at := strings.LastIndexByte(short, ' '); at > 0 {
		short = short[:at]
	}
	return short
}
