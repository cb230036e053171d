package main

import (
	"context"
	"strings"
	"testing"

	"chaser/demo/lookalike"
	"chaser/store"
)

// A question that is asked while Slack takes no calls is answered when it does again, once, in the thread of the
// question.
func TestAQuestionWhileSlackIsAway(t *testing.T) {
	t.Parallel()
	c := newChasing(t, seedCouncil(t), "2024-01-06 12:00") // a Saturday: nothing else is said
	c.away.Store(true)
	_, err := c.slack.Say(t.Context(), "U0CLLR1", "C0CSMI", "", "@Chaser how are births registered doing?")
	check(t, err)
	_, err = c.slack.Say(t.Context(), "U0CORONER", c.slack.DirectMessage("U0CORONER"), "", "178 142 No court sat.")
	check(t, err)
	said := make(chan error, 1)
	go func() {
		_, err := c.jobs.Once(context.Background())
		said <- err
	}()
	for tried := 0; tried < 2 && t.Context().Err() == nil; {
		tried = 0
		for _, n := range c.planned() {
			if n.Failures > 0 || n.State == store.Ambiguous {
				tried++
			}
		}
	}
	c.away.Store(false)
	check(t, <-said)
	c.tick() // finds nothing to do
	for _, place := range []struct{ who, in, says string }{
		{"U0CLLR1", "C0CSMI", "REG1 · Percentage of births registered within 42 days"},
		{"U0CORONER", c.slack.DirectMessage("U0CORONER"), "Posted 142 for Q3 2023/24."},
	} {
		seen := c.slack.Messages(place.in, place.who)
		if len(seen) != 2 {
			t.Fatalf("%s reads %d messages, want the question and its answer", place.who, len(seen))
		}
		if text := lookalike.PlainText(seen[1].Blocks, seen[1].Text); !strings.Contains(text, place.says) {
			t.Errorf("%s reads:\n%s", place.who, text)
		}
		if thread := seen[1].ThreadTS; place.in == "C0CSMI" && thread != seen[0].TS {
			t.Errorf("it is in the thread %q of %q", thread, seen[0].TS)
		}
	}
	for _, n := range c.planned() {
		if n.State != store.Sent {
			t.Errorf("%+v", n)
		}
	}
}
