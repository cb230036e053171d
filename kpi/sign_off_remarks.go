package kpi

import (
	"fmt"
	"slices"
	"strings"
)

// lineManagers remarks on people who are their own line manager, or lead back to themselves, and who join so. Each ring
// is told of once.
func (c *remarking) lineManagers(r, held Register) {
	people, before := personByID(joinedPeople(held, r)), personByID(held.People)
	told := map[string]bool{}
	for n, p := range r.People {
		ring := ringOf(people, p.SlackID)
		if len(ring) == 0 || told[p.SlackID] || slices.Equal(ring, ringOf(before, p.SlackID)) {
			continue
		}
		for _, id := range ring {
			told[id] = true
		}
		path := fmt.Sprintf("people[%d].manager", n)
		if len(ring) == 1 {
			c.add(path, "%s is their own line manager; name another, or nobody", p.Name)
			continue
		}
		var names []string
		for _, id := range append(ring[1:], ring[0]) {
			names = append(names, people[id].Name)
		}
		c.add(path, "the line managers of %s lead back to them: %s; is that right?", p.Name, strings.Join(names, ", then "))
	}
}

// ringOf is the person and the line managers above them, up to the one who is managed by the person; empty where none
// is.
func ringOf(people map[string]Person, id string) []string {
	ring := []string{id}
	for at := people[id].Manager; ; at = people[at].Manager {
		switch {
		case at == "":
			return nil
		case at == id:
			return ring
		case slices.Contains(ring, at): // a ring further up
			return nil
		}
		ring = append(ring, at)
	}
}

func joinedPeople(held, r Register) []Person {
	return joinedBy(held.People, r.People, func(p Person) string { return p.SlackID })
}

func personByID(people []Person) map[string]Person {
	byID := make(map[string]Person, len(people))
	for _, p := range people {
		byID[p.SlackID] = p
	}
	return byID
}

// signers remarks on indicators whose figures the performance team or the line manager must sign off, because who else
// would is their owner or is nobody; of those that join, and of all whose committee joins and wants sign-off only now.
func (c *remarking) signers(r, held Register) {
	s := signingOf(joinedPeople(held, r), c.committees)
	before := signingOf(held.People, held.Committees)
	known, joins := map[string]Indicator{}, map[string]bool{}
	for _, i := range held.Indicators {
		known[strings.ToLower(i.Code)] = i
	}
	for n, i := range r.Indicators {
		joins[strings.ToLower(i.Code)] = true
		said := s.instead(i)
		if was, ok := known[strings.ToLower(i.Code)]; said != "" && (!ok || before.instead(was) != said) {
			c.add(fmt.Sprintf("indicators[%d].manager", n), "%s", said)
		}
	}
	for n, k := range r.Committees {
		var codes, heads []string
		for _, i := range held.Indicators {
			if i.Committee != k.Name || joins[strings.ToLower(i.Code)] {
				continue
			}
			if said := s.instead(i); said != "" && said != before.instead(i) {
				codes, heads = append(codes, i.Code), append(heads, said)
			}
		}
		path := fmt.Sprintf("committees[%d].sign_off", n)
		if len(codes) == 1 {
			c.add(path, "%s", heads[0])
		} else if len(codes) > 1 {
			c.add(path, "nobody but their owners manages %s; the owners' line managers sign off their figures, or else the performance team", strings.Join(codes, ", "))
		}
	}
}

// signing is a register as far as it decides who signs figures off.
type signing struct {
	people     map[string]Person
	committees map[string]Committee
}

func signingOf(people []Person, committees []Committee) signing {
	s := signing{people: personByID(people), committees: map[string]Committee{}}
	for _, k := range committees {
		s.committees[k.Name] = k
	}
	return s
}

func (s signing) signersOf(i Indicator) Signers {
	signers := Signers{Own: s.committees[i.Committee].SelfSignOff}
	for _, id := range []string{i.Manager, s.people[i.Owner].Manager} {
		if p, known := s.people[id]; known && id != "" {
			signers.InTurn = append(signers.InTurn, p)
		}
	}
	return signers
}

// instead says who signs off what the owner of the indicator posts, where that is not who the register names first;
// else it is empty.
func (s signing) instead(i Indicator) string {
	signers := s.signersOf(i)
	if s.committees[i.Committee].SignOff != ManagerSignOff || len(signers.InTurn) > 0 && (signers.Own || signers.InTurn[0].SlackID != i.Owner) {
		return ""
	}
	why, does := fmt.Sprintf("nobody manages %s or its owner", i.Code), "signs off its figures"
	if len(signers.InTurn) > 0 {
		why, does = fmt.Sprintf("%s owns %s and would sign off its figures", signers.InTurn[0].Name, i.Code), "does so instead"
	}
	if signer := signers.Of(i, i.Owner); signer.SlackID != "" {
		return fmt.Sprintf("%s; %s, the owner's line manager, %s", why, signer.Name, does)
	}
	for _, p := range s.people {
		if signers.May(p, i, i.Owner) {
			return why + "; the performance team " + does
		}
	}
	return why + "; nobody else may, so the committee would never see them: name a manager, or another administrator"
}
