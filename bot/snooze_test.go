package bot_test

import (
	"testing"
	"time"

	"chaser/kpi"
)

const day = 24 * time.Hour

// The confirmation names the day of the reminder: the next working day, on which the person is there.
func TestSnoozeNamesTheDay(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	message := c.told(coroner)
	message.presses("snooze", "Remind me tomorrow").says("You will be reminded on Tuesday 9 January.")
	c.clock.pass(4 * day) // Friday
	message.presses("snooze", "Remind me tomorrow").says("You will be reminded on Monday 15 January.")
	c.told(coroner).presses("snooze", "Remind me on Monday").says("You will be reminded on Monday 15 January.")
	c.types(coroner, "/kpi away 15 Jan to 16 Jan @registration.service.lead")
	message.presses("snooze", "Remind me tomorrow").says("You will be reminded on Wednesday 17 January.")
	c.types(coroner, "/kpi away 15 Jan to 19 Jan @registration.service.lead")
	message.presses("snooze", "Remind me tomorrow").says("is due on Friday 19 January, so it cannot wait for another reminder")

	c.clock.pass(5 * day) // Wednesday, in the coroner's leave: who stands in has their figures, and may put them off
	c.told(registrar).presses("snooze", "Remind me tomorrow").says("You will be reminded on Thursday 18 January.")
}

// A reminder on the very day on which a figure is due is in time; the next one is not.
func TestSnoozeUntilTheDueDay(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.clock.pass(10 * day) // Thursday 18 January
	message := c.told(coroner)
	message.presses("snooze", "Remind me tomorrow").says("You will be reminded on Friday 19 January.")
	c.clock.pass(day)
	message.presses("snooze", "Remind me tomorrow").says("is due on Friday 19 January, so it cannot wait for another reminder")
}

// What is due of somebody else's, whose deputy one is, is no reason to refuse.
func TestSnoozeBesideWhatOneDeputisesFor(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		for n := range r.Indicators {
			if r.Indicators[n].Code == "LIB1" {
				r.Indicators[n].Deputy, r.Indicators[n].Frequency = coroner, kpi.Monthly
			}
		}
		var figures []kpi.Figure
		for _, f := range r.Figures {
			if f.Indicator != "LIB1" {
				figures = append(figures, f)
			}
		}
		r.Figures = figures
		r.Collections = append(r.Collections, kpi.Collection{
			Period: kpi.Month(2023, 12), Opens: kpi.Date{Year: 2024, Month: 1, Day: 2}, Due: kpi.Date{Year: 2024, Month: 1, Day: 5},
		})
	})
	message := c.told(coroner).says("LIB1", "you are the deputy")
	message.presses("snooze", "Remind me tomorrow").says("You will be reminded on Tuesday 9 January.")
	for _, code := range []string{"175", "176", "177", "178", "179"} {
		c.types(coroner, "/kpi "+code+" 300")
	}
	message.presses("snooze", "Remind me tomorrow").says("Nothing is asked of you just now")
}

func TestSnoozeOfACollectionThatClosed(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		r.Collections = append(r.Collections, kpi.Collection{
			Period: kpi.Quarter(2023, 4), Opens: kpi.Date{Year: 2024, Month: 4, Day: 2}, Due: kpi.Date{Year: 2024, Month: 4, Day: 19},
		})
	})
	message := c.told(coroner)
	c.clock.pass(90 * day)
	message.presses("snooze", "Remind me tomorrow").says("The collection for Q3 2023/24 has closed").presses("due", "What is asked of me").says("Q4 2023/24 is due on 19 April 2024")
	chase, err := c.store.Chase(t.Context(), time.UTC, kpi.DateOf(c.clock.Now()))
	must(t, err)
	if len(chase.Snoozes) != 0 {
		t.Errorf("a reminder is set: %v", chase.Snoozes)
	}
}
