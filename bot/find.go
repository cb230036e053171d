package bot

import (
	"context"
	"strings"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

// found is what a code or a name led to: one indicator, or the message that helps to find it.
type found struct {
	indicator kpi.Indicator
	missed    bool     // there is no one indicator, and help is the answer
	help      *Message // nil where a modal was opened, too
}

// onward is what a choice between indicators goes on with: the press that it is for, and what was typed besides the
// name.
type onward struct {
	press string
	typed draft
}

// find looks an indicator up by its code, or else by the words of a name.
func (v *visit) find(ctx context.Context, code, name string, on onward) (found, error) {
	if code != "" {
		if i, read := v.coded[strings.ToLower(code)]; read {
			return found{indicator: i}, nil
		}
		i, ok, err := v.store.Indicator(ctx, code)
		if err != nil || ok {
			return found{indicator: i}, err
		}
		name = code
	}
	matches, err := v.search(ctx, name)
	if err != nil {
		return found{}, err
	}
	return v.choose(ctx, name, matches, on)
}

// search looks for a name. Where no indicator has all of its words, it leaves out those that name nothing. Without
// words it finds nothing.
func (v *visit) search(ctx context.Context, name string) (store.Search, error) {
	for _, words := range line.Namings(name) {
		if words == "" {
			continue
		}
		matches, err := v.store.SearchIndicators(ctx, words, maxOffered)
		if err != nil || matches.All > 0 {
			return matches, err
		}
	}
	return store.Search{}, nil
}

// choose takes the indicator that fits, if there is only one. It offers a choice where several fit, and what comes near
// where none does.
func (v *visit) choose(ctx context.Context, name string, matches store.Search, on onward) (found, error) {
	switch matches.All {
	case 1:
		return found{indicator: matches.First[0]}, nil
	case 0:
		m, err := v.notFound(ctx, name, on)
		return found{missed: true, help: m}, err
	}
	return found{missed: true, help: choiceMessage(name, matches, on.press, v.carry(ctx, on.typed))}, nil
}

// notFound answers a line that names no indicator. It answers what the words mean, or offers the indicators that come
// near, or else what the asker may want.
func (v *visit) notFound(ctx context.Context, name string, on onward) (*Message, error) {
	isCode, failed := v.codes(ctx)
	sentence := !on.typed.holdsAnything() || isCode(on.typed.Figure) // set the owner of 178 to @jo
	if err := failed(); err != nil {
		return nil, err
	}
	if sentence && v.press == "" {
		if m, answered, err := v.meantBy(ctx, name); err != nil || answered {
			return m, err
		}
		if m, answered, err := v.cardAskedOf(ctx); err != nil || answered {
			return m, err
		}
	}
	all, err := v.store.IndicatorNames(ctx)
	if err != nil {
		return nil, err
	}
	namings := line.Namings(name)
	if near := nearest(namings[len(namings)-1], all); len(near) > 0 {
		return notFoundMessage(name, near, on.press, v.carry(ctx, on.typed)), nil
	}
	return v.notUnderstood(ctx, name, on.typed)
}

// carry keeps what was typed besides the name, so that a choice can go on with it; empty where nothing was.
func (v *visit) carry(ctx context.Context, typed draft) (draftID string) {
	if !typed.holdsAnything() {
		return ""
	}
	return v.keep(ctx, typed)
}

// cardAskedOf answers a question about one indicator by its card, on which it can be put to whoever answers for it:
// “why has 178 dropped?”.
func (v *visit) cardAskedOf(ctx context.Context) (m *Message, answered bool, err error) {
	isCode, failed := v.codes(ctx)
	code, asks := line.New(v.typed, isCode, v.today).AsksOf()
	if err := failed(); err != nil || !asks {
		return nil, false, err
	}
	m, err = v.showCard(ctx, code, kpi.Period{})
	return m, true, err
}
