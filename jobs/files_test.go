package jobs

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/riverqueue/river"

	"chaser/kpi"
	"chaser/store"
)

// orders has two members of the performance team's ask for the register, and is the orders.
func (c *county) orders() []int64 {
	c.Helper()
	for _, request := range []string{"one", "two"} {
		must(c, c.Store.OrderFiles(c.Context(), store.FileOrder{Request: request, By: "U0PERF", Kind: store.OrderRegister, Formats: []string{"xlsx"}}, c.now, kpi.DateOf(c.now)))
	}
	ids, err := c.Store.WaitingOrders(c.Context(), c.machine)
	must(c, err)
	return ids
}

// sent has files sent to be imported twice, and is what they are known by.
func (c *county) sent() []int64 {
	c.Helper()
	for _, request := range []string{"one", "two"} {
		a := store.Reply{RequestID: request, By: "U0PERF", To: "U0PERF", Now: c.now, Today: kpi.DateOf(c.now)}
		must(c, c.Store.TakeFiles(c.Context(), store.SentFiles{Request: request, By: "U0PERF", Files: []store.FileName{{ID: "F1", Name: "figures.csv"}}}, "Reading it.", a))
	}
	ids, err := c.Store.WaitingFiles(c.Context(), c.machine)
	must(c, err)
	return ids
}

// Files that cannot be made, or read, hold up no others. A tick by hand reports them, and the reminders go out all the
// same.
func TestFilesThatFailHoldUpNothing(t *testing.T) {
	t.Parallel()
	for name, waiting := range map[string]func(*county) []int64{
		"jobs: making the files of order": (*county).orders,
		"jobs: going on with the files":   (*county).sent,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCounty(t)
			ids := waiting(c)
			if len(ids) != 2 {
				t.Fatal(ids)
			}
			c.courier.works = func(id int64) (time.Duration, error) {
				if id == ids[0] {
					return 0, errors.New("no room on the disk")
				}
				return 0, nil
			}
			left, err := c.Once(t.Context())
			if err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "no room on the disk") {
				t.Errorf("it says %v", err)
			}
			if !slices.Equal(c.courier.worked, ids) {
				t.Errorf("worked on were %d, want %d", c.courier.worked, ids)
			}
			for lead := range strings.FieldsSeq(leads) {
				if !slices.Contains(c.courier.said, lead) {
					t.Errorf("%s was not reminded", lead)
				}
			}
			if len(left) > 0 {
				t.Errorf("%d messages are left", len(left))
			}
		})
	}
}

// The queue's job about files is put off for as long as the files must wait, and fails where they do.
func TestJobsAboutFiles(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	makes := &filesMaker{scheduler: c.Scheduler}
	reads := &filesReader{scheduler: c.Scheduler}
	for name, work := range map[string]func(id int64) error{
		"made": func(id int64) error {
			return makes.Work(t.Context(), &river.Job[store.FilesJob]{Args: store.FilesJob{Order: id}})
		},
		"read": func(id int64) error {
			return reads.Work(t.Context(), &river.Job[store.SentFilesJob]{Args: store.SentFilesJob{Files: id}})
		},
	} {
		for _, want := range []time.Duration{0, time.Second, time.Minute} {
			c.courier.worked = nil
			c.courier.works = func(int64) (time.Duration, error) { return want, nil }
			if wait, err := snoozed(work(17)); wait != want || err != nil || !slices.Equal(c.courier.worked, []int64{17}) {
				t.Errorf("to be %s, they are put off for %s (%v), want %s; worked on were %d", name, wait, err, want, c.courier.worked)
			}
		}
		failure := errors.New("no room on the disk")
		c.courier.works = func(int64) (time.Duration, error) { return time.Second, failure }
		if wait, err := snoozed(work(17)); !errors.Is(err, failure) || wait != 0 {
			t.Errorf("to be %s, they fail with %v", name, err)
		}
	}
	// A job that takes longer than its time-out is ended and begun again beside itself.
	if makes.Timeout(nil) <= jobWithin || reads.Timeout(nil) <= jobWithin {
		t.Errorf("files have %s to be made and %s to be read, no longer than a message", makes.Timeout(nil), reads.Timeout(nil))
	}
}

// Which blocks the workspace takes is asked when a process starts, whatever was known before, and then once a day. As
// long as Slack does not say, each tick asks again.
func TestWhichBlocksAreAskedFor(t *testing.T) {
	t.Parallel()
	for name, step := range steps {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCounty(t)
			c.courier.blocks = errors.New("blocks.validate: no answer")
			must(t, step(t.Context(), c))
			c.courier.blocks = nil
			must(t, step(t.Context(), c))
			must(t, step(t.Context(), c))
			c.now = c.now.Add(25 * time.Hour)
			must(t, step(t.Context(), c))
			want := []time.Time{{}, {}, c.now.Add(-25*time.Hour - blocksKnownFor), c.now.Add(-blocksKnownFor)}
			if !slices.EqualFunc(c.courier.askedOf, want, time.Time.Equal) {
				t.Errorf("it was asked for what was known since %s, want %s", c.courier.askedOf, want)
			}
		})
	}
}
