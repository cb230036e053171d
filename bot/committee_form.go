package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// The inputs of the form of a committee, by the register's names. fieldRules are its rules of yes or no.
const (
	fieldChannel     = "channel"
	fieldMembers     = "members"
	fieldSignOff     = "sign_off"
	fieldCorrections = "corrections"
	fieldRules       = "rules"
	fieldLadder      = "ladder"
)

// The rules of yes or no.
const (
	ruleSelfSignOff = "self_sign_off"
	ruleActionsOn   = "actions_on"
)

func committeeConversation() conversation {
	return conversation{modals: []modal{{committeeForm, submittedCommittee}}}
}

// committeesPage is a page of the committees, in the register's order.
func (v *visit) committeesPage(ctx context.Context, of store.PageOf) (adminPage, error) {
	all, err := v.store.Committees(ctx)
	if err != nil {
		return adminPage{}, err
	}
	var found []kpi.Committee
	for _, c := range all {
		if strings.Contains(strings.ToLower(c.Name), strings.ToLower(strings.TrimSpace(of.Words))) && (of.Person == "" || slices.Contains(c.Members, of.Person)) {
			found = append(found, c)
		}
	}
	page := adminPage{from: of.From, all: len(found)}
	if page.from >= len(found) {
		page.from = 0
	}
	for _, c := range found[page.from:min(len(found), page.from+of.Size)] {
		page.entries = append(page.entries, committeeEntry(c))
	}
	return page, nil
}

func submittedCommittee(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	return v.submitDesk(ctx, &committeeDesk{
		visit: v, committee: readSubject(view.PrivateMetadata).Committee, channel: enteredAll(view, fieldChannel),
	}, view)
}

// committeeDesk is the form of a committee.
type committeeDesk struct {
	visit     *visit
	committee string // its name; empty: one is added
	channel   string // Slack id of the channel that was chosen
	before    kpi.Committee
	added     string            // the name of the one that is added
	names     map[string]string // of people and of the channels, by Slack id
}

func (d *committeeDesk) inputs() []string {
	all := []string{fieldChannel, fieldMembers, fieldSignOff, fieldCorrections, fieldRules, fieldLadder}
	if d.committee == "" {
		return append([]string{fieldName}, all...)
	}
	return all
}

func (d *committeeDesk) load(ctx context.Context) (kpi.Register, error) {
	all, err := d.visit.store.Committees(ctx)
	if err != nil {
		return kpi.Register{}, err
	}
	if d.names, err = d.visit.store.Names(ctx); err != nil {
		return kpi.Register{}, err
	}
	r := kpi.Register{Committees: all}
	d.held(r)
	if d.channel != "" && d.channel != d.before.Channel {
		for _, id := range []string{d.channel, d.before.Channel} {
			if id == "" {
				continue
			}
			if name := d.visit.nameInSlack(ctx, id); name != "" {
				d.names[id] = "#" + name
			}
		}
	}
	return r, nil
}

func (d *committeeDesk) held(r kpi.Register) (boxes, bool) {
	if d.committee == "" {
		f := committeeBoxes(kpi.Committee{})
		f[fieldName] = ""
		return f, true
	}
	for _, c := range r.Committees {
		if c.Name == d.committee {
			d.before = c
			return committeeBoxes(c), true
		}
	}
	return nil, false
}

func committeeBoxes(c kpi.Committee) boxes {
	f := boxes{
		fieldChannel: c.Channel, fieldMembers: strings.Join(c.Members, ","), fieldSignOff: "none", fieldCorrections: "owner", fieldLadder: c.Ladder.String(),
	}
	if c.SignOff != kpi.NoSignOff {
		f[fieldSignOff] = string(c.SignOff)
	}
	if c.Corrections != kpi.OwnerCorrects {
		f[fieldCorrections] = string(c.Corrections)
	}
	var rules []string
	if c.ActionsOnAny {
		rules = append(rules, ruleActionsOn)
	}
	if c.SelfSignOff {
		rules = append(rules, ruleSelfSignOff)
	}
	f[fieldRules] = strings.Join(rules, ",")
	return f
}

