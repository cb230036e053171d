package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// recordedOf are all of an indicator's revisions that stand, in the order in which they were recorded.
func recordedOf(ctx context.Context, q sqlx.QueryerContext, indicator int64) (series, error) {
	var rows []figureRow
	err := sqlx.SelectContext(ctx, q, &rows, `SELECT `+figureColumns+` FROM `+figureTables+` WHERE f.indicator_id = $1 ORDER BY f.id`, indicator)
	return rows, wrapped(err, "reading the revisions")
}

// importsTold are an indicator's imported figures that began or ended a turn, and so were told of when they came.
func importsTold(ctx context.Context, q sqlx.QueryerContext, indicator int64) (map[int64]bool, error) {
	var ids []int64
	err := sqlx.SelectContext(ctx, q, &ids, `
		SELECT f.id FROM figure_revisions f
		WHERE f.indicator_id = $1 AND f.posted_by IS NULL
		  AND EXISTS (SELECT FROM red_turns r WHERE r.indicator_id = $1 AND (r.turned_figure = f.id OR r.left_figure = f.id))`, indicator)
	told := map[int64]bool{}
	for _, id := range ids {
		told[id] = true
	}
	return told, wrapped(err, "reading which imports were told of")
}

// spansOf are the times that an indicator was Red. order has the ids of the figures that turned it Red. lefts has, for
// each of them, the id of the figure that ended it, or 0 if none has.
func spansOf(recorded series, imports map[int64]bool) (lefts map[int64]int64, order []int64) {
	lefts = map[int64]int64{}
	told := func(n int) bool { return recorded[n].PostedBy != "" || imports[recorded[n].ID] }
	for _, s := range kpi.Spans(recorded.figures(), told) {
		turned := recorded[s.Turned].ID
		lefts[turned] = 0
		if s.Left >= 0 {
			lefts[turned] = recorded[s.Left].ID
		}
		order = append(order, turned)
	}
	return lefts, order
}

// turnsWithout puts an indicator's turns right when a figure is taken back, as if the figure had never been. It works
// out when the indicator was Red with the figure and without it, and changes what differs. What nobody was told of yet
// is withdrawn when its message is about to be said. What was said is corrected in its message. What is now Red and was
// never told is told.
func (t *takingBack) turnsWithout(ctx context.Context, i keptIndicator, recorded series, without int64) error {
	rest := slices.DeleteFunc(slices.Clone(recorded), func(r figureRow) bool { return r.ID == without })
	imports, err := importsTold(ctx, t.tx, i.id)
	if err != nil {
		return err
	}
	was, wasOrder := spansOf(recorded, imports)
	is, isOrder := spansOf(rest, imports)
	fresh := slices.DeleteFunc(slices.Clone(isOrder), func(id int64) bool { _, before := was[id]; return before })
	for _, turned := range wasOrder {
		_, stays := is[turned]
		switch {
		case stays:
			continue
		case turned == without && len(fresh) > 0:
			if err := t.moveTurn(ctx, turned, fresh[0], is[fresh[0]]); err != nil {
				return err
			}
			fresh = fresh[1:]
		case turned == without:
			if err := t.voidTurn(ctx, i, turned, isOrder, is); err != nil {
				return err
			}
		default:
			if err := t.absorbTurn(ctx, turned, isOrder); err != nil {
				return err
			}
		}
	}
	for _, turned := range isOrder {
		if before, stayed := was[turned]; stayed && before != is[turned] {
			if err := t.endTurn(ctx, i, turned, is[turned], without); err != nil {
				return err
			}
		}
	}
	for _, turned := range fresh {
		if err := t.beginTurn(ctx, i, turned, is[turned], without); err != nil {
			return err
		}
	}
	return t.unsayStill(ctx, i, recorded, without)
}

// unsayStill removes from the daily messages that have not been said yet that the indicator is Red still in the
// figure's period, if nothing judged is left of that period.
func (t *takingBack) unsayStill(ctx context.Context, i keptIndicator, recorded series, without int64) error {
	var of kpi.Period
	left := map[kpi.Period]bool{}
	for _, row := range recorded {
		if row.ID == without {
			of = row.Period.Period
		} else if row.Rating.Judged() {
			left[row.Period.Period] = true
		}
	}
	if left[of] {
		return nil
	}
	_, err := t.tx.ExecContext(ctx, `
		DELETE FROM red_tidings d USING red_turns r, notifications n
		WHERE r.id = d.turn_id AND n.id = d.notification_id AND r.indicator_id = $1 AND d.period = $2 AND n.kind = $3 AND n.state = 'ready'`,
		i.id, period{of}, kpi.NewsRedDigest)
	return wrapped(err, "taking back what nobody has read")
}

