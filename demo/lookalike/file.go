package lookalike

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
)

// Upload is a file that a person sends. See SendFile.
type Upload struct {
	Name    string // "figures.xlsx"
	Content []byte
	Type    string // its media type; by the name's end where empty

	// External is the address of a file that lives elsewhere, as a document that a person adds from a drive does. Slack
	// has no content of it, and its url_private is this address, to which no token may be sent.
	External string
	// ElsewhereOwned is a file from another organisation's workspace, in a channel or DM shared by Slack Connect. The
	// event says nothing of it but check_file_info; files.info tells the rest.
	ElsewhereOwned bool
	// Closed files cannot be read by files.info either: it answers access_denied.
	Closed bool
}

// SeenFile is a file in a message as a person sees it. Content is empty for a deleted or an external one.
type SeenFile struct {
	ID, Name, Title string
	Size            int
	Type            string // its media type
	Content         []byte
	Deleted         bool
}

// file is a file as the workspace keeps it.
type file struct {
	id, name, title, user, altText string
	kind                           fileKind
	content                        []byte
	size                           int // as the app announced it, until the content is here
	created                        int64
	external                       string
	elsewhere, closed              bool
	deleted                        bool

	ticket    string // of the upload URL; empty once the content is here
	completed bool   // it can be read, and has been shared if it ever is
	shares    []*message
}

// fileKind is what Slack calls a kind of file.
type fileKind struct {
	mime, filetype, pretty string
	snippet                bool // Slack shows it as text, and lets its owner edit it
}

var fileKinds = map[string]fileKind{
	".csv":  {"text/csv", "csv", "CSV", true},
	".docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "Word Document", false},
	".htm":  {"text/html", "html", "HTML", true},
	".html": {"text/html", "html", "HTML", true},
	".jpg":  {"image/jpeg", "jpg", "JPEG", false},
	".json": {"application/json", "json", "JSON", true},
	".ods":  {"application/vnd.oasis.opendocument.spreadsheet", "ods", "OpenDocument Spreadsheet", false},
	".pdf":  {"application/pdf", "pdf", "PDF", false},
	".png":  {"image/png", "png", "PNG", false},
	".txt":  {"text/plain", "text", "Plain Text", true},
	".xls":  {"application/vnd.ms-excel", "xls", "Excel Spreadsheet", false},
	".xlsm": {"application/vnd.ms-excel.sheet.macroenabled.12", "xlsm", "Excel Spreadsheet", false},
	".xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "Excel Spreadsheet", false},
	".zip":  {"application/zip", "zip", "Zip", false},
}

// maxSnippet is the size from which Slack keeps a text as a file like any other.
const maxSnippet = 1 << 20

// kindOf is the kind of a file by its name's end.
func kindOf(name string, size int) fileKind {
	kind, known := fileKinds[strings.ToLower(path.Ext(name))]
	if !known {
		kind = fileKind{"application/octet-stream", "binary", "Binary", false}
	}
	kind.snippet = kind.snippet && size < maxSnippet
	return kind
}

// newFile keeps a file that nobody has shared yet. The lock is held.
func (w *Workspace) newFile(f file) *file {
	f.id = "F" + strings.ToUpper(secretWord()[:10])
	f.created = w.config.Clock().Unix()
	if f.kind.mime == "" {
		f.kind = kindOf(f.name, max(f.size, len(f.content)))
	}
	if f.title == "" {
		f.title = f.name
	}
	kept := &f
	w.files[f.id] = kept
	return kept
}

// maxFile is the size of the largest file that this workspace takes.
func (w *Workspace) maxFile() int {
	if w.config.MaxFile > 0 {
		return w.config.MaxFile
	}
	return 1 << 30 // Slack's own limit
}

// share posts a message with files. The lock is held.
func (w *Workspace) share(room *conversation, m message, files []*file) *message {
	m.files = slices.Clone(files)
	posted := w.post(room, m)
	for _, f := range files {
		f.completed = true
		f.shares = append(f.shares, posted)
	}
	return posted
}

// Shared lists every message with files, whoever sent it, oldest first in each conversation.
func (w *Workspace) Shared() []Seen {
	w.mu.Lock()
	defer w.mu.Unlock()
	var all []Seen
	for _, room := range w.conversations {
		for _, m := range room.messages {
			if len(m.files) > 0 {
				all = append(all, m.seen())
			}
		}
	}
	return all
}

