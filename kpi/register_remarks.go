package kpi

import (
	"fmt"
	"slices"
	"strings"
)

// Remark is something about a register that is no fault but that its sender should know, and where it stands.
type Remark struct {
	Path     string
	Sentence string
}

func (r Remark) String() string { return r.Path + ": " + r.Sentence }

// Remarks are the parts of a register that will not go as it says, or can hardly be meant, judged on the day and with
// what is held already: a due day that is a day off, and so moves to the next working day; rungs of a ladder that the
// committee's date overtakes; two committees in one channel; owners who would sign off their own figures; figures for a
// period far from any other. It says nothing about rows that do not change.
func (r Register) Remarks(held Register, today Date) []Remark {
	c := remarking{
		calendar:   NewCalendar(joinedBy(held.Closures, r.Closures, func(k Closure) Date { return k.Day })),
		committees: joinedBy(held.Committees, r.Committees, func(k Committee) string { return k.Name }),
	}
	c.lostLetters(r)
	c.lineManagers(r, held)
	c.channels(r, held)
	c.signers(r, held)
	named := map[Period]bool{}
	for n, k := range r.Collections {
		named[k.Period] = true
		c.collection(fmt.Sprintf("collections[%d]", n), k)
	}
	others := slices.DeleteFunc(slices.Clone(held.Collections), func(k Collection) bool { return named[k.Period] })
	for n, closure := range r.Closures {
		c.closure(fmt.Sprintf("closures[%d]", n), closure, others)
	}
	for n, committee := range r.Committees {
		c.ladder(fmt.Sprintf("committees[%d].ladder", n), committee, others)
	}
	c.figures(r, held, today)
	return c.remarks
}

// joinedBy is a list as an import leaves it: what is held, with what joins in the place of what has the same key, or
// after it.
func joinedBy[T any, K comparable](held, joining []T, key func(T) K) []T {
	all := slices.Clone(held)
	at := make(map[K]int, len(held)+len(joining))
	for n, one := range all {
		at[key(one)] = n
	}
	for _, one := range joining {
		if n, known := at[key(one)]; known {
			all[n] = one
			continue
		}
		at[key(one)] = len(all)
		all = append(all, one)
	}
	return all
}

type remarking struct {
	calendar   Calendar
	committees []Committee
	remarks    []Remark
}

func (c *remarking) add(path, format string, args ...any) {
	c.remarks = append(c.remarks, Remark{Path: path, Sentence: fmt.Sprintf(format, args...)})
}

// collection remarks on one that joins.
func (c *remarking) collection(path string, k Collection) {
	if off := c.calendar.DayOff(k.Due); off != "" {
		c.add(path+".due", "%s is a day off (%s); the figures are due on %s instead", k.Due.Words(), off, k.Deadline(c.calendar).Words())
	}
	switch off := c.calendar.DayOff(k.Publishes); {
	case k.Publishes.IsZero():
	case off != "":
		c.add(path+".publishes", "%s is a day off (%s); it is published on %s instead", k.Publishes.Words(), off, c.calendar.OnOrAfter(k.Publishes).Words())
	case !k.CommitteeDate.IsZero() && k.CommitteeDate.Before(k.Publishes):
		c.add(path+".publishes", "the committee meets on %s, before the figures are published on %s", k.CommitteeDate.Words(), k.Publishes.Words())
	}
	for _, same := range c.byLadder() {
		late := same[0].ChaseLadder().Overtaken(k, c.calendar)
		if len(late) == 0 {
			continue
		}
		whose := ""
		if len(same) < len(c.committees) {
			whose = " of " + namesOf(same)
		}
		c.add(path+".committee_date", "%s, so %s%s will not be sent", met(k, c.calendar), rungs(late), whose)
	}
}

// byLadder groups the committees that chase alike, in the register's order.
func (c *remarking) byLadder() [][]Committee {
	var groups [][]Committee
	for _, k := range c.committees {
		n := slices.IndexFunc(groups, func(g []Committee) bool { return g[0].ChaseLadder().String() == k.ChaseLadder().String() })
		if n < 0 {
			groups = append(groups, []Committee{k})
		} else {
			groups[n] = append(groups[n], k)
		}
	}
	return groups
}

// closure remarks on one that joins and moves the due day of a collection that is held.
func (c *remarking) closure(path string, closed Closure, held []Collection) {
	for _, k := range held {
		if k.Due == closed.Day {
			c.add(path+".date", "the figures of %s were due on that day; they are due on %s instead", k.Period.Words(), k.Deadline(c.calendar).Words())
		}
	}
}

// ladder remarks on the ladder of a committee that joins, and on collections that are held.
func (c *remarking) ladder(path string, committee Committee, held []Collection) {
	if committee.Ladder == nil {
		return
	}
	for _, k := range held {
		if late := committee.Ladder.Overtaken(k, c.calendar); len(late) > 0 {
			c.add(path, "for %s %s, so %s will not be sent", k.Period.Words(), met(k, c.calendar), rungs(late))
		}
	}
}

// met says when nobody is chased any more.
func met(k Collection, cal Calendar) string {
	if k.CommitteeDate.IsZero() {
		return fmt.Sprintf("no meeting is set and the chase ends on %s, a month after the figures are due", k.silence(cal).Words())
	}
	return fmt.Sprintf("the committee meets on %s", k.CommitteeDate.Words())
}

// rungs names some of a ladder: the reminders +3 manager and +5 team.
func rungs(l Ladder) string {
	if len(l) == 1 {
		return "the reminder " + l.String()
	}
	last := len(l) - 1
	return "the reminders " + l[:last].String() + " and " + l[last].String()
}

func namesOf(committees []Committee) string {
	names := make([]string, len(committees))
	for n, k := range committees {
		names[n] = k.Name
	}
	return strings.Join(names, " and ")
}
