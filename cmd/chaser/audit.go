package main

import (
	"context"
	"fmt"

	"chaser/store"
)

type auditCommand struct {
	Verify auditVerifyCommand `cmd:"" help:"Check every entry against its chain, and name the first broken one."`
}

type auditVerifyCommand struct{}

// Run recomputes the audit trail's chains, and says whether the trail is whole.
func (auditVerifyCommand) Run(ctx context.Context, s streams) error {
	return withCurrentStore(ctx, s, func(st *store.Store) error {
		entries, broken, err := st.VerifyAudit(ctx)
		if err != nil {
			return err
		}
		if broken != nil {
			_, _ = fmt.Fprintln(s.out, broken)
			return exitCode(1)
		}
		_, err = fmt.Fprintf(s.out, "The audit trail is whole: %d entries.\n", entries)
		return err
	})
}
