package bot

import (
	"testing"

	"github.com/slack-go/slack"
)

// Only a member of this workspace may be put into a register.
func TestAccountKind(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		user slack.User
		want AccountKind
	}{
		"a member":                              {slack.User{ID: "U1", TeamID: "T1"}, Member},
		"an administrator of the workspace":     {slack.User{ID: "U1", TeamID: "T1", IsAdmin: true, IsOwner: true}, Member},
		"at home elsewhere in the organisation": {slack.User{ID: "U1", TeamID: "T2", Enterprise: slack.EnterpriseUser{ID: "U1"}}, Member},
		"a guest":                               {slack.User{ID: "U1", TeamID: "T1", IsRestricted: true}, Guest},
		"a guest of one channel":                {slack.User{ID: "U1", TeamID: "T1", IsRestricted: true, IsUltraRestricted: true}, Guest},
		"a bot":                                 {slack.User{ID: "U1", TeamID: "T1", IsBot: true}, BotUser},
		"a bot that was switched off":           {slack.User{ID: "U1", TeamID: "T1", IsBot: true, Deleted: true}, BotUser},
		"a workflow":                            {slack.User{ID: "U1", TeamID: "T1", IsWorkflowBot: true}, BotUser},
		"Slackbot, which Slack calls no bot":    {slack.User{ID: "USLACKBOT", TeamID: "T1"}, BotUser},
		"deactivated":                           {slack.User{ID: "U1", TeamID: "T1", Deleted: true}, Deactivated},
		"a deactivated guest":                   {slack.User{ID: "U1", TeamID: "T1", Deleted: true, IsRestricted: true}, Deactivated},
		"a stranger":                            {slack.User{ID: "U1", TeamID: "T2", IsStranger: true}, Stranger},
		"of another workspace":                  {slack.User{ID: "U1", TeamID: "T2"}, Stranger},
	} {
		if got := accountKind(test.user, "T1"); got != test.want {
			t.Errorf("%s is taken for %d, not %d", name, got, test.want)
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
