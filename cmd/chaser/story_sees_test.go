package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"chaser/demo/lookalike"
)

// wanted is what a line expects to be read, or not.
type wanted struct {
	storyWord
	absent bool
}

func (w wanted) String() string {
	if w.absent {
		return "not " + w.storyWord.String()
	}
	return w.storyWord.String()
}

// stands says whether it is so of a text and its buttons.
func (w wanted) stands(text string, buttons []string) bool {
	if w.kind == '[' {
		return slices.Contains(buttons, w.text) != w.absent
	}
	return strings.Contains(text, w.text) != w.absent
}

// sees is "see", its reader, where and how, and the words that are read.
func (s *story) sees(words []storyWord) {
	s.Helper()
	if len(words) < 2 {
		s.fail(`Write: see, a person or a channel, "words that are read", [A button].`)
	}
	reader, rest := words[0], words[1:]
	var where, how string
	all := false
	for len(rest) > 0 && rest[0].kind == ' ' && rest[0].text != "not" {
		switch rest[0].text {
		case "updated", "gone":
			how = rest[0].text
		case "all":
			all = true
		case "thread", "window", "home", "error":
			where = rest[0].text
		default:
			s.fail("After the reader comes: all, updated, gone, thread, window, home, error, or words in quotes; not %s.",
				rest[0].text)
		}
		rest = rest[1:]
	}
	expected := s.expected(rest)
	switch {
	case reader.is("others"):
		s.seesOthers(expected)
	case where == "window", where == "home", where == "error":
		s.seesView(s.person(reader), where, expected)
	default:
		s.seesMessage(reader, where == "thread", how, expected)
		for all && s.has(reader, how) {
			s.seesMessage(reader, where == "thread", how, expected)
		}
	}
}

// has says whether there is something more of this kind for a reader.
func (s *story) has(reader storyWord, how string) bool {
	return slices.ContainsFunc(s.fresh, func(m spoken) bool { return s.reader(m) == reader.text && m.how == how })
}

func (s *story) expected(words []storyWord) []wanted {
	s.Helper()
	var all []wanted
	absent := false
	for _, w := range words {
		switch {
		case w.is("not"):
			absent = true
			continue
		case w.kind != '"' && w.kind != '[':
			s.fail("What is read stands in quotes, a button in brackets; not %s.", w)
		}
		all = append(all, wanted{w, absent})
		absent = false
	}
	return all
}

func missing(expected []wanted, text string, buttons []string) []string {
	var all []string
	for _, w := range expected {
		if !w.stands(text, buttons) {
			all = append(all, w.String())
		}
	}
	return all
}

// seesMessage takes the first of what is new to a reader that fits.
func (s *story) seesMessage(reader storyWord, thread bool, how string, expected []wanted) {
	s.Helper()
	id := s.ids[reader.text]
	if s.people[id] == "" && s.channels[id] == "" {
		s.fail("There is no person or channel %q. A story begins with lines such as: person coroner U0CORONER", reader.text)
	}
	var near strings.Builder
	for n, m := range s.fresh {
		if s.reader(m) != reader.text {
			continue
		}
		lacks := missing(expected, s.read(m.Blocks, m.Text), namesOf(pressables(m.Blocks)))
		if m.how != how {
			lacks = append(lacks, map[string]string{"": "that it is new", "updated": "that it was there and is updated", "gone": "that it was taken away"}[how])
		}
		if inThread := m.ThreadTS != "" && m.ThreadTS != m.TS; inThread != thread {
			lacks = append(lacks, map[bool]string{true: "that it is in a thread", false: "that it is in no thread"}[thread])
		}
		if len(lacks) == 0 {
			s.fresh = slices.Delete(s.fresh, n, n+1)
			s.hasSeen(m)
			return
		}
		fmt.Fprintf(&near, "\nIt does not fit, for this is not so: %s\n%s", strings.Join(lacks, ", "), s.quote(m))
	}
	if s.rewrite {
		s.dropped[s.line.number] = true
		return
	}
	if near.Len() == 0 {
		s.fail("%s has nothing new to read.%s", reader.text, s.elsewhere())
	}
	s.fail("%s reads no such thing.\n%s", reader.text, near.String())
}

// hasSeen keeps what the story saw, for whoever acts on it.
func (s *story) hasSeen(m spoken) {
	s.seen = append(s.seen, m)
	delete(s.atHome, s.ids[s.reader(m)])
}

func (s *story) elsewhere() string {
	var all []string
	for _, m := range s.fresh {
		all = append(all, s.suggestion(m))
	}
	if all == nil {
		return " Nobody has."
	}
	return " Others have:\n  " + strings.Join(all, "\n  ")
}

// seesOthers takes all that is left.
func (s *story) seesOthers(expected []wanted) {
	s.Helper()
	if len(s.fresh) == 0 {
		s.fail("Nobody else has anything new to read.")
	}
	for _, m := range s.fresh {
		if lacks := missing(expected, s.read(m.Blocks, m.Text), namesOf(pressables(m.Blocks))); len(lacks) > 0 {
			s.fail("Of the others, this one does not read %s:\n\n%s", strings.Join(lacks, ", "), s.quote(m))
		}
	}
	s.fresh = nil
}

// seesView reads the window that a person has open, the sentences beneath its inputs, or their Home.
func (s *story) seesView(person, where string, expected []wanted) {
	s.Helper()
	v := s.slack.Modal(person)
	if where == "home" {
		v = s.slack.Home(person)
	}
	if v == nil {
		s.fail("%s has no %s.", s.people[person], where)
	}
	text, buttons := s.readView(v)
	if where == "error" {
		text = strings.Join(sortedKeys(s.faults[person]), "\n")
		delete(s.faults, person)
	}
	if lacks := missing(expected, text, buttons); len(lacks) > 0 {
		s.fail("This is not so: %s. The %s reads:\n%s", strings.Join(lacks, ", "), where, bar(text))
	}
}

func sortedKeys(of map[string]bool) []string {
	var all []string
	for key := range of {
		all = append(all, key)
	}
	slices.Sort(all)
	return all
}

// viewParts is what is read of a view beside its blocks.
type viewParts struct {
	Blocks json.RawMessage       `json:"blocks"`
	Submit struct{ Text string } `json:"submit"`
	Close  struct{ Text string } `json:"close"`
}

func partsOf(v *lookalike.View) (p viewParts) {
	_ = json.Unmarshal(v.JSON, &p)
	return p
}

func (s *story) readView(v *lookalike.View) (text string, buttons []string) {
	p := partsOf(v)
	text = strings.TrimSpace(v.Title + "\n" + s.read(p.Blocks, ""))
	buttons = append(namesOf(pressables(p.Blocks)), p.Submit.Text, p.Close.Text)
	return text, slices.DeleteFunc(buttons, func(b string) bool { return b == "" })
}

func namesOf(all []pressable) []string {
	var names []string
	for _, p := range all {
		names = append(names, p.words)
	}
	return names
}
