package bot

import (
	"context"
	"fmt"
	"strings"

	"chaser/bot/line"
	"chaser/kpi"
)

func alertsConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"alerts"}, read: func(r line.Reader) command { return askAlerts{Text: r.Words()} }}},
		heard: func(r line.Reader) (command, bool) { return askAlerts{Off: true}, r.EndsAlerts() },
		help:  []helpLine{{typed: "alerts daily", does: "tells you of reds in one message a day; alerts at once as each happens, alerts alone shows which", who: []audience{managers}}},
	}
}

// askAlerts is “/kpi alerts daily” and “/kpi alerts at once”: when somebody hears of reds. “/kpi alerts” shows which
// they have chosen.
type askAlerts struct {
	Text string
	Off  bool // “alerts off”: that cannot be had
}

func (askAlerts) effect() effect { return changes }

func (c askAlerts) answer(ctx context.Context, v *visit) (*Message, error) {
	if v.asker.Name == "" {
		return nil, kpi.Deny("", "Chaser does not know you yet, so there is nothing to tell you of. Ask the performance team to add you.")
	}
	if c.Off {
		return say(alertsStaySentence(v.asker.Timing(), v.command)), nil
	}
	if c.Text == "" {
		return say(alertsSentence(v.asker.Timing(), v.command)), nil
	}
	timing, err := kpi.ParseAlertTiming(strings.TrimRight(c.Text, ".!,"))
	if err != nil {
		return nil, kpi.Refuse("", "“%s” is not when you can be told of reds. Type `%s alerts daily` or `%s alerts at once`.", kpi.Excerpt(c.Text), v.command, v.command)
	}
	if err := v.store.SetAlerts(ctx, v.asks(), timing); err != nil {
		return nil, err
	}
	return say(alertsSentence(timing, v.command)), nil
}

// alertsSentence says when somebody is told, and how to change it.
func alertsSentence(timing kpi.AlertTiming, command string) string {
	if timing == kpi.AlertsDaily {
		return fmt.Sprintf("You are told of indicators that turn Red, or are Red no longer, once a day: all of a day in one message at %d:00 on the next working day. Type `%s alerts at once` to be told as each happens.", kpi.OfficeOpens, command)
	}
	return fmt.Sprintf("You are told at once when an indicator that you manage turns Red, or is Red no longer. Type `%s alerts daily` for one message a day instead.", command)
}

// alertsStaySentence says that nobody can turn alerts off, and how to be told least.
func alertsStaySentence(timing kpi.AlertTiming, command string) string {
	const stay = "Alerts to managers cannot be turned off, so that no Red goes unseen. Nothing was changed. "
	if timing == kpi.AlertsDaily {
		return stay + "You get one message a day already, which is the quietest setting."
	}
	return stay + fmt.Sprintf("For the quietest setting, one message a day, type `%s alerts daily`.", command)
}
