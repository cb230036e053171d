package lookalike

import (
	"errors"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

// In any one minute Slack answers a limited number of questions about people. It refuses the others with the time to
// wait.
func TestQuestionsAboutPeopleAreLimited(t *testing.T) {
	t.Parallel()
	clock := &handClock{at: time.Date(2024, 1, 8, 9, 0, 0, 0, time.UTC)}
	w, a := stage(t, func(c *Config) { c.AskedAMinute, c.Limits = 2, clock.now })
	ask := func() time.Duration {
		t.Helper()
		_, err := a.api.GetUserInfo("U0COR")
		var limited *slack.RateLimitedError
		switch {
		case errors.As(err, &limited):
			return limited.RetryAfter
		case err != nil:
			t.Fatal(err)
		}
		return 0
	}
	start := clock.at
	for _, step := range []struct{ at, wait time.Duration }{
		{0, 0}, {20 * time.Second, 0}, {21 * time.Second, 39 * time.Second}, {59 * time.Second, time.Second}, {time.Minute, 0}, {79 * time.Second, time.Second},
	} {
		clock.turn(start.Add(step.at).Sub(clock.now()))
		if wait := ask(); wait != step.wait {
			t.Errorf("after %s it is to wait %s, want %s", step.at, wait, step.wait)
		}
	}
	if calls := w.Calls("users.info"); calls != 6 {
		t.Errorf("%d calls", calls)
	}
}
