package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// storyLine is one line of a story, cut into its words.
type storyLine struct {
	number int
	text   string
	words  []storyWord
}

// storyWord is a bare word, words in quotes, a button's name in brackets, or a field with what is typed into it.
type storyWord struct {
	kind  byte   // ' ' bare, '"' quoted, '[' button, '=' field
	text  string // without its quotes or brackets; of a field, what is typed
	field string
}

func (w storyWord) is(bare string) bool { return w.kind == ' ' && w.text == bare }

func (w storyWord) String() string {
	switch w.kind {
	case '"':
		return inQuotes(w.text)
	case '[':
		return "[" + w.text + "]"
	case '=':
		return w.field + "=" + inQuotes(w.text)
	}
	return w.text
}

func inQuotes(text string) string {
	return `"` + strings.NewReplacer(`"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(text) + `"`
}

// readStoryLine cuts a line; one that is empty or begins with # has no words.
func readStoryLine(number int, text string) (storyLine, error) {
	line := storyLine{number: number, text: text}
	rest := strings.TrimSpace(text)
	for rest != "" && (len(line.words) > 0 || rest[0] != '#') {
		word, after, err := nextWord(rest)
		if err != nil {
			return line, err
		}
		line.words = append(line.words, word)
		rest = strings.TrimLeft(after, " \t")
	}
	return line, nil
}

func nextWord(text string) (word storyWord, rest string, err error) {
	switch text[0] {
	case '"':
		word.kind = '"'
		word.text, rest, err = unquoted(text)
		return word, rest, err
	case '[':
		name, rest, closed := strings.Cut(text[1:], "]")
		if !closed {
			return word, "", fmt.Errorf("the bracket of %s is not closed", text)
		}
		return storyWord{kind: '[', text: name}, rest, nil
	}
	end := strings.IndexAny(text, " \t\"")
	if end < 0 {
		return storyWord{kind: ' ', text: text}, "", nil
	}
	if text[end] == '"' {
		field, isField := strings.CutSuffix(text[:end], "=")
		if !isField {
			return word, "", fmt.Errorf("a space is missing before %s", text[end:])
		}
		word.kind, word.field = '=', field
		word.text, rest, err = unquoted(text[end:])
		return word, rest, err
	}
	return storyWord{kind: ' ', text: text[:end]}, text[end:], nil
}

// unquoted reads words in quotes; \" is a quote among them.
func unquoted(text string) (words, rest string, err error) {
	var out strings.Builder
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '"':
			return out.String(), text[i+1:], nil
		case strings.HasPrefix(text[i:], `\"`):
			i++
		case strings.HasPrefix(text[i:], `\n`), strings.HasPrefix(text[i:], `\t`):
			i++
			out.WriteString(map[byte]string{'n': "\n", 't': "\t"}[text[i]])
			continue
		}
		out.WriteByte(text[i])
	}
	return "", "", fmt.Errorf("the quotes of %s are not closed", text)
}

func TestReadStoryLine(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		line string
		want []storyWord
		err  string
	}{
		{line: ``},
		{line: `  # a note "`},
		{line: "tick", want: []storyWord{{kind: ' ', text: "tick"}}},
		{line: `see "a b"  not "c\"d"[Post figure]`, want: []storyWord{
			{kind: ' ', text: "see"}, {kind: '"', text: "a b"}, {kind: ' ', text: "not"}, {kind: '"', text: `c"d`},
			{kind: '[', text: "Post figure"},
		}},
		{line: `lead submits figure="1 2" why=""`, want: []storyWord{
			{kind: ' ', text: "lead"}, {kind: ' ', text: "submits"}, {kind: '=', field: "figure", text: "1 2"},
			{kind: '=', field: "why"},
		}},
		{line: `see "open`, want: []storyWord{{kind: ' ', text: "see"}}, err: `the quotes of "open are not closed`},
		{line: `see [open`, want: []storyWord{{kind: ' ', text: "see"}}, err: `the bracket of [open is not closed`},
		{line: `see lead"open"`, want: []storyWord{{kind: ' ', text: "see"}}, err: `a space is missing before "open"`},
	} {
		got, err := readStoryLine(1, test.line)
		if err == nil {
			err = errors.New("")
		}
		if d := cmp.Diff(test.want, got.words, cmp.AllowUnexported(storyWord{})); d != "" || err.Error() != test.err {
			t.Errorf("%s: %v %s", test.line, err, d)
		}
	}
}
