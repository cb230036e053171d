package days_test

import (
	"fmt"
	"strings"
	"testing"

	"chaser/days"
	"chaser/kpi"
)

func TestParseLeave(t *testing.T) {
	t.Parallel()
	tests := []struct{ today, text, want string }{ // first, last and what follows
		// Monday 8 January 2024
		{"2024-01-08", "15 Jan to 19 Jan", "2024-01-15 2024-01-19"},
		{"2024-01-08", "15 Jan to 19 Jan <@U0DEPUTY>", "2024-01-15 2024-01-19 <@U0DEPUTY>"},
		{"2024-01-08", "15/1 - 19/1", "2024-01-15 2024-01-19"},
		{"2024-01-08", "15/1-19/1 <@U0DEPUTY|sam>", "2024-01-15 2024-01-19 <@U0DEPUTY|sam>"},
		{"2024-01-08", "15/01/2024 to 19/01/2024", "2024-01-15 2024-01-19"},
		{"2024-01-08", "15/1/24-19/1/24", "2024-01-15 2024-01-19"},
		{"2024-01-08", "15.1.2024 – 19.1.2024", "2024-01-15 2024-01-19"},
		{"2024-01-08", "15-01-2024 to 19-01-2024", "2024-01-15 2024-01-19"},
		{"2024-01-08", "15-19 January", "2024-01-15 2024-01-19"},
		{"2024-01-08", "15 to 19 January", "2024-01-15 2024-01-19"},
		{"2024-01-08", "the 15th until the 19th of January, Sam has it", "2024-01-15 2024-01-19 Sam has it"},
		{"2024-01-08", "15 January to 19", "2024-01-15 2024-01-19"},
		{"2024-01-08", "from 15 JANUARY 2024 till 19 JANUARY 2024.", "2024-01-15 2024-01-19"},
		{"2024-01-08", "January 15 through January 19, 2024", "2024-01-15 2024-01-19"},
		{"2024-01-08", "Mon. 15 Jan. to Fri. 19 Jan.", "2024-01-15 2024-01-19"},
		{"2024-01-08", "Monday 15 to Friday 19 January", "2024-01-15 2024-01-19"},
		{"2024-01-08", "15Jan to 19Jan", "2024-01-15 2024-01-19"},
		{"2024-01-08", "3 January 2025 until 10 January 2025", "2025-01-03 2025-01-10"},
		{"2024-01-08", "3 January to 10 January 2025", "2025-01-03 2025-01-10"},
		{"2024-01-08", "3 January 2025 to 10 January", "2025-01-03 2025-01-10"},
		{"2024-01-08", "3 Jan 25 to 10 Jan 25", "2025-01-03 2025-01-10"},
		{"2024-01-08", "2024-01-15 to 2024-01-19 <@U0DEPUTY>", "2024-01-15 2024-01-19 <@U0DEPUTY>"},
		{"2024-01-08", "2024-01-15-2024-01-19", "2024-01-15 2024-01-19"},
		{"2024-01-08", "2024-01-15 2024-01-19x", ""},
		{"2024-01-08", "2020-01-15 to 2020-01-19", "2020-01-15 2020-01-19"}, // CheckLeave has a sentence for it
		{"2024-01-08", "28 Dec to 3 Jan", "2024-12-28 2025-01-03"},
		{"2024-01-08", "28-3 January", "2024-12-28 2025-01-03"},
		{"2024-01-08", "30 January to 2 February", "2024-01-30 2024-02-02"},
		{"2024-01-08", "28 Dec to 3 Jan 2025", "2024-12-28 2025-01-03"},
		// It has begun already.
		{"2024-01-08", "3 Jan to 10 Jan", "2024-01-03 2024-01-10"},
		{"2024-01-08", "3-10 January", "2024-01-03 2024-01-10"},
		{"2024-01-08", "28 Dec to 8 Jan", "2023-12-28 2024-01-08"},
		{"2024-01-08", "2 Jan to 7 Jan", "2025-01-02 2025-01-07"},
		// From today.
		{"2024-01-08", "today", "2024-01-08 2024-01-08"},
		{"2024-01-08", "Tomorrow <@U0DEPUTY>", "2024-01-09 2024-01-09 <@U0DEPUTY>"},
		{"2024-01-08", "today to Friday", "2024-01-08 2024-01-12"},
		{"2024-01-08", "today until tomorrow", "2024-01-08 2024-01-09"},
		{"2024-01-08", "until 19 January", "2024-01-08 2024-01-19"},
		{"2024-01-08", "until Friday", "2024-01-08 2024-01-12"},
		{"2024-01-08", "tomorrow - 19/1", "2024-01-09 2024-01-19"},
		{"2024-01-08", "Monday", "2024-01-08 2024-01-08"},
		{"2024-01-08", "on Tues", "2024-01-09 2024-01-09"},
		{"2024-01-08", "Sunday", "2024-01-14 2024-01-14"},
		{"2024-01-08", "Monday to Wednesday", "2024-01-08 2024-01-10"},
		{"2024-01-10", "Monday to Wednesday", "2024-01-15 2024-01-17"},
		{"2024-01-08", "Thursday to Tuesday", "2024-01-11 2024-01-16"},
		{"2024-01-08", "Monday to Monday", "2024-01-08 2024-01-15"},
		{"2024-01-08", "this Friday", "2024-01-12 2024-01-12"},
		{"2024-01-08", "next Monday", "2024-01-15 2024-01-15"},
		{"2024-01-08", "next Sunday", "2024-01-21 2024-01-21"},
		{"2024-01-14", "next Monday", "2024-01-15 2024-01-15"}, // today is Sunday
		{"2024-01-08", "today to next Wed", "2024-01-08 2024-01-17"},
		{"2024-01-08", "next week, Sam covers", "2024-01-15 2024-01-19 Sam covers"},
		{"2024-01-14", "next week", "2024-01-15 2024-01-19"},
		{"2024-01-10", "this week", "2024-01-10 2024-01-12"},
		{"2024-01-08", "Friday to 19 January", "2024-01-12 2024-01-19"},
		{"2024-01-08", "15 January to Wednesday", "2024-01-15 2024-01-17"},
		// A single day.
		{"2024-01-08", "8 Jan", "2024-01-08 2024-01-08"},
		{"2024-01-08", "7 Jan", "2025-01-07 2025-01-07"},
		{"2024-01-08", "Monday 15 January", "2024-01-15 2024-01-15"},
		{"2024-01-08", "29 February", "2024-02-29 2024-02-29"},
		{"2024-12-01", "29 Feb 2028", "2028-02-29 2028-02-29"},
		{"2024-01-08", "15 Jan <@U0DEPUTY> to 19 Jan", "2024-01-15 2024-01-15 <@U0DEPUTY> to 19 Jan"},
		{"2024-01-08", "  15\u00a0Jan\u00a0to 19 Jan  ; <@U0DEPUTY>", "2024-01-15 2024-01-19 <@U0DEPUTY>"},
	}
	for _, test := range tests {
		first, last, rest, err := days.ParseLeave(test.text, day(t, test.today))
		got := strings.TrimSpace(fmt.Sprintf("%s %s %s", first, last, rest))
		if (err != nil) != (test.want == "") || got != test.want {
			t.Errorf("on %s %q is %q, want %q: %v", test.today, test.text, got, test.want, err)
		}
	}
}

