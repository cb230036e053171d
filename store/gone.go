package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// GoneAbout is what the news of a deactivated Slack account is made from.
type GoneAbout struct {
	Person string `json:"person"` // Slack id
}

// passOn does what follows when the reader of a message no longer has an account. It records that, and tells the
// performance team. The next person who can act on the message hears of it instead. What the schedule owed to the
// reader needs nothing here, as the schedule plans it for others by itself.
func (s *Store) passOn(ctx context.Context, tx *preparedTx, row notificationRow, at Clocks) error {
	var goneOn []day
	err := sqlx.SelectContext(ctx, tx, &goneOn, `
		INSERT INTO slack_people AS k (person, zone, deactivated, gone_on, read_at)
		SELECT p.slack_id, '', true, $2, $3 FROM people p WHERE p.slack_id = $1
		ON CONFLICT (person) DO UPDATE SET deactivated = true, gone_on = COALESCE(k.gone_on, $2), read_at = $3
		RETURNING gone_on`, row.Recipient, day{at.today()}, instant(at.Now))
	if err != nil || len(goneOn) == 0 { // a channel, or somebody whom the register does not know
		return wrapped(err, "recording that nobody reads it")
	}
	var subjects []subjectRow
	if err := sqlx.SelectContext(ctx, tx, &subjects, passedSubjectsQuery, row.ID); err != nil {
		return fmt.Errorf("reading what it speaks of: %w", err)
	}
	var ids pq.Int64Array
	for _, of := range subjects {
		ids = append(ids, of.Indicator)
	}
	chase, err := readAskedOfSome(ctx, tx, at, row.Recipient, `i.id = ANY ($1)`, ids)
	if err != nil {
		return err
	}
	all := goneNews(chase, row.Recipient, goneOn[0])
	passed, turns, err := passedNews(ctx, tx, chase, row, subjects, at)
	if err != nil {
		return err
	}
	if _, err := s.tell(ctx, tx, tx.Tx.Tx, at.Now, at.today(), append(all, passed...)...); err != nil {
		return err
	}
	for _, n := range passed {
		for _, turn := range turns[n.key] {
			_, err := tx.ExecContext(ctx, `
				INSERT INTO red_tidings (notification_id, turn_id, recovered, period) SELECT id, $2, false, $3 FROM notifications WHERE key = $1
				ON CONFLICT DO NOTHING`, n.key, turn.Turn, turn.Still)
			if err != nil {
				return fmt.Errorf("noting what is passed on: %w", err)
			}
		}
	}
	return nil
}

// tellManagersGone tells the performance team of managers whose accounts were found deactivated, as somebody must be
// named in their place. Of owners it need not: the performance team reads of them in the collection, along with who is
// asked instead.
func (s *Store) tellManagersGone(ctx context.Context, tx *preparedTx, gone []slackPersonRow, at Clocks) error {
	if len(gone) == 0 {
		return nil
	}
	var all []news
	for _, r := range gone {
		chase, err := readAskedOfSome(ctx, tx, at, r.Person, hangsOn, r.Person)
		if err != nil {
			return err
		}
		if _, manages := chase.Hangs(r.Person); manages {
			all = append(all, goneNews(chase, r.Person, r.GoneOn)...)
		}
	}
	_, err := s.tell(ctx, tx, tx.Tx.Tx, at.Now, at.today(), all...)
	return err
}

// hangsOn is the condition for the indicators of which kpi.Chase.Hangs may say that they name the person $1.
const hangsOn = `i.owner = $1 OR i.deputy = $1 OR i.manager = $1 OR i.manager IS NULL AND i.owner IN (SELECT slack_id FROM people WHERE manager = $1)`

// readAskedOfSome reads who is asked about the indicators that meet a condition, and told of them, with the indicators.
func readAskedOfSome(ctx context.Context, q sqlx.QueryerContext, at Clocks, person, condition string, args ...any) (kpi.Chase, error) {
	some, err := listIndicators(ctx, q, condition, args...)
	if err != nil {
		return kpi.Chase{}, err
	}
	ids := make([]int64, len(some))
	for n, i := range some {
		ids[n] = i.id
	}
	chase, err := readAskedOf(ctx, q, at.Zone, at.today(), ids, person)
	for _, i := range some {
		chase.Indicators = append(chase.Indicators, i.Indicator)
	}
	return chase, err
}

// Hangs is the name of somebody, or their Slack id where nobody knows them, and the codes of the indicators that have
// them as their owner, deputy or manager.
func (s *Store) Hangs(ctx context.Context, person string, at Clocks) (name string, codes []string, err error) {
	defer nameCall(&err, "store.Hangs(%q)", person)
	chase, err := readAskedOfSome(ctx, &s.prepared, at, person, hangsOn, person)
	if err != nil {
		return "", nil, err
	}
	name = person
	for _, p := range chase.People {
		if p.SlackID == person {
			name = p.Name
		}
	}
	codes, _ = chase.Hangs(person)
	return name, codes, nil
}

