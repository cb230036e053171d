package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"chaser/demo/lookalike"
)

// acts is what a person does; all that follows from it has been said when it returns.
func (s *story) acts(person string, words []storyWord) {
	s.Helper()
	if s.store == nil {
		s.fail("Nobody can do anything before the first clock.")
	}
	if len(words) == 0 {
		s.fail("What does %s do? They can: types, says, sends, replies, clicks, submits, opens home.", s.people[person])
	}
	var answer lookalike.Answer
	var err error
	switch verb, rest := words[0].text, words[1:]; verb {
	case "types", "says":
		answer, err = s.speaks(person, verb, rest)
	case "replies":
		m := s.looksAt(person, "")
		answer, err = s.slack.Say(s.Context(), person, m.Channel, m.TS, s.oneText(rest))
	case "sends":
		answer, err = s.sends(person, rest)
	case "clicks":
		answer, err = s.clicks(person, rest)
	case "submits":
		answer, err = s.submits(person, rest)
	case "opens":
		if len(rest) != 1 || !rest[0].is("home") {
			s.fail("Write: opens home")
		}
		s.atHome[person] = true
		err = s.slack.OpenHome(s.Context(), person)
	default:
		s.fail("Nobody %s. They can: types, says, sends, replies, clicks, submits, opens home.", verb)
	}
	if err != nil {
		s.fail("%s cannot do this: %v", s.people[person], err)
	}
	if answer.Failed != "" {
		s.fail("The program failed, with Slack's word for it: %s", answer.Failed)
	}
	for _, sentence := range answer.Errors {
		if s.faults[person] == nil {
			s.faults[person] = map[string]bool{}
		}
		s.faults[person][sentence] = true
	}
	s.settled()
}

// sends is “sends figures.csv "for Q3"”: a file of the story's, and the words beside it.
func (s *story) sends(person string, words []storyWord) (lookalike.Answer, error) {
	s.Helper()
	var files []lookalike.Upload
	said := ""
	for _, w := range words {
		content, known := s.files[w.text]
		switch {
		case w.kind == '"':
			said = w.text
		case !known:
			s.fail("The story has no file sent/%s.", w.text)
		default:
			files = append(files, lookalike.Upload{Name: w.text, Content: content})
		}
	}
	return s.slack.SendFile(s.Context(), person, s.slack.DirectMessage(person), "", said, files...)
}

func (s *story) oneText(words []storyWord) string {
	s.Helper()
	if len(words) != 1 || words[0].kind != '"' {
		s.fail("What is said stands in quotes.")
	}
	return words[0].text
}

// speaks is a slash command in #performance, or words in the direct messages; both may be in a channel that is named.
func (s *story) speaks(person, verb string, words []storyWord) (lookalike.Answer, error) {
	s.Helper()
	where := s.ids["performance"]
	if verb == "says" {
		where = s.slack.DirectMessage(person)
	}
	if len(words) == 3 && words[1].is("in") {
		where = s.channel(words[2])
		words = words[:1]
	}
	return s.slack.Type(s.Context(), person, where, s.oneText(words))
}

// looksAt is the last message that the story saw and this person can read, as it stands now. Where said is given, it is
// the last one in which that is read.
func (s *story) looksAt(person, said string) lookalike.Seen {
	s.Helper()
	for _, m := range slices.Backward(s.seen) {
		for _, now := range s.slack.Messages(m.Channel, person) {
			if now.TS == m.TS && strings.Contains(s.read(now.Blocks, now.Text), said) {
				return now
			}
		}
	}
	if said != "" {
		s.fail("%s has read no message with %q in it.", s.people[person], said)
	}
	s.fail("The story has seen no message that %s can read.", s.people[person])
	return lookalike.Seen{}
}

