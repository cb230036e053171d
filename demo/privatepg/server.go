//go:build unix

package privatepg

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
)

// Server is a running private PostgreSQL.
type Server struct {
	dsn        string
	supervisor *exec.Cmd
	// order is the supervisor's standard input; closing it is the order to stop.
	order *os.File
	run   string
	// memory is where the data are in memory; empty: they are in run or in a directory that was asked for.
	memory string
	stop   func() error
}

// Start starts a PostgreSQL and returns when it answers: after a second or two on a new directory, sooner on existing
// data. ctx bounds only the start. The server then runs until Stop, or until this process ends.
//
// The program must have called Supervise first. A refusal is a sentence that says what to do, and is one of this
// package's errors. It leaves the data untouched.
func Start(ctx context.Context, c Config) (*Server, error) {
	if !supervisable {
		return nil, errors.New("privatepg.Supervise must be called first in main (or TestMain) before privatepg.Start")
	}
	s, o, err := prepare(ctx, c)
	if err != nil {
		return nil, err
	}
	s.stop = sync.OnceValue(s.end)
	if err := s.launch(ctx, o); err != nil {
		return nil, err
	}
	return s, nil
}

// prepare does what needs the parent's rights. It chooses the release and the account, and makes their directories.
func prepare(ctx context.Context, c Config) (*Server, order, error) {
	var target home
	made := ""
	if c.Dir != "" {
		dir, err := filepath.Abs(c.Dir)
		if err != nil {
			return nil, order{}, err
		}
		target = home(filepath.Join(dir, homeName))
		if made, err = target.made(); err != nil {
			return nil, order{}, unusable(target, err)
		}
	}
	found := installed(ctx, binDirs)
	if err := context.Cause(ctx); err != nil {
		return nil, order{}, err // the list may be incomplete
	}
	chosen, err := choose(found, made, target.data())
	if err != nil {
		return nil, order{}, err
	}
	who, err := accountFor(target)
	if err != nil {
		return nil, order{}, err
	}
	if target != "" {
		if err := who.makeHome(target); err != nil {
			return nil, order{}, err
		}
	}
	run, err := who.makeRun()
	if err != nil {
		return nil, order{}, err
	}
	s := &Server{run: run}
	program, err := who.program(run)
	if err = errors.Join(err, who.own(run)); err != nil {
		return nil, order{}, errors.Join(err, os.RemoveAll(run))
	}
	if c.InMemory && target == "" {
		if s.memory = who.makeInMemory(); s.memory != "" {
			if err := who.own(s.memory); err != nil {
				return nil, order{}, errors.Join(err, s.clear())
			}
			target = home(s.memory)
		}
	}
	if target == "" {
		target = home(run)
	}
	s.supervisor = &exec.Cmd{
		Path:        program,
		Args:        []string{supervisorName},
		Dir:         "/",
		Env:         environment(run, s.memory != ""),
		Stderr:      c.Log,
		SysProcAttr: who.attributes(),
	}
	return s, order{
		Run: run, Memory: s.memory, Home: target, Account: who.name, Durable: c.Durable, FirstPort: c.firstPort,
		Prefix: chosen.prefix, Version: chosen.version, Downloads: who.downloads(target),
	}, nil
}

// inherited are the variables that the supervisor and PostgreSQL get from us: where to find libraries, the time zone,
// and the proxy for a download. Nothing else is passed on. PGDATA, PGOPTIONS and their like would change the server
// that we start, and it has no business with Chaser's secrets.
var inherited = []string{
	"PATH", "LD_LIBRARY_PATH", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR",
	"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
}

// atOnce has glibc take a process's memory in large pages and some megabytes at once, where Linux gives such pages to
// who asks, and keep it. Each connection is a process of its own, and tests make thousands that live for a moment:
// fetching and giving back page after page was an eighth of what they cost.
const atOnce = "GLIBC_TUNABLES=glibc.malloc.hugetlb=1:glibc.malloc.top_pad=4194304:" +
	"glibc.malloc.trim_threshold=67108864:glibc.malloc.mmap_threshold=67108864"

