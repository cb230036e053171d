package main

import (
	"crypto/rand"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/store/storetest"
)

// postgresPrograms finds the folder of pg_dump and psql, as new as the newest server here.
func postgresPrograms(t *testing.T) string {
	t.Helper()
	dirs, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	for _, dir := range slices.Backward(dirs) {
		if _, err := os.Stat(filepath.Join(dir, "pg_dump")); err == nil {
			return dir
		}
	}
	found, err := exec.LookPath("pg_dump")
	if err != nil && os.Getenv("CI") != "" {
		t.Fatal("there is no pg_dump; .ci/run installs it with PostgreSQL")
	}
	if err != nil {
		t.Skip("there is no pg_dump on this machine; install PostgreSQL's programs to type the page on operating")
	}
	return filepath.Dir(found)
}

// typed are the commands of docs/operating.md that can be typed as they stand, in order.
func typed(t *testing.T) []string {
	t.Helper()
	page, err := os.ReadFile("../../docs/operating.md")
	check(t, err)
	var blocks []string
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(string(page), -1) {
		blocks = append(blocks, block[1])
	}
	return blocks
}

// What the page for operators says is typed, to the letter: a backup, its restoring into another database, which holds
// the same and whose trail is whole, and figures out of an old database.
func TestOperatingPage(t *testing.T) {
	t.Parallel()
	bin := postgresPrograms(t)
	server, err := url.Parse(storetest.DSN(t))
	check(t, err)
	server.RawQuery = "sslmode=disable"
	suffix := strings.ToLower(rand.Text())
	named := func(database string) string {
		u := *server
		u.Path = "/" + database
		return u.String()
	}
	was, restored := "was_"+suffix, "restored_"+suffix
	folder := t.TempDir()
	sh := func(script string) string {
		t.Helper()
		command := exec.CommandContext(t.Context(), "sh", "-eu", "-c", strings.ReplaceAll(script, "chaser_restored", restored))
		command.Dir = folder
		command.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "SERVER_URL="+server.String(), "DATABASE_URL="+named(was), "RESTORED_URL="+named(restored), "OLD_URL="+named(was))
		out, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s\n%s", err, script, out)
		}
		return string(out)
	}
	sh(`psql "$SERVER_URL" --quiet --command "CREATE DATABASE ` + was + ` ENCODING 'UTF8' TEMPLATE template0"`)
	t.Cleanup(func() {
		for _, database := range []string{was, restored} {
			drop := exec.Command(filepath.Join(bin, "psql"), server.String(), "--quiet", "--command", "DROP DATABASE IF EXISTS "+database+" WITH (FORCE)")
			if out, err := drop.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		}
	})
	register, err := filepath.Abs("../../demo/seed/register.json")
	check(t, err)
	sh(`chaser migrate; chaser import ` + register + `
		psql "$OLD_URL" --quiet --command "CREATE TABLE old_figures AS SELECT '178' AS code, '2022-23Q4' AS quarter, 201.0::numeric AS value"`)

	blocks := typed(t)
	if len(blocks) != 5 {
		t.Fatalf("the page has %d blocks to type: %q", len(blocks), blocks)
	}
	var said string
	for _, block := range blocks {
		said += sh(block)
	}
	for _, words := range []string{"The schema is up to date.", "The audit trail is whole:", "1 change would be made; nothing was written."} {
		if !strings.Contains(said, words) {
			t.Errorf("it does not say %q:\n%s", words, said)
		}
	}
	in := func(address, command string) string { return sh(`DATABASE_URL="$` + address + `" chaser ` + command) }
	if was, is := in("DATABASE_URL", "export"), in("RESTORED_URL", "export"); was != is || len(is) < 10_000 {
		t.Errorf("the restored database holds something else:\n%s", cmp.Diff(was, is))
	}
	if was, is := in("DATABASE_URL", "audit verify"), in("RESTORED_URL", "audit verify"); was != is || !strings.Contains(is, "whole") {
		t.Errorf("the trail was: %s, and is: %s", was, is)
	}
}
