package bot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// MakeFiles makes the files of an order and uploads each to Slack, where nobody sees them until they are shared. It
// goes on with what a process that died has left. wait is how long it is until it can be tried again, 0 where nothing
// is left to do.
func (b *Bot) MakeFiles(ctx context.Context, id int64, clocks func() store.Clocks, p store.Patience) (wait time.Duration, err error) {
	o, err := b.store.TakeOrder(ctx, id, clocks(), p)
	if errors.Is(err, store.ErrNotInHand) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	m := &filesMaking{Bot: b, order: o, clocks: clocks, patience: p, stop: cancel}
	made := 0
	for _, format := range o.Left() {
		if wait, err = m.one(ctx, format); err != nil || wait > 0 || m.ended {
			return wait, ignoreNotInHand(err)
		}
	}
	if o, err = b.store.FileOrder(ctx, id); err != nil {
		return 0, err
	}
	problem := ""
	for _, f := range o.Files {
		if problem = f.Problem; f.Upload != "" {
			made++
		}
	}
	if made > 0 {
		problem = ""
	}
	return 0, ignoreNotInHand(b.store.EndOrder(ctx, m.order, problem, clocks()))
}

func ignoreNotInHand(err error) error {
	if errors.Is(err, store.ErrNotInHand) { // somebody else goes on with it
		return nil
	}
	return err
}

// filesMaking is an order whose files are being made.
type filesMaking struct {
	*Bot
	order    store.FileOrder
	clocks   func() store.Clocks
	patience store.Patience
	stop     context.CancelFunc
	ended    bool

	mu    sync.Mutex
	step  store.OrderStep
	shown store.OrderStep
}

// showEvery is how often whoever asked is shown how far it is, at most. An order is kept in hand at least as often.
const showEvery = 3 * time.Second

// leased is until when the order stays in hand.
func (m *filesMaking) leased() time.Time { return m.clocks().Machine.Add(m.patience.Lease) }

// one makes a file and uploads it.
func (m *filesMaking) one(ctx context.Context, format string) (wait time.Duration, err error) {
	m.progress(store.OrderStep{Format: format})
	m.shown = m.step
	if err := m.store.HoldOrder(ctx, m.order, m.step, true, m.leased()); err != nil {
		return 0, err
	}
	release := m.hold(ctx)
	defer release()
	file, err := os.CreateTemp("", "chaser-file-")
	if err != nil {
		return 0, fmt.Errorf("bot: %w", err)
	}
	defer func() {
		_ = file.Close()
		_ = os.Remove(file.Name())
	}()
	printed, err := m.files.Print(ctx, m.order, format, file, func(done, of int) {
		m.progress(store.OrderStep{Format: format, Done: done, Of: of})
	})
	var refusal *kpi.Refusal
	switch {
	case errors.As(err, &refusal):
		return 0, m.store.KeepOrderedFile(ctx, m.order, store.OrderedFile{Format: format, Problem: refusal.Sentence}, m.order.Draft)
	case err != nil:
		m.log.Error("a file could not be made; it is tried again", "order", m.order.ID, "format", format, "error", err)
		return m.later(ctx, "Something went wrong at our end. It is tried again by itself.", 0)
	}
	m.order.Draft = printed.Draft
	return m.upload(ctx, format, printed, file)
}

// upload gives Slack a file that was made.
func (m *filesMaking) upload(ctx context.Context, format string, printed Printed, file *os.File) (time.Duration, error) {
	size, err := file.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return 0, fmt.Errorf("bot: %w", err)
	}
	method := "files.getUploadURLExternal"
	to, err := m.slack.GetUploadURLExternalContext(ctx, slack.GetUploadURLExternalParameters{FileName: printed.Name, FileSize: int(size)})
	if err == nil {
		method = "upload_url"
		err = m.slack.UploadToURL(ctx, slack.UploadToURLParameters{UploadURL: to.UploadURL, Reader: file, Filename: printed.Name})
	}
	if err != nil {
		return m.notTaken(ctx, method, err)
	}
	made := store.OrderedFile{Format: format, Name: printed.Name, Size: size, Upload: to.FileID}
	return 0, m.store.KeepOrderedFile(ctx, m.order, made, printed.Draft)
}

// notTaken decides what follows where Slack has not taken an upload. Nobody sees an upload before it is shared, so one
// of unknown fate is simply made again.
func (m *filesMaking) notTaken(ctx context.Context, method string, err error) (time.Duration, error) {
	o := outcomeOf(method, err, store.Notification{Recipient: m.order.By})
	m.log.Warn("Slack did not take a file", "order", m.order.ID, "method", method, "reason", o.Reason)
	if o.Verdict == store.Limited {
		return m.later(ctx, "Slack takes only so many files at once. It goes on by itself.", o.RetryAfter)
	}
	if o.Verdict != store.Shut && o.Verdict != store.Gone && o.Verdict != store.Refused {
		return m.later(ctx, "Slack cannot be reached just now. It goes on by itself.", 0)
	}
	r, _ := remedyFor(method, m.order.By, wordOf(o.Reason))
	m.ended = true
	return 0, m.store.EndOrder(ctx, m.order, refusedFiles(m.order, r, o.Reason), m.clocks())
}

// later leaves the order to be taken up again. Without a wait, it is longer with each failure.
func (m *filesMaking) later(ctx context.Context, problem string, wait time.Duration) (time.Duration, error) {
	return m.store.PutOrderBack(ctx, m.order, problem, wait, m.clocks().Machine, m.patience)
}

func (m *filesMaking) progress(step store.OrderStep) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.step = step
}

// hold keeps the order in hand while a file is made, and shows how far it is, until release is called. Where somebody
// else has taken the order, it stops the work.
func (m *filesMaking) hold(ctx context.Context) (release func()) {
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(min(showEvery, m.patience.Lease/3))
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
			}
			m.mu.Lock()
			step, show := m.step, m.step != m.shown
			m.shown = step
			m.mu.Unlock()
			if err := m.store.HoldOrder(ctx, m.order, step, show, m.leased()); errors.Is(err, store.ErrNotInHand) {
				m.stop()
				return
			}
		}
	}()
	return func() {
		close(done)
		<-ended
	}
}