func (d *committeeDesk) item(r kpi.Register, f boxes) (kpi.Register, error) {
	c := d.before
	if d.committee == "" {
		c.Name = words.OneLine(f[fieldName])
		d.added = c.Name
		if slices.ContainsFunc(r.Committees, func(known kpi.Committee) bool { return strings.EqualFold(known.Name, c.Name) }) {
			return kpi.Register{}, kpi.Refuse(fieldName, "There is a committee of this name already. Find it in the list of committees and press Edit.")
		}
	}
	c.Channel = f[fieldChannel]
	if members := notEmpty(strings.Split(f[fieldMembers], ",")); strings.Join(members, ",") != strings.Join(c.Members, ",") {
		c.Members = members
	}
	if err := mustBeKnown(r, fieldMembers, c.Members...); err != nil {
		return kpi.Register{}, err
	}
	c.SignOff, c.Corrections = kpi.NoSignOff, kpi.OwnerCorrects
	if f[fieldSignOff] == string(kpi.ManagerSignOff) {
		c.SignOff = kpi.ManagerSignOff
	}
	if f[fieldCorrections] == string(kpi.TeamCorrects) {
		c.Corrections = kpi.TeamCorrects
	}
	rules := strings.Split(f[fieldRules], ",")
	c.SelfSignOff, c.ActionsOnAny = slices.Contains(rules, ruleSelfSignOff), slices.Contains(rules, ruleActionsOn)
	c.Ladder = nil
	if f[fieldLadder] != "" {
		var err error
		if c.Ladder, err = kpi.ParseLadder(f[fieldLadder]); err != nil {
			return kpi.Register{}, kpi.Refuse(fieldLadder, "%s.", strings.TrimSuffix(err.Error(), "."))
		}
	}
	return kpi.Register{Committees: []kpi.Committee{c}}, nil
}

func (d *committeeDesk) name() string {
	switch {
	case d.committee != "":
		return d.committee
	case d.added != "":
		return d.added
	}
	return "This committee"
}

func (d *committeeDesk) last(ctx context.Context, _ kpi.Register) (store.LastChange, bool, error) {
	return d.visit.store.LastCommitteeChange(ctx, d.committee)
}

func (d *committeeDesk) changes(e store.Edited) []string { return fieldChanges(e.Fields, d.names) }

// effects say what a new channel needs, and what a new rule of sign-off means.
func (d *committeeDesk) effects(e store.Edited) (said []string) {
	for _, c := range e.Fields {
		switch {
		case c.Field == fieldChannel && c.To != "":
			said = append(said, "Chaser must be in the channel: type /invite @Chaser there. What the committee has not been told yet is told in it.")
		case c.Field == fieldSignOff && c.To == string(kpi.ManagerSignOff):
			said = append(said, "Figures that are posted from now on are seen by the committee once they are signed off.")
		}
	}
	return said
}

func (d *committeeDesk) draw(f registerForm) slack.ModalViewRequest {
	return committeeView(d.committee, f)
}

// committeeEntry is a committee in the list of committees.
func committeeEntry(c kpi.Committee) adminEntry {
	said := []string{words.Counted(len(c.Members), "1 member", "members")}
	if c.Channel == "" {
		said = append(said, "no channel")
	}
	if c.SignOff == kpi.ManagerSignOff {
		said = append(said, "figures are signed off")
	}
	return adminEntry{name: c.Name, says: strings.Join(said, " · "), edit: subject{Committee: c.Name}}
}

// defaultLadderHint explains a ladder, with the one that holds where none is given.
func defaultLadderHint() string {
	return fmt.Sprintf("In working days before or after the due date, and for whom. Empty: %s.", kpi.DefaultLadder)
}
