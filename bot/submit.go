package bot

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"chaser/kpi"
	"chaser/store"
)

// postFigure is “/kpi 178 142 words”: a figure that is posted as it was typed.
type postFigure struct {
	Entry entry
}

func (c postFigure) answer(ctx context.Context, v *visit) (*Message, error) {
	typed := draftOf(c.Entry)
	posted, err := v.postEntry(ctx, c.Entry)
	if err != nil {
		return v.answerError(ctx, err, typed), nil
	}
	return postedMessage(posted, v.cardFor(posted.Card)), nil
}

func (v *visit) postEntry(ctx context.Context, e entry) (store.Posted, error) {
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
	return v.post(ctx, e.Code, p)
}

// post saves a figure; the store decides and authorises.
func (v *visit) post(ctx context.Context, code string, p kpi.Posting) (store.Posted, error) {
	return v.store.PostFigure(ctx, store.Post{
		RequestID: v.request, By: v.asker.SlackID, Code: code, Posting: p, Now: v.now(), Today: v.today, Zone: v.zone,
	})
}

// postByName is a line that begins with a name instead of a code. Only with the verb submit, and where a name fits exactly one indicator,
// is a figure posted; else the line is a search, or opens the form with what was understood.
type postByName struct {
	Name     string
	Readings []reading // ways to part a figure from the name, the longest name first
	Asked    bool      // the verb was typed
}

func (c postByName) answer(ctx context.Context, v *visit) (*Message, error) {
	matches, err := v.search(ctx, c.Name)
	if err != nil {
		return nil, err
	}
	if len(matches) > 0 {
		return c.answerSearch(ctx, v, matches)
	}
	for _, r := range c.Readings {
		matches, err := v.search(ctx, r.Name)
		switch {
		case err != nil:
			return nil, err
		case len(matches) == 1:
			return c.answerReading(ctx, v, r, matches[0])
		case len(matches) > 1:
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
	f, err := v.choose(ctx, name, nil, on)
	return f.help, err
}

// likeliest is the reading to go on with where no name was found: a single word before a figure is a code with a slip in it, as in “187
// 142 More than 20 were late”; else the longest name.
func (c postByName) likeliest() reading {
	for _, r := range c.Readings {
		if !r.Ahead && !strings.ContainsFunc(r.Name, unicode.IsSpace) {
			return r
		}
	}
	return c.Readings[0]
}

// onward is the card, or after the verb the form.
func (c postByName) onward() onward {
	if c.Asked {
		return onward{press: pressForm}
	}
	return onward{press: pressCard}
}

// answerSearch is for a line of which every word was found: a name and no figure.
func (c postByName) answerSearch(ctx context.Context, v *visit, matches []kpi.Indicator) (*Message, error) {
	f, err := v.choose(ctx, c.Name, matches, c.onward())
	switch {
	case err != nil || f.help != nil:
		return f.help, err
	case c.Asked:
		return openForm{Entry: entry{Code: f.indicator.Code}}.answer(ctx, v)
	}
	return v.showCard(ctx, f.indicator.Code, kpi.Period{})
}

func (c postByName) answerReading(ctx context.Context, v *visit, r reading, i kpi.Indicator) (*Message, error) {
	e := r.Entry
	e.Code = i.Code
	if c.Asked && !r.Ahead && named(r.Name, i) {
		return postFigure{Entry: e}.answer(ctx, v)
	}
	return openForm{Entry: e}.answer(ctx, v)
}

// named reports whether a name is made of the indicator's own words, one of them of three letters or more. A search also finds what only
// begins a code, and “submit 19 142” must not post to 199.
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
