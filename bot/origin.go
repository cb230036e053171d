package bot

import (
	"cmp"
	"context"
	"slices"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

// origin is where a request says that it comes from. What it does not say is empty, and is not compared.
type origin struct {
	app        string
	team       string
	enterprise string
}

// isIn reports whether nothing in it speaks against the workspace. Somebody of another workspace in the same
// organisation is at home.
func (o origin) isIn(i installation) bool {
	switch {
	case o.app != "" && i.app != "" && o.app != i.app:
		return false
	case o.enterprise != "" && o.enterprise != i.enterprise: // auth.test always names the organisation of a workspace that has one
		return false
	}
	return o.team == "" || i.team == "" || i.has(o.team, o.enterprise)
}

// elsewhere is the one answer to all that comes from another workspace, or is meant for another app.
var elsewhere = kpi.AccountForeign.Refusal()

// isOurs reports whether a request is for this app in this workspace; every origin that it names counts. A signature
// proves that Slack sent it to whoever has our signing secret, which may be an installation of the same app elsewhere.
//
// Where Slack has not said yet whose the token is, and cannot be asked, the request is let in: it is signed, and who
// asks is still checked, against our own tables. Otherwise nobody could work while Slack's Web API is away. Before a
// request is refused, Slack is asked anew if it was last asked more than a minute ago: a workspace may have joined an
// organisation.
func (b *Bot) isOurs(ctx context.Context, from []origin) bool {
	foreign := func(i installation) bool {
		return slices.ContainsFunc(from, func(o origin) bool { return !o.isIn(i) })
	}
	ours, known := b.installation(ctx, b.now().Add(-installationKnownFor))
	if known && foreign(ours) {
		ours, known = b.installation(ctx, b.now().Add(-installationAsksAgain))
	}
	if !known || !foreign(ours) {
		return true
	}
	b.metrics.foreign.Inc()
	b.fromElsewhere.note(b.log, b.now(), "its team_id, enterprise_id or api_app_id is not that of SLACK_BOT_TOKEN: the app may be installed in another workspace too")
	return false
}

func originsOfCommand(c slack.SlashCommand) []origin {
	return []origin{{app: c.APIAppID, team: c.TeamID, enterprise: c.EnterpriseID}}
}

// originsOfInteraction are those of the app, of the person, and of a view. Of a submitted form the team is the
// person's, and the view says where the app is installed; of a press it is the other way about, and the user has the
// person's.
//
// Source: https://github.com/slackapi/bolt-js/issues/1614, https://github.com/slackapi/java-slack-sdk/issues/1041
func originsOfInteraction(i slack.InteractionCallback) []origin {
	enterprise := cmp.Or(i.Enterprise.ID, i.Team.EnterpriseID)
	return []origin{
		{app: i.APIAppID, team: i.Team.ID, enterprise: enterprise},
		{team: i.User.TeamID, enterprise: enterprise},
		{team: i.View.AppInstalledTeamID, enterprise: enterprise},
	}
}

// originsOf is for which installation Slack tells of an event. In a channel that is shared with another organisation
// team_id may be that one's, and the authorization alone says that it is for us.
//
// Source: https://docs.slack.dev/apis/events-api and https://github.com/slackapi/bolt-js/issues/935
func originsOf(h happening) []origin {
	from := []origin{{app: h.AppID}}
	for _, a := range h.Authorizations[:min(len(h.Authorizations), 1)] { // Slack names one
		from = append(from, origin{team: a.TeamID, enterprise: a.EnterpriseID})
	}
	if h.Shared && len(from) > 1 {
		return from
	}
	return append(from, origin{team: h.TeamID, enterprise: h.EnterpriseID}, origin{team: h.ContextTeamID, enterprise: h.ContextEnterpriseID})
}
