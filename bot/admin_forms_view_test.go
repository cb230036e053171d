package bot

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

func TestGoldenPeopleAndCommittees(t *testing.T) {
	t.Parallel()
	names := map[string]string{"U0MGRPLACE": "Assistant director, place", "U0CLLR1": "Committee member 1", "U0CLLR2": "Committee member 2", "C0CSMI": "#communities"}
	p := kpi.Person{SlackID: "U0LIB", Name: "Libraries service lead", Roles: []kpi.Role{kpi.Member, kpi.Admin}, Manager: "U0MGRPLACE"}
	golden(t, "people_list", adminListView(subject{Do: thePeople}, adminPage{entries: []adminEntry{personEntry(p, names[p.Manager]), personEntry(kpi.Person{SlackID: "U0X", Name: "Somebody"}, "")}, all: 1000}))
	held := boxes{fieldName: p.Name, fieldRoles: rolesText(p.Roles), fieldManager: p.Manager}
	f := registerForm{about: subject{Person: p.SlackID, Opened: held.digests()}, values: held}
	golden(t, "person", personView(p, f))
	f.edited = store.Edited{Seal: "5ea1", Fields: []store.Difference{{Field: "roles", From: "member", To: "member, admin"}, {Field: "manager", From: "U0MGRPLACE"}}}
	f.lines = fieldChanges(f.edited.Fields, names)
	golden(t, "person_shown", personView(p, f))
	golden(t, "person_added", personView(kpi.Person{}, registerForm{about: subject{Opened: boxes{}.digests()}, values: boxes{fieldRoles: "member"}}))

	k := kpi.Committee{Name: "Communities", Channel: "C0CSMI", Members: []string{"U0CLLR1", "U0CLLR2"}, SignOff: kpi.ManagerSignOff, SelfSignOff: true}
	golden(t, "committees_list", adminListView(subject{Do: theCommittees}, adminPage{entries: []adminEntry{committeeEntry(k)}, all: 1}))
	kept := committeeBoxes(k)
	g := registerForm{about: subject{Committee: k.Name, Opened: kept.digests()}, values: kept}
	golden(t, "committee", committeeView(k.Name, g))
	g.edited = store.Edited{Seal: "5ea1", Fields: []store.Difference{
		{Field: "channel", To: "C0CSMI"}, {Field: "members", From: "U0CLLR1", To: "U0CLLR1, U0CLLR2"}, {Field: "sign_off", To: "manager"}, {Field: "self_sign_off", From: "false", To: "true"},
	}}
	g.lines, g.effects = fieldChanges(g.edited.Fields, names), (&committeeDesk{}).effects(g.edited)
	golden(t, "committee_shown", committeeView(k.Name, g))
	golden(t, "committee_added", committeeView("", registerForm{about: subject{Opened: boxes{}.digests()}, values: committeeBoxes(kpi.Committee{})}))
	g.edited.Added = true
	golden(t, "committee_saved", registerSavedView(k.Name, g))

	for name, filler := range padding {
		long := filled(filler, kpi.MaxName)
		p := kpi.Person{SlackID: "U0W", Name: long, Roles: []kpi.Role{kpi.Admin}, Manager: "U0W"}
		k := kpi.Committee{Name: long, Channel: "C0W", Members: strings.Split(strings.Repeat("U0W1234567,", 200)+"U0W", ",")}
		var people, committees []adminEntry
		for range maxPageItems {
			people, committees = append(people, personEntry(p, long)), append(committees, committeeEntry(k))
		}
		worst := boxes{fieldName: long, fieldRoles: "admin", fieldManager: "U0W", kpi.FieldWho: "U0W"}
		lines := fieldChanges([]store.Difference{{Field: "members", From: strings.Join(k.Members, ", "), To: long}, {Field: "name", From: long, To: long}}, map[string]string{"U0W": long, "U0W1234567": long})
		f := registerForm{about: subject{Person: "U0W", Committee: long, Opened: worst.digests()}, values: worst, edited: store.Edited{Fields: []store.Difference{{}}}, lines: lines, meanwhile: filled(filler, 3000)}
		accepted(t, adminListView(subject{Do: thePeople, Typed: long, From: 20}, adminPage{entries: people, from: 20, all: 1000}))
		accepted(t, adminListView(subject{Do: theCommittees, Typed: long, From: 20}, adminPage{entries: committees, from: 20, all: 1000}))
		f2 := f
		f2.values = committeeBoxes(k)
		f2.values[fieldName] = long
		for _, v := range []any{personView(p, f), personView(kpi.Person{}, f), committeeView(long, f2), committeeView("", f2), registerSavedView(long, f)} {
			accepted(t, v)
		}
		if t.Failed() {
			t.Fatalf("full of %s", name)
		}
	}
}

func TestGoldenIndicatorForm(t *testing.T) {
	t.Parallel()
	i := cardNamed(t, "TRS2").Indicator
	committees := []kpi.Committee{{Name: i.Committee}, {Name: "Highways and Transport"}}
	names := map[string]string{i.Owner: "Trading Standards service lead", "U0LIB": "Libraries service lead"}
	golden(t, "indicators_list", adminListView(subject{Do: theIndicators}, adminPage{entries: []adminEntry{indicatorEntry(i, names[i.Owner]), indicatorEntry(i, "")}, all: 2}))
	held := indicatorBoxes(i)
	f := registerForm{about: subject{Code: i.Code, Opened: held.digests()}, values: held}
	golden(t, "indicator_form", indicatorView(i, committees, f))
	f.edited = store.Edited{Seal: "5ea1", Fields: []store.Difference{
		{Field: "direction", From: "up", To: "down"}, {Field: "owner", From: i.Owner, To: "U0LIB"}, {Field: "target", From: "65", To: "70"}, {Field: "cumulative", From: "false", To: "true"},
	}}
	f.lines = indicatorChanges(i, f.edited, names)
	golden(t, "indicator_form_shown", indicatorView(i, committees, f))
	golden(t, "indicator_form_added", indicatorView(kpi.Indicator{}, committees, registerForm{about: subject{Opened: boxes{}.digests()}, values: indicatorBoxes(newIndicator)}))

	for name, filler := range padding {
		worst := worstCard(filler).Indicator
		committees := make([]kpi.Committee, 120)
		for n := range committees {
			committees[n].Name = filled(filler, kpi.MaxName-4) + strings.Repeat("x", n%4)
		}
		worst.Committee = committees[119].Name
		for _, most := range []int{maxDescriptionShown, kpi.MaxDescription} {
			worst.Description = filled(filler, most)
			values := indicatorBoxes(worst)
			values[fieldCode], values[kpi.FieldTarget] = worst.Code, "987654321098765432109876543.211"
			f := registerForm{about: subject{Code: worst.Code, Seen: strings.Repeat("5", 32), Opened: values.digests()}, values: values, edited: store.Edited{Fields: []store.Difference{{}}}}
			for _, view := range []slack.ModalViewRequest{indicatorView(worst, committees, f), indicatorView(kpi.Indicator{}, committees, f)} {
				accepted(t, view)
				if name == "words" && !fitsSocket(view) {
					t.Error("a form full of ordinary words does not fit through a socket")
				}
			}
		}
		if t.Failed() {
			t.Fatalf("full of %s", name)
		}
	}
}
