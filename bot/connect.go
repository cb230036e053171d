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

// Connect makes a client of Slack's Web API at an address with a trailing slash. It never retries, since that would
// post twice after a lost answer. The app-level token is for Socket Mode, and may be empty.
func Connect(apiURL, botToken, appToken string) *slack.Client {
	return slack.New(botToken,
		slack.OptionAPIURL(apiURL),
		slack.OptionAppLevelToken(appToken),
		slack.OptionHTTPClient(&http.Client{Timeout: 10 * time.Second, Transport: spokenRefusal{http.DefaultTransport}}),
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
		return Examination{}, tokenFault(err)
	}
	e := Examination{Workspace: who.Team, Bot: who.User, Date: who.Header.Get("Date")}
	if granted := who.Header.Get("X-Oauth-Scopes"); granted != "" {
		for scope := range strings.SplitSeq(granted, ",") {
			e.Scopes = append(e.Scopes, strings.TrimSpace(scope))
		}
	}
	return e, nil
}

// tokenFault is why Slack does not say whose token this is, and what to do.
func tokenFault(err error) error {
	var said slack.SlackErrorResponse
	var limited *slack.RateLimitedError
	var status slack.StatusCodeError
	switch {
	case errors.As(err, &said):
		switch said.Err {
		case "account_inactive", "token_revoked":
			return fmt.Errorf("SLACK_BOT_TOKEN is no longer valid (%s); install the app in the workspace again, and copy its new token from “OAuth & Permissions”", said.Err)
		case "token_expired":
			return fmt.Errorf("SLACK_BOT_TOKEN has expired; switch token rotation off for the app, install it again, and copy its token from “OAuth & Permissions”")
		case "not_allowed_token_type":
			return fmt.Errorf("SLACK_BOT_TOKEN is another kind of token; copy the “Bot User OAuth Token”, which begins with xoxb-, from “OAuth & Permissions”")
		}
		return fmt.Errorf("Slack does not accept SLACK_BOT_TOKEN (%s); copy it again from “OAuth & Permissions”", said.Err)
	case errors.As(err, &limited):
		return fmt.Errorf("Slack takes no more questions for %s; try again then", limited.RetryAfter)
	case errors.As(err, &status):
		return fmt.Errorf("Slack answers with the status %d; try again later, and check SLACK_API_URL where it is set", status.Code)
	}
	return errors.New("this machine does not reach Slack; check its network, that its firewall or proxy lets https://slack.com through, and SLACK_API_URL where it is set")
}

// ExamineSocket asks Slack for a connection of Socket Mode, and opens none. The error says what to do.
func ExamineSocket(ctx context.Context, client *slack.Client) error {
	_, _, err := client.StartSocketModeContext(ctx)
	var said slack.SlackErrorResponse
	var limited *slack.RateLimitedError
	switch {
	case err == nil, errors.As(err, &limited): // it may be asked once a minute, and a running bot asks too
		return nil
	case errors.As(err, &said) && said.Err == "missing_scope":
		return errors.New("SLACK_APP_TOKEN lacks the scope connections:write; make another app-level token with it, under “Basic Information”")
	case errors.As(err, &said):
		return fmt.Errorf("Slack does not accept SLACK_APP_TOKEN (%s); make an app-level token with the scope connections:write, under “Basic Information”, and see that Socket Mode is on", said.Err)
	}
	return fmt.Errorf("Slack gives no connection for Socket Mode (%w); try again in a minute", withoutAddress(err))
}

// ExamineChannel reports why a committee's channel would take no message, or who else would read it, and what to do
// about it; nil where all is well.
func ExamineChannel(ctx context.Context, client *slack.Client, channel string) error {
	c, err := client.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
	var said slack.SlackErrorResponse
	switch {
	case errors.As(err, &said):
		return shutChannel(channel, said.Err)
	case err != nil:
		return fmt.Errorf("Slack does not say whether it takes messages (%w); try again in a minute", withoutAddress(err))
	case c.IsArchived:
		return shutChannel(channel, "is_archived")
	case !c.IsMember:
		return shutChannel(channel, "not_in_channel")
	case sharedOutside(c):
		return errors.New("people of another organisation read it, with Slack Connect. What a committee is shown is posted there all the same, since it is public, and nothing else is shown; if they are not meant to, stop sharing it or give the committee another channel in the register")
	}
	return nil
}

// shutChannel is what an error word of Slack's about a channel means, and what to do.
func shutChannel(channel, word string) error {
	r, ok := remedyFor("conversations.info", channel, word)
	if !ok {
		return fmt.Errorf("Slack does not say whether it takes messages (%s)", word)
	}
	return fmt.Errorf("%s (%s). %s", r.why, word, r.do)
}

// Scopes are the permissions that the bot needs.
func Scopes() []string { return slices.Clone(scopes) }
