package main

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"chaser/demo/lookalike"
	"chaser/store/storetest/filled"
)

// programs are the program itself: its start, its memory, and commands by HTTP from the signature to the answer.
func programs(ctx context.Context, b *bench) (err error) {
	folder, err := os.MkdirTemp("", "chaser-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	binary := filepath.Join(folder, "chaser")
	if out, err := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags", "-s -w", "-o", binary, "./cmd/chaser").CombinedOutput(); err != nil {
		return fmt.Errorf("building chaser, from the repository's root: %w: %s", err, out)
	}
	if _, _, err := b.council(ctx, "program", filled.Council{Indicators: ordinary, People: ordinary}); err != nil {
		return err
	}
	if err := b.close(); err != nil {
		return err
	}
	s, err := b.slack(ctx, binary, "program")
	if err != nil {
		return err
	}
	defer s.end()
	if err := b.alone(ctx, "from the start until it is ready", "ms", func(ctx context.Context) (float64, error) {
		begun := time.Now()
		p, err := s.serve(ctx)
		if err != nil {
			return 0, err
		}
		took := milliseconds(time.Since(begun))
		return took, p.stop()
	}, "the aim is 100 ms"); err != nil {
		return err
	}
	p, err := s.serve(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.stop()) }()
	if err := b.alone(ctx, "memory when idle, without the program's file", "MB", func(ctx context.Context) (float64, error) {
		time.Sleep(2 * time.Second)
		return p.memory()
	}, "the aim is 20 MB"); err != nil {
		return err
	}
	if err := b.alone(ctx, "transactions when idle", "/s", func(ctx context.Context) (float64, error) { return b.transactions(ctx, "program") },
		"what a server of many councils bears all day"); err != nil {
		return err
	}
	var made atomic.Int64 // over all paces, as a request that comes again is none
	posts := func(ctx context.Context, _ int) error {
		n := int(made.Add(1))
		return p.post(ctx, 1+n%(ordinary-1), n)
	}
	// A connection plans a statement at each of its first five runs. A pace that lasts is of what comes after.
	if _, err := paced(100, 6*time.Second, posts)(ctx); err != nil {
		return err
	}
	healthz := func(ctx context.Context, _ int) error { return p.alive(ctx) }
	server, err := sql.Open("postgres", b.server)
	if err != nil {
		return err
	}
	defer func() { _ = server.Close() }()
	for _, each := range []int{50, 200, 1000} {
		what := fmt.Sprintf("p99 of a posting by HTTP at %d a second", each)
		spent, err := newMeter(ctx, server, p.command.Process.Pid)
		if err != nil {
			return err
		}
		counted := func(ctx context.Context, n int) error {
			err := posts(ctx, n)
			if err == nil { // what is turned away costs too, but is no posting
				spent.done.Add(1)
			}
			return err
		}
		if err := b.pair(ctx, what, "ms", spent.around(paced(each, 3*time.Second, counted)),
			"the same program's /healthz at the same pace", paced(each, 3*time.Second, healthz)); err != nil {
			return err
		}
		b.costs(fmt.Sprintf("a posting by HTTP at %d a second, half of them Red, with what follows", each), spent, nil)
	}
	other := func(ctx context.Context, n int) error {
		return p.types(ctx, filled.Owner(5), filled.Code(4), filled.Code(4), n)
	}
	quiet := paced(20, 3*time.Second, other)
	return b.pair(ctx, "p99 of a card by HTTP while one other person sends 400 postings a second", "ms", func(ctx context.Context) (float64, error) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		go func() { // its answers do not matter: many are that it sends too many
			_, _ = paced(400, 4*time.Second, func(ctx context.Context, n int) error {
				_ = p.types(ctx, filled.Owner(1), fmt.Sprintf("%s %d Counted again, %s", filled.Code(ordinary), 70+n%20, inLetters(n)), "", 1_000_000+n)
				return nil
			})(ctx)
		}()
		time.Sleep(500 * time.Millisecond)
		return quiet(ctx)
	}, "the same while nobody else sends anything", quiet)
}

// workspace is a look-alike of Slack that the program calls, and what the program needs to start.
type workspace struct {
	binary string
	env    []string
	end    func()
}

