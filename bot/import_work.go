package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"chaser/bot/line"
	"chaser/doubt"
	"chaser/kpi"
	"chaser/register"
	"chaser/register/proposal"
	"chaser/store"
)

// mostTries is how often it is tried to go on with files before their sender is told that it did not work.
const mostTries = 5

// WorkOnFiles goes on with files that somebody sent to be imported: it fetches and reads them and shows what they would
// change, or imports them once that was agreed to. Done twice it does no harm. wait is how long it is until it can be
// tried again, 0 where nothing is left to do.
func (b *Bot) WorkOnFiles(ctx context.Context, id int64, at store.Clocks) (wait time.Duration, err error) {
	f, err := b.store.TakeUpFiles(ctx, id, at.Machine)
	if errors.Is(err, store.ErrFilesNotInHand) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	w := &filesWork{Bot: b, files: f, at: at}
	if err = w.goOn(ctx); err == nil || errors.Is(err, store.ErrFilesNotInHand) { // else somebody else goes on with them
		return 0, nil
	}
	if ended := ctx.Err(); ended != nil { // the database only says that it was interrupted
		err = errors.Join(ended, err)
	}
	// The files are still in hand, whatever became of the context.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), filesEndWithin)
	defer cancel()
	if wait, err = w.failed(ctx, err); errors.Is(err, store.ErrFilesNotInHand) {
		return 0, nil
	}
	return wait, err
}

// filesEndWithin is how long the database has to record that files could not be read.
const filesEndWithin = 10 * time.Second

// AgeFiles makes jobs again for files that nobody works on, and gives up those that nobody has agreed to for a day.
func (b *Bot) AgeFiles(ctx context.Context, at store.Clocks) error {
	return b.store.RequeueFiles(ctx, at, keptAs(expiredMessage()))
}

// filesWork is work on sent files that are in hand.
type filesWork struct {
	*Bot
	files store.SentFiles
	at    store.Clocks
}

// goOn does what is to be done. A file that makes a reader panic is an error like any other.
func (w *filesWork) goOn(ctx context.Context) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			w.log.Error("reading a file panicked", "files", w.files.ID, "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
			err = fmt.Errorf("a panic: %v", cause)
		}
	}()
	files, err := w.fetch(ctx, &w.files)
	if err != nil {
		return err
	}
	if w.files.State == store.FileAccepted {
		return w.carryOut(ctx, files)
	}
	return w.show(ctx, files)
}

// failed ends files for what keeps them from being read, or puts them back to be tried again.
func (w *filesWork) failed(ctx context.Context, err error) (time.Duration, error) {
	var refusal *kpi.Refusal
	if errors.As(err, &refusal) {
		return 0, w.store.EndFiles(ctx, w.files, keptAs(say(refusal.Sentence+" Nothing was changed.")))
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return 0, w.store.EndFiles(ctx, w.files, keptAs(tooLongMessage(w.files)))
	}
	var busy errSlackBusy
	again := errors.As(err, &busy)
	if w.files.Failures() >= mostTries || !again && w.files.Failures() > 0 {
		reference := newReference()
		w.log.Error("files could not be read", "reference", reference, "files", w.files.ID, "error", err)
		w.metrics.failed.Inc()
		return 0, w.store.EndFiles(ctx, w.files, keptAs(unreadMessage(w.files, again, reference)))
	}
	w.log.Warn("files are read later", "files", w.files.ID, "error", err)
	return w.store.PutFilesBack(ctx, w.files, busy.wait, w.at.Machine)
}

func (w *filesWork) today() kpi.Date { return kpi.DateOf(w.at.Now.In(w.zone)) }

// understood is what files say: a register, with how it was read; or a list of one quarter's figures.
type understood struct {
	register.Reading
	proposal *proposal.Proposal // of files that are not Chaser's own; nil: they are
	list     string             // the figures as somebody would have typed them
	held     kpi.Register
}

// place is where a part of the register stands in the files. One that was proposed stands in no list of a file's, so it
// is named by what it is.
func (u understood) place(path string) string {
	if u.proposal == nil {
		return u.Place(path)
	}
	list, rest, _ := strings.Cut(path, "[")
	number, field, _ := strings.Cut(rest, "]")
	n, err := strconv.Atoi(number)
	switch {
	case err != nil:
		return path
	case list == "figures" && n < len(u.Figures):
		path = u.Figures[n].Indicator + ", " + u.Figures[n].Period.Words()
	case list == "indicators" && n < len(u.Indicators):
		path = u.Indicators[n].Code
	default:
		return path
	}
	if field = strings.TrimPrefix(field, "."); field != "" {
		path += ", " + field
	}
	return path
}

