package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

const (
	// membersKnownFor is how long Slack's word on somebody is believed. A guest who becomes a member waits no longer
	// than this.
	membersKnownFor = 5 * time.Minute
	// membersKeptAfter is how old the database's word on somebody may grow before it is written anew. It is what
	// decides while Slack is away.
	membersKeptAfter = 10 * time.Minute
)

// members remembers what Slack said of people. The zero members is ready for use.
type members struct {
	rest  rest
	mu    sync.Mutex
	known map[string]membership
}

// membership is what Slack said of an account, and until when that is believed.
type membership struct {
	account kpi.Account
	said    time.Time
	until   time.Time
}

// admit finds out who somebody is. Only full members of the workspace, or of its organisation, are obeyed, whatever the
// register says: guests, bots, deactivated accounts and people of another organisation are refused. For somebody whom
// the register does not name, only the Slack id is filled in.
func (b *Bot) admit(ctx context.Context, slackID string) (kpi.Person, error) {
	a, err := b.store.Account(ctx, slackID)
	if err != nil {
		return kpi.Person{}, err
	}
	who, now := a.Person, b.now()
	m, ok := b.members.recall(slackID, now)
	// Slack may have told another process, or the schedule, something else since.
	if ok && a.SaidAt.After(m.said) && a.Account != m.account {
		ok = false
	}
	if !ok {
		m.account, err = b.askAccount(ctx, slackID)
		if err != nil {
			b.log.Warn("could not learn who this is", "person", slackID, "known_as", a.Account, "error", err)
			return who, whileSlackIsAway(a)
		}
		m = membership{m.account, now, now.Add(membersKnownFor)}
		b.members.learn(slackID, m, now)
	}
	if a.Known && (m.account != a.Account || now.Sub(a.SaidAt) > membersKeptAfter) && !m.said.Before(a.SaidAt) {
		if err := b.store.RecordAccount(ctx, slackID, m.account, m.said); err != nil {
			return kpi.Person{}, err
		}
	}
	return who, orNil(m.account.Refusal())
}

// whileSlackIsAway decides who may ask while Slack cannot be asked about them: those whom the register names, unless
// Slack's last word was that Chaser must not obey them. This is safe because Slack signed the request for this
// workspace, and nobody who has left the workspace can make one.
func whileSlackIsAway(a store.Account) error {
	if refused := a.Account.Refusal(); refused != nil {
		return refused
	}
	if a.Known {
		return nil
	}
	return kpi.Refuse("", "Chaser could not find out from Slack whether you are a member of this workspace, so it has not answered. Please try again in a minute.")
}

// orNil keeps a nil *Refusal from becoming an error that is not nil.
func orNil(r *kpi.Refusal) error {
	if r == nil {
		return nil
	}
	return r
}

// askAccount asks Slack what an account is.
func (b *Bot) askAccount(ctx context.Context, slackID string) (kpi.Account, error) {
	ours, known := b.installation(ctx, b.now().Add(-installationKnownFor))
	if !known {
		return kpi.AccountUnknown, errors.New("Slack has not said yet whose the bot's token is")
	}
	if b.members.rest.isOn(b.now()) {
		return kpi.AccountUnknown, errors.New("Slack has asked to be left alone for a while, or does not answer")
	}
	ctx, cancel := context.WithTimeout(ctx, slackAnswersWithin)
	defer cancel()
	u, err := b.slack.GetUserInfoContext(ctx, slackID)
	switch {
	case nobody(err):
		return kpi.AccountDeactivated, nil
	case err != nil:
		b.members.rest.heed(err, b.now())
		return kpi.AccountUnknown, fmt.Errorf("users.info: %w", withoutAddress(err))
	}
	return accountOf(u, ours), nil
}

// nobody reports whether users.info says that there is no such account, which counts as a deactivated one.
func nobody(err error) bool {
	var said slack.SlackErrorResponse
	return errors.As(err, &said) && judge("users.info", said.Err).class == gone
}

// slackbot is Slack's own account in every workspace. Slack does not call it a bot.
const slackbot = "USLACKBOT"

// accountOf is what an account is to the workspace. is_stranger alone does not tell: it is false for people of another
// organisation who are in a channel that is shared with it.
//
// Source: https://docs.slack.dev/reference/objects/user-object
func accountOf(u *slack.User, ours installation) kpi.Account {
	switch {
	case u.ID == slackbot || u.IsBot || u.IsWorkflowBot || u.IsConnectorBot:
		return kpi.AccountBot
	case u.Deleted:
		return kpi.AccountDeactivated
	case u.IsStranger || u.TeamID != "" && !ours.has(u.TeamID, u.Enterprise.EnterpriseID):
		return kpi.AccountForeign
	case u.IsRestricted || u.IsUltraRestricted:
		return kpi.AccountGuest
	}
	return kpi.AccountFull
}

func (m *members) recall(slackID string, now time.Time) (membership, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	known, ok := m.known[slackID]
	return known, ok && now.Before(known.until)
}

// learn remembers an account. It forgets those that have grown old, so that the memory holds only who was active
// lately.
func (m *members) learn(slackID string, is membership, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known == nil {
		m.known = map[string]membership{}
	}
	for id, known := range m.known {
		if !now.Before(known.until) {
			delete(m.known, id)
		}
	}
	m.known[slackID] = is
}
