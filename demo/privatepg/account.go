//go:build unix

package privatepg

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the user who runs PostgreSQL.
type account struct {
	uid, gid uint32
	name     string
	// self is true where that is simply the user we are; only root runs it as somebody else.
	self bool
}

// accountFor is us, unless we are root, whom PostgreSQL refuses. Under root it is whoever owns the home already, so
// that data made before stay readable, else the postgres user, else nobody.
func accountFor(h home) (account, error) {
	if os.Geteuid() != 0 {
		return account{self: true}, nil
	}
	if info, err := os.Stat(string(h)); err == nil {
		if owner, ok := info.Sys().(*syscall.Stat_t); ok && owner.Uid != 0 {
			return account{uid: owner.Uid, gid: owner.Gid, name: nameOf(owner.Uid)}, nil
		}
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.ParseUint(u.Uid, 10, 32)
		gid, gidErr := strconv.ParseUint(u.Gid, 10, 32)
		if uidErr == nil && gidErr == nil && uid != 0 {
			return account{uid: uint32(uid), gid: uint32(gid), name: name}, nil
		}
	}
	return account{}, &refusal{ErrUnusableDir, "PostgreSQL refuses to run as root, and this machine has neither a postgres " +
		"user nor nobody. Run Chaser as an ordinary user."}
}

func nameOf(uid uint32) string {
	id := strconv.FormatUint(uint64(uid), 10)
	if u, err := user.LookupId(id); err == nil {
		return u.Username
	}
	return id
}

// own gives a directory that we have just made to the account.
func (a account) own(dir string) error {
	if a.self {
		return nil
	}
	return os.Chown(dir, int(a.uid), int(a.gid))
}

// makeHome makes the home, and the directory that it is in, where they do not exist. It changes the owner of nothing
// that was there, except of an empty home of root's: one that an earlier start was interrupted in.
func (a account) makeHome(h home) error {
	dir := filepath.Dir(string(h))
	if made, err := version(dir); err == nil && made != "" {
		return &refusal{ErrUnusableDir, fmt.Sprintf(
			"%s is itself a data directory of PostgreSQL %s. Nothing was changed: choose a directory that is not a database.", dir, made)}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return unusable(h, err)
	}
	err := os.Mkdir(string(h), 0o700)
	if errors.Is(err, fs.ErrExist) {
		return a.adopt(h)
	}
	if err != nil {
		return unusable(h, err)
	}
	return a.own(string(h))
}

// adopt checks that a home which exists is the account's.
func (a account) adopt(h home) error {
	if a.self {
		return nil // the supervisor will see whether we may use it
	}
	info, err := os.Stat(string(h))
	if err != nil {
		return unusable(h, err)
	}
	if owner, ok := info.Sys().(*syscall.Stat_t); ok && owner.Uid == a.uid {
		return nil
	}
	if entries, err := os.ReadDir(string(h)); err != nil || len(entries) > 0 {
		return &refusal{ErrUnusableDir, fmt.Sprintf(
			"%s belongs to root, whom PostgreSQL refuses. Nothing was changed: give it to the user %s (chown -R %[2]s %[1]s), or choose another directory.",
			h, a.name)}
	}
	return a.own(string(h))
}

// makeRun makes a temporary directory for the supervisor. Under root TMPDIR may name a directory of root's alone, such
// as a test's, where the account could not even find its program: then it is made in /tmp.
func (a account) makeRun() (string, error) {
	parent := os.TempDir()
	if !a.self && !openToAll(parent) {
		parent = "/tmp"
	}
	return os.MkdirTemp(parent, homeName+"-")
}

// openToAll tells whether every user can enter dir, which takes the right to enter each directory on the way.
func openToAll(dir string) bool {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	for {
		info, err := os.Stat(dir)
		if err != nil || info.Mode()&0o001 == 0 {
			return false
		}
		if dir == filepath.Dir(dir) {
			return true
		}
		dir = filepath.Dir(dir)
	}
}

// program is the path of this executable for the account to run. The binary of `go test` or `go run` lies in a
// directory that only its maker can enter, so anybody else gets a copy in run.
func (a account) program(run string) (string, error) {
	self, err := os.Executable()
	if err != nil || a.self {
		return self, err
	}
	from, err := os.Open(self)
	if err != nil {
		return "", err
	}
	defer func() { _ = from.Close() }() // only read from
	// A process that is forked meanwhile would hold the copy open for writing until its exec, and whoever then starts
	// the copy is told “text file busy”. So nobody forks while it is written.
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	to, err := os.OpenFile(filepath.Join(run, supervisorName), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o755)
	if err != nil {
		return "", err
	}
	if _, err := io.Copy(to, from); err != nil {
		return "", errors.Join(err, to.Close())
	}
	// umask may have taken the bits that the account needs.
	return to.Name(), errors.Join(to.Chmod(0o755), to.Close())
}

// attributes start the supervisor as the account, in a session of its own: a terminal's Ctrl-C does not reach it.
func (a account) attributes() *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setsid: true}
	if !a.self {
		attr.Credential = &syscall.Credential{Uid: a.uid, Gid: a.gid}
	}
	return attr
}

// downloads is where a downloaded PostgreSQL is kept for the next time: the user's cache, and under root, whose cache
// the account cannot enter, beside the data.
func (a account) downloads(h home) string {
	if cache, err := os.UserCacheDir(); err == nil && a.self {
		return filepath.Join(cache, "chaser", "postgres")
	}
	return filepath.Join(string(h), "downloads")
}
