package lookalike

import (
	"slices"
	"time"
)

// Slack lets an app post about one message a second in a channel and tolerates short bursts. Beyond that it answers
// 429. The limit is kept as a leaking bucket: each post fills it by one, and each PostEvery that passes empties it by
// one.

// burst is how many posts a channel takes at once if Config.PostBurst does not say.
const burst = 4

// limit is how long a call that is over the limit has to wait, and records that. It is 0 for a call that may go on. The
// lock is held.
func (w *Workspace) limit(c call) time.Duration {
	w.calls[c.method]++
	if fourthTier[c.method] {
		wait := w.overAsked(c.method, w.config.Limits())
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

// overLimit is how long the app has to wait before it posts in a channel. If it need not, the post is counted. It goes
// by real time, as the workspace's clock may stand still. The lock is held.
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

// Calls is how often the app has called a method of the Web API, including refused calls.
func (w *Workspace) Calls(method string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.calls[method]
}

// fourthTier are the methods of which Slack promises an app 100 calls a minute and more.
var fourthTier = map[string]bool{
	"users.info": true, "files.getUploadURLExternal": true, "files.completeUploadExternal": true, "files.info": true,
}

// overAsked is how long the app has to wait before it calls a method of the fourth tier again. If it need not, the call
// is counted. See https://docs.slack.dev/apis/web-api/rate-limits. The lock is held.
func (w *Workspace) overAsked(method string, now time.Time) (wait time.Duration) {
	if w.config.AskedAMinute <= 0 {
		return 0
	}
	asked := slices.DeleteFunc(w.asked[method], func(at time.Time) bool { return !at.After(now.Add(-time.Minute)) })
	w.asked[method] = asked
	if len(asked) >= w.config.AskedAMinute {
		return (asked[0].Add(time.Minute).Sub(now) + time.Second - 1).Truncate(time.Second)
	}
	w.asked[method] = append(asked, now)
	return 0
}
