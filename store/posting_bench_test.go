package store

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"os/exec"
	"regexp"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/lib/pq"

	"chaser/store/storetest/filled"
)

// The connections and the length of each half of a pair, and how many pairs there are.
const (
	benchConnections = 8
	benchHalf        = 3 * time.Second
	benchPairs       = 5
)

// BenchmarkPostingBesidePgbench holds what eight people post at once against pgbench, which does the least that a
// posting must write (testdata/post_figure.pgbench of cmd/chaser). The two take turns in one run. It is skipped where
// there is no pgbench. A server whose fsync is on can be named by CHASER_TEST_DATABASE_URL.
func BenchmarkPostingBesidePgbench(b *testing.B) {
	program, err := exec.LookPath("pgbench")
	if err != nil {
		b.Skip("needs pgbench")
	}
	for _, c := range []struct {
		name string
		filled.Council
	}{
		{"new", filled.Council{}},
		{"revisions=1000", filled.Council{Indicators: 30, Periods: 2, Revisions: 1000}},
		{"periods=320", filled.Council{Periods: 320}},
	} {
		b.Run(c.name, func(b *testing.B) {
			dsn := council(c.Council).DSN(b)
			s := openStore(b, dsn)
			if _, err := s.patient.ExecContext(b.Context(), `INSERT INTO audit_chains SELECT name, 0, decode(repeat('00', 32), 'hex') FROM committees`); err != nil {
				b.Fatal(err)
			}
			var posted, bare float64
			for b.Loop() {
				posted, bare = 0, 0
				for range benchPairs {
					posted += postingsASecond(b, s, max(c.Indicators, 0))
					bare += pgbench(b, s, program, dsn)
				}
			}
			b.ReportMetric(posted/benchPairs, "postings/s")
			b.ReportMetric(bare/benchPairs, "pgbench/s")
			b.ReportMetric(posted/bare, "of-pgbench")
		})
	}
}

// postings numbers the requests of all benchmarks.
var postings atomic.Int64

func postingsASecond(b *testing.B, s *Store, indicators int) float64 {
	b.Helper()
	if indicators == 0 {
		indicators = 300
	}
	ctx, cancel := context.WithTimeout(b.Context(), benchHalf)
	defer cancel()
	var people sync.WaitGroup
	before := postings.Load()
	for range benchConnections {
		people.Go(func() {
			for ctx.Err() == nil {
				n := int(postings.Add(1))
				p := coronersPost(b, fmt.Sprint("bench ", n), fmt.Sprint(90+n%5), fmt.Sprint("Counted again ", n))
				p.By, p.Code = filled.Team, filled.Code(1+n%indicators)
				if _, err := s.PostFigure(b.Context(), p); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	people.Wait()
	return float64(postings.Load()-before) / benchHalf.Seconds()
}

var tps = regexp.MustCompile(`tps = ([0-9.]+)`)

func pgbench(b *testing.B, s *Store, program, dsn string) float64 {
	b.Helper()
	var indicators, committees int
	if err := s.db.QueryRowContext(b.Context(), `SELECT (SELECT count(*) FROM indicators), (SELECT count(*) FROM committees)`).Scan(&indicators, &committees); err != nil {
		b.Fatal(err)
	}
	config, err := pq.NewConfig(dsn)
	if err != nil {
		b.Fatal(err)
	}
	u := url.URL{Scheme: "postgres", User: url.UserPassword(config.User, config.Password), Host: net.JoinHostPort(config.Host, strconv.Itoa(int(config.Port))), Path: "/" + config.Database}
	u.RawQuery = url.Values{"sslmode": {"disable"}, "options": {"-csearch_path=" + config.Runtime["search_path"]}}.Encode()
	half := strconv.Itoa(int(benchHalf.Seconds()))
	out, err := exec.CommandContext(b.Context(), program, "-n", "-M", "prepared", "-c", strconv.Itoa(benchConnections), "-j", "2", "-T", half,
		"-D", "indicators="+strconv.Itoa(indicators), "-D", "committees="+strconv.Itoa(committees),
		"-f", "../cmd/chaser/testdata/post_figure.pgbench", u.String()).CombinedOutput()
	rate := tps.FindSubmatch(out)
	if err != nil || rate == nil {
		b.Fatalf("%v: %s", err, out)
	}
	n, err := strconv.ParseFloat(string(rate[1]), 64)
	if err != nil {
		b.Fatal(err)
	}
	return n
}
