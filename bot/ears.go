package bot

import (
	"context"
	"sync"
	"time"

	"chaser/store"
)

// ears remember when something last came from Slack, so that an operator sees whether Slack reaches the bot. They write
// it down at most once a minute for each kind.
type ears struct {
	mu    sync.Mutex
	noted map[store.Heard]time.Time
}

// noteEvery is how exactly the time of what came last is known.
const noteEvery = time.Minute

// due reports whether the time is to be written down, and takes it that the caller then does so.
func (e *ears) due(kind store.Heard, now time.Time) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if last, ok := e.noted[kind]; ok && now.Sub(last).Abs() < noteEvery {
		return false
	}
	if e.noted == nil {
		e.noted = map[store.Heard]time.Time{}
	}
	e.noted[kind] = now
	return true
}

// noteHeard notes that something came from Slack. If it cannot be noted, the bot answers all the same.
func (b *Bot) noteHeard(ctx context.Context, kind store.Heard) {
	now := b.now()
	if !b.ears.due(kind, now) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
	defer cancel()
	if err := b.store.NoteHeard(ctx, kind, now); err != nil {
		b.log.Warn("the time of what last came from Slack was not noted", "kind", kind, "error", err)
	}
}
