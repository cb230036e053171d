//go:build unix

package privatepg

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
)

// take takes the home for this process until it ends. The system gives an flock back even after kill -9, so there is no
// stale lock to clean up. The file holds the owner's process id, which the refusal of a second process names.
func (h home) take() (*os.File, error) {
	f, err := os.OpenFile(h.lock(), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	switch err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); {
	case errors.Is(err, syscall.EWOULDBLOCK):
		holder, readErr := io.ReadAll(f)
		if readErr != nil || len(holder) == 0 {
			holder = []byte("unknown")
		}
		return nil, errors.Join(&refusal{ErrInUse, fmt.Sprintf(
			"Another Chaser is running on %s (process %s). Stop that one first, or choose another directory.",
			h, strings.TrimSpace(string(holder)))}, f.Close())
	case err != nil:
		return nil, errors.Join(fmt.Errorf("locking %s: %w", h.lock(), err), f.Close())
	}
	if err := f.Truncate(0); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if _, err := fmt.Fprintln(f, os.Getpid()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
