package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

type healthCommand struct {
	Ready bool `help:"Ask besides whether the database answers and its schema fits."`
}

// Run asks the bot that serves at OPS_ADDR, or at LISTEN_ADDR, whether it is alive. A container with no other program
// in it uses this as its health check.
func (c healthCommand) Run(ctx context.Context, s streams) error {
	settings, err := s.settings()
	if err != nil {
		return err
	}
	path := "/healthz"
	if c.Ready {
		path = "/readyz"
	}
	address := "http://" + reachable(cmp.Or(settings.OpsAddr, settings.ListenAddr)) + path
	ctx, cancel := context.WithTimeout(ctx, 4*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return badInput{err}
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("nothing answers at %s; is `chaser serve` running, and LISTEN_ADDR and OPS_ADDR the same for both?", address)
	}
	defer func() { _ = response.Body.Close() }()
	said, err := io.ReadAll(io.LimitReader(response.Body, 1000))
	if err != nil || response.StatusCode != http.StatusOK {
		return fmt.Errorf("it answers with the status %d: %s", response.StatusCode, strings.TrimSpace(string(said)))
	}
	_, err = fmt.Fprint(s.out, string(said))
	return err
}

// reachable is the address at which this machine reaches what listens at another. What listens on every interface is
// reached on the machine's own.
func reachable(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return listen
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port)
}
