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
// waiting: the connections to the database are left to everybody else. The zero value is ready for use.
type turns struct {
	mu   sync.Mutex
	of   map[string]*person // who has a request here
	wait time.Duration      // how long a request waits for its turn; 0 is turnWithin
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

	// mostHere is how many of one person may be answered or wait.
	mostHere = 100

	// turnWithin leaves time to answer.
	turnWithin = time.Second
)

var errTooMany = errors.New("one person sent more at once than is answered for one")

// take waits for the person's turn. Without an error, end must be called when the request is answered; errTooMany says
// that nothing of it was looked at.
func (t *turns) take(ctx context.Context, who string) (end func(), err error) {
	p := t.enter(who)
	if p == nil {
		return nil, errTooMany
	}
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(t.wait, turnWithin))
	defer cancel()
	if p.turn.Acquire(ctx, 1) != nil {
		t.leave(who, p)
		return nil, errTooMany
	}
	return func() {
		p.turn.Release(1)
		t.leave(who, p)
	}, nil
}

// enter counts a request in; nil where there are too many.
func (t *turns) enter(who string) *person {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.of[who]
	if p == nil {
		if t.of == nil {
			t.of = map[string]*person{}
		}
		p = &person{turn: semaphore.NewWeighted(atOnce)}
		t.of[who] = p
	}
	if p.here == mostHere {
		return nil
	}
	p.here++
	return p
}

// leave counts it out, and forgets a person who has nothing here any more.
func (t *turns) leave(who string, p *person) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if p.here--; p.here == 0 {
		delete(t.of, who)
	}
}
