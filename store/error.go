package store

import (
	"errors"
	"fmt"

	"chaser/kpi"
)

// nameCall is deferred. It puts the call's name before its error, for the operator's log. A refusal stays as it is, as
// its sentence is for the person.
func nameCall(err *error, format string, args ...any) {
	var refusal *kpi.Refusal
	if *err == nil || errors.As(*err, &refusal) {
		return
	}
	*err = fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), *err)
}

// wrapped adds to an error what was being done. Nil stays nil.
func wrapped(err error, doing string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