// DeleteFile takes a file away. Messages keep its place: a tombstone.
func (w *Workspace) DeleteFile(id string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	f := w.files[id]
	if f == nil || f.deleted {
		return notPossible("there is no file %q", id)
	}
	f.deleted, f.content = true, nil
	for _, m := range f.shares {
		m.seq = w.bump()
	}
	return nil
}

// visibleToApp reports whether the app may read a file: one of its own, or one in a conversation that its bot is in.
// The lock is held.
func (w *Workspace) visibleToApp(f *file) bool {
	return f.user == w.bot.ID || slices.ContainsFunc(f.shares, func(m *message) bool {
		return w.conversations[m.channel].has(w.bot.ID)
	})
}

// fileAddress is where a file's content is, for downloading or for looking at. The lock is held.
func (w *Workspace) fileAddress(f *file, download bool) string {
	if f.external != "" {
		return f.external
	}
	between := "/"
	if download {
		between = "/download/"
	}
	return fmt.Sprintf("%s/files-pri/%s-%s%s%s", w.address, w.config.TeamID, f.id, between, slug(f.name))
}

// slug is a file's name as it stands in an address.
func slug(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '.', r == '-', r == '_':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '_'
	}, name)
}

// fileInMessage is a file as messages and events tell it. The lock is held.
func (w *Workspace) fileInMessage(f *file) map[string]any {
	switch {
	case f.deleted:
		return map[string]any{"id": f.id, "mode": "tombstone"}
	case f.elsewhere:
		return map[string]any{
			"id": f.id, "mode": "file_access", "file_access": "check_file_info", "created": 0, "timestamp": 0, "user": "",
		}
	}
	return w.fileJSON(f)
}

// fileJSON is a file object: https://docs.slack.dev/reference/objects/file-object. The lock is held.
func (w *Workspace) fileJSON(f *file) map[string]any {
	mode := "hosted"
	switch {
	case f.external != "":
		mode = "external"
	case f.kind.snippet:
		mode = "snippet"
	}
	j := map[string]any{
		"id": f.id, "created": f.created, "timestamp": f.created, "name": f.name, "title": f.title,
		"mimetype": f.kind.mime, "filetype": f.kind.filetype, "pretty_type": f.kind.pretty, "user": f.user, "user_team": w.people[f.user].TeamID,
		"editable": f.kind.snippet, "size": f.size, "mode": mode, "is_external": f.external != "", "external_type": "",
		"is_public": false, "public_url_shared": false, "display_as_bot": false, "username": "",
		"url_private": w.fileAddress(f, false), "permalink": fmt.Sprintf("%s/files/%s/%s/%s", w.address, f.user, f.id, slug(f.name)),
		"has_rich_preview": false, "file_access": "visible",
	}
	if f.external != "" {
		j["external_type"] = "app"
	} else {
		j["url_private_download"] = w.fileAddress(f, true)
	}
	if f.altText != "" {
		j["alt_txt"] = f.altText
	}
	return j
}

// sharesJSON is where a file was shared, as files.info tells it. The lock is held.
func (w *Workspace) sharesJSON(f *file) map[string]any {
	private, public := map[string]any{}, map[string]any{}
	ims, channels := []string{}, []string{}
	for _, m := range f.shares {
		room := w.conversations[m.channel]
		if room.message(m.ts) == nil {
			continue // the message was deleted
		}
		one := map[string]any{"ts": m.ts, "team_id": w.config.TeamID, "reply_users": []string{}, "reply_users_count": 0, "reply_count": 0}
		if m.threadTS != "" {
			one["thread_ts"] = m.threadTS
		}
		if room.with != "" {
			private[m.channel] = []any{one}
			ims = append(ims, m.channel)
			continue
		}
		one["channel_name"] = room.name
		public[m.channel] = []any{one}
		channels = append(channels, m.channel)
	}
	shares := map[string]any{}
	if len(private) > 0 {
		shares["private"] = private
	}
	if len(public) > 0 {
		shares["public"] = public
	}
	return map[string]any{"shares": shares, "ims": ims, "channels": channels, "groups": []string{}, "comments_count": 0}
}

func (f *file) seen() SeenFile {
	return SeenFile{
		ID: f.id, Name: f.name, Title: f.title, Size: f.size, Type: f.kind.mime, Content: bytes.Clone(f.content), Deleted: f.deleted,
	}
}

func seenFiles(files []*file) []SeenFile {
	var seen []SeenFile
	for _, f := range files {
		seen = append(seen, f.seen())
	}
	return seen
}
