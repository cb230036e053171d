package bot

import (
	"context"
	"fmt"

	"chaser/bot/line"
	"chaser/kpi"
)

func teamConversation() conversation {
	return conversation{
		words: []string{"target", "targets", "owner", "owners", "owns", "threshold", "deadline"},
		help:  []helpLine{{typed: "who owns 178?", does: "whose an indicator is, and who sets targets, owners and dates"}},
		meant: func(s line.Sentence) command { return askTeam{Code: s.FirstCode()} },
	}
}

// askTeam is “who sets the target?” and “who owns 178?”: who has an indicator, and who sets targets, owners and dates.
type askTeam struct{ Code string }

func (askTeam) effect() effect { return reads }

func (c askTeam) answer(ctx context.Context, v *visit) (*Message, error) {
	people, err := v.store.Team(ctx)
	if err != nil {
		return nil, err
	}
	about := teamAbout{team: people}
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
