package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// The inputs of the form of a person, by the register's names.
const (
	fieldName    = "name"
	fieldRoles   = "roles"
	fieldManager = "manager"
)

func personConversation() conversation {
	return conversation{modals: []modal{{personForm, submittedPerson}}}
}

// peoplePage is a page of the people, with their roles and line managers.
func (v *visit) peoplePage(ctx context.Context, of store.PageOf) (adminPage, error) {
	found, err := v.store.PeoplePage(ctx, of)
	if err != nil {
		return adminPage{}, err
	}
	var managers []string
	for _, p := range found.Entries {
		managers = append(managers, p.Manager)
	}
	names, err := v.store.NamesOf(ctx, managers...)
	if err != nil {
		return adminPage{}, err
	}
	page := adminPage{from: found.From, all: found.All}
	for _, p := range found.Entries {
		page.entries = append(page.entries, personEntry(p, names[p.Manager]))
	}
	return page, nil
}

func submittedPerson(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	d := &personDesk{visit: v, id: readSubject(view.PrivateMetadata).Person}
	if d.id == "" {
		d.chosen = entered(view, kpi.FieldWho)
	}
	return v.submitDesk(ctx, d, view)
}

// personDesk is the form of a person.
type personDesk struct {
	visit   *visit
	id      string // Slack id; empty: somebody is added
	chosen  string // Slack id of who is added; empty: nobody was chosen yet
	inSlack string // what Slack calls them
	before  kpi.Person
	names   map[string]string
}

func (d *personDesk) inputs() []string {
	if d.id == "" {
		return []string{kpi.FieldWho, fieldName, fieldRoles, fieldManager}
	}
	return []string{fieldName, fieldRoles, fieldManager}
}

func (d *personDesk) load(ctx context.Context) (r kpi.Register, err error) {
	if d.names, err = d.visit.store.Names(ctx); err != nil {
		return r, err
	}
	if d.chosen != "" {
		d.inSlack, err = d.visit.memberName(ctx, d.chosen)
		return r, err
	}
	p, known, err := d.visit.store.Person(ctx, d.id)
	if known {
		r.People, d.before = []kpi.Person{p}, p
	}
	return r, err
}

// memberName is what Slack calls somebody who is to be added. The error is a *kpi.Refusal for whom Chaser would not
// answer: guests, bots, people of another organisation and deactivated accounts.
func (v *visit) memberName(ctx context.Context, slackID string) (string, error) {
	if !isPerson(slackID) {
		return "", kpi.Refuse(kpi.FieldWho, "This is nobody's Slack id. Choose somebody from Slack's list.")
	}
	ours, known := v.installation(ctx, v.now().Add(-installationKnownFor))
	u, err := v.slack.GetUserInfoContext(ctx, slackID)
	switch {
	case nobody(err):
		return "", kpi.Refuse(kpi.FieldWho, "Slack knows nobody with this id. Choose somebody else.")
	case err != nil || !known:
		v.log.Warn("could not learn who this is", "person", slackID, "error", withoutAddress(err))
		return "", kpi.Refuse(kpi.FieldWho, "Chaser could not ask Slack who this is, so nothing was saved. Try again in a minute.")
	}
	is := map[kpi.Account]string{
		kpi.AccountBot: "a bot", kpi.AccountGuest: "a guest in this workspace", kpi.AccountForeign: "of another organisation", kpi.AccountDeactivated: "deactivated in Slack",
	}[accountOf(u, ours)]
	if is != "" {
		return "", kpi.Refuse(kpi.FieldWho, "%s is %s, so Chaser would not answer them. Choose a full member of the workspace.", accountName(*u), is)
	}
	return accountName(*u), nil
}

