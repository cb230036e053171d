package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/store"
)

// Slack brings out new blocks workspace by workspace. A workspace that does not take one refuses the whole message. So
// a message with a newer block is sent by a call whose answer we read, and sent again in plainer words if Slack refuses
// it. What a workspace takes we ask Slack, learn from what becomes of messages, and keep in the database for every
// process.

// newerBlocks are the types of blocks that not every workspace takes, each with a sample to ask Slack about. They go
// into messages only, never into a view.
var newerBlocks = map[slack.MessageBlockType]func() slack.Block{
	slack.MBTDataVisualization: sampleChart,
}

// newerBlock is a newer block that can be said in blocks which every workspace takes.
type newerBlock interface {
	slack.Block
	plainly() []slack.Block
}

// newerIn are the types of newer blocks in a message, each once.
func newerIn(blocks []slack.Block) (types []string) {
	for _, b := range blocks {
		kind := string(b.BlockType())
		if _, newer := newerBlocks[b.BlockType()]; newer && !slices.Contains(types, kind) {
			types = append(types, kind)
		}
	}
	return types
}

// plainer is the message in blocks that every workspace takes.
func plainer(m *Message) *Message {
	plain := *m
	plain.Blocks = plainBlocks(m.Blocks)
	return &plain
}

func plainBlocks(blocks []slack.Block) (plain []slack.Block) {
	for _, b := range blocks {
		if _, newer := newerBlocks[b.BlockType()]; !newer {
			plain = append(plain, b)
			continue
		}
		if n, can := b.(newerBlock); can {
			plain = append(plain, n.plainly()...)
		}
	}
	return plain
}

// takes reports what is known of these types of blocks: taken is true if the workspace takes all of them, refused if it
// does not take one of them. Neither is true where that is not known.
func (b *Bot) takes(ctx context.Context, types []string) (taken, refused bool) {
	taken = true
	for _, t := range types {
		known, err := b.store.KnownBlock(ctx, t)
		if err != nil {
			b.log.Warn("what the workspace takes could not be looked up", "block", t, "error", err)
		}
		taken = taken && err == nil && known.Support == store.BlockTaken
		refused = refused || known.Support == store.BlockRefused || known.Support == store.BlockDeclined
	}
	return taken, refused
}

// sendHeard sends a message by a call whose answer we read; where names the call in the log. If Slack refuses the
// message for its blocks, it is sent once more in plainer ones. That is safe: a refused call has done nothing.
func (b *Bot) sendHeard(ctx context.Context, where string, m *Message, send func(*Message) error) error {
	types := newerIn(m.Blocks)
	if len(types) == 0 {
		return b.noteBlocksRefused(where, nil, send(m))
	}
	taken, refused := b.takes(ctx, types)
	if refused {
		return b.noteBlocksRefused(where, nil, send(plainer(m)))
	}
	err := send(m)
	switch {
	case err == nil && !taken:
		b.learn(ctx, types, store.BlockWasShown)
	case refusesBlocks(err):
		_ = b.noteBlocksRefused(where, types, err)
		if err = b.noteBlocksRefused(where, nil, send(plainer(m))); !refusesBlocks(err) {
			b.learn(ctx, types, store.BlockWasRefused)
		}
	}
	return err
}

// unheard is a message for the answer to a request, where nobody hears whether Slack took it. It keeps newer blocks
// only if the workspace is known to take them. Where that is not known, the message goes through the response_url
// instead, and nil is left to answer.
func (b *Bot) unheard(ctx context.Context, responseURL string, m *Message) *Message {
	if m == nil {
		return nil
	}
	types := newerIn(m.Blocks)
	if len(types) == 0 {
		return m
	}
	switch taken, refused := b.takes(ctx, types); {
	case taken:
		return m
	case refused || responseURL == "":
		return plainer(m)
	}
	if err := b.reply(ctx, responseURL, m); err != nil {
		b.log.Warn("an answer could not be sent ahead; it is given in a plainer form", "error", err)
		return plainer(m)
	}
	return nil
}

// reply answers through a response_url.
func (b *Bot) reply(ctx context.Context, responseURL string, m *Message) error {
	return b.sendHeard(ctx, "response_url", m, func(m *Message) error { return b.replies.post(ctx, responseURL, *m) })
}

func (b *Bot) learn(ctx context.Context, types []string, news store.BlockNews) {
	for _, t := range types {
		if err := b.store.LearnBlock(ctx, t, news, b.now()); err != nil {
			b.log.Warn("what the workspace takes was not kept", "block", t, "error", err)
		}
	}
}

