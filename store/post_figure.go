package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"chaser/doubt"
	"chaser/kpi"
)

// Post is a request to record a figure.
type Post struct {
	RequestID string // Slack's trigger id, or the request's signature where there is none
	By        string // the Slack id of who asks
	Code      string // the indicator's code, in upper or lower case
	Posting   kpi.Posting
	Sure      []doubt.Kind // the doubts that the person has answered; if there is one, only a doubt that wants a reason is asked about again
	Keep      string       // why the figure and its words may both stand; empty: no reason was given
	Shown     string       // the seal of the correction that the person was shown and has confirmed
	Now       time.Time
	Today     kpi.Date
	Zone      *time.Location // the council's; nil is UTC
	Over      int64          // the only figure that it may replace; 0: whichever stands

	moves bool       // the figure is moved from another period as it stands, so nothing is asked
	chase *kpi.Chase // for a list in which a figure turns Red or leaves Red; nil: not read yet
}

func (p Post) request() Request { return Request{p.RequestID, p.By, p.Now} }

// Posted is what became of a Post.
type Posted struct {
	FigureID int64
	Card     kpi.Card    // with the figure that the request made, or that stood already
	Fresh    bool        // false: the request said nothing new, so it made no revision
	Replaced *kpi.Figure // the revision before the new one; nil for a period's first

	Asked *CorrectionRequest // nothing was recorded, as the performance team is asked for it; nil: nobody need be asked
}

// ErrOutcomeUnknown says that the connection was lost while something was being committed, and that nobody could find
// out whether it was. The same request may be made again: it takes effect only once.
var ErrOutcomeUnknown = errors.New("it is not known whether it was saved")

// PostFigure records a figure, or a revision of one, with its rating, its audit entry and its request, all or nothing.
// If it returns no error, all is committed. The same request again has no second effect, even at the same instant from
// another process. It returns what the first returned, even if there are newer revisions by now.
//
// The error is a *kpi.Refusal if the person can mend it, a *doubt.Question if the person must first be asked, or
// ErrOutcomeUnknown. With any error but ErrOutcomeUnknown nothing was saved, not even the request's id.
func (s *Store) PostFigure(ctx context.Context, p Post) (posted Posted, err error) {
	defer nameCall(&err, "store.PostFigure(request %q)", p.RequestID)
	p.Now = instant(p.Now)
	if p.Zone == nil {
		p.Zone = time.UTC
	}
	posted, err = s.postFigure(ctx, p)
	if pq.As(err, pqerror.UniqueViolation) != nil {
		// The same request for another indicator was quicker, as no lock of ours keeps the two apart. This time it is
		// found.
		posted, err = s.postFigure(ctx, p)
	}
	return posted, err
}

func (s *Store) postFigure(ctx context.Context, p Post) (Posted, error) {
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return Posted{}, err
	}
	defer func() { _ = tx.Rollback() }()
	posted, err := s.post(ctx, tx, p)
	if err != nil {
		return Posted{}, err
	}
	if err := tx.Commit(); err != nil {
		return s.postingFate(ctx, p, err)
	}
	return posted, nil
}

// post locks, decides and saves. Whatever must be in the database if and only if the figure is, it saves too. It does
// so before the audit entry, whose lock the whole committee shares.
func (s *Store) post(ctx context.Context, tx *preparedTx, p Post) (Posted, error) {
	id, found, err := lockIndicator(ctx, tx, p.Code)
	if err != nil {
		return Posted{}, err
	}
	if !found {
		return Posted{}, refuseCode(ctx, tx, p)
	}
	now, err := readSituation(ctx, tx, id, p)
	if err != nil {
		return Posted{}, err
	}
	switch {
	case now.answered != nil: // the same request, delivered twice: the second waits for the lock and finds the answer
		return repeat(ctx, tx, *now.answered, p)
	case now.person == nil:
		return Posted{}, errStranger
	}
	if err := now.readRecorded(ctx, tx, p.Posting.Period, p.Today); err != nil {
		return Posted{}, err
	}
	figure, fresh, err := now.circumstances(p.Today).Decide(p.Posting, *now.person, p.Now)
	if err != nil {
		return Posted{}, err
	}
	if !fresh {
		return now.stand(ctx, tx, p, figure)
	}
	if err := now.replaces(p, figure.Period); err != nil {
		return Posted{}, err
	}
	agreed, err := now.confirmed(ctx, tx, p, figure)
	if err != nil {
		return Posted{}, err
	}
	done, err := now.record(ctx, s, tx, p, figure, agreed)
	if err != nil || done.entry.act == "" {
		return done.Posted, err
	}
	if err := s.tellCorrected(ctx, tx, tx.Tx.Tx, p.Now, p.Today, p.By, done.corrects...); err != nil {
		return Posted{}, err
	}
	return done.Posted, appendAudit(ctx, tx, now.indicator.Committee, p.Now, p.By, done.entries()...)
}

