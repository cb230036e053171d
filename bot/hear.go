package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"chaser/kpi"
	"chaser/store"
)

const pressOpen = "open" // the form that somebody's words need

func openConversation() conversation {
	return conversation{presses: []press{{id: pressOpen, answer: pressedOpen}}}
}

// heard answers what somebody said to the bot, in a channel for all to see or in their direct messages. The answer is
// news: it is said once, however often Slack tells of the words, and it is said later if Slack cannot be reached now.
func (b *Bot) heard(ctx context.Context, h happening, direct bool) error {
	e := h.Event
	if done, err := b.store.Answered(ctx, h.request()); err != nil || done {
		return err
	}
	words, err := b.named(ctx, withoutMention(e.Text, h.self()))
	if err != nil {
		return err
	}
	v := &visit{
		Bot: b, request: h.request(), today: b.today(), inDirect: direct, public: !direct, spoken: true,
		outside: h.Shared && !direct, sent: filesIn(e), threadTS: e.ThreadTS,
		typed: kpi.CleanText(decodeSlash(words)), people: mentioned(words),
	}
	v.asker.SlackID = e.User
	a := store.Reply{
		RequestID: h.request(),
		By:        e.User,
		To:        e.Channel,
		ThreadTS:  e.ThreadTS,
		Now:       b.now(),
		Today:     v.today,
	}
	switch {
	case !direct && a.ThreadTS == "":
		a.ThreadTS = e.TS
	case direct && a.ThreadTS == "":
		a.To = e.User
	}
	about, err := v.hear(ctx, h, words, direct)
	defer v.recordDenied(ctx)
	var away *notAdmitted
	switch {
	case errors.As(err, &away) && away.refusal == kpi.BotRefused:
		return nil
	case errors.As(err, &away): // tell them once a day, not again and again
		a.RequestID = fmt.Sprintf("turned away %s %s", e.User, v.today)
		about = said(say(away.refusal.Sentence))
	case err != nil:
		about = said(v.answerError(ctx, err, draft{}))
	}
	if about.files != nil {
		return b.store.TakeFiles(ctx, *about.files, keptAs(readingMessage(about.files.Names())), a)
	}
	if about.toldAlready {
		return nil
	}
	about.By, about.Public, about.Outside = e.User, !direct, v.outside
	a.About = about
	if c := v.cardShown; about.Card != nil && c != nil {
		a.Subjects = []kpi.Subject{{Indicator: c.Indicator.Code, Period: c.Period}}
		if c.Awaited != nil && c.Awaited.Period != c.Period {
			a.Subjects = append(a.Subjects, kpi.Subject{Indicator: c.Indicator.Code, Period: c.Awaited.Period})
		}
	}
	_, err = b.store.TellReply(ctx, a)
	return err
}

// hear finds out who speaks. It takes a reply beneath one of the bot's questions as its answer, and anything else as
// something asked.
func (v *visit) hear(ctx context.Context, h happening, words string, direct bool) (replyAbout, error) {
	if err := v.enter(ctx); err != nil {
		var refusal *kpi.Refusal
		if errors.As(err, &refusal) {
			err = &notAdmitted{refusal}
		}
		return replyAbout{}, err
	}
	if e := h.Event; direct && e.ThreadTS != "" {
		handled, err := v.answeredInThread(ctx, v.request, e.Channel, e.ThreadTS, e.User, words)
		if err != nil {
			return replyAbout{}, err
		}
		if handled {
			return said(say("Thank you. Your answer has been passed on, and is kept on the card.")), nil
		}
	}
	return v.listen(ctx)
}

// heardEdit answers the edit of a direct message, once however often it is edited. The message has been acted on, or
// refused, as it was first sent.
func (b *Bot) heardEdit(ctx context.Context, h happening) error {
	e := h.Event.Message
	if done, err := b.store.Answered(ctx, h.request()); err != nil || done {
		return err
	}
	if _, err := b.admit(ctx, e.User); err != nil {
		var refusal *kpi.Refusal
		if errors.As(err, &refusal) { // whoever is not admitted is told nothing because of an edit
			return nil
		}
		return err
	}
	words, err := b.named(ctx, withoutMention(e.Text, h.self()))
	if err != nil {
		return err
	}
	about := said(editedMessage(kpi.CleanText(decodeSlash(words))))
	about.By = e.User
	a := store.Reply{RequestID: h.request(), By: e.User, To: e.User, About: about, Now: b.now(), Today: b.today()}
	if e.ThreadTS != "" {
		a.To, a.ThreadTS = h.Event.Channel, e.ThreadTS
	}
	_, err = b.store.TellReply(ctx, a)
	return err
}

// notAdmitted is a refusal of the person, not of what they said.
type notAdmitted struct{ refusal *kpi.Refusal }

func (n *notAdmitted) Error() string { return n.refusal.Sentence }

// withoutMention drops the bot's own mention, wherever it stands.
func withoutMention(text, self string) string {
	if self == "" {
		return text
	}
	return angled.ReplaceAllStringFunc(text, func(m string) string {
		if id, _, _ := strings.Cut(m[1:len(m)-1], "|"); id == "@"+self {
			return " "
		}
		return m
	})
}

// listen does what somebody asks who was admitted, and returns what the answer is made of.
func (v *visit) listen(ctx context.Context) (replyAbout, error) {
	if about, ok := v.takeFiles(); ok {
		return about, nil
	}
	asked, err := v.read(ctx)
	if err != nil {
		return replyAbout{}, err
	}
	if v.public {
		var instead *Message
		if asked, instead, err = v.readsOnly(ctx, asked); err != nil || instead != nil {
			return said(instead), err
		}
		v.asker = v.everybody() // what all may read is what anybody may
	}
	m, err := asked.answer(ctx, v)
	switch {
	case err != nil:
		return replyAbout{}, err
	case v.cardShown != nil:
		card := about(v.cardShown.Indicator.Code, v.cardShown.Period)
		return replyAbout{Card: &card}, nil
	case asked.effect() != changes && !v.changed:
		return replyAbout{Line: v.typed}, nil
	case m == nil && v.toldAlready:
		return replyAbout{toldAlready: true}, nil
	case m == nil:
		m = say("Done.")
	}
	return said(m), nil
}

// readsOnly is what a line may do where everybody reads along: show cards and lists. Anything else is answered by what
// to type instead.
func (v *visit) readsOnly(ctx context.Context, asked command) (command, *Message, error) {
	if other, ok := asked.(publicly); ok {
		return other.publicly(ctx, v)
	}
	if asked.effect() == readsForAll {
		return asked, nil, nil
	}
	return asked, elsewhereMessage(v.command, v.typed), nil
}
