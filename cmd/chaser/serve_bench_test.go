package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkPostFigure is one posting from the signed HTTP request to the answer that follows the commit.
// testdata/post_figure.pgbench is the least that it must write, which package store holds it against.
func BenchmarkPostFigure(b *testing.B) {
	_, address := served(b, "http://127.0.0.1:9/api/")
	n := 0
	for b.Loop() {
		n++
		body := url.Values{
			"user_id": {"U0CORONER"}, "channel_id": {"C0CSMI"}, "team_id": {"T0COUNCIL"}, "command": {"/kpi"},
			"text": {fmt.Sprintf("178 %d Counted again", n)}, "trigger_id": {strconv.Itoa(n)},
		}.Encode()
		stamp := strconv.FormatInt(time.Now().Unix(), 10)
		mac := hmac.New(sha256.New, []byte("secret"))
		mac.Write([]byte("v0:" + stamp + ":" + body))
		request, err := http.NewRequestWithContext(b.Context(), http.MethodPost, address+"/slack/commands", strings.NewReader(body))
		if err != nil {
			b.Fatal(err)
		}
		request.Header.Set("X-Slack-Request-Timestamp", stamp)
		request.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			b.Fatal(err)
		}
		answer, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil || !strings.Contains(string(answer), fmt.Sprintf("%d", n)) {
			b.Fatalf("%v: %d %s", err, response.StatusCode, answer)
		}
	}
}
