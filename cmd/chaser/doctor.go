package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"chaser/bot"
	"chaser/config"
	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

type doctorCommand struct {
	Format string `help:"text, a line for each thing; or json." default:"text" enum:"text,json"`
}

// Run checks everything, even after something has failed.
func (k doctorCommand) Run(ctx context.Context, s streams) error {
	c, err := s.settings()
	if err != nil {
		return err
	}
	d := &doctor{s: s, asJSON: k.Format == "json"}
	st, err := d.database(ctx, c)
	if st != nil {
		defer func() { _ = st.Close() }()
	}
	d.slack(ctx, c, st)
	if st != nil {
		d.register(ctx, c, st, time.Now())
		d.messages(ctx, st)
	}
	if err := d.close(); err != nil {
		return err
	}
	if err == nil && !d.sick {
		return nil
	}
	return exitCode(1)
}

func (d *doctor) database(ctx context.Context, c config.Config) (*store.Store, error) {
	if err := c.NeedsDatabase(); err != nil {
		d.say("database", err, "")
		return nil, err
	}
	st, err := store.OpenWithin(ctx, c.DatabaseURL.Reveal(), c.Connections)
	d.say("database", err, "ok")
	if err != nil {
		return nil, err
	}
	err = st.SchemaFits(ctx)
	d.say("schema", err, "ok")
	if err != nil {
		_ = st.Close()
		return nil, err
	}
	d.role(ctx, st)
	d.connections(ctx, c, st)
	return st, nil
}

// role says if the database's role may do more than the bot needs. That is no fault: `migrate` needs more, and a
// council may run everything as one role.
func (d *doctor) role(ctx context.Context, st *store.Store) {
	much, err := st.TooMuch(ctx)
	if much != "" {
		d.warn("role", "this role "+much, "Run the bot as one that cannot: `chaser migrate --app-role chaser_app` makes it")
		return
	}
	d.say("role", err, "ok")
}

// connections says how many programs fit onto the database. One that finds no connection left fails those who ask it.
func (d *doctor) connections(ctx context.Context, c config.Config, st *store.Store) {
	given, err := st.Connections(ctx)
	switch room := given / c.Connections; {
	case err != nil:
		d.say("capacity", err, "")
	case room == 0:
		d.fault("capacity", fmt.Sprintf("the database gives %d connections, and a running chaser takes up to %d", given, c.Connections),
			"raise the server's max_connections, or lower CHASER_CONNECTIONS")
	default:
		d.ok("capacity", fmt.Sprintf("the database gives %d connections, enough for %s of up to %d each", given, words.Counted(room, "one running chaser", "running chasers"), c.Connections))
	}
}

func (d *doctor) slack(ctx context.Context, c config.Config, st *store.Store) {
	if err := c.NeedsSlack(); err != nil {
		d.say("slack", err, "")
		return
	}
	if !d.tokenKinds(c) {
		return
	}
	client := bot.Connect(c.SlackAPIURL, c.BotToken.Reveal(), c.AppToken.Reveal())
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute) // a large workspace is listed page by page
	defer cancel()
	check, err := bot.Examine(ctx, client)
	d.say("token", err, "ok: "+check.Bot+" in "+check.Workspace)
	if err != nil {
		return
	}
	if c.SocketMode() {
		d.say("socket", bot.ExamineSocket(ctx, client), "ok")
	}
	d.say("scopes", missingScopes(check.Scopes), "ok")
	d.clock(check.Date)
	charts, err := bot.ExamineCharts(ctx, client, c.SlackAPIURL)
	d.say("charts", err, charts)
	if st == nil {
		return
	}
	d.heard(ctx, c, st, time.Now())
	d.people(ctx, func(ctx context.Context) ([]bot.Account, error) { return bot.Accounts(ctx, client) }, st, time.Now())
	committees, err := st.Committees(ctx)
	if err != nil {
		d.say("channels", err, "")
		return
	}
	for _, committee := range committees {
		if committee.Channel == "" {
			d.say("channel", fmt.Errorf("%s has no channel; give it one in the register", committee.Name), "")
			continue
		}
		if err := bot.ExamineChannel(ctx, client, committee.Channel); err != nil {
			d.say("channel", fmt.Errorf("%s of %s: %w", committee.Channel, committee.Name, err), "")
			continue
		}
		d.say("channel", nil, "ok: "+committee.Channel+" of "+committee.Name)
	}
}

// missingScopes compares what Slack granted with what Chaser needs. It says nothing of a workspace that does not tell
// what it granted.
func missingScopes(granted []string) error {
	if len(granted) == 0 {
		return nil
	}
	var missing []string
	for _, scope := range bot.Scopes() {
		if !slices.Contains(granted, scope) {
			missing = append(missing, scope)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("the app lacks %s; install it again with the manifest that `chaser manifest` prints", strings.Join(missing, ", "))
	}
	return nil
}

// messages tells of what has not reached its reader: it is held, or was given up in the last month.
func (d *doctor) messages(ctx context.Context, st *store.Store) {
	stuck, err := st.Undelivered(ctx, time.Now().AddDate(0, -1, 0))
	if err != nil {
		d.say("messages", err, "")
		return
	}
	names, err := recipientNames(ctx, st)
	if err != nil {
		d.say("messages", err, "")
		return
	}
	troubles := bot.Troubles(stuck)
	for _, t := range troubles {
		to := t.Recipient
		if names[to] != "" {
			to += " (" + names[to] + ")"
		}
		d.say("messages", errors.New(t.Words(to, kpi.Date.String, "It is tried again every few minutes, and at once by `chaser tick`.")), "")
	}
	if len(troubles) == 0 {
		d.say("messages", nil, "ok")
	}
}

// clock compares this machine's clock with Slack's, since a request is believed only within five minutes.
func (d *doctor) clock(date string) {
	theirs, err := http.ParseTime(date)
	if err != nil {
		return
	}
	off := time.Since(theirs).Round(time.Second)
	if off.Abs() > time.Minute {
		err = fmt.Errorf("this machine's clock is %s off Slack's; set it by NTP, since a request is only believed within five minutes", off)
	}
	d.say("clock", err, "ok")
}
