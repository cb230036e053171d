//go:build !unix

package privatepg

import (
	"context"
	"runtime"
)

// Server is a running private PostgreSQL; there is none on this operating system.
type Server struct{}

// Start refuses: the supervisor needs file locks, sessions and signals of a Unix system.
func Start(context.Context, Config) (*Server, error) {
	return nil, &refusal{ErrNotFound, "Chaser cannot run a PostgreSQL of its own on " + runtime.GOOS +
		": install PostgreSQL 15 or newer and set DATABASE_URL to its address."}
}

// DSN is empty, as there is no server.
func (*Server) DSN() string { return "" }

// Stop has nothing to stop.
func (*Server) Stop() error { return nil }

// Supervise returns at once.
func Supervise() {}
