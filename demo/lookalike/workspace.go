package lookalike

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Config is what a workspace is made of. Clock, BotToken and SigningSecret are required.
type Config struct {
	Clock func() time.Time // the workspace's time: message stamps, signatures, the half hour of a response_url

	TeamID       string
	TeamName     string
	EnterpriseID string // of the organisation that the workspace belongs to, with Enterprise Grid; empty: none

	// Ghosts lets bots and deactivated accounts act, though Slack lets them do nothing. Their requests were under way,
	// or somebody forged them.
	Ghosts bool

	People   []Person  // the first with Bot set is the app's own bot user; without one, New adds "Chaser"
	Channels []Channel // direct messages with the bot need no entry: everyone has one
	Groups   []Group   // the user groups that people can mention

	BotToken      string
	SigningSecret string
	// Scopes are what the bot's token was granted ("im:history"). They also decide which events the app hears. Nil
	// grants whatever it needs.
	Scopes   []string
	AppToken string // the app-level token that opens Socket Mode; empty where the app speaks HTTP only

	Command         string // the slash command, with its slash; "/kpi" where empty
	CommandsURL     string // where the app listens over HTTP; not used while a socket is connected
	InteractionsURL string
	EventsURL       string // empty: the app hears no events over HTTP

	// AnswerWithin is how long Slack waits for an answer, and for the use of a trigger, in real time: 3 seconds if 0.
	// Tests of the limit itself make it shorter.
	AnswerWithin time.Duration

	// PostEvery is how often Slack lets the app keep posting in one channel, in real time: about once a second. Beyond
	// PostBurst posts at once (4 if 0), it answers chat.postMessage with 429. If 0, there is no limit.
	PostEvery time.Duration
	PostBurst int
	// AskedAMinute is how many calls Slack answers in any minute, of each method of its fourth tier: users.info and
	// those of files. It answers the others with 429. If 0, there is no limit. The minutes go by Limits, or by real
	// time if that is nil.
	AskedAMinute int
	Limits       func() time.Time

	// MaxFile is the size in bytes of the largest file that the workspace takes: Slack's 1 GB if 0.
	MaxFile int

	// WithoutBlocks are types of blocks that this workspace does not take. Slack brings out a new one, such as Charts,
	// workspace by workspace.
	WithoutBlocks []string

	Title    string    // the page's title, e.g. "Chaser, on the council's day"
	Welcome  string    // a sentence or two above the messages, for a newcomer
	Examples []Example // what a newcomer may click instead of typing
	Moves    []Move    // how a newcomer may turn the clock; empty if they may not

	Shortcuts []Shortcut // the app's message shortcuts, in the order of the menu

	Logger *slog.Logger // slog.Default where nil
}

// Example is a line that a newcomer may click: who types it, where, and what it shows.
type Example struct {
	Text    string // "/kpi 178"
	As      string // the person's id; empty: whoever the newcomer is now
	Channel string // the channel's id, or the person's DM with the bot where empty
	Why     string // "the coroner posts a figure"
}

// Charts is the type of Slack's chart blocks.
const Charts = "data_visualization"

// Workspace is one Slack workspace with one app installed in it. It is safe for concurrent use.
type Workspace struct {
	config Config
	bot    Person
	client *http.Client

	closing context.Context // ends when Close is called
	close   context.CancelFunc
	running sync.WaitGroup

	mu            sync.Mutex
	address       string // base URL of Handler, without a slash at its end
	people        map[string]Person
	conversations map[string]*conversation
	triggers      map[string]*trigger
	responseURLs  map[string]*responseURL
	modals        map[string][]*View // person → their open modals, the last on top
	homes         map[string]*View   // person → what views.publish gave them
	sockets       []*socket
	tickets       map[string]bool // socket URLs given out and not yet used
	faults        []*Fault        // ordered, and yet to happen
	suffered      []Suffered
	posts         []posted
	called        map[string]bool // the methods that were
	noMessagesTab bool
	undeletable   string                 // Slack's word for why no message can be deleted; empty: they can
	emptied       map[string]time.Time   // channel → when it may be posted to in a full burst again
	asked         map[string][]time.Time // method of the fourth tier → its calls of the last minute
	files         map[string]*file
	calls         map[string]int // method → how often it was called
	refusals      []Refused
	read          map[reading]int // person and conversation → the seq up to which the page has shown it
	last          Request
	lastStamp     int64         // the latest message's stamp, in microseconds
	seq           int           // rises with every change that a person could see
	changed       chan struct{} // closed at the next change, and replaced
}