// turnOf finds the turn that a figure began; 0 if none was recorded.
func (t *takingBack) turnOf(ctx context.Context, turned int64) (int64, error) {
	var turns []int64
	err := sqlx.SelectContext(ctx, t.tx, &turns, `SELECT id FROM red_turns WHERE turned_figure = $1`, turned)
	if err != nil || len(turns) == 0 {
		return 0, wrapped(err, "reading the turn")
	}
	return turns[0], nil
}

// voidTurn is for a Red that never was. Its turn ends with the figure that began it, and whoever was told of it reads
// so.
func (t *takingBack) voidTurn(ctx context.Context, i keptIndicator, turned int64, order []int64, is map[int64]int64) error {
	turn, err := t.turnOf(ctx, turned)
	if err != nil || turn == 0 {
		return err
	}
	if _, err := t.tx.ExecContext(ctx, `UPDATE red_turns SET left_figure = turned_figure WHERE id = $1`, turn); err != nil {
		return fmt.Errorf("ending the turn: %w", err)
	}
	for _, recovered := range []bool{false, true} {
		if err := t.unsay(ctx, turn, recovered); err != nil {
			return err
		}
	}
	if err := t.store.refreshTurn(ctx, t.tx, turn); err != nil {
		return err
	}
	return t.tellOfEnd(ctx, i, turned, order, is)
}

// unsay removes what never was so from the daily messages that have not been said yet.
func (t *takingBack) unsay(ctx context.Context, turn int64, recovered bool) error {
	_, err := t.tx.ExecContext(ctx, `
		DELETE FROM red_tidings d USING notifications n
		WHERE n.id = d.notification_id AND d.turn_id = $1 AND d.recovered = $2 AND n.kind = $3 AND n.state = 'ready'`, turn, recovered, kpi.NewsRedDigest)
	return wrapped(err, "taking back what nobody has read")
}

// tellOfEnd is for a Red that had ended before the one that never was. Some were told that it began, but not that it
// ended, as the indicator seemed Red again. They are told now.
func (t *takingBack) tellOfEnd(ctx context.Context, i keptIndicator, void int64, order []int64, lefts map[int64]int64) error {
	var last int64
	for _, id := range order {
		if id < void {
			last = id
		}
	}
	turn, err := t.turnOf(ctx, last)
	if err != nil || turn == 0 || lefts[last] == 0 {
		return err
	}
	untold := []string{}
	err = sqlx.SelectContext(ctx, t.tx, &untold, `
		SELECT n.recipient FROM red_tidings d JOIN notifications n ON n.id = d.notification_id
		WHERE d.turn_id = $1 AND NOT d.recovered AND n.state IN ('sending', 'ambiguous', 'sent')
		EXCEPT
		SELECT n.recipient FROM red_tidings d JOIN notifications n ON n.id = d.notification_id
		WHERE d.turn_id = $1 AND d.recovered AND n.state NOT IN ('withdrawn', 'rejected')`, turn)
	if err != nil {
		return fmt.Errorf("reading who was told: %w", err)
	}
	return t.tellAll(ctx, i, turn, lefts[last], void, true, func(who kpi.Contact) bool {
		return slices.Contains(untold, who.SlackID) && !who.Deactivated
	})
}

// moveTurn is for a Red that would have begun with a later figure. The turn now begins with that one.
func (t *takingBack) moveTurn(ctx context.Context, from, to, left int64) error {
	turn, err := t.turnOf(ctx, from)
	if err != nil || turn == 0 {
		return err
	}
	if _, err := t.tx.ExecContext(ctx, `UPDATE red_turns SET turned_figure = $2, left_figure = NULLIF($3, 0) WHERE id = $1`, turn, to, left); err != nil {
		return fmt.Errorf("moving the turn: %w", err)
	}
	return t.store.refreshTurn(ctx, t.tx, turn)
}

