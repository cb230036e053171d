package bot

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

// membersKnownFor is how long what Slack said of somebody is believed. A guest who becomes a member waits no longer than this.
const membersKnownFor = 5 * time.Minute

// members remembers what Slack said of people whom the register does not know. The zero members is ready for use.
type members struct {
	mu    sync.Mutex
	home  *slack.AuthTestResponse // the bot's own workspace
	known map[string]membership
}

type membership struct {
	refusal *kpi.Refusal // nil for a full member
	until   time.Time
}

// admit finds who somebody is. Of a full member whom the register does not know only the Slack id is filled; guests, bots and people of
// another workspace are refused, and so is whoever Slack says nothing of.
func (b *Bot) admit(ctx context.Context, slackID string) (kpi.Person, error) {
	person, found, err := b.store.Person(ctx, slackID)
	if err != nil || found {
		return person, err
	}
	now := b.now()
	if m, ok := b.members.recall(slackID, now); ok {
		return kpi.Person{SlackID: slackID}, orNil(m.refusal)
	}
	refusal, err := b.askSlack(ctx, slackID)
	if err != nil {
		b.log.Warn("could not learn who this is", "person", slackID, "error", err)
		return kpi.Person{}, kpi.Refuse("", "Chaser could not find out from Slack whether you are a member of this workspace, so it has not answered. Please try again in a minute.")
	}
	b.members.learn(slackID, membership{refusal, now.Add(membersKnownFor)}, now)
	return kpi.Person{SlackID: slackID}, orNil(refusal)
}

// orNil keeps a nil *Refusal from becoming an error that is not nil.
func orNil(r *kpi.Refusal) error {
	if r == nil {
		return nil
	}
	return r
}

// askSlack learns whether somebody is a full member of the bot's own workspace, or of its organisation.
func (b *Bot) askSlack(ctx context.Context, slackID string) (*kpi.Refusal, error) {
	home, err := b.members.homeOf(ctx, b.slack)
	if err != nil {
		return nil, fmt.Errorf("auth.test: %w", err)
	}
	u, err := b.slack.GetUserInfoContext(ctx, slackID)
	if err != nil {
		return nil, fmt.Errorf("users.info: %w", err)
	}
	ours := u.TeamID == home.TeamID || home.EnterpriseID != "" && u.Enterprise.EnterpriseID == home.EnterpriseID
	switch {
	case u.IsBot || u.IsWorkflowBot || u.IsConnectorBot:
		return botRefused, nil
	case u.Deleted:
		return kpi.Refuse("", "This account has been deactivated, so Chaser does not answer it."), nil
	case u.IsStranger || !ours:
		return kpi.Refuse("", "Chaser answers members of the council's own workspace, and you belong to another. Please ask your contact at the council."), nil
	case u.IsRestricted || u.IsUltraRestricted:
		return kpi.Refuse("", "Chaser answers full members of the workspace, and you are a guest. Please ask your contact at the council."), nil
	}
	return nil, nil
}

// botRefused is for those with whom an exchange would never end.
var botRefused = kpi.Refuse("", "Chaser answers people, not bots.")

func (m *members) recall(slackID string, now time.Time) (membership, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	known, ok := m.known[slackID]
	return known, ok && now.Before(known.until)
}

// learn remembers, and forgets what has grown old so that the memory stays as small as the workspace is busy.
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

// homeOf learns once which workspace the token is for. Two who ask at once ask Slack twice, which does no harm.
func (m *members) homeOf(ctx context.Context, client *slack.Client) (*slack.AuthTestResponse, error) {
	m.mu.Lock()
	home := m.home
	m.mu.Unlock()
	if home != nil {
		return home, nil
	}
	home, err := client.AuthTestContext(ctx)
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.home = home
	return home, nil
}
