// Package jobs is when things happen: it wakes up every minute, asks store to plan what kpi says is owed, and sees each
// notification through to Slack with the job queue. It decides nothing about councils and knows nothing of Slack:
// whoever speaks for it is a Courier.
//
// It must never import bot. No plan of its own outlives a tick: a tick that is missed, doubled or run in two processes
// at once does no harm, as the database keeps every planned message unique.
package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/robfig/cron/v3"

	"chaser/store"
)

// Courier says notifications in Slack. Each method makes one call, which it may repeat if Slack turns it away. It keeps
// to the context's deadline, and returns what is known of the call afterwards.
type Courier interface {
	// Say posts the message, worded from what is true now.
	Say(ctx context.Context, n store.Notification, at store.Clocks) store.Outcome
	// Refresh brings the posted message up to date.
	Refresh(ctx context.Context, n store.Notification, at store.Clocks) store.Outcome
	// Find looks for a message that may have been posted.
	Find(ctx context.Context, n store.Notification, at store.Clocks) store.Outcome
	// MakeFiles makes the files of an order, and uploads them for a later message to share. It takes as long as it
	// takes. wait is how long it is until it can be tried again.
	MakeFiles(ctx context.Context, order int64, clocks func() store.Clocks, p store.Patience) (wait time.Duration, err error)
	// WorkOnFiles goes on with files that somebody sent to be imported: reads them, or imports them once they have
	// agreed. wait is how long it is until it can be tried again.
	WorkOnFiles(ctx context.Context, files int64, at store.Clocks) (wait time.Duration, err error)
	// AgeFiles makes jobs again for files that nobody works on, and gives up those that nobody has agreed to in time.
	AgeFiles(ctx context.Context, at store.Clocks) error
	// SlackPerson asks in which time zone somebody is and whether they are away.
	SlackPerson(ctx context.Context, slackID string, now time.Time) (store.SlackPerson, error)
	// AskBlocks asks which of Slack's newer blocks the workspace takes, unless an answer came since the given instant.
	// A zero instant always asks.
	AskBlocks(ctx context.Context, since time.Time) error
}

// Config is what a Scheduler needs from outside.
type Config struct {
	Store    *store.Store
	Courier  Courier
	Now      func() time.Time // the council's clock
	Machine  func() time.Time // the machines' clock, the same for every process on the database
	Zone     *time.Location   // the council's time zone
	Log      *slog.Logger
	Patience store.Patience
	Poll     time.Duration // how often the queue is asked for work; 0 is 200 ms

	StatesTrail bool   // the performance team is told the audit trail's digest each working day
	Release     string // the program, by whose rules figures are doubted

	// Wakes makes a running scheduler tick at once, such as when the demo's clock was moved. The scheduler closes the
	// channel that came over it once it has ticked. nil never wakes it.
	Wakes <-chan chan struct{}

	// Reached is called at each of Points, so that a test can kill the process there; nil does nothing.
	Reached func(point string)
	// Ended is called with every notification that this process has ended; nil does nothing.
	Ended func(n store.Notification, s store.DeliveryEnd)

	// Waiting is called with how many people's messages Once leaves to the next tick, as Slack has not said whether
	// they are away; nil does nothing.
	Waiting func(people int)
	// Wait waits until the machines' clock is d later or the context ends; nil sleeps.
	Wait func(ctx context.Context, d time.Duration) error
}

// Scheduler plans and delivers. Several may run on one database.
type Scheduler struct {
	Config
	wake  chan struct{}
	asked bool // this process has asked which blocks the workspace takes
}

// New makes a Scheduler. Run or Once starts it.
func New(c Config) *Scheduler {
	if c.Poll == 0 {
		c.Poll = 200 * time.Millisecond
	}
	if c.Reached == nil {
		c.Reached = func(string) {}
	}
	if c.Ended == nil {
		c.Ended = func(store.Notification, store.DeliveryEnd) {}
	}
	if c.Waiting == nil {
		c.Waiting = func(int) {}
	}
	if c.Wait == nil {
		c.Wait = sleep
	}
	return &Scheduler{Config: c, wake: make(chan struct{}, 1)}
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *Scheduler) clocks() store.Clocks {
	return store.Clocks{Now: s.Now(), Machine: s.Machine(), Zone: s.Zone}
}

// wakeUp makes a running scheduler tick.
func (s *Scheduler) wakeUp() {
	select {
	case s.wake <- struct{}{}:
	default: // it is about to tick already
	}
}

// requeueGrace is for how long a due notification may lie untouched before its job counts as lost.
const requeueGrace = 20 * time.Second

// tickWithin is the longest that a tick may take.
const tickWithin = 2 * time.Minute

// Run works until the context ends, then finishes what is under way.
func (s *Scheduler) Run(ctx context.Context) error {
	queue, err := s.startQueue(ctx)
	if err != nil {
		return err
	}
	// cron only wakes the scheduler. It fires twice or never in an hour in which the clocks change, which does no harm
	// here.
	alarm := cron.New(cron.WithLocation(time.UTC))
	if _, err := alarm.AddFunc("* * * * *", s.wakeUp); err != nil {
		return fmt.Errorf("jobs: %w", err)
	}
	alarm.Start()
	s.wakeUp()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case ticked := <-s.Wakes:
			s.tickSafely(ctx)
			close(ticked)
		case <-s.wake:
			// A second run does no harm: what it plans is unique, and each job looks first whether there is anything to
			// do.
			s.tickSafely(ctx)
		}
	}
	<-alarm.Stop().Done()
	return stopQueue(ctx, queue)
}

