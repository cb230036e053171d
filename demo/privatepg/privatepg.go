// Package privatepg runs a PostgreSQL of our own: for a newcomer who types `chaser demo` and has no database yet, and
// for the tests. It listens on 127.0.0.1 alone, and it stops when the process that started it ends, however that ends.
//
// It must never know what is kept in the database: no schema, no table, none of our other packages.
//
// PostgreSQL runs under a supervisor: this same program, started again with another name (see Supervise). The
// supervisor stops PostgreSQL when its standard input closes, which the system does even for a parent that was killed
// with -9. It has a session of its own, so that Ctrl-C in a terminal reaches only the parent, who decides. Where the
// parent is root, which PostgreSQL refuses, the supervisor runs as the postgres user, or nobody where there is none.
package privatepg

import (
	"errors"
	"io"
)

// Config says where a private PostgreSQL keeps its data and how careful it is with them.
type Config struct {
	// Dir is the directory to keep the data in; it is made where it does not exist, and used again where it does. All
	// that we write is in Dir/chaser-postgres. Empty means a temporary directory that is removed at Stop.
	//
	// Under root the postgres user must be able to enter Dir, so a directory under root's home or inside one of
	// os.MkdirTemp's (mode 0700) is refused; /var/lib/chaser is a good one.
	Dir string

	// Durable asks for data that outlive a power cut. Without it PostgreSQL does not wait for the disk: faster, and
	// right for tests and for a demonstration, whose data survive a killed process all the same.
	Durable bool

	// Log receives PostgreSQL's own messages, after the start and after the stop. Nil discards them.
	Log io.Writer

	// firstPort is the port to try first. A test sets it, and takes it.
	firstPort uint32
}

// What Start's errors are about, for errors.Is. The error itself is a sentence that says what to do.
var (
	// ErrNotFound means that no PostgreSQL of a suitable version is installed and none could be downloaded.
	ErrNotFound = errors.New("no PostgreSQL found")
	// ErrOtherVersion means that the data were made by a version of PostgreSQL that is not here. They were not touched.
	ErrOtherVersion = errors.New("data of another PostgreSQL version")
	// ErrInUse means that another process is running a PostgreSQL on the same directory.
	ErrInUse = errors.New("directory in use")
	// ErrUnusableDir means that the directory cannot be used by the user who would run PostgreSQL, or is not ours to
	// use.
	ErrUnusableDir = errors.New("directory cannot be used")
)

// refusal is an error with a sentence for the person who started us, and the kind that the program can ask for.
type refusal struct {
	kind     error
	sentence string
}

func (r *refusal) Error() string { return r.sentence }
func (r *refusal) Unwrap() error { return r.kind }
