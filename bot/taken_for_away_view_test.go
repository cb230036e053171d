package bot

import (
	"strings"
	"testing"

	"chaser/kpi"
	"chaser/store"
)

func TestGoldenTakenForAway(t *testing.T) {
	t.Parallel()
	covered := asks(t, "178", kpi.DutyAway, kpi.Step{Opening: true})
	covered.With = kpi.Person{SlackID: "U0NEW", Name: "Somebody new"}
	waits := asks(t, "177", kpi.DutyAway, kpi.Step{Opening: true})
	waits.With = kpi.Person{}
	said := kpi.SlackStatus{Text: "Annual leave <!channel> *until* Friday", Emoji: ":palm_tree:"}
	golden(t, "taken_for_away", takenForAwayMessage(noticeOn(8, "U0CORONER", covered, waits), said))
	golden(t, "taken_for_away_alone", takenForAwayMessage(noticeOn(8, "U0CORONER", waits), kpi.SlackStatus{Emoji: ":face_with_thermometer:"}))
	golden(t, "account_gone", accountGoneMessage("Place manager", []string{"LIB1", "LIB2", "178"}))
	golden(t, "account_gone_idle", accountGoneMessage("Place manager", nil))
}

// Once they say that they are here the message asks them, as it would have.
func TestHereAfterAll(t *testing.T) {
	t.Parallel()
	text := string(accepted(t, noticeMessage(noticeOn(8, "U0CORONER", hereAfterAll([]store.NoticeItem{asks(t, "178", kpi.DutyAway, kpi.Step{Opening: true})})...))))
	if !strings.Contains(text, "One figure is yours") || !strings.Contains(text, "Post figure") {
		t.Errorf("it asks for nothing: %s", text)
	}
}

func TestTakenForAwayFits(t *testing.T) {
	t.Parallel()
	for name, filler := range padding {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := worstCard(filler)
			var items []store.NoticeItem
			for n := range 90 {
				i := store.NoticeItem{Item: kpi.Item{Duty: kpi.DutyAway, Subject: kpi.Subject{Indicator: c.Indicator.Code, Period: c.Period}}, Card: c}
				if n%2 == 0 {
					i.With = kpi.Person{SlackID: "U0NEW", Name: filled(filler, kpi.MaxName)}
				}
				items = append(items, i)
			}
			accepted(t, takenForAwayMessage(noticeOn(8, "U0ME", items...), kpi.SlackStatus{Text: filled(filler, 100)}))
			var codes []string
			for range 300 {
				codes = append(codes, c.Indicator.Code)
			}
			accepted(t, accountGoneMessage(filled(filler, kpi.MaxName), codes))
		})
	}
}
