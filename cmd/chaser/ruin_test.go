package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chaser/internal/thorough"
)

// besieged is `chaser serve` on a database that comes to harm while service leads post, with what each was told.
type besieged struct {
	t       *testing.T
	dsn     string
	address string
	ran     *running

	stop   atomic.Bool
	people sync.WaitGroup
	mu     sync.Mutex
	told   map[string]string // what was answered, by the words of the posting
}

// besiege serves the seed's council on a database.
func besiege(t *testing.T, dsn string) *besieged {
	t.Helper()
	environment := map[string]string{
		"DATABASE_URL": dsn, "SLACK_BOT_TOKEN": "xoxb-test", "SLACK_SIGNING_SECRET": "secret",
		"SLACK_API_URL": "http://127.0.0.1:9/api/", "LISTEN_ADDR": "127.0.0.1:0",
	}
	for _, args := range [][]string{{"migrate"}, {"import", "../../demo/seed/register.json"}} {
		if code := run(t.Context(), args, streams{out: io.Discard, err: os.Stderr, environment: environment}); code != 0 {
			t.Fatalf("%v ended with %d", args, code)
		}
	}
	b := &besieged{t: t, dsn: dsn, ran: start(t, environment, true, "serve"), told: map[string]string{}}
	var entry struct{ Address string }
	check(t, json.Unmarshal([]byte(b.ran.line("chaser is serving")), &entry))
	b.address = "http://" + entry.Address
	go func() {
		for b.ran.lines.Scan() { // its log must not block it
		}
	}()
	return b
}

// poster is who posts one indicator's figure, again and again.
type poster struct {
	code, owner string
	value       int // about what was last reported, so that nobody asks whether it is meant
}

var posters = []poster{
	{"LIB1", "U0LIB", 96326}, {"178", "U0CORONER", 142}, {"175", "U0CORONER", 200}, {"YTH1", "U0YOUTH", 300}, {"TRS1", "U0TRADING", 280},
	{"DAV1", "U0DAVIOL", 400}, {"199", "U0DAVIOL", 50}, {"176", "U0CORONER", 200},
}

// post lets everybody post until halt.
func (b *besieged) post() {
	var round atomic.Int64
	for _, p := range posters {
		b.people.Go(func() {
			for n := 0; !b.stop.Load(); n++ {
				words := "Counted again, " + inLetters(round.Add(1))
				answer := b.types(p.owner, fmt.Sprintf("%s %d %s", p.code, p.value+n%4, words), words)
				b.mu.Lock()
				b.told[words] = answer
				b.mu.Unlock()
			}
		})
	}
}

func (b *besieged) halt() {
	b.stop.Store(true)
	b.people.Wait()
}

// inLetters is a number in letters, since a commentary's digits are read as figures.
func inLetters(n int64) (letters string) {
	for ; n > 0 || letters == ""; n /= 20 {
		letters = string("bcdfghjklmnpqrstvwxz"[n%20]) + letters
	}
	return letters
}

// types sends a command as Slack does, and returns what is answered: nothing where the answer did not come.
func (b *besieged) types(who, text, request string) string {
	body := url.Values{
		"user_id": {who}, "channel_id": {"C0CSMI"}, "team_id": {"T0COUNCIL"}, "command": {"/kpi"}, "text": {text}, "trigger_id": {request},
	}.Encode()
	stamp := fmt.Sprint(time.Now().Unix())
	mac := hmac.New(sha256.New, []byte("secret"))
	mac.Write([]byte("v0:" + stamp + ":" + body))
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second) // Slack's
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, b.address+"/slack/commands", strings.NewReader(body))
	if err != nil {
		return ""
	}
	r.Header.Set("X-Slack-Request-Timestamp", stamp)
	r.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return ""
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return ""
	}
	return string(answer)
}

// acknowledged reports whether an answer says that the figure was saved.
func acknowledged(answer string) bool {
	return strings.Contains(answer, `"text":"Revised from `) || strings.Contains(answer, `"text":"Posted `)
}

// until waits until so many more were answered so.
func (b *besieged) until(more int, so func(answer string) bool) {
	b.t.Helper()
	count := func() (n int) {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, answer := range b.told {
			if so(answer) {
				n++
			}
		}
		return n
	}
	for begun, until := count(), time.Now().Add(2*time.Minute); count() < begun+more; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(until) {
			b.t.Fatal("nothing goes on for two minutes")
		}
	}
}

func refused(answer string) bool { return !acknowledged(answer) }

// judge compares what was answered with what is held: what was acknowledged stands once, nothing stands twice, what was
// said not to be saved is not there, and the audit trail tells of all of it.
func (b *besieged) judge() {
	b.t.Helper()
	b.halt()
	db, err := sql.Open("postgres", b.dsn)
	check(b.t, err)
	defer func() { check(b.t, db.Close()) }()
	rows, err := db.QueryContext(b.t.Context(), `SELECT COALESCE(NULLIF(reason, ''), commentary), count(*) FROM figure_revisions GROUP BY 1`)
	check(b.t, err)
	defer func() { check(b.t, rows.Close()) }()
	held := map[string]int{}
	for rows.Next() {
		var words string
		var n int
		check(b.t, rows.Scan(&words, &n))
		held[words] = n
	}
	check(b.t, rows.Err())
	saved, lost, doubled, lied := 0, 0, 0, 0
	for words, answer := range b.told {
		n := held[words]
		if acknowledged(answer) {
			saved++
		}
		if acknowledged(answer) && n == 0 {
			lost++
			b.t.Errorf("%q was acknowledged and is not there", words)
		}
		if n > 1 {
			doubled++
			b.t.Errorf("%q is there %d times", words, n)
		}
		if n > 0 && strings.Contains(strings.ToLower(answer), "nothing was saved") {
			lied++
			b.t.Errorf("%q is there, and the answer was %s", words, answer)
		}
	}
	b.t.Logf("%d postings, %d acknowledged: %d lost, %d doubled, %d said not to be saved and saved", len(b.told), saved, lost, doubled, lied)
	environment := map[string]string{"DATABASE_URL": b.dsn}
	if code := run(b.t.Context(), []string{"audit", "verify"}, streams{out: io.Discard, err: os.Stderr, environment: environment}); code != 0 {
		b.t.Errorf("audit verify ended with %d", code)
	}
	if code := b.ran.end(); code != 0 {
		b.t.Errorf("serve ended with %d", code)
	}
}

