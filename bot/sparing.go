package bot

import (
	"log/slog"
	"sync"
	"time"
)

// sparingly is how often the log tells of what anybody can cause as often as they like.
const sparingly = time.Minute

// sparing warns at most once a minute, and says how often it happened since. Its sentence is its name. It is safe for
// concurrent use.
type sparing struct {
	sentence string

	mu    sync.Mutex
	since int // that nobody was told of
	next  time.Time
}

// note tells of something that happened now, and why, or keeps count of it.
func (s *sparing) note(log *slog.Logger, now time.Time, why string) {
	s.mu.Lock()
	s.since++
	times := s.since
	due := !now.Before(s.next)
	if due {
		s.since, s.next = 0, now.Add(sparingly)
	}
	s.mu.Unlock()
	if due {
		log.Warn(s.sentence, "why", why, "times", times)
	}
}
