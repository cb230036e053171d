package main

import (
	"context"
	"fmt"
	"time"

	"chaser/config"
	"chaser/kpi"
	"chaser/store"
)

// register tells what is missing in the register, and what should have been sent by now.
func (d *doctor) register(ctx context.Context, c config.Config, st *store.Store, now time.Time) {
	e, err := st.Examine(ctx, now)
	if err != nil {
		d.say("register", err, "")
		return
	}
	collections, _, err := st.Schedule(ctx)
	if err != nil {
		d.say("register", err, "")
		return
	}
	if len(e.People) == 0 {
		d.fault("register", "the register is empty", "import yours: `chaser import register.json`; `chaser people` prints the workspace's people to start from")
		return
	}
	fine := true
	ill := func(says func(subject, what, do string), what, do string) {
		fine = false
		says("register", what, do)
	}
	if !anyAdmin(e.People) {
		ill(d.fault, "nobody belongs to the performance team, who publish and are told what goes wrong", `give at least one person the role "admin" in the register and import it`)
	}
	if e.Indicators == 0 {
		ill(d.fault, "there is no indicator in the register", "import yours: `chaser import register.json`")
	}
	if len(e.NoOwner) > 0 {
		ill(d.fault, several(e.NoOwner)+verb(e.NoOwner, " has", " have")+" no owner, so nobody is asked for the figure", "name one in the register and import it")
	}
	if len(e.NoManager) > 0 {
		ill(d.warn, several(e.NoManager)+verb(e.NoManager, " has", " have")+" no manager, nor has the owner: the performance team hears of its reds instead", "name one in the register and import it")
	}
	if fine {
		d.ok("register", fmt.Sprintf("%s, %s", counted(e.Indicators, "indicator"), counted(len(e.People), "person")))
	}
	d.collections(collections, c.Command, kpi.DateOf(now.In(c.Zone)))
	if e.Overdue.Count > 0 {
		d.fault("queue", fmt.Sprintf("%s should have gone since %s, and nothing sends them", counted(e.Overdue.Count, "message"), e.Overdue.Since.In(c.Zone).Format("15:04 on 2 January")),
			"run `chaser serve`, or `chaser tick` every few minutes by a scheduler of your own")
	} else {
		d.ok("queue", "")
	}
}

func anyAdmin(people []store.Examined) bool {
	for _, p := range people {
		if p.Admin {
			return true
		}
	}
	return false
}

// collections tells whether anybody is asked for figures, now or later.
func (d *doctor) collections(all []kpi.Collection, command string, today kpi.Date) {
	do := "set the next one: `" + command + " admin collections` in Slack, or in the register"
	if len(all) == 0 {
		d.warn("collection", "no collection is set, so nobody is asked for a figure", do)
		return
	}
	var next, last kpi.Collection // the one that runs or comes first, and the one that ended last
	for _, one := range all {
		switch {
		case one.Due.Before(today):
			if last.Due.Before(one.Due) {
				last = one
			}
		case next.Due.IsZero() || one.Due.Before(next.Due):
			next = one
		}
	}
	switch {
	case next.Due.IsZero():
		d.warn("collection", "the last one, of "+last.Period.Words()+", was due on "+last.Due.Words()+", and no other is set", do)
	case today.Before(next.Opens):
		d.ok("collection", next.Period.Words()+" opens on "+next.Opens.Words()+" and is due on "+next.Due.Words())
	default:
		d.ok("collection", next.Period.Words()+" is being collected, due on "+next.Due.Words())
	}
}

// counted is a number of things: 1 message, 2 messages, 3 people.
func counted(n int, what string) string {
	switch {
	case n == 1:
	case what == "person":
		what = "people"
	default:
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
