package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// The acts of signing off.
const (
	actSigned   = "signed off"
	actSentBack = "sent back"
)

// unsignedQuery reads when each figure f that awaits sign-off was posted, and by whom.
const unsignedQuery = `
	SELECT i.code, f.period, f.posted_at, COALESCE(f.posted_by, '') AS posted_by FROM unsigned_figures f JOIN indicators i ON i.id = f.indicator_id`

type unsignedRow struct {
	postedRow
	PostedBy string `json:"posted_by"`
}

func unsignedOf(rows []unsignedRow, zone *time.Location) map[kpi.Subject]kpi.Unsigned {
	unsigned := make(map[kpi.Subject]kpi.Unsigned, len(rows))
	for _, r := range rows {
		unsigned[kpi.Subject{Indicator: r.Code, Period: r.Period.Period}] = kpi.Unsigned{
			Posted: kpi.DateOf(r.PostedAt.In(zone)),
			By:     r.PostedBy,
		}
	}
	return unsigned
}

// SigningOff is what became of a request to sign figures off.
type SigningOff struct {
	Signed  []kpi.Card
	Refused []*kpi.Refusal // why other figures were not
}

// SignOff signs figures off for somebody who may. A figure must still be the newest of its period: one that was revised
// since the person looked is not signed. The error is a *kpi.Refusal if none was signed. It may be ErrOutcomeUnknown.
func (s *Store) SignOff(ctx context.Context, r Request, figures []int64, today kpi.Date) (SigningOff, error) {
	what := saying{by: r.By, figures: figures, state: kpi.SignedOff, now: instant(r.Now), today: today}
	done, err := s.say(ctx, r, what)
	if err == nil && len(done.Signed) == 0 {
		err = kpi.Refuse("", "No figure awaits your sign-off. Thank you.")
		if len(done.Refused) > 0 {
			err = done.Refused[0]
		}
	}
	return done, err
}

// SendBack gives a figure back to its owner. It tells them, and whoever posted the figure, why. It returns the figure's
// card. The error may be ErrOutcomeUnknown.
func (s *Store) SendBack(ctx context.Context, r Request, figure int64, reason string, today kpi.Date) (kpi.Card, error) {
	reason = kpi.CleanText(reason)
	switch {
	case reason == "":
		return kpi.Card{}, kpi.Refuse(kpi.FieldReason, "Say what should be looked at again, such as “The commentary says 141.”")
	case len([]rune(reason)) > kpi.MaxReason:
		return kpi.Card{}, kpi.Refuse(kpi.FieldReason, "The reason is longer than %d characters. Shorten it.", kpi.MaxReason)
	}
	what := saying{
		by: r.By, figures: []int64{figure}, state: kpi.SentBack, reason: reason, now: instant(r.Now), today: today,
	}
	done, err := s.say(ctx, r, what)
	switch {
	case err != nil:
		return kpi.Card{}, err
	case len(done.Signed) == 0:
		return kpi.Card{}, done.Refused[0]
	}
	return done.Signed[0], nil
}

// saying is what somebody says of figures that await sign-off.
type saying struct {
	by      string
	figures []int64
	state   kpi.SignOffState
	reason  string
	now     time.Time
	today   kpi.Date
}

func (s *Store) say(ctx context.Context, r Request, what saying) (done SigningOff, err error) {
	defer nameCall(&err, "store.SignOff(%v, %s)", what.figures, what.state)
	kept, err := once(ctx, s, s.prepared.begin, string(what.state), r, func(ctx context.Context, tx *preparedTx) (keptSigning, error) {
		var done SigningOff
		err := s.sayIn(ctx, tx, what, &done)
		return done.kept(), err
	})
	return kept.signingOff(), err
}

// keptSigning is a SigningOff as its request keeps it, with the whole cards.
type keptSigning struct {
	Signed  []kpi.WholeCard
	Refused []*kpi.Refusal
}

func (s SigningOff) kept() keptSigning {
	kept := keptSigning{Refused: s.Refused}
	for _, c := range s.Signed {
		kept.Signed = append(kept.Signed, kpi.WholeCard(c))
	}
	return kept
}

func (k keptSigning) signingOff() SigningOff {
	done := SigningOff{Refused: k.Refused}
	for _, c := range k.Signed {
		done.Signed = append(done.Signed, kpi.Card(c))
	}
	return done
}

func (s *Store) sayIn(ctx context.Context, tx *preparedTx, what saying, done *SigningOff) error {
	who, known, err := findActor(ctx, tx, what.by)
	if err != nil {
		return err
	}
	if !known {
		return kpi.Deny("", "Chaser does not know you yet, so nothing was signed off. Ask the performance team to add you.")
	}
	_, err = tx.ExecContext(ctx, `
		SELECT id FROM indicators WHERE id IN (SELECT indicator_id FROM figure_revisions WHERE id = ANY ($1)) ORDER BY id FOR UPDATE`, int64Array(what.figures))
	if err != nil {
		return fmt.Errorf("locking the indicators: %w", err)
	}
	if err := lockSaying(ctx, tx, what.figures); err != nil {
		return err
	}
	var signed []int64
	entries := map[string][]auditEntry{}
	for _, id := range what.figures {
		card, entry, err := s.sayOne(ctx, tx, who, id, what)
		var refusal *kpi.Refusal
		switch {
		case errors.As(err, &refusal):
			done.Refused = append(done.Refused, refusal)
		case err != nil:
			return err
		default:
			done.Signed = append(done.Signed, card)
			entries[card.Indicator.Committee] = append(entries[card.Indicator.Committee], entry)
			signed = append(signed, id)
		}
	}
	if what.state == kpi.SignedOff {
		if err := s.tellSignedOff(ctx, tx, signed, what); err != nil {
			return err
		}
	}
	for _, chain := range slices.Sorted(maps.Keys(entries)) {
		if err := appendAudit(ctx, tx, chain, what.now, what.by, entries[chain]...); err != nil {
			return err
		}
	}
	return nil
}

