package bot

import (
	"context"
	"fmt"
	"slices"

	"chaser/bot/line"
	"chaser/kpi"
)

const pressHelp = "help"

func helpConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"help", "?", "h"}, read: func(r line.Reader) command { return askHelp{Topic: r.Words()} }}},
		faint: []string{"help", "type", "guide", "instructions", "commands"},
		meant: func(s line.Sentence) command {
			return askHelp{Topic: s.About("help", "type", "ask", "guide", "instructions", "commands"), Lenient: true}
		},
		heard: func(r line.Reader) (command, bool) {
			s, ok := r.HowTo()
			return askHow{About: s.About("type", "ask", "help"), Name: s.Name}, ok
		},
		presses: []press{{id: pressHelp, answer: pressedHelp, title: "What you can type"}},
	}
}

// askHelp is “/kpi help” and “/kpi help publish”.
type askHelp struct {
	Topic   string // words for what it is to be about; empty: what the asker can do
	Lenient bool   // does not say that there is no help about the topic
}

func (askHelp) effect() effect { return readsForAll }

func (c askHelp) answer(ctx context.Context, v *visit) (*Message, error) {
	for _, w := range line.Split(c.Topic) {
		if of, ok := v.talk.topic(w); ok {
			return topicMessage(of, v.command), nil
		}
	}
	who, err := v.audience(ctx)
	if err != nil {
		return nil, err
	}
	unknown := c.Topic
	if c.Lenient {
		unknown = ""
	}
	return helpMessage(v.talk.helpFor(who), v.talk.topics(), unknown, v.command), nil
}

// askHow is “how do I publish?” and “what can I do?”.
type askHow struct {
	About string // the words that name something; empty: anything
	Name  string // what may be an indicator's name: “where can I find births registered”
}

func (askHow) effect() effect { return readsForAll }

func (c askHow) answer(ctx context.Context, v *visit) (*Message, error) {
	about := line.Split(c.About)
	if slices.Contains(about, "report") && len(about) > 1 && slices.Contains(alsoSingular(about), "figure") { // a verb here
		about = []string{"figure"}
	}
	for _, w := range about {
		of, ok := v.talk.topic(w)
		switch {
		case ok && of.meant != nil && len(of.presses) == 0: // its answer says it all
			if m, answered, err := v.meantBy(ctx, w); err != nil || answered {
				return m, err
			}
		case ok:
			return askHelp{Topic: w}.answer(ctx, v)
		}
	}
	if c.About == "" {
		return askHelp{}.answer(ctx, v)
	}
	return askCard{Name: c.Name}.answer(ctx, v)
}

func pressedHelp(ctx context.Context, v *visit, _ subject) (*Message, error) {
	return askHelp{}.answer(ctx, v)
}

// audience is whom a line of help is for. Somebody may be several of these.
type audience int

const (
	readers   audience = iota // whoever looks at cards
	posters                   // whoever is asked for figures
	managers                  // whoever signs off, and hears of reds
	adminTeam                 // the performance team
)

// audience is what the asker is. In a channel, where all read along, it is a reader.
func (v *visit) audience(ctx context.Context) ([]audience, error) {
	if v.public || v.asker.SlackID == "" {
		return []audience{readers}, nil
	}
	var who []audience
	answers, err := v.answerableCards(ctx)
	if err != nil {
		return nil, err
	}
	if len(answers) > 0 {
		who = append(who, posters)
	}
	manages := v.asker.Is(kpi.Manager)
	if !manages {
		lines, err := v.store.LineManagers(ctx)
		if err != nil {
			return nil, fmt.Errorf("line managers: %w", err)
		}
		for _, manager := range lines {
			manages = manages || manager == v.asker.SlackID
		}
	}
	if manages {
		who = append(who, managers)
	}
	if v.asker.Is(kpi.Admin) {
		who = append(who, adminTeam)
	}
	if len(who) == 0 {
		who = append(who, readers)
	}
	return who, nil
}

// helpFor is what somebody can type, in the order of the conversations. What any reader can type comes last.
func (t talk) helpFor(who []audience) []helpLine {
	var own, anybodys []helpLine
	for _, c := range t.all {
		for _, l := range c.help {
			switch {
			case !slices.ContainsFunc(l.who, func(a audience) bool { return slices.Contains(who, a) }):
			case slices.Contains(l.who, readers):
				anybodys = append(anybodys, l)
			default:
				own = append(own, l)
			}
		}
	}
	return append(own, anybodys...)
}

// topics are what there is help about, each by its first word.
func (t talk) topics() []string {
	var all []string
	for _, c := range t.all {
		if len(c.help) > 0 && c.topic() != "" {
			all = append(all, c.topic())
		}
	}
	return all
}

// topic is what the conversation is called in the help.
func (c conversation) topic() string {
	switch {
	case len(c.verbs) > 0:
		return c.verbs[0].words[0]
	case len(c.words) > 0:
		return c.words[0]
	}
	return ""
}

// topic is the conversation that a word names. The word may have an s too many or too few.
func (t talk) topic(word string) (conversation, bool) {
	for _, w := range alsoSingular(wordsOf(word)) {
		if n := slices.IndexFunc(t.all, func(c conversation) bool { return len(c.help) > 0 && c.knows(w) }); n >= 0 {
			return t.all[n], true
		}
	}
	return conversation{}, false
}

// knows reports whether a word is one of the conversation's own.
func (c conversation) knows(word string) bool {
	return slices.Contains(c.words, word) || slices.Contains(c.faint, word) || slices.Contains(c.named, word) ||
		slices.ContainsFunc(c.verbs, func(v verb) bool { return slices.Contains(v.words, word) })
}

func alsoSingular(words []string) []string {
	var all []string
	for _, w := range words {
		all = append(all, w)
		if len(w) > 3 && w[len(w)-1] == 's' {
			all = append(all, w[:len(w)-1])
		} else {
			all = append(all, w+"s")
		}
	}
	return all
}
