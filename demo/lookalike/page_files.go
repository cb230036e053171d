package lookalike

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
)

// shownFile is a file beneath a message's words.
type shownFile struct {
	Name, Note, Link string
}

func (w *Workspace) drawFiles(at place, files []*file) []shownFile {
	var shown []shownFile
	for _, f := range files {
		switch {
		case f.deleted:
			shown = append(shown, shownFile{Name: "This file was deleted."})
		case f.external != "":
			shown = append(shown, shownFile{Name: f.title, Note: f.kind.pretty + ", elsewhere", Link: f.external})
		default:
			query := url.Values{"as": {at.as}, "in": {at.in}}
			shown = append(shown, shownFile{
				Name: f.title, Note: f.kind.pretty + ", " + inBytes(f.size),
				Link: "/download/" + f.id + "/" + slug(f.name) + "?" + query.Encode(),
			})
		}
	}
	return shown
}

// inBytes is a size as people read it: "12 kB".
func inBytes(n int) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d bytes", n)
	case n < 1000*1000:
		return fmt.Sprintf("%d kB", (n+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// serveDownload is a file for somebody at the page who sees it in a conversation. In Slack their cookie says who they
// are; here the address does.
func (w *Workspace) serveDownload(rw http.ResponseWriter, r *http.Request) {
	at := w.placeOf(r.URL.Query())
	w.mu.Lock()
	f := w.files[r.PathValue("file")]
	sees := f != nil && !f.deleted && slices.ContainsFunc(f.shares, func(m *message) bool {
		return w.conversations[m.channel].has(at.as)
	})
	var sent file
	if sees {
		sent = *f
	}
	w.mu.Unlock()
	if !sees {
		http.Error(rw, "This file is gone, or you are not in the conversation where it was shared.", http.StatusNotFound)
		return
	}
	sent.serve(rw)
}

// actType sends what a person typed on the page, and the files that they chose beside it.
func (w *Workspace) actType(rw http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(rw, r.Body, int64(w.maxFile())+maxCall)
	uploads, problem := chosenFiles(r)
	if problem != nil {
		http.Error(rw, "This form could not be read. Please go back and try again.", http.StatusBadRequest)
		return
	}
	at := w.placeOf(r.Form)
	thread, line := r.Form.Get("thread"), r.Form.Get("line")
	var err error
	if len(uploads) > 0 {
		_, err = w.SendFile(r.Context(), at.as, at.in, thread, line, uploads...)
	} else {
		_, err = w.typeLine(r.Context(), at.as, at.in, thread, line)
	}
	backTo(rw, r, at, w.threadAnchor(at, thread), err)
}

// chosenFiles reads a form and the files in it. A browser sends an empty part where none was chosen.
func chosenFiles(r *http.Request) ([]Upload, error) {
	if err := r.ParseMultipartForm(maxCall); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return nil, err
	}
	if r.MultipartForm == nil {
		return nil, nil
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }()
	var uploads []Upload
	for _, header := range r.MultipartForm.File["file"] {
		part, err := header.Open()
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(part)
		_ = part.Close()
		if err != nil {
			return nil, err
		}
		if header.Filename != "" {
			uploads = append(uploads, Upload{Name: header.Filename, Content: content})
		}
	}
	return uploads, nil
}