// lockSaying locks the messages that speak of any of the figures.
func lockSaying(ctx context.Context, tx *preparedTx, figures []int64) error {
	if len(figures) < 2 { // for one figure, refresh locks them in the right order
		return nil
	}
	known, err := readSchedule(ctx, tx)
	if err != nil {
		return err
	}
	var rows []figureRow
	if err := sqlx.SelectContext(ctx, tx, &rows, `SELECT `+figureColumns+` FROM `+figureTables+` WHERE f.id = ANY ($1)`, int64Array(figures)); err != nil {
		return fmt.Errorf("reading the figures: %w", err)
	}
	ids := make([]int64, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.IndicatorID)
	}
	indicators, err := listIndicators(ctx, tx, `i.id = ANY ($1)`, int64Array(ids))
	if err != nil {
		return err
	}
	frequencies := map[int64]kpi.Frequency{}
	for _, i := range indicators {
		frequencies[i.id] = i.Frequency
	}
	return lockSpeaking(ctx, tx, rows, frequencies, known.collections)
}

// sayOne records what is said of one figure. The caller holds the lock on its indicator.
func (s *Store) sayOne(ctx context.Context, tx *preparedTx, who kpi.Person, id int64, what saying) (kpi.Card, auditEntry, error) {
	fail := func(err error) (kpi.Card, auditEntry, error) { return kpi.Card{}, auditEntry{}, err }
	revision, err := revisionByID(ctx, tx, id)
	if errors.Is(err, sql.ErrNoRows) {
		return fail(kpi.Refuse("", "That figure is not there, so nothing was said of it."))
	}
	if err != nil {
		return fail(err)
	}
	row := revision.figureRow
	indicators, err := listIndicators(ctx, tx, `i.id = $1`, row.IndicatorID)
	if err != nil {
		return fail(err)
	}
	i := indicators[0]
	dossiers, err := readDossiers(ctx, tx, who, indicators)
	if err != nil {
		return fail(err)
	}
	d := dossiers[i.id]
	if err := maySay(d, who, revision, what.state); err != nil {
		return fail(err)
	}
	_, err = tx.ExecContext(ctx, `UPDATE sign_offs SET state = $2, said_by = $3, said_at = $4, reason = $5 WHERE figure_id = $1`,
		id, what.state, who.SlackID, what.now, what.reason)
	if err != nil {
		return fail(fmt.Errorf("recording the sign-off: %w", err))
	}
	known, err := readSchedule(ctx, tx)
	if err != nil {
		return fail(err)
	}
	if err := s.refresh(ctx, tx, i, row.Period.Period, known.collections); err != nil {
		return fail(err)
	}
	act := actSigned
	if what.state == kpi.SentBack {
		act = actSentBack
		if err := s.tellSentBack(ctx, tx, i, row, what); err != nil {
			return fail(err)
		}
	} else {
		var rules committeeRulesRow
		if err := sqlx.GetContext(ctx, tx, &rules, `SELECT `+committeeRulesColumns+` FROM `+committeeRulesTables+` WHERE i.id = $1`, i.id); err != nil {
			return fail(fmt.Errorf("reading what was published: %w", err))
		}
		shown := rules.rules().of(row.Period.Period)
		if err := s.tellErratum(ctx, tx, tx.Tx.Tx, shown, id, what.now, what.today); err != nil {
			return fail(err)
		}
		if err := s.tellCleared(ctx, tx, i, row, shown, what); err != nil {
			return fail(err)
		}
	}
	cards, err := buildCards(ctx, tx, look{who: who, period: row.Period.Period}, indicators, what.today)
	if err != nil {
		return fail(err)
	}
	detail, err := json.Marshal(map[string]any{"figure": id, "revision": row.Revision, "reason": what.reason})
	if err != nil {
		return fail(fmt.Errorf("writing the audit entry: %w", err))
	}
	return cards[0], auditEntry{act: act, subject: figureSubject(row.figure()), detail: string(detail)}, nil
}

// maySay refuses whoever may not sign the figure off. It also refuses if there is nothing left to say of the figure.
func maySay(d dossier, who kpi.Person, row revisionRow, state kpi.SignOffState) error {
	f := row.figure()
	i, newest := d.Indicator, d.Newest(f.Period)
	done := map[kpi.SignOffState]string{kpi.SignedOff: "signed off", kpi.SentBack: "sent back"}
	switch {
	case !d.Signers.May(who, i, f.PostedBy):
		return d.Signers.Refuse(who, i, f.PostedBy)
	case row.TakenBackAt != nil:
		return kpi.Refuse("", "The figure of %s for %s was taken back by %s since you looked. Nothing was %s.", i.Code, f.Period.Words(), row.takenBack().ByName, done[state])
	case newest == nil || newest.Revision != f.Revision:
		return kpi.Refuse("", "%s has been revised for %s since you looked: it is now %s. Nothing was %s; look at it first.",
			i.Code, f.Period.Words(), i.ShowFigure(*newest), done[state])
	case f.SignOff.State == kpi.SignOffUnneeded:
		return kpi.Refuse("", "The figure of %s for %s needs nobody's sign-off.", i.Code, f.Period.Words())
	case f.SignOff.State == kpi.SignedOff, f.SignOff.State == state:
		return kpi.Refuse("", "%s for %s was %s already, by %s on %s.", i.Code, f.Period.Words(), done[f.SignOff.State], f.SignOff.ByName, kpi.DateOf(f.SignOff.At).Words())
	}
	return nil
}
