//go:build unix

package privatepg

import (
	"errors"
	"fmt"
	"net"
	"strings"
)

// portTries is how many ports are tried if other processes keep taking them first.
const portTries = 5

// onFreePort calls start with a free port of 127.0.0.1: first, or one that the system gives where first is 0. Before
// start listens on it, another process may take it: initdb alone lasts a second. That process may even have let go of
// it by the time start fails. If the port is taken, or start's error says that it was, start is called again with
// another port. Any other failure is returned as it is.
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

// saysTaken reports whether the error says that a port is in use. embedded-postgres gives nothing but text, with
// PostgreSQL's own log in it. The text is English, as environment sets LC_ALL.
func saysTaken(err error) bool {
	text := err.Error()
	return strings.Contains(text, "Address already in use") ||
		strings.Contains(text, "process already listening on port")
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
