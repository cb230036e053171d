package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/store"
)

// The buttons about questions, and the one that says that a red was seen.
const (
	pressAsk         = "ask"         // about a code and a period
	pressAnswer      = "answer"      // about a question
	pressAcknowledge = "acknowledge" // about a code and a period
)

func questionConversation() conversation {
	return conversation{
		verbs: []verb{{words: []string{"ask"}, read: readAsk, behind: askBehind}},
		help:  []helpLine{{typed: "ask 178 Why did it fall?", does: "asks whoever answers for the figure; the answer stands on its card", who: []audience{readers, managers}}},
		presses: []press{
			{id: pressAsk, answer: pressedAsk}, {id: pressAnswer, answer: pressedAnswer},
			{id: pressAcknowledge, answer: pressedAcknowledge, changesHome: true},
		},
		modals: []modal{{askForm, submittedAsk}, {answerForm, submittedAnswer}},
	}
}

// threadOf is the thread in which an answer to a message belongs: the one that the message stands in, or its own. A
// message that only one person sees has none.
func threadOf(c slack.Container) store.Thread {
	ts := cmp.Or(c.ThreadTs, c.MessageTs)
	if c.IsEphemeral || c.ChannelID == "" || ts == "" {
		return store.Thread{}
	}
	return store.Thread{Channel: c.ChannelID, TS: ts}
}

// askingAbout is what the question in the form is about, and from which thread the form was opened. The form does not
// hold the thread itself, or a forged form could put the answer anywhere: it names a draft of the asker's that does.
type askingAbout struct {
	subject
	From string `json:"from_thread,omitempty"`
}

// askQuestion is “/kpi ask 178 Why did it fall?”: the box for a question about a figure, with what was typed.
type askQuestion struct {
	Code   string
	Period kpi.Period // zero: the latest
	Text   string
}

func (askQuestion) effect() effect { return changes }

func (c askQuestion) answer(ctx context.Context, v *visit) (*Message, error) {
	return v.openQuestion(ctx, c)
}

// readAsk reads “ask 178 …” and “ask about 178 …”. Other lines that begin with ask are sentences.
func readAsk(r line.Reader) command {
	if strings.EqualFold(r.Word(), "about") {
		r = r.From(1)
	}
	if code, rest, ok := r.Code(); ok {
		asked, _ := askBehind(code, rest)
		return asked
	}
	if r.Left() == 0 {
		return askHelp{Topic: "ask"}
	}
	return nil
}

func askBehind(code string, r line.Reader) (command, bool) {
	asked := askQuestion{Code: code}
	if p, rest, ok := r.SkipFiller().Period(); ok {
		asked.Period, r = p, rest
	}
	asked.Text = r.Rest()
	return asked, true
}

// pressedAsk opens the box for a question about a figure.
func pressedAsk(ctx context.Context, v *visit, s subject) (*Message, error) {
	return v.openQuestion(ctx, askQuestion{Code: s.Code, Period: s.period()})
}

func (v *visit) openQuestion(ctx context.Context, asked askQuestion) (*Message, error) {
	if v.asker.Name == "" {
		return nil, kpi.Deny("", "Chaser does not know you yet, so you cannot ask. Ask the performance team to add you.")
	}
	c, err := v.card(ctx, asked.Code, asked.Period)
	if err != nil {
		return nil, err
	}
	if c.Figure == nil { // the store would refuse the question, after somebody had typed it in vain
		return nil, kpi.Refuse(kpi.FieldIndicator, "%s has no figure for %s yet, so there is nothing to ask about. Ask again when it is there.", c.Indicator.Code, c.Period.Words())
	}
	if isDirectMessage(v.thread.Channel) || v.readOutside(ctx, v.thread.Channel) {
		// The answer is for the asker alone, who gets it in any case.
		v.thread = store.Thread{}
	}
	from, err := v.keepThread(ctx)
	if err != nil {
		return nil, err
	}
	metadata, err := json.Marshal(askingAbout{about(c.Indicator.Code, c.Period), from})
	if err != nil {
		return nil, fmt.Errorf("the question's form: %w", err)
	}
	return v.openModal(ctx, askView(c, asked.Text, string(metadata)))
}

// keepThread keeps the thread in which the button was pressed, for whoever pressed it. The name is empty for none.
func (v *visit) keepThread(ctx context.Context) (name string, err error) {
	if v.thread == (store.Thread{}) {
		return "", nil
	}
	content, err := json.Marshal(v.thread)
	if err != nil {
		return "", fmt.Errorf("keeping a thread: %w", err)
	}
	return v.store.KeepDraft(ctx, v.asker.SlackID, content, v.now())
}

