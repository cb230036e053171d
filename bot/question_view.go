package bot

import (
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

const (
	askForm    = "ask"
	answerForm = "answer"
)

// askView is the form for a question: one box.
func askView(c kpi.Card, text, metadata string) slack.ModalViewRequest {
	box := slack.NewPlainTextInputBlockElement(plain("Why did it fall in the summer?", maxHeader), kpi.FieldQuestion).WithMultiline(true).WithMaxLength(kpi.MaxQuestion).
		WithInitialValue(words.Cut(text, kpi.MaxQuestion))
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      askForm,
		PrivateMetadata: metadata,
		Title:           plain("Ask a question", maxModalTitle),
		Submit:          plain("Ask", maxModalTitle),
		Close:           plain("Cancel", maxModalTitle),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			paragraph(bold(c.Indicator.Code+" · "+c.Indicator.Title+"\n"), literal(c.Period.Words()+": "+words.MarkedFigure(c))),
			slack.NewInputBlock(kpi.FieldQuestion, plain("Your question", maxModalTitle), plain("It goes to the person who answers for the figure. Everyone can read the question and the answer on the card.", maxHeader), box),
		}},
	}
}

// askedView takes the form's place and says who was asked.
func askedView(a store.Asked) slack.ModalViewRequest {
	names := make([]string, 0, len(a.Of))
	for _, p := range a.Of {
		names = append(names, p.Name)
	}
	said := "Your question is on the card. Nobody answers for the figure at the moment; the performance team will find somebody."
	if len(names) > 0 {
		have := " has"
		if len(names) > 1 {
			have = " have"
		}
		said = words.AndList(names) + have + " been asked. You get the answer here, and it is added to the card."
	}
	v := readOnlyView("Asked", []slack.Block{paragraph(bold(words.Cut(said, maxPiece))), quote(a.Question.Text)})
	v.Close = plain("Done", maxModalTitle)
	return v
}

// answerQuestionView is the form for an answer: one box.
func answerQuestionView(q kpi.Question) slack.ModalViewRequest {
	box := slack.NewPlainTextInputBlockElement(nil, kpi.FieldAnswer).WithMultiline(true).WithMaxLength(kpi.MaxAnswer)
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      answerForm,
		PrivateMetadata: subject{Question: q.ID}.value(),
		Title:           plain("Answer", maxModalTitle),
		Submit:          plain("Answer", maxModalTitle),
		Close:           plain("Cancel", maxModalTitle),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			paragraph(bold(fmt.Sprintf("%s asks about %s in %s:", q.AskedByName, q.Indicator, q.Period.Words()))),
			quote(q.Text),
			slack.NewInputBlock(kpi.FieldAnswer, plain("Your answer", maxModalTitle), plain("It goes to the person who asked, and is added to the card.", maxHeader), box),
		}},
	}
}

// maxQuoted is how much of a question or an answer a message repeats, in bytes; no message has more than one of each.
const maxQuoted = 4000

// questionMessage asks for an answer. Once there is one, it shows it instead.
func questionMessage(q kpi.Question, c kpi.Card, recipient string) *Message {
	title := fmt.Sprintf("%s asks about %s.", q.AskedByName, q.Indicator)
	if q.Answer != "" {
		by := q.AnsweredByName
		if q.AnsweredBy == recipient {
			by = "you"
		}
		title = fmt.Sprintf("Answered by %s: %s asked about %s.", by, q.AskedByName, q.Indicator)
	}
	here := about(q.Indicator, q.Period)
	blocks := append([]slack.Block{paragraph(bold(title))}, figureAsked(c), quote(cutSent(q.Text, maxQuoted)))
	row := []*slack.ButtonBlockElement{button(pressCard, "See the card", here)}
	if q.Answer == "" {
		blocks = append(blocks, note("Press Answer, or reply in this message's thread. Your answer goes to the person who asked, and is added to the card."))
		row = append([]*slack.ButtonBlockElement{primary(button(pressAnswer, "Answer", subject{Question: q.ID}))}, row...)
	} else {
		blocks = append(blocks, paragraph(bold("Answer")), quote(cutSent(q.Answer, maxQuoted)))
	}
	return say(title+" "+words.Cut(q.Text, maxHeader), append(blocks, buttons(row...))...)
}

// answerMessage is the answer, for the asker or for everybody in a channel. It leaves the figure out, since not
// everybody may see it yet.
func answerMessage(q kpi.Question, c kpi.Card, recipient string) *Message {
	asker := q.AskedByName + " asked"
	title := fmt.Sprintf("%s has answered %s about %s.", q.AnsweredByName, q.AskedByName, q.Indicator)
	if recipient == q.AskedBy {
		asker, title = "You asked", fmt.Sprintf("%s has answered your question about %s.", q.AnsweredByName, q.Indicator)
	}
	here := about(q.Indicator, q.Period)
	return say(title+" "+words.Cut(q.Answer, maxHeader),
		paragraph(bold(title+"\n"), literal(fmt.Sprintf("%s · %s, %s", c.Indicator.Code, c.Indicator.Title, q.Period.Words()))),
		paragraph(bold(asker)), quote(cutSent(q.Text, maxQuoted)),
		paragraph(bold("Answer")), quote(cutSent(q.Answer, maxQuoted)),
		buttons(button(pressCard, "See the card", here), button(pressAsk, "Ask a question", here)))
}

// answeredElsewhereMessage stands in for an answer in a channel which another organisation has begun to read since the
// question was asked.
func answeredElsewhereMessage(q kpi.Question) *Message {
	return say(fmt.Sprintf("%s has answered %s about %s. People of another organisation read this channel, so the answer is in %s's direct messages.",
		q.AnsweredByName, q.AskedByName, q.Indicator, q.AskedByName))
}

// figureAsked is the figure that a question is about, as it stands now.
func figureAsked(c kpi.Card) slack.Block {
	return paragraph(literal(c.Indicator.Code+" · "+c.Indicator.Title+"\n"), circleEmoji(c.Assessment().Rating),
		literal(fmt.Sprintf("  %s · %s", words.Rating(c), words.FigureFor(c))))
}

// questionBlocks are the questions about a card's figure and their answers, cut to so much. wasCut reports whether
// anything is missing.
func questionBlocks(questions []kpi.Question, amount shown) (blocks []slack.Block, wasCut bool) {
	for _, q := range questions {
		text, a := words.CutLines(q.Text, amount.characters/2, max(amount.lines/2, 1))
		wasCut = wasCut || a
		said := []slack.RichTextSectionElement{bold("Question from " + q.AskedByName + "\n"), literal(text + "\n")}
		if q.Answer == "" {
			said = append(said, literal("No answer yet."))
		} else {
			answer, b := words.CutLines(q.Answer, amount.characters/2, max(amount.lines/2, 1))
			wasCut = wasCut || b
			said = append(said, bold(q.AnsweredByName+": "), literal(answer))
		}
		blocks = append(blocks, paragraph(said...))
	}
	return blocks, wasCut
}

// questionInFull is a question with its answer, uncut.
func questionInFull(q kpi.Question) []slack.Block {
	blocks := inFull("Question from "+q.AskedByName, q.Text)
	if q.Answer == "" {
		return append(blocks, paragraph(literal("No answer yet.")))
	}
	return append(blocks, inFull("Answer from "+q.AnsweredByName, q.Answer)...)
}
