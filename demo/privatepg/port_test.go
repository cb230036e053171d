//go:build unix

package privatepg

import (
	"errors"
	"fmt"
	"net"
	"testing"
)

func TestOnFreePort(t *testing.T) {
	t.Parallel()
	broken := errors.New("could not start")
	lostPort := errors.New("could not start postgres using pg_ctl:\n" +
		"LOG:  could not bind IPv4 address \"127.0.0.1\": Address already in use\n")
	occupy := func(t *testing.T, port uint32) {
		t.Helper()
		l, err := net.Listen("tcp4", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := l.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	for _, c := range []struct {
		name string
		// lost is how many times another process takes the port just before us.
		lost, tries int
		// released is set if that process has let go of the port by the time our start fails.
		released   bool
		otherFault bool
		want       error
	}{
		{name: "free at once", tries: 1},
		{name: "taken twice", lost: 2, tries: 3},
		{name: "taken and let go, twice", lost: 2, released: true, tries: 3},
		{name: "taken and let go for ever", lost: 100, released: true, tries: portTries, want: lostPort},
		{name: "taken for ever", lost: 100, tries: portTries, want: broken},
		{name: "another fault is not tried again", otherFault: true, tries: 1, want: broken},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			tries := 0
			seen := map[uint32]bool{}
			err := onFreePort(0, func(port uint32) error {
				tries++
				if seen[port] {
					t.Errorf("port %d was tried again", port)
				}
				seen[port] = true
				if tries <= c.lost && c.released {
					return lostPort
				}
				if tries <= c.lost {
					occupy(t, port)
					return broken
				}
				if c.otherFault {
					return broken
				}
				return nil
			})
			if !errors.Is(err, c.want) || tries != c.tries {
				t.Errorf("%v after %d tries, want %v after %d", err, tries, c.want, c.tries)
			}
		})
	}
}
