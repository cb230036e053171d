//go:build unix

package privatepg

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/lib/pq"
)

// endFormer deals with a server that was left behind when its supervisor was killed too. We hold the lock, so nobody is
// looking after that server.
//
// If the process in postmaster.pid has ended, there is nothing to do: PostgreSQL itself removes the file. If the
// process lives, it may be that server, which is stopped. After a restart of the machine or the container it may also
// be an unrelated process with the same number, and PostgreSQL would refuse to start for as long as it lives. Then the
// file is stale and is removed.
func (o order) endFormer(ctx context.Context) error {
	pidFile := filepath.Join(o.Home.data(), "postmaster.pid")
	content, err := os.ReadFile(pidFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	pid, port, ok := parsePostmasterPID(content)
	if !ok || !alive(pid) {
		return nil
	}
	password, err := os.ReadFile(o.Home.password())
	if err != nil {
		return unusable(o.Home, err)
	}
	ours, err := answersTo(ctx, address(port, strings.TrimSpace(string(password))))
	if err != nil {
		return err
	}
	if !ours {
		return os.Remove(pidFile)
	}
	prefix := o.Prefix
	if prefix == "" {
		prefix = filepath.Join(o.Downloads, string(o.Version))
	}
	pgCtl := filepath.Join(prefix, "bin", "pg_ctl")
	out, err := exec.CommandContext(ctx, pgCtl, "stop", "-w", "-m", "fast", "-D", o.Home.data()).CombinedOutput()
	if err != nil && alive(pid) {
		return fmt.Errorf("stopping the former server on %s (process %d): %w: %s",
			o.Home, pid, err, bytes.TrimSpace(out))
	}
	return nil
}

// parsePostmasterPID reads the process and its port from the first and the fourth line of postmaster.pid.
func parsePostmasterPID(content []byte) (pid int, port uint32, ok bool) {
	lines := strings.Split(string(content), "\n")
	if len(lines) < 4 {
		return 0, 0, false
	}
	pid, pidErr := strconv.Atoi(strings.TrimSpace(lines[0]))
	p, portErr := strconv.ParseUint(strings.TrimSpace(lines[3]), 10, 16)
	return pid, uint32(p), pidErr == nil && portErr == nil && pid > 0
}

func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

// answersTo reports whether a server listens there that takes our password, as no other server does. It asks again
// while a server is only just starting or stopping. A server with any other complaint (too many connections, no such
// database) counts as ours. It is not ours if it refuses the password, or if nothing answers.
func answersTo(ctx context.Context, dsn string) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return false, err
	}
	defer func() { _ = db.Close() }() // nothing was written
	again := time.NewTicker(100 * time.Millisecond)
	defer again.Stop()
	for {
		err := db.PingContext(ctx)
		var complaint *pq.Error
		switch {
		case err == nil:
			return true, nil
		case ctx.Err() != nil:
			return false, fmt.Errorf("waiting for the former server: %w", ctx.Err())
		case !errors.As(err, &complaint):
			return false, nil
		case complaint.Code.Class().Name() == "invalid_authorization_specification":
			return false, nil
		case complaint.Code.Name() != "cannot_connect_now":
			return true, nil
		}
		select {
		case <-again.C:
		case <-ctx.Done():
		}
	}
}
