package lookalike

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

// sheet is a file's content, with bytes that are no text.
var sheet = []byte("PK\x03\x04 a sheet \x00\xff")

// begun is an upload that waits to be completed.
func begun(t *testing.T, a *app, name string, content []byte) string {
	t.Helper()
	u, err := a.api.GetUploadURLExternalContext(t.Context(), slack.GetUploadURLExternalParameters{FileName: name, FileSize: len(content)})
	if err != nil {
		t.Fatal(err)
	}
	err = a.api.UploadToURL(t.Context(), slack.UploadToURLParameters{UploadURL: u.UploadURL, Reader: bytes.NewReader(content), Filename: name})
	if err != nil {
		t.Fatal(err)
	}
	return u.FileID
}

func completing(t *testing.T, a *app, channel, thread string, ids ...string) error {
	t.Helper()
	params := slack.CompleteUploadExternalParameters{Channel: channel, ThreadTimestamp: thread, InitialComment: "The report & its sheet"}
	for _, id := range ids {
		params.Files = append(params.Files, slack.FileSummary{ID: id, Title: "Titled " + id})
	}
	_, err := a.api.CompleteUploadExternalContext(t.Context(), params)
	return err
}

// wantWord checks that a call ended with one of Slack's words, or with none.
func wantWord(t *testing.T, what string, err error, word string) {
	t.Helper()
	var said slack.SlackErrorResponse
	switch {
	case word == "" && err != nil, word != "" && (!errors.As(err, &said) || said.Err != word):
		t.Errorf("%s: %v, want %q", what, err, word)
	}
}

func TestAnAppSharesFiles(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	dm := w.DirectMessage("U0COR")
	one, two := begun(t, a, "Report Q2.docx", sheet), begun(t, a, "figures.csv", []byte("code,value\n178,142\n"))
	if err := completing(t, a, dm, "", one, two); err != nil {
		t.Fatal(err)
	}
	said := w.Messages(dm, "U0COR")
	if len(said) != 1 || said[0].Text != "The report & its sheet" || len(said[0].Files) != 2 || !bytes.Equal(said[0].Files[0].Content, sheet) {
		t.Fatalf("what is seen: %+v", said)
	}
	info, _, _, err := a.api.GetFileInfoContext(t.Context(), one, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode != "hosted" || info.Filetype != "docx" || info.Size != len(sheet) || info.Title != "Titled "+one || info.Shares.Private[dm][0].Ts != said[0].TS {
		t.Errorf("files.info says %+v", info)
	}
	if info, _, _, err := a.api.GetFileInfoContext(t.Context(), two, 0, 0); err != nil || info.Mode != "snippet" || info.Mimetype != "text/csv" {
		t.Errorf("of a text files.info says %+v, %v", info, err)
	}
	var got bytes.Buffer
	if err := a.api.GetFileContext(t.Context(), info.URLPrivateDownload, &got); err != nil || !bytes.Equal(got.Bytes(), sheet) {
		t.Errorf("downloaded %q, %v", got.Bytes(), err)
	}
	history, err := a.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: dm})
	if err != nil || len(history.Messages) != 1 || len(history.Messages[0].Files) != 2 || history.Messages[0].Files[1].ID != two {
		t.Errorf("the history holds %+v, %v", history, err)
	}
	page := shownPage(t, w, "/?as=U0COR&in="+dm)
	link := between(page, `<a href="`, `" download>Titled `+one)
	if !strings.Contains(page, "Word Document, 15 bytes") || shownPage(t, w, link) != string(sheet) {
		t.Errorf("the page does not give the file: %q", link)
	}
	for _, other := range []string{"U0LIB", "U0GUEST"} {
		if response, err := w.client.Get(w.address + strings.Replace(link, "as=U0COR", "as="+other, 1)); err != nil || response.StatusCode != http.StatusNotFound {
			t.Errorf("%s gets somebody else's file: %v, %v", other, response, err)
		} else {
			_ = response.Body.Close()
		}
	}
	noRefusals(t, w)
}

// between is what stands before the end, from the last begin before it.
func between(text, begin, end string) string {
	before, _, _ := strings.Cut(text, end)
	return strings.ReplaceAll(before[strings.LastIndex(before, begin)+len(begin):], "&amp;", "&")
}

