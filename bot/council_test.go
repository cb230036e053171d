package bot_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"chaser/bot"
	"chaser/demo"
	"chaser/demo/lookalike"
	"chaser/demo/seed"
	"chaser/kpi"
	"chaser/register"
	"chaser/store"
	"chaser/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

const (
	coroner   = "U0CORONER"
	registrar = "U0REGISTR"
	librarian = "U0LIB"
	team      = "U0PERF"
	member    = "U0CLLR1"
	officer   = "U0OFFICER" // a member of the workspace whom the register does not know
	channel   = "C0PERFORM"
)

// council is the seed's council on Monday 8 January 2024, its bot listening to a Slack look-alike over HTTP. Every test
// has its own.
type council struct {
	*testing.T
	slack    *lookalike.Workspace
	store    *store.Store
	chaser   *bot.Bot
	slackURL string
	log      *logged
	clock    *clock
	dsn      string
	expected int // how many refusals of Slack's are part of the story

	shut map[string]bool // by Slack's error word: the refusals that the story is about
}

// clock stands still until it is moved.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// logged is what the bot logged.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// newCouncil begins a day at the council, whose bot is called over HTTP; change may add to its register.
func newCouncil(t *testing.T, change ...func(*kpi.Register)) *council {
	t.Helper()
	return newCouncilThrough(t, throughHTTP, change...)
}

// door is the way by which Slack reaches the bot.
type door string

const (
	throughHTTP   door = "HTTP"
	throughSocket door = "Socket Mode"
)

func newCouncilThrough(t *testing.T, by door, change ...func(*kpi.Register)) *council {
	t.Helper()
	return newCouncilIn(t, by, func(*lookalike.Config) {}, change...)
}

// migrated is a database with its schema and nothing in it; withSeed holds the seed register too, since the morning.
var (
	migrated = storetest.Template{Fill: func(t testing.TB, dsn string) { must(t, openMigrated(t, dsn).Close()) }}
	withSeed = storetest.Template{Fill: func(t testing.TB, dsn string) {
		s := openMigrated(t, dsn)
		_, err := s.ImportRegister(t.Context(), seedRegister(t), morning(t), false)
		must(t, err)
		must(t, s.Close())
	}}
)

func openMigrated(t testing.TB, dsn string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dsn)
	must(t, err)
	_, err = s.Migrate(t.Context())
	must(t, err)
	return s
}

func seedRegister(t testing.TB) kpi.Register {
	t.Helper()
	r, faults := register.ReadJSON(bytes.NewReader(seed.Register))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return r
}

func londonTime(t testing.TB) *time.Location {
	t.Helper()
	london, err := time.LoadLocation("Europe/London")
	must(t, err)
	return london
}

// patiently is an address on which a machine that runs many tests at once may take its time to connect. The program
// itself gives up after two seconds, while there is still time to tell who waits.
func patiently(t testing.TB, dsn string) string {
	t.Helper()
	return addressWith(t, waitingFor(t, dsn, slowedBy*time.Second), "connect_timeout", "20")
}

// slowedBy is how many times as long Slack, the bot and locks wait for one another in a story as they do for people.
// What a story looks for is not how long an answer takes, which many tests at once and the race detector make longer.
const slowedBy = 10

// waitingFor is an address on which a lock is waited for so long, and a statement half as long again.
func waitingFor(t testing.TB, dsn string, lock time.Duration) string {
	t.Helper()
	dsn = addressWith(t, dsn, "lock_timeout", strconv.FormatInt(lock.Milliseconds(), 10))
	return addressWith(t, dsn, "statement_timeout", strconv.FormatInt((lock*3/2).Milliseconds(), 10))
}

func addressWith(t testing.TB, dsn, name, value string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	must(t, err)
	q := u.Query()
	q.Set(name, value)
	u.RawQuery = q.Encode()
	return u.String()
}

// morning is when every test's day begins.
func morning(t testing.TB) time.Time {
	return time.Date(2024, time.January, 8, 9, 0, 0, 0, londonTime(t))
}