// stand keeps only the request, as the figure that stands says the same already.
func (s situation) stand(ctx context.Context, tx *preparedTx, p Post, f kpi.Figure) (Posted, error) {
	standing, _ := s.recorded.of(f.Period)
	_, err := tx.ExecContext(ctx, `
		INSERT INTO requests (id, kind, requested_by, requested_at, figure_id, fresh, newest_figure_id)
		VALUES ($1, 'posting', $2, $3, $4, false, $5)`, p.RequestID, p.By, p.Now, standing.ID, s.recorded.newest())
	if err != nil {
		return Posted{}, fmt.Errorf("inserting the request: %w", err)
	}
	card, err := s.card(ctx, tx, s.recorded, f.Period, p.Today)
	return Posted{FigureID: standing.ID, Card: card}, err
}

// replaces refuses a posting that was meant to replace a figure which no longer stands.
func (s situation) replaces(p Post, of kpi.Period) error {
	if standing, stands := s.recorded.of(of); p.Over != 0 && (!stands || standing.ID != p.Over) {
		return kpi.Refuse(kpi.FieldFigure, "The figure of %s for %s has been changed or taken back since you looked, so nothing was changed. Look at the card first.",
			s.indicator.Code, of.Words())
	}
	return nil
}

// postedQuery records a figure, and the request that made it. It also does what refresh does.
var postedQuery = postedWith(``)

// postedSignedQuery also records the sign-off that the figure needs.
var postedSignedQuery = postedWith(`
	signed AS (
		INSERT INTO sign_offs (figure_id, state, said_by, said_at)
		SELECT figure.id, CAST($23 AS text), CAST($24 AS text), CAST($25 AS timestamptz) FROM figure),`)

func postedWith(signed string) string {
	return `
	WITH figure AS (` + insertFigureQuery + `),
	request AS (
		INSERT INTO requests (id, kind, requested_by, requested_at, figure_id, fresh, newest_figure_id)
		SELECT $21, 'posting', $11, $12, figure.id, true, figure.id FROM figure),` + signed + refreshedOf("$1", "$2", "$22") + `
	SELECT figure.id, (SELECT json_agg(id) FROM refreshed WHERE NOT queued) AS told FROM figure`
}

// saved is a figure that was recorded, and what the audit trail will say of it.
type saved struct {
	Posted
	row      figureRow
	entry    auditEntry   // without an act: nothing new was done
	accepted []auditEntry // the doubts that were accepted with it
	corrects []corrected  // the corrections that it made of what a committee was shown
}

// entries are the audit entries of what was done, in their order.
func (d saved) entries() []auditEntry { return append([]auditEntry{d.entry}, d.accepted...) }

// record saves what was decided, or asks the performance team for it. Its caller adds the audit entry, which comes
// after everything else in the transaction.
func (s situation) record(ctx context.Context, st *Store, tx *preparedTx, p Post, f kpi.Figure, with agreed) (done saved, err error) {
	switch {
	case with.asked != nil:
		card, err := s.card(ctx, tx, s.recorded, f.Period, p.Today)
		return saved{Posted: Posted{Card: card, Asked: with.asked}}, err
	case with.correction != nil && with.correction.Asks:
		done, err = s.askTeam(ctx, st, tx, p, *with.correction)
	default:
		done, err = s.save(ctx, st, tx, p, f, with)
	}
	if err != nil {
		return saved{}, err
	}
	done.accepted, err = s.acceptAnswered(ctx, tx, p, f, with)
	return done, err
}

