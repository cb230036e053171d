package bot

import (
	"chaser/kpi"
	"testing"

	"github.com/slack-go/slack"
)

// Only a member of this workspace may be put into a register.
func TestAccountOf(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		user slack.User
		want kpi.Account
	}{
		"a member":                              {slack.User{ID: "U1", TeamID: "T1"}, kpi.AccountFull},
		"an administrator of the workspace":     {slack.User{ID: "U1", TeamID: "T1", IsAdmin: true, IsOwner: true}, kpi.AccountFull},
		"at home elsewhere in the organisation": {slack.User{ID: "U1", TeamID: "T2", Enterprise: slack.EnterpriseUser{ID: "U1", EnterpriseID: "E1"}}, kpi.AccountFull},
		"a guest":                               {slack.User{ID: "U1", TeamID: "T1", IsRestricted: true}, kpi.AccountGuest},
		"a guest of one channel":                {slack.User{ID: "U1", TeamID: "T1", IsRestricted: true, IsUltraRestricted: true}, kpi.AccountGuest},
		"a bot":                                 {slack.User{ID: "U1", TeamID: "T1", IsBot: true}, kpi.AccountBot},
		"a bot that was switched off":           {slack.User{ID: "U1", TeamID: "T1", IsBot: true, Deleted: true}, kpi.AccountBot},
		"a workflow":                            {slack.User{ID: "U1", TeamID: "T1", IsWorkflowBot: true}, kpi.AccountBot},
		"Slackbot, which Slack calls no bot":    {slack.User{ID: "USLACKBOT", TeamID: "T1"}, kpi.AccountBot},
		"deactivated":                           {slack.User{ID: "U1", TeamID: "T1", Deleted: true}, kpi.AccountDeactivated},
		"a deactivated guest":                   {slack.User{ID: "U1", TeamID: "T1", Deleted: true, IsRestricted: true}, kpi.AccountDeactivated},
		"a stranger":                            {slack.User{ID: "U1", TeamID: "T2", IsStranger: true}, kpi.AccountForeign},
		"of another workspace":                  {slack.User{ID: "U1", TeamID: "T2"}, kpi.AccountForeign},
	} {
		if got := accountOf(&test.user, installation{team: "T1", enterprise: "E1"}); got != test.want {
			t.Errorf("%s is taken for %q, not %q", name, got, test.want)
		}
	}
}

// Somebody goes by the name that people read, on one line.
func TestAccountName(t *testing.T) {
	t.Parallel()
	for want, u := range map[string]slack.User{
		"Ann Other": {ID: "U1", Name: "ann", RealName: "A. Other", Profile: slack.UserProfile{RealName: " Ann\n Other ", DisplayName: "annie"}},
		"A. Other":  {ID: "U1", Name: "ann", RealName: "A. Other"},
		"annie":     {ID: "U1", Name: "ann", Profile: slack.UserProfile{DisplayName: "annie"}},
		"ann":       {ID: "U1", Name: "ann"},
		"U1":        {ID: "U1"},
	} {
		if got := accountName(u); got != want {
			t.Errorf("%+v is called %q", u, got)
		}
	}
}
