package bot

import (
	"context"
	"sync"
)

// underway keeps two deliveries of one message from being answered at the same time, so that the second finds what the
// first has done. What happens in another process is kept apart by the database. The zero underway is ready for use.
type underway struct {
	mu sync.Mutex
	of map[string]chan struct{} // by what names the message; closed when it has been answered
}

// begin waits until nobody else is at it. It is an error where the context ends first; otherwise end must be called.
func (u *underway) begin(ctx context.Context, name string) (end func(), err error) {
	for {
		u.mu.Lock()
		other, busy := u.of[name]
		if !busy {
			mine := make(chan struct{})
			if u.of == nil {
				u.of = map[string]chan struct{}{}
			}
			u.of[name] = mine
			u.mu.Unlock()
			return func() {
				u.mu.Lock()
				delete(u.of, name)
				u.mu.Unlock()
				close(mine)
			}, nil
		}
		u.mu.Unlock()
		select {
		case <-other:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
