package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"chaser/kpi"
)

// actImported is the act of importing files that were sent.
const actImported = "imported files"

// SealOf is what tells the effect of an import from another: it is the same for the same changes alone.
func SealOf(changes []Change) string {
	h := sha256.New()
	for _, c := range changes {
		_, _ = fmt.Fprintf(h, "%q %q %q\n", c.What, c.Subject, c.Detail)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// errOtherEffect is for an import that would not do what was shown.
var errOtherEffect = errors.New("the effect is not what was shown")

// ImportSentFiles imports the register that was read of files, which must be agreed to and in the caller's hands, in
// the name of their sender and in one transaction with what is said of it and its entry in the audit trail.
//
// If the effect is not the one that was shown, nothing is changed, and same is false; the changes are what it would be.
// The error may be kpi.Faults or a *kpi.Refusal. Nothing was changed with any error; only if the answer to the COMMIT
// is lost it may have been, and whoever takes the files up again then finds nothing to do.
func (s *Store) ImportSentFiles(
	ctx context.Context, f SentFiles, r kpi.Register, now time.Time, said func([]Change) any,
) (changes []Change, same bool, err error) {
	defer nameCall(&err, "store.ImportSentFiles(%d)", f.ID)
	tx, err := unprepared(s.patient)(ctx)
	if err != nil {
		return nil, false, err
	}
	defer func() { _ = tx.Rollback() }()
	if err := mayImport(ctx, tx, f.By); err != nil {
		return nil, false, err
	}
	changed, err := tx.ExecContext(ctx, `UPDATE sent_files SET state = 'ended', content = NULL WHERE id = $1 AND claim = $2 AND state = 'accepted'`, f.ID, f.claim)
	if err != nil {
		return nil, false, fmt.Errorf("ending the files: %w", err)
	}
	if n, err := changed.RowsAffected(); err != nil || n == 0 {
		return nil, false, errors.Join(ErrFilesNotInHand, err)
	}
	var other []Change
	changes, err = s.importAs(ctx, tx.Tx, r, instant(now), now.Location(), f.By, func(i *importing) error {
		if SealOf(i.changes) != f.Seal {
			other = i.changes
			return errOtherEffect
		}
		detail, err := json.Marshal(map[string]any{"files": f.Names(), "digest": f.Digest, "changes": len(i.changes)})
		if err != nil {
			return err
		}
		i.entries[councilChain] = append(i.entries[councilChain], auditEntry{act: actImported, subject: strings.Join(f.Names(), ", "), detail: string(detail)}.made)
		return s.sayOfFiles(ctx, tx, f.ID, said(i.changes))
	})
	switch {
	case errors.Is(err, errOtherEffect):
		return other, false, nil
	case err != nil:
		return nil, false, err
	}
	return changes, true, tx.Commit()
}
