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

// Unpublish is a request to take a publication back.
type Unpublish struct {
	By          string // Slack id of an administrator; empty: the operator's command line
	Publication int64
	Now         time.Time
	Today       kpi.Date
	Zone        *time.Location // the council's; nil is UTC
}

// Unpublished is what became of an Unpublish.
type Unpublished struct {
	Publication Publication
	Fresh       bool     // false: it had been taken back before, so nothing was done now
	Channel     string   // where its messages are; empty: the committee has none
	Said        int      // how many messages are removed from there
	SetDay      kpi.Date // the set day that is still to come and publishes the period again; zero: none
}

// TakeBackPublication takes a publication back. Its cards are no longer frozen, its messages are removed from the
// channel, and those that were not said yet never are. Its row and its cards are kept, and marked. It all happens in
// one transaction that keeps out everybody who could build on the publication. Doing the same again has no second
// effect.
//
// The error is a *kpi.Refusal if the person may not, if it is too late, or if somebody has built on the publication, or
// it is ErrOutcomeUnknown. Nothing was changed with any error but ErrOutcomeUnknown.
func (s *Store) TakeBackPublication(ctx context.Context, u Unpublish) (done Unpublished, err error) {
	defer nameCall(&err, "store.TakeBackPublication(%d)", u.Publication)
	u.Now = instant(u.Now)
	if u.Zone == nil {
		u.Zone = time.UTC
	}
	done, committing, err := s.tryTakeBackPublication(ctx, u)
	if committing { // the answer to the commit was lost; the second try finds what was done
		lost := err
		if done, _, err = s.tryTakeBackPublication(ctx, u); err != nil {
			err = fmt.Errorf("%w: committing: %w; and again: %w", ErrOutcomeUnknown, lost, err)
		}
	}
	return done, err
}

// tryTakeBackPublication returns committing as true if the error came from the commit itself, so that the outcome is
// unknown.
func (s *Store) tryTakeBackPublication(ctx context.Context, u Unpublish) (done Unpublished, committing bool, err error) {
	tx, err := s.patient.BeginTxx(ctx, nil)
	if err != nil {
		return Unpublished{}, false, err
	}
	defer func() { _ = tx.Rollback() }()
	if done, err = s.takeBackPublication(ctx, tx, u); err != nil || !done.Fresh {
		return done, false, err
	}
	err = tx.Commit()
	return done, err != nil, err
}

var (
	errNotTeamsToTakeBack = kpi.Deny("", "Only the performance team takes back what was published, so nothing was changed. Ask them to.")
	errNoPublication      = kpi.Refuse("", "There is no such publication, so nothing was taken back.")
)

func (s *Store) takeBackPublication(ctx context.Context, tx *sqlx.Tx, u Unpublish) (Unpublished, error) {
	if err := mayPublish(ctx, tx, u.By); err != nil {
		if errors.Is(err, errNotTeam) {
			err = errNotTeamsToTakeBack
		}
		return Unpublished{}, err
	}
	// Whoever posts, asks, adds an action or publishes locks one of these rows. So they are either done, or come after
	// this.
	_, err := tx.ExecContext(ctx, `
		SELECT i.id FROM indicators i
		WHERE i.id IN (SELECT indicator_id FROM edition_cards WHERE publication_id = $1)
		   OR i.committee = (SELECT committee FROM publication_editions WHERE id = $1)
		ORDER BY i.id FOR UPDATE`, u.Publication)
	if err != nil {
		return Unpublished{}, fmt.Errorf("locking the committee's indicators: %w", err)
	}
	row, found, err := findKeptPublication(ctx, tx, `b.id = $1`, u.Publication)
	switch {
	case err != nil:
		return Unpublished{}, err
	case !found:
		return Unpublished{}, errNoPublication
	}
	done := Unpublished{Publication: row.publication()}
	if committee, err := findCommittee(ctx, tx, row.Committee); err == nil {
		done.Channel = committee.Channel
	}
	if row.TakenBackAt != nil {
		return done, nil
	}
	facts, err := readBuiltOnPublication(ctx, tx, row, u)
	if err != nil {
		return Unpublished{}, err
	}
	if err := facts.Decide(); err != nil {
		return Unpublished{}, err
	}
	return s.unfreeze(ctx, tx, row, u, done)
}

