//go:build unix

package privatepg

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// parent is this test binary, started again as a program with a private PostgreSQL.
type parent struct {
	*exec.Cmd
	stdin io.Closer
	dsn   string
}

func startParent(t *testing.T, program, dir string, who account) parent {
	t.Helper()
	cmd := exec.Command(program)
	tmp := filepath.Join(dir, "tmp")
	if err := os.Mkdir(tmp, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(tmp, 0o777); err != nil {
		t.Fatal(err)
	}
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), parentOf+"="+dir, "TMPDIR="+tmp,
		// The variables of somebody who works with another server. Ours must ignore them.
		"PGHOST=192.0.2.1", "PGDATA=/nowhere", "PGOPTIONS=-c no_such_setting=1")
	cmd.SysProcAttr = who.attributes()
	cmd.Stderr = t.Output()
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // where the test did not get as far as that
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "postgres://") {
		t.Fatalf("the parent said %q (%v), want its server's address", line, err)
	}
	return parent{cmd, stdin, strings.TrimSpace(line)}
}

// kill kills the parent with -9, as a crash would.
func (p parent) kill(t *testing.T) {
	t.Helper()
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = p.Wait() // "signal: killed"
}

// awaitEnd waits for the process to end. pg_ctl, and so the supervisor, waits only until postmaster.pid is gone, which
// a postmaster removes a moment before its own end.
func awaitEnd(t *testing.T, pid int) {
	t.Helper()
	deadline := time.Now().Add(time.Minute)
	for running(pid) {
		if time.Now().After(deadline) {
			t.Fatalf("process %d still runs a minute after its supervisor ended", pid)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// awaitSupervisor returns when the home's supervisor has ended, as the system then gives the lock back.
func awaitSupervisor(t *testing.T, h home) {
	t.Helper()
	f, err := os.Open(h.lock())
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func pidIn(t *testing.T, file string) int {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(b), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		t.Fatal(err)
	}
	return pid
}

func (h home) postmaster(t *testing.T) int {
	t.Helper()
	return pidIn(t, filepath.Join(h.data(), "postmaster.pid"))
}

// running reports whether the process still runs. One that has ended may remain as an entry until init collects it. On
// Linux /proc tells. Other systems always have ps, which a small Linux image lacks.
func running(pid int) bool {
	if runtime.GOOS != "linux" {
		out, err := exec.Command("ps", "-o", "stat=", "-p", strconv.Itoa(pid)).Output()
		return err == nil && !strings.HasPrefix(strings.TrimSpace(string(out)), "Z")
	}
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	// "4711 (postgres) S 1 …": the name may hold any character, so the state is what follows the last bracket.
	return err == nil && !strings.HasPrefix(string(stat[bytes.LastIndexByte(stat, ')')+1:]), " Z")
}

func self(t *testing.T) string {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return program
}

func TestPostgresStopsWhenItsParentIsKilled(t *testing.T) {
	t.Parallel()
	dir := withDatabase(t)
	h := home(filepath.Join(dir, homeName))
	p := startParent(t, self(t), dir, account{self: true})
	postmaster := h.postmaster(t)
	if !running(postmaster) {
		t.Fatalf("postmaster %d is not running at all", postmaster)
	}
	p.kill(t)
	awaitSupervisor(t, h)

	awaitEnd(t, postmaster)
	if left, err := filepath.Glob(filepath.Join(dir, "tmp", "*")); err != nil || len(left) > 0 {
		t.Errorf("temporary files left behind: %v (%v)", left, err)
	}
}

// The supervisor was killed too, and PostgreSQL either with it or not.
func TestStartAfterTheSupervisorWasKilled(t *testing.T) {
	t.Parallel()
	for name, postmasterToo := range map[string]bool{"postmaster lives": false, "postmaster killed": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := withDatabase(t)
			h := home(filepath.Join(dir, homeName))
			p := startParent(t, self(t), dir, account{self: true})
			ask(t, p.dsn, "CREATE TABLE kept AS SELECT 142 AS figure", "SELECT 1")
			orphan := h.postmaster(t)
			t.Cleanup(func() {
				if running(orphan) { // the test has failed; a server that holds anything must not be stopped like this
					_ = syscall.Kill(orphan, syscall.SIGQUIT)
				}
			})
			victims := []int{pidIn(t, h.lock())}
			if postmasterToo {
				victims = append(victims, orphan)
			}
			for _, pid := range victims {
				if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
					t.Fatal(err)
				}
			}
			p.kill(t)
			awaitSupervisor(t, h)

			s := start(t, Config{Dir: dir})
			if got := ask(t, s.DSN(), "SELECT figure FROM kept"); got != "142" {
				t.Errorf("after the crash: %q, want 142", got)
			}
			awaitEnd(t, orphan)
		})
	}
}

