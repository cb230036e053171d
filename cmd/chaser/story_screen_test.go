package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"chaser/demo/lookalike"
)

// spoken is a message that appeared or changed, and that the story has not seen so far.
type spoken struct {
	lookalike.Seen
	alone string // the one person who sees it; empty where everybody in the place does
	how   string // "", "updated" or "gone"
}

// screens watches what everybody can read, in their direct messages, the channels and the threads.
type screens struct {
	*chasing
	people, channels map[string]string // Slack id → as the story, or else the register, names them
	shown            map[string]lookalike.Seen
	fresh            []spoken
}

// look adds to what is fresh all that appeared or changed since the last look. What people say themselves is no news.
func (s *screens) look() {
	s.Helper()
	now := map[string]lookalike.Seen{}
	for person := range s.people {
		s.watch(s.slack.DirectMessage(person), person, now)
		for channel := range s.channels {
			s.watch(channel, person, now)
		}
	}
	for key, m := range s.shown {
		if _, still := now[key]; !still {
			s.fresh = append(s.fresh, spoken{m, "", "gone"})
		}
	}
	s.shown = now
	slices.SortStableFunc(s.fresh, func(a, b spoken) int { return strings.Compare(a.TS, b.TS) })
}

func (s *screens) watch(channel, person string, now map[string]lookalike.Seen) {
	for _, m := range s.slack.Messages(channel, person) {
		key := channel + "/" + m.TS
		if _, read := now[key]; read {
			continue
		}
		for _, f := range m.Files {
			m.Text += "\n[" + f.Name + "]"
		}
		now[key] = m
		before, known := s.shown[key]
		if _, human := s.people[m.User]; human || known && before.Text == m.Text && bytes.Equal(before.Blocks, m.Blocks) {
			continue
		}
		news := spoken{Seen: m}
		if m.Ephemeral {
			news.alone = person
		}
		unseen := slices.IndexFunc(s.fresh, func(f spoken) bool { return f.Channel == m.Channel && f.TS == m.TS })
		switch {
		case unseen >= 0:
			s.fresh[unseen].Seen = m // still as new as it was
			continue
		case known:
			news.how = "updated"
		}
		s.fresh = append(s.fresh, news)
	}
}

var spaces = regexp.MustCompile(` {2,}`)

// read is what somebody reads in blocks, people called by their names, with one space where there are several.
func (s *screens) read(blocks json.RawMessage, text string) string {
	plain := spaces.ReplaceAllString(lookalike.PlainText(blocks, text), " ")
	for id, name := range s.people {
		plain = strings.ReplaceAll(plain, "@"+id, "@"+name)
	}
	return plain
}

// reader is the story's word for who sees it: a person, or everybody in a channel.
func (s *screens) reader(m spoken) string {
	if m.alone != "" {
		return s.people[m.alone]
	}
	for id, name := range s.people {
		if s.slack.DirectMessage(id) == m.Channel {
			return name
		}
	}
	return s.channels[m.Channel]
}

// place is where it stands, for the reader of a failure.
func (s *screens) place(m spoken) string {
	var place string
	switch name := s.channels[m.Channel]; {
	case name == "":
		place = "in " + s.reader(m) + "'s direct messages"
	case m.alone != "":
		place = "in #" + name + ", where only " + s.people[m.alone] + " sees it"
	default:
		place = "in #" + name
	}
	if m.ThreadTS != "" && m.ThreadTS != m.TS {
		place += ", in a thread"
	}
	what := map[string]string{"": "A new message ", "updated": "A message that changed ", "gone": "A message that was taken away "}
	return what[m.how] + place
}

// quote shows a message to the reader of a failure, with the line of a story that would see it.
func (s *screens) quote(m spoken) string {
	return fmt.Sprintf("%s:\n%s\n  A story sees it with:  %s\n", s.place(m), bar(s.read(m.Blocks, m.Text)), s.suggestion(m))
}

func bar(text string) string { return "  │ " + strings.ReplaceAll(text, "\n", "\n  │ ") }

func (s *screens) suggestion(m spoken) string {
	line := "see " + s.reader(m)
	if strings.Contains(line[4:], " ") {
		line = "see " + inQuotes(s.reader(m))
	}
	if m.ThreadTS != "" && m.ThreadTS != m.TS {
		line += " thread"
	}
	if m.how != "" {
		line += " " + m.how
	}
	first, _, _ := strings.Cut(s.read(m.Blocks, m.Text), "\n")
	return line + " " + inQuotes(first)
}

// pressable is a button, or an option of a menu, as somebody sees it.
type pressable struct {
	words  string
	about  string // what is read beside it, or above it
	action string
	value  string
}

// pressables are all that can be pressed in blocks. A row of buttons is about what stands between it and the row
// before.
func pressables(blocks json.RawMessage) []pressable {
	var all []pressable
	above := ""
	var walk func(list []json.RawMessage)
	walk = func(list []json.RawMessage) {
		for _, raw := range list {
			var block struct {
				Type     string            `json:"type"`
				Children []json.RawMessage `json:"child_blocks"`
			}
			if json.Unmarshal(raw, &block) != nil {
				continue
			}
			own := lookalike.PlainText(json.RawMessage("["+string(raw)+"]"), "")
			if len(block.Children) > 0 {
				walk(block.Children)
				continue
			}
			about := own
			if block.Type == "actions" {
				about, above = above, ""
			} else {
				above += own + "\n"
			}
			var object any
			_ = json.Unmarshal(raw, &object)
			all = append(all, within(object, about)...)
		}
	}
	var list []json.RawMessage
	_ = json.Unmarshal(blocks, &list)
	walk(list)
	return all
}

// within finds the buttons and options in a piece of a block.
func within(piece any, about string) (all []pressable) {
	switch v := piece.(type) {
	case []any:
		for _, one := range v {
			all = append(all, within(one, about)...)
		}
	case map[string]any:
		action, _ := v["action_id"].(string)
		value, _ := v["value"].(string)
		if v["type"] == "button" {
			words := wordsOf(v)
			return []pressable{{words: words, about: about, action: action, value: value}}
		}
		options, _ := v["options"].([]any)
		for _, o := range options {
			option, _ := o.(map[string]any)
			value, _ := option["value"].(string)
			all = append(all, pressable{words: wordsOf(option), about: about, action: action, value: value})
		}
		for _, field := range []string{"accessory", "element", "elements", "actions", "rows"} {
			all = append(all, within(v[field], about)...)
		}
	}
	return all
}

func wordsOf(element map[string]any) string {
	text, _ := element["text"].(map[string]any)
	words, _ := text["text"].(string)
	return words
}
