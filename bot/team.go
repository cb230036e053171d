package bot

import (
	"context"
	"fmt"
	"slices"

	"chaser/bot/line"
	"chaser/kpi"
)

func teamConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"team"}, read: func(r line.Reader) command {
			if r.Left() > 0 {
				return nil
			}
			return askTeam{}
		}}},
		words: []string{"target", "targets", "owner", "owners", "owns", "deputy", "deputies", "threshold", "deadline", "deadlines", "extension"},
		help:  []helpLine{{typed: "who owns 178?", does: "whose an indicator is, and who sets targets, owners and dates"}},
		faint: []string{"team"},
		meant: func(s line.Sentence) command {
			if s.OfOwn && s.Word == "team" { // how is my team doing?
				return askProgress{Typed: s.Scope(), Lenient: true}
			}
			return askTeam{Code: s.FirstCode(), Dates: slices.ContainsFunc(s.Content(), func(w string) bool {
				return w == "deadline" || w == "deadlines" || w == "extension"
			})}
		},
	}
}

// askTeam is “who sets the target?”, “who owns 178?” and “when is the deadline?”: who has an indicator, when figures
// are due, and who sets targets, owners and dates.
type askTeam struct {
	Code  string
	Dates bool
}

func (askTeam) effect() effect { return reads }

func (c askTeam) answer(ctx context.Context, v *visit) (*Message, error) {
	people, err := v.store.Team(ctx)
	if err != nil {
		return nil, err
	}
	about := teamAbout{team: people}
	if c.Dates {
		collections, calendar, err := v.store.Schedule(ctx)
		if err != nil {
			return nil, fmt.Errorf("when figures are due: %w", err)
		}
		about.open = slices.DeleteFunc(collections, func(k kpi.Collection) bool {
			return v.today.Before(k.Opens) || k.Deadline(calendar).Before(v.today)
		})
		for n, k := range about.open {
			about.open[n].Due = k.Deadline(calendar)
		}
	}
	if c.Code != "" {
		i, found, err := v.store.Indicator(ctx, c.Code)
		if err != nil {
			return nil, fmt.Errorf("whose %q is: %w", c.Code, err)
		}
		if found {
			about.of = &i
		}
		if about.names, err = v.store.Names(ctx); err != nil {
			return nil, fmt.Errorf("names: %w", err)
		}
	}
	return teamMessage(about, v.asker.Is(kpi.Admin), v.command), nil
}
