package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// Publish is a request to show a committee a period.
type Publish struct {
	RequestID string // the name of Slack's delivery; empty: nobody asked in Slack
	By        string // Slack id of an administrator; empty: the operator's command line, or the set day
	Committee string // its name
	Period    kpi.Period
	Anyway    bool   // even if something is lacking
	Seen      string // the digest of the Preview that they saw; empty: they saw none
	Automatic bool   // it is the set day, and nobody asked
	Now       time.Time
	Today     kpi.Date
}

// Publication is one showing of a period to a committee.
type Publication struct {
	ID        int64
	Committee string
	Period    kpi.Period
	By        string // Slack id; empty: the operator, or the set day
	ByName    string
	Automatic bool
	At        time.Time
	TakenBack *kpi.TakenBack // nil: it stands
}

// Publishing is what became of a Publish.
type Publishing struct {
	Publication Publication // with a zero ID it was not published, as something is lacking or has changed
	Fresh       bool        // false: it had been published before, and nothing was done
	Changed     bool        // it is no longer what they saw, so nothing was done
	Cards       int
	Channel     string        // where the summary is said; empty: the committee has none
	Readiness   kpi.Readiness // what was lacking
}

// Published reports whether the committee was shown the period, now or before.
func (p Publishing) Published() bool { return p.Publication.ID != 0 }

const actPublished = "published"

// Publish freezes every card of the period exactly as the committee sees it, and tells the committee's channel of its
// Reds, all or nothing. What awaits sign-off is not published: its card is as it was last signed off, or has no figure.
// A committee's period is published only once, even if several people ask at the same time. The others are told when
// and by whom. If something is lacking, it is published only if asked for anyway. If something has changed since they
// saw it, it is not published at all.
//
// The error is a *kpi.Refusal if the person can mend it. It may be ErrOutcomeUnknown.
func (s *Store) Publish(ctx context.Context, p Publish) (_ Publishing, err error) {
	defer nameCall(&err, "store.Publish(%q, %s)", p.Committee, p.Period)
	p.Now = instant(p.Now)
	r := Request{p.RequestID, p.By, p.Now}
	return once(ctx, s, unprepared(s.patient), "publish", r, func(ctx context.Context, tx *preparedTx) (Publishing, error) {
		return s.publish(ctx, tx.Tx, p)
	})
}

func (s *Store) publish(ctx context.Context, tx *sqlx.Tx, p Publish) (Publishing, error) {
	if err := mayPublish(ctx, tx, p.By); err != nil {
		return Publishing{}, err
	}
	// Only whoever holds these rows can post, sign off or publish. The next one reads what the last has committed.
	if _, err := tx.ExecContext(ctx, `SELECT id FROM indicators WHERE committee = $1 ORDER BY id FOR UPDATE`, p.Committee); err != nil {
		return Publishing{}, fmt.Errorf("locking the committee's indicators: %w", err)
	}
	before, found, err := findPublication(ctx, tx, p.Committee, p.Period)
	if err != nil || found {
		return Publishing{Publication: before}, err
	}
	if p.Automatic {
		if set, err := findSetDay(ctx, tx, p.Committee, p.Period); err != nil || set.Stopped != nil {
			return Publishing{}, err
		}
	}
	offer, err := readOffer(ctx, tx, p.Committee, p.Period, p.Today)
	if err != nil {
		return Publishing{}, err
	}
	done := Publishing{Readiness: offer.readiness, Cards: len(offer.cards), Channel: offer.committee.Channel}
	if p.Seen != "" && p.Seen != offer.digest() {
		done.Changed = true
		return done, nil
	}
	if !offer.readiness.Clean() && !p.Anyway {
		return done, nil
	}
	if done.Publication, err = s.freeze(ctx, tx, p, offer); err != nil {
		return Publishing{}, err
	}
	done.Fresh = true
	return done, nil
}

var errNotTeam = kpi.Deny("", "Only the performance team publishes a committee's figures, so nothing was published. Ask them to.")

// mayPublish refuses everybody but administrators. An empty by is the operator or the set day, who may.
func mayPublish(ctx context.Context, q sqlx.QueryerContext, by string) error {
	if by == "" {
		return nil
	}
	who, known, err := findActor(ctx, q, by)
	if err == nil && (!known || !who.Is(kpi.Admin)) {
		return errNotTeam
	}
	return err
}

