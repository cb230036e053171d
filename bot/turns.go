package bot

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

// turns lets each person have a few requests answered at once, in the order in which they came. More of theirs wait,
// and far more are turned away, so that a person whose keys stick, or whose script runs wild, keeps only themselves
// waiting: the connections to the database are left to everybody else.
//
// All people together have a limit too. When more comes than the machine can answer, what is answered is answered soon,
// and the rest hears so while it can be sent again; without the limit everything would be answered late, and much of it
// too late. The zero value is ready for use.
type turns struct {
	mu       sync.Mutex
	of       map[string]*person // who has a request here
	everyone *semaphore.Weighted
	wait     time.Duration // how long a request waits for its turn; 0 is turnWithin
}

// person is what one of them has under way.
type person struct {
	turn *semaphore.Weighted
	here int // requests that are answered or wait
}

const (
	// atOnce is how many requests of one person are answered at once: less than half of the ten connections that people
	// share where nobody has set CHASER_CONNECTIONS, see store.OpenWithin.
	atOnce = 4

	// atOnceOfAll is how many requests of all people are answered at once. Some wait for Slack meanwhile.
	atOnceOfAll = 64

	// mostHere is how many of one person may be answered or wait.
	mostHere = 100

	// turnWithin leaves time to answer.
	turnWithin = time.Second
)

// Why a request was turned away; nothing of it was looked at.
var (
	errTooMany = errors.New("one person sent more at once than is answered for one")
	errBusy    = errors.New("all people together sent more at once than can be answered")
)

// take waits for the person's turn, and then for one of everybody's. Without an error, end must be called when the
// request is answered. The error is errTooMany or errBusy.
func (t *turns) take(ctx context.Context, who string) (end func(), err error) {
	p, everyone := t.enter(who)
	if p == nil {
		return nil, errTooMany
	}
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(t.wait, turnWithin))
	defer cancel()
	if p.turn.Acquire(ctx, 1) != nil {
		t.leave(who, p)
		return nil, errTooMany
	}
	if everyone.Acquire(ctx, 1) != nil {
		p.turn.Release(1)
		t.leave(who, p)
		return nil, errBusy
	}
	return func() {
		everyone.Release(1)
		p.turn.Release(1)
		t.leave(who, p)
	}, nil
}

// enter counts a request in; the person is nil where there are too many of theirs.
func (t *turns) enter(who string) (*person, *semaphore.Weighted) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.everyone == nil {
		t.everyone = semaphore.NewWeighted(atOnceOfAll)
	}
	p := t.of[who]
	if p == nil {
		if t.of == nil {
			t.of = map[string]*person{}
		}
		p = &person{turn: semaphore.NewWeighted(atOnce)}
		t.of[who] = p
	}
	if p.here == mostHere {
		return nil, t.everyone
	}
	p.here++
	return p, t.everyone
}

// leave counts it out, and forgets a person who has nothing here any more.
func (t *turns) leave(who string, p *person) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if p.here--; p.here == 0 {
		delete(t.of, who)
	}
}
