package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// replyAbout is what an answer to somebody's words is made of: a card, a line that is read again when it is answered,
// or the words that tell of something done, which stay as they were.
type replyAbout struct {
	By      string    `json:"by"`
	Public  bool      `json:"public,omitempty"`
	Outside bool      `json:"outside,omitempty"` // people of another organisation read the answer
	Card    *subject  `json:"card,omitempty"`
	Line    string    `json:"line,omitempty"`
	Said    *keptWord `json:"said,omitempty"`

	files       *store.SentFiles // instead of an answer: they are to be read
	toldAlready bool             // what was done tells of itself, so that there is no answer
}

// keptWord is a message kept as it was worded.
type keptWord struct {
	Text   string            `json:"text"`
	Blocks []json.RawMessage `json:"blocks"`
	Words  map[int]string    `json:"words,omitempty"` // block's number → what to say if Slack refuses it
}

// said keeps a message's wording.
func said(m *Message) replyAbout {
	if m == nil {
		return replyAbout{}
	}
	k := keptWord{Text: m.Text}
	for _, b := range m.Blocks {
		text, err := json.Marshal(b)
		if err != nil {
			continue // a block that cannot be written could not be sent either
		}
		if c, worded := b.(wordedChart); worded {
			if k.Words == nil {
				k.Words = map[int]string{}
			}
			k.Words[len(k.Blocks)] = c.words
		}
		k.Blocks = append(k.Blocks, text)
	}
	return replyAbout{Said: &k}
}

// message is the message that was kept.
func (k keptWord) message() *Message {
	m := &Message{Text: k.Text}
	for n, block := range k.Blocks {
		m.Blocks = append(m.Blocks, keptBlock{block, k.Words[n]})
	}
	return m
}

// keptBlock is a block as it was written, and what to say in a workspace that does not take it.
type keptBlock struct {
	json.RawMessage
	words string
}

// plainly is the block in words. It is nothing where the release that kept it had no words for it.
func (k keptBlock) plainly() []slack.Block {
	if k.words == "" {
		return nil
	}
	return []slack.Block{note(k.words)}
}

// BlockType is what Slack calls the block.
func (k keptBlock) BlockType() slack.MessageBlockType {
	var b struct {
		Type slack.MessageBlockType `json:"type"`
	}
	_ = json.Unmarshal(k.RawMessage, &b) // it was written by us
	return b.Type
}

// ID is the block's name in its message; ours have none.
func (k keptBlock) ID() string { return "" }

// newsOfCard is the answer to a mention or a direct message.
func newsOfCard(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	var of replyAbout
	if err := n.About(&of); err != nil {
		return nil, err
	}
	if of.Said != nil {
		return of.Said.message(), nil
	}
	v := &visit{
		Bot: b, request: fmt.Sprintf("notification:%d", n.ID), today: kpi.DateOf(at.Now.In(at.Zone)),
		inDirect: !of.Public, public: of.Public, spoken: true, anew: true, typed: of.Line,
	}
	if of.Public {
		v.outside = of.Outside || b.readOutside(ctx, n.Recipient)
		v.asker = v.everybody()
	} else {
		asked, err := b.store.Account(ctx, of.By)
		if err != nil {
			return nil, err
		}
		if refused := asked.Account.Refusal(); refused != nil { // their account has changed since they asked
			return say(refused.Sentence), nil
		}
		v.asker = asked.Person
	}
	m, err := v.answerAgain(ctx, of)
	var refusal *kpi.Refusal
	if errors.As(err, &refusal) {
		return say(refusal.Sentence), nil
	}
	return m, err
}

func (v *visit) answerAgain(ctx context.Context, of replyAbout) (*Message, error) {
	if of.Card != nil {
		return v.showCard(ctx, of.Card.Code, of.Card.period())
	}
	asked, err := v.read(ctx)
	if err != nil {
		return nil, err
	}
	if v.public {
		var instead *Message
		if asked, instead, err = v.readsOnly(ctx, asked); err != nil || instead != nil {
			return instead, err
		}
	}
	return asked.answer(ctx, v)
}

// cardPress is the press that follows the choice of an indicator: it shows the card, in a channel to everybody.
func (v *visit) cardPress() string {
	if v.public {
		return pressTell
	}
	return pressCard
}

// pressedTell answers a choice in a channel with the card beneath it, once for each indicator that is chosen.
func pressedTell(ctx context.Context, v *visit, s subject) (*Message, error) {
	v.outside = v.readOutside(ctx, v.channel)
	all := *v
	all.asker, all.public = v.everybody(), true // it is for everybody to read, whoever chose it
	c, err := all.card(ctx, s.Code, kpi.Period{})
	if err != nil {
		return nil, err
	}
	card := about(c.Indicator.Code, c.Period)
	first, err := v.store.TellReply(ctx, store.Reply{
		RequestID: "choice:" + v.pressed + ":" + c.Indicator.Code,
		By:        v.asker.SlackID,
		To:        v.channel,
		ThreadTS:  v.threadTS,
		About:     replyAbout{By: v.asker.SlackID, Public: true, Outside: v.outside, Card: &card},
		Subjects:  []kpi.Subject{{Indicator: c.Indicator.Code, Period: c.Period}},
		Now:       v.now(),
		Today:     v.today,
	})
	if err != nil || first {
		return nil, err
	}
	return say(fmt.Sprintf("The card of %s stands in this thread already.", c.Indicator.Code)), nil
}
