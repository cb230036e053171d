package lookalike

import (
	"slices"
	"strings"
	"time"
)

// Person is a member of the workspace, a guest, a bot, or somebody of another workspace who shares a channel with it.
type Person struct {
	ID              string
	Name            string // as people read it: "Library lead"
	Title           string // groups the page's list of people: "Service leads"
	Email           string
	Restricted      bool // a guest of several channels
	UltraRestricted bool // a guest of one channel
	Bot             bool
	Deleted         bool   // deactivated: can do nothing, but is still known
	TZ              string // "Europe/London" where empty

	// TeamID is this workspace where it is empty. Otherwise it is another workspace, of the same organisation or of
	// another one.
	TeamID string
	// EnterpriseID is the organisation. For somebody of this workspace it is the workspace's own.
	EnterpriseID string

	StatusText       string // "On leave"
	StatusEmoji      string // ":palm_tree:"
	StatusExpiration int64  // when the status clears, in Unix seconds; 0: never
}

// Channel is a public channel. The app posts there only if its bot is a member.
type Channel struct {
	ID       string
	Name     string // without "#"
	Members  []string
	Archived bool

	// SharedWith is the workspace of another organisation that hosts the channel and shares it through Slack Connect.
	// It is empty for a channel that nobody shares.
	SharedWith string
	OrgShared  bool // with other workspaces of the same organisation
}

// conversation is a channel, or a person's direct messages with the bot.
type conversation struct {
	id       string
	name     string // "directmessage" for a DM, as slash commands say it
	with     string // a DM's person; empty for a channel
	members  []string
	archived bool
	shared   string // the other organisation's workspace
	orgWide  bool
	rule     Rule
	locked   map[string]bool // the locked threads, by the ts of their first message
	messages []*message      // in order of ts
}

func (c *conversation) has(person string) bool { return slices.Contains(c.members, person) }

// settle fills the defaults of Config's people and makes the channels and everyone's DM with the bot.
func (w *Workspace) settle() {
	for _, p := range w.config.People {
		if p.Bot && w.bot.ID == "" {
			w.bot = p
		}
	}
	if w.bot.ID == "" {
		w.bot = Person{ID: DefaultBot, Name: "Chaser", Bot: true}
		w.config.People = append(slices.Clone(w.config.People), w.bot)
	}
	for i := range w.config.People {
		p := w.config.People[i]
		if p.TeamID == "" {
			p.TeamID = w.config.TeamID
		}
		if p.TeamID == w.config.TeamID {
			p.EnterpriseID = w.config.EnterpriseID
		}
		if p.TZ == "" {
			p.TZ = "Europe/London"
		}
		w.people[p.ID] = p
		if p.ID == w.bot.ID {
			w.bot = p
		}
		if w.acts(p) { // the others cannot have opened one
			id := directMessage(p.ID)
			w.conversations[id] = &conversation{
				id: id, name: "directmessage", with: p.ID, members: []string{p.ID, w.bot.ID},
			}
		}
	}
	for _, c := range w.config.Channels {
		w.conversations[c.ID] = &conversation{
			id: c.ID, name: c.Name, members: slices.Clone(c.Members), archived: c.Archived,
			shared: c.SharedWith, orgWide: c.OrgShared,
		}
	}
}

// everyone lists the workspace's people as they are now, in the order of Config. The lock is held.
func (w *Workspace) everyone() []Person {
	people := make([]Person, len(w.config.People))
	for i, p := range w.config.People {
		people[i] = w.people[p.ID]
	}
	return people
}

// acts reports whether an account can do anything.
func (w *Workspace) acts(p Person) bool {
	return !p.Bot && !p.Deleted || w.config.Ghosts && p.ID != w.bot.ID
}

// DefaultBot is the Slack id of the app's bot user where Config names none.
const DefaultBot = "U0CHASER"

// directMessage is the id of a person's DM with the bot: U0LIB talks in D0LIB.
func directMessage(person string) string { return "D" + strings.TrimLeft(person, "UW") }

// DirectMessage is the channel id of a person's direct messages with the bot.
func (w *Workspace) DirectMessage(person string) string { return directMessage(person) }

// handle is the person's user_name, which Slack derives from the name: "Library lead" is library.lead.
func (p Person) handle() string {
	words := strings.FieldsFunc(strings.ToLower(p.Name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(words, ".")
}

// zone is the person's time zone. It is Europe/London if the name is empty or unknown.
func (p Person) zone() *time.Location {
	if zone, err := time.LoadLocation(p.TZ); p.TZ != "" && err == nil {
		return zone
	}
	if zone, err := time.LoadLocation("Europe/London"); err == nil {
		return zone
	}
	return time.UTC
}

// presence finds somebody who can act in a channel. Otherwise the error's sentence says why they cannot. The lock is
// held.
func (w *Workspace) presence(person, channel string) (Person, *conversation, error) {
	p, ok := w.people[person]
	if !ok {
		return p, nil, notPossible("there is nobody with the id %q", person)
	}
	if !w.acts(p) {
		return p, nil, notPossible("%s cannot do anything here: deactivated, or a bot", p.Name)
	}
	c := w.conversations[channel]
	if c == nil {
		return p, nil, notPossible("there is no channel %q", channel)
	}
	if !c.has(person) {
		return p, nil, notPossible("%s is not in %s", p.Name, c.name)
	}
	return p, c, nil
}
