package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"chaser/bot"
	"chaser/kpi"
)

type peopleCommand struct{}

// listedPerson is somebody in the register's format.
type listedPerson struct {
	SlackID string   `json:"slack_id"`
	Name    string   `json:"name"`
	Email   string   `json:"email"`
	Roles   []string `json:"roles"`
	Manager string   `json:"manager"`
}

// Run prints the workspace's people as a register's list to start from, and says whom it left out.
func (peopleCommand) Run(ctx context.Context, s streams) error {
	c, err := s.settings()
	if err != nil {
		return err
	}
	if err := c.NeedsToken(); err != nil {
		return badInput{err}
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute) // the largest workspace takes that long at Slack's pace
	defer cancel()
	accounts, err := bot.Accounts(ctx, bot.Connect(c.SlackAPIURL, c.BotToken.Reveal(), ""))
	if err != nil {
		return err
	}
	people := []listedPerson{}
	left := map[kpi.Account]int{}
	for _, a := range accounts {
		if a.Kind != kpi.AccountFull {
			left[a.Kind]++
			continue
		}
		people = append(people, listedPerson{
			SlackID: a.ID,
			Name:    a.Name,
			Email:   a.Email,
			Roles:   []string{string(kpi.Member)},
		})
	}
	encoder := json.NewEncoder(s.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(map[string]any{"people": people}); err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.err, leftOut(len(people), left))
	return err
}

// leftOut says how many are listed, and how many were left out and why.
func leftOut(listed int, left map[kpi.Account]int) string {
	var kinds []string
	for _, one := range []struct {
		kind      kpi.Account
		one, many string
	}{
		{kpi.AccountGuest, "guest", "guests"}, {kpi.AccountBot, "bot", "bots"}, {kpi.AccountDeactivated, "deactivated account", "deactivated accounts"},
		{kpi.AccountForeign, "person of another workspace", "people of another workspace"},
	} {
		switch n := left[one.kind]; {
		case n == 1:
			kinds = append(kinds, "1 "+one.one)
		case n > 1:
			kinds = append(kinds, fmt.Sprint(n, " ", one.many))
		}
	}
	said := counted(listed, "person") + " listed."
	if len(kinds) == 0 {
		return said
	}
	last := len(kinds) - 1
	if last > 0 {
		kinds = []string{strings.Join(kinds[:last], ", ") + " and " + kinds[last]}
	}
	return said + " Left out, since Chaser does not answer them: " + kinds[0] + "."
}
