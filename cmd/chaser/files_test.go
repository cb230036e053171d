package main

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/internal/thorough"
	"chaser/kpi"
	"chaser/store"
)

const performance = "U0PERF"

// orders has the performance team ask for files, and returns the order's id.
func (c *chasing) orders(o store.FileOrder) int64 {
	c.Helper()
	if o.By == "" {
		o.By = performance
	}
	now := c.clock.Now()
	check(c.TB, c.store.OrderFiles(c.Context(), o, now, kpi.DateOf(now.In(c.zone))))
	ids, err := c.store.WaitingOrders(c.Context(), time.Now())
	check(c.TB, err)
	if len(ids) != 1 {
		c.Fatalf("%d orders wait", len(ids))
	}
	return ids[0]
}

func reportOrder(request string, formats ...string) store.FileOrder {
	return store.FileOrder{
		Request: request, Kind: store.OrderReport, Committee: "Communities, Social Mobility and Inclusion", Period: kpi.Quarter(2023, 2),
		Audience: "members", Formats: formats,
	}
}

// delivered makes and delivers, again and again, until the order waits no more and nothing is left to say.
func (c *chasing) delivered(id int64) store.FileOrder {
	c.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); <-time.After(20 * time.Millisecond) {
		left, err := c.jobs.Once(c.Context())
		check(c.TB, err)
		o, err := c.store.FileOrder(c.Context(), id)
		check(c.TB, err)
		if o.State != store.OrderWaiting && len(left) == 0 {
			return o
		}
	}
	c.Fatal("the files were never sent")
	return store.FileOrder{}
}

// read is what somebody reads in their direct messages, and the files there.
func (c *chasing) read(who string) (words string, files []lookalike.SeenFile) {
	for _, m := range c.slack.Messages(c.slack.DirectMessage(who), who) {
		words += lookalike.PlainText(m.Blocks, m.Text) + "\n\n"
		files = append(files, m.Files...)
	}
	return words, files
}

// Whatever Slack does to a transfer, the files are seen once.
func TestFilesAreSentOnce(t *testing.T) {
	t.Parallel()
	const upload, complete, ask = lookalike.UploadCall, "files.completeUploadExternal", "files.getUploadURLExternal"
	all := map[string][]lookalike.Fault{
		"nothing goes wrong":                  nil,
		"Slack limits":                        {{Method: ask, Harm: lookalike.Limited}, {Method: complete, Harm: lookalike.Limited}},
		"the upload is cut after it was made": {{Method: upload, Harm: lookalike.CutAfter}},
		"the upload is lost":                  {{Method: upload, Harm: lookalike.Broken}},
		"the sharing is cut after it":         {{Method: complete, Harm: lookalike.CutAfter}},
		"the sharing is cut before it":        {{Method: complete, Harm: lookalike.CutBefore}},
		"an error after the sharing":          {{Method: complete, Harm: lookalike.DeniedAfter}},
		"the sharing is broken after it":      {{Method: complete, Harm: lookalike.BrokenAfter}},
		"the sharing is refused for now":      {{Method: complete, Harm: lookalike.Denied, Code: "file_update_failed"}},
		"Slack has not kept the upload":       {{Method: complete, Harm: lookalike.Denied, Code: "file_not_found"}},
		"shared, and the second call finds nothing": {
			{Method: complete, Harm: lookalike.CutAfter}, {Method: "conversations.history", Harm: lookalike.Broken},
		},
	}
	every := thorough.Plays(3, 1)
	for n, name := range slices.Sorted(maps.Keys(all)) {
		if n%every != every-1 {
			continue
		}
		faults := all[name]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newChasing(t, seedCouncil(t), "2023-12-04 10:00")
			for _, f := range faults {
				c.slack.Fault(f)
			}
			id := c.orders(reportOrder("r", "html", "csv"))
			if o := c.delivered(id); o.State != store.OrderMade || o.Draft == "" {
				t.Fatalf("the order is %+v", o)
			}
			words, files := c.read(performance)
			if len(files) != 2 || !bytes.Contains(files[0].Content, []byte("<html lang=\"en-GB\"")) || files[1].Type != "text/csv" {
				t.Errorf("the files are %+v", files)
			}
			if !strings.Contains(words, "A draft of the report") || !strings.Contains(words, "Q2 2023/24 has not been published") {
				t.Errorf("it reads %q", words)
			}
			c.seenOnce()
		})
	}
}

