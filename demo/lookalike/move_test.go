package lookalike

import (
	"context"
	"errors"
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

func TestTheClockIsTurnedOnThePage(t *testing.T) {
	t.Parallel()
	clock := &handClock{at: time.Date(2024, 1, 8, 9, 0, 0, 0, time.UTC)}
	w, a := stage(t, func(c *Config) {
		c.Clock = clock.now
		c.Moves = []Move{
			{Label: "+1 hour", Do: func(context.Context) error { clock.turn(time.Hour); return nil }},
			{Label: "To the due date", Why: "when the figures are due", Do: func(context.Context) error {
				return notPossible("no due date is ahead")
			}},
			{Label: "Break", Do: func(context.Context) error { return errors.New("a cog") }},
		}
	})
	here := "/?as=U0COR&in=D0COR"
	page := html.UnescapeString(shownPage(t, w, here))
	for _, want := range []string{"Monday 8 January 2024, 09:00", ">+1 hour</button>", `title="when the figures are due">To the due date</button>`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	press := func(n string) string {
		form := formsTo(page, "/act/move")[0]
		form.Set("move", n)
		status, to := postForm(t, w, "/act/move", form)
		if status != http.StatusSeeOther || !strings.HasPrefix(to, here) {
			t.Fatalf("a move: %d to %s", status, to)
		}
		return strings.TrimPrefix(to, here)
	}
	before := w.now()
	if note := press("0"); note != "" || w.now() == before {
		t.Errorf("it says %q, and open pages hear nothing", note)
	}
	if !strings.Contains(shownPage(t, w, here), "Monday 8 January 2024, 10:00") {
		t.Error("the page does not show the new time")
	}
	if note := press("1"); note != "&note="+url.QueryEscape("No due date is ahead") {
		t.Errorf("it says %q", note)
	}
	if note := press("2"); !strings.HasPrefix(note, "&note=Something+went+wrong") {
		t.Errorf("it says %q", note)
	}
	for _, n := range []string{"3", "-1", "", "x"} {
		if note := press(n); !strings.HasPrefix(note, "&note=The+clock+cannot+be+moved") {
			t.Errorf("a move %q says %q", n, note)
		}
	}
	_, ts, err := a.api.PostMessage("U0COR", slack.MsgOptionText("178 is due", false))
	if err != nil || ts != "1704708000.000100" {
		t.Errorf("a message after the move has the ts %s, %v", ts, err)
	}
}

func TestAPageWithoutMovesShowsItsClock(t *testing.T) {
	t.Parallel()
	w, _ := stage(t)
	page := shownPage(t, w, "/")
	if !strings.Contains(page, `id="clock"`) || strings.Contains(page, "/act/move") {
		t.Error("there is no clock, or something to turn it with")
	}
	if _, to := postForm(t, w, "/act/move", url.Values{"move": {"0"}}); !strings.Contains(to, "note=") {
		t.Error("it is turned all the same")
	}
}
