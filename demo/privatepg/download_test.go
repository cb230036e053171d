//go:build unix

package privatepg

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestDownloadIsUsedAgainOnlyWhereItIsWhole(t *testing.T) {
	t.Parallel()
	prefix := filepath.Join(t.TempDir(), "downloads", "16.9.0")
	pgCtl := filepath.Join(prefix, "bin", "pg_ctl")
	unpack := func() {
		release, err := claimDownload(prefix)
		if err != nil {
			t.Fatal(err)
		}
		defer release()
		if _, err := os.Stat(pgCtl); errors.Is(err, fs.ErrNotExist) {
			write(t, pgCtl, "unpacked")
		}
	}
	unpack()
	write(t, pgCtl, "cut off in the middle")
	unpack()
	if content, err := os.ReadFile(pgCtl); err != nil || string(content) != "unpacked" {
		t.Errorf("after an interrupted download: %q (%v), want it unpacked afresh", content, err)
	}
	if err := downloadWhole(prefix); err != nil {
		t.Fatal(err)
	}
	write(t, pgCtl, "used")
	unpack()
	if content, err := os.ReadFile(pgCtl); err != nil || string(content) != "used" {
		t.Errorf("after a whole download: %q (%v), want the same again", content, err)
	}
}

// Two processes that unpack into one directory would each see the other's half.
func TestOnlyOneUnpacksAtATime(t *testing.T) {
	t.Parallel()
	prefix := filepath.Join(t.TempDir(), "16.9.0")
	release, err := claimDownload(prefix)
	if err != nil {
		t.Fatal(err)
	}
	other, err := os.Open(prefix + ".lock")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }() // only locked
	claim := func() error { return syscall.Flock(int(other.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }
	if err := claim(); !errors.Is(err, syscall.EWOULDBLOCK) {
		t.Errorf("a second claim: %v, want it to have to wait", err)
	}
	release()
	if err := claim(); err != nil {
		t.Errorf("a claim after the first was given back: %v", err)
	}
}
