package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// GivenAbout is what the words of the news “you were given an action” are made from.
type GivenAbout struct {
	Action int64  `json:"action"`
	By     string `json:"by"` // Slack id of who gave it
}

// given is the news to an action's owner that somebody else gave it to them.
func (a *acting) given(of kpi.Action, event int64) news {
	return news{
		key:       fmt.Sprintf("%s%d", givenKey(of.ID), event),
		kind:      kpi.NewsActionGiven,
		recipient: of.Owner,
		priority:  priorityAlert,
		about:     GivenAbout{of.ID, a.request.By},
	}
}

func givenKey(action int64) string { return fmt.Sprintf("action given %d ", action) }

// givenStands reports whether an action is still news to its owner. It is not once it was closed or given to another
// before the owner heard of it.
func givenStands(ctx context.Context, tx transaction, row notificationRow) (bool, error) {
	var about GivenAbout
	if err := row.notification(nil).About(&about); err != nil {
		return false, err
	}
	var stands bool
	err := sqlx.GetContext(ctx, tx, &stands, `SELECT state = 'open' AND owner = $2 FROM actions WHERE id = $1`, about.Action, row.Recipient)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("reading the action that was given: %w", err)
	}
	return stands, nil
}
