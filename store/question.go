package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// QuestionAbout is what news of a question, or of its answer, is made of.
type QuestionAbout struct {
	Question int64 `json:"question"`
}

// Ask is a question about an indicator's figure.
type Ask struct {
	RequestID string // of the delivery from Slack, so that the same one again asks once
	By        string // Slack id
	Code      string
	Period    kpi.Period
	Text      string
	From      Thread // of the message from which it was asked, where the answer is said too; zero where there is none that others see
	Now       time.Time
	Today     kpi.Date
	Zone      *time.Location // the council's
}

// Asked is a question and whom it was put to.
type Asked struct {
	Question kpi.Question
	Of       []kpi.Person
}

// AskQuestion records a question and tells who can answer it. The same request again returns what the first did. The error is a *kpi.Refusal
// where the question cannot be put.
func (s *Store) AskQuestion(ctx context.Context, a Ask) (Asked, error) {
	a.Now = instant(a.Now)
	asked, err := s.ask(ctx, a)
	var refusal *kpi.Refusal
	if err != nil && !errors.As(err, &refusal) {
		return Asked{}, fmt.Errorf("store.AskQuestion(%q, request %q): %w", a.Code, a.RequestID, err)
	}
	return asked, err
}

func (s *Store) ask(ctx context.Context, a Ask) (Asked, error) {
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return Asked{}, err
	}
	defer func() { _ = tx.Rollback() }()
	id, found, err := lockIndicator(ctx, tx, a.Code)
	if err != nil {
		return Asked{}, err
	}
	if !found {
		return Asked{}, refuseCode(ctx, tx, Post{By: a.By, Code: a.Code})
	}
	now, err := readSituation(ctx, tx, id, Post{By: a.By})
	if err != nil {
		return Asked{}, err
	}
	if now.person == nil {
		return Asked{}, kpi.Refuse("", "Chaser does not know you yet, so nothing was asked. Ask the performance team to add you.")
	}
	cards, err := buildCards(ctx, tx, look{who: *now.person, period: a.Period}, []held{now.indicator}, a.Today)
	if err != nil {
		return Asked{}, err
	}
	card := cards[0]
	chase, err := readChase(ctx, tx, a.Zone, a.Today)
	if err != nil {
		return Asked{}, err
	}
	asked := Asked{Of: chase.QuestionFor(now.indicator.Indicator, card.Period, a.Today)}
	if before, err := listQuestions(ctx, tx, `q.request = $1 AND q.asked_by = $2`, a.RequestID, a.By); err != nil || len(before) > 0 {
		if err == nil {
			asked.Question = before[0].question()
		}
		return asked, err
	}
	asking := kpi.Asking{Card: card, By: *now.person, Text: a.Text}
	if len(asked.Of) == 1 {
		asking.AskedFor = asked.Of[0]
	}
	text, err := asking.Check()
	if err != nil {
		return Asked{}, err
	}
	if asked.Question, err = s.putQuestion(ctx, tx, now, a, card.Period, text, asked.Of); err != nil {
		return Asked{}, err
	}
	return asked, tx.Commit()
}

func (s *Store) putQuestion(ctx context.Context, tx *preparedTx, now situation, a Ask, p kpi.Period, text string, of []kpi.Person) (kpi.Question, error) {
	q := kpi.Question{Indicator: now.indicator.Code, Period: p, Text: text, AskedBy: now.person.SlackID, AskedByName: now.person.Name, AskedAt: a.Now}
	err := sqlx.GetContext(ctx, tx, &q.ID, `
		INSERT INTO questions (indicator_id, period, text, asked_by, asked_at, request, channel, thread_ts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		RETURNING id`, now.indicator.id, period{p}, text, a.By, a.Now, a.RequestID, a.From.Channel, a.From.TS)
	if err != nil {
		return q, fmt.Errorf("inserting the question: %w", err)
	}
	if err := s.refresh(ctx, tx, now.indicator, p, now.collections); err != nil {
		return q, err
	}
	subject := newsSubject{now.indicator.id, p}
	to := make([]string, 0, len(of))
	for _, who := range of {
		to = append(to, who.SlackID)
		_, err := s.tell(ctx, tx, tx.Tx.Tx, a.Now, a.Today, news{
			key: questionKey(q.ID) + who.SlackID, kind: kpi.NewsQuestion, recipient: who.SlackID, about: QuestionAbout{q.ID},
			subjects: []newsSubject{subject}, priority: priorityAnswer,
		})
		if err != nil {
			return q, err
		}
	}
	return q, auditQuestion(ctx, tx, now.indicator, "asked", q, a.Now, a.By, map[string]any{"question": text, "of": to})
}

