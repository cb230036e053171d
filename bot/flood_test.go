package bot_test

import (
	"chaser/demo/lookalike"
	"chaser/kpi"
	"context"
	"database/sql"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// How many requests of one person are answered at once, and how many are here at most.
const atOnceOfOne, mostOfOne = 4, 100

// While one person's postings all wait for a row, they hold few connections, another person is answered, and what is
// beyond measure hears so.
func TestOnePersonsFlood(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	db, err := sql.Open("postgres", c.dsn)
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	holder, err := db.BeginTx(t.Context(), nil)
	must(t, err)
	if _, err := holder.ExecContext(t.Context(), `SELECT FROM indicators WHERE code = '178' FOR UPDATE`); err != nil {
		t.Fatal(err)
	}
	waitingForTheRow := func() (n int) {
		must(t, db.QueryRowContext(t.Context(), `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`).Scan(&n))
		return n
	}

	const sent = mostOfOne + 20
	var flood sync.WaitGroup
	for range sent {
		flood.Go(func() {
			_, err := c.slack.Type(context.WithoutCancel(t.Context()), "U0CORONER", channel, "/kpi 178 142 Fewer, staff leave.")
			must(t, err)
		})
	}
	for waitingForTheRow() < atOnceOfOne {
		time.Sleep(time.Millisecond)
	}
	c.types("U0REGISTR", "/kpi REG1 50 Staff leave.").says("50")
	if n := waitingForTheRow(); n > atOnceOfOne {
		t.Errorf("one person's requests hold %d connections", n)
	}
	must(t, holder.Rollback())
	flood.Wait()
	away := 0
	for _, m := range c.slack.Messages(channel, "U0CORONER") {
		if strings.Contains(lookalike.PlainText(m.Blocks, m.Text), "you have sent too many at once") {
			away++
		}
	}
	if away < sent-mostOfOne || away == sent {
		t.Errorf("%d of %d were turned away", away, sent)
	}
	saved := slices.DeleteFunc(c.figures("178"), func(f kpi.Figure) bool { return f.PostedBy == "" })
	if len(saved) > 1 {
		t.Errorf("there are %d figures: %+v", len(saved), saved)
	}
}
