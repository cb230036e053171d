package bot

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"chaser/bot/line"
	"chaser/doubt"
	"chaser/kpi"
	"chaser/store"
)

// The buttons about a figure's form.
const (
	pressForm      = "form"
	pressEdit      = "edit"
	pressIndicator = "indicator" // the form's own choice
)

func submitConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"submit", "post", "update", "set"}, read: readSubmit, behind: submitBehind}},
		help: []helpLine{
			{typed: "178 142 Fewer closed in August.", does: "posts the figure and its commentary for the open period", who: []audience{posters, adminTeam}},
			{typed: "178 2023-24Q1 213 Late returns", does: "another period; a figure that stands already is revised, with the reason"},
			{typed: "REG2 570/889", does: "numerator over denominator; the percentage is worked out"},
			{typed: "178 142 provisional", does: "marks the figure; so do part-period and carried-forward"},
			{typed: "178 unavailable The database changed over.", does: "says that there is no figure, and why"},
			{typed: "submit", does: "opens the form; submit 178 for one indicator", who: []audience{posters}},
		},
		faint:   []string{"form"},
		meant:   func(line.Sentence) command { return openForm{} },
		named:   []string{"posting", "figure", "commentary", "revise", "revision", "provisional", "unavailable"},
		presses: []press{{id: pressForm, answer: pressedPost}, {id: pressEdit, answer: pressedForm}, {id: pressIndicator, answer: pressedIndicator}},
		modals:  []modal{{submitForm, submitted}},
	}
}

// readSubmit reads what follows the verb submit: a code, or a name to be found later, and the figure.
func readSubmit(r line.Reader) command {
	if r.Left() == 0 {
		return openForm{}
	}
	if l, ok := r.Several(); ok {
		return postSeveral{l}
	}
	if e, ok := r.Entry(); ok {
		return commandOf(e)
	}
	if p, rest, ok := r.Period(); ok && rest.Left() == 0 {
		doubt := kpi.Refuse(kpi.FieldIndicator, "Which indicator is it, for %s? Type its code first, such as `submit 178 %s 142`.", p.Words(), p)
		return postFigure{Entry: line.Entry{Period: p, Doubt: doubt}}
	}
	return postByName{Name: r.Words(), Readings: r.Readings(), Asked: true}
}

// submitBehind reads what follows the verb where the code came first: “178 submit 142”.
func submitBehind(code string, r line.Reader) (command, bool) {
	if r.Left() == 0 {
		return openForm{Entry: line.Entry{Code: code}}, true
	}
	e, ok := r.EntryOf(code)
	return commandOf(e), ok
}

// commandOf is what an entry asks for. One with a figure, or that says there is none, is posted; any other opens the
// form with what it holds.
func commandOf(e line.Entry) command {
	if e.Complete() || e.Doubt != nil {
		return postFigure{Entry: e}
	}
	return openForm{Entry: e}
}

// postFigure is “/kpi 178 142 words”: a figure that is posted as it was typed.
type postFigure struct {
	Entry line.Entry
}

func (postFigure) effect() effect { return changes }

func (c postFigure) answer(ctx context.Context, v *visit) (*Message, error) {
	e, err := v.understood(ctx, c.Entry)
	if err != nil {
		return nil, err
	}
	isCode, failed := v.codes(ctx)
	e = line.New("", isCode, v.today).DoubtLines(e)
	if err := failed(); err != nil {
		return nil, err
	}
	if len(e.Choices) > 0 {
		return v.askWhichReading(ctx, e)
	}
	typed := draftOf(e)
	posted, err := v.postEntry(ctx, e, answers{})
	if err != nil {
		return v.answerError(ctx, err, typed), nil
	}
	return postedMessage(posted, v.cardFor(posted.Card)), nil
}

func (v *visit) postEntry(ctx context.Context, e line.Entry, with answers) (store.Posted, error) {
	if e.Doubt != nil {
		return store.Posted{}, e.Doubt
	}
	p := kpi.Posting{Period: e.Period, Status: e.Status, Words: e.Words}
	if e.Figure != "" {
		t, err := kpi.ParseTyped(e.Figure)
		if err != nil {
			return store.Posted{}, err
		}
		p.Typed = &t
	}
	return v.post(ctx, e.Code, p, with)
}

// answers are what a person has answered about a figure before it is saved. The zero value is no answer.
type answers struct {
	sure  []doubt.Kind
	keep  string // why the figure and its words may both stand
	shown string // the seal of the correction that they confirmed
}

