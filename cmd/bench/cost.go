package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// cost is what a number of things took of the machine. On a machine that others use too it says more than how many were
// done in a second.
type cost struct {
	done    int64
	program time.Duration // of the processors' time, of Chaser's process or of whatever asks instead
	server  time.Duration // of all of PostgreSQL's processes
	wal     int64         // bytes that PostgreSQL wrote to its log
}

// meter measures the cost of what is done within its measures.
type meter struct {
	db      *sql.DB
	program int // the process that is measured beside PostgreSQL's
	server  int // PostgreSQL's first process, whose children are the others
	done    atomic.Int64
	total   cost
}

// newMeter measures a program and the server that db is on, which must be on this machine.
func newMeter(ctx context.Context, db *sql.DB, program int) (*meter, error) {
	m := &meter{db: db, program: program}
	var backend int
	if err := db.QueryRowContext(ctx, `SELECT pg_backend_pid()`).Scan(&backend); err != nil {
		return nil, err
	}
	stat, err := statOf(backend)
	m.server = stat.parent
	return m, err
}

// counts has what is done counted.
func (m *meter) counts(do func(ctx context.Context, who, n int) error) func(ctx context.Context, who, n int) error {
	return func(ctx context.Context, who, n int) error {
		m.done.Add(1)
		return do(ctx, who, n)
	}
}

// around adds what a measure costs.
func (m *meter) around(take measure) measure {
	return func(ctx context.Context) (float64, error) {
		before, err := m.read(ctx)
		if err != nil {
			return 0, err
		}
		taken, err := take(ctx)
		if err != nil {
			return 0, err
		}
		after, err := m.read(ctx)
		m.total.done += after.done - before.done
		m.total.program += after.program - before.program
		m.total.server += after.server - before.server
		m.total.wal += after.wal - before.wal
		return taken, err
	}
}

func (m *meter) read(ctx context.Context) (c cost, err error) {
	c.done = m.done.Load()
	if err := m.db.QueryRowContext(ctx, `SELECT CAST(pg_current_wal_insert_lsn() - '0/0' AS bigint)`).Scan(&c.wal); err != nil {
		return cost{}, err
	}
	program, err := statOf(m.program)
	if err != nil {
		return cost{}, err
	}
	c.program = program.own
	all, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		return cost{}, err
	}
	for _, folder := range all {
		pid, _ := strconv.Atoi(filepath.Base(folder))
		stat, err := statOf(pid)
		switch {
		case err != nil: // it has ended since
		case pid == m.server:
			c.server += stat.own + stat.ended
		case stat.parent == m.server:
			c.server += stat.own
		}
	}
	return c, nil
}

// stat is what Linux says of a process.
type stat struct {
	parent int
	own    time.Duration // of the processors' time
	ended  time.Duration // of those of its children that have ended
}

// tick is the unit of /proc's times, on every platform that Go knows.
const tick = 10 * time.Millisecond

func statOf(pid int) (s stat, err error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return stat{}, err
	}
	_, after, _ := strings.Cut(string(text), ") ") // its name ends there, and may hold spaces
	fields := strings.Fields(after)
	numbers := make([]int, 15)
	for n := range numbers {
		if n == 0 || n >= len(fields) { // the first is a letter
			continue
		}
		numbers[n], _ = strconv.Atoi(fields[n])
	}
	return stat{
		parent: numbers[1],
		own:    time.Duration(numbers[11]+numbers[12]) * tick,
		ended:  time.Duration(numbers[13]+numbers[14]) * tick,
	}, nil
}

// costs keeps a row of what one thing cost, for the table at the end; least is nil where there is no yardstick.
func (b *bench) costs(what string, ours, least *meter) {
	row := fmt.Sprintf("| %s | %s |", what, ours.total.each())
	if least == nil {
		row += " | | | |"
	} else {
		row += fmt.Sprintf(" %s | %.2f |", least.total.each(), float64(least.total.each().time())/float64(ours.total.each().time()))
	}
	b.spent = append(b.spent, row)
}

// each is what one cost.
func (c cost) each() cost {
	n := max(c.done, 1)
	return cost{1, c.program / time.Duration(n), c.server / time.Duration(n), c.wal / n}
}

func (c cost) time() time.Duration { return c.program + c.server }

// String writes it as three columns.
func (c cost) String() string {
	return fmt.Sprintf("%.2f | %.2f | %.1f", milliseconds(c.program), milliseconds(c.server), float64(c.wal)/1000)
}

// printCosts prints the rows that were kept.
func (b *bench) printCosts() error {
	if len(b.spent) == 0 {
		return nil
	}
	_, err := fmt.Fprintf(b.out, "\nWhat one costs: the processors' time of Chaser and of PostgreSQL in milliseconds, PostgreSQL's log in kB, the same of the yardstick, "+
		"and the yardstick's time in ours.\n\n| what | Chaser | PostgreSQL | log | its program | its PostgreSQL | its log | of ours |\n"+
		"| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n%s\n", strings.Join(b.spent, "\n"))
	return err
}
