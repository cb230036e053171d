// Package privatepg runs a PostgreSQL of our own, for a newcomer who types `chaser demo` and has no database yet, and
// for the tests. It listens on 127.0.0.1 alone. It stops when the process that started it ends, however that ends.
//
// The package must never know what is kept in the database: no schema, no table, none of our other packages.
//
// PostgreSQL runs under a supervisor: this same program, started again under another name (see Supervise). The
// supervisor stops PostgreSQL when its standard input closes, which the system does even if the parent was killed with
// -9. It has a session of its own, so that Ctrl-C in a terminal reaches only the parent, who decides. PostgreSQL
// refuses to run as root. If the parent is root, the supervisor runs as the postgres user, or else as the user
// nobody.
package privatepg

import (
	"errors"
	"io"
)

// Config says where a private PostgreSQL keeps its data and how careful it is with them.
type Config struct {
	// Dir is the directory to keep the data in. It is made if it does not exist, and used again if it does. All that we
	// write is in Dir/chaser-postgres. Empty means a temporary directory, which Stop removes.
	//
	// Under root, the postgres user must be able to enter Dir. So a directory under root's home, or inside one of
	// os.MkdirTemp's (mode 0700), is refused. /var/lib/chaser is a good one.
	Dir string

	// Durable asks for data that survive a power cut. Without it PostgreSQL does not wait for the disk, which is
	// faster. That suits tests and a demonstration, as their data survive a killed process all the same.
	Durable bool

	// InMemory asks for data that are kept in memory alone, where the system has room for them; elsewhere they are in a
	// temporary directory as without it. Each test has a copy of a database, some 600 files, and most of what that
	// costs is the disk's. It goes with an empty Dir only.
	InMemory bool

	// Log receives PostgreSQL's own messages, after the start and after the stop. Nil discards them.
	Log io.Writer

	// firstPort is the port to try first. A test sets it and then takes that port away.
	firstPort uint32
}

// What Start's errors are about, for errors.Is. The error itself is a sentence that says what to do.
var (
	// ErrNotFound means that no PostgreSQL of a suitable version is installed and none could be downloaded.
	ErrNotFound = errors.New("no PostgreSQL found")
	// ErrOtherVersion means that a version of PostgreSQL that is not here made the data. They were not touched.
	ErrOtherVersion = errors.New("data of another PostgreSQL version")
	// ErrInUse means that another process is running a PostgreSQL on the same directory.
	ErrInUse = errors.New("directory in use")
	// ErrUnusableDir means that the directory is not ours to use, or that the user who would run PostgreSQL cannot use
	// it.
	ErrUnusableDir = errors.New("directory cannot be used")
)

// refusal is an error with a sentence for the person who started us. The program can ask for its kind.
type refusal struct {
	kind     error
	sentence string
}

func (r *refusal) Error() string { return r.sentence }
func (r *refusal) Unwrap() error { return r.kind }