// goneNews tells the performance team that an account is deactivated. It is told once, however often and in whatever
// way that is found out.
func goneNews(chase kpi.Chase, person string, on day) []news {
	var all []news
	for _, who := range chase.ToldOfGone(person) {
		all = append(all, news{
			key:       fmt.Sprintf("gone %s %s %s", person, on, who.SlackID),
			kind:      kpi.NewsGone,
			recipient: who.SlackID,
			about:     GoneAbout{person},
			priority:  priorityAlert,
		})
	}
	return all
}

// subjectRow is a figure that news speaks of. If the news tells of a turn, it names that too.
type subjectRow struct {
	Indicator int64  `db:"indicator_id"`
	Code      string `db:"code"`
	Period    period `db:"period"`
	Turn      int64  `db:"turn"`
	Still     string `db:"still"`     // the later period of a turn that goes on
	PostedBy  string `db:"posted_by"` // who posted the figure of which it tells
}

const passedSubjectsQuery = `
	SELECT f.indicator_id, i.code, COALESCE(NULLIF(t.period, ''), f.period) AS period, r.id AS turn, t.period AS still,
	       COALESCE((SELECT p.posted_by FROM figures p WHERE p.indicator_id = f.indicator_id AND p.period = COALESCE(NULLIF(t.period, ''), f.period)
	                 ORDER BY p.revision DESC LIMIT 1), '') AS posted_by
	FROM red_tidings t JOIN red_turns r ON r.id = t.turn_id JOIN figures f ON f.id = r.turned_figure JOIN indicators i ON i.id = f.indicator_id
	WHERE t.notification_id = $1 AND NOT t.recovered
	UNION ALL
	SELECT s.indicator_id, i.code, s.period, 0, '', ''
	FROM notification_subjects s JOIN indicators i ON i.id = s.indicator_id
	WHERE s.notification_id = $1 AND NOT EXISTS (SELECT FROM red_tidings t WHERE t.notification_id = $1)
	ORDER BY 1, 4`

// passedNews is the row's news for whoever hears of it instead, without those who have heard already. turns are, by a
// piece of news's key, the turns that it tells of.
func passedNews(
	ctx context.Context, tx transaction, chase kpi.Chase, row notificationRow, subjects []subjectRow, at Clocks,
) (all []news, turns map[string][]subjectRow, err error) {
	turns = map[string][]subjectRow{}
	places := map[string]int{}
	for _, of := range subjects {
		i, known := chase.Named(of.Code)
		if !known {
			continue
		}
		for _, who := range chase.PassedOn(row.Kind, i, of.Period.Period, of.PostedBy, at.today()) {
			n := passedTo(chase, row, who, at)
			told, err := toldOfTurn(ctx, tx, of, who.SlackID)
			if err != nil {
				return nil, nil, err
			}
			if told {
				continue
			}
			place, begun := places[n.key]
			if !begun {
				place = len(all)
				places[n.key] = place
				all = append(all, n)
			}
			all[place].subjects = append(all[place].subjects, newsSubject{of.Indicator, of.Period.Period})
			if of.Turn != 0 {
				turns[n.key] = append(turns[n.key], of)
			}
		}
	}
	return all, turns, nil
}

// passedTo is the row's news to somebody else. They get it at once, or on their next working morning if they want to
// hear of Reds once a day.
func passedTo(chase kpi.Chase, row notificationRow, who kpi.Contact, at Clocks) news {
	n := news{
		key:       fmt.Sprintf("%s passed on %d %s", row.Kind, row.ID, who.SlackID),
		kind:      row.Kind,
		recipient: who.SlackID,
		about:     rawAbout(row.About),
		priority:  priorityAlert,
	}
	switch row.Kind {
	case kpi.NewsQuestion: // keys of this form say who may answer the question
		var about QuestionAbout
		if row.notification(nil).About(&about) == nil {
			n.key = questionKey(about.Question) + who.SlackID
		}
	case kpi.NewsRed, kpi.NewsRedDigest:
		if who.Timing() == kpi.AlertsDaily {
			zone := chase.ClockOf(who)
			n.kind, n.about = kpi.NewsRedDigest, struct{}{}
			n.from = chase.Morning(who, kpi.DateOf(at.Now.In(zone))).At(kpi.OfficeOpens, zone)
		}
	}
	return n
}

// rawAbout is what news is made from, as it is kept.
type rawAbout string

// MarshalJSON gives the kept JSON as it is.
func (r rawAbout) MarshalJSON() ([]byte, error) { return []byte(r), nil }

// toldOfTurn reports whether the person has been told of the turn, or is about to be.
func toldOfTurn(ctx context.Context, tx transaction, of subjectRow, person string) (told bool, err error) {
	if of.Turn == 0 {
		return false, nil
	}
	err = sqlx.GetContext(ctx, tx, &told, `
		SELECT EXISTS (SELECT FROM red_tidings t JOIN notifications n ON n.id = t.notification_id
		               WHERE t.turn_id = $1 AND NOT t.recovered AND t.period = $3 AND n.recipient = $2 AND n.state NOT IN ('withdrawn', 'rejected'))`, of.Turn, person, of.Still)
	return told, wrapped(err, "reading who has heard")
}
