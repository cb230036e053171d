package line_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"chaser/bot/line"
	"chaser/kpi"
)

var today = kpi.Date{Year: 2024, Month: time.January, Day: 8}

func TestReadUndertaking(t *testing.T) {
	t.Parallel()
	people := map[string]string{"@jane": "U0JANE", "@jane.doe": "U0DOE", "@bob": "U0BOB"}
	for typed, want := range map[string]string{
		"Two extra sessions from January due 31 Jan @jane":  "Two extra sessions from January|U0JANE|2024-01-31",
		"@jane.doe Two extra sessions by 31 Jan":            "Two extra sessions|U0DOE|2024-01-31",
		"due 31/01/2024 Two extra sessions for @bob":        "Two extra sessions|U0BOB|2024-01-31",
		"Two extra sessions @bob due tomorrow":              "Two extra sessions|U0BOB|2024-01-09",
		"Two extra sessions (due by next Friday)":           "Two extra sessions|U0NONE|2024-01-19",
		"Meet @bob weekly, due 31 Jan @jane":                "Meet @bob weekly|U0JANE|2024-01-31",
		"Meet @bob weekly @jane due 31 Jan":                 "Meet @bob weekly|U0JANE|2024-01-31",
		"Reopen what was closed due to flooding by 3 March": "Reopen what was closed due to flooding|U0NONE|2024-03-03",
		"Closed due to flooding":                            "Closed due to flooding|U0NONE|",
		"Raise visits by 20% due 2024-02-14":                "Raise visits by 20%|U0NONE|2024-02-14",
		"Raise visits by 20":                                "Raise visits by 20|U0NONE|",
		"Led by staff":                                      "Led by staff|U0NONE|",
		"Train leaders by Friday, two a week":               "Train leaders two a week|U0NONE|2024-01-12",
		"":                                                  "|U0NONE|",
	} {
		u, err := line.ReadUndertaking(typed, people, today)
		if u.Owner == "" {
			u.Owner = "U0NONE"
		}
		if got := u.Text + "|" + u.Owner + "|" + u.Due.String(); err != nil || got != want {
			t.Errorf("%q is %q %v, want %q", typed, got, err, want)
		}
	}
	for typed, want := range map[string]string{
		"Two extra sessions due 5 Jan":          "due: 5 January 2024 has passed",
		"Two extra sessions by 31 Feb":          "due: There is no 31 February",
		"Two extra sessions due whenever":       "due: “whenever” is not a day",
		"Two extra sessions due 31":             "due: Which month is 31 of?",
		"Two extra sessions due 31 Jan @carol":  "who: “@carol” is not a colleague that Slack knows",
		"@jane and @bob meet weekly due 31 Jan": "who: Several colleagues are named",
	} {
		u, err := line.ReadUndertaking(typed, people, today)
		var refusal *kpi.Refusal
		if got := fmt.Sprint(err); !errors.As(err, &refusal) || !strings.HasPrefix(refusal.Field+": "+got, want) {
			t.Errorf("%q: %v, want %q", typed, err, want)
		}
		if !strings.Contains(u.Text, "sessions") && !strings.Contains(u.Text, "meet weekly") {
			t.Errorf("%q lost its words: %q", typed, u.Text)
		}
	}
}

// An action has one owner, who is a person.
func TestWhoOwnsAnAction(t *testing.T) {
	t.Parallel()
	named := map[string]string{
		"@jane": "U1", "@Bob Smith": "U2", "@libraries-team": "S1", "#libraries": "C1", "@here": "!here", "@Sam Lee": "",
	}
	for typed, want := range map[string]string{
		"Two sessions @Bob Smith due 31 Jan":             "Two sessions|U2",
		"Brief @libraries-team on Saturdays due 31 Jan":  "Brief @libraries-team on Saturdays|",
		"Brief @libraries-team, due 31 Jan @jane":        "Brief @libraries-team|U1",
		"Post in #libraries @jane due 31 Jan":            "Post in #libraries|U1",
		"Two sessions due 31 Jan @libraries-team":        "Two sessions|: “@libraries-team” is not one person",
		"Two sessions for @libraries-team by 31 Jan":     "Two sessions|: “@libraries-team” is not one person",
		"@libraries-team Two sessions due 31 Jan":        "Two sessions|: “@libraries-team” is not one person",
		"Two sessions by @here from May due 31 Jan":      "Two sessions from May|: “@here” is not one person",
		"Post to #libraries on Fridays due 31 Jan":       "Post to #libraries on Fridays|",
		"@libraries-team to plan it with @jane":          "@libraries-team to plan it|U1",
		"Two sessions due 31 Jan #libraries":             "Two sessions|: “#libraries” is not one person",
		"Two sessions due 31 Jan @here":                  "Two sessions|: “@here” is not one person",
		"Two sessions due 31 Jan @jane @libraries-team":  "Two sessions|: “@libraries-team” is not one person",
		"Two sessions due 31 Jan @jane and @Bob Smith":   "Two sessions|: Several colleagues are named",
		"Two sessions @libraries-team, @jane due 31 Jan": "Two sessions|: Several colleagues are named",
		"Two sessions due 31 Jan @Sam Lee":               "Two sessions|: Two colleagues read as “@Sam Lee”",
		"Ask @libraries-team and @carol by 31 Jan":       "Ask @libraries-team|: “@carol” is not a colleague",
	} {
		u, err := line.ReadUndertaking(typed, named, today)
		got := u.Text + "|" + u.Owner
		if err != nil {
			got += ": " + err.Error()
		}
		words, rest, _ := strings.Cut(want, "|")
		if gotWords, gotRest, _ := strings.Cut(got, "|"); !strings.HasPrefix(gotWords, words) || !strings.HasPrefix(gotRest, rest) || rest == "" && gotRest != "" {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}
