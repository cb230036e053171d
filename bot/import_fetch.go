package bot

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/register"
	"chaser/store"
)

// maxSentFile is how large a file may be that is sent in Slack. A larger one is imported by the command.
const maxSentFile = 5 << 20

// errSlackBusy is for what is to be tried again after a while.
type errSlackBusy struct {
	wait time.Duration // 0: nobody says for how long
	err  error
}

func (e errSlackBusy) Error() string { return e.err.Error() }
func (e errSlackBusy) Unwrap() error { return e.err }

// fetch reads sent files from Slack, and keeps them. The error is a *kpi.Refusal where they cannot be had, and an
// errSlackBusy where they may be later.
func (b *Bot) fetch(ctx context.Context, f *store.SentFiles) ([]register.File, error) {
	var files []register.File
	if f.Content != nil {
		err := json.Unmarshal(f.Content, &files)
		return files, err
	}
	for _, of := range f.Files {
		file, err := b.fetchFile(ctx, of)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	var err error
	if f.Content, err = json.Marshal(files); err != nil {
		return nil, err
	}
	h := sha256.New()
	for _, file := range files {
		h.Write(file.Content)
	}
	f.Digest = hex.EncodeToString(h.Sum(nil))
	return files, b.store.KeepFiles(ctx, *f)
}

func (b *Bot) fetchFile(ctx context.Context, of store.FileName) (register.File, error) {
	info, _, _, err := b.slack.GetFileInfoContext(ctx, of.ID, 0, 0)
	if err != nil {
		return register.File{}, notFetched(of.Name, "files.info", err)
	}
	name := of.Name
	if info.Name != "" {
		name = info.Name
	}
	address := info.URLPrivateDownload
	if address == "" {
		address = info.URLPrivate
	}
	switch {
	case info.IsExternal || info.Mode == "external":
		return register.File{}, kpi.Refuse("", "%s is a link to a document that lives elsewhere, which Chaser cannot open. Download it as .xlsx or .csv and send that.", name)
	case info.Mode == "tombstone" || address == "":
		return register.File{}, kpi.Refuse("", "%s was deleted before Chaser could read it. Send it again.", name)
	case info.Size > maxSentFile:
		return register.File{}, tooLargeToSend(name)
	}
	content := &limitedBuffer{left: maxSentFile}
	if err := b.slack.GetFileContext(ctx, address, content); err != nil {
		if errors.Is(err, errOverLimit) {
			return register.File{}, tooLargeToSend(name)
		}
		return register.File{}, notFetched(name, "url_private", err)
	}
	if info.Size > 0 && content.Len() != info.Size {
		return register.File{}, errSlackBusy{err: fmt.Errorf("bot: %d bytes of a file of %d came", content.Len(), info.Size)}
	}
	return register.File{Name: name, Content: content.Bytes()}, nil
}

func tooLargeToSend(name string) error {
	return kpi.Refuse("", "%s is over %d MB, and Chaser reads smaller files here. Send the rows that matter alone, or ask the person who runs Chaser to import it with `chaser import`.", name, maxSentFile>>20)
}

// notFetched says what it means that a file was not to be had.
func notFetched(name, method string, err error) error {
	var said slack.SlackErrorResponse
	var status slack.StatusCodeError
	var busy *slack.RateLimitedError
	switch {
	case errors.As(err, &busy):
		return errSlackBusy{max(busy.RetryAfter, time.Second), err}
	case errors.As(err, &said):
		v := judge(method, said.Err)
		switch {
		case said.Err == "file_deleted" || said.Err == "file_not_found":
			return kpi.Refuse("", "%s was deleted before Chaser could read it. Send it again.", name)
		case v.class == answered:
			return kpi.Refuse("", "Slack does not let Chaser read %s, which another workspace may own. Download it and send it again.", name)
		case v.class == limited || v.class == passes || v.class == doubtful:
			return errSlackBusy{0, err}
		}
		return unreadableFor(name, v.cause)
	case errors.As(err, &status) && status.Code >= 400 && status.Code < 500 && status.Code != 408 && status.Code != 429:
		if status.Code == 404 || status.Code == 410 {
			return kpi.Refuse("", "%s was deleted before Chaser could read it. Send it again.", name)
		}
		return unreadableFor(name, causeFileScope)
	case strings.Contains(err.Error(), "sign-in page"): // slack-go has no other name for it
		return unreadableFor(name, causeFileScope)
	}
	return errSlackBusy{0, err}
}

func unreadableFor(name string, c cause) error {
	r := remedies[c]
	return kpi.Refuse("", "Chaser cannot read %s: %s. %s, and send it again.", name, r.why, r.do)
}

// errOverLimit is for a file that is larger than Slack said.
var errOverLimit = errors.New("the file is over its limit")

// limitedBuffer keeps what is written, up to a limit.
type limitedBuffer struct {
	bytes.Buffer
	left int
}

func (l *limitedBuffer) Write(p []byte) (int, error) {
	if l.left -= len(p); l.left < 0 {
		return 0, errOverLimit
	}
	return l.Buffer.Write(p)
}

func shortDigest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:6])
}