// unfreeze marks the publication as taken back, and deals with its set day and its messages.
func (s *Store) unfreeze(ctx context.Context, tx *sqlx.Tx, row keptPublicationRow, u Unpublish, done Unpublished) (Unpublished, error) {
	_, err := tx.ExecContext(ctx, `UPDATE publication_editions SET taken_back_at = $2, taken_back_by = $3 WHERE id = $1`, row.ID, u.Now, orNull(u.By))
	if err != nil {
		return Unpublished{}, fmt.Errorf("taking the publication back: %w", err)
	}
	if done.SetDay, err = endSetDay(ctx, tx, row, u); err != nil {
		return Unpublished{}, err
	}
	withdrawn, said, err := s.unsay(ctx, tx, row, u)
	if err != nil {
		return Unpublished{}, err
	}
	if err := refuseReported(ctx, tx, row, u); err != nil {
		return Unpublished{}, err
	}
	who, _, err := findPerson(ctx, tx, u.By)
	if err != nil {
		return Unpublished{}, err
	}
	done.Fresh, done.Said = true, said
	done.Publication.TakenBack = &kpi.TakenBack{By: u.By, ByName: who.Name, At: u.Now}
	detail, err := json.Marshal(struct {
		Publication int64     `json:"publication"`
		PublishedAt time.Time `json:"published_at"`
		Removed     int       `json:"messages_removed"`
		NeverSaid   int       `json:"messages_never_said"`
	}{row.ID, row.At.UTC(), said, withdrawn})
	if err != nil {
		return Unpublished{}, fmt.Errorf("writing the audit entry: %w", err)
	}
	entry := auditEntry{act: actUndone, subject: "period " + row.Period.String(), detail: string(detail)}
	return done, appendAudit(ctx, tx, row.Committee, u.Now, u.By, entry)
}

// refuseReported refuses if a report of the committee was made from the publication. It must come last, as it locks the
// head of the audit trail, which whoever makes a report locks too.
func refuseReported(ctx context.Context, tx *sqlx.Tx, row keptPublicationRow, u Unpublish) error {
	if _, err := lockChain(ctx, tx, row.Committee); err != nil {
		return err
	}
	var made []time.Time
	if err := tx.SelectContext(ctx, &made, `SELECT made_at FROM report_editions WHERE publication_id = $1 ORDER BY id LIMIT 1`, row.ID); err != nil {
		return fmt.Errorf("looking for its report: %w", err)
	}
	if len(made) == 0 {
		return nil
	}
	return kpi.TakingBackPublication{Period: row.Period.Period, Zone: u.Zone, Reported: made[0]}.Decide()
}

// neverSaidNow is why a message is withdrawn that was not said by the time its publication was taken back.
const neverSaidNow = "its publication was taken back"

// unsay withdraws the publication's messages that were not said, and has those removed that were. It also has the
// performance team's news about publishing this period updated.
func (s *Store) unsay(ctx context.Context, tx *sqlx.Tx, row keptPublicationRow, u Unpublish) (withdrawn, said int, err error) {
	var all []notificationRow
	err = tx.SelectContext(ctx, &all, `
		SELECT `+notificationColumns+` FROM notifications n
		WHERE n.id IN (`+ofPublication("$1")+`) AND n.state NOT IN ('withdrawn', 'rejected')
		ORDER BY n.id FOR UPDATE OF n`, summaryKey(row.ID, 1))
	if err != nil {
		return 0, 0, fmt.Errorf("locking its messages: %w", err)
	}
	var ready, told []int64
	var jobs []job
	for _, n := range all {
		if n.State == Ready {
			ready = append(ready, n.ID)
			continue
		}
		told = append(told, n.ID)
		jobs = append(jobs, job{n.ID, priorityUpdate})
	}
	_, err = tx.ExecContext(ctx, `UPDATE notifications SET state = 'withdrawn', reason = $2, settled_at = $3, claim = claim + 1 WHERE id = ANY ($1)`,
		int64Array(ready), neverSaidNow, u.Now)
	if err == nil {
		_, err = tx.ExecContext(ctx, `UPDATE notifications SET wanted = wanted + 1, not_before = LEAST(not_before, $2) WHERE id = ANY ($1)`, int64Array(told), atOnce)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("unsaying its messages: %w", err)
	}
	held, err := refreshHolds(ctx, tx, all...)
	if err != nil {
		return 0, 0, err
	}
	jobs = append(jobs, held...)
	about, err := publishNewsKeys(ctx, tx, row.Committee, row.Period.Period)
	if err != nil {
		return 0, 0, err
	}
	for _, keys := range append(about, fmt.Sprintf("published %d %%", row.ID)) {
		stale, err := refreshNews(ctx, tx, keys)
		if err != nil {
			return 0, 0, err
		}
		jobs = append(jobs, stale...)
	}
	return len(ready), len(told), s.enqueue(ctx, tx.Tx, jobs...)
}

