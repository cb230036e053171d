package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"chaser/bot"
	"chaser/config"
	"chaser/kpi"
	"chaser/store"
)

// tokenKinds tells of a token that was put where another belongs.
func (d *doctor) tokenKinds(c config.Config) (fine bool) {
	fine = true
	for _, one := range []struct{ variable, token, begins, where string }{
		{"SLACK_BOT_TOKEN", c.BotToken.Reveal(), "xoxb-", "the “Bot User OAuth Token” under “OAuth & Permissions”"},
		{"SLACK_APP_TOKEN", c.AppToken.Reveal(), "xapp-", "an app-level token with the scope connections:write under “Basic Information”"},
	} {
		if one.token != "" && !strings.HasPrefix(one.token, one.begins) {
			d.fault("token", one.variable+" does not begin with "+one.begins, "copy "+one.where+" in the app's settings")
			fine = false
		}
	}
	return fine
}

// heard tells when something last came from Slack, and what to do if nothing ever did.
func (d *doctor) heard(ctx context.Context, c config.Config, st *store.Store, now time.Time) {
	last, err := st.LastHeard(ctx)
	if err != nil {
		d.say("events", err, "")
		return
	}
	reach := "type " + c.Command + " in Slack while `chaser serve` runs; if Slack says that the app did not respond, correct the request URLs in the app's settings"
	verify := "while `chaser serve` runs, verify the request URL in the app's settings, under “Event Subscriptions”, and mention the bot"
	if c.SocketMode() {
		reach = "type " + c.Command + " in Slack while `chaser serve` runs; if Slack says that the app did not respond, switch Socket Mode on in the app's settings"
		verify = "mention the bot while `chaser serve` runs; if it stays silent, switch events on in the app's settings, under “Event Subscriptions”"
	}
	_, commanded := last[store.HeardCommand]
	for _, one := range []struct {
		subject, what, without, do string
		kind                       store.Heard
	}{
		{"commands", "command", "", reach, store.HeardCommand},
		{"buttons", "press of a button", "", "press one in Slack; if nothing comes of it, correct the request URL in the app's settings, under “Interactivity & Shortcuts”", store.HeardInteraction},
		{"events", "event", ": mentions, direct messages and the Home stay unanswered", verify, store.HeardEvent},
	} {
		at, ever := last[one.kind]
		switch {
		case ever:
			d.ok(one.subject, "the last "+one.what+" came "+ago(now.Sub(at)))
		case one.kind != store.HeardInteraction || commanded: // only the answer to a command has buttons to press
			d.warn(one.subject, "no "+one.what+" has ever arrived"+one.without, one.do)
		}
	}
}

// ago is how long ago something was, as people say it.
func ago(d time.Duration) string {
	switch {
	case d < 2*time.Minute:
		return "a minute ago"
	case d < 2*time.Hour:
		return fmt.Sprintf("%d minutes ago", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d hours ago", int(d.Hours()))
	default:
		return fmt.Sprintf("%d days ago", int(d.Hours()/24))
	}
}

// people compares the register with the workspace's accounts.
func (d *doctor) people(ctx context.Context, list func(context.Context) ([]bot.Account, error), st *store.Store, now time.Time) {
	e, err := st.Examine(ctx, now)
	if err != nil {
		d.say("people", err, "")
		return
	}
	if len(e.People) == 0 {
		return // the register's line says so
	}
	accounts, err := list(ctx)
	if err != nil {
		d.say("people", err, "")
		return
	}
	kinds := make(map[string]kpi.Account, len(accounts))
	for _, a := range accounts {
		kinds[a.ID] = a.Kind
	}
	var unknown, gone, barred, idle []string
	for _, p := range e.People {
		name := p.Name + " (" + p.SlackID + ")"
		switch kind, known := kinds[p.SlackID]; {
		case known && kind == kpi.AccountFull:
		case p.Idle():
			idle = append(idle, name)
		case !known:
			unknown = append(unknown, name+keeps(p))
		case kind == kpi.AccountDeactivated:
			gone = append(gone, name+keeps(p))
		default:
			barred = append(barred, name+keeps(p))
		}
	}
	if len(unknown) > 0 {
		d.fault("people", "without an account in this workspace: "+several(unknown), "put others in their place in the register, under the Slack ids that `chaser people` prints, and import it")
	}
	if len(gone) > 0 {
		d.fault("people", "deactivated in Slack: "+several(gone), "put others in their place in the register and import it")
	}
	if len(barred) > 0 {
		d.fault("people", "a guest, a bot or of another workspace, whom Chaser does not answer: "+several(barred), "make them members of the workspace, or put others in their place in the register and import it")
	}
	if len(idle) > 0 {
		d.warn("people", "without an account that Chaser answers, and without duties: "+several(idle), "where a Slack id is mistyped, import them under the right one; else leave it")
	}
	if len(unknown)+len(gone)+len(barred)+len(idle) == 0 {
		d.ok("people", counted(len(e.People), "person")+verb(make([]string, len(e.People)), " has", " have")+" an account here")
	}
}

// keeps is what somebody has to do in the register.
func keeps(p store.Examined) string {
	switch {
	case p.Owns > 0:
		return ", owner of " + counted(p.Owns, "indicator")
	case p.Manages > 0:
		return ", manager of " + counted(p.Manages, "indicator")
	case p.StandsIn > 0:
		return ", deputy for " + counted(p.StandsIn, "indicator")
	case p.Leads > 0:
		return ", line manager of " + counted(p.Leads, "person")
	}
	return ", of the performance team"
}
