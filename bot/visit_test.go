package bot

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"chaser/kpi"
	"chaser/store"
)

// A figure whose fate is unknown must not be called saved, nor not saved.
func TestApologies(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	v := &visit{Bot: &Bot{log: slog.New(slog.NewTextHandler(&log, nil)), metrics: newMetrics(), command: "/kpi"}, asker: kpi.Person{SlackID: "U0LIB"}}
	for want, err := range map[string]error{
		"it may have been saved or not. Look with `/kpi 178` before you do it again": fmt.Errorf("posting: %w", store.ErrOutcomeUnknown),
		"Something went wrong at our end; nothing was saved":                         errors.New("pq: a secret of the database"),
	} {
		log.Reset()
		sentence := v.apology(err, "178")
		if !strings.Contains(sentence, want) || strings.Contains(sentence, "secret") {
			t.Errorf("%v is told as %q, want %q", err, sentence, want)
		}
		_, rest, _ := strings.Cut(sentence, "(reference ")
		if len(rest) < 4 || !strings.Contains(log.String(), "reference="+rest[:4]) || !strings.Contains(log.String(), err.Error()) {
			t.Errorf("the log does not explain %q: %s", sentence, &log)
		}
	}
}