// offer is what would be published.
type offer struct {
	committee  kpi.Committee
	indicators []keptIndicator
	cards      []kpi.Card        // the indicators' cards, as the committee is to see them
	kept       [][]byte          // the cards as they would be kept
	figures    []int64           // the cards' figures; 0: none
	dossiers   map[int64]dossier // as the cards needed them
	readiness  kpi.Readiness
}

// readOffer reads the cards that the committee is to get for the period, and what they lack. If the period or the
// committee cannot be published, the error is a refusal.
func readOffer(ctx context.Context, q sqlx.QueryerContext, committee string, p kpi.Period, today kpi.Date) (o offer, err error) {
	if o.committee, err = findCommittee(ctx, q, committee); err != nil {
		return o, err
	}
	known, err := readSchedule(ctx, q)
	if err != nil {
		return o, err
	}
	if err := kpi.Publishable(known.collections, p, today); err != nil {
		return o, err
	}
	all, err := listIndicators(ctx, q, `i.committee = $1`, committee)
	if err != nil {
		return o, err
	}
	for _, i := range all {
		if _, reports := p.For(i.Frequency); reports {
			o.indicators = append(o.indicators, i)
		}
	}
	if len(o.indicators) == 0 {
		return o, kpi.Refuse(kpi.FieldPeriod, "%s has no indicator that reports for %s, so there is nothing to publish. Type the period of one of its collections.", committee, p.Words())
	}
	if o.cards, o.dossiers, err = cardsWithDossiers(ctx, q, look{period: p, publishing: true}, o.indicators, today); err != nil {
		return o, err
	}
	people, err := listPeople(ctx, q)
	if err != nil {
		return o, err
	}
	for n, c := range o.cards {
		kept, err := json.Marshal(c)
		if err != nil {
			return o, fmt.Errorf("writing the card of %s: %w", c.Indicator.Code, err)
		}
		o.kept = append(o.kept, kept)
		d := o.dossiers[o.indicators[n].id]
		o.readiness.Weigh(d.Dossier, c, personOf(people, c.Indicator.Owner))
		var figure int64
		if c.Figure != nil {
			figure = d.seriesOf([]kpi.Figure{*c.Figure})[0].ID
		}
		o.figures = append(o.figures, figure)
	}
	return o, nil
}

func personOf(people []kpi.Person, slackID string) kpi.Person {
	for _, p := range people {
		if slackID != "" && p.SlackID == slackID {
			return p
		}
	}
	return kpi.Person{}
}

// findCommittee finds a committee by its name. If there is none, the error is a refusal that lists those there are.
func findCommittee(ctx context.Context, q sqlx.QueryerContext, name string) (kpi.Committee, error) {
	committees, err := listCommittees(ctx, q)
	if err != nil {
		return kpi.Committee{}, err
	}
	var names []string
	for _, c := range committees {
		if c.Name == name {
			return c, nil
		}
		names = append(names, c.Name)
	}
	if len(names) == 0 {
		return kpi.Committee{}, kpi.Refuse("", "There is no committee yet. Import one with the register.")
	}
	return kpi.Committee{}, kpi.Refuse("", "There is no committee called “%s”. There are: %s.", kpi.Excerpt(name), strings.Join(names, "; "))
}

