package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"chaser/store"
)

// filesMaker works the jobs that make files. A job only points to its order, whose row says what is to be done and who
// has it in hand, so running one twice does no harm.
type filesMaker struct {
	river.WorkerDefaults[store.FilesJob]
	scheduler *Scheduler
}

// filesWithin is longer than the longest report takes in all formats.
const filesWithin = time.Hour

// Timeout is how long a job may take.
func (w *filesMaker) Timeout(*river.Job[store.FilesJob]) time.Duration { return filesWithin }

// Work makes an order's files. If something must wait, the job sleeps until then.
func (w *filesMaker) Work(ctx context.Context, job *river.Job[store.FilesJob]) error {
	wait, err := w.scheduler.Courier.MakeFiles(ctx, job.Args.Order, w.scheduler.clocks, w.scheduler.Patience)
	if err != nil {
		return err
	}
	if wait > 0 {
		return river.JobSnooze(wait)
	}
	return nil
}

// makeFiles makes the files of every order that nobody makes. What has to wait is left to the next tick.
func (s *Scheduler) makeFiles(ctx context.Context) error {
	ids, err := s.Store.WaitingOrders(ctx, s.Machine())
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, made := s.Courier.MakeFiles(ctx, id, s.clocks, s.Patience); made != nil {
			err = errors.Join(err, fmt.Errorf("jobs: making the files of order %d: %w", id, made))
		}
	}
	return err
}
