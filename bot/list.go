package bot

import (
	"context"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

const pressList = "list"

func listConversation() conversation {
	rated := func(r kpi.Rating) func(line.Reader) command {
		return func(rest line.Reader) command {
			s := rest.Scope()
			s.Ratings = append([]kpi.Rating{r}, s.Ratings...)
			return askList{Typed: s, Named: true}
		}
	}
	return conversation{
		verbs: []verb{
			{words: []string{"list"}, read: func(r line.Reader) command { return askList{Typed: r.Scope()} }},
			{words: []string{"amber"}, read: rated(kpi.Amber)},
			{words: []string{"green"}, read: rated(kpi.Green)},
			{words: []string{"blue"}, read: rated(kpi.Blue)},
		},
		words:   []string{"amber", "green", "blue"},
		faint:   []string{"list", "indicators"},
		meant:   func(s line.Sentence) command { return askList{Typed: s.Scope(), Lenient: true} },
		help:    []helpLine{{typed: "list", does: "all indicators; add a committee, a service, a rating or a period: list amber libraries Q2", who: []audience{readers, managers}}},
		presses: []press{{id: pressList, answer: pressedList, title: "All indicators"}},
	}
}

// askList is “/kpi list amber children Q1 23/24”: the indicators, all or those of a committee, a service, a rating, in
// a period.
type askList struct {
	Typed   line.Scope
	Named   bool // the verb may begin an indicator's name: “blue badges issued”
	Lenient bool // does not say that some words name nothing
}

func (askList) effect() effect { return readsForAll }

func (c askList) answer(ctx context.Context, v *visit) (*Message, error) {
	if c.Typed.Bare { // only what is Red needs actions
		return askRed{Typed: c.Typed, Lenient: c.Lenient}.answer(ctx, v)
	}
	in, err := v.scopeOr(ctx, c.Typed, c.Named, c.Lenient)
	if err != nil || in.instead != nil {
		return in.instead, err
	}
	return v.list(ctx, in.scope, 0)
}

func (v *visit) list(ctx context.Context, in scope, from int) (*Message, error) {
	listed, err := v.listed(ctx, store.Listing{CardsOf: in.cardsOf(), Ratings: in.Ratings}, from, maxPageItems)
	if err != nil {
		return nil, err
	}
	return indicatorList(listed, in, v.command), nil
}

func pressedList(ctx context.Context, v *visit, s subject) (*Message, error) {
	return v.list(ctx, s.scope(), s.From)
}

// askRated is “what's red in libraries?”: a list, unless the words are the name of an indicator instead.
type askRated struct {
	Typed line.Scope
	Name  string
}

func (askRated) effect() effect { return readsForAll }

func (c askRated) answer(ctx context.Context, v *visit) (*Message, error) {
	switch _, err := v.scope(ctx, c.Typed); {
	case isRefusal(err):
		return askCard{Name: c.Name, Period: c.Typed.Period}.answer(ctx, v)
	case err != nil:
		return nil, err
	}
	if len(c.Typed.Ratings) == 1 && c.Typed.Ratings[0] == kpi.Red {
		return askRed{Typed: c.Typed}.answer(ctx, v)
	}
	return askList{Typed: c.Typed}.answer(ctx, v)
}

// scoped is a scope, or what is answered instead.
type scoped struct {
	scope   scope
	instead *Message
}

// scopeOr finds a scope. Where the words name none: if lenient, it goes by those words that do name something; if
// named, it looks for an indicator whose name begins with the verb.
func (v *visit) scopeOr(ctx context.Context, typed line.Scope, named, lenient bool) (scoped, error) {
	s, err := v.scope(ctx, typed)
	if err == nil {
		return scoped{scope: s}, nil
	}
	if lenient && typed.Doubt == nil && isRefusal(err) {
		s, err = v.someScope(ctx, typed)
		return scoped{scope: s}, err
	}
	if named && isRefusal(err) {
		matches, searching := v.search(ctx, v.typed)
		if searching != nil {
			return scoped{}, searching
		}
		if matches.All > 0 {
			m, err := postByName{Name: v.typed}.answerSearch(ctx, v, matches)
			return scoped{instead: m}, err
		}
	}
	return scoped{}, err
}