// save records the figure that was decided.
func (s situation) save(ctx context.Context, st *Store, tx *preparedTx, p Post, f kpi.Figure, with agreed) (done saved, err error) {
	f.SignOff = s.committee.signers.Posting(s.committee.mode, *s.person, s.indicator.Indicator, p.Now)
	before, turn, err := s.turn(ctx, tx, f)
	if err != nil {
		return saved{}, err
	}
	told := turning{store: st, tx: tx, situation: s, post: p, figure: rowOf(0, s.indicator.id, f, s.person.Name), turn: turn, before: before}
	if turns(turn) {
		if err := told.lock(ctx); err != nil {
			return saved{}, err
		}
	}
	id, err := s.insert(ctx, st, tx, p, f, with)
	if err != nil {
		return saved{}, err
	}
	told.figure.ID = id
	done = saved{Posted: Posted{FigureID: id, Fresh: true}, row: told.figure}
	act := actPosted
	if standing, stands := s.recorded.of(f.Period); stands {
		act = actRevised
		replaced := standing.figure()
		done.Replaced = &replaced
		if with.correction != nil {
			of := CorrectedFigures{Figure: id, Before: standing.ID, Publication: s.committee.of(f.Period).Publication}
			done.corrects = []corrected{{of, s.indicator.id, f.Period}}
		}
	}
	if turns(turn) {
		if err := told.happened(ctx); err != nil {
			return saved{}, err
		}
	}
	if f.SignOff.Cleared() {
		if err := st.tellErratum(ctx, tx, tx.Tx.Tx, s.committee.of(f.Period), id, p.Now, p.Today); err != nil {
			return saved{}, err
		}
	}
	if done.entry, err = figureEntry(act, id, s.indicator.Indicator, f, with.kinds()...); err != nil {
		return saved{}, err
	}
	done.Card, err = s.card(ctx, tx, s.recorded.with(done.row), f.Period, p.Today)
	return done, err
}

// insert records the figure, and has the messages updated that speak of it.
func (s situation) insert(ctx context.Context, st *Store, tx *preparedTx, p Post, f kpi.Figure, with agreed) (int64, error) {
	query := postedQuery
	values := append(figureValues(s.indicator, f, with.kinds()), p.RequestID, period{boardOf(s.indicator, f.Period, s.collections)})
	if f.SignOff.State != "" {
		var signedAt any
		if !f.SignOff.At.IsZero() {
			signedAt = instant(f.SignOff.At)
		}
		query, values = postedSignedQuery, append(values, f.SignOff.State, orNull(f.SignOff.By), signedAt)
	}
	var row struct {
		ID   int64
		Told document[[]int64]
	}
	if err := sqlx.GetContext(ctx, tx, &row, query, values...); err != nil {
		return 0, fmt.Errorf("inserting the figure: %w", err)
	}
	return row.ID, st.enqueue(ctx, tx.Tx.Tx, updatesOf(row.Told.is)...)
}

var errStranger = kpi.Deny("", "Chaser does not know you yet, so nothing was saved. Ask the performance team to add you.")

// refuseCode says that the person is unknown or, if they are not, that the code is. So a stranger learns no codes.
func refuseCode(ctx context.Context, tx *preparedTx, p Post) error {
	_, known, err := findActor(ctx, tx, p.By)
	switch {
	case err != nil:
		return err
	case !known:
		return errStranger
	}
	return noSuchCode(p.Code)
}

func noSuchCode(code string) error {
	return kpi.Refuse(kpi.FieldIndicator, "There is no indicator “%s”. Check its code, or type a word of its title to find it.", kpi.Excerpt(code))
}
