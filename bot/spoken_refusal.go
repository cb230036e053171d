package bot

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"time"
)

// spokenRefusal lets the client hear the word of a refusal that comes with a status of the four hundreds: it would read
// the status alone, and what to do depends on the word. It also gives a 429 that does not say how long Slack wants to
// be left alone a time to wait.
type spokenRefusal struct{ next http.RoundTripper }

// maxRefusal is how much of a refusal is read.
const maxRefusal = 64 << 10

// RoundTrip is http.RoundTripper's.
func (t spokenRefusal) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := t.next.RoundTrip(r)
	if err != nil || answer.StatusCode < http.StatusBadRequest || answer.StatusCode >= http.StatusInternalServerError {
		return answer, err
	}
	if answer.StatusCode == http.StatusTooManyRequests {
		if _, err := strconv.Atoi(answer.Header.Get("Retry-After")); err != nil {
			answer.Header.Set("Retry-After", strconv.Itoa(int(limitedFor/time.Second)))
		}
		return answer, nil
	}
	body, _ := io.ReadAll(io.LimitReader(answer.Body, maxRefusal)) // what is cut off is no JSON
	_ = answer.Body.Close()
	answer.Body = io.NopCloser(bytes.NewReader(body))
	var said struct {
		OK    *bool  `json:"ok"`
		Error string `json:"error"`
	}
	if json.Unmarshal(body, &said) == nil && said.OK != nil && !*said.OK && said.Error != "" {
		answer.StatusCode, answer.Status = http.StatusOK, "200 OK"
	}
	return answer, nil
}
