package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"chaser/config"
	"chaser/demo/lookalike"
	"chaser/jobs"
	"chaser/kpi"
	"chaser/store"
)

var crashRounds = flag.Int("crash.rounds", 1, "how many rounds of crashes to play, a quarter as many of reds; CI plays 200")

// crashChild is what this test's binary is told, by its environment, to be a process of Chaser's and to die at a point.
const crashChild = "CHASER_TEST_CRASH"

// crashOrder is what a child is told: database, Slack, council's time, whether it serves or ticks, where it dies, and
// when it dies anyway.
type crashOrder struct {
	dsn, api, now, as, point string
	after                    time.Duration // 0: never
}

func (o crashOrder) String() string {
	return strings.Join([]string{o.dsn, o.api, o.now, o.as, o.point, strconv.FormatInt(o.after.Milliseconds(), 10)}, "\n")
}

// runCrashChild is the child's main.
func runCrashChild(order string) error {
	words := strings.Split(order, "\n")
	millis, err := strconv.Atoi(words[5])
	if err != nil {
		return err
	}
	o := crashOrder{dsn: words[0], api: words[1], now: words[2], as: words[3], point: words[4], after: time.Duration(millis) * time.Millisecond}
	now, err := time.Parse(time.RFC3339, o.now)
	if err != nil {
		return err
	}
	c, err := config.Load(map[string]string{"SLACK_BOT_TOKEN": "xoxb-test", "SLACK_API_URL": o.api, "CHASER_TRAIL_DIGEST": "off"})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	st, err := store.Open(ctx, o.dsn)
	if err != nil {
		return err
	}
	clock := func() time.Time { return now }
	log := slog.New(slog.DiscardHandler)
	b, err := newBot(c, st, clock, log)
	if err != nil {
		return err
	}
	die := func() { _ = syscall.Kill(os.Getpid(), syscall.SIGKILL) }
	if o.after > 0 {
		time.AfterFunc(o.after, die)
	}
	schedule := jobs.New(jobs.Config{
		Store: st, Courier: b, Now: clock, Machine: time.Now, Zone: c.Zone, Log: log, Patience: crashPatience, Poll: 50 * time.Millisecond,
		Reached: func(point string) {
			if point == o.point {
				die()
				select {} // it is dead before this is noticed
			}
		},
	})
	switch o.as {
	case "tick":
		_, err := schedule.Once(ctx)
		return err
	case "answer": // what people do comes by the listener that the parent has opened
		listener, err := net.FileListener(os.NewFile(3, "door"))
		if err != nil {
			return err
		}
		go func() {
			_ = (&http.Server{Handler: b.Handler("secret"), ReadHeaderTimeout: time.Second}).Serve(listener)
		}()
	}
	return schedule.Run(ctx)
}

// crashPatience waits out a call of the look-alike's with room to spare: a late one is carried out 150 ms after the
// call was given up, on a machine that is as busy as it can be.
var crashPatience = store.Patience{
	Call: 300 * time.Millisecond, Linger: 900 * time.Millisecond, Again: 50 * time.Millisecond, Held: 100 * time.Millisecond,
	Pace: time.Millisecond, Retry: 20 * time.Millisecond, Lease: time.Second,
}

