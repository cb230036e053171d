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
	away := func(last kpi.Date) *kpi.Leave { return &kpi.Leave{Person: "U0COR", First: january(8), Last: last} }
	for _, c := range []struct {
		name, zone, emoji, text string
		until                   time.Time
		wantZone                string
		want                    *kpi.Leave
	}{
		{name: "no status", zone: "Europe/London", wantZone: "Europe/London"},
		{name: "a palm tree without end", zone: "Europe/London", emoji: ":palm_tree:", wantZone: "Europe/London", want: away(kpi.Date{})},
		{name: "words", zone: "Europe/London", text: "On annual leave", wantZone: "Europe/London", want: away(kpi.Date{})},
		{name: "Slack's own suggestion", emoji: ":face_with_thermometer:", text: "Out sick", until: now.Add(11*time.Hour + 59*time.Minute), want: away(january(8))},
		{name: "until the evening of the 10th", text: "Vacationing", until: time.Date(2024, time.January, 10, 23, 59, 0, 0, london), want: away(january(10))},
		{name: "until the office opens on the 10th", text: "Away", until: time.Date(2024, time.January, 10, 9, 0, 0, 0, london), want: away(january(9))},
		{name: "a minute longer", text: "Away", until: time.Date(2024, time.January, 10, 9, 1, 0, 0, london), want: away(january(10))},
		{name: "over", text: "Away", until: now.Add(-4 * time.Hour)},
		{name: "back", text: "Back from holiday"},
		{name: "and when they will be", text: "Away, back on 15 January", want: away(kpi.Date{})},
		{name: "at work", text: "In a meeting", emoji: ":calendar:"},
		{name: "at home", text: "Working remotely", emoji: ":house_with_garden:"},
		{name: "only a part of a word", text: "Cleaver Square"},
		{name: "by their own clock", zone: "America/New_York", text: "Away", until: time.Date(2024, time.January, 10, 13, 30, 0, 0, london), wantZone: "America/New_York", want: away(january(9))},
		{name: "a zone that is none", zone: "Mars/Olympus"},
		{name: "the machine's own zone is nobody's", zone: "Local"},
	} {
		u := &slack.User{ID: "U0COR", TZ: c.zone}
		u.Profile.StatusEmoji, u.Profile.StatusText = c.emoji, c.text
		if !c.until.IsZero() {
			u.Profile.StatusExpiration = int(c.until.Unix())
		}
		want := store.SlackPerson{SlackID: "U0COR", Zone: c.wantZone, Away: c.want}
		if d := cmp.Diff(want, slackPersonOf(u, london, now)); d != "" {
			t.Errorf("%s:\n%s", c.name, d)
		}
	}
	if p := slackPersonOf(&slack.User{ID: "U0COR", Deleted: true}, london, now); !p.Deactivated {
		t.Error("a deleted account is not deactivated")
	}
}
