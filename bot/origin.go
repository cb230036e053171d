package bot

import (
	"cmp"
	"context"
	"slices"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

// origin is where a request says that it comes from. A part that is empty was not said, and is not compared.
type origin struct {
	app        string
	team       string
	enterprise string
}

// isIn reports whether the origin may be this workspace: nothing that it says contradicts that. Another workspace of
// the same organisation counts as ours.
func (o origin) isIn(i installation) bool {
	switch {
	case o.app != "" && i.app != "" && o.app != i.app:
		return false
	case o.enterprise != "" && o.enterprise != i.enterprise:
		// auth.test always names the organisation of a workspace that has one.
		return false
	}
	return o.team == "" || i.team == "" || i.has(o.team, o.enterprise)
}

// elsewhere is the one answer to everything that comes from another workspace or is meant for another app.
var elsewhere = kpi.AccountForeign.Refusal()

// isOurs reports whether a request is for this app in this workspace. Every origin that it names must agree. The
// signature alone does not prove it: Slack signs with the same secret for an installation of the same app elsewhere.
//
// Where Slack has not yet said whose the token is, and cannot be asked, the request is let in: otherwise nobody could
// work while Slack's Web API is away. It is signed all the same, and the asker is checked against our own tables.
// Before a request is refused, Slack is asked again if it was last asked more than a minute ago, since a workspace may
// have joined an organisation.
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

// originsOfInteraction are the origins of the app, of the person and of a view. In a submitted form, the team is the
// person's, and the view says where the app is installed. In a press, the team is where the app is installed, and the
// user has the person's.
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

// originsOf are the installations for which Slack tells of an event. In a channel that is shared with another
// organisation, team_id may be that organisation's; then only the authorization says that the event is for us.
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
	return append(from,
		origin{team: h.TeamID, enterprise: h.EnterpriseID},
		origin{team: h.ContextTeamID, enterprise: h.ContextEnterpriseID})
}
