package bot

import (
	"chaser/kpi"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"
)

// Account is the account of somebody in the workspace.
type Account struct {
	ID, Name string
	Email    string // empty without the scope users:read.email, which Chaser does not need
	Kind     kpi.Account
}

// accountsPerPage is within the 999 that Slack allows. With it, a council of a thousand needs few of the twenty calls a
// minute that users.list takes.
const accountsPerPage = 500

// Accounts lists everybody who has or had an account in the token's workspace, by name. It asks page by page
// (users.list), since asking about a thousand people one by one would take ten minutes. It waits where Slack says so.
// The error says what to do.
func Accounts(ctx context.Context, client *slack.Client) ([]Account, error) {
	who, err := client.AuthTestContext(ctx)
	if err != nil {
		return nil, tokenFault(err)
	}
	ours := installation{team: who.TeamID, enterprise: who.EnterpriseID}
	users, err := client.GetUsersContext(ctx, slack.GetUsersOptionLimit(accountsPerPage))
	var said slack.SlackErrorResponse
	switch {
	case errors.As(err, &said) && said.Err == "missing_scope":
		return nil, errors.New("Slack does not list the workspace's people without the scope users:read; install the app again with the manifest that `chaser manifest` prints")
	case errors.As(err, &said):
		return nil, fmt.Errorf("Slack does not list the workspace's people (%s); try again later", said.Err)
	case err != nil:
		return nil, fmt.Errorf("Slack did not list all of the workspace's people in time (%w); try again in a minute", withoutAddress(err))
	}
	accounts := make([]Account, 0, len(users))
	for _, u := range users {
		accounts = append(accounts, Account{
			ID:    u.ID,
			Name:  accountName(u),
			Email: u.Profile.Email,
			Kind:  accountOf(&u, ours),
		})
	}
	slices.SortStableFunc(accounts, func(a, b Account) int { return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	return accounts, nil
}

// accountName is the name that somebody goes by, in one line.
func accountName(u slack.User) string {
	for _, name := range []string{u.Profile.RealName, u.RealName, u.Profile.DisplayName, u.Name} {
		if name = strings.Join(strings.Fields(name), " "); name != "" {
			return name
		}
	}
	return u.ID
}
