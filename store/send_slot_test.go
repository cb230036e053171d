package store

import (
	"testing"
	"time"
)

// Many messages wait for one channel. Each is told when its turn comes, so that none looks in vain, and a job that
// waits for its turn does not count as lost.
func TestManyStandInLineForOneChannel(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now, pace := at(t, "2024-01-08 09:00"), DefaultPatience.Pace
	const many = 40
	planned := answersIn(t, s, "C0ROOM", many, now)
	for n, one := range planned {
		switch d := begin(t, s, one.ID, now); {
		case n == 0 && d.Task == Say:
		case d.Task != Wait || d.Wait != time.Duration(n)*pace:
			t.Fatalf("message %d is to %v in %s", n, d.Task, d.Wait)
		}
	}
	// All but the first, which may be under way for so long, wait for longer than the grace.
	if lost, err := s.Requeue(t.Context(), now.Machine.Add((many-2)*pace), 20*time.Second); err != nil || lost > 22 {
		t.Errorf("%d of those that wait count as lost, %v", lost, err)
	}
	for n, one := range planned[1:] {
		now := now.later(time.Duration(n+1) * pace)
		d := begin(t, s, one.ID, now)
		if d.Task != Say {
			t.Fatalf("when its turn has come, message %d is to %v in %s", n+1, d.Task, d.Wait)
		}
		endDelivery(t, s, d, Outcome{Verdict: Delivered, Channel: "C0ROOM", TS: "1.1"}, now)
	}
}

// What is urgent goes before all that waits in its channel, and behind nothing that failed.
func TestWhatIsUrgentGoesFirst(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now, pace := at(t, "2024-01-08 09:00"), DefaultPatience.Pace
	planned := answersIn(t, s, "C0ROOM", 5, now)
	for _, q := range []string{
		`UPDATE notifications SET priority = 4`,
		`UPDATE notifications SET priority = 1 WHERE id = (SELECT max(id) FROM notifications)`,
		`UPDATE notifications SET failures = 3 WHERE id = (SELECT min(id) + 1 FROM notifications)`,
	} {
		if _, err := s.patient.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	waits := []time.Duration{0, pace, 2 * pace, 3 * pace, pace} // the second goes behind the urgent one, whom nobody is ahead of
	waits[1] += pace
	for n, want := range waits {
		if d := begin(t, s, planned[n].ID, now); d.Wait != want {
			t.Errorf("message %d waits for %s, want %s", n, d.Wait, want)
		}
	}
}

// Whoever takes a turn waits out what Slack has asked of the whole workspace, also where that was asked after they
// looked whether the channel is free.
func TestATurnWaitsForTheWholeWorkspace(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 09:00")
	pace := Patience{Pace: time.Second}
	take := func() time.Time {
		t.Helper()
		tx, err := s.patient.BeginTxx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = tx.Rollback() }()
		free, err := takeSlot(t.Context(), &preparedTx{Tx: tx}, notificationRow{Channel: "D0CORONER"}, now, pace)
		if err != nil {
			t.Fatal(err)
		}
		return free
	}
	if free := take(); free.After(now.Machine) {
		t.Errorf("nothing is in the way, and the turn comes at %s", free)
	}
	until := instant(now.Machine.Add(time.Minute))
	s.patient.MustExec(`INSERT INTO send_slots (channel, next_at, limited) VALUES ('', $1, true)`, until)
	if free := take(); !free.Equal(until) {
		t.Errorf("the turn comes at %s, want %s", free, until)
	}
}