// environment is the supervisor's. The temporary files that embedded-postgres leaves behind go to run.
func environment(run string, inMemory bool) []string {
	env := []string{"LC_ALL=C", "TMPDIR=" + run, "HOME=" + run}
	if inMemory {
		env = append(env, atOnce)
	}
	for _, name := range inherited {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// launch starts the supervisor, gives it its order and waits for its reply.
func (s *Server) launch(ctx context.Context, o order) (err error) {
	var theirs *os.File
	theirs, s.order, err = os.Pipe()
	if err != nil {
		return errors.Join(err, s.clear())
	}
	answer, answering, err := os.Pipe()
	if err != nil {
		return errors.Join(err, theirs.Close(), s.order.Close(), s.clear())
	}
	s.supervisor.Stdin, s.supervisor.Stdout = theirs, answering
	err = s.supervisor.Start()
	// The supervisor has its own copies. Ours would keep the pipes open after its end.
	err = errors.Join(err, theirs.Close(), answering.Close())
	if err != nil {
		return errors.Join(fmt.Errorf("starting PostgreSQL's supervisor as %s from %s "+
			"(TMPDIR must be a directory that this user can enter and run programs from): %w",
			orSelf(o.Account), s.supervisor.Path, err), answer.Close(), s.order.Close(), s.clear())
	}

	answered := make(chan reply, 1)
	go func() { answered <- s.converse(o, answer) }()
	select {
	case r := <-answered:
		if err = r.problem(); err != nil {
			// The reply has already said, and better, what the supervisor's exit status would say.
			_ = s.Stop()
		}
		s.dsn = r.DSN
		return errors.Join(err, answer.Close())
	case <-ctx.Done():
		// The supervisor may be in the middle of initdb, which cannot be interrupted. Once its input is closed it stops
		// PostgreSQL as soon as initdb is over. Wait waits for that, and the reply ends with it.
		err = errors.Join(context.Cause(ctx), s.order.Close(), s.supervisor.Wait())
		<-answered
		return errors.Join(err, answer.Close(), s.clear())
	}
}

// converse gives the supervisor its order and reads its reply.
func (s *Server) converse(o order, answer *os.File) reply {
	var r reply
	err := json.NewEncoder(s.order).Encode(o)
	if err == nil {
		err = json.NewDecoder(answer).Decode(&r)
	}
	if err != nil {
		return replyWith(fmt.Errorf("PostgreSQL's supervisor ended before PostgreSQL was ready: %w", err))
	}
	return r
}

func orSelf(account string) string {
	if account == "" {
		return "ourselves"
	}
	return "the user " + account
}

// DSN is the server's address for lib/pq: postgres://…@127.0.0.1:port/chaser?sslmode=disable. It holds the password, so
// it is not for a log.
func (s *Server) DSN() string { return s.dsn }

// Stop stops PostgreSQL, waits until it has ended, and removes what was temporary. A second call returns the result of
// the first.
func (s *Server) Stop() error { return s.stop() }

func (s *Server) end() error {
	closeErr := s.order.Close()
	err := s.supervisor.Wait()
	if err != nil {
		err = fmt.Errorf("stopping PostgreSQL: %w", err)
	}
	// The supervisor has removed the directory, unless it was killed.
	return errors.Join(closeErr, err, s.clear())
}

// clear removes what was temporary.
func (s *Server) clear() error { return errors.Join(os.RemoveAll(s.run), os.RemoveAll(s.memory)) }

func unusable(h home, err error) error {
	return &refusal{ErrUnusableDir, fmt.Sprintf(
		"The database in %s cannot be used (%v). Choose another directory, or run Chaser as the user it belongs to.",
		h, err)}
}
