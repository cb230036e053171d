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
	// self is true if that is simply the user we are. Only root runs PostgreSQL as somebody else.
	self bool
}

// accountFor is the user we are, unless that is root, as whom PostgreSQL refuses to run. Under root it is the owner of
// a home that exists already, so that data made before stay readable. Without a home it is the postgres user, or else
// the user nobody.
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
	return account{}, &refusal{ErrUnusableDir, "PostgreSQL refuses to run as root, " +
		"and this machine has neither a postgres user nor nobody. Run Chaser as an ordinary user."}
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

// makeHome makes the home, and the directory that it is in, where they do not exist. Of what was there already it
// changes the owner of one thing only: an empty home of root's, which an earlier, interrupted start left behind.
func (a account) makeHome(h home) error {
	dir := filepath.Dir(string(h))
	if made, err := version(dir); err == nil && made != "" {
		return &refusal{ErrUnusableDir, fmt.Sprintf(
			"%s is itself a data directory of PostgreSQL %s. "+
				"Nothing was changed: choose a directory that is not a database.",
			dir, made)}
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

// adopt checks that an existing home is the account's.
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
			"%s belongs to root, whom PostgreSQL refuses. "+
				"Nothing was changed: give it to the user %s (chown -R %[2]s %[1]s), or choose another directory.",
			h, a.name)}
	}
	return a.own(string(h))
}

// makeRun makes a temporary directory for the supervisor. Under root, TMPDIR may name a directory that only root can
// enter, such as a test's. The account could not even find its program there, so the directory is then made in /tmp.
func (a account) makeRun() (string, error) {
	parent := os.TempDir()
	if !a.self && !openToAll(parent) {
		parent = "/tmp"
	}
	return os.MkdirTemp(parent, homeName+"-")
}

// openToAll reports whether every user can enter dir. For that, each directory on the way must be open to them too.
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
	// A process that is forked meanwhile would hold the copy open for writing until its exec. Starting the copy would
	// then fail with “text file busy”. So nobody may fork while the copy is written.
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

// attributes start the supervisor as the account. The supervisor has a session of its own, so that a terminal's Ctrl-C
// does not reach it.
func (a account) attributes() *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setsid: true}
	if !a.self {
		attr.Credential = &syscall.Credential{Uid: a.uid, Gid: a.gid}
	}
	return attr
}

// downloads is where a downloaded PostgreSQL is kept for the next time. It is the user's cache. Under root, whose cache
// the account cannot enter, it is a directory beside the data.
func (a account) downloads(h home) string {
	if cache, err := os.UserCacheDir(); err == nil && a.self {
		return filepath.Join(cache, "chaser", "postgres")
	}
	return filepath.Join(string(h), "downloads")
}
