package store

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"net"
	"net/url"
	"strings"
	"testing"

	"github.com/lib/pq"

	"chaser/store/storetest"
)

// Whatever keeps the database from answering is said in a sentence with its cure, without the driver's words and
// without the password.
func TestUnreachable(t *testing.T) {
	t.Parallel()
	config, err := pq.NewConfig(storetest.DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	here := net.JoinHostPort(config.Host, portOf(config))
	address := func(user, password, host, database, more string) string {
		return (&url.URL{Scheme: "postgres", User: url.UserPassword(user, password), Host: host, Path: "/" + database, RawQuery: more}).String()
	}
	tests := map[string]struct{ dsn, says, do string }{
		"a wrong password":       {address(config.User, "hunter2", here, config.Database, "sslmode=disable"), "does not accept the password of the user", "correct the user and the password"},
		"an unknown database":    {address(config.User, config.Password, here, "hunter", "sslmode=disable"), `there is no database "hunter"`, "create it (`createdb hunter`)"},
		"no TLS":                 {address(config.User, config.Password, here, config.Database, "sslmode=require"), "does not encrypt connections", "sslmode=disable"},
		"an unknown setting":     {address(config.User, config.Password, here, config.Database, "sslmode=disable&hunter2=1"), "does not know a setting", "leave out"},
		"nobody there":           {address(config.User, config.Password, "127.0.0.1:"+deadPort(t), config.Database, "sslmode=disable"), "nothing listens", "start PostgreSQL there"},
		"a host that is not":     {address(config.User, config.Password, "nowhere.invalid", config.Database, "sslmode=disable"), "is not known to the name server (nowhere.invalid:5432)", "correct the host"},
		"no socket":              {"host=/nowhere dbname=chaser user=u password=hunter2", "is not there", "start PostgreSQL"},
		"another kind of server": {address(config.User, "hunter2", talker(t, "HTTP/1.1 400 Bad Request\r\n\r\n"), config.Database, "sslmode=disable"), "not PostgreSQL, or cut the connection", "correct the host"},
		"one that hangs up":      {address(config.User, "hunter2", talker(t, ""), config.Database, "sslmode=disable"), "not PostgreSQL, or cut the connection", "correct the host"},
	}
	server, full := openStore(t, storetest.DSN(t)), "without_room_"+strings.ToLower(rand.Text())
	if _, err := server.db.ExecContext(t.Context(), "CREATE ROLE "+full+" LOGIN PASSWORD 'hunter2' CONNECTION LIMIT 0"); err == nil { // not everybody may, on their own server
		t.Cleanup(func() {
			if _, err := server.db.ExecContext(context.WithoutCancel(t.Context()), "DROP ROLE "+full); err != nil {
				t.Error(err)
			}
		})
		row := tests["a wrong password"]
		row.dsn, row.says, row.do = address(full, "hunter2", here, config.Database, "sslmode=disable"), "has no connection left", "max_connections"
		tests["no connection left"] = row
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := Open(t.Context(), test.dsn)
			if err == nil {
				_ = s.Close()
				t.Fatal("it was opened")
			}
			var why *Unreachable
			if !errors.As(err, &why) || !strings.Contains(why.Says, test.says) || !strings.Contains(why.Do, test.do) {
				t.Errorf("it says %v", err)
			}
			for _, word := range []string{"pq:", "dial", "tcp", "store.", "no such host"} {
				if strings.Contains(err.Error(), word) {
					t.Errorf("it speaks the driver's language (%s): %v", word, err)
				}
			}
			if strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), config.Password) {
				t.Errorf("it tells the password: %v", err)
			}
		})
	}
}

// talker is a server of another kind: it says one thing to whoever begins to speak, and hangs up.
func talker(t *testing.T, says string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = bufio.NewReader(c).Peek(1)
			_, _ = c.Write([]byte(says))
			_ = c.Close()
		}
	}()
	return l.Addr().String()
}
