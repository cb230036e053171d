package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strings"
)

// bench is a run of the measurements, with the server that they share.
type bench struct {
	order
	server string // where it is
	out    io.Writer
	ends   []func() error
	made   int      // councils, so that each has a name
	spent  []string // rows of what one thing costs
}

// begin says what is measured on what, and heads the table.
func (b *bench) begin(ctx context.Context) error {
	db, err := sql.Open("postgres", b.server)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var version, fsync string
	if err := db.QueryRowContext(ctx, `SELECT current_setting('server_version'), current_setting('fsync')`).Scan(&version, &fsync); err != nil {
		return err
	}
	_, err = fmt.Fprintf(b.out, "%d cores (%s), PostgreSQL %s with fsync %s, %s. %d rounds; the median and, in brackets, the least and the most.\n\n"+
		"| what | Chaser | yardstick | ratio | the yardstick is |\n| --- | ---: | ---: | ---: | --- |\n",
		runtime.NumCPU(), processor(), version, fsync, runtime.Version(), b.rounds)
	return err
}

// processor is the processor's name; empty where the system does not say.
func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.SplitSeq(string(text), "\n") {
		if name, is := strings.CutPrefix(line, "model name"); is {
			return strings.TrimSpace(strings.TrimLeft(name, "\t :"))
		}
	}
	return runtime.GOARCH
}

// database makes an empty database on the server.
func (b *bench) database(ctx context.Context, name string) (dsn string, err error) {
	db, err := sql.Open("postgres", b.server)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, "CREATE DATABASE "+name); err != nil {
		return "", err
	}
	u, err := url.Parse(b.server)
	if err != nil {
		return "", err
	}
	u.Path = "/" + name
	return u.String(), nil
}

// close gives back what a part has opened.
func (b *bench) close() (err error) {
	for _, end := range slices.Backward(b.ends) {
		err = errors.Join(err, end())
	}
	b.ends = nil
	return err
}

// measure takes one figure, such as milliseconds or postings in a second.
type measure func(ctx context.Context) (float64, error)

// pair measures Chaser and a yardstick in turns, and prints the row.
func (b *bench) pair(ctx context.Context, what, unit string, ours measure, yardstick string, least measure) error {
	var a, z []float64
	for range b.rounds {
		for _, one := range []struct {
			take measure
			into *[]float64
		}{{ours, &a}, {least, &z}} {
			taken, err := one.take(ctx)
			if err != nil {
				return fmt.Errorf("%s: %w", what, err)
			}
			*one.into = append(*one.into, taken)
		}
	}
	_, err := fmt.Fprintf(b.out, "| %s | %s | %s | %.2f | %s |\n", what, shown(a, unit), shown(z, unit), median(a)/median(z), yardstick)
	return err
}

// alone prints a row that has no yardstick but the aim.
func (b *bench) alone(ctx context.Context, what, unit string, ours measure, aim string) error {
	var a []float64
	for range b.rounds {
		taken, err := ours(ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", what, err)
		}
		a = append(a, taken)
	}
	_, err := fmt.Fprintf(b.out, "| %s | %s | | | %s |\n", what, shown(a, unit), aim)
	return err
}

func median(of []float64) float64 {
	sorted := slices.Sorted(slices.Values(of))
	return sorted[len(sorted)/2]
}

func shown(of []float64, unit string) string {
	digits := func(x float64) string {
		switch {
		case x >= 100:
			return fmt.Sprintf("%.0f", x)
		case x >= 10:
			return fmt.Sprintf("%.1f", x)
		}
		return fmt.Sprintf("%.2f", x)
	}
	return fmt.Sprintf("%s %s (%s–%s)", digits(median(of)), unit, digits(slices.Min(of)), digits(slices.Max(of)))
}