func questionKey(id int64) string { return fmt.Sprintf("question %d ", id) }

func auditQuestion(ctx context.Context, tx transaction, i held, act string, q kpi.Question, now time.Time, by string, said map[string]any) error {
	said["id"] = q.ID
	detail, err := json.Marshal(said)
	if err != nil {
		return fmt.Errorf("writing the audit entry: %w", err)
	}
	return appendAudit(ctx, tx, i.Committee, now, by, auditEntry{act: act, subject: "question " + i.Code + " " + q.Period.String(), detail: string(detail)})
}

// Answer is what somebody says to a question.
type Answer struct {
	Question int64
	By       string // Slack id
	Text     string
	Now      time.Time
	Today    kpi.Date
}

// AnswerQuestion records the answer, tells who asked, and says it in the thread from which it was asked. The same answer of the same person
// again changes nothing. The error is a *kpi.Refusal where the question cannot be answered so, or is answered already.
func (s *Store) AnswerQuestion(ctx context.Context, a Answer) (kpi.Question, error) {
	a.Now = instant(a.Now)
	q, err := s.answer(ctx, a)
	var refusal *kpi.Refusal
	if err != nil && !errors.As(err, &refusal) {
		return kpi.Question{}, fmt.Errorf("store.AnswerQuestion(%d): %w", a.Question, err)
	}
	return q, err
}

// AnswerInThread is AnswerQuestion for a reply in the thread of the message that asked; handled is false where the thread belongs to no
// question, and then nothing was done. a.Question is found out.
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

func (s *Store) answer(ctx context.Context, a Answer) (kpi.Question, error) {
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return kpi.Question{}, err
	}
	defer func() { _ = tx.Rollback() }()
	before, err := listQuestions(ctx, tx, `q.id = $1`, a.Question)
	if err != nil {
		return kpi.Question{}, err
	}
	if len(before) == 0 {
		return kpi.Question{}, kpi.Refuse(kpi.FieldAnswer, "That question is not there any more, so nothing was answered.")
	}
	id, _, err := lockIndicator(ctx, tx, before[0].Indicator)
	if err != nil {
		return kpi.Question{}, err
	}
	asked, err := listQuestions(ctx, tx, `q.id = $1`, a.Question) // as whoever held the lock left it
	if err != nil {
		return kpi.Question{}, err
	}
	now, err := readSituation(ctx, tx, id, Post{By: a.By})
	if err != nil {
		return kpi.Question{}, err
	}
	if now.person == nil {
		return kpi.Question{}, kpi.Refuse("", "Chaser does not know you yet, so nothing was answered. Ask the performance team to add you.")
	}
	putTo := []string{}
	if err := sqlx.SelectContext(ctx, tx, &putTo, `SELECT recipient FROM notifications WHERE key LIKE $1`, questionKey(a.Question)+"%"); err != nil {
		return kpi.Question{}, fmt.Errorf("reading whom it was put to: %w", err)
	}
	q := asked[0].question()
	answered, fresh, err := q.Answered(a.Text, *now.person, now.circumstances(a.Today).MayAnswer(*now.person, q, putTo), a.Now)
	if err != nil || !fresh {
		return answered, err
	}
	if err := s.saveAnswer(ctx, tx, now, asked[0], answered, a); err != nil {
		return kpi.Question{}, err
	}
	return answered, tx.Commit()
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
		key: fmt.Sprintf("answer %d", q.ID), kind: kpi.NewsAnswer, recipient: q.AskedBy, about: QuestionAbout{q.ID}, priority: priorityAnswer,
		subjects: []newsSubject{{now.indicator.id, q.Period}},
	}
	all := []news{answer}
	if asked.Channel != "" {
		answer.key, answer.recipient, answer.threadTS, answer.lives = answer.key+" thread", asked.Channel, asked.ThreadTS, threadAnswerLives
		all = append(all, answer)
	}
	if _, err := s.tell(ctx, tx, tx.Tx.Tx, a.Now, a.Today, all...); err != nil {
		return err
	}
	return auditQuestion(ctx, tx, now.indicator, "answered", q, a.Now, a.By, map[string]any{"answer": q.Answer})
}

// threadAnswerLives is for how long an answer waits for a thread that Chaser cannot write in, such as of a card that was shared in a channel it
// is not a member of. Who asked has it in their own messages, so nobody else need be troubled.
const threadAnswerLives = 24 * time.Hour