func (d *personDesk) held(r kpi.Register) (boxes, bool) {
	if d.id == "" {
		return boxes{kpi.FieldWho: "", fieldName: "", fieldRoles: string(kpi.Member), fieldManager: ""}, true
	}
	for _, p := range r.People {
		if p.SlackID == d.id {
			d.before = p
			return boxes{fieldName: p.Name, fieldRoles: rolesText(p.Roles), fieldManager: p.Manager}, true
		}
	}
	return nil, false
}

// rolesText are roles as their input has them: in the order of the alphabet.
func rolesText(roles []kpi.Role) string {
	var all []string
	for _, r := range roles {
		all = append(all, string(r))
	}
	slices.Sort(all)
	return strings.Join(all, ",")
}

func (d *personDesk) item(r kpi.Register, f boxes) (kpi.Register, error) {
	p := d.before
	if d.id == "" {
		p.SlackID = f[kpi.FieldWho]
		if slices.ContainsFunc(r.People, func(known kpi.Person) bool { return known.SlackID == p.SlackID }) {
			return kpi.Register{}, kpi.Refuse(kpi.FieldWho, "%s is in the register already. Find them in the list of people and press Edit.", d.names[p.SlackID])
		}
	}
	if p.Name = f[fieldName]; p.Name == "" {
		p.Name = d.inSlack
	}
	if rolesText(p.Roles) != f[fieldRoles] {
		p.Roles = nil
		for _, role := range []kpi.Role{kpi.Member, kpi.Manager, kpi.Admin} {
			if slices.Contains(strings.Split(f[fieldRoles], ","), string(role)) {
				p.Roles = append(p.Roles, role)
			}
		}
	}
	if p.SlackID == d.visit.asker.SlackID && !p.Is(kpi.Admin) {
		return kpi.Register{}, kpi.Refuse(fieldRoles, "You cannot take yourself out of the performance team. Ask a colleague in it to do so.")
	}
	if p.Manager = f[fieldManager]; p.Manager == p.SlackID && p.Manager != "" {
		return kpi.Register{}, kpi.Refuse(fieldManager, "Nobody is their own line manager. Choose somebody else, or nobody.")
	}
	if err := mustBeKnown(r, fieldManager, p.Manager); err != nil {
		return kpi.Register{}, err
	}
	return kpi.Register{People: []kpi.Person{p}}, nil
}

// mustBeKnown refuses people who are chosen and whom the register does not have.
func mustBeKnown(r kpi.Register, field string, slackIDs ...string) error {
	for _, id := range slackIDs {
		if id != "" && !slices.ContainsFunc(r.People, func(p kpi.Person) bool { return p.SlackID == id }) {
			if len(slackIDs) > 1 {
				return kpi.Refuse(field, "One of them (%s) is not in the register yet. Add them under People first, or take them out.", id)
			}
			return kpi.Refuse(field, "This person is not in the register yet. Add them under People first, or choose somebody else.")
		}
	}
	return nil
}

func (d *personDesk) name() string {
	switch {
	case d.before.Name != "":
		return d.before.Name
	case d.inSlack != "":
		return d.inSlack
	}
	return "This person"
}

func (d *personDesk) last(ctx context.Context, _ kpi.Register) (store.LastChange, bool, error) {
	return d.visit.store.LastPersonChange(ctx, d.id)
}

func (d *personDesk) changes(e store.Edited) []string { return fieldChanges(e.Fields, d.names) }

func (*personDesk) effects(store.Edited) []string { return nil }

func (d *personDesk) draw(f registerForm) slack.ModalViewRequest { return personView(d.before, f) }

// personEntry is a person in the list of people.
func personEntry(p kpi.Person, manager string) adminEntry {
	var said []string
	for _, r := range p.Roles {
		said = append(said, roleNames[string(r)])
	}
	if manager != "" {
		said = append(said, fmt.Sprintf("line manager: %s", manager))
	}
	text := strings.Join(said, " · ")
	if text == "" {
		text = "no role"
	}
	return adminEntry{name: p.Name, says: strings.ToUpper(text[:1]) + text[1:], edit: subject{Person: p.SlackID}}
}
