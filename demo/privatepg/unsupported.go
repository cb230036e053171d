//go:build !unix

package privatepg

import (
	"context"
	"runtime"
)

// Server would be a running private PostgreSQL. There is none on this operating system.
type Server struct{}

// Start refuses, as the supervisor needs a Unix system's file locks, sessions and signals.
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
