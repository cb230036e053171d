package jobs

import (
	"context"
	"time"
)

const (
	// blocksKnownFor is how long what Slack said of its newer blocks is believed.
	blocksKnownFor = 24 * time.Hour
	// blocksWithin is the longest that a tick waits to be told.
	blocksWithin = 5 * time.Second
)

// AskBlocks asks which of Slack's newer blocks the workspace takes: as this process begins, and once a day, whichever
// process comes to it first. Until Slack says, messages are sent so that they are shown either way, so a question
// without an answer keeps nothing waiting. Run and Once ask by themselves; whoever opens a door to Slack asks before,
// since what was known when the last process ended may no longer be so.
func (s *Scheduler) AskBlocks(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, blocksWithin)
	defer cancel()
	var since time.Time // whatever was answered before
	if s.asked {
		since = s.Now().Add(-blocksKnownFor)
	}
	if err := s.Courier.AskBlocks(ctx, since); err != nil {
		s.Log.Warn("it is not known which blocks the workspace takes; it is asked again with the next tick", "error", err)
		return
	}
	s.asked = true
}