// post saves a figure. The store checks the person's right and decides. Unless the person has answered, it asks about
// what is unlikely or published.
func (v *visit) post(ctx context.Context, code string, p kpi.Posting, with answers) (store.Posted, error) {
	return v.store.PostFigure(ctx, store.Post{
		RequestID: v.request,
		By:        v.asker.SlackID,
		Code:      code,
		Posting:   p,
		Sure:      with.sure,
		Keep:      with.keep,
		Shown:     with.shown,
		Now:       v.now(),
		Today:     v.today,
		Zone:      v.zone,
	})
}

// postByName is a line that begins with a name instead of a code. It posts a figure only with the verb submit, and if
// the name fits exactly one indicator. Otherwise it is a search, or opens the form with what was understood.
type postByName struct {
	Name     string
	Readings []line.Reading // ways to part a figure from the name, the longest name first
	Asked    bool           // the verb was typed
}

func (postByName) effect() effect { return changes }

func (c postByName) answer(ctx context.Context, v *visit) (*Message, error) {
	matches, err := v.search(ctx, c.Name)
	if err != nil {
		return nil, err
	}
	if matches.All > 0 {
		return c.answerSearch(ctx, v, matches)
	}
	for _, r := range c.Readings {
		matches, err := v.search(ctx, r.Name)
		switch {
		case err != nil:
			return nil, err
		case matches.All == 1:
			return c.answerReading(ctx, v, r, matches.First[0])
		case matches.All > 1:
			f, err := v.choose(ctx, r.Name, matches, onward{pressForm, draftOf(r.Entry)})
			return f.help, err
		}
	}
	name, on := c.Name, c.onward()
	if len(c.Readings) > 0 {
		meant := c.likeliest()
		on = onward{pressForm, draftOf(meant.Entry)}
		if !meant.Ahead {
			name = meant.Name
		}
	}
	f, err := v.choose(ctx, name, store.Search{}, on)
	return f.help, err
}

// publicly shows the card that the name is of, and posts nothing. A line that wants to post is told where to do so.
func (c postByName) publicly(ctx context.Context, v *visit) (command, *Message, error) {
	if !c.Asked {
		fits, err := v.search(ctx, c.Name)
		if err != nil {
			return nil, nil, err
		}
		if fits.All > 0 || len(c.Readings) == 0 {
			return askCard{Name: c.Name}, nil, nil
		}
	}
	return c, elsewhereMessage(v.command, v.typed), nil
}

// likeliest is the reading to go on with where no name was found. A single word before a figure is taken for a code
// with a slip in it, as in “187 142 More than 20 were late”. Otherwise it is the longest name.
func (c postByName) likeliest() line.Reading {
	for _, r := range c.Readings {
		if !r.Ahead && !strings.ContainsFunc(r.Name, unicode.IsSpace) {
			return r
		}
	}
	return c.Readings[0]
}

// onward is what follows the choice of an indicator: after the verb the form, else the card.
func (c postByName) onward() onward {
	if c.Asked {
		return onward{press: pressForm}
	}
	return onward{press: pressCard}
}

// answerSearch answers a line of which every word was found, so that it is a name without a figure.
func (c postByName) answerSearch(ctx context.Context, v *visit, matches store.Search) (*Message, error) {
	f, err := v.choose(ctx, c.Name, matches, c.onward())
	switch {
	case err != nil || f.missed:
		return f.help, err
	case c.Asked:
		return openForm{Entry: line.Entry{Code: f.indicator.Code}}.answer(ctx, v)
	}
	return v.showCard(ctx, f.indicator.Code, kpi.Period{})
}

func (c postByName) answerReading(ctx context.Context, v *visit, r line.Reading, i kpi.Indicator) (*Message, error) {
	e := r.Entry
	e.Code = i.Code
	if c.Asked && !r.Ahead && named(r.Name, i) {
		return postFigure{Entry: e}.answer(ctx, v)
	}
	return openForm{Entry: e}.answer(ctx, v)
}

// named reports whether a name is made of the indicator's own words, at least one of which has three letters. A search
// also finds an indicator by the beginning of its code, and “submit 19 142” must not post to 199.
func named(name string, i kpi.Indicator) bool {
	own := wordsOf(i.Title + " " + i.Service)
	lettered := false
	for _, w := range wordsOf(name) {
		lettered = lettered || len([]rune(w)) >= 3 && strings.ContainsFunc(w, unicode.IsLetter)
		if !slices.ContainsFunc(own, func(o string) bool { return strings.HasPrefix(o, strings.TrimSuffix(w, "s")) }) {
			return false
		}
	}
	return lettered
}