// goodPostings is how many postings go well before something happens and after it: enough that each person has one
// under way, and more where several rounds are played.
func goodPostings() int {
	if *ruinRounds > 1 {
		return 40
	}
	return 5 + len(posters)
}

var ruinRounds = flag.Int("ruin.rounds", 1, "how often the database is killed, failed over, filled up and denied; CI plays 4, `make crash` 40")

// The database is killed while everybody posts, and comes back at once or after a while.
func TestTheDatabaseIsKilled(t *testing.T) {
	t.Parallel()
	p := newPostgres(t, t.TempDir())
	b := besiege(t, address(p))
	b.post()
	for round := range *ruinRounds {
		b.until(goodPostings(), acknowledged)
		p.kill()
		if round%2 == 0 { // long enough that people read that it is away
			b.until(5, refused)
		}
		p.start()
	}
	b.until(goodPostings(), acknowledged)
	b.judge()
}

// The server fails, and its synchronous standby takes over.
func TestFailover(t *testing.T) {
	t.Parallel()
	thorough.LeaveToCI(t)
	first := newPostgres(t, t.TempDir(), "wal_keep_size = '256MB'")
	second := placePostgres(t, t.TempDir())
	first.follow(second)
	b := besiege(t, address(first, second))
	b.post()
	for round := range *ruinRounds {
		b.until(goodPostings(), acknowledged)
		first.kill()
		begun := time.Now()
		second.set("synchronous_standby_names = ''")
		second.does("pg_ctl", "-D", second.dir, "-w", "promote")
		second.does("pg_ctl", "-D", second.dir, "reload")
		b.until(1, acknowledged)
		t.Logf("postings went on %v after the first server's end", time.Since(begun).Round(time.Millisecond))
		b.until(goodPostings(), acknowledged)
		if round == *ruinRounds-1 { // nobody needs to follow any more
			break
		}
		check(t, os.RemoveAll(first.dir))
		second.follow(first)
		first, second = second, first
	}
	b.judge()
}

// follow makes another server this one's synchronous standby, and starts it.
func (p *ruinedPostgres) follow(by *ruinedPostgres) {
	p.t.Helper()
	p.does("pg_basebackup", "-D", by.dir, "-h", "127.0.0.1", "-p", p.port, "-U", "chaser", "-R", "-c", "fast", "-X", "stream")
	by.set()
	by.start()
	p.set("synchronous_standby_names = '*'")
	p.does("pg_ctl", "-D", p.dir, "reload")
}

// The disk fills up while everybody posts, until somebody makes room.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	thorough.LeaveToCI(t)
	in := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=160M", "none", in).CombinedOutput(); err != nil {
		t.Skipf("a small disk is mounted as root alone: %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", "-l", in).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	})
	p := newPostgres(t, in)
	b := besiege(t, address(p))
	b.post()
	filler := filepath.Join(in, "filler")
	for range *ruinRounds {
		b.until(goodPostings(), acknowledged)
		full := make(chan struct{})
		filled := make(chan struct{})
		go func() { // whatever PostgreSQL gives back is taken too
			defer close(filled)
			for {
				select {
				case <-full:
					return
				case <-time.After(time.Millisecond):
					fill(filler)
				}
			}
		}()
		b.until(8, refused)
		close(full)
		<-filled
		check(t, os.Remove(filler))
	}
	b.until(goodPostings(), acknowledged)
	b.judge()
}

// fill makes a file as large as there is room.
func fill(name string) {
	file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	defer func() { _ = file.Close() }()
	for _, size := range []int{1 << 20, 1 << 12, 1} {
		for block := make([]byte, size); ; {
			if n, err := file.Write(block); err != nil || n < size {
				break
			}
		}
	}
}

// Other programs take every connection that the server has.
func TestNoConnectionIsLeft(t *testing.T) {
	t.Parallel()
	thorough.LeaveToCI(t)
	p := newPostgres(t, t.TempDir(), "max_connections = 24", "superuser_reserved_connections = 0")
	b := besiege(t, address(p))
	others, err := sql.Open("postgres", b.dsn)
	check(t, err)
	t.Cleanup(func() { check(t, others.Close()) })
	b.post()
	for range *ruinRounds {
		b.until(goodPostings(), acknowledged)
		first, err := others.Conn(t.Context())
		check(t, err)
		taken := []*sql.Conn{first}
		for range 24 { // it gets what Chaser's connections, which it ends, leave free
			_, err := first.ExecContext(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'chaser'`)
			check(t, err)
			if one, err := others.Conn(t.Context()); err == nil {
				taken = append(taken, one)
			}
		}
		b.until(5, refused)
		for _, one := range taken {
			check(t, one.Close())
		}
	}
	b.until(goodPostings(), acknowledged)
	b.judge()
}
