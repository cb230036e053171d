package kpi

import (
	"slices"
	"time"
)

// FieldQuestion and FieldAnswer are the boxes in which a question and its answer are typed.
const (
	FieldQuestion = "question"
	FieldAnswer   = "answer"
)

// The most characters of a question and of its answer: a committee reads both beside the figure.
const (
	MaxQuestion = 1000
	MaxAnswer   = 2000
)

// ShownQuestions is how many of a period's questions its card shows.
const ShownQuestions = 3

// Asking is a question before it is put to anybody.
type Asking struct {
	Card     Card   // what it is about
	By       Person // who asks
	Text     string
	AskedFor Person // who would be told of it; without a Slack id: nobody
}

// Check returns the question's words as they are kept. It refuses a question about a figure that is not there, one with
// no words or too many, and one that would be put to whoever asks it.
func (a Asking) Check() (string, error) {
	i, text := a.Card.Indicator, CleanText(a.Text)
	switch {
	case a.Card.Figure == nil:
		return "", Refuse(FieldQuestion, "%s has no figure for %s yet, so there is nothing to ask about. Ask again when it is there.", i.Code, a.Card.Period.Words())
	case text == "":
		return "", Refuse(FieldQuestion, "There is no question. Type what you would like to know about the figure.")
	case a.AskedFor.SlackID != "" && a.AskedFor.SlackID == a.By.SlackID:
		return "", Refuse(FieldQuestion, "Questions about %s come to you. To say something about its figure, use the card's Edit button and its commentary.", i.Code)
	}
	return text, checkLength(FieldQuestion, "The question", text, MaxQuestion)
}

// QuestionFor is who is told of a question about the indicator's figure: whoever is asked for the figure. While nobody
// can be, it is the owner, who finds the question on coming back. Without an owner it is the performance team.
func (c Chase) QuestionFor(i Indicator, p Period, day Date) []Person {
	if asked := c.AskedFor(i, p, day); asked.SlackID != "" {
		return []Person{asked}
	}
	if owner, known := c.contact(i.Owner); known && !owner.Deactivated {
		return []Person{owner.Person}
	}
	var people []Person
	for _, who := range c.team() {
		people = append(people, who.Person)
	}
	return people
}

// MayAnswer reports whether the person may answer a question about the indicator: whoever may post its figure, and whom
// it is put to, such as who stands in for the owner today.
func (c Circumstances) MayAnswer(who Person, q Question, putTo []string) bool {
	return who.MayPost(c.Indicator) || c.has(who, q.Period) || who.SlackID != "" && slices.Contains(putTo, who.SlackID)
}

// RefuseAnswer is for whoever may not answer the question. It says nothing of it.
func (q Question) RefuseAnswer() *Refusal {
	return Deny(FieldAnswer, "You cannot answer questions about %s: only its owner, deputy or manager and the performance team can.", q.Indicator)
}

// Answered is the question with its answer. It refuses a second answer, saying who gave the first; an answer with no
// words or too many; and one from somebody who may not give it. The same answer from the same person again, such as by
// a double click, changes nothing: fresh is false.
func (q Question) Answered(text string, by Person, may bool, now time.Time) (answered Question, fresh bool, err error) {
	text = CleanText(text)
	switch {
	case !may:
		return q, false, q.RefuseAnswer()
	case q.Answer != "" && q.AnsweredBy == by.SlackID && q.Answer == text:
		return q, false, nil
	case q.Answer != "" && q.AnsweredBy == by.SlackID:
		return q, false, Refuse(FieldAnswer, "You have answered this question already: “%s”. To add to it, put it into the figure's commentary.", Excerpt(q.Answer))
	case q.Answer != "":
		return q, false, Refuse(FieldAnswer, "%s has answered this question already: “%s”. Nothing was changed.", q.AnsweredByName, Excerpt(q.Answer))
	case text == "":
		return q, false, Refuse(FieldAnswer, "There is no answer. Type it in words; a picture or a file cannot stand on the card.")
	}
	if err := checkLength(FieldAnswer, "The answer", text, MaxAnswer); err != nil {
		return q, false, err
	}
	q.Answer, q.AnsweredBy, q.AnsweredByName, q.AnsweredAt = text, by.SlackID, by.Name, now
	return q, true, nil
}
