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
	"strings"
)

// replyPoster calls response_urls, and only those on Slack's own hosts or on the host of the Web API: the address comes with a
// request, and a forged one must not make us call where it likes.
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

// post answers through a response_url.
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
	if response.StatusCode != http.StatusOK {
		said, _ := io.ReadAll(io.LimitReader(response.Body, 512))
		return fmt.Errorf("bot: answering: Slack said %d: %s", response.StatusCode, said)
	}
	return nil
}

// withoutAddress drops the URL from a network error: a response_url lets whoever has it speak in the channel, so it is kept out of the log.
func withoutAddress(err error) error {
	var e *url.Error
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}