// readBuiltOnPublication reads what has come of a publication since. It goes by the ids that there were when it was
// published, not by time: clocks differ, and a request that waited for our locks began earlier.
func readBuiltOnPublication(ctx context.Context, tx *sqlx.Tx, row keptPublicationRow, u Unpublish) (kpi.TakingBackPublication, error) {
	facts := kpi.TakingBackPublication{Period: row.Period.Period, Published: row.At.UTC(), Now: u.Now, Zone: u.Zone}
	shown := func(of string) string {
		return `EXISTS (SELECT FROM edition_cards c WHERE c.publication_id = $1 AND c.indicator_id = ` + of + `.indicator_id AND c.period = ` + of + `.period)`
	}
	questions, err := listQuestions(ctx, tx, shown("q")+` AND `+cameAfter("q.id", "q.asked_at"), row.ID, row.LastQuestion, row.At)
	if err != nil {
		return facts, err
	}
	if len(questions) > 0 {
		q := questions[0].question()
		facts.Asked = &q
	}
	actions, err := listActions(ctx, tx, shown("a")+` AND a.state <> 'cancelled' AND `+cameAfter("a.id", "a.raised_at"), row.ID, row.LastAction, row.At)
	if err != nil {
		return facts, err
	}
	if len(actions) > 0 {
		facts.Acted = &actionsOf(actions[:1])[0]
		by, _, err := findPerson(ctx, tx, actions[0].RaisedBy)
		if err != nil {
			return facts, err
		}
		facts.ActedBy = by.Name
	}
	figures, err := listRevisions(ctx, tx, `f.taken_back_at IS NULL AND (`+shown("f")+` AND `+cameAfter("f.id", "f.posted_at")+`
		OR f.id IN (SELECT CAST(CAST(n.about AS jsonb)->>'figure' AS bigint) FROM notifications n WHERE n.kind = 'erratum' AND n.state <> 'withdrawn' AND n.id IN (`+
		ofPublication("$4")+`)))`, row.ID, row.LastFigure, row.At, summaryKey(row.ID, 1))
	if err != nil {
		return facts, err
	}
	if len(figures) > 0 {
		f := figures[0].figure()
		i, _, err := findIndicator(ctx, tx, f.Indicator)
		if err != nil {
			return facts, err
		}
		facts.Corrected, facts.CorrectedBy, facts.Shown = &f, figures[0].PostedByName, i.ShowFigure(f)
	}
	err = tx.GetContext(ctx, &facts.Replied, `
		SELECT EXISTS (SELECT FROM notifications r JOIN notifications n ON r.thread_ts = n.ts AND r.recipient = n.channel
		               WHERE r.kind = 'card-answer' AND n.id IN (`+ofPublication("$1")+`))`, summaryKey(row.ID, 1))
	if err != nil {
		return facts, fmt.Errorf("looking for replies: %w", err)
	}
	var later []publicationRow
	if err := tx.SelectContext(ctx, &later, `SELECT `+publicationColumns+` FROM publications b WHERE b.committee = $1 AND b.id > $2 ORDER BY b.id`, row.Committee, row.ID); err != nil {
		return facts, fmt.Errorf("looking for later publications: %w", err)
	}
	for _, l := range later {
		if p := l.Period.Period; p.Span() == facts.Period.Span() && facts.Period.Before(p) {
			facts.Later = p
		}
	}
	return facts, nil
}

// cameAfter is the condition for rows that came after the last one when the publication was made, $2. The release
// before this one did not keep that; then the time of publication, $3, decides.
func cameAfter(id, at string) string {
	return `(` + id + ` > CAST($2 AS bigint) OR CAST($2 AS bigint) IS NULL AND ` + at + ` >= $3)`
}

// repliesFirst reports whether a page of a summary that was taken back must wait until our replies in its thread are
// removed. If a thread's first message is deleted while there are replies, Slack leaves a mark in its place.
func repliesFirst(ctx context.Context, tx transaction, page notificationRow) (first bool, err error) {
	stands, err := publicationStands(ctx, tx, page)
	if err != nil || stands {
		return false, err
	}
	err = sqlx.GetContext(ctx, tx, &first, `
		SELECT EXISTS (SELECT FROM notifications r
		               WHERE r.thread_of = $1 AND r.held IS NULL AND (r.state IN ('sending', 'ambiguous') OR r.state = 'sent' AND r.shown < r.wanted))`, page.ID)
	return first, wrapped(err, "looking for replies to be removed")
}
