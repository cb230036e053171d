package bot

import (
	"testing"

	"chaser/kpi"
)

// Only who is named alone is whom a figure is offered to.
func TestWhomALineNamesAlone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		named map[string]string
		want  string
	}{
		{nil, ""},
		{map[string]string{"@jo": "U0JO"}, "U0JO"},
		{map[string]string{"@jo": "U0JO", "@sam": "W0SAM"}, ""},
		{map[string]string{"@jo": "U0JO", "@sam": "U0SAM", "@kim": "U0KIM"}, ""},
		{map[string]string{"@libraries": "S0LIBTEAM"}, ""},
		{map[string]string{"@libraries": "S0LIBTEAM", "#performance": "C0PERF", "@jo": "U0JO"}, "U0JO"},
	} {
		for range 4 { // a map has no order
			if got := (&visit{people: c.named}).onePerson(); got != c.want {
				t.Errorf("%v names %q alone, want %q", c.named, got, c.want)
			}
		}
	}
}

// What is due on the day of the next reminder can wait for it; what is due before cannot.
func TestWhatCannotWaitForAReminder(t *testing.T) {
	t.Parallel()
	next := kpi.Date{Year: 2024, Month: 1, Day: 15}
	due := func(days ...int) (items []kpi.Item) {
		for _, n := range days {
			items = append(items, kpi.Item{Due: next.AddDays(n)})
		}
		return items
	}
	for _, c := range []struct {
		items []kpi.Item
		want  int // which of them; −1: none
	}{
		{nil, -1},
		{due(1), -1},
		{due(0), -1},
		{due(-1), 0},
		{due(3, 0), -1},
		{due(3, 0, -1, -4), 2},
	} {
		got, presses := owing{items: c.items, next: next}.pressing()
		if presses != (c.want >= 0) || presses && got.Due != c.items[c.want].Due {
			t.Errorf("%v: %v %v, want the item %d", c.items, got.Due, presses, c.want)
		}
	}
}