func (b *bench) slack(ctx context.Context, binary, database string) (*workspace, error) {
	u, err := url.Parse(b.server)
	if err != nil {
		return nil, err
	}
	u.Path = "/" + database
	people := []lookalike.Person{{ID: filled.Team, Name: "Performance team"}, {ID: filled.Manager, Name: "Head of services"}}
	for n := range ordinary {
		people = append(people, lookalike.Person{ID: filled.Owner(n + 1), Name: fmt.Sprintf("Service lead %d", n+1)})
	}
	slack := lookalike.New(lookalike.Config{
		Clock: time.Now, BotToken: "xoxb-bench", SigningSecret: "bench", People: people,
		Channels: []lookalike.Channel{{ID: "CBENCH", Name: "performance", Members: []string{filled.Team}}}, Logger: slog.New(slog.DiscardHandler),
	})
	api := httptest.NewServer(slack.Handler())
	slack.SetAddress(api.URL)
	return &workspace{binary, append(os.Environ(), "DATABASE_URL="+u.String(), "SLACK_BOT_TOKEN=xoxb-bench", "SLACK_SIGNING_SECRET=bench",
		"SLACK_API_URL="+api.URL+"/api/", "LISTEN_ADDR=127.0.0.1:0", "CHASER_TRAIL_DIGEST=off"), func() { slack.Close(); api.Close() }}, nil
}

// program is chaser, serving.
type program struct {
	command *exec.Cmd
	at      string
}

// serve starts the program and returns when it is ready.
func (w *workspace) serve(ctx context.Context) (*program, error) {
	p := &program{command: exec.CommandContext(ctx, w.binary, "serve")}
	p.command.Env = w.env
	log, err := p.command.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(log)
	for p.at == "" && lines.Scan() {
		var entry struct{ Address string }
		if json.Unmarshal(lines.Bytes(), &entry) == nil && entry.Address != "" {
			p.at = "http://" + entry.Address
		}
	}
	go func() { _, _ = io.Copy(io.Discard, log) }()
	if p.at == "" {
		return nil, errors.Join(errors.New("chaser ended without serving"), p.command.Wait())
	}
	response, err := http.Get(p.at + "/readyz")
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("/readyz: %s", response.Status)
	}
	return p, nil
}

func (p *program) stop() error {
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return p.command.Wait()
}

// memory is how much it holds of the machine's memory, in MB, without the pages of its file, which are shared and can
// be given up.
func (p *program) memory() (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.command.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.SplitSeq(string(text), "\n") {
		if size, is := strings.CutPrefix(line, "RssAnon:"); is {
			kB, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(size), " kB"), 64)
			return kB / 1000, err
		}
	}
	return 0, errors.New("the system does not say how much memory a program has")
}

// transactions are how many are committed in a database in a second.
func (b *bench) transactions(ctx context.Context, database string) (float64, error) {
	db, err := sql.Open("postgres", b.server)
	if err != nil {
		return 0, err
	}
	defer func() { _ = db.Close() }()
	var before, after int64
	const watched = 10 * time.Second // the server counts with a delay of up to a second
	for _, into := range []*int64{&before, &after} {
		if err := db.QueryRowContext(ctx, `SELECT xact_commit FROM pg_stat_database WHERE datname = $1`, database).Scan(into); err != nil {
			return 0, err
		}
		if into == &before {
			time.Sleep(watched)
		}
	}
	return float64(after-before) / watched.Seconds(), nil
}

func (p *program) alive(ctx context.Context) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, p.at+"/healthz", nil)
	if err != nil {
		return err
	}
	response, err := client.Do(r)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, response.Body)
	return errors.Join(err, response.Body.Close())
}

// post posts a figure near what was last reported, so that nobody asks whether it is meant.
func (p *program) post(ctx context.Context, indicator, n int) error {
	value := 60 + (indicator*7+3)%41
	return p.types(ctx, filled.Owner(1+indicator%ordinary), fmt.Sprintf("%s %d Counted again, %s", filled.Code(indicator), value-n%2, inLetters(n)), "for Q3 2023/24", n)
}

var client = &http.Client{Transport: &http.Transport{MaxIdleConns: 500, MaxIdleConnsPerHost: 500}, Timeout: patience}

// types sends a command as Slack does. An answer without the expected words is an error.
func (p *program) types(ctx context.Context, who, text, expected string, n int) error {
	body := url.Values{
		"user_id": {who}, "channel_id": {"CBENCH"}, "team_id": {"T0COUNCIL"}, "command": {"/kpi"}, "text": {text}, "trigger_id": {strconv.Itoa(n)},
	}.Encode()
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	mac := hmac.New(sha256.New, []byte("bench"))
	mac.Write([]byte("v0:" + stamp + ":" + body))
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.at+"/slack/commands", strings.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("X-Slack-Request-Timestamp", stamp)
	r.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	response, err := client.Do(r)
	if err != nil {
		return err
	}
	answer, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return err
	}
	if !strings.Contains(string(answer), expected) {
		return fmt.Errorf("%q is answered %s", text, answer[:min(len(answer), 300)])
	}
	return nil
}

// inLetters is a number in letters, since a commentary's digits are read as figures.
func inLetters(n int) (letters string) {
	for ; n > 0 || letters == ""; n /= 20 {
		letters = string("bcdfghjklmnpqrstvwxz"[n%20]) + letters
	}
	return letters
}
