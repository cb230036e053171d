//go:build unix

package privatepg

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// snapshot describes everything under dir: names, modes, owners and contents.
func snapshot(t *testing.T, dir string) []string {
	t.Helper()
	var lines []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		line := fmt.Sprintf("%s %s %s", path, info.Mode(), owner(info))
		if !entry.IsDir() {
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			line += " " + string(content)
		}
		lines = append(lines, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func owner(info fs.FileInfo) string {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return fmt.Sprint(s.Uid)
	}
	return "unknown"
}

func write(t *testing.T, file, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsNotOursIsRefusedAndLeftAlone(t *testing.T) {
	t.Parallel()
	inHome := func(names ...string) string { return filepath.Join(append([]string{homeName}, names...)...) }
	for name, c := range map[string]struct {
		files map[string]string
		// given is set if the files belong to the user who runs PostgreSQL, as if an earlier start had made them.
		given bool
		want  error
		says  []string
	}{
		"data of 9.6": {
			files: map[string]string{inHome("data", "PG_VERSION"): "9.6\n", inHome("data", "base", "1"): "rows", inHome("lock"): ""},
			given: true, want: ErrOtherVersion,
			says: []string{"made by PostgreSQL 9.6", "PostgreSQL found here is version", "Nothing was changed", "choose another directory"},
		},
		"root's data of 9.6": {
			files: map[string]string{inHome("data", "PG_VERSION"): "9.6\n"},
			want:  ErrOtherVersion, says: []string{"made by PostgreSQL 9.6"},
		},
		"data of a version to come": {
			files: map[string]string{inHome("data", "PG_VERSION"): "99\n"},
			given: true, want: ErrOtherVersion, says: []string{"install PostgreSQL 99"},
		},
		"the directory is a database itself": {
			files: map[string]string{"PG_VERSION": "9.6\n", "base/1": "rows"},
			want:  ErrUnusableDir, says: []string{"is itself a data directory of PostgreSQL 9.6"},
		},
		"something else in place of the data": {
			files: map[string]string{inHome("data", "thesis.odt"): "years of work", inHome("lock"): ""},
			given: true, want: ErrUnusableDir, says: []string{"not a PostgreSQL database"},
		},
		"something else of root's": {
			files: map[string]string{inHome("data", "thesis.odt"): "years of work", inHome("lock"): ""},
			want:  ErrUnusableDir, says: []string{"Nothing was changed", "choose another directory"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := openDir(t)
			for file, content := range c.files {
				write(t, filepath.Join(dir, file), content)
			}
			if c.given {
				giveAway(t, filepath.Join(dir, homeName))
			}
			before := snapshot(t, dir)
			_, err := Start(t.Context(), Config{Dir: dir})
			if !errors.Is(err, c.want) {
				t.Fatalf("start: %v, want %v", err, c.want)
			}
			for _, words := range c.says {
				if !strings.Contains(err.Error(), words) {
					t.Errorf("%q does not say %q", err, words)
				}
			}
			// The lock is the only file that a refusal may write to.
			if err := os.Truncate(filepath.Join(dir, inHome("lock")), 0); err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
			if diff := cmp.Diff(before, snapshot(t, dir)); diff != "" {
				t.Errorf("the refusal changed the directory (-before +after):\n%s", diff)
			}
		})
	}
}

func giveAway(t *testing.T, dir string) {
	t.Helper()
	who, err := accountFor("")
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		return errors.Join(err, who.own(path))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestLostPasswordIsRefused(t *testing.T) {
	t.Parallel()
	dir := withDatabase(t)
	h := home(filepath.Join(dir, homeName))
	if err := os.Rename(h.password(), h.password()+".aside"); err != nil {
		t.Fatal(err)
	}
	_, err := Start(t.Context(), Config{Dir: dir})
	if !errors.Is(err, ErrUnusableDir) || !strings.Contains(err.Error(), "lost its password") {
		t.Errorf("start without the password: %v, want to be told that it is lost", err)
	}
	if err := os.Rename(h.password()+".aside", h.password()); err != nil {
		t.Fatal(err)
	}
	start(t, Config{Dir: dir})
}

// A first start that is killed in the middle of initdb leaves half a database. Nobody has ever had its address.
func TestInterruptedMakingStartsAfresh(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	h := home(filepath.Join(dir, homeName))
	write(t, filepath.Join(h.data(), "PG_VERSION"), "9.6\n")
	write(t, filepath.Join(h.data(), "half", "a", "database"), "")
	write(t, h.unfinished(), "")
	giveAway(t, string(h))
	s := start(t, Config{Dir: dir})
	if got := ask(t, s.DSN(), "SELECT 1"); got != "1" {
		t.Errorf("the server answers %q", got)
	}
	if _, err := os.Stat(h.unfinished()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the finished database is still marked as unfinished (%v)", err)
	}
}

// Under root, a directory that only root can enter cannot hold the data. An ordinary user's own directory can.
func TestPrivateDirectory(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if os.Geteuid() != 0 {
		start(t, Config{Dir: dir})
		return
	}
	_, err := Start(t.Context(), Config{Dir: dir})
	if !errors.Is(err, ErrUnusableDir) || !strings.Contains(err.Error(), "cannot enter "+dir) {
		t.Errorf("start: %v, want to be told that the user cannot enter %s", err, dir)
	}
}