func (u understood) placed(faults kpi.Faults) kpi.Faults {
	placed := make(kpi.Faults, len(faults))
	for n, f := range faults {
		placed[n] = kpi.Fault{Path: u.place(f.Path), Sentence: f.Sentence}
	}
	return placed
}

// show shows what the files would change, to be agreed to.
func (w *filesWork) show(ctx context.Context, files []register.File) error {
	u, err := w.understand(ctx, files)
	if err != nil {
		return err
	}
	if u.list != "" {
		return w.showList(ctx, u.list)
	}
	s := shownImport{files: w.files, understood: u, zone: w.zone, now: w.at.Now}
	if len(u.Form) > 0 {
		s.faults = register.Merge(u.Form, u.placed(u.Faults(u.held, w.today())))
		return w.store.EndFiles(ctx, w.files, keptAs(faultyMessage(s)))
	}
	if s.choices, err = w.choices(ctx, u); err != nil {
		return err
	}
	if s.asks() { // what it would change nobody can say yet
		return w.showChanges(ctx, s, nil)
	}
	changes, err := w.store.ImportRegister(ctx, u.Register, w.at.Now.In(w.zone), true)
	if errors.As(err, &s.faults) {
		s.faults = u.placed(s.faults)
		return w.store.EndFiles(ctx, w.files, keptAs(faultyMessage(s)))
	}
	if err != nil {
		return err
	}
	return w.showChanges(ctx, s, changes)
}

// showChanges shows an effect under its seal. What changes nothing, and asks nothing, is at its end.
func (w *filesWork) showChanges(ctx context.Context, s shownImport, changes []store.Change) error {
	s.changes, s.seal = changes, store.SealOf(changes)
	s.doubts = w.doubts(s.understood)
	if len(changes) == 0 && !s.asks() {
		return w.store.EndFiles(ctx, w.files, keptAs(nothingNewMessage(s)))
	}
	return w.store.ShowFiles(ctx, w.files, s.seal, keptAs(proposedMessage(s)))
}

// doubts are what is unlikely about the files' figures, and what will not go as they say.
func (w *filesWork) doubts(u understood) []kpi.Remark {
	all := append([]kpi.Remark{}, u.Guesses...)
	for _, r := range u.Remarks(u.held, w.today()) {
		all = append(all, kpi.Remark{Path: u.place(r.Path), Sentence: r.Sentence})
	}
	for _, found := range doubt.OfRegister(u.Register, u.held, w.today()) {
		r := found.Remark()
		all = append(all, kpi.Remark{Path: u.place(r.Path), Sentence: r.Sentence})
	}
	return all
}

// showList shows a list of figures as it is shown to somebody who typed it.
func (w *filesWork) showList(ctx context.Context, list string) error {
	asked, err := w.store.Account(ctx, w.files.By)
	if err != nil {
		return err
	}
	v := &visit{Bot: w.Bot, request: w.files.Request, today: w.today(), inDirect: true, spoken: true, typed: list, asker: asked.Person}
	isCode, failed := v.codes(ctx)
	rows, ok := line.New(list, isCode, v.today).Several()
	if err := failed(); err != nil {
		return err
	}
	if !ok {
		return kpi.Refuse("", "%s could not be read as a list of figures. Give it a column of codes and one of figures.", w.files.Names()[0])
	}
	if !w.files.Period.IsZero() {
		for n := range rows.Rows {
			if rows.Rows[n].Entry.Period.IsZero() {
				rows.Rows[n].Entry.Period = w.files.Period
			}
		}
	}
	rows.Alone = nil
	m, err := postSeveral{rows}.answer(ctx, v)
	if err != nil {
		m = v.answerError(ctx, err, draft{})
	}
	return w.store.EndFiles(ctx, w.files, keptAs(m))
}

// carryOut imports files as they were shown. Where they would do something else by now, it shows that instead.
func (w *filesWork) carryOut(ctx context.Context, files []register.File) error {
	u, err := w.understand(ctx, files)
	if err != nil {
		return err
	}
	s := shownImport{files: w.files, understood: u, zone: w.zone, now: w.at.Now, again: true}
	if len(u.Form) > 0 || u.list != "" {
		return kpi.Refuse("", "%s is read differently by now. Send it again.", w.files.Names()[0])
	}
	changes, same, err := w.store.ImportSentFiles(ctx, w.files, u.Register, w.at.Now.In(w.zone), func(changes []store.Change) any {
		s.changes = changes
		return keptAs(importedMessage(s))
	})
	if errors.As(err, &s.faults) {
		s.faults = u.placed(s.faults)
		return w.store.EndFiles(ctx, w.files, keptAs(faultyMessage(s)))
	}
	if err != nil || same {
		return err
	}
	if s.choices, err = w.choices(ctx, u); err != nil {
		return err
	}
	return w.showChanges(ctx, s, changes)
}