// Two processes that serve and one that ticks work on one database, and die at every point around a send and at any
// other moment, while Slack limits, breaks, is silent and cuts connections before and after it has accepted. Every
// message is seen exactly once.
func TestCrashes(t *testing.T) {
	t.Parallel()
	drawn := rand.Uint64()
	random := rand.New(rand.NewPCG(drawn, 2))
	t.Logf("seed %d", drawn)
	r := seedCouncil(t)
	r.Collections = []kpi.Collection{{
		Period: kpi.Quarter(2023, 3), Opens: kpi.Date{Year: 2024, Month: 1, Day: 2}, Due: kpi.Date{Year: 2025, Month: 12, Day: 19},
		CommitteeDate: kpi.Date{Year: 2026, Month: 1, Day: 19},
	}}
	c := newChasing(t, r, "2024-01-02 10:00")
	day := kpi.Date{Year: 2024, Month: 1, Day: 2}
	var cal kpi.Calendar
	for round := range *crashRounds {
		c.clock.set(day.At(10, c.zone))
		for _, p := range r.People { // so that everybody who owes is written to every day
			check(t, c.store.Snooze(t.Context(), store.Request{By: p.SlackID, Now: c.clock.Now()}, day))
		}
		c.harm(random)
		c.dieAndSurvive(round, random)
		day = cal.AddWorkingDays(day, 1)
	}
	c.seenOnce()
	if got := len(c.planned()); got < 7**crashRounds {
		t.Errorf("%d messages in %d rounds, too few to prove anything", got, *crashRounds)
	}
	t.Logf("%d messages in %d rounds, each seen once", len(c.planned()), *crashRounds)
}

// dieAndSurvive is two processes that serve and one that ticks, which die at points that differ from round to round,
// and then one that is left alone. A few rounds do not bring each of them to every point, so the first is drawn.
func (c *chasing) dieAndSurvive(round int, random *rand.Rand) {
	c.Helper()
	points := append(slices.Clone(jobs.Points), "")
	if c.firstPoint < 0 {
		c.firstPoint = random.IntN(len(points))
	}
	var children []*exec.Cmd
	for n, as := range []string{"serve", "serve", "tick"} {
		o := crashOrder{dsn: c.dsn, api: c.api, now: c.clock.Now().Format(time.RFC3339), as: as, point: points[(c.firstPoint+round+n)%len(points)]}
		if o.point == "" {
			o.after = time.Duration(50+random.IntN(700)) * time.Millisecond
		}
		children = append(children, c.child(o))
	}
	// The tick ends by itself or dies; then those that serve are killed, wherever they are.
	_ = children[2].Wait()
	for _, child := range children[:2] {
		_ = child.Process.Kill()
		_ = child.Wait()
	}
	survivor := c.child(crashOrder{dsn: c.dsn, api: c.api, now: c.clock.Now().Format(time.RFC3339), as: "tick"})
	if err := survivor.Wait(); err != nil {
		c.Fatalf("round %d: the process that was left alone failed: %v", round, err)
	}
}

// harm orders faults for a few of the round's calls.
func (c *chasing) harm(random *rand.Rand) {
	for range random.IntN(4) {
		harms := []lookalike.Fault{
			{Harm: lookalike.Limited, RetryAfter: time.Second}, {Harm: lookalike.Broken}, {Harm: lookalike.CutBefore}, {Harm: lookalike.CutAfter},
			{Harm: lookalike.Silent, Silence: time.Second}, {Harm: lookalike.Late, Silence: crashPatience.Call + crashPatience.Linger/6},
			{Harm: lookalike.Denied}, {Harm: lookalike.DeniedAfter}, {Harm: lookalike.Denied, Code: "service_unavailable"},
		}
		f := harms[random.IntN(len(harms))]
		f.Method = "chat.postMessage"
		c.slack.Fault(f)
	}
	if random.IntN(4) == 0 {
		c.slack.Fault(lookalike.Fault{Method: "conversations.history", Harm: lookalike.Broken})
	}
}

func (c *chasing) child(o crashOrder, doors ...*os.File) *exec.Cmd {
	c.Helper()
	binary, err := os.Executable()
	check(c.TB, err)
	child := exec.Command(binary)
	child.Env = append(os.Environ(), crashChild+"="+o.String())
	child.Stderr, child.ExtraFiles = os.Stderr, doors
	check(c.TB, child.Start())
	c.Cleanup(func() { _ = child.Process.Kill() })
	return child
}

// crashMain turns the test's binary into a child where it is told to be one.
func crashMain() {
	order, told := os.LookupEnv(crashChild)
	if !told {
		return
	}
	if err := runCrashChild(order); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		fmt.Fprintln(os.Stderr, "a child failed:", err)
		os.Exit(1)
	}
	os.Exit(0)
}
