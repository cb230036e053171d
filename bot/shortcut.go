package bot

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/kpi"
)

// The message shortcut, as Slack knows it and as people read it.
const (
	ShortcutID   = "show_card"
	ShortcutName = "Show the card"
)

// answerShortcut opens the card of the indicator that a message mentions, or a choice where it mentions several.
func (v *visit) answerShortcut(ctx context.Context, i slack.InteractionCallback) {
	if i.CallbackID != ShortcutID {
		return
	}
	view, err := v.cardOfMessage(ctx, i.Message)
	if err != nil {
		var refusal *kpi.Refusal
		sentence := ""
		if errors.As(err, &refusal) {
			sentence = refusal.Sentence
		} else {
			sentence = v.apology(err, "")
		}
		view = answerView(press{}, say(sentence))
	}
	if err = v.open(ctx, view); err != nil && unopened(err) {
		err = v.answerLate(ctx, i.ResponseURL, view)
	}
	if err != nil {
		v.log.Error("a shortcut was not answered", "request", v.request, "error", err)
		v.metrics.failed.Inc()
	}
}

// answerLate tells the asker alone, as a message, what did not open as a modal in time. Instead of a card, it has the
// button that opens it.
func (v *visit) answerLate(ctx context.Context, responseURL string, view slack.ModalViewRequest) error {
	m := say("Here is what did not open in time.", view.Blocks.BlockSet...)
	if of := readSubject(view.PrivateMetadata); of.Code != "" {
		v.press, v.about = pressAll, of
		var err error
		if m, err = v.offer(ctx, true); err != nil {
			return err
		}
	}
	if responseURL == "" {
		return v.sayDirectly(ctx, m)
	}
	return v.replies.post(ctx, responseURL, *m)
}

func (v *visit) cardOfMessage(ctx context.Context, m slack.Message) (slack.ModalViewRequest, error) {
	if err := v.enter(ctx); err != nil {
		return slack.ModalViewRequest{}, err
	}
	all, err := v.store.IndicatorNames(ctx)
	if err != nil {
		return slack.ModalViewRequest{}, err
	}
	spoken := readSpoken(m)
	found := spoken.indicators(all)
	many := len(found)
	words := strings.Join(spoken.texts, " ")
	if len(found) == 0 && len(strings.Fields(words)) <= maxSentence {
		asked, ok := v.talk.answerTo(line.New(words, func(string) bool { return false }, v.today).Sentence()).(askCard)
		if ok {
			matches, err := v.search(ctx, asked.Name)
			if err != nil {
				return slack.ModalViewRequest{}, err
			}
			for _, i := range matches.First {
				found = append(found, about(i.Code, kpi.Period{}))
			}
			many = matches.All
			words = asked.Name
		}
	}
	if many == 1 {
		c, err := v.card(ctx, found[0].Code, found[0].period())
		if err != nil {
			return slack.ModalViewRequest{}, err
		}
		view := fullCardView(c, v.cardFor(c))
		view.PrivateMetadata = found[0].value()
		return view, nil
	}
	if len(found) == 0 {
		return notSpokenView(nearest(words, all), v.command), nil
	}
	return spokenView(found, many, all), nil
}

// maxSentence is how many words a message may have to be read as a sentence about one indicator.
const maxSentence = 25

// spoken is what a message says: its words and, where it is one of ours, what its buttons are about.
type spoken struct {
	subjects []subject
	texts    []string
}

// readSpoken gathers what a message says in its text, its blocks and its attachments.
func readSpoken(m slack.Message) spoken {
	s := spoken{texts: []string{decodeSlash(m.Text)}}
	s.gather(m.Blocks)
	s.gather(m.Attachments)
	return s
}

func (s *spoken) gather(parts any) {
	text, err := json.Marshal(parts)
	if err != nil {
		return // a part that cannot be read says nothing
	}
	var tree any
	if json.Unmarshal(text, &tree) == nil {
		s.walk("", tree)
	}
}

func (s *spoken) walk(name string, node any) {
	switch n := node.(type) {
	case map[string]any:
		names := make([]string, 0, len(n))
		for child := range n {
			names = append(names, child)
		}
		slices.Sort(names)
		for _, child := range names {
			s.walk(child, n[child])
		}
	case []any:
		for _, child := range n {
			s.walk(name, child)
		}
	case string:
		switch name {
		case "value":
			if of := readSubject(n); of.Code != "" {
				s.subjects = append(s.subjects, of)
			}
		case "text", "fallback", "title", "pretext":
			s.texts = append(s.texts, decodeSlash(n))
		}
	}
}

// indicators are those that a message names, each once: by its buttons, else by their codes, else by their full titles.
func (s spoken) indicators(all []kpi.Indicator) []subject {
	known := map[string]kpi.Indicator{}
	for _, i := range all {
		known[strings.ToLower(i.Code)] = i
	}
	var found []subject
	add := func(i kpi.Indicator, p kpi.Period) {
		for n, f := range found {
			if f.Code == i.Code {
				if f.Period != about(i.Code, p).Period {
					found[n].Period = "" // the message is about several periods, so the latest is shown
				}
				return
			}
		}
		found = append(found, about(i.Code, p))
	}
	for _, of := range s.subjects {
		if i, ok := known[strings.ToLower(of.Code)]; ok {
			add(i, of.period())
		}
	}
	if len(found) > 0 {
		return found
	}
	for _, text := range s.texts {
		for _, word := range line.Split(text) {
			word = strings.ToLower(strings.Trim(word, "#.,:;!?()[]*_~"+line.Quotes))
			if i, ok := known[word]; ok {
				add(i, kpi.Period{})
			}
		}
	}
	if len(found) > 0 {
		return found
	}
	titles := make([]string, len(all))
	for n, i := range all {
		titles[n] = " " + strings.Join(wordsOf(i.Title), " ") + " "
	}
	for _, text := range s.texts {
		said := " " + strings.Join(wordsOf(text), " ") + " "
		for n, i := range all {
			if len(titles[n]) <= len(said) && strings.Contains(said, titles[n]) {
				add(i, kpi.Period{})
			}
		}
	}
	return found
}