// keptThread is the thread that keepThread kept. It is zero for none, and for anybody else.
func (v *visit) keptThread(ctx context.Context, name string) (t store.Thread, err error) {
	content, found, err := v.store.Draft(ctx, name, v.asker.SlackID)
	if err == nil && found {
		err = json.Unmarshal(content, &t)
	}
	if err != nil {
		return store.Thread{}, fmt.Errorf("reading a thread: %w", err)
	}
	return t, nil
}

// submittedAsk asks whoever can answer the question, and says who that is.
func submittedAsk(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	var on askingAbout
	if json.Unmarshal([]byte(view.PrivateMetadata), &on) != nil {
		on = askingAbout{}
	}
	from, err := v.keptThread(ctx, on.From)
	if err != nil {
		return v.modalError(err, view, kpi.FieldQuestion)
	}
	asked, err := v.store.AskQuestion(ctx, store.Ask{
		RequestID: v.request,
		By:        v.asker.SlackID,
		Code:      on.Code,
		Period:    on.period(),
		Text:      entered(view, kpi.FieldQuestion),
		From:      from,
		Now:       v.now(),
		Today:     v.today,
		Zone:      v.zone,
	})
	if err != nil {
		return v.modalError(err, view, kpi.FieldQuestion)
	}
	done := askedView(asked)
	return slack.NewUpdateViewSubmissionResponse(&done)
}

// newsOfQuestion puts the question to those who can answer it.
func newsOfQuestion(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	q, c, err := b.questionOf(ctx, n, at)
	if err != nil {
		return nil, err
	}
	return questionMessage(q, c, n.Recipient), nil
}

// newsOfAnswer tells the answer to who asked, and in the thread from which they did.
func newsOfAnswer(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	q, c, err := b.questionOf(ctx, n, at)
	if err != nil {
		return nil, err
	}
	if b.readOutside(ctx, n.Recipient) {
		return answeredElsewhereMessage(q), nil
	}
	return answerMessage(q, c, n.Recipient), nil
}

// questionOf reads the question that news is about, and its figure's card as it stands now.
func (b *Bot) questionOf(ctx context.Context, n store.Notification, at store.Clocks) (kpi.Question, kpi.Card, error) {
	var about store.QuestionAbout
	if err := n.About(&about); err != nil {
		return kpi.Question{}, kpi.Card{}, err
	}
	q, found, err := b.store.Question(ctx, about.Question)
	if err != nil {
		return kpi.Question{}, kpi.Card{}, err
	}
	if !found {
		return kpi.Question{}, kpi.Card{}, fmt.Errorf("question %d is gone", about.Question)
	}
	reader, _, err := b.store.Person(ctx, n.Recipient) // a channel is nobody
	if err != nil {
		return kpi.Question{}, kpi.Card{}, err
	}
	c, found, err := b.store.Card(ctx, reader, q.Indicator, q.Period, kpi.DateOf(at.Now.In(at.Zone)))
	if err != nil {
		return kpi.Question{}, kpi.Card{}, err
	}
	if !found {
		return kpi.Question{}, kpi.Card{}, fmt.Errorf("indicator %s is gone", q.Indicator)
	}
	return q, c, nil
}

// pressedAnswer opens the box for the answer.
func pressedAnswer(ctx context.Context, v *visit, s subject) (*Message, error) {
	q, err := v.store.QuestionToAnswer(ctx, v.answerTo(s.Question, ""))
	if err != nil {
		return nil, err
	}
	return v.openModal(ctx, answerQuestionView(q))
}

// answerTo is what the asker says to a question.
func (v *visit) answerTo(question int64, text string) store.Answer {
	return store.Answer{
		RequestID: v.request,
		Question:  question,
		By:        v.asker.SlackID,
		Text:      text,
		Now:       v.now(),
		Today:     v.today,
		Zone:      v.zone,
	}
}

// submittedAnswer keeps the answer; the message that asked shows it.
func submittedAnswer(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	_, err := v.store.AnswerQuestion(ctx, v.answerTo(readSubject(view.PrivateMetadata).Question, entered(view, kpi.FieldAnswer)))
	if err != nil {
		return v.modalError(err, view, kpi.FieldAnswer)
	}
	return nil
}

// answeredInThread takes a reply in the thread of a question's message as its answer. text is as Slack's event has it.
// handled is false where the thread belongs to no question. The error is a *kpi.Refusal where the person must be told
// why the answer was not taken.
func (b *Bot) answeredInThread(ctx context.Context, request, channel, threadTS, userID, text string) (handled bool, err error) {
	_, handled, err = b.store.AnswerInThread(ctx, store.Thread{Channel: channel, TS: threadTS}, store.Answer{
		RequestID: request, By: userID, Text: decodeSlash(text), Now: b.now(), Today: b.today(), Zone: b.zone,
	})
	return handled, err
}
