package lookalike

import (
	"slices"
	"time"
)

// Status is what a person says beside their name, such as that they are on leave.
type Status struct {
	Text  string    // "On leave"
	Emoji string    // ":palm_tree:"
	Until time.Time // when Slack clears it, by the workspace's clock; zero: never
}

// SetStatus sets a person's status. The zero Status clears it. The app is not told, and reads users.info.
func (w *Workspace) SetStatus(userID string, s Status) error {
	return w.changePerson(userID, func(p *Person) error {
		p.StatusText, p.StatusEmoji, p.StatusExpiration = s.Text, s.Emoji, 0
		if !s.Until.IsZero() {
			p.StatusExpiration = s.Until.Unix()
		}
		return nil
	})
}

// SetZone moves a person to another time zone, named like "Europe/Paris".
func (w *Workspace) SetZone(userID, tz string) error {
	return w.changePerson(userID, func(p *Person) error {
		if _, err := time.LoadLocation(tz); tz == "" || err != nil {
			return notPossible("there is no time zone %q", tz)
		}
		p.TZ = tz
		return nil
	})
}

// Deactivate ends a person's account. They can do nothing any more, and users.info says that they are deleted. Their DM
// with the bot remains and takes messages, which nobody will read. But conversations.open refuses with user_disabled.
// Slack's maintainers say so, and so it was found (slackapi/python-slack-sdk#1156).
func (w *Workspace) Deactivate(userID string) error {
	return w.changePerson(userID, func(p *Person) error {
		p.Deleted = true
		delete(w.modals, p.ID)
		return nil
	})
}

// Become changes what an account is: a guest, a bot, deactivated, or of another workspace. The app is not told, and
// reads users.info.
func (w *Workspace) Become(userID string, change func(*Person)) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	p, ok := w.people[userID]
	if !ok || userID == w.bot.ID {
		return notPossible("there is nobody with the id %q", userID)
	}
	change(&p)
	p.ID = userID
	w.people[userID] = p
	w.bump()
	return nil
}

// Join makes the workspace part of an organisation with Enterprise Grid.
func (w *Workspace) Join(enterprise string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.config.EnterpriseID = enterprise
	for id, p := range w.people {
		if p.TeamID == w.config.TeamID {
			p.EnterpriseID = enterprise
			w.people[id] = p
		}
	}
	w.bump()
}

func (w *Workspace) changePerson(id string, change func(*Person) error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	p, ok := w.people[id]
	if !ok || p.Bot {
		return notPossible("there is no person with the id %q", id)
	}
	if err := change(&p); err != nil {
		return err
	}
	w.people[id] = p
	w.bump()
	return nil
}

// status is what a person's status says now. It is empty once it has expired. The lock is held.
func (w *Workspace) status(p Person) (text, emoji string, expiration int64) {
	if p.StatusExpiration != 0 && w.config.Clock().Unix() >= p.StatusExpiration {
		return "", "", 0
	}
	return p.StatusText, p.StatusEmoji, p.StatusExpiration
}

// Archive archives a channel. It can then be read, but nothing else. Unarchive undoes that.
func (w *Workspace) Archive(channelID string) error {
	return w.changeChannel(channelID, func(c *conversation) { c.archived = true })
}

// Unarchive makes an archived channel one to write in again.
func (w *Workspace) Unarchive(channelID string) error {
	return w.changeChannel(channelID, func(c *conversation) { c.archived = false })
}

// RemoveBot takes the app's bot out of a channel, as any member can. InviteBot brings it back.
func (w *Workspace) RemoveBot(channelID string) error {
	return w.changeChannel(channelID, func(c *conversation) {
		c.members = slices.DeleteFunc(slices.Clone(c.members), func(id string) bool { return id == w.bot.ID })
	})
}

// InviteBot makes the app's bot a member of a channel.
func (w *Workspace) InviteBot(channelID string) error {
	return w.changeChannel(channelID, func(c *conversation) {
		if !c.has(w.bot.ID) {
			c.members = append(slices.Clone(c.members), w.bot.ID)
		}
	})
}

// Share shares a channel with the workspace of another organisation, through Slack Connect. An empty team ends that.
func (w *Workspace) Share(channelID, team string) error {
	return w.changeChannel(channelID, func(c *conversation) { c.shared = team })
}

func (w *Workspace) changeChannel(id string, change func(*conversation)) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.conversations[id]
	if c == nil || c.with != "" {
		return notPossible("there is no channel %q", id)
	}
	change(c)
	w.bump()
	return nil
}
