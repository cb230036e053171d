//go:build unix

package privatepg

import (
	"errors"
	"fmt"
	"net"
)

// portTries is how often another port is tried when somebody takes ours first.
const portTries = 5

// onFreePort calls start with a free port of 127.0.0.1. Between finding it and listening on it another process may take it;
// where start failed and the port is taken, it is called again with another. Any other failure is returned as it is.
func onFreePort(start func(port uint32) error) error {
	for try := 1; ; try++ {
		port, err := freePort()
		if err != nil {
			return err
		}
		err = start(port)
		if err == nil || try == portTries || !taken(port) {
			return err
		}
	}
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
