package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// Answer is what somebody says to a question.
type Answer struct {
	RequestID string // the name of Slack's delivery
	Question  int64
	By        string // Slack id
	Text      string
	Now       time.Time
	Today     kpi.Date
	Zone      *time.Location // the council's; nil is UTC
}

// AnswerQuestion records the answer, tells who asked, and repeats it in the thread in which the question was asked. The
// same answer from the same person again changes nothing. The error is a *kpi.Refusal if this cannot be the answer, or
// if the question is answered already. It may be ErrOutcomeUnknown.
func (s *Store) AnswerQuestion(ctx context.Context, a Answer) (q kpi.Question, err error) {
	defer nameCall(&err, "store.AnswerQuestion(%d)", a.Question)
	a.Now = instant(a.Now)
	r := Request{a.RequestID, a.By, a.Now}
	return once(ctx, s, s.prepared.begin, "answer question", r, func(ctx context.Context, tx *preparedTx) (kpi.Question, error) {
		return s.answer(ctx, tx, a)
	})
}

// AnswerInThread is AnswerQuestion for a reply in the thread of the message that put the question. It finds a.Question
// itself. If the thread belongs to no question, handled is false and nothing was done.
func (s *Store) AnswerInThread(ctx context.Context, thread Thread, a Answer) (q kpi.Question, handled bool, err error) {
	var rows []notificationRow
	err = s.db.SelectContext(ctx, &rows, `
		SELECT `+notificationColumns+` FROM notifications n
		WHERE n.kind = $1 AND n.state = 'sent' AND n.channel = $2 AND n.ts = $3`, kpi.NewsQuestion, thread.Channel, thread.TS)
	if err != nil {
		return kpi.Question{}, false, fmt.Errorf("store.AnswerInThread: %w", err)
	}
	if len(rows) == 0 {
		return kpi.Question{}, false, nil
	}
	var about QuestionAbout
	if err := rows[0].notification(nil).About(&about); err != nil {
		return kpi.Question{}, false, fmt.Errorf("store.AnswerInThread: %w", err)
	}
	a.Question = about.Question
	q, err = s.AnswerQuestion(ctx, a)
	return q, true, err
}

func (s *Store) answer(ctx context.Context, tx *preparedTx, a Answer) (kpi.Question, error) {
	before, err := listQuestions(ctx, tx, `q.id = $1`, a.Question)
	if err != nil {
		return kpi.Question{}, err
	}
	if len(before) == 0 {
		return kpi.Question{}, kpi.Refuse(kpi.FieldAnswer, "That question is no longer there, so nothing was answered.")
	}
	id, _, err := lockIndicator(ctx, tx, before[0].Indicator)
	if err != nil {
		return kpi.Question{}, err
	}
	// Under the lock it is read again, as another answer may have come first.
	asked, err := listQuestions(ctx, tx, `q.id = $1`, a.Question)
	if err != nil {
		return kpi.Question{}, err
	}
	now, err := readSituation(ctx, tx, id, Post{By: a.By})
	if err != nil {
		return kpi.Question{}, err
	}
	if now.person == nil {
		return kpi.Question{}, kpi.Deny("", "Chaser does not know you yet, so nothing was answered. Ask the performance team to add you.")
	}
	q := asked[0].question()
	may, err := now.mayAnswer(ctx, tx, q, a)
	if err != nil {
		return kpi.Question{}, err
	}
	answered, fresh, err := q.Answered(a.Text, *now.person, may, a.Now)
	if err != nil || !fresh {
		return answered, err
	}
	if err := s.saveAnswer(ctx, tx, now, asked[0], answered, a); err != nil {
		return kpi.Question{}, err
	}
	return answered, nil
}

