package lookalike

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// maxShares is how many conversations a file can be shared in at once.
const maxShares = 100

// getUploadURL begins the upload of a file: https://docs.slack.dev/reference/methods/files.getUploadURLExternal
func (w *Workspace) getUploadURL(c call) (answer, *apiError) {
	length, err := strconv.Atoi(c.get("length"))
	switch {
	case c.get("filename") == "", c.get("length") == "", length == 0:
		return failed("missing_argument")
	case err != nil || length < 0:
		return failed("invalid_arguments", "[ERROR] length must be an integer")
	case length > w.maxFile():
		return failed("file_upload_size_restricted")
	case len([]rune(c.get("alt_txt"))) > 1000:
		return failed("alt_txt_too_large")
	}
	f := w.newFile(file{
		name: c.get("filename"), user: w.bot.ID, size: length, altText: c.get("alt_txt"), ticket: secretWord() + secretWord(),
	})
	return answer{"upload_url": w.address + "/upload/v1/" + f.ticket, "file_id": f.id}, nil
}

// serveUpload takes a file's content at its upload URL, as it is or as a multipart form. The URL is the permission:
// Slack asks for no token here.
func (w *Workspace) serveUpload(rw http.ResponseWriter, r *http.Request) {
	content, err := uploaded(rw, r, w.maxFile())
	w.harmed(UploadCall, "", rw, r, func(rw http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.calls[UploadCall]++
		var f *file
		for _, one := range w.files {
			if one.ticket != "" && one.ticket == r.PathValue("ticket") {
				f = one
			}
		}
		problem := ""
		switch {
		case f == nil:
			problem = "this upload URL is not known, or was used"
		case err != nil:
			problem = "the file could not be read"
		case len(content) != f.size:
			problem = "the file has another length than was announced"
		}
		if problem != "" {
			w.refuse(UploadCall, "upload_failed", []string{problem}, nil)
			http.Error(rw, "ERROR - "+problem, http.StatusBadRequest)
			return
		}
		f.content, f.ticket = content, ""
		_, _ = io.WriteString(rw, "OK - "+strconv.Itoa(len(content)))
	})
}

// UploadCall and DownloadCall name, for a Fault and for Calls, what an app does at a file's own address.
const (
	UploadCall   = "upload_url"
	DownloadCall = "url_private"
)

func uploaded(rw http.ResponseWriter, r *http.Request, most int) ([]byte, error) {
	body := http.MaxBytesReader(rw, r.Body, int64(most)+1<<16)
	kind, with, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if !strings.HasPrefix(kind, "multipart/") || with["boundary"] == "" {
		return io.ReadAll(body)
	}
	r.Body = body
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	for {
		part, err := parts.NextPart()
		if err != nil {
			return nil, err
		}
		if part.FileName() != "" {
			return io.ReadAll(part)
		}
	}
}

// completeUpload shares what was uploaded, with words beside it:
// https://docs.slack.dev/reference/methods/files.completeUploadExternal. It works once for a file.
func (w *Workspace) completeUpload(c call) (answer, *apiError) {
	var given []struct{ ID, Title string }
	if json.Unmarshal(c.raw("files"), &given) != nil || len(given) == 0 {
		return failed("invalid_arguments", "[ERROR] missing required field: files")
	}
	files, told := []*file{}, []any{}
	for _, g := range given {
		f := w.files[g.ID]
		switch {
		case f == nil || f.ticket != "" || f.completed || f.deleted:
			return failed("file_not_found")
		case f.user != w.bot.ID:
			return failed("access_denied")
		}
		files = append(files, f)
	}
	rooms, problem := w.roomsForFiles(c)
	if problem != nil {
		return nil, problem
	}
	m := message{user: w.bot.ID, text: c.get("initial_comment")}
	if m.text == "" {
		m.blocks = c.raw("blocks") // Slack ignores them beside a comment
	}
	if problem := w.judgedBesideFiles(m); problem != nil {
		return nil, problem
	}
	for i, g := range given {
		if g.Title != "" {
			files[i].title = g.Title
		}
		files[i].completed = true
		told = append(told, w.fileJSON(files[i]))
	}
	for room, thread := range rooms {
		m.threadTS = thread
		w.share(room, m, files)
	}
	return answer{"files": told}, nil
}