// blockRefusals are Slack's words for a message refused for its blocks, however it was sent.
var blockRefusals = map[string]bool{
	"invalid_blocks": true, "invalid_blocks_format": true, "invalid_attachments": true, "invalid_message": true, "invalid_payload": true,
	"msg_blocks_too_long": true,
}

// refusesBlocks reports whether a message was refused for its blocks.
func refusesBlocks(err error) bool {
	var said slack.SlackErrorResponse
	return errors.As(err, &said) && blockRefusals[said.Err]
}

// noteBlocksRefused logs for the operator that blocks were refused. newer are the types that the message is sent again
// without; empty where it is not sent again.
func (b *Bot) noteBlocksRefused(where string, newer []string, err error) error {
	if !refusesBlocks(err) {
		return err
	}
	if len(newer) > 0 {
		b.log.Warn("Slack refused a message for its blocks; it is sent again in a plainer form", "call", where, "blocks", strings.Join(newer, ", "),
			"error", explained(err))
		return err
	}
	b.log.Error("Slack refused a message for its blocks, and it was not shown", "call", where, "error", explained(err))
	return err
}

// explained is an error with everything that Slack said about it, for the log.
func explained(err error) error {
	var said slack.SlackErrorResponse
	if !errors.As(err, &said) {
		return err
	}
	details := slices.Clone(said.ResponseMetadata.Messages)
	for _, e := range said.Errors {
		switch {
		case e.Message != nil:
			details = append(details, *e.Message)
		case e.AppsManifestCreateResponseError != nil: // slack-go's name for a message with a pointer
			details = append(details, e.AppsManifestCreateResponseError.Message+" at "+e.AppsManifestCreateResponseError.Pointer)
		}
	}
	if len(details) == 0 {
		return err
	}
	return fmt.Errorf("%w: %s", err, strings.Join(details, "; "))
}

// AskBlocks asks Slack which newer blocks the workspace takes, and keeps the answers. It does not ask about a block
// again if it was asked after the given time; a zero time always asks.
func (b *Bot) AskBlocks(ctx context.Context, since time.Time) error {
	for kind, sample := range newerBlocks {
		known, err := b.store.KnownBlock(ctx, string(kind))
		if err != nil {
			return err
		}
		if !since.IsZero() && known.AskedAt.After(since) {
			continue
		}
		news, err := askBlock(ctx, b.slack, b.api, sample())
		if err != nil {
			return fmt.Errorf("asking whether the workspace takes %s: %w", kind, err)
		}
		if err := b.store.LearnBlock(ctx, string(kind), news, b.now()); err != nil {
			return err
		}
	}
	return nil
}

// ExamineCharts asks Slack whether the workspace takes charts, and says what follows. Either answer is ok: the council
// can do nothing about it.
func ExamineCharts(ctx context.Context, client *slack.Client, apiURL string) (follows string, err error) {
	news, err := askBlock(ctx, client, apiURL, sampleChart())
	switch {
	case err != nil:
		return "", fmt.Errorf("Slack did not say whether the workspace takes charts (%w); cards reach their readers either way, and Chaser asks again by itself", err)
	case news == store.BlockSaidDeclined:
		return "ok: the workspace does not take Slack's charts yet, so cards have their history in words; Chaser asks again every day", nil
	case news == store.BlockNotSaid:
		return "ok: Slack cannot be asked whether the workspace takes charts; a card that it refuses is sent again with its history in words", nil
	}
	return "ok", nil
}

// askBlock asks blocks.validate about a block; that needs no scope. slack-go does not have the method, so it is called
// like a chat method of slack-go's, with only the token and the blocks left in the form.
func askBlock(ctx context.Context, client *slack.Client, apiURL string, block slack.Block) (store.BlockNews, error) {
	text, err := json.Marshal([]slack.Block{block})
	if err != nil {
		return "", err
	}
	_, _, err = client.PostMessageContext(ctx, "", slack.UnsafeMsgOptionEndpoint(apiURL+"blocks.validate", func(v url.Values) {
		v.Del("channel")
		v.Set("blocks", string(text))
	}))
	var said slack.SlackErrorResponse
	switch {
	case err == nil:
		return store.BlockSaidTaken, nil
	case refusesBlocks(err):
		return store.BlockSaidDeclined, nil
	case errors.As(err, &said) && (said.Err == "unknown_method" || said.Err == "deprecated_endpoint" || said.Err == "method_deprecated"):
		return store.BlockNotSaid, nil
	}
	return "", withoutAddress(err)
}