// After a restart of the machine or a container, the number in postmaster.pid may be another process's.
func TestStalePostmasterPIDOfALivingProcess(t *testing.T) {
	t.Parallel()
	dir := withDatabase(t)
	h := home(filepath.Join(dir, homeName))
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	who, err := accountFor(h)
	if err != nil {
		t.Fatal(err)
	}
	// The stranger runs as the same user. PostgreSQL would notice by itself if it were another's.
	stranger := exec.Command("cat")
	stranger.Dir = "/"
	stranger.SysProcAttr = who.attributes()
	stdin, err := stranger.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := stranger.Start(); err != nil {
		t.Fatal(err)
	}
	stale := strings.Join([]string{
		strconv.Itoa(stranger.Process.Pid), h.data(), "1700000000", strconv.Itoa(int(port)), "", "127.0.0.1", "",
	}, "\n")
	pidFile := filepath.Join(h.data(), "postmaster.pid")
	if err := os.WriteFile(pidFile, []byte(stale), 0o644); err != nil {
		t.Fatal(err)
	}

	s := start(t, Config{Dir: dir})
	if got := ask(t, s.DSN(), "SELECT 1"); got != "1" {
		t.Errorf("with a stale postmaster.pid the server answers %q", got)
	}
	if err := stdin.Close(); err != nil {
		t.Fatal(err)
	}
	if err := stranger.Wait(); err != nil {
		t.Errorf("the stranger with that process id did not live to its own end: %v", err)
	}
}

// Ctrl-C reaches the terminal's whole foreground group. The parent decides what it means.
func TestSupervisorIsDeafToTheTerminal(t *testing.T) {
	t.Parallel()
	s := start(t, Config{Dir: withDatabase(t)})
	pid := s.supervisor.Process.Pid
	if group, err := syscall.Getpgid(pid); err != nil || group != pid {
		t.Errorf("the supervisor is in process group %d (%v), want one of its own", group, err)
	}
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGHUP, syscall.SIGPIPE} {
		if err := syscall.Kill(pid, sig); err != nil {
			t.Fatal(err)
		}
	}
	// If a signal had killed the supervisor, Stop would fail.
	if got := ask(t, s.DSN(), "SELECT 1"); got != "1" {
		t.Errorf("after an interrupt the server answers %q", got)
	}
	if err := s.Stop(); err != nil {
		t.Errorf("after an interrupt: %v", err)
	}
}

// The tests often run as root, in a container. This one shows that an ordinary user can do the same.
func TestOrdinaryUser(t *testing.T) {
	t.Parallel()
	dir := openDir(t)
	who, err := accountFor("")
	if err != nil {
		t.Fatal(err)
	}
	program, err := who.program(dir)
	if err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(dir, "theirs")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := who.own(data); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(data, 0o755); err != nil {
		t.Fatal(err)
	}
	p := startParent(t, program, data, who)
	if got := ask(t, p.dsn, "SELECT 1"); got != "1" {
		t.Errorf("the server answers %q", got)
	}
	if err := p.stdin.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.Wait(); err != nil {
		t.Errorf("stopping as an ordinary user: %v", err)
	}
}