// absorbTurn is for a turn that, without the figure, is only part of an earlier one. What was told of it now tells of
// that one.
func (t *takingBack) absorbTurn(ctx context.Context, turned int64, order []int64) error {
	turn, err := t.turnOf(ctx, turned)
	if err != nil || turn == 0 {
		return err
	}
	var into int64
	for _, id := range order {
		if id < turned {
			if into, err = t.turnOf(ctx, id); err != nil {
				return err
			}
		}
	}
	if into == 0 {
		return nil
	}
	for _, statement := range []string{
		`INSERT INTO red_tidings (notification_id, turn_id, recovered, period) SELECT notification_id, $2, recovered, period FROM red_tidings WHERE turn_id = $1 ON CONFLICT DO NOTHING`,
		`UPDATE red_turns t SET acknowledged_by = o.acknowledged_by, acknowledged_at = o.acknowledged_at FROM red_turns o
		 WHERE o.id = $1 AND t.id = $2 AND o.acknowledged_at IS NOT NULL AND t.acknowledged_at IS NULL`,
	} {
		if _, err := t.tx.ExecContext(ctx, statement, turn, into); err != nil {
			return fmt.Errorf("joining two turns: %w", err)
		}
	}
	for _, statement := range []string{`DELETE FROM red_tidings WHERE turn_id = $1`, `DELETE FROM red_turns WHERE id = $1`} {
		if _, err := t.tx.ExecContext(ctx, statement, turn); err != nil {
			return fmt.Errorf("joining two turns: %w", err)
		}
	}
	return t.store.refreshTurn(ctx, t.tx, into)
}

// endTurn gives a turn another end, or none. With none the turn goes on, and those who were not told of it are told.
func (t *takingBack) endTurn(ctx context.Context, i keptIndicator, turned, left, without int64) error {
	turn, err := t.turnOf(ctx, turned)
	if err != nil || turn == 0 {
		return err
	}
	if _, err := t.tx.ExecContext(ctx, `UPDATE red_turns SET left_figure = NULLIF($2, 0) WHERE id = $1`, turn, left); err != nil {
		return fmt.Errorf("ending the turn: %w", err)
	}
	if err := t.unsay(ctx, turn, left == 0); err != nil {
		return err
	}
	if err := t.store.refreshTurn(ctx, t.tx, turn); err != nil || left != 0 {
		return err
	}
	return t.tellUntold(ctx, i, turn, turned, without)
}

// beginTurn is for a Red that the figure which is taken back had hidden.
func (t *takingBack) beginTurn(ctx context.Context, i keptIndicator, turned, left, without int64) error {
	var turn int64
	err := sqlx.GetContext(ctx, t.tx, &turn, `
		INSERT INTO red_turns (indicator_id, turned_figure, left_figure) VALUES ($1, $2, NULLIF($3, 0)) RETURNING id`, i.id, turned, left)
	if err != nil || left != 0 {
		return wrapped(err, "inserting the turn")
	}
	return t.tellUntold(ctx, i, turn, turned, without)
}

// tellUntold tells of a Red that stands. It tells those who must know of the indicator and have no message about this
// turn.
func (t *takingBack) tellUntold(ctx context.Context, i keptIndicator, turn, turned, without int64) error {
	told := []string{}
	err := sqlx.SelectContext(ctx, t.tx, &told, `
		SELECT n.recipient FROM red_tidings d JOIN notifications n ON n.id = d.notification_id
		WHERE d.turn_id = $1 AND NOT d.recovered AND n.state NOT IN ('withdrawn', 'rejected')`, turn)
	if err != nil {
		return fmt.Errorf("reading who was told: %w", err)
	}
	poster, err := revisionByID(ctx, t.tx, turned)
	if err != nil {
		return err
	}
	alerted := t.chase.Alerted(i.Indicator, poster.PostedBy, t.Today)
	return t.tellAll(ctx, i, turn, turned, without, false, func(who kpi.Contact) bool {
		isAlerted := slices.ContainsFunc(alerted, func(a kpi.Contact) bool { return a.SlackID == who.SlackID })
		return isAlerted && !slices.Contains(told, who.SlackID)
	})
}

// tellAll tells everybody concerned of a turn, or of its end. The messages' keys have the id of the figure that is
// taken back, as a message that was withdrawn because of that figure may hold the turn's own key.
func (t *takingBack) tellAll(ctx context.Context, i keptIndicator, turn, figure, without int64, recovered bool, concerns func(kpi.Contact) bool) error {
	row, err := revisionByID(ctx, t.tx, figure)
	if err != nil {
		return err
	}
	now := turning{
		store: t.store, tx: t.tx, situation: situation{indicator: i}, figure: row.figureRow,
		post: Post{By: t.By, Now: t.Now, Today: t.Today, Zone: t.Zone},
	}
	now.figure.ID = without
	var people []kpi.Contact
	for _, who := range t.chase.People {
		if concerns(who) {
			people = append(people, who)
		}
	}
	return now.tell(ctx, t.chase, people, turn, recovered)
}
