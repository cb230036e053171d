package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// maxSocketAnswer is the largest answer, in bytes, that goes into an acknowledgement. Slack silently drops one of 20
// KB. A larger one goes through the response_url.
const maxSocketAnswer = 19 << 10

// Socket is the Socket Mode door. It holds a connection to Slack until the context ends, then finishes what it is
// answering. The client that the Bot was made with must have an app-level token.
func (b *Bot) Socket(ctx context.Context) error {
	client := socketmode.New(b.slack, socketmode.OptionLog(quietLog{b.log}))
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- client.RunContext(running) }()

	var answering sync.WaitGroup
	for {
		select {
		case <-ctx.Done():
			answering.Wait()
			stop()
			if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
				b.log.Warn("Socket Mode: it did not close in order", "error", err)
			}
			return nil
		case err := <-ended:
			answering.Wait()
			if ctx.Err() != nil || errors.Is(err, context.Canceled) {
				return nil
			}
			return fmt.Errorf("bot: Socket Mode ended: %w", err)
		case event := <-client.Events:
			answering.Add(1)
			go func() {
				defer answering.Done()
				b.answerSocket(running, client, event)
			}()
		}
	}
}

func (b *Bot) answerSocket(ctx context.Context, client *socketmode.Client, event socketmode.Event) {
	if event.Request == nil {
		b.noteSocket(event)
		return
	}
	envelope := *event.Request
	var answer any
	if event.Type == socketmode.EventTypeEventsAPI {
		h, err := readHappening(envelope.Payload)
		if err == nil && b.enterEvent(ctx, h) != nil {
			return // not acknowledged, so Slack sends it again
		}
	}
	switch data := event.Data.(type) {
	case slack.SlashCommand:
		if message := b.enterCommand(ctx, data, requestID(data.TriggerID, envelope.EnvelopeID)); message != nil {
			answer = b.fitSocket(ctx, data.ResponseURL, *message)
		}
	case slack.InteractionCallback:
		if response := b.enterInteraction(ctx, data, requestID(data.TriggerID, envelope.EnvelopeID)); response != nil {
			answer = response
		}
	}
	if err := client.AckCtx(ctx, envelope.EnvelopeID, answer); err != nil {
		b.log.Error("Socket Mode: the answer could not be sent", "kind", envelope.Type, "error", err)
	}
}

// fitSocket is the message if it fits an acknowledgement. A larger one is sent through the response_url, and nil is
// left.
func (b *Bot) fitSocket(ctx context.Context, responseURL string, m Message) any {
	text, err := json.Marshal(m)
	if err != nil || len(text) < maxSocketAnswer {
		return m
	}
	if err := b.reply(ctx, responseURL, &m); err != nil {
		b.log.Error("Socket Mode: a long answer could not be sent", "error", err)
		return Message{Text: "The answer was too long to send. Nothing was lost: ask for it again with the indicator's code."}
	}
	return nil
}

func (b *Bot) noteSocket(event socketmode.Event) {
	switch event.Type {
	case socketmode.EventTypeConnected, socketmode.EventTypeHello:
		b.log.Info("Socket Mode: connected")
	case socketmode.EventTypeInvalidAuth:
		b.log.Error("Socket Mode: Slack does not accept SLACK_APP_TOKEN; make an app-level token with the scope connections:write")
	case socketmode.EventTypeConnectionError, socketmode.EventTypeIncomingError, socketmode.EventTypeErrorWriteFailed, socketmode.EventTypeErrorBadMessage:
		b.log.Warn("Socket Mode: " + string(event.Type))
	}
}

// quietLog takes slack-go's log lines. It drops their text, since it has addresses that hold tickets.
type quietLog struct {
	log interface{ Debug(msg string, args ...any) }
}

// Output satisfies slack-go's logger.
func (q quietLog) Output(int, string) error {
	q.log.Debug("Socket Mode: slack-go spoke")
	return nil
}