// Question finds a question; false where there is none.
func (s *Store) Question(ctx context.Context, id int64) (kpi.Question, bool, error) {
	rows, err := listQuestions(ctx, s.db, `q.id = $1`, id)
	if err != nil {
		return kpi.Question{}, false, fmt.Errorf("store.Question(%d): %w", id, err)
	}
	if len(rows) == 0 {
		return kpi.Question{}, false, nil
	}
	return rows[0].question(), true, nil
}

// questionColumns are those of a questionRow, from questionTables.
const (
	questionColumns = `
		q.id, q.indicator_id, i.code AS indicator, q.period, q.text, q.asked_by, asker.name AS asked_by_name, q.asked_at, q.channel, q.thread_ts,
		q.answer, COALESCE(q.answered_by, '') AS answered_by, COALESCE(answerer.name, '') AS answered_by_name, q.answered_at`
	questionTables = `questions q JOIN indicators i ON i.id = q.indicator_id JOIN people asker ON asker.slack_id = q.asked_by
		LEFT JOIN people answerer ON answerer.slack_id = q.answered_by`
)

type questionRow struct {
	ID             int64      `db:"id" json:"id"`
	IndicatorID    int64      `db:"indicator_id" json:"indicator_id"`
	Indicator      string     `db:"indicator" json:"indicator"`
	Period         period     `db:"period" json:"period"`
	Text           string     `db:"text" json:"text"`
	AskedBy        string     `db:"asked_by" json:"asked_by"`
	AskedByName    string     `db:"asked_by_name" json:"asked_by_name"`
	AskedAt        time.Time  `db:"asked_at" json:"asked_at"`
	Channel        string     `db:"channel" json:"channel"`
	ThreadTS       string     `db:"thread_ts" json:"thread_ts"`
	Answer         string     `db:"answer" json:"answer"`
	AnsweredBy     string     `db:"answered_by" json:"answered_by"`
	AnsweredByName string     `db:"answered_by_name" json:"answered_by_name"`
	AnsweredAt     *time.Time `db:"answered_at" json:"answered_at"`
}

func (r questionRow) question() kpi.Question {
	q := kpi.Question{
		ID: r.ID, Indicator: r.Indicator, Period: r.Period.Period, Text: r.Text, AskedBy: r.AskedBy, AskedByName: r.AskedByName, AskedAt: r.AskedAt.UTC(),
		Answer: r.Answer, AnsweredBy: r.AnsweredBy, AnsweredByName: r.AnsweredByName,
	}
	if r.AnsweredAt != nil {
		q.AnsweredAt = r.AnsweredAt.UTC()
	}
	return q
}

func listQuestions(ctx context.Context, q sqlx.QueryerContext, condition string, args ...any) ([]questionRow, error) {
	var rows []questionRow
	err := sqlx.SelectContext(ctx, q, &rows, `SELECT `+questionColumns+` FROM `+questionTables+` WHERE `+condition+` ORDER BY q.id`, args...)
	if err != nil {
		return nil, fmt.Errorf("reading the questions: %w", err)
	}
	return rows, nil
}

// figureQuestions are the latest questions about the figures of each indicator, by period: those that a card shows, the answered ones first.
type figureQuestions map[int64]map[kpi.Period][]kpi.Question

// of are the questions that the card of an indicator and a period shows.
func (f figureQuestions) of(indicator int64, p kpi.Period) []kpi.Question { return f[indicator][p] }

// shownCondition chooses, of the questions about some indicators, the latest of each period.
func shownCondition(indicators string) string {
	return fmt.Sprintf(`q.id IN (
		SELECT id FROM (SELECT n.id, row_number() OVER (PARTITION BY n.indicator_id, n.period ORDER BY n.id DESC) AS place
		                FROM questions n WHERE n.indicator_id %s) AS placed
		WHERE place <= %d)`, indicators, kpi.ShownQuestions)
}

func shownQuestions(ctx context.Context, q sqlx.QueryerContext, indicators ...int64) (figureQuestions, error) {
	rows, err := listQuestions(ctx, q, shownCondition(`= ANY ($1)`), int64Array(indicators))
	return shownOf(rows), err
}

func shownOf(rows []questionRow) figureQuestions {
	shown := figureQuestions{}
	for _, answered := range []bool{true, false} {
		for _, r := range rows {
			if (r.Answer != "") != answered {
				continue
			}
			if shown[r.IndicatorID] == nil {
				shown[r.IndicatorID] = map[kpi.Period][]kpi.Question{}
			}
			shown[r.IndicatorID][r.Period.Period] = append(shown[r.IndicatorID][r.Period.Period], r.question())
		}
	}
	return shown
}
