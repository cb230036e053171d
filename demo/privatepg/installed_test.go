//go:build unix

package privatepg

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fakeServer makes a prefix whose bin directory holds these programs. Its postgres prints the version, which is all
// that installed looks at.
func fakeServer(t *testing.T, prefix, version string, programs ...string) string {
	t.Helper()
	bin := filepath.Join(prefix, "bin")
	for _, name := range programs {
		script := fmt.Sprintf("#!/bin/sh\necho '%s (PostgreSQL) %s'\n", name, version)
		if name == "pg_config" {
			script = "#!/bin/sh\necho " + bin + "\n"
		}
		write(t, filepath.Join(bin, name), script)
		if err := os.Chmod(filepath.Join(bin, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return bin
}

// Not parallel: it sets the PATH.
func TestInstalled(t *testing.T) {
	root := t.TempDir()
	at := func(name string) string { return filepath.Join(root, name) }
	all := []string{"postgres", "initdb", "pg_ctl"}
	fakeServer(t, at("pkg/14"), "14.11 (Debian 14.11-1)", all...)
	fakeServer(t, at("pkg/16"), "16.2", all...)
	fakeServer(t, at("pkg/19"), "19devel", all...)
	fakeServer(t, at("pkg/client"), "17.1", "postgres", "pg_ctl")
	fakeServer(t, at("pkg/strange"), "unknown", all...)
	fakeServer(t, at("own"), "17.1", all...)
	// As in Debian, the programs on the PATH are links into the release's own directory.
	links := at("links")
	if err := os.Mkdir(links, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(at("own"), "bin", "postgres"), filepath.Join(links, "postgres")); err != nil {
		t.Fatal(err)
	}
	devel := fakeServer(t, at("devel"), "", "pg_config")
	fakeServer(t, at("devel"), "18.0", all...)
	t.Setenv("PATH", links+string(os.PathListSeparator)+devel)

	got := map[string]int{}
	for _, r := range installed(t.Context(), []string{at("pkg/*/bin"), at("own/bin"), at("none/*/bin")}) {
		if _, twice := got[r.prefix]; twice {
			t.Errorf("%s was found twice", r.prefix)
		}
		got[r.prefix] = r.major
	}
	want := map[string]int{at("pkg/14"): 14, at("pkg/16"): 16, at("pkg/19"): 19, at("own"): 17, at("devel"): 18}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
}

func TestChoose(t *testing.T) {
	t.Parallel()
	here := func(majors ...int) []release {
		var found []release
		for _, m := range majors {
			found = append(found, release{major: m, prefix: fmt.Sprint("/pg/", m)})
		}
		return found
	}
	for _, c := range []struct {
		name     string
		found    []release
		made     string
		major    int
		download bool
		says     string
	}{
		{name: "the newest for new data", found: here(15, 17, 16), major: 17},
		{name: "the one that made the data", found: here(15, 17, 16), made: "16", major: 16},
		{name: "an old one does not count", found: here(14, 15), major: 15},
		{name: "nothing suitable: a download", found: here(14), major: 18, download: true},
		{name: "a download that reads the data", made: "16", major: 16, download: true},
		{name: "another version here", found: here(15), made: "16", says: "made by PostgreSQL 16, but the PostgreSQL found here is version 15. Nothing was changed: install PostgreSQL 16, or choose another directory."},
		{name: "several others here", found: here(14, 15, 17), made: "16", says: "version 15, 17."},
		{name: "too old, and nothing here", made: "9.6", says: "made by PostgreSQL 9.6, but no PostgreSQL 15 or newer is installed here, and PostgreSQL 9.6 cannot be downloaded. Nothing was changed: choose another directory."},
		{name: "too old, though it is here", found: here(14, 15), made: "14", says: "Nothing was changed: choose another directory."},
		{name: "1 is not the beginning of 15", found: here(15), made: "1", says: "made by PostgreSQL 1,"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := choose(c.found, c.made, "/home/data")
			if c.says != "" {
				if !errors.Is(err, ErrOtherVersion) || !strings.Contains(err.Error(), c.says) {
					t.Errorf("refused with %v, want ErrOtherVersion that says %q", err, c.says)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got.major != c.major || (got.prefix == "") != c.download {
				t.Errorf("chose %+v, want version %d, download %t", got, c.major, c.download)
			}
		})
	}
}

// Not parallel: it hides what this machine has.
func TestNothingInstalledAndNoNetwork(t *testing.T) {
	known := binDirs
	binDirs = nil
	defer func() { binDirs = known }()
	t.Setenv("PATH", "")
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "https_proxy"} {
		t.Setenv(name, "http://127.0.0.1:1") // nothing listens there
	}
	t.Setenv("NO_PROXY", "")
	_, err := Start(t.Context(), Config{})
	if !errors.Is(err, ErrNotFound) {
		t.Fatalf("start: %v, want ErrNotFound", err)
	}
	for _, words := range []string{"No PostgreSQL 15 or newer is installed", "could not be downloaded", "DATABASE_URL"} {
		if !strings.Contains(err.Error(), words) {
			t.Errorf("%q does not say %q", err, words)
		}
	}
}
