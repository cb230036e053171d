package press_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// browserCost is what the browsers that this process starts take, as Linux has it in /proc; elsewhere nothing.
type browserCost struct {
	sum, largest int                // MB of memory at most: of all processes, of the largest
	cpu          map[string]float64 // seconds of each process
}

// watchBrowser looks at them until it is stopped.
func watchBrowser() (stop func() browserCost) {
	done, result := make(chan struct{}), make(chan browserCost)
	go func() {
		cost := browserCost{cpu: map[string]float64{}}
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			cost.look()
			select {
			case <-done:
				result <- cost
				return
			case <-tick.C:
			}
		}
	}()
	return func() browserCost { close(done); return <-result }
}

func (c *browserCost) look() {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	of := map[string][]string{} // by a process's number, what /proc says of it behind its name
	for _, stat := range stats {
		content, err := os.ReadFile(stat)
		if _, name, ok := strings.Cut(string(content), " (chrom"); err == nil && ok {
			of[filepath.Base(filepath.Dir(stat))] = strings.Fields(name[strings.LastIndexByte(name, ')')+1:])
		}
	}
	sum := 0
	for pid, fields := range of {
		parent := pid
		for of[parent] != nil {
			parent = of[parent][1]
		}
		if parent != strconv.Itoa(os.Getpid()) { // somebody else's browser
			continue
		}
		number := func(n int) int { value, _ := strconv.Atoi(fields[n]); return value }
		memory := number(21) * os.Getpagesize() >> 20
		sum += memory
		c.largest = max(c.largest, memory)
		c.cpu[pid] = float64(number(11)+number(12)) / 100
	}
	c.sum = max(c.sum, sum)
}

func (c browserCost) report(b *testing.B) {
	b.Helper()
	var cpu float64
	for _, seconds := range c.cpu {
		cpu += seconds
	}
	b.ReportMetric(float64(c.largest), "MB-browser-largest")
	b.ReportMetric(float64(c.sum), "MB-browser-sum")
	b.ReportMetric(cpu, "s-browser-cpu")
}