// Who asked reads why Slack takes no files, what to do, and how to have them without; once that is mended, they have
// them.
func TestFilesThatSlackDoesNotTake(t *testing.T) {
	t.Parallel()
	says := map[string]string{
		"missing_scope":               "install the app again, with the manifest",
		"file_upload_size_restricted": "Ask a Slack administrator to make room",
		"file_uploads_disabled":       "Ask a Slack administrator to allow it",
	}
	every := thorough.Plays(2, 1) // each word comes up, of one call or the other
	for n, code := range slices.Sorted(maps.Keys(says)) {
		want := says[code]
		for m, method := range []string{"files.getUploadURLExternal", "files.completeUploadExternal"} {
			if (n+m)%every != 0 {
				continue
			}
			t.Run(method+" "+code, func(t *testing.T) {
				t.Parallel()
				c := newChasing(t, seedCouncil(t), "2023-12-04 10:00")
				c.slack.Fault(lookalike.Fault{Method: method, Harm: lookalike.Denied, Code: code, Times: 3})
				id := c.orders(reportOrder("r", "html"))
				if o := c.delivered(id); o.State != store.OrderEnded {
					t.Fatalf("the order is %+v", o)
				}
				words, files := c.read(performance)
				for _, part := range []string{"was not sent.", want, code, "chaser report --committee", "Try again"} {
					if !strings.Contains(words, part) || len(files) > 0 {
						t.Errorf("it lacks %q, with %d files: %q", part, len(files), words)
					}
				}
				c.slack.Mend()
				check(t, c.store.TryOrderAgain(t.Context(), id, performance, c.clock.Now()))
				if o := c.delivered(id); o.State != store.OrderMade {
					t.Fatalf("the order is %+v", o)
				}
				if _, files := c.read(performance); len(files) != 1 {
					t.Errorf("%d files", len(files))
				}
				c.seenOnce()
			})
		}
	}
}

// Whoever may not have files gets none, even if they asked while they might.
func TestFilesForWhomTheyAre(t *testing.T) {
	t.Parallel()
	c := newChasing(t, seedCouncil(t), "2023-12-04 10:00")
	now := c.clock.Now()
	err := c.store.OrderFiles(t.Context(), store.FileOrder{Request: "x", By: "U0CLLR1", Kind: store.OrderRegister, Formats: []string{"xlsx"}}, now, kpi.DateOf(now))
	if err == nil || !strings.Contains(err.Error(), "Only the performance team") {
		t.Errorf("a councillor ordered the register: %v", err)
	}
	o := reportOrder("old", "html")
	o.Period = kpi.Quarter(2031, 1)
	if err := c.store.OrderFiles(t.Context(), withAsker(o), now, kpi.DateOf(now)); err == nil {
		t.Error("a report of nothing was ordered")
	}
	id := c.orders(store.FileOrder{Request: "y", Kind: store.OrderRegister, Formats: []string{"xlsx"}})
	at := store.Clocks{Now: c.clock.Now(), Machine: time.Now(), Zone: c.zone}
	check(t, c.store.RecordSlackPeople(t.Context(), at, store.SlackPerson{SlackID: performance, Deactivated: true}))
	if o := c.delivered(id); o.State != store.OrderEnded {
		t.Errorf("the order of somebody who is gone is %+v", o)
	}
	if _, files := c.read(performance); len(files) > 0 {
		t.Error("files went to somebody who is gone")
	}
}

func withAsker(o store.FileOrder) store.FileOrder { o.By = performance; return o }

// Processes that make and send files die at any moment, while Slack misbehaves. Each order's files are seen once.
func TestCrashesWhileSendingFiles(t *testing.T) {
	t.Parallel()
	drawn := rand.Uint64()
	random := rand.New(rand.NewPCG(drawn, 5))
	t.Logf("seed %d", drawn)
	c := newChasing(t, seedCouncil(t), "2023-12-04 10:00")
	rounds := min(*crashRounds, 6)
	for round := range rounds {
		for range random.IntN(3) {
			harms := []lookalike.Harm{lookalike.Broken, lookalike.CutBefore, lookalike.CutAfter, lookalike.DeniedAfter, lookalike.BrokenAfter}
			methods := []string{"files.completeUploadExternal", "files.getUploadURLExternal", lookalike.UploadCall, "conversations.open"}
			c.slack.Fault(lookalike.Fault{Method: methods[random.IntN(len(methods))], Harm: harms[random.IntN(len(harms))]})
		}
		id := c.orders(reportOrder(fmt.Sprint("round ", round), "html", "csv", "json"))
		c.dieAndSurvive(round, random)
		if o := c.delivered(id); o.State != store.OrderMade || len(o.Uploads()) != 3 {
			t.Fatalf("round %d: the order is %+v", round, o)
		}
	}
	if _, files := c.read(performance); len(files) != 3*rounds {
		t.Errorf("%d files are seen in %d rounds", len(files), rounds)
	}
	c.seenOnce()
}