// keepCards keeps the cards of a publication, all in one statement, and gives what the audit entry has of each.
func keepCards(ctx context.Context, tx *sqlx.Tx, publication int64, o offer) ([]cardProof, error) {
	var (
		proofs              []cardProof
		indicators, figures pq.Int64Array
		periods, kept       pq.StringArray
	)
	for n, c := range o.cards {
		indicators, figures = append(indicators, o.indicators[n].id), append(figures, o.figures[n])
		periods, kept = append(periods, c.Period.String()), append(kept, string(o.kept[n]))
		sum := sha256.Sum256(o.kept[n])
		proofs = append(proofs, cardProof{c.Indicator.Code, o.figures[n], hex.EncodeToString(sum[:]), c.Period.String()})
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO edition_cards (publication_id, indicator_id, period, figure_id, card)
		SELECT $1, c.indicator, c.period, NULLIF(c.figure, 0), c.card
		FROM unnest(CAST($2 AS bigint[]), CAST($3 AS text[]), CAST($4 AS bigint[]), CAST($5 AS text[])) AS c (indicator, period, figure, card)`,
		publication, indicators, periods, figures, kept)
	return proofs, wrapped(err, "inserting the published cards")
}

// freeze keeps the cards, adds the audit entry and tells the news.
func (s *Store) freeze(ctx context.Context, tx *sqlx.Tx, p Publish, o offer) (Publication, error) {
	made := Publication{Committee: p.Committee, Period: p.Period, By: p.By, Automatic: p.Automatic, At: p.Now}
	var kept struct {
		ID int64
		lastThere
	}
	err := tx.GetContext(ctx, &kept, `
		INSERT INTO publication_editions (committee, period, published_by, automatic, published_at, last_figure, last_question, last_action)
		VALUES ($1, $2, $3, $4, $5, (SELECT COALESCE(max(id), 0) FROM figure_revisions), (SELECT COALESCE(max(id), 0) FROM questions),
		        (SELECT COALESCE(max(id), 0) FROM actions))
		RETURNING id, last_figure, last_question, last_action`,
		p.Committee, period{p.Period}, orNull(p.By), p.Automatic, p.Now)
	if err != nil {
		return Publication{}, fmt.Errorf("inserting the publication: %w", err)
	}
	made.ID = kept.ID
	cards, err := keepCards(ctx, tx, made.ID, o)
	if err != nil {
		return Publication{}, err
	}
	if err := s.tellPublished(ctx, tx, p, made, o); err != nil {
		return Publication{}, err
	}
	detail, err := json.Marshal(publicationDetail{p.Automatic, !o.readiness.Clean(), cards, made.ID, &kept.lastThere})
	if err != nil {
		return Publication{}, fmt.Errorf("writing the audit entry: %w", err)
	}
	if p.By != "" {
		who, _, err := findPerson(ctx, tx, p.By)
		if err != nil {
			return Publication{}, err
		}
		made.ByName = who.Name
	}
	entry := auditEntry{act: actPublished, subject: "period " + p.Period.String(), detail: string(detail)}
	return made, appendAudit(ctx, tx, p.Committee, p.Now, p.By, entry)
}

const publicationColumns = `
	b.id, b.committee, b.period, COALESCE(b.published_by, '') AS published_by, b.automatic, b.published_at,
	COALESCE((SELECT p.name FROM people p WHERE p.slack_id = b.published_by), '') AS published_by_name`

type publicationRow struct {
	ID        int64     `db:"id"`
	Committee string    `db:"committee"`
	Period    period    `db:"period"`
	By        string    `db:"published_by"`
	ByName    string    `db:"published_by_name"`
	Automatic bool      `db:"automatic"`
	At        time.Time `db:"published_at"`
}

func (r publicationRow) publication() Publication {
	return Publication{
		ID:        r.ID,
		Committee: r.Committee,
		Period:    r.Period.Period,
		By:        r.By,
		ByName:    r.ByName,
		Automatic: r.Automatic,
		At:        r.At.UTC(),
	}
}

func findPublication(ctx context.Context, q sqlx.QueryerContext, committee string, p kpi.Period) (Publication, bool, error) {
	var row publicationRow
	err := sqlx.GetContext(ctx, q, &row, `SELECT `+publicationColumns+` FROM publications b WHERE b.committee = $1 AND b.period = $2`, committee, period{p})
	if errors.Is(err, sql.ErrNoRows) {
		return Publication{}, false, nil
	}
	return row.publication(), err == nil, wrapped(err, "reading the publication")
}

// Publications are all publications that stand, the latest first.
func (s *Store) Publications(ctx context.Context) ([]Publication, error) {
	var rows []publicationRow
	if err := s.db.SelectContext(ctx, &rows, `SELECT `+publicationColumns+` FROM publications b ORDER BY b.id DESC`); err != nil {
		return nil, fmt.Errorf("store.Publications: %w", err)
	}
	all := make([]Publication, 0, len(rows))
	for _, r := range rows {
		all = append(all, r.publication())
	}
	return all, nil
}

// Readiness is what a committee's period still lacks, or that it was published already. If the period cannot be
// published, the error is a refusal.
func (s *Store) Readiness(ctx context.Context, committee string, p kpi.Period, today kpi.Date) (_ Publishing, err error) {
	defer nameCall(&err, "store.Readiness(%q, %s)", committee, p)
	before, found, err := findPublication(ctx, s.db, committee, p)
	if err != nil || found {
		return Publishing{Publication: before}, err
	}
	o, err := readOffer(ctx, s.db, committee, p, today)
	return Publishing{Readiness: o.readiness, Cards: len(o.cards), Channel: o.committee.Channel}, err
}
