package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// ruinedPostgres is a durable PostgreSQL of one test's own, to be killed, filled up and failed over.
type ruinedPostgres struct {
	t    *testing.T
	bin  string // the folder of PostgreSQL's programs
	dir  string // its data
	port string
}

// newPostgres makes a server with an empty database in a folder and starts it with settings.
func newPostgres(t *testing.T, in string, settings ...string) *ruinedPostgres {
	t.Helper()
	p := placePostgres(t, in)
	p.does("initdb", "-D", p.dir, "-U", "chaser", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8")
	p.set(append(settings, "listen_addresses = '127.0.0.1'", "unix_socket_directories = ''", "max_wal_size = '64MB'")...)
	p.start()
	return p
}

// placePostgres chooses where a server shall be, which ends with the test.
func placePostgres(t *testing.T, in string) *ruinedPostgres {
	t.Helper()
	bin := postgresPrograms(t)
	_, port, err := net.SplitHostPort(freeAddress(t))
	check(t, err)
	p := &ruinedPostgres{t: t, bin: bin, dir: filepath.Join(in, "data"), port: port}
	if account := accountOfPostgres(t); account != nil {
		check(t, os.Chown(in, int(account.Uid), int(account.Gid)))
		for above := in; above != "/"; above = filepath.Dir(above) { // the test's own folders are root's alone
			if info, err := os.Stat(above); err == nil && info.Mode().Perm()&0o001 == 0 && strings.HasPrefix(above, os.TempDir()+"/") {
				check(t, os.Chmod(above, info.Mode().Perm()|0o011))
			}
		}
	}
	t.Cleanup(func() { _ = p.program("pg_ctl", "-D", p.dir, "-m", "immediate", "stop").Run() })
	return p
}

// accountOfPostgres is who runs it where we are root, as whom it refuses to run; nil: who we are.
func accountOfPostgres(t *testing.T) *syscall.Credential {
	t.Helper()
	if os.Geteuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	check(t, err)
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	check(t, err)
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	check(t, err)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

func (p *ruinedPostgres) program(name string, args ...string) *exec.Cmd {
	command := exec.Command(filepath.Join(p.bin, name), args...)
	command.SysProcAttr = &syscall.SysProcAttr{Credential: accountOfPostgres(p.t)}
	command.Dir = filepath.Dir(p.dir)
	return command
}

func (p *ruinedPostgres) does(name string, args ...string) {
	p.t.Helper()
	if out, err := p.program(name, args...).CombinedOutput(); err != nil {
		log, _ := os.ReadFile(p.log())
		p.t.Fatalf("%s %v: %v\n%s\n%s", name, args, err, out, log)
	}
}

func (p *ruinedPostgres) log() string { return filepath.Join(filepath.Dir(p.dir), "log") }

// set adds lines to its settings, for its next start or reload.
func (p *ruinedPostgres) set(lines ...string) {
	p.t.Helper()
	file, err := os.OpenFile(filepath.Join(p.dir, "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	check(p.t, err)
	_, err = fmt.Fprintln(file, strings.Join(append([]string{"port = " + p.port}, lines...), "\n"))
	check(p.t, err)
	check(p.t, file.Close())
}

func (p *ruinedPostgres) start() {
	p.t.Helper()
	p.does("pg_ctl", "-D", p.dir, "-l", p.log(), "-t", "120", "-w", "start")
}

// kill ends its postmaster as the power does, and waits until nothing of it is left.
func (p *ruinedPostgres) kill() {
	p.t.Helper()
	text, err := os.ReadFile(filepath.Join(p.dir, "postmaster.pid"))
	check(p.t, err)
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(first)
	check(p.t, err)
	check(p.t, syscall.Kill(pid, syscall.SIGKILL))
	for syscall.Kill(pid, 0) == nil || p.hasProcesses() {
		time.Sleep(5 * time.Millisecond)
	}
}

// hasProcesses reports whether a process still works in its folder. Backends notice the postmaster's end by themselves.
func (p *ruinedPostgres) hasProcesses() bool {
	links, _ := filepath.Glob("/proc/[0-9]*/cwd")
	for _, link := range links {
		if at, err := os.Readlink(link); err == nil && at == p.dir {
			return true
		}
	}
	return false
}

// address is where the first that may be written of one or several servers is.
func address(servers ...*ruinedPostgres) string {
	var hosts, ports []string
	for _, p := range servers {
		hosts, ports = append(hosts, "127.0.0.1"), append(ports, p.port)
	}
	return "postgres://chaser@/postgres?sslmode=disable&connect_timeout=2&target_session_attrs=read-write&host=" + strings.Join(hosts, ",") +
		"&port=" + strings.Join(ports, ",")
}
