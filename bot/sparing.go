package bot

import (
	"log/slog"
	"sync"
	"time"
)

// sparingly is how often the log tells of something that anybody can cause as often as they like.
const sparingly = time.Minute

// sparing warns at most once a minute, and says how often it happened since the last warning. Each sentence has a
// sparing of its own. It is safe for concurrent use.
type sparing struct {
	sentence string

	mu    sync.Mutex
	since int // how often it has happened since the last warning
	next  time.Time
}

// note warns of something that happened now, and why, or only counts it.
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
