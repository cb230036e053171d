package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// Nudge is a request to nudge whoever can do something about an indicator's figure for a period.
type Nudge struct {
	RequestID string // the name of Slack's delivery

	By     string // Slack id
	Code   string
	Period kpi.Period
	Now    time.Time
	Today  kpi.Date
	Zone   *time.Location // the council's
}

// NudgeAbout is what the news of a nudge is made from.
type NudgeAbout struct {
	Indicator string   `json:"indicator"` // its code
	Period    string   `json:"period"`
	Asks      kpi.Duty `json:"asks"`
	By        string   `json:"by"` // Slack id
}

// NudgeColleague tells whoever has the figure who nudges them, and why: the figure is waited for, or a Red needs an
// action. A person gets at most one nudge a day, the first, whoever gives it. The error is a *kpi.Refusal if nobody was
// nudged. It may be ErrOutcomeUnknown.
func (s *Store) NudgeColleague(ctx context.Context, n Nudge) (nudge kpi.Nudge, err error) {
	defer nameCall(&err, "store.NudgeColleague(%s)", n.Period)
	n.Now = instant(n.Now)
	r := Request{n.RequestID, n.By, n.Now}
	return once(ctx, s, s.prepared.begin, "nudge", r, func(ctx context.Context, tx *preparedTx) (kpi.Nudge, error) {
		return s.nudgeColleague(ctx, tx, n)
	})
}

func (s *Store) nudgeColleague(ctx context.Context, tx *preparedTx, n Nudge) (kpi.Nudge, error) {
	id, found, err := lockIndicator(ctx, tx, n.Code)
	if err != nil {
		return kpi.Nudge{}, err
	}
	if !found {
		return kpi.Nudge{}, refuseCode(ctx, tx, Post{By: n.By, Code: n.Code})
	}
	now, err := readSituation(ctx, tx, id, Post{By: n.By, Today: n.Today})
	if err != nil {
		return kpi.Nudge{}, err
	}
	if now.person == nil {
		return kpi.Nudge{}, kpi.Deny("", "Chaser does not know you yet, so nobody was nudged. Ask the performance team to add you.")
	}
	facts, err := nudgingOf(ctx, tx, now.indicator, n.Period, n.Now, n.Zone)
	if err != nil {
		return kpi.Nudge{}, err
	}
	facts.By = *now.person
	nudge, err := facts.Decide()
	if err != nil {
		return kpi.Nudge{}, err
	}
	if err := s.tellNudge(ctx, tx, now, n, nudge); err != nil {
		return kpi.Nudge{}, err
	}
	detail, err := json.Marshal(map[string]string{"to": nudge.To.SlackID, "asks": string(nudge.Asks)})
	if err != nil {
		return kpi.Nudge{}, fmt.Errorf("writing the audit entry: %w", err)
	}
	entry := auditEntry{act: "nudged", subject: "figure " + now.indicator.Code + " " + n.Period.String(), detail: string(detail)}
	if err := appendAudit(ctx, tx, now.indicator.Committee, n.Now, n.By, entry); err != nil {
		return kpi.Nudge{}, err
	}
	return nudge, nil
}

// nudgingOf reads everything that decides on a nudge about the indicator's figure for the period, except who nudges.
func nudgingOf(ctx context.Context, q sqlx.QueryerContext, i keptIndicator, p kpi.Period, now time.Time, zone *time.Location) (kpi.Nudging, error) {
	today := kpi.DateOf(now.In(zone))
	chase, err := readAskedOf(ctx, q, zone, today, []int64{i.id})
	if err != nil {
		return kpi.Nudging{}, err
	}
	cards, err := buildCards(ctx, q, look{own: true, period: p}, []keptIndicator{i}, today)
	if err != nil {
		return kpi.Nudging{}, err
	}
	return kpi.Nudging{Chase: chase, Indicator: i.Indicator, Card: cards[0], Now: now}, nil
}

// tellNudge records the message under a key of its reader and day. If two people nudge somebody at once, the second
// waits here for the first, and is then refused.
func (s *Store) tellNudge(ctx context.Context, tx *preparedTx, now situation, n Nudge, nudge kpi.Nudge) error {
	key := fmt.Sprintf("%s %s %s", kpi.NewsNudge, nudge.To.SlackID, nudge.Day)
	// A nudge that came to nothing before anybody read it gives its day back for another.
	if _, err := tx.ExecContext(ctx, `UPDATE notifications SET key = key || ' ' || id WHERE key = $1 AND state IN ('withdrawn', 'rejected')`, key); err != nil {
		return fmt.Errorf("giving a day back: %w", err)
	}
	fresh, err := s.tell(ctx, tx, tx.Tx.Tx, n.Now, nudge.Day, news{
		key: key, kind: kpi.NewsNudge, recipient: nudge.To.SlackID, priority: priorityAlert, from: nudge.At,
		about:    NudgeAbout{now.indicator.Code, n.Period.String(), nudge.Asks, n.By},
		subjects: []newsSubject{{now.indicator.id, n.Period}},
	})
	if err != nil {
		return err
	}
	if len(fresh) == 0 {
		before, err := listNudged(ctx, tx, `n.key = $1`, key)
		if err != nil {
			return err
		}
		for _, earlier := range before {
			return earlier.Refused(n.By, n.Now, n.Zone)
		}
	}
	return s.refresh(ctx, tx, now.indicator, n.Period, now.collections)
}

