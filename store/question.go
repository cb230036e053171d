package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// QuestionAbout is what the news of a question, or of its answer, is made from.
type QuestionAbout struct {
	Question int64 `json:"question"`
}

// Ask is a question about an indicator's figure.
type Ask struct {
	RequestID string // the name of Slack's delivery, so that the same one again asks only once
	By        string // Slack id
	Code      string
	Period    kpi.Period
	Text      string
	From      Thread // where it was asked, and the answer is said too; zero: nowhere that others see
	Now       time.Time
	Today     kpi.Date
	Zone      *time.Location // the council's
}

// Asked is a question and whom it was put to.
type Asked struct {
	Question kpi.Question
	Of       []kpi.Person
}

// AskQuestion records a question and tells those who can answer it. The same request again returns what the first one
// did. The error is a *kpi.Refusal if the question cannot be put. It may be ErrOutcomeUnknown.
func (s *Store) AskQuestion(ctx context.Context, a Ask) (_ Asked, err error) {
	defer nameCall(&err, "store.AskQuestion(request %q)", a.RequestID)
	a.Now = instant(a.Now)
	r := Request{a.RequestID, a.By, a.Now}
	return once(ctx, s, s.prepared.begin, "ask", r, func(ctx context.Context, tx *preparedTx) (Asked, error) {
		return s.ask(ctx, tx, a)
	})
}

func (s *Store) ask(ctx context.Context, tx *preparedTx, a Ask) (Asked, error) {
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
		return Asked{}, kpi.Deny("", "Chaser does not know you yet, so nothing was asked. Ask the performance team to add you.")
	}
	cards, err := buildCards(ctx, tx, look{who: *now.person, period: a.Period}, []keptIndicator{now.indicator}, a.Today)
	if err != nil {
		return Asked{}, err
	}
	card := cards[0]
	chase, err := readAskedOf(ctx, tx, a.Zone, a.Today, []int64{id})
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
	return asked, nil
}

func (s *Store) putQuestion(ctx context.Context, tx *preparedTx, now situation, a Ask, p kpi.Period, text string, of []kpi.Person) (kpi.Question, error) {
	q := kpi.Question{
		Indicator:   now.indicator.Code,
		Period:      p,
		Text:        text,
		AskedBy:     now.person.SlackID,
		AskedByName: now.person.Name,
		AskedAt:     a.Now,
	}
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
			key:       questionKey(q.ID) + who.SlackID,
			kind:      kpi.NewsQuestion,
			recipient: who.SlackID,
			about:     QuestionAbout{q.ID},
			subjects:  []newsSubject{subject},
			priority:  priorityAnswer,
		})
		if err != nil {
			return q, err
		}
	}
	return q, auditQuestion(ctx, tx, now.indicator, "asked", q, a.Now, a.By, map[string]any{"question": text, "of": to})
}

func questionKey(id int64) string { return fmt.Sprintf("question %d ", id) }

func auditQuestion(ctx context.Context, tx transaction, i keptIndicator, act string, q kpi.Question, now time.Time, by string, said map[string]any) error {
	said["id"] = q.ID
	detail, err := json.Marshal(said)
	if err != nil {
		return fmt.Errorf("writing the audit entry: %w", err)
	}
	entry := auditEntry{act: act, subject: "question " + i.Code + " " + q.Period.String(), detail: string(detail)}
	return appendAudit(ctx, tx, i.Committee, now, by, entry)
}

// Question finds a question. It is false if there is none.
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

// questionColumns are a questionRow's columns. They come from questionTables.
const (
	questionColumns = `
		q.id, q.indicator_id, i.code AS indicator, q.period, q.text, q.asked_by, asker.name AS asked_by_name, q.asked_at, q.channel, q.thread_ts,
		q.answer, COALESCE(q.answered_by, '') AS answered_by, COALESCE(answerer.name, '') AS answered_by_name, q.answered_at`
	questionTables = `questions q JOIN indicators i ON i.id = q.indicator_id JOIN people asker ON asker.slack_id = q.asked_by
		LEFT JOIN people answerer ON answerer.slack_id = q.answered_by`
)
