//go:build unix

package privatepg

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	embeddedpostgres "github.com/fergusstrange/embedded-postgres"
)

// oldestMajor is the oldest PostgreSQL that Chaser's schema is written for.
const oldestMajor = 15

// binDirs are where packages put a server's programs without putting them on the PATH: Debian and Ubuntu, the
// PostgreSQL project's RPMs, Homebrew on Apple and on Intel processors, Postgres.app, and Fedora, Arch or a build from
// source.
var binDirs = []string{
	"/usr/lib/postgresql/*/bin",
	"/usr/pgsql-*/bin",
	"/opt/homebrew/opt/postgresql*/bin",
	"/usr/local/opt/postgresql*/bin",
	"/Applications/Postgres.app/Contents/Versions/*/bin",
	"/usr/bin",
	"/usr/local/pgsql/bin",
}

// release is one PostgreSQL that can be started.
type release struct {
	major int
	// version is the one that embedded-postgres downloads, or only the major version of one that is installed.
	version embeddedpostgres.PostgresVersion
	// prefix is the directory that holds bin. It is empty for a release that must be downloaded.
	prefix string
}

// downloadable are the releases that embedded-postgres knows and that we can use, newest first.
var downloadable = []release{
	{major: 18, version: embeddedpostgres.V18},
	{major: 17, version: embeddedpostgres.V17},
	{major: 16, version: embeddedpostgres.V16},
	{major: 15, version: embeddedpostgres.V15},
}

// installed lists the PostgreSQL servers of this machine, whatever their version: first those on the PATH, then those
// that the patterns match. It leaves out a directory that lacks one of the three programs that we need, such as a
// client's package.
func installed(ctx context.Context, patterns []string) []release {
	var found []release
	seen := map[string]bool{}
	for _, dir := range append(binDirsOnPath(ctx), expand(patterns)...) {
		real, err := filepath.EvalSymlinks(filepath.Join(dir, "postgres"))
		if err != nil {
			continue
		}
		bin := filepath.Dir(real)
		if seen[bin] || filepath.Base(bin) != "bin" {
			continue
		}
		seen[bin] = true
		if major, ok := serverMajor(ctx, bin); ok {
			found = append(found, release{
				major:   major,
				version: embeddedpostgres.PostgresVersion(strconv.Itoa(major)),
				prefix:  filepath.Dir(bin),
			})
		}
	}
	return found
}

func binDirsOnPath(ctx context.Context) []string {
	var dirs []string
	if path, err := exec.LookPath("postgres"); err == nil {
		dirs = append(dirs, filepath.Dir(path))
	}
	if path, err := exec.LookPath("pg_config"); err == nil {
		if out, err := exec.CommandContext(ctx, path, "--bindir").Output(); err == nil {
			dirs = append(dirs, strings.TrimSpace(string(out)))
		}
	}
	return dirs
}

func expand(patterns []string) []string {
	var dirs []string
	for _, p := range patterns {
		matches, err := filepath.Glob(p)
		if err != nil {
			continue // only a malformed pattern fails, and then it matches nothing
		}
		dirs = append(dirs, matches...)
	}
	return dirs
}

// versionLine matches "postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)", "… 9.6.24" and "… 19devel".
var versionLine = regexp.MustCompile(`^postgres \(PostgreSQL\) (\d+)`)

func serverMajor(ctx context.Context, bin string) (int, bool) {
	for _, name := range []string{"initdb", "pg_ctl"} {
		if info, err := os.Stat(filepath.Join(bin, name)); err != nil || info.IsDir() {
			return 0, false
		}
	}
	out, err := exec.CommandContext(ctx, filepath.Join(bin, "postgres"), "--version").Output()
	if err != nil {
		return 0, false
	}
	m := versionLine.FindSubmatch(out)
	if m == nil {
		return 0, false
	}
	major, err := strconv.Atoi(string(m[1]))
	return major, err == nil
}

// choose picks the release to run: the newest installed one that can read the data. It picks a download only if nothing
// suitable is installed. made is the version that made the data, as PG_VERSION has it ("15", "9.6"), and empty if there
// are no data. dir is named in the refusal.
func choose(found []release, made, dir string) (release, error) {
	var usable []release
	for _, r := range found {
		if r.major >= oldestMajor {
			usable = append(usable, r)
		}
	}
	candidates := usable
	if len(candidates) == 0 {
		candidates = downloadable
	}
	var best release
	for _, r := range candidates {
		if r.major > best.major && (made == "" || made == strconv.Itoa(r.major)) {
			best = r
		}
	}
	if best.major == 0 {
		return release{}, otherVersion(usable, made, dir)
	}
	return best, nil
}

func otherVersion(usable []release, made, dir string) error {
	here := fmt.Sprintf("no PostgreSQL %d or newer is installed here, and PostgreSQL %s cannot be downloaded",
		oldestMajor, made)
	if len(usable) > 0 {
		var majors []string
		for _, r := range usable {
			majors = append(majors, strconv.Itoa(r.major))
		}
		here = "the PostgreSQL found here is version " + strings.Join(majors, ", ")
	}
	cure := "choose another directory"
	if major, err := strconv.Atoi(made); err == nil && major >= oldestMajor {
		cure = fmt.Sprintf("install PostgreSQL %s, or choose another directory", made)
	}
	return &refusal{ErrOtherVersion, fmt.Sprintf(
		"The data in %s were made by PostgreSQL %s, but %s. Nothing was changed: %s.", dir, made, here, cure)}
}
