package lookalike

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

func TestFaults(t *testing.T) {
	t.Parallel()
	post := func(ctx context.Context, a *app) error {
		_, _, err := a.api.PostMessageContext(ctx, "C0CSMI", slack.MsgOptionText("x", false))
		return err
	}
	tests := []struct {
		name   string
		fault  Fault
		posted int
		right  func(error) bool
	}{
		{"limited", Fault{Harm: Limited, RetryAfter: 7 * time.Second}, 0, func(err error) bool {
			var limited *slack.RateLimitedError
			return errors.As(err, &limited) && limited.RetryAfter == 7*time.Second
		}},
		{"broken", Fault{Harm: Broken}, 0, func(err error) bool {
			var status slack.StatusCodeError
			return errors.As(err, &status) && status.Code == http.StatusInternalServerError
		}},
		{"cut before", Fault{Harm: CutBefore}, 0, func(err error) bool { return err != nil && strings.Contains(err.Error(), "EOF") }},
		{"cut after", Fault{Harm: CutAfter}, 1, func(err error) bool { return err != nil && strings.Contains(err.Error(), "EOF") }},
		{"silent for long", Fault{Harm: Silent, Silence: time.Hour}, 1, func(err error) bool { return errors.Is(err, context.DeadlineExceeded) }},
		{"silent for a moment", Fault{Harm: Silent, Silence: time.Millisecond}, 1, func(err error) bool { return err == nil }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w, a := stage(t)
			test.fault.Method = "chat.postMessage"
			w.Fault(test.fault)
			if _, err := a.api.AuthTest(); err != nil {
				t.Errorf("another method is harmed: %v", err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
			defer cancel()
			if err := post(ctx, a); !test.right(err) {
				t.Errorf("the app gets %v", err)
			}
			if got := len(w.Messages("C0CSMI", "U0COR")); got != test.posted {
				t.Errorf("%d messages, want %d", got, test.posted)
			}
			if err := post(t.Context(), a); err != nil {
				t.Errorf("the call after is harmed: %v", err)
			}
			noRefusals(t, w)
		})
	}
}

func TestFaultsInTheirOrder(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	w.Fault(Fault{Method: "auth.test", Times: 2, Harm: Broken})
	w.Fault(Fault{Method: "auth.test", Harm: Limited})
	var got []bool
	for range 4 {
		_, err := a.api.AuthTest()
		var limited *slack.RateLimitedError
		got = append(got, err == nil, errors.As(err, &limited))
	}
	want := []bool{false, false, false, false, false, true, true, false}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%v, want %v", got, want)
		}
	}
}