func TestWhatSlackSaysOfAnUpload(t *testing.T) {
	t.Parallel()
	w, a := stage(t, func(c *Config) { c.MaxFile = 100 })
	dm := w.DirectMessage("U0COR")
	for word, params := range map[string]slack.GetUploadURLExternalParameters{
		"file_upload_size_restricted": {FileName: "large.pdf", FileSize: 101},
		"missing_argument":            {FileName: "empty.pdf", FileSize: 0},
		"alt_txt_too_large":           {FileName: "a.png", FileSize: 1, AltTxt: strings.Repeat("x", 1001)},
		"":                            {FileName: "a.png", FileSize: 100},
	} {
		if params.FileSize == 0 { // slack-go asks nothing then
			continue
		}
		_, err := a.api.GetUploadURLExternalContext(t.Context(), params)
		wantWord(t, params.FileName, err, word)
	}
	never, err := a.api.GetUploadURLExternalContext(t.Context(), slack.GetUploadURLExternalParameters{FileName: "a.txt", FileSize: 5})
	if err != nil {
		t.Fatal(err)
	}
	id := begun(t, a, "a.xlsx", sheet)
	for _, c := range []struct{ what, channel, thread, id, word string }{
		{"without its content", dm, "", never.FileID, "file_not_found"},
		{"an unknown file", dm, "", "F0NONE", "file_not_found"},
		{"a person's id", "U0COR", "", id, "channel_not_found"},
		{"where the bot is not", "C0PRIV", "", id, "not_in_channel"},
		{"an archived channel", "C0OLD", "", id, "invalid_channel"},
		{"an unknown thread", dm, "1.1", id, "invalid_arguments"},
		{"all that is right", dm, "", id, ""},
		{"once more", dm, "", id, "file_not_found"},
	} {
		wantWord(t, c.what, completing(t, a, c.channel, c.thread, c.id), c.word)
	}
	if said := w.Messages(dm, "U0COR"); len(said) != 1 {
		t.Errorf("%d messages", len(said))
	}
	_, err = a.api.CompleteUploadExternalContext(t.Context(), slack.CompleteUploadExternalParameters{
		Files: []slack.FileSummary{{ID: begun(t, a, "b.xlsx", sheet)}}, Channel: dm,
		Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewMarkdownBlock("", "*words*")}},
	})
	wantWord(t, "a Markdown block", err, "internal_error")
	err = a.api.UploadToURL(t.Context(), slack.UploadToURLParameters{UploadURL: never.UploadURL, Content: "too long", Filename: "a.txt"})
	var status slack.StatusCodeError
	if !errors.As(err, &status) || status.Code == http.StatusOK {
		t.Errorf("a file of another length was taken: %v", err)
	}
}

func TestFilesNeedTheirScopes(t *testing.T) {
	t.Parallel()
	w, a := stage(t, func(c *Config) {
		c.Scopes = []string{"chat:write", "im:history"}
		c.AskedAMinute = 2
		c.Limits = time.Now
	})
	_, err := a.api.GetUploadURLExternalContext(t.Context(), slack.GetUploadURLExternalParameters{FileName: "a", FileSize: 1})
	wantWord(t, "files.getUploadURLExternal", err, "missing_scope")
	wantWord(t, "files.completeUploadExternal", completing(t, a, w.DirectMessage("U0COR"), "", "F1"), "missing_scope")
	_, _, _, err = a.api.GetFileInfoContext(t.Context(), "F1", 0, 0)
	wantWord(t, "files.info", err, "missing_scope")
	for range 2 {
		_, _, _, err = a.api.GetFileInfoContext(t.Context(), "F1", 0, 0)
	}
	var limited *slack.RateLimitedError
	if !errors.As(err, &limited) {
		t.Errorf("the third call in a minute: %v", err)
	}
}

