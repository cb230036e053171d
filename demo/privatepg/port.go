//go:build unix

package privatepg

import (
	"errors"
	"fmt"
	"net"
	"strings"
)

// portTries is how many ports are tried where others take ours first.
const portTries = 5

// onFreePort calls start with a free port of 127.0.0.1: first, where it is not 0, else one that the system gives.
// Between finding it and listening on it, with initdb's second in the middle, another process may take it, and may even
// have let go of it again when start has failed: where the port is taken or start's error says that it was, start is
// called again with another. Any other failure is returned as it is.
func onFreePort(first uint32, start func(port uint32) error) error {
	port := first
	for try := 1; ; try++ {
		if port == 0 {
			var err error
			if port, err = freePort(); err != nil {
				return err
			}
		}
		err := start(port)
		if err == nil || try == portTries || !saysTaken(err) && !taken(port) {
			return err
		}
		port = 0
	}
}

// saysTaken reads what embedded-postgres says, with PostgreSQL's own log in it, when a port is in use. It gives nothing
// but text; the language is English, for environment sets LC_ALL.
func saysTaken(err error) bool {
	text := err.Error()
	return strings.Contains(text, "Address already in use") || strings.Contains(text, "process already listening on port")
}

func freePort() (uint32, error) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("finding a free port: %w", err)
	}
	addr, ok := l.Addr().(*net.TCPAddr)
	if !ok {
		return 0, errors.Join(fmt.Errorf("finding a free port: %v is no TCP address", l.Addr()), l.Close())
	}
	return uint32(addr.Port), l.Close()
}

func taken(port uint32) bool {
	l, err := net.Listen("tcp4", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return true
	}
	return l.Close() != nil
}
