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
		l, err := days.ParseLeave(test.text, day(t, test.today), kpi.Calendar{})
		got := strings.TrimSpace(fmt.Sprintf("%s %s %s", l.First, l.Last, l.Rest))
		if l.Doubt != nil {
			got = ""
			t.Errorf("on %s %q is asked about: %s", test.today, test.text, l.Doubt)
		}
		if (err != nil) != (test.want == "") || got != test.want {
			t.Errorf("on %s %q is %q, want %q: %v", test.today, test.text, got, test.want, err)
		}
	}
}

func TestLeaveRefused(t *testing.T) {
	t.Parallel()
	var said strings.Builder
	for _, text := range []string{
		"", "   ", "<@U0DEPUTY>", "soon", "next", "this", "the", "from", "to", "until", "3", "3 and 10", "99", "0 Jan", "32 Jan", "31 June",
		"30 Feb", "29 Feb 2025", "3/13", "13/13/2024", "3 Jan to", "3 Jan to soon", "3 Jan to 31 June", "3 Jan - <@U0DEPUTY>", "3 Jan 10 Jan", "3/1 10/1",
		"Monday Wednesday", "Tuesday 15 January", "15 Jan to Monday 19 Jan", "1 Feb to 20 Jan", "2024-01-19 to 2024-01-15", "15 Jan 2024 to 19 Jan 2023", "until 2024-01-05",
		"2024-13-01", "2024-02-30", "3 Jan 0024", "3 Jan 9999", "1e5", "99999999999999999999 Jan", "१५ जनवरी", "Janet", "monkey", "week", "29 February", "29 February to 3 March",
		"3 January 2025 to 2 January", "week commencing 15", "w/c the 15th", "until the end of week commencing 15",
	} {
		today := day(t, "2024-01-08")
		if strings.HasPrefix(text, "29 February") {
			today = day(t, "2024-06-03")
		}
		l, err := days.ParseLeave(text, today, kpi.Calendar{})
		if err == nil {
			t.Errorf("%q is taken for %s to %s, %q", text, l.First, l.Last, l.Rest)
			continue
		}
		r := refusal(t, err)
		if !l.First.IsZero() || !l.Last.IsZero() || l.Rest != "" {
			t.Errorf("%q is refused and yet %s to %s, %q", text, l.First, l.Last, l.Rest)
		}
		fmt.Fprintf(&said, "%-28q %-6s %s\n", text, r.Field, r.Sentence)
	}
	golden(t, "leave_refusals.golden.txt", said.String())
}