// mayAnswer reports whether the person may answer the question: whoever may post the figure, and whom the question
// would be put to today. So somebody whom it was put to as the owner, and who is that no longer, may not.
func (s situation) mayAnswer(ctx context.Context, q sqlx.QueryerContext, asked kpi.Question, a Answer) (bool, error) {
	facts := s.circumstances(a.Today)
	if facts.MayAnswer(*s.person, asked, nil) {
		return true, nil
	}
	zone := a.Zone
	if zone == nil {
		zone = time.UTC
	}
	chase, err := readAskedOf(ctx, q, zone, a.Today, []int64{s.indicator.id})
	if err != nil {
		return false, err
	}
	var putTo []string
	for _, who := range chase.QuestionFor(s.indicator.Indicator, asked.Period, a.Today) {
		putTo = append(putTo, who.SlackID)
	}
	return facts.MayAnswer(*s.person, asked, putTo), nil
}

// QuestionToAnswer is an open question for somebody who may answer it. The error is a *kpi.Refusal if they may not, if
// it is answered already, or if there is none. To whoever may not answer it, it says nothing of the question.
func (s *Store) QuestionToAnswer(ctx context.Context, a Answer) (q kpi.Question, err error) {
	defer nameCall(&err, "store.QuestionToAnswer(%d)", a.Question)
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return kpi.Question{}, err
	}
	defer func() { _ = tx.Rollback() }()
	rows, err := listQuestions(ctx, tx, `q.id = $1`, a.Question)
	if err != nil {
		return kpi.Question{}, err
	}
	if len(rows) == 0 {
		return kpi.Question{}, kpi.Refuse(kpi.FieldIndicator, "That question is no longer there.")
	}
	now, err := readSituation(ctx, tx, rows[0].IndicatorID, Post{By: a.By, Today: a.Today})
	if err != nil {
		return kpi.Question{}, err
	}
	if now.person == nil {
		return kpi.Question{}, errStranger
	}
	q = rows[0].question()
	switch may, err := now.mayAnswer(ctx, tx, q, a); {
	case err != nil:
		return kpi.Question{}, err
	case !may:
		return kpi.Question{}, q.RefuseAnswer()
	case q.Answer != "":
		return kpi.Question{}, kpi.Refuse(kpi.FieldIndicator, "%s has answered this question already: “%s”.", q.AnsweredByName, kpi.Excerpt(q.Answer))
	}
	return q, nil
}

func (s *Store) saveAnswer(ctx context.Context, tx *preparedTx, now situation, asked questionRow, q kpi.Question, a Answer) error {
	_, err := tx.ExecContext(ctx, `UPDATE questions SET answer = $2, answered_by = $3, answered_at = $4 WHERE id = $1`, q.ID, q.Answer, q.AnsweredBy, a.Now)
	if err != nil {
		return fmt.Errorf("keeping the answer: %w", err)
	}
	if err := s.refresh(ctx, tx, now.indicator, q.Period, now.collections); err != nil {
		return err
	}
	answer := news{
		key:       fmt.Sprintf("answer %d", q.ID),
		kind:      kpi.NewsAnswer,
		recipient: q.AskedBy,
		about:     QuestionAbout{q.ID},
		priority:  priorityAnswer,
		subjects:  []newsSubject{{now.indicator.id, q.Period}},
	}
	all := []news{answer}
	if asked.Channel != "" {
		answer.key += " thread"
		answer.recipient, answer.threadTS, answer.lives = asked.Channel, asked.ThreadTS, threadAnswerLives
		all = append(all, answer)
	}
	if _, err := s.tell(ctx, tx, tx.Tx.Tx, a.Now, a.Today, all...); err != nil {
		return err
	}
	return auditQuestion(ctx, tx, now.indicator, "answered", q, a.Now, a.By, map[string]any{"answer": q.Answer})
}

// threadAnswerLives is how long an answer waits for a thread in which Chaser cannot write, such as one in a channel
// that it is not a member of, where somebody shared a card. Who asked has the answer in their own messages, so there is
// no need to trouble anybody about the thread.
const threadAnswerLives = 24 * time.Hour
