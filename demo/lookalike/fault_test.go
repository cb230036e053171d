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
		{"late for a moment", Fault{Harm: Late, Silence: time.Millisecond}, 1, func(err error) bool { return err == nil }},
		{"late for long", Fault{Harm: Late, Silence: time.Hour}, 0, func(err error) bool { return errors.Is(err, context.DeadlineExceeded) }},
		{"denied", Fault{Harm: Denied, Code: "account_inactive"}, 0, func(err error) bool { return err != nil && err.Error() == "account_inactive" }},
		{"denied for no reason", Fault{Harm: Denied}, 0, func(err error) bool { return err != nil && err.Error() == "internal_error" }},
		{"denied after", Fault{Harm: DeniedAfter, Code: "fatal_error"}, 1, func(err error) bool { return err != nil && err.Error() == "fatal_error" }},
		{"broken after", Fault{Harm: BrokenAfter}, 1, func(err error) bool {
			var status slack.StatusCodeError
			return errors.As(err, &status) && status.Code == http.StatusInternalServerError
		}},
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
			if got := w.Suffered(); len(got) != 1 || got[0].Method != "chat.postMessage" || got[0].Channel != "C0CSMI" || got[0].Harm != test.fault.Harm {
				t.Errorf("it is noted as %v", got)
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

func TestALateCallIsCarriedOutAfterTheAppHasHungUp(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	release := make(chan struct{})
	w.Fault(Fault{Method: "chat.postMessage", Harm: Late, Until: release})
	ctx, hangUp := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, _, err := a.api.PostMessageContext(ctx, "U0COR", slack.MsgOptionText("178 is due", false))
		ended <- err
	}()
	if err := w.Until(t.Context(), func() bool { return len(w.Suffered()) == 1 }); err != nil {
		t.Fatal(err)
	}
	hangUp()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if history, err := a.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "D0COR"}); err != nil || len(history.Messages) != 0 {
		t.Fatalf("who looks for it now finds %v, %v", history, err)
	}
	close(release)
	if err := w.Until(t.Context(), func() bool { return len(w.Messages("D0COR", "U0COR")) == 1 }); err != nil {
		t.Error("it is never carried out")
	}
}

func TestFaultsOfAnyMethodAndOfOneChannel(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	works := func(to string) bool {
		t.Helper()
		_, _, err := a.api.PostMessage(to, slack.MsgOptionText("x", false))
		return err == nil
	}
	w.Fault(Fault{Channel: "U0COR", Method: "chat.postMessage", Harm: Broken, Times: 2})
	w.Fault(Fault{Channel: "D0LIB", Harm: Broken})
	if !works("C0CSMI") || !works("U0MGR") || works("D0COR") || works("U0COR") || !works("U0COR") {
		t.Error("the coroner's DM is not the one that is harmed, twice")
	}
	if _, _, _, err := a.api.OpenConversation(&slack.OpenConversationParameters{Users: []string{"U0LIB"}}); err == nil {
		t.Error("a fault of any method spares the opening of a DM")
	}
	for _, method := range []string{"", "*"} {
		w.Fault(Fault{Method: method, Harm: Broken})
		if _, err := a.api.AuthTest(); err == nil {
			t.Errorf("a fault of the method %q strikes nothing", method)
		}
	}
	w.Fault(Fault{Harm: Broken, Times: 9})
	if works("C0CSMI") {
		t.Error("it strikes nothing")
	}
	w.Mend()
	if !works("C0CSMI") {
		t.Error("it strikes after it was taken back")
	}
}