// What people say instead of two days. What may be meant in several ways has its choices behind a question mark, the
// likeliest first.
func TestLeaveInWords(t *testing.T) {
	t.Parallel()
	closed := kpi.NewCalendar([]kpi.Closure{{Day: date(2024, 1, 12), Name: "Snow"}})
	tests := []struct{ today, text, want string }{
		// How long, from today or from a day on. Today is Monday 8 January 2024.
		{"2024-01-08", "for two weeks", "2024-01-08 2024-01-21"},
		{"2024-01-08", "2 weeks", "2024-01-08 2024-01-21"},
		{"2024-01-08", "2 wks, <@U0DEPUTY>", "2024-01-08 2024-01-21 <@U0DEPUTY>"},
		{"2024-01-08", "a couple of weeks", "2024-01-08 2024-01-21"},
		{"2024-01-08", "a week", "2024-01-08 2024-01-14"},
		{"2024-01-08", "fortnight from Monday", "2024-01-08 2024-01-21"},
		{"2024-01-08", "fortnight from next Monday", "2024-01-15 2024-01-28"},
		{"2024-01-08", "for a fortnight from next Monday", "2024-01-15 2024-01-28"},
		{"2024-01-08", "two weeks starting 15 Jan", "2024-01-15 2024-01-28"},
		{"2024-01-08", "2 weeks from the 15th", "2024-01-15 2024-01-28"},
		{"2024-01-08", "2 weeks from tomorrow <@U0DEPUTY>", "2024-01-09 2024-01-22 <@U0DEPUTY>"},
		{"2024-01-04", "from 5 January for two weeks", "2024-01-05 2024-01-18"},
		{"2024-01-08", "from 5 January for two weeks", "2024-01-05 2024-01-18"}, // it has begun
		{"2024-01-19", "from 5 January for two weeks", "2025-01-05 2025-01-18"},
		{"2024-01-08", "5 February, two weeks", "2024-02-05 2024-02-18"},
		{"2024-01-08", "5/2 for 1 week", "2024-02-05 2024-02-11"},
		{"2024-01-08", "from Friday for 3 weeks", "2024-01-12 2024-02-01"},
		{"2024-01-08", "for a month", "2024-01-08 2024-02-07"},
		{"2024-01-31", "for a month", "2024-01-31 2024-02-29"},
		{"2023-01-31", "for a month", "2023-01-31 2023-02-28"},
		{"2024-01-08", "for three months from 1 March", "2024-03-01 2024-05-31"},
		{"2024-01-08", "for 1 day", "2024-01-08 2024-01-08"},
		{"2024-01-08", "4 days", "2024-01-08 2024-01-11"}, // to Thursday either way
		{"2024-01-08", "14 days", "2024-01-08 2024-01-21"},
		{"2024-01-08", "10 working days", "2024-01-08 2024-01-22"}, // Friday is closed
		{"2024-01-08", "10 working days from 15 January", "2024-01-15 2024-01-26"},
		{"2024-03-28", "two working days", "2024-03-28 2024-04-02"},   // over Easter
		{"2024-12-20", "for 5 working days", "2024-12-20 2024-12-30"}, // over Christmas and Boxing Day
		{"2024-12-23", "two weeks", "2024-12-23 2025-01-05"},          // into the next year
		{"2024-02-20", "for 10 days from 29 February", "? 2024-02-29 2024-03-13, 2024-02-29 2024-03-09"},
		{"2024-02-20", "a week from 29 February", "2024-02-29 2024-03-06"},
		{"2024-03-25", "for two weeks", "2024-03-25 2024-04-07"}, // the clocks go forward
		{"2024-10-21", "for two weeks", "2024-10-21 2024-11-03"}, // and back
		{"2024-01-08", "10 days", "? 2024-01-08 2024-01-22, 2024-01-08 2024-01-17"},
		{"2024-01-08", "from Thursday for 2 days", "? 2024-01-11 2024-01-15, 2024-01-11 2024-01-12"}, // Friday is closed
		{"2024-01-08", "the next two weeks", "? 2024-01-08 2024-01-21, 2024-01-15 2024-01-28"},
		{"2024-01-08", "for the next month", "? 2024-01-08 2024-02-07, 2024-02-01 2024-02-29"},
		{"2024-01-08", "a week from Monday", "? 2024-01-08 2024-01-14, 2024-01-15 2024-01-15"},
		{"2024-01-10", "a fortnight from tomorrow", "? 2024-01-11 2024-01-24, 2024-01-25 2024-01-25"},
		{"2024-01-10", "for a week from Monday", "2024-01-15 2024-01-21"},
		{"2024-01-10", "2 weeks from Monday", "2024-01-15 2024-01-28"},
		// Weeks and months.
		{"2024-01-08", "the whole of next week", "2024-01-15 2024-01-19"},
		{"2024-01-08", "next week and the week after", "2024-01-15 2024-01-26"},
		{"2024-01-08", "the week after next", "2024-01-22 2024-01-26"},
		{"2024-01-08", "week commencing 15 January", "2024-01-15 2024-01-19"},
		{"2024-01-08", "w/c 15 Jan <@U0DEPUTY>", "2024-01-15 2024-01-19 <@U0DEPUTY>"},
		{"2024-01-08", "the week of 15/1", "2024-01-15 2024-01-19"},
		{"2024-01-08", "week commencing Monday", "2024-01-08 2024-01-12"},
		{"2024-01-08", "until the end of the week of 15 January", "2024-01-08 2024-01-19"},
		{"2024-01-08", "the week of the 15th", ""}, {"2024-01-08", "w/b 15 <@U0DEPUTY>", ""}, {"2024-01-08", "wc 15", ""},
		{"2024-01-09", "the rest of the week", "2024-01-09 2024-01-12"},
		{"2024-01-09", "rest of this month", "2024-01-09 2024-01-31"},
		{"2024-12-09", "next month", "2025-01-01 2025-01-31"},
		{"2024-01-08", "in February", "2024-02-01 2024-02-29"},
		{"2024-01-08", "all of Feb 2025", "2025-02-01 2025-02-28"},
		{"2024-01-08", "February to April", "2024-02-01 2024-04-30"},
		{"2024-12-09", "December to January", "2024-12-01 2025-01-31"},
		// Days by their week.
		{"2024-01-08", "Monday to Friday next week", "2024-01-15 2024-01-19"},
		{"2024-01-08", "Friday to Tuesday next week", "2024-01-12 2024-01-16"},
		{"2024-01-08", "Thursday next week", "2024-01-18 2024-01-18"},
		{"2024-01-08", "Friday this week", "2024-01-12 2024-01-12"},
		{"2024-01-08", "Friday week", "2024-01-19 2024-01-19"},
		{"2024-01-08", "a week on Friday", "2024-01-19 2024-01-19"},
		{"2024-01-08", "a week today", "2024-01-15 2024-01-15"},
		{"2024-01-08", "tomorrow week until the 19th", "2024-01-16 2024-01-19"},
		{"2024-01-08", "from Monday week for a fortnight", "2024-01-15 2024-01-28"},
		{"2024-01-08", "until Monday", "2024-01-08 2024-01-15"},
		{"2024-01-08", "until the 14th", "2024-01-08 2024-01-14"},
		{"2024-01-08", "until the end of next week", "2024-01-08 2024-01-19"},
		{"2024-01-08", "up to the end of the month", "2024-01-08 2024-01-31"},
		{"2024-01-08", "15 Jan until end of February", "2024-01-15 2024-02-29"},
		{"2024-01-08", "between Monday and Wednesday", "2024-01-08 2024-01-10"},
		// Days that are listed.
		{"2024-01-08", "tomorrow and Wednesday", "2024-01-09 2024-01-10"},
		{"2024-01-08", "Monday, Tuesday and Wednesday", "2024-01-08 2024-01-10"},
		{"2024-01-08", "Thursday and Monday", "2024-01-11 2024-01-15"}, // Friday is closed
		{"2024-01-08", "3 & 4 February", "2024-02-03 2024-02-04"},
		{"2024-01-08", "tomorrow and Friday", "? 2024-01-09 2024-01-12, 2024-01-09 2024-01-09, 2024-01-12 2024-01-12"},
		{"2024-01-08", "15, 16 and 18 Jan <@U0DEPUTY>", "? 2024-01-15 2024-01-18, 2024-01-15 2024-01-16, 2024-01-18 2024-01-18 <@U0DEPUTY>"},
		// A first day without a last.
		{"2024-01-10", "from Monday", "? 2024-01-15 2024-01-19, 2024-01-15 2024-01-15"},
		{"2024-01-08", "from Friday", "? 2024-01-12 2024-01-12"},
		// Two days of some month.
		{"2024-01-08", "from the 15th to the 19th", "? 2024-01-15 2024-01-19, 2024-02-15 2024-02-19"},
		{"2024-01-08", "3-10, @sam", "? 2024-01-03 2024-01-10, 2024-02-03 2024-02-10 @sam"},
		{"2024-01-08", "3 to 6", "? 2024-02-03 2024-02-06, 2024-03-03 2024-03-06"},
		{"2023-01-30", "30th to 2nd", "? 2023-01-30 2023-02-02, 2023-03-30 2023-04-02"},
		{"2024-01-30", "29th until 31st", "? 2024-01-29 2024-01-31, 2024-03-29 2024-03-31"},
		// No days, or not whole ones.
		{"2024-01-08", "Friday afternoon", ""}, {"2024-01-08", "tomorrow am", ""}, {"2024-01-08", "a few days", ""}, {"2024-01-08", "in two weeks", ""},
		{"2024-01-08", "0 weeks", ""}, {"2024-01-08", "1.5 weeks", ""}, {"2024-01-08", "half a day", ""}, {"2024-01-08", "for half a week", ""}, {"2024-01-08", "two working weeks", ""}, {"2024-01-08", "for a while", ""},
		{"2024-01-08", "from whenever for two weeks", ""}, {"2024-06-08", "a week from 29 February", ""}, {"2024-01-08", "week", ""}, {"2024-01-08", "month", ""},
	}
	for _, test := range tests {
		l, err := days.ParseLeave(test.text, day(t, test.today), closed)
		got := fmt.Sprintf("%s %s", l.First, l.Last)
		if l.Doubt != nil {
			var choices []string
			for _, s := range l.Choices {
				choices = append(choices, fmt.Sprintf("%s %s", s.First, s.Last))
			}
			got = "? " + strings.Join(choices, ", ")
			_ = refusal(t, l.Doubt) // fit to show
		}
		got = strings.TrimSpace(got + " " + l.Rest)
		if (err != nil) != (test.want == "") || got != test.want {
			t.Errorf("on %s %q is %q, want %q: %v %v", test.today, test.text, got, test.want, err, l.Doubt)
		}
	}
}

