package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// replyPoster calls response_urls, but only on Slack's own hosts or on the host of the Web API. The address comes with
// a request, and a forged request must not make us call any address that it likes.
type replyPoster struct {
	api    *url.URL
	client *http.Client
}

func newReplyPoster(apiURL string) (*replyPoster, error) {
	api, err := url.Parse(apiURL)
	if err != nil || api.Host == "" {
		return nil, fmt.Errorf("bot: the Slack API address %q is not a URL; write it as https://slack.com/api/", apiURL)
	}
	return &replyPoster{api: api, client: &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return errors.New("a response_url does not redirect") },
	}}, nil
}

// allows reports whether a response_url may be called.
func (p *replyPoster) allows(address *url.URL) bool {
	if address.User != nil {
		return false
	}
	if address.Host == p.api.Host && address.Scheme == p.api.Scheme {
		return true
	}
	return address.Scheme == "https" && (address.Host == "slack.com" || strings.HasSuffix(address.Host, ".slack.com"))
}

// post answers through a response_url. A refusal of Slack's comes back as slack-go's error, like that of a Web API
// method.
func (p *replyPoster) post(ctx context.Context, responseURL string, m Message) error {
	address, err := url.Parse(responseURL)
	if err != nil || !p.allows(address) {
		return fmt.Errorf("bot: the response_url is not on one of Slack's hosts")
	}
	body, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("bot: answering: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address.String(), bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("bot: answering: %w", err)
	}
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	response, err := p.client.Do(request)
	if err != nil {
		return fmt.Errorf("bot: answering: %w", withoutAddress(err))
	}
	defer func() { _ = response.Body.Close() }()
	said, err := io.ReadAll(io.LimitReader(response.Body, maxReplySaid))
	if err == nil {
		err = refusalOfReply(response.StatusCode, response.Header, said)
	}
	if err != nil {
		return fmt.Errorf("bot: answering: %w", withoutAddress(err))
	}
	return nil
}

// maxReplySaid is how much of a response_url's answer is read.
const maxReplySaid = 8 << 10

// slackWord matches one of Slack's error words standing alone, such as invalid_blocks.
var slackWord = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)+$`)

// refusalOfReply reads the answer of a response_url. Slack says what was wrong in the status, in a word, or in JSON
// under a 200. It is nil where the message was taken.
func refusalOfReply(status int, header http.Header, body []byte) error {
	if status == http.StatusTooManyRequests {
		if wait, err := strconv.Atoi(header.Get("Retry-After")); err == nil {
			return &slack.RateLimitedError{RetryAfter: time.Duration(wait) * time.Second}
		}
	}
	if status >= http.StatusInternalServerError {
		return slack.StatusCodeError{Code: status, Status: http.StatusText(status)}
	}
	var said struct {
		OK               *bool                  `json:"ok"`
		Error            string                 `json:"error"`
		ResponseMetadata slack.ResponseMetadata `json:"response_metadata"`
	}
	text := strings.TrimSpace(string(body))
	switch {
	case json.Unmarshal(body, &said) == nil && said.OK != nil:
		if *said.OK {
			return nil
		}
	case slackWord.MatchString(text):
		said.Error = text
	}
	switch {
	case said.Error != "":
		return slack.SlackErrorResponse{Err: said.Error, ResponseMetadata: said.ResponseMetadata}
	case status != http.StatusOK || said.OK != nil:
		return slack.StatusCodeError{Code: status, Status: http.StatusText(status)}
	}
	return nil
}

// withoutAddress drops the URL from a network error. Whoever has a response_url can speak in the channel, so it must
// not reach the log.
func withoutAddress(err error) error {
	var e *url.Error
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}