// The app hears of a person's file as Slack tells it, and reads it with its token alone.
func TestAPersonSendsAFile(t *testing.T) {
	t.Parallel()
	events := make(chan map[string]any, 8)
	w, a := stage(t)
	a.onEvent = func(_ http.ResponseWriter, _ *http.Request, body []byte) {
		var envelope struct{ Event map[string]any }
		_ = json.Unmarshal(body, &envelope)
		events <- envelope.Event
	}
	w.config.EventsURL = strings.Replace(w.config.CommandsURL, "/commands", "/events", 1)
	dm := w.DirectMessage("U0LIB")
	send := func(words string, uploads ...Upload) map[string]any {
		t.Helper()
		do(t, func(ctx context.Context) (Answer, error) { return w.SendFile(ctx, "U0LIB", dm, "", words, uploads...) })
		return <-events
	}
	event := send("our figures", Upload{Name: "Figures Q2.xlsx", Content: sheet})
	file := object(list(event["files"])[0])
	if event["subtype"] != FileShare || event["channel_type"] != "im" || event["text"] != "our figures" || event["team"] != nil ||
		file["filetype"] != "xlsx" || file["mode"] != "hosted" || file["size"] != float64(len(sheet)) || file["file_access"] != "visible" || file["user"] != "U0LIB" {
		t.Errorf("the event is %v", event)
	}
	private, _ := file["url_private_download"].(string)
	var got bytes.Buffer
	if err := a.api.GetFileContext(t.Context(), private, &got); err != nil || !bytes.Equal(got.Bytes(), sheet) {
		t.Errorf("downloaded %q, %v", got.Bytes(), err)
	}
	noRefusals(t, w)
	response, err := http.Get(private) // a client that follows redirects
	if err != nil {
		t.Fatal(err)
	}
	page, _ := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if response.StatusCode != http.StatusOK || !bytes.Contains(page, []byte("Sign in")) || bytes.Contains(page, sheet) {
		t.Errorf("without a token: %d %s", response.StatusCode, page)
	}
	http.DefaultClient.CloseIdleConnections()

	connect := object(list(send("", Upload{Name: "theirs.csv", Content: []byte("a"), ElsewhereOwned: true})["files"])[0])
	if connect["file_access"] != "check_file_info" || connect["url_private"] != nil {
		t.Errorf("a file of another organisation's: %v", connect)
	}
	theirs, _ := connect["id"].(string)
	if info, _, _, err := a.api.GetFileInfoContext(t.Context(), theirs, 0, 0); err != nil || info.Name != "theirs.csv" {
		t.Errorf("files.info of it: %+v, %v", info, err)
	}
	closed, _ := object(list(send("", Upload{Name: "c.csv", ElsewhereOwned: true, Closed: true})["files"])[0])["id"].(string)
	_, _, _, err = a.api.GetFileInfoContext(t.Context(), closed, 0, 0)
	wantWord(t, "a file that is closed to us", err, "access_denied")
	drive := object(list(send("", Upload{Name: "Ours", External: "https://drive.example.org/1"})["files"])[0])
	if drive["is_external"] != true || drive["mode"] != "external" || drive["url_private"] != "https://drive.example.org/1" {
		t.Errorf("an external file: %v", drive)
	}

	id, _ := file["id"].(string)
	if err := w.DeleteFile(id); err != nil {
		t.Fatal(err)
	}
	_, _, _, err = a.api.GetFileInfoContext(t.Context(), id, 0, 0)
	wantWord(t, "a deleted file", err, "file_deleted")
	history, err := a.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: dm})
	if err != nil || history.Messages[3].Files[0].Mode != "tombstone" {
		t.Errorf("the history of a deleted file: %+v, %v", history, err)
	}
}

// The page sends what was chosen beside the line.
func TestAFileIsSentOnThePage(t *testing.T) {
	t.Parallel()
	w, _ := stage(t, func(c *Config) { c.MaxFile = 100 })
	dm := w.DirectMessage("U0LIB")
	post := func(name string, content []byte) string {
		t.Helper()
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		for field, value := range map[string]string{"as": "U0LIB", "in": dm, "line": "here"} {
			_ = form.WriteField(field, value)
		}
		part, _ := form.CreateFormFile("file", name)
		_, _ = part.Write(content)
		_ = form.Close()
		response, err := w.client.Post(w.address+"/act/type", form.FormDataContentType(), &body)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		return response.Header.Get("Location")
	}
	post("figures.xlsx", sheet)
	post("", nil) // nothing was chosen
	said := w.Messages(dm, "U0LIB")
	if len(said) != 2 || len(said[0].Files) != 1 || said[0].Files[0].Name != "figures.xlsx" || said[0].Text != "here" || len(said[1].Files) != 0 {
		t.Errorf("what was sent: %+v", said)
	}
	if leads := post("large.xlsx", make([]byte, 101)); !strings.Contains(leads, "larger+than+the+100+bytes") {
		t.Errorf("a file over the limit leads to %s", leads)
	}
}