func FuzzParseLeave(f *testing.F) {
	for _, text := range []string{
		"3 Jan to 10 Jan <@U0DEPUTY>", "3/1 - 10/1", "3-10 January", "3 January 2025 until 10 January 2025", "tomorrow", "today to Friday", "next week",
		"Monday to Wednesday", "2024-01-03-2024-01-10", "Mon. 15th of Jan., 2024", "29 Feb", "31-1-2024 to 1.2.24", "until next Fri, Sam", "28 to 3 January",
		"for two weeks from 5 January", "a week from Monday", "10 working days, @sam", "tomorrow and Friday", "Monday to Friday next week", "end of March", "w/c 15 Jan",
	} {
		f.Add(text, 0)
		f.Add(text, 51)
	}
	f.Fuzz(func(t *testing.T, text string, after int) {
		today := date(2024, 1, 1).AddDays(after % 1000)
		l, err := days.ParseLeave(text, today, kpi.Calendar{})
		if err != nil {
			if r := refusal(t, err); r.Field != kpi.FieldFrom && r.Field != kpi.FieldUntil {
				t.Fatalf("%q is refused for %q", text, r.Field)
			}
			return
		}
		for _, s := range append([]days.Span{l.Span}, l.Choices...) {
			if s.First.IsZero() || s.Last.Before(s.First) || s.First.AddDays(0) != s.First || s.Last.AddDays(0) != s.Last {
				t.Fatalf("%q on %s is %s to %s", text, today, s.First, s.Last)
			}
			again, err := days.ParseLeave(fmt.Sprintf("%s to %s %s", s.First, s.Last, "<@U0DEPUTY>"), today, kpi.Calendar{})
			if err != nil || again.Span != s || again.Doubt != nil || again.Rest != "<@U0DEPUTY>" {
				t.Fatalf("%q is %s to %s, which is %+v: %v", text, s.First, s.Last, again, err)
			}
		}
		if !strings.HasSuffix(text, l.Rest) || (l.Doubt != nil) != (len(l.Choices) > 0) {
			t.Fatalf("%q on %s leaves %q; %v %v", text, today, l.Rest, l.Doubt, l.Choices)
		}
	})
}
