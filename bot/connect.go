package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// Connect makes a client of Slack's Web API at an address with a trailing slash. It never retries: after a lost answer that would post
// twice. The app-level token is for Socket Mode, and may be empty.
func Connect(apiURL, botToken, appToken string) *slack.Client {
	return slack.New(botToken,
		slack.OptionAPIURL(apiURL),
		slack.OptionAppLevelToken(appToken),
		slack.OptionHTTPClient(&http.Client{Timeout: 10 * time.Second}),
		slack.OptionLog(slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug)),
	)
}

// Examination is what Slack says of the bot's token.
type Examination struct {
	Workspace string
	Bot       string
	Scopes    []string // as granted; empty where Slack did not say
	Date      string   // Slack's clock, as an HTTP date; empty where Slack did not say
}

// Examine asks Slack whose token this is. The error says what to do.
func Examine(ctx context.Context, client *slack.Client) (Examination, error) {
	who, err := client.AuthTestContext(ctx)
	if err != nil {
		return Examination{}, fmt.Errorf("Slack does not accept SLACK_BOT_TOKEN (%w); copy it again from “OAuth & Permissions”, and check that this machine reaches Slack", err)
	}
	e := Examination{Workspace: who.Team, Bot: who.User, Date: who.Header.Get("Date")}
	if granted := who.Header.Get("X-Oauth-Scopes"); granted != "" {
		for scope := range strings.SplitSeq(granted, ",") {
			e.Scopes = append(e.Scopes, strings.TrimSpace(scope))
		}
	}
	return e, nil
}

// ExamineChannel reports why a committee's channel would take no message, or who else would read it, and what to do about it; nil where all is well.
func ExamineChannel(ctx context.Context, client *slack.Client, channel string) error {
	c, err := client.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
	var said slack.SlackErrorResponse
	switch {
	case errors.As(err, &said):
		return errors.New(shutCure(said.Err))
	case err != nil:
		return fmt.Errorf("Slack does not say whether it takes messages (%w)", err)
	case c.IsArchived:
		return errors.New(shutCure("is_archived"))
	case !c.IsMember:
		return errors.New(shutCure("not_in_channel"))
	case sharedOutside(c):
		return errors.New("people of another organisation read it, with Slack Connect. What a committee is shown is posted there all the same, since it is public, and nothing else is shown; if they are not meant to, stop sharing it or give the committee another channel in the register")
	}
	return nil
}

// Scopes are the permissions that the bot needs.
func Scopes() []string { return slices.Clone(scopes) }