// clicks is a button's words, and where there are several: for what, in which message. A person who clicks in a message
// while a window is open closes the window first.
func (s *story) clicks(person string, words []storyWord) (lookalike.Answer, error) {
	s.Helper()
	name, about, in := s.button(words)
	if v := s.slack.Modal(person); v != nil {
		parts := partsOf(v)
		switch p, found := s.pick(parts.Blocks, name, about); {
		case found:
			return s.slack.PressInModal(s.Context(), person, p.action, p.means())
		case name == parts.Submit.Text:
			return s.slack.Submit(s.Context(), person, nil)
		case name == parts.Close.Text:
			return lookalike.Answer{}, s.slack.CloseModal(s.Context(), person)
		}
	}
	blocks, place := json.RawMessage(nil), "Home"
	if s.atHome[person] {
		if v := s.slack.Home(person); v != nil {
			blocks = partsOf(v).Blocks
		}
	}
	m := lookalike.Seen{}
	if blocks == nil {
		m = s.looksAt(person, in)
		blocks, place = m.Blocks, "message"
	}
	p, found := s.pick(blocks, name, about)
	if !found {
		s.fail("%s sees no button %s in the %s, which reads:\n%s%s",
			s.people[person], wordsFor(name, about), place, bar(s.read(blocks, "")), s.window(person))
	}
	for s.slack.Modal(person) != nil {
		if err := s.slack.CloseModal(s.Context(), person); err != nil {
			return lookalike.Answer{}, err
		}
	}
	if place == "Home" {
		return s.slack.PressInHome(s.Context(), person, p.action, p.means())
	}
	return s.slack.Press(s.Context(), person, m, p.action, p.means())
}

func wordsFor(name, about string) string {
	if about == "" {
		return inQuotes(name)
	}
	return inQuotes(name) + " for " + inQuotes(about)
}

func (s *story) window(person string) string {
	v := s.slack.Modal(person)
	if v == nil {
		return ""
	}
	text, buttons := s.readView(v)
	return "\nTheir open window has the buttons [" + strings.Join(buttons, "] [") + "] and reads:\n" + bar(text)
}

func (s *story) button(words []storyWord) (name, about, in string) {
	s.Helper()
	ok := len(words)%2 == 1 && words[0].kind == '"'
	if ok {
		name = words[0].text
	}
	for i := 1; ok && i < len(words); i += 2 {
		switch {
		case words[i].is("for"):
			about = words[i+1].text
		case words[i].is("in"):
			in = words[i+1].text
		default:
			ok = false
		}
	}
	if !ok {
		s.fail(`Write: clicks "Post figure" for "178" in "words of the message"; the last two where they are needed.`)
	}
	return name, about, in
}

// pick finds the button; several of the same words must be told apart by what stands beside them.
func (s *story) pick(blocks json.RawMessage, name, about string) (p pressable, found bool) {
	s.Helper()
	var fits []pressable
	for _, p := range pressables(blocks) {
		if p.words == name && strings.Contains(p.about, about) {
			fits = append(fits, p)
		}
	}
	if len(fits) > 1 {
		var abouts []string
		for _, p := range fits {
			abouts = append(abouts, bar(strings.TrimSpace(p.about)))
		}
		s.fail("There are %d buttons %s; say for what. They stand beneath:\n%s",
			len(fits), wordsFor(name, about), strings.Join(abouts, "\n\n"))
	}
	if len(fits) == 0 {
		return pressable{}, false
	}
	return fits[0], true
}

// means is what tells it from others with the same action.
func (p pressable) means() string {
	if p.value != "" {
		return p.value
	}
	return p.words
}

// submits fills inputs of the open window, by their names, and submits it. People are called as the story calls them.
func (s *story) submits(person string, words []storyWord) (lookalike.Answer, error) {
	s.Helper()
	v := s.slack.Modal(person)
	if v == nil {
		s.fail("%s has no window open to submit.", s.people[person])
	}
	fields := map[string]string{}
	for _, w := range words {
		if w.kind != '=' {
			s.fail(`Write: submits figure="142" commentary="…"`)
		}
		fields[w.field] = w.text
		if id := s.ids[w.text]; id != "" && s.people[id] != "" && picksPeople(v, w.field) {
			fields[w.field] = id
		}
	}
	answer, err := s.slack.Submit(s.Context(), person, fields)
	if err != nil {
		return answer, fmt.Errorf("%w; its inputs are %s", err, strings.Join(inputsOf(v), ", "))
	}
	return answer, nil
}

type input struct {
	ID      string                `json:"block_id"`
	Type    string                `json:"type"`
	Element struct{ Type string } `json:"element"`
}

func inputs(v *lookalike.View) (all []input) {
	_ = json.Unmarshal(partsOf(v).Blocks, &all)
	return slices.DeleteFunc(all, func(i input) bool { return i.Type != "input" })
}

func inputsOf(v *lookalike.View) (names []string) {
	for _, i := range inputs(v) {
		names = append(names, i.ID)
	}
	return names
}

func picksPeople(v *lookalike.View, field string) bool {
	return slices.ContainsFunc(inputs(v), func(i input) bool {
		return i.ID == field && strings.Contains(i.Element.Type, "users_select")
	})
}
