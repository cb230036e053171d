package lookalike

import (
	"slices"
	"time"
)

// Slack lets an app post about one message a second in a channel, tolerates short bursts, and answers 429 beyond. The
// limit is kept as a bucket that leaks: each post fills it by one, and PostEvery empties it by one.

// burst is how many posts a channel takes at once where Config.PostBurst does not say.
const burst = 4

// limit says how long a call is to wait that is over the limit, and notes it; 0 where it may go on. The lock is held.
func (w *Workspace) limit(c call) time.Duration {
	w.calls[c.method]++
	if c.method == "users.info" {
		wait := w.overAsked(w.config.Limits())
		if wait > 0 {
			w.suffer(c.method, "", Limited)
		}
		return wait
	}
	if c.method != "chat.postMessage" {
		return 0
	}
	channel := w.channelOf(c.channel())
	wait := w.overLimit(channel, time.Now())
	if wait > 0 {
		w.suffer(c.method, channel, Limited)
	}
	return wait
}

// overLimit says how long the app is to wait before it posts in a channel, and counts the post where it need not. It
// goes by real time: the workspace's clock may stand still. The lock is held.
func (w *Workspace) overLimit(channel string, now time.Time) (wait time.Duration) {
	every := w.config.PostEvery
	if every <= 0 {
		return 0
	}
	if _, known := w.conversations[channel]; !known {
		return 0
	}
	most := w.config.PostBurst
	if most <= 0 {
		most = burst
	}
	empty := w.emptied[channel] // when the bucket is empty if nobody posts
	if empty.Before(now) {
		empty = now
	}
	if full := empty.Add(every).Sub(now) - time.Duration(most)*every; full > 0 {
		return (full + time.Second - 1).Truncate(time.Second) // Retry-After counts in whole seconds
	}
	w.emptied[channel] = empty.Add(every)
	return 0
}

// Calls is how often the app has called a method of the Web API, refused calls included.
func (w *Workspace) Calls(method string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.calls[method]
}

// overAsked says how long the app is to wait before it asks about another person, and counts the question where it need
// not. Slack promises an app 100 a minute and more of methods of the fourth tier:
// https://docs.slack.dev/apis/web-api/rate-limits. The lock is held.
func (w *Workspace) overAsked(now time.Time) (wait time.Duration) {
	if w.config.AskedAMinute <= 0 {
		return 0
	}
	w.asked = slices.DeleteFunc(w.asked, func(at time.Time) bool { return !at.After(now.Add(-time.Minute)) })
	if len(w.asked) >= w.config.AskedAMinute {
		return (w.asked[0].Add(time.Minute).Sub(now) + time.Second - 1).Truncate(time.Second)
	}
	w.asked = append(w.asked, now)
	return 0
}