// nudgedRow is a nudge that was sent, or is about to be.
type nudgedRow struct {
	Indicator string    `db:"indicator"`
	Period    period    `db:"period"`
	Asks      kpi.Duty  `db:"asks"`
	To        string    `db:"to_name"`
	By        string    `db:"by_name"`
	ByID      string    `db:"by_id"`
	At        time.Time `db:"at"`
}

const (
	nudgedQuery = `
		SELECT i.code AS indicator, s.period, n.about::json->>'asks' AS asks, COALESCE(p.name, n.recipient) AS to_name, COALESCE(b.name, '') AS by_name,
		       n.about::json->>'by' AS by_id, n.from_at AS at
		FROM notification_subjects s
		JOIN notifications n ON n.id = s.notification_id AND n.kind = '` + string(kpi.NewsNudge) + `'
		JOIN indicators i ON i.id = s.indicator_id
		LEFT JOIN people p ON p.slack_id = n.recipient
		LEFT JOIN people b ON b.slack_id = n.about::json->>'by'
		WHERE `
	nudgedOrder = ` ORDER BY n.id`

	nudgedOfSome = `n.state NOT IN ('withdrawn', 'rejected')
		AND (s.indicator_id, s.period) IN (SELECT k.id, f.period FROM unnest(CAST($1 AS text[]), CAST($2 AS text[])) AS f (code, period) JOIN indicators k ON k.code = f.code)`
	nudgedOfSomeQuery = nudgedQuery + nudgedOfSome + nudgedOrder
)

// listNudged reads the last nudge about each figure. The condition is on the nudges' notifications n and their subjects
// s.
func listNudged(ctx context.Context, q sqlx.QueryerContext, condition string, args ...any) (map[kpi.Subject]kpi.Nudged, error) {
	var rows []nudgedRow
	err := sqlx.SelectContext(ctx, q, &rows, nudgedQuery+condition+nudgedOrder, args...)
	nudged := map[kpi.Subject]kpi.Nudged{}
	for _, r := range rows {
		nudged[kpi.Subject{Indicator: r.Indicator, Period: r.Period.Period}] = kpi.Nudged{
			Asks: r.Asks, To: r.To, By: r.By, ByID: r.ByID, At: r.At.UTC(),
		}
	}
	return nudged, wrapped(err, "reading who was nudged")
}

// nudgedOf is the last nudge about each of the figures, without those that came to nothing.
func nudgedOf(ctx context.Context, q sqlx.QueryerContext, codes, periods []string) (map[kpi.Subject]kpi.Nudged, error) {
	if len(codes) == 0 {
		return nil, nil
	}
	return listNudged(ctx, q, nudgedOfSome, pq.StringArray(codes), pq.StringArray(periods))
}

// ToldNudge is how a nudge reads at the moment of saying it.
type ToldNudge struct {
	kpi.Nudged
	Card   kpi.Card   // of the figure, as it stands now
	Due    kpi.Date   // of a late figure; zero: no collection asks for it
	For    kpi.Person // in whose place the reader has the figure; without a Slack id: their own
	Asked  bool       // it is still asked for, and of the reader
	Cal    kpi.Calendar
	Reader kpi.Person
}

// ToldNudge reads what a nudge says as of now.
func (s *Store) ToldNudge(ctx context.Context, n Notification, at Clocks) (told ToldNudge, err error) {
	defer nameCall(&err, "store.ToldNudge(%d)", n.ID)
	var about NudgeAbout
	if err := n.About(&about); err != nil {
		return told, err
	}
	facts, err := nudgeFacts(ctx, s.patient, about, at)
	if err != nil {
		return told, err
	}
	person := func(slackID string) kpi.Person {
		for _, p := range facts.People {
			if p.SlackID == slackID {
				return p.Person
			}
		}
		return kpi.Person{SlackID: slackID}
	}
	told = ToldNudge{
		Nudged: kpi.Nudged{
			Asks: about.Asks,
			To:   person(n.Recipient).Name,
			By:   person(about.By).Name,
			ByID: about.By,
			At:   n.From,
		},
		Card:   facts.Card,
		Asked:  facts.StillAsks(about.Asks, n.Recipient, at.today()),
		Cal:    facts.Calendar,
		Reader: person(n.Recipient),
	}
	if k, collected := kpi.Collected(facts.Collections, facts.Indicator.Frequency, facts.Card.Period); collected {
		told.Due = k.Deadline(facts.Calendar)
	}
	if facts.Indicator.Owner != n.Recipient {
		told.For = person(facts.Indicator.Owner)
	}
	return told, nil
}

func nudgeFacts(ctx context.Context, q sqlx.QueryerContext, about NudgeAbout, at Clocks) (kpi.Nudging, error) {
	p, err := kpi.ParsePeriod(about.Period)
	if err != nil {
		return kpi.Nudging{}, fmt.Errorf("reading a nudge's period: %w", err)
	}
	indicators, err := listIndicators(ctx, q, `i.code = $1`, about.Indicator)
	if err != nil || len(indicators) == 0 {
		return kpi.Nudging{}, wrapped(err, "reading a nudge's indicator")
	}
	return nudgingOf(ctx, q, indicators[0], p, at.Now, at.Zone)
}

// nudgeStands reports whether a nudge is still worth saying. It is not once its reader has done what it asks, or
// somebody else has the figure.
func nudgeStands(ctx context.Context, tx transaction, row notificationRow, at Clocks) (bool, error) {
	var about NudgeAbout
	if err := row.notification(nil).About(&about); err != nil {
		return false, err
	}
	facts, err := nudgeFacts(ctx, tx, about, at)
	return err == nil && facts.StillAsks(about.Asks, row.Recipient, at.today()), err
}
