package bot

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"

	"github.com/slack-go/slack"
)

const (
	// installationKnownFor is how long Slack's word on the bot's own workspace is believed. The workspace may join an
	// organisation.
	installationKnownFor = time.Hour
	// installationAsksAgain is how soon Slack is asked again, where it did not say everything or a request says
	// otherwise.
	installationAsksAgain = time.Minute

	// slackAnswersWithin is the longest wait for what Slack says about a person or a place. Twice that and a
	// transaction fit into DefaultAnswerWithin.
	slackAnswersWithin = 900 * time.Millisecond
	// slackRests is how long Slack is not asked again after it did not answer, so that not everybody waits in vain.
	slackRests = 5 * time.Second
)

// installation is the workspace that the bot's token is for. What Slack does not say is empty.
type installation struct {
	team       string
	enterprise string // the organisation's id; empty where the workspace belongs to none
	app        string
}

// installed remembers where the app is. The zero installed is ready for use.
type installed struct {
	asking sync.Mutex // held while Slack is asked, so that many requests at once ask once
	rest   rest

	mu      sync.Mutex
	is      installation
	askedAt time.Time // zero: Slack has not said
	until   time.Time
}

func (w *installed) recall() (is installation, known bool, askedAt, until time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.is, !w.askedAt.IsZero(), w.askedAt, w.until
}

func (w *installed) learn(is installation, now time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.until = now.Add(installationKnownFor)
	if is.app == "" {
		w.until = now.Add(installationAsksAgain)
		if is.team == w.is.team {
			is.app = w.is.app
		}
	}
	w.is, w.askedAt = is, now
}

// installation is the bot's own workspace, as Slack last said; known is false where it never has. Slack is asked again
// if it said so before notBefore or too long ago. If it does not answer, what was known stands.
func (b *Bot) installation(ctx context.Context, notBefore time.Time) (is installation, known bool) {
	w, now := &b.installed, b.now()
	fresh := func() bool {
		var askedAt, until time.Time
		is, known, askedAt, until = w.recall()
		return known && now.Before(until) && !askedAt.Before(notBefore)
	}
	if fresh() || w.rest.isOn(now) {
		return is, known
	}
	w.asking.Lock()
	defer w.asking.Unlock()
	if fresh() || w.rest.isOn(now) { // somebody else has asked meanwhile
		return is, known
	}
	ctx, cancel := context.WithTimeout(ctx, slackAnswersWithin)
	defer cancel()
	learnt, err := askInstallation(ctx, b.slack)
	if err != nil {
		w.rest.heed(err, now)
		b.log.Warn("Slack does not say whose the bot's token is", "error", withoutAddress(err))
		return is, known
	}
	w.learn(learnt, now)
	return learnt, true
}

// askInstallation asks whose the token is, and which app's. Where Slack does not name the app, apps are not compared.
//
// Source: https://docs.slack.dev/reference/methods/auth.test and https://docs.slack.dev/reference/methods/bots.info
func askInstallation(ctx context.Context, client *slack.Client) (installation, error) {
	who, err := client.AuthTestContext(ctx)
	if err != nil {
		return installation{}, err
	}
	is := installation{team: who.TeamID, enterprise: who.EnterpriseID}
	if who.BotID == "" {
		return is, nil
	}
	if bot, err := client.GetBotInfoContext(ctx, slack.GetBotInfoParameters{Bot: who.BotID}); err == nil {
		is.app = bot.AppID
	}
	return is, nil
}

// has reports whether a workspace is the bot's own, or one of its organisation. For an app that is installed in a whole
// organisation, Slack names no workspace.
func (i installation) has(team, enterprise string) bool {
	return team == i.team || i.enterprise != "" && (enterprise == i.enterprise || team == i.enterprise)
}

// rest is how long Slack is not asked something again. The zero rest is none.
type rest struct {
	mu    sync.Mutex
	until time.Time
}

func (r *rest) isOn(now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return now.Before(r.until)
}

// heed begins a rest, where Slack asked for one or did not answer in time.
func (r *rest) heed(err error, now time.Time) {
	var (
		limited *slack.RateLimitedError
		silent  net.Error
		length  time.Duration
	)
	switch {
	case errors.As(err, &limited):
		length = limited.RetryAfter
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &silent) && silent.Timeout():
		length = slackRests
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if until := now.Add(length); length > 0 && until.After(r.until) {
		r.until = until
	}
}