// New makes a workspace. Serve its Handler and call SetAddress before the app is spoken to.
func New(config Config) *Workspace {
	if config.Command == "" {
		config.Command = "/kpi"
	}
	if config.AnswerWithin == 0 {
		config.AnswerWithin = 3 * time.Second
	}
	if config.TeamID == "" {
		config.TeamID = "T0COUNCIL"
	}
	if config.Limits == nil {
		config.Limits = time.Now
	}
	if config.Logger == nil {
		config.Logger = slog.Default()
	}
	closing, cancel := context.WithCancel(context.Background())
	w := &Workspace{
		config:        config,
		closing:       closing,
		close:         cancel,
		people:        map[string]Person{},
		conversations: map[string]*conversation{},
		triggers:      map[string]*trigger{},
		responseURLs:  map[string]*responseURL{},
		modals:        map[string][]*View{},
		homes:         map[string]*View{},
		tickets:       map[string]bool{},
		read:          map[reading]int{},
		called:        map[string]bool{},
		emptied:       map[string]time.Time{},
		calls:         map[string]int{},
		asked:         map[string][]time.Time{},
		files:         map[string]*file{},
		changed:       make(chan struct{}),
		client: &http.Client{
			Transport: &http.Transport{MaxIdleConnsPerHost: 4},
			// Slack takes a redirect for a wrong answer, as it takes every status but 200.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
	w.settle()
	w.judgeShortcuts()
	return w
}

// SetAddress tells the workspace the base URL under which its Handler is served ("http://127.0.0.1:8081").
// response_urls, permalinks and the socket's URL begin with it.
func (w *Workspace) SetAddress(base string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.address = strings.TrimSuffix(base, "/")
}

// Close ends every socket and live page, and waits for what the workspace itself has started. Close the HTTP server
// that serves Handler after it.
func (w *Workspace) Close() {
	w.close()
	w.mu.Lock()
	sockets := append([]*socket(nil), w.sockets...)
	w.mu.Unlock()
	for _, s := range sockets {
		s.cut()
	}
	w.running.Wait()
	w.client.CloseIdleConnections()
}

// Until returns once condition holds, or with the context's error. It asks condition now and after every change in the
// workspace. So a test waits without sleeping for what the app does in its own time. condition may call the workspace's
// methods.
func (w *Workspace) Until(ctx context.Context, condition func() bool) error {
	for {
		next := w.nextChange()
		if condition() {
			return nil
		}
		select {
		case <-next:
		case <-ctx.Done():
			return ctx.Err()
		case <-w.closing.Done():
			return fmt.Errorf("the workspace was closed")
		}
	}
}

func (w *Workspace) nextChange() <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.changed
}

// bump records a change that a person could see, and wakes whoever waits for one. The lock is held.
func (w *Workspace) bump() int {
	w.seq++
	close(w.changed)
	w.changed = make(chan struct{})
	return w.seq
}

// stamp is the next message's ts: the clock's second and a running part. Each is unique and greater than the last, even
// if the clock stands still or is turned back. The lock is held.
func (w *Workspace) stamp() string {
	next := w.config.Clock().Unix()*1_000_000 + 100
	if next <= w.lastStamp {
		next = w.lastStamp + 100
	}
	w.lastStamp = next
	return fmt.Sprintf("%d.%06d", next/1_000_000, next%1_000_000)
}

// secretWord makes an id that cannot be guessed, as Slack's triggers and response_urls are.
func secretWord() string {
	var word [12]byte
	_, _ = rand.Read(word[:]) // never fails: it ends the program instead
	return hex.EncodeToString(word[:])
}