// tickSafely keeps an error or a panic in one tick from ending the schedule.
func (s *Scheduler) tickSafely(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, tickWithin)
	defer cancel()
	defer func() {
		if cause := recover(); cause != nil {
			s.Log.Error("a tick panicked", "cause", fmt.Sprint(cause))
		}
	}()
	if err := s.tick(ctx); err != nil && ctx.Err() == nil {
		s.Log.Error("a tick failed; the next is in a minute", "error", err)
	}
}

// askWithin is how long a tick asks Slack about people before it plans for those it has answers about. The next tick
// asks about the rest.
const askWithin = 40 * time.Second

// tick asks which blocks the workspace takes, makes new jobs for notifications that other processes left lying, and
// does what the schedule owes.
func (s *Scheduler) tick(ctx context.Context) error {
	s.AskBlocks(ctx)
	if _, err := s.Store.Requeue(ctx, s.Machine(), requeueGrace); err != nil {
		return err
	}
	if err := s.Store.RequeueOrders(ctx, s.Machine()); err != nil {
		return err
	}
	if err := s.Courier.AgeFiles(ctx, s.clocks()); err != nil {
		return err
	}
	m, err := s.owe(ctx, askWithin, func(m meeting) error {
		_, err := s.Store.PlanNotices(ctx, s.clocks(), m.held...)
		return err
	})
	if m.left > 0 {
		s.Log.Info("Slack is still to be asked about people before they are written to", "people", m.left)
	}
	return err
}

// owe asks Slack about the people who are about to be written to, previews what is due to be published next, publishes
// what is due today, states the audit trail, plans, and checks what has changed. An error in one holds up nobody's
// reminder.
func (s *Scheduler) owe(ctx context.Context, patience time.Duration, plan func(meeting) error) (meeting, error) {
	at := s.clocks()
	if err := s.Store.LookByRules(ctx, s.Release+" in "+s.Zone.String()); err != nil {
		return meeting{}, err
	}
	m, err := s.meetPeople(ctx, at, patience)
	if err != nil {
		return m, err
	}
	previewed := s.Store.PreviewDue(ctx, at)
	published := s.Store.PublishDue(ctx, at)
	var stated error
	if s.StatesTrail {
		stated = s.Store.StateTrail(ctx, at)
	}
	planned := plan(m)
	return m, errors.Join(previewed, published, stated, planned, s.Store.KeepDoubts(ctx, s.clocks(), s.Release))
}

// startQueue begins to work the queue. Jobs do not end with ctx: what is under way then is finished.
func (s *Scheduler) startQueue(ctx context.Context) (*river.Client[*sql.Tx], error) {
	workers := river.NewWorkers()
	river.AddWorker(workers, &deliverer{scheduler: s})
	river.AddWorker(workers, &filesMaker{scheduler: s})
	river.AddWorker(workers, &filesReader{scheduler: s})
	queue, err := s.Store.NewQueue(&river.Config{
		Queues: map[string]river.QueueConfig{
			river.QueueDefault: {MaxWorkers: maxWorkers}, store.FilesQueue: {MaxWorkers: 1}, store.SentFilesQueue: {MaxWorkers: 1},
		},
		Workers:                     workers,
		FetchOnlyKnownKinds:         true,
		FetchPollInterval:           s.Poll,
		FetchCooldown:               min(s.Poll, river.FetchCooldownDefault),
		JobTimeout:                  jobWithin,
		RescueStuckJobsAfter:        2 * jobWithin,
		CompletedJobRetentionPeriod: time.Hour,
		// Only the tables' owner may reindex them, and the queue is kept small.
		ReindexerSchedule: river.NeverSchedule(),
		Logger:            slog.New(quieter{s.Log.Handler()}),
	})
	if err != nil {
		return nil, fmt.Errorf("jobs: %w", err)
	}
	if err := queue.Start(context.WithoutCancel(ctx)); err != nil {
		return nil, fmt.Errorf("jobs: starting the queue: %w", err)
	}
	return queue, nil
}

const (
	maxWorkers = 8 // they wait for Slack most of the time, so they share fewer connections

	// jobWithin is longer than all calls of one job with their waits.
	jobWithin = time.Minute
)

// stopWithin is how long a call to Slack has to end when the queue stops.
const stopWithin = 15 * time.Second

func stopQueue(ctx context.Context, queue *river.Client[*sql.Tx]) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer cancel()
	if err := queue.Stop(ctx); err != nil {
		late := fmt.Errorf("jobs: the queue did not stop in time: %w", err)
		return errors.Join(late, queue.StopAndCancel(context.WithoutCancel(ctx)))
	}
	return nil
}

// quieter passes on River's warnings and errors only. That it started is no news.
type quieter struct{ slog.Handler }

func (q quieter) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && q.Handler.Enabled(ctx, level)
}
