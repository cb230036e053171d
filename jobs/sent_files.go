package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"chaser/store"
)

// filesReader works the jobs about files that people sent. A job only points to the files, whose row says what is to be
// done and who has them in hand, so running one twice does no harm.
type filesReader struct {
	river.WorkerDefaults[store.SentFilesJob]
	scheduler *Scheduler
}

// filesReadWithin is longer than the largest register takes to be read and imported. It is shorter than the lease.
const filesReadWithin = 4 * time.Minute

// Timeout is how long a job may take.
func (w *filesReader) Timeout(*river.Job[store.SentFilesJob]) time.Duration { return filesReadWithin }

// Work goes on with the files. If something must wait, the job sleeps until then.
func (w *filesReader) Work(ctx context.Context, job *river.Job[store.SentFilesJob]) error {
	wait, err := w.scheduler.Courier.WorkOnFiles(ctx, job.Args.Files, w.scheduler.clocks())
	if err != nil {
		return err
	}
	if wait > 0 {
		return river.JobSnooze(wait)
	}
	return nil
}

// readFiles goes on with all files that nobody works on. What has to wait is left to the next tick.
func (s *Scheduler) readFiles(ctx context.Context) error {
	ids, err := s.Store.WaitingFiles(ctx, s.Machine())
	if err != nil {
		return err
	}
	for _, id := range ids {
		within, cancel := context.WithTimeout(ctx, filesReadWithin)
		if _, read := s.Courier.WorkOnFiles(within, id, s.clocks()); read != nil {
			err = errors.Join(err, fmt.Errorf("jobs: going on with the files %d: %w", id, read))
		}
		cancel()
	}
	return err
}
