package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chaser/store/storetest"
)

// newCouncil is a council of forty indicators that has nothing but its last report and its own sheet.
type newCouncil struct {
	testing.TB
	environment map[string]string
	dir         string
}

var (
	tenServices = []string{"Libraries", "Housing", "Planning", "Highways", "Waste", "Adult Care", "Children", "Registration", "Leisure", "Customers"}
	fourKinds   = []struct {
		title, target, sign string
		low, high           int
	}{
		{"Percentage of %s requests answered in time", "90%", "%", 78, 99},
		{"Number of people who used %s", "12,000", "", 9000, 13500},
		{"Average days to complete a case in %s", "20", " days", 15, 26},
		{"Percentage of users content with %s", "80%", "%", 70, 95},
	}
)

// writes makes the report of a quarter, a page a card as pdftotext -layout leaves it, and the sheet of six quarters.
func (c newCouncil) writes() {
	c.Helper()
	figures := rand.New(rand.NewPCG(14, 4))
	report := "Performance Report\n\nQuarter 2 2023/24\n\nEnvironment and Communities Committee\n"
	sheet := "Environment and Communities: performance indicators,,,,,,,,,\n" +
		"Ref,Indicator,Service,Good is,Target 2023/24,Q1 2022/23,Q2 2022/23,Q3 2022/23,Q4 2022/23,Q1 2023/24\n"
	for n := range 40 {
		k, service := fourKinds[n%4], tenServices[n/4]
		code, title := fmt.Sprintf("EC%02d", n+1), fmt.Sprintf(k.title, service)
		arrow, good, rating := "↑", "High", map[int]string{0: "Amber", 1: "Blue"}[n]
		if n%4 == 2 {
			arrow, good = "↓", "Low"
		}
		var said []string
		for range 6 {
			said = append(said, fmt.Sprint(k.low+figures.IntN(k.high-k.low))+k.sign)
		}
		report += fmt.Sprintf("\f%s  %s\n\n   Target      Direction for      Current Quarter      Previous Quarter      RAG Rating\n"+
			"               Improvement\n   %-12s    %s                %-20s %-24s %s\n\nIndicator Description                    Commentary\n\n"+
			"Counted at the end of each quarter       Much as in the quarter before; %s\n%-41shas had a new team since July.\n\nEnvironment and Communities     Page %d of 41\n",
			code, title, k.target, arrow, said[5], said[4], rating, service, "by the service.", n+2)
		sheet += fmt.Sprintf("%s,%s,%s,%s,%q,%s\n", code, title, service, good, k.target, strings.Join(said[:5], ","))
	}
	check(c, os.WriteFile(filepath.Join(c.dir, "report-q2.txt"), []byte(report), 0o600))
	check(c, os.WriteFile(filepath.Join(c.dir, "indicators.csv"), []byte(sheet), 0o600))
}

// types runs a command, and returns what it prints.
func (c newCouncil) types(line string) string {
	c.Helper()
	args := strings.Fields(line)
	for n, a := range args {
		if strings.Contains(a, ".") && !strings.Contains(a, "/") {
			args[n] = filepath.Join(c.dir, a)
		}
	}
	var out, errs bytes.Buffer
	began := time.Now()
	code := run(context.Background(), args, streams{out: &out, err: &errs, environment: c.environment})
	c.Logf("%s: %s", line, time.Since(began).Round(time.Millisecond))
	if code > 1 {
		c.Fatalf("%s ends with %d:\n%s%s", line, code, out.String(), errs.String())
	}
	return out.String()
}

// A council of forty indicators starts from its last report and its own sheet alone: what the README's first ten
// minutes say. With -v it tells how long each command took.
func TestFirstTenMinutes(t *testing.T) {
	t.Parallel()
	c := newCouncil{t, map[string]string{"DATABASE_URL": storetest.DSN(t)}, t.TempDir()}
	c.writes()
	c.types("migrate")
	for _, step := range []struct{ types, sees string }{
		{"import --from-report report-q2.txt --period 2023-24Q2", "  · EC01: it is printed Amber; Chaser rates 78% against 90% as Red\n"},
		{"import --from-report report-q2.txt --period 2023-24Q2 --accept", "Imported; 121 changes."},
		{"import indicators.csv", "Recognised: 40 indicators, 200 figures"},
		{"import indicators.csv --accept", "Imported;"},
		{"import indicators.csv --accept", "Nothing to change"},
		{"check --period 2023-24Q2", "Q2 2023/24"},
		{"report --committee environment --period 2023-24Q2 --format html --out q2.html", ""},
		{"export --format json --out register.json", ""},
	} {
		if said := c.types(step.types); !strings.Contains(said, step.sees) {
			t.Errorf("%s prints no “%s”:\n%.4000s", step.types, step.sees, said)
		}
	}
	page, err := os.ReadFile(filepath.Join(c.dir, "q2.html"))
	check(t, err)
	for _, want := range []string{"Percentage of Libraries requests answered in time", "has had a new team since July", "Q1 2022/23"} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("the report lacks “%s”", want)
		}
	}
	held, err := os.ReadFile(filepath.Join(c.dir, "register.json"))
	check(t, err)
	for what, want := range map[string]int{`"indicator":`: 240, `"direction": "up"`: 30, `"direction": "down"`: 10, `"kind": "target"`: 40} {
		if n := bytes.Count(held, []byte(what)); n != want {
			t.Errorf("%s stands %d times in the register, not %d", what, n, want)
		}
	}
}