// newCouncilIn begins a day in a Slack workspace that differs from the seed's in something.
func newCouncilIn(t *testing.T, by door, workspaceIs func(*lookalike.Config), change ...func(*kpi.Register)) *council {
	t.Helper()
	london := londonTime(t)
	c := &council{T: t, log: &logged{}, clock: &clock{now: morning(t)}}

	r := seedRegister(t)
	for _, f := range change {
		f(&r)
	}
	holds := &withSeed
	if len(change) > 0 {
		holds = &migrated
	}
	var err error
	c.dsn = holds.DSN(t)
	c.store, err = store.Open(t.Context(), patiently(t, c.dsn))
	must(t, err)
	t.Cleanup(func() { _ = c.store.Close() })
	if len(change) > 0 {
		_, err = c.store.ImportRegister(t.Context(), r, c.clock.Now(), false)
		must(t, err)
	}

	app := httptest.NewUnstartedServer(nil)
	address := "http://" + app.Listener.Addr().String()
	people := append(demo.People(r, "Europe/London"),
		lookalike.Person{ID: "U0CHASER", Name: "Chaser", Bot: true}, lookalike.Person{ID: "U0BOTTY", Name: "Another bot", Bot: true},
		lookalike.Person{ID: "U0STRANGER", Name: "A stranger", TeamID: "T0ELSEWHERE"},
		lookalike.Person{ID: "U0SINGLE", Name: "A guest of one channel", UltraRestricted: true})
	channels := demo.Channels(r)
	for n := range channels {
		channels[n].Members = append(channels[n].Members, "U0STRANGER", "U0SINGLE")
	}
	workspace := lookalike.Config{
		Clock: c.clock.Now, TeamName: "Council", People: people, Channels: channels,
		BotToken: "xoxb-test", SigningSecret: "secret", Command: "/kpi", Logger: slog.New(slog.DiscardHandler),
		Shortcuts: []lookalike.Shortcut{{CallbackID: "show_card", Name: "Show the card"}},
		Groups:    []lookalike.Group{{ID: "S0LIBTEAM", Handle: "libraries-team"}}, AnswerWithin: slowedBy * 3 * time.Second,
	}
	if by == throughSocket {
		workspace.AppToken = "xapp-test"
	} else {
		workspace.CommandsURL, workspace.InteractionsURL = address+"/slack/commands", address+"/slack/interactions"
		workspace.EventsURL = address + "/slack/events"
	}
	workspaceIs(&workspace)
	c.slack = lookalike.New(workspace)
	slackServer := httptest.NewServer(recorded(t, c.slack.Handler()))
	t.Cleanup(slackServer.Close)
	t.Cleanup(c.slack.Close)
	c.slack.SetAddress(slackServer.URL)
	c.slackURL = slackServer.URL

	b, err := bot.New(bot.Config{
		Store: c.store, Slack: bot.Connect(slackServer.URL+"/api/", "xoxb-test", workspace.AppToken), APIURL: slackServer.URL + "/api/",
		Now: c.clock.Now, Zone: london, Command: "/kpi", Log: slog.New(slog.NewTextHandler(c.log, nil)), AnswerWithin: slowedBy * bot.DefaultAnswerWithin,
	})
	must(t, err)
	c.chaser = b
	app.Config.Handler = recordedAnswers(t, b.Handler("secret"))
	app.Start()
	t.Cleanup(app.Close)
	if by == throughSocket {
		c.opensSocket(b)
	}
	t.Cleanup(c.refusesNothing)
	return c
}

// recorded keeps what is said to Slack, so that it can be checked against Slack's own types.
func recorded(t *testing.T, slack http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			bot.RecordCall(t, t.Name()+" "+r.URL.Path, body)
			r.Body = io.NopCloser(bytes.NewReader(body))
		}
		slack.ServeHTTP(w, r)
	})
}

// recordedAnswers keeps what the bot answers to Slack's requests.
func recordedAnswers(t *testing.T, app http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		app.ServeHTTP(answer, r)
		bot.RecordCall(t, t.Name()+" "+r.URL.Path, answer.Body.Bytes())
		maps.Copy(w.Header(), answer.Header())
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	})
}

// opensSocket connects the bot to Slack until the story ends.
func (c *council) opensSocket(b *bot.Bot) {
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Socket(ctx) }()
	c.Cleanup(func() {
		stop()
		must(c.T, <-ended)
	})
	must(c.T, c.slack.Until(c.Context(), func() bool { return c.slack.Connected() == 1 }))
}

// refusesNothing ends every story: Slack would have taken all that the bot said.
func (c *council) refusesNothing() {
	for _, r := range c.slack.Refusals()[c.expected:] {
		if !c.shut[r.Code] {
			c.Errorf("Slack refused %s", r)
		}
	}
	for _, method := range c.slack.Called() {
		if !slices.Contains(bot.SlackMethods(), method) {
			c.Errorf("%s was called, whose error words Chaser does not know: add them to slackWords in bot/slack_words.go", method)
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// answer is what somebody came to see.
type answer struct {
	*council
	lookalike.Answer
	who string
}

// types is a line that somebody types in the officers' channel.
func (c *council) types(who, line string) answer {
	c.Helper()
	a, err := c.slack.Type(context.Background(), who, channel, line)
	must(c.T, err)
	return answer{c, a, who}
}

// presses is a button of the last message that somebody came to see, by its press and its words.
func (a answer) presses(press, words string) answer {
	a.Helper()
	if len(a.Messages) == 0 {
		a.Fatal("there is no message to press in")
	}
	next, err := a.slack.Press(context.Background(), a.who, a.Messages[len(a.Messages)-1], press, words)
	must(a.T, err)
	return answer{a.council, next, a.who}
}

// submits is the modal, with some of its boxes filled.
func (a answer) submits(fields map[string]string) answer {
	a.Helper()
	next, err := a.slack.Submit(context.Background(), a.who, fields)
	must(a.T, err)
	return answer{a.council, next, a.who}
}

// text is all that a person reads: the messages, or if there are none, the modal.
func (a answer) text() string {
	var all []string
	for _, m := range a.Messages {
		all = append(all, lookalike.PlainText(m.Blocks, m.Text))
	}
	if a.Modal != nil {
		all = append(all, modalText(a.Modal))
	}
	return strings.Join(all, "\n")
}

// says checks that every one of the sentences is there to read.
func (a answer) says(sentences ...string) answer {
	a.Helper()
	text := a.text()
	for _, s := range sentences {
		if !strings.Contains(text, s) {
			a.Errorf("%q is missing from:\n%s", s, text)
		}
	}
	return a
}

func (a answer) saysNot(sentences ...string) answer {
	a.Helper()
	text := a.text()
	for _, s := range sentences {
		if strings.Contains(text, s) {
			a.Errorf("%q stands in:\n%s", s, text)
		}
	}
	return a
}

// figures is how many revisions stand for an indicator.
func (c *council) figures(code string) []kpi.Figure {
	c.Helper()
	all, err := c.store.Revisions(context.Background(), kpi.Person{SlackID: team, Roles: []kpi.Role{kpi.Admin}}, code)
	must(c.T, err)
	return all
}
