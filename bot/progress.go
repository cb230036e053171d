package bot

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

const (
	pressBoard    = "board"    // how the collection stands, to be read
	pressProgress = "progress" // shares it
)

func progressConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"progress"}, read: func(r line.Reader) command { return askProgress{Typed: r.Scope()} }}},
		words: []string{"collection", "progress", "late", "overdue", "missing", "behind"},
		meant: func(s line.Sentence) command { return askProgress{Typed: s.Scope(), Lenient: true} },
		heard: func(r line.Reader) (command, bool) {
			s, ok := r.WhoIsLate()
			if !ok {
				return nil, false
			}
			return askProgress{Typed: s.Scope(), Lenient: true}, true
		},
		help:    []helpLine{{typed: "progress", does: "how the collection stands; add a committee, a service or a period: progress libraries Q2", who: []audience{managers, adminTeam}}},
		presses: []press{{id: pressBoard, answer: pressedBoard, title: "Progress"}, {id: pressProgress, answer: pressedProgress}},
	}
}

// askProgress is “/kpi progress libraries Q2”: how a collection stands, by service. Only managers and the performance
// team read who has what.
type askProgress struct {
	Typed   line.Scope
	Lenient bool // words that name nothing are ignored
}

func (askProgress) effect() effect { return readsForAll }

func (c askProgress) answer(ctx context.Context, v *visit) (*Message, error) {
	if len(c.Typed.Ratings) > 0 && !c.Lenient {
		return nil, kpi.Refuse("", "A collection has no rating: it counts what is in. Type `%s list %s` for the indicators that are.", v.command, strings.ToLower(string(c.Typed.Ratings[0])))
	}
	in, err := v.scopeOr(ctx, c.Typed, false, c.Lenient)
	if err != nil {
		return nil, err
	}
	return v.showProgress(ctx, in.scope)
}

func (v *visit) showProgress(ctx context.Context, in scope) (*Message, error) {
	board, err := v.progress(ctx, in, v.asker)
	if err != nil {
		return nil, err
	}
	if board == nil {
		return say("No collection has opened yet, so there is no progress to show."), nil
	}
	return progressMessage(*board, progressFor{in: in, command: v.command, mayShow: !v.inDirect}), nil
}

// publicly refuses to show how the collection stands where people of another organisation read along.
func (c askProgress) publicly(_ context.Context, v *visit) (command, *Message, error) {
	if v.outside {
		return nil, nil, errOutside("how a collection stands is not")
	}
	return c, nil, nil
}

// progress is the board of a period's collection, or without a period of the current one, with what its reader may know
// of who has what; nil where none has opened.
func (v *visit) progress(ctx context.Context, in scope, reader kpi.Person) (*kpi.Progress, error) {
	collection, open, err := v.collection(ctx, in.Period)
	if err != nil || !open {
		return nil, err
	}
	board, err := v.store.Progress(ctx, v.zone, collection, store.ProgressOf{Committee: in.Committee, Service: in.Service, Reader: reader, Most: maxNoticeLines}, v.today)
	if err != nil {
		return nil, fmt.Errorf("progress: %w", err)
	}
	return &board, nil
}

// collection is a period's collection, or without a period the current one; false where none has opened.
func (v *visit) collection(ctx context.Context, p kpi.Period) (k kpi.Collection, open bool, err error) {
	if p.IsZero() {
		return v.store.CurrentCollection(ctx, v.today)
	}
	all, _, err := v.store.Schedule(ctx)
	if err != nil {
		return k, false, fmt.Errorf("progress: %w", err)
	}
	k, err = collectionOf(p, all, v.today)
	return k, err == nil, err
}

// collectionOf is a period's collection, which must have opened.
func collectionOf(p kpi.Period, all []kpi.Collection, today kpi.Date) (kpi.Collection, error) {
	var there []string
	for _, k := range all {
		switch {
		case k.Period == p && today.Before(k.Opens):
			return k, kpi.Refuse(kpi.FieldPeriod, "The collection for %s opens on %s, so there is nothing to show yet.", p.Words(), words.Weekday(k.Opens))
		case k.Period == p:
			return k, nil
		case !today.Before(k.Opens):
			there = append(there, k.Period.Words())
		}
	}
	if len(there) == 0 {
		return kpi.Collection{}, kpi.Refuse(kpi.FieldPeriod, "There is no collection for %s, and none has opened yet.", p.Words())
	}
	return kpi.Collection{}, kpi.Refuse(kpi.FieldPeriod, "There is no collection for %s. There are those for %s.", p.Words(), words.AndList(there[max(0, len(there)-maxCollectionsNamed):]))
}

// maxCollectionsNamed is how many collections, the latest, are named to somebody who asked for one that does not exist.
const maxCollectionsNamed = 8

// pressedBoard shows how the collection stands.
func pressedBoard(ctx context.Context, v *visit, s subject) (*Message, error) {
	return v.showProgress(ctx, s.scope())
}

// pressedProgress shares the counts in the channel, once, without anybody's name.
func pressedProgress(ctx context.Context, v *visit, s subject) (*Message, error) {
	if v.readOutside(ctx, v.channel) {
		return nil, errOutside("how the collection stands was not shared")
	}
	board, err := v.progress(ctx, s.scope(), kpi.Person{})
	if err != nil || board == nil {
		return nil, err
	}
	first, err := v.store.ClaimRequest(ctx, "share:"+v.pressed+":progress", "share", v.asker.SlackID, v.now())
	if err != nil {
		return nil, fmt.Errorf("claiming a share: %w", err)
	}
	if !first {
		return say(fmt.Sprintf("This has been shared already. If it is not in the channel, type `%s progress` and share that one.", v.command)), nil
	}
	m := progressMessage(*board, progressFor{in: s.scope(), sharedBy: cmp.Or(v.asker.Name, v.userName)})
	m.InChannel = true
	return m, nil
}
