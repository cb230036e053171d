package days_test

import (
	"strings"
	"testing"

	"chaser/days"
	"chaser/kpi"
)

func TestParseDue(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"31 Jan": "2024-01-31 ", "31/01/2024 and more": "2024-01-31 and more", "tomorrow": "2024-01-09 ", "Friday": "2024-01-12 ", "next Friday, then": "2024-01-19 then",
		"2024-02-14": "2024-02-14 ", "8 January": "2024-01-08 ", "7 Jan 2024": "2024-01-07 ", "1 Oct": "2024-10-01 ", "3 Sep": "2024-09-03 ", "Wednesday 31 January": "2024-01-31 ",
	} {
		due, rest, ok, err := days.ParseDue(text, monday)
		if got := due.String() + " " + rest; !ok || err != nil || got != want {
			t.Errorf("%q is %q %t %v, want %q", text, got, ok, err, want)
		}
	}
	for text, words := range map[string]string{
		"5 Jan": "5 January 2024 has passed", "20 Dec": "20 December 2023 has passed", "31": "Which month is 31 of? Type it too, such as `due 31 Mar`.", "12": "such as `due 12 Feb`.", "31 Feb": "There is no 31 February", "3/13": "There is no month 13",
		"Monday 31 January": "is a Wednesday, not a Monday",
	} {
		_, _, ok, err := days.ParseDue(text, monday)
		if !ok {
			t.Errorf("%q is no day", text)
		}
		if r := refusal(t, err); r.Field != kpi.FieldDue || !strings.Contains(r.Sentence, words) {
			t.Errorf("%q is refused for %q: %s", text, r.Field, r.Sentence)
		}
	}
	for _, text := range []string{"", "the end of term", "staff"} {
		if _, rest, ok, err := days.ParseDue(text, monday); ok || err != nil || rest != text {
			t.Errorf("%q: %q %t %v", text, rest, ok, err)
		}
	}
}
