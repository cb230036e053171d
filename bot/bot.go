// Package bot is Slack's side of Chaser: it verifies what Slack sends, reads what people type and press, asks the
// store, and answers in Block Kit. It is the only place that knows Slack. It must never know SQL, and it asks kpi what
// a figure means.
//
// Two doors, HTTP and Socket Mode, lead to the same three rooms: Command, Interaction and Event. A conversation is a
// pair of files: submit.go acts, and submit_view.go holds its pure blocks.
package bot

import (
	"context"
	"log/slog"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// Bot answers the people of one Slack workspace.
type Bot struct {
	store    *store.Store
	slack    *slack.Client
	api      string // the Web API's address, with a trailing slash
	now      func() time.Time
	zone     *time.Location
	command  string
	timing   kpi.Timetable
	log      *slog.Logger
	replies  *replyPoster
	talk     talk
	metrics  *metrics
	files    Press
	members  members
	homes    openHomes
	channels channels
	hearing  underway
	turns    turns
	ears     ears

	answerWithin time.Duration

	pdfText       func(ctx context.Context, name string, content []byte) (string, error)
	installed     installed
	turnedAway    sparing // requests that Slack had not signed
	fromElsewhere sparing // requests that are for another workspace, or another app
}

// Config is what a Bot needs of its surroundings.
type Config struct {
	Store *store.Store
	Slack *slack.Client
	// APIURL is where Slack's Web API is. A response_url is called only if it is there or on Slack's own hosts.
	APIURL  string
	Now     func() time.Time // the clock
	Zone    *time.Location   // the council's time zone
	Command string           // the slash command, such as /kpi
	Timing  kpi.Timetable    // the days between a collection and its committee; the zero one is kpi.DefaultTimetable
	Log     *slog.Logger
	Press   Press // makes reports as files; nil: none are made

	AnswerWithin time.Duration // how long an answer may take; DefaultAnswerWithin if 0

	// PDFText is a PDF's text; nil: PDFs are not read. Its error is a clause for the person who sent it.
	PDFText func(ctx context.Context, name string, content []byte) (string, error)
}

// New makes a Bot; it holds no goroutine and needs no closing.
func New(c Config) (*Bot, error) {
	replies, err := newReplyPoster(c.APIURL)
	if err != nil {
		return nil, err
	}
	talk, err := newTalk(conversations())
	if err != nil {
		return nil, err
	}
	if c.Timing == (kpi.Timetable{}) {
		c.Timing = kpi.DefaultTimetable
	}
	if c.Press == nil {
		c.Press = noPress{}
	}
	if c.AnswerWithin == 0 {
		c.AnswerWithin = DefaultAnswerWithin
	}
	m := newMetrics()
	m.registry.MustRegister(newNotificationGauge(c.Store))
	return &Bot{
		store: c.Store, slack: c.Slack, api: c.APIURL, now: c.Now, zone: c.Zone,
		command: c.Command, timing: c.Timing, log: c.Log, files: c.Press, pdfText: c.PDFText,
		replies: replies, talk: talk, metrics: m, answerWithin: c.AnswerWithin,
		turnedAway:    sparing{sentence: "a request does not verify as Slack's, and is turned away"},
		fromElsewhere: sparing{sentence: "a request is for another workspace, and is refused"},
	}, nil
}

// today is the council's day.
func (b *Bot) today() kpi.Date { return kpi.DateOf(b.now().In(b.zone)) }
