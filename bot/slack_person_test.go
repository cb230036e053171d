package bot

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

func TestSlackPersonOf(t *testing.T) {
	t.Parallel()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2024, time.January, 8, 12, 0, 0, 0, london)
	january := func(d int) kpi.Date { return kpi.Date{Year: 2024, Month: time.January, Day: d} }
	for _, c := range []struct {
		name, zone, emoji, text string
		until                   time.Time
		wantZone                string
		want                    kpi.SlackStatus
	}{
		{name: "no status", zone: "Europe/London", wantZone: "Europe/London"},
		{name: "an emoji", zone: "Europe/London", emoji: ":palm_tree:", wantZone: "Europe/London", want: kpi.SlackStatus{Emoji: ":palm_tree:", Since: january(8)}},
		{name: "words as typed", text: "R&amp;R &lt;3", want: kpi.SlackStatus{Text: "R&R <3", Since: january(8)}},
		{name: "until the evening of the 10th", text: "Away", until: time.Date(2024, time.January, 10, 23, 59, 0, 0, london), want: kpi.SlackStatus{Text: "Away", Since: january(8), Ends: january(10)}},
		{name: "until the office opens on the 10th", text: "Away", until: time.Date(2024, time.January, 10, 9, 0, 0, 0, london), want: kpi.SlackStatus{Text: "Away", Since: january(8), Ends: january(9)}},
		{name: "a minute longer", text: "Away", until: time.Date(2024, time.January, 10, 9, 1, 0, 0, london), want: kpi.SlackStatus{Text: "Away", Since: january(8), Ends: january(10)}},
		{name: "by their own clock", zone: "America/New_York", text: "Away", until: time.Date(2024, time.January, 10, 13, 30, 0, 0, london), wantZone: "America/New_York",
			want: kpi.SlackStatus{Text: "Away", Since: january(8), Ends: january(9)}},
		{name: "a zone that is none", zone: "Mars/Olympus"},
		{name: "the machine's own zone is nobody's", zone: "Local"},
	} {
		u := &slack.User{ID: "U0COR", TZ: c.zone}
		u.Profile.StatusEmoji, u.Profile.StatusText = c.emoji, c.text
		if !c.until.IsZero() {
			u.Profile.StatusExpiration = int(c.until.Unix())
		}
		want := store.SlackPerson{SlackID: "U0COR", Zone: c.wantZone, Status: c.want}
		if d := cmp.Diff(want, slackPersonOf(u, london, now)); d != "" {
			t.Errorf("%s:\n%s", c.name, d)
		}
	}
	if p := slackPersonOf(&slack.User{ID: "U0COR", Deleted: true}, london, now); !p.Deactivated {
		t.Error("a deleted account is not deactivated")
	}
}