// judgedBesideFiles judges the words and blocks beside files. Slack answers internal_error where they hold a Markdown
// block (slackapi/python-slack-sdk#1756).
func (w *Workspace) judgedBesideFiles(m message) *apiError {
	if m.text == "" && len(m.blocks) == 0 {
		return nil
	}
	for _, block := range list(decoded(m.blocks)) {
		if object(block)["type"] == "markdown" {
			return &apiError{code: "internal_error"}
		}
	}
	if problem := w.judged(m.text, m.blocks); problem != nil {
		return &apiError{code: "invalid_blocks", messages: problem.messages}
	}
	return nil
}

// roomsForFiles finds where files are to be shared, each with its thread. channel_id takes a conversation's id alone;
// channels takes a person's as well.
func (w *Workspace) roomsForFiles(c call) (map[*conversation]string, *apiError) {
	ids := strings.FieldsFunc(c.get("channels"), func(r rune) bool { return r == ',' || r == ' ' })
	if len(ids) > maxShares {
		return nil, &apiError{code: "channels_limit_exceeded"}
	}
	if id := c.get("channel_id"); id != "" {
		if w.conversations[id] == nil {
			return nil, &apiError{code: "channel_not_found"}
		}
		ids = append(ids, id)
	}
	rooms := map[*conversation]string{}
	for _, id := range ids {
		room, problem := w.room(id)
		switch problem {
		case "":
		case "is_archived":
			return nil, &apiError{code: "invalid_channel"}
		default:
			return nil, &apiError{code: problem}
		}
		thread := c.get("thread_ts")
		if thread != "" {
			if thread = room.threadOf(thread); thread == "" || len(ids) > 1 {
				return nil, &apiError{code: "invalid_arguments", messages: []string{"[ERROR] thread_ts is no thread of the channel"}}
			}
		}
		if w.forbids(room, thread) != "" {
			return nil, &apiError{code: "posting_to_channel_denied"}
		}
		rooms[room] = thread
	}
	return rooms, nil
}

// fileInfo is files.info: https://docs.slack.dev/reference/methods/files.info
func (w *Workspace) fileInfo(c call) (answer, *apiError) {
	f := w.files[c.get("file")]
	switch {
	case f == nil || !f.completed || !w.visibleToApp(f):
		return failed("file_not_found")
	case f.deleted:
		return failed("file_deleted")
	case f.closed:
		return failed("access_denied")
	}
	j := w.fileJSON(f)
	for name, value := range w.sharesJSON(f) {
		j[name] = value
	}
	return answer{
		"file": j, "comments": []any{}, "response_metadata": map[string]any{"next_cursor": ""},
		"paging": map[string]any{"count": 100, "total": 0, "page": 1, "pages": 0},
	}, nil
}

// serveFile is url_private and url_private_download: a file's content for an app that shows its token. Whoever shows
// none, or one that may not read the file, is led to the page where people sign in. That page answers 200, so a client
// that only follows redirects takes it for the file.
func (w *Workspace) serveFile(rw http.ResponseWriter, r *http.Request) {
	w.harmed(DownloadCall, "", rw, r, func(rw http.ResponseWriter, r *http.Request) {
		_, id, _ := strings.Cut(r.PathValue("file"), "-")
		token := strings.TrimSpace(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
		w.mu.Lock()
		w.calls[DownloadCall]++
		f := w.files[id]
		allowed := token != "" && token == w.config.BotToken && w.granted("files:read") &&
			f != nil && f.completed && !f.closed && w.visibleToApp(f)
		var sent file
		if allowed {
			sent = *f
		} else {
			w.refuse(DownloadCall, "sign_in_page", []string{"the request shows no token that may read this file"}, nil)
		}
		w.mu.Unlock()
		switch {
		case !allowed:
			http.Redirect(rw, r, "/?redir="+url.QueryEscape(r.URL.Path), http.StatusFound)
		case sent.deleted:
			http.NotFound(rw, r)
		default:
			sent.serve(rw)
		}
	})
}

// serve sends a file's content. No browser may run it in the page's name.
func (f file) serve(rw http.ResponseWriter) {
	header := rw.Header()
	header.Set("Content-Type", f.kind.mime)
	header.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.name}))
	header.Set("Content-Security-Policy", "sandbox")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Length", strconv.Itoa(len(f.content)))
	_, _ = rw.Write(f.content)
}

// serveSignIn is the page that Slack shows to whoever asks for a file without the right to it.
func (w *Workspace) serveSignIn(rw http.ResponseWriter) {
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = io.WriteString(rw, "<!DOCTYPE html><html lang=\"en-GB\"><head><title>Sign in | Slack</title></head>"+
		"<body><h1>Sign in to your workspace</h1></body></html>\n")
}