func TestLeaveRefused(t *testing.T) {
	t.Parallel()
	var said strings.Builder
	for _, text := range []string{
		"", "   ", "<@U0DEPUTY>", "soon", "next month", "next", "this", "the", "from", "to", "until", "3", "3 to 10", "3-10", "99", "0 Jan", "32 Jan", "31 June",
		"30 Feb", "29 Feb 2025", "3/13", "13/13/2024", "3 Jan to", "3 Jan to soon", "3 Jan to 31 June", "3 Jan - <@U0DEPUTY>", "3 Jan 10 Jan", "3/1 10/1",
		"Monday Wednesday", "Tuesday 15 January", "15 Jan to Monday 19 Jan", "1 Feb to 20 Jan", "2024-01-19 to 2024-01-15", "15 Jan 2024 to 19 Jan 2023", "until 2024-01-05",
		"2024-13-01", "2024-02-30", "3 Jan 0024", "3 Jan 9999", "1e5", "99999999999999999999 Jan", "१५ जनवरी", "Janet", "monkey", "week", "29 February", "29 February to 3 March",
		"3 January 2025 to 2 January",
	} {
		today := day(t, "2024-01-08")
		if strings.HasPrefix(text, "29 February") {
			today = day(t, "2024-06-03")
		}
		first, last, rest, err := days.ParseLeave(text, today)
		if err == nil {
			t.Errorf("%q is taken for %s to %s, %q", text, first, last, rest)
			continue
		}
		r := refusal(t, err)
		if !first.IsZero() || !last.IsZero() || rest != "" {
			t.Errorf("%q is refused and yet %s to %s, %q", text, first, last, rest)
		}
		fmt.Fprintf(&said, "%-28q %-6s %s\n", text, r.Field, r.Sentence)
	}
	golden(t, "leave_refusals.golden.txt", said.String())
}

func FuzzParseLeave(f *testing.F) {
	for _, text := range []string{
		"3 Jan to 10 Jan <@U0DEPUTY>", "3/1 - 10/1", "3-10 January", "3 January 2025 until 10 January 2025", "tomorrow", "today to Friday", "next week",
		"Monday to Wednesday", "2024-01-03-2024-01-10", "Mon. 15th of Jan., 2024", "29 Feb", "31-1-2024 to 1.2.24", "until next Fri, Sam", "28 to 3 January",
	} {
		f.Add(text, 0)
		f.Add(text, 51)
	}
	f.Fuzz(func(t *testing.T, text string, after int) {
		today := date(2024, 1, 1).AddDays(after % 1000)
		first, last, rest, err := days.ParseLeave(text, today)
		if err != nil {
			if r := refusal(t, err); r.Field != kpi.FieldFrom && r.Field != kpi.FieldUntil {
				t.Fatalf("%q is refused for %q", text, r.Field)
			}
			return
		}
		if first.IsZero() || last.Before(first) || first.AddDays(0) != first || last.AddDays(0) != last || !strings.HasSuffix(text, rest) {
			t.Fatalf("%q on %s is %s to %s, %q", text, today, first, last, rest)
		}
		again, until, left, err := days.ParseLeave(fmt.Sprintf("%s to %s %s", first, last, "<@U0DEPUTY>"), today)
		if err != nil || again != first || until != last || left != "<@U0DEPUTY>" {
			t.Fatalf("%q is %s to %s, which is %s to %s, %q: %v", text, first, last, again, until, left, err)
		}
	})
}
