package bot

import (
	"context"
	"sync"
)

// underway keeps two deliveries of the same message from being answered at the same time, so that the second finds what
// the first has done. The database does that between processes. The zero value is ready for use.
type underway struct {
	mu sync.Mutex
	of map[string]chan struct{} // by what names the message; closed when it has been answered
}

// begin waits until nobody else is answering the message. Where the context ends first, it returns an error; otherwise
// end must be called.
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
