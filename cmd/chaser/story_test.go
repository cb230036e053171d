package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"chaser/kpi"
	"chaser/register"
)

// Each story is work as people live it in Slack, told in plain text: what they do, and all that they are told. The
// program, its schedule and its database are real, and a look-alike plays Slack. A message that the story does not
// expect fails it.
func TestStoriesInSlack(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/stories/in_slack/*.txtar")
	check(t, err)
	if len(files) == 0 {
		t.Fatal("there are no stories")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			tell(t, file)
		})
	}
}

// story is one that is being told.
type story struct {
	*screens
	file     string
	line     storyLine
	last     int // number of the line before that did something
	register kpi.Register
	changes  []kpi.Register             // the story's own files, imported over the seed
	files    map[string][]byte          // those that somebody sends, by name
	ids      map[string]string          // as the story calls a person or a channel → Slack id
	seen     []spoken                   // by the story, the latest last
	atHome   map[string]bool            // who opened their Home and has not been seen to read a message since
	faults   map[string]map[string]bool // person → sentences beneath the inputs of their window that were not seen so far
	rewrite  bool
	added    map[int][]string // the number of a line → what a rewriting puts after it
	dropped  map[int]bool     // the lines that it leaves out
}

func tell(t *testing.T, file string) {
	t.Helper()
	content, err := os.ReadFile(file) //nolint:gosec // a story of ours
	check(t, err)
	archive := txtar.Parse(content)
	s := &story{
		file: file, register: seedCouncil(t), ids: map[string]string{}, files: map[string][]byte{}, atHome: map[string]bool{}, faults: map[string]map[string]bool{},
		screens: &screens{chasing: &chasing{TB: t}, people: map[string]string{}, channels: map[string]string{}},
		rewrite: os.Getenv("UPDATE_STORIES") != "", added: map[int][]string{}, dropped: map[int]bool{},
	}
	for _, f := range archive.Files {
		if name, is := strings.CutPrefix(f.Name, "sent/"); is {
			s.files[name] = f.Data
			continue
		}
		more, faults := register.ReadJSON(bytes.NewReader(f.Data))
		if len(faults) > 0 {
			t.Fatalf("%s: %s: %v", file, f.Name, faults)
		}
		s.changes = append(s.changes, more)
	}
	s.nameEverybody()
	lines := strings.Split(string(archive.Comment), "\n")
	defer s.save(lines, archive)
	for n, text := range lines {
		s.line, err = readStoryLine(n+1, text)
		if err != nil {
			s.fail("%v", err)
		}
		if len(s.line.words) > 0 {
			s.does()
			s.last = n + 1
		}
	}
	s.line = storyLine{number: len(lines), text: "(the end)"}
	s.nothingUnseen()
	if s.chasing.store == nil {
		s.fail("the story has no clock, so nothing happened")
	}
	s.seenOnce()
}

// nameEverybody calls people and channels as the register does, until the story calls them otherwise.
func (s *story) nameEverybody() {
	for _, p := range s.register.People {
		s.people[p.SlackID], s.ids[p.Name] = p.Name, p.SlackID
	}
	s.channels["C0PERFORM"], s.ids["performance"] = "performance", "C0PERFORM"
	for _, c := range s.register.Committees {
		s.channels[c.Channel] = c.Name
	}
}

// fail ends the story with its line, and what stands there instead.
func (s *story) fail(format string, args ...any) {
	s.Helper()
	s.Fatalf("%s:%d:  %s\n%s", s.file, s.line.number, strings.TrimSpace(s.line.text), fmt.Sprintf(format, args...))
}

// does is one line.
func (s *story) does() {
	s.Helper()
	words := s.line.words
	rest := words[1:]
	switch verb := words[0].text; verb {
	case "person", "channel":
		s.names(verb, rest)
	case "see":
		s.sees(rest)
	case "quiet":
		s.nothingUnseen()
	case "clock":
		s.nothingUnseen()
		s.turnsClock(rest)
	case "tick":
		s.nothingUnseen()
		s.settled()
	default:
		s.nothingUnseen()
		s.acts(s.person(words[0]), rest)
	}
}

// names is the head's "person coroner U0CORONER" or "channel committee C0CSMI".
func (s *story) names(kind string, words []storyWord) {
	s.Helper()
	if len(words) != 2 {
		s.fail(`Write: %s, what the story calls it, its Slack id.`, kind)
	}
	name, id := words[0].text, words[1].text
	known := map[string]map[string]string{"person": s.people, "channel": s.channels}[kind]
	if _, ok := known[id]; !ok {
		s.fail("The register has no %s %s.", kind, id)
	}
	s.ids[name], known[id] = id, name
}

func (s *story) person(word storyWord) string {
	s.Helper()
	id := s.ids[word.text]
	if _, ok := s.people[id]; !ok {
		s.fail("There is no verb or person %q. A story begins with lines such as: person coroner U0CORONER", word.text)
	}
	return id
}

func (s *story) channel(word storyWord) string {
	s.Helper()
	id := s.ids[word.text]
	if _, ok := s.channels[id]; !ok {
		s.fail("There is no channel %q. A story begins with lines such as: channel committee C0CSMI", word.text)
	}
	return id
}

// turnsClock moves the clock; the first time, the council begins its work then.
func (s *story) turnsClock(words []storyWord) {
	s.Helper()
	if len(words) != 2 {
		s.fail("Write: clock 2024-01-15 09:00")
	}
	at := words[0].text + " " + words[1].text
	if s.store != nil {
		s.at(at)
		return
	}
	s.chasing = newChasing(s.TB, s.register, at)
	for _, r := range s.changes {
		_, err := s.store.ImportRegister(s.Context(), r, s.clock.Now(), false)
		check(s.TB, err)
	}
}

// settled delivers all that is to be said by now, as the running program would at once, and looks.
func (s *story) settled() {
	s.Helper()
	s.tick()
	s.look()
	for _, r := range s.slack.Refusals() {
		s.fail("Slack refused this of the program: %s", r)
	}
}

// nothingUnseen fails the story where somebody was told what it did not expect.
func (s *story) nothingUnseen() {
	s.Helper()
	for person, sentences := range s.faults {
		for sentence := range sentences {
			if s.rewrite {
				s.adds("see " + s.people[person] + " error " + inQuotes(sentence))
				continue
			}
			s.fail("%s was told in the window, unexpectedly: %s", s.people[person], sentence)
		}
	}
	if s.rewrite {
		for _, m := range s.fresh {
			s.adds(s.suggestion(m))
			s.hasSeen(m)
		}
		s.fresh, s.faults = nil, map[string]map[string]bool{}
	}
	if len(s.fresh) == 0 {
		return
	}
	var all strings.Builder
	for _, m := range s.fresh {
		all.WriteString("\n" + s.quote(m))
	}
	s.fail("Before this line, the story did not expect:\n%s", all.String())
}

// adds has a rewriting put a line after the one that caused it.
func (s *story) adds(line string) { s.added[s.last] = append(s.added[s.last], line) }

// save writes a story that is being rewritten.
func (s *story) save(lines []string, archive *txtar.Archive) {
	if !s.rewrite {
		return
	}
	var out []string
	for n, line := range lines {
		if !s.dropped[n+1] {
			out = append(out, line)
		}
		out = append(out, s.added[n+1]...)
	}
	archive.Comment = []byte(strings.Join(out, "\n"))
	check(s.TB, os.WriteFile(s.file, txtar.Format(archive), 0o600))
}
