//go:build unix

package privatepg

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// claimDownload waits for other processes that are unpacking the same release, then removes what an interrupted one
// left behind. embedded-postgres would take a lone bin/pg_ctl for a whole release.
func claimDownload(prefix string) (release func(), err error) {
	if err := os.MkdirAll(prefix, 0o755); err != nil {
		return nil, fmt.Errorf("making the directory for the download: %w", err)
	}
	f, err := os.OpenFile(prefix+".lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		return nil, errors.Join(fmt.Errorf("locking %s: %w", f.Name(), err), f.Close())
	}
	// Closing alone would not do: a child that was forked a moment ago holds the same lock until it starts its program.
	release = func() {
		_ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) // can fail for no descriptor of ours
		_ = f.Close()                                   // nothing was written
	}
	if _, err := os.Stat(prefix + ".whole"); errors.Is(err, fs.ErrNotExist) {
		if err := os.RemoveAll(prefix); err != nil {
			release()
			return nil, fmt.Errorf("clearing an interrupted download: %w", err)
		}
	}
	return release, nil
}

// downloadWhole notes that the release is unpacked completely, as a server has run from it.
func downloadWhole(prefix string) error {
	return os.WriteFile(prefix+".whole", nil, 0o600)
}
