package kpi_test

import (
	"testing"
	"time"

	"chaser/kpi"
)

// A seal stands for all that was shown, and not for when it was confirmed.
func TestSeal(t *testing.T) {
	t.Parallel()
	i := registered()
	was, is := posted(i, "55"), posted(i, "64")
	is.Revision, is.Reason = 2, "Counted again."
	c := kpi.Correction{Indicator: i, Committee: "C", Published: noon, Channel: "C0", Standing: was, Seen: was, Restatement: kpi.Restatement{From: &was, To: is}}
	same := c
	same.Restatement.To.PostedAt, same.Restatement.To.PostedBy, same.Restatement.To.SignOff.At = noon.Add(time.Hour), "U0OTHER", noon
	if c.Seal() != same.Seal() {
		t.Error("the press is another correction than the question, for being later")
	}
	for name, change := range map[string]func(*kpi.Correction){
		"the new figure":     func(c *kpi.Correction) { c.Restatement.To.Value = num("64.1") },
		"its rating":         func(c *kpi.Correction) { c.Restatement.To.Rating = kpi.Amber },
		"its reason":         func(c *kpi.Correction) { c.Restatement.To.Reason = "Otherwise." },
		"its commentary":     func(c *kpi.Correction) { c.Restatement.To.Commentary = "Otherwise." },
		"what stands":        func(c *kpi.Correction) { c.Standing.Revision = 2 },
		"who posted that":    func(c *kpi.Correction) { c.Standing.PostedAt = noon.Add(time.Hour) },
		"what is read":       func(c *kpi.Correction) { c.Seen.Value = num("56") },
		"what was published": func(c *kpi.Correction) { f := *c.Restatement.From; f.Value = num("56"); c.Restatement.From = &f },
		"when":               func(c *kpi.Correction) { c.Published = noon.Add(time.Hour) },
		"the channel":        func(c *kpi.Correction) { c.Channel = "" },
		"the sign-off":       func(c *kpi.Correction) { c.Restatement.To.SignOff.State = kpi.AwaitsSignOff },
		"who decides":        func(c *kpi.Correction) { c.Asks = true },
		"what it replaces":   func(c *kpi.Correction) { c.Replaces = &was },
	} {
		other := c
		if change(&other); other.Seal() == c.Seal() {
			t.Errorf("%s is another, and the seal the same", name)
		}
	}
}

// Of a published figure, texts that a correction leaves empty stay; of another they are taken away. Why there is no
// figure any more must be said.
func TestDecideKeepsThePublishedWords(t *testing.T) {
	t.Parallel()
	i := registered()
	empty := ""
	p := kpi.Posting{Typed: &kpi.Typed{Value: num("58")}, Commentary: &empty, Actions: &empty, Reason: "Counted again."}
	at := inQ2(t, i, posted(i, "55"))
	f, _, err := at.Decide(p, owner, noon)
	if err != nil || f.Commentary+f.Actions != "" {
		t.Errorf("%q %v", told(f), err)
	}
	at.Published = map[kpi.Period]kpi.Date{kpi.Quarter(2023, 2): day(t, "2023-10-12")}
	f, _, err = at.Decide(p, owner, noon)
	if err != nil || f.Commentary != "Fewer births." || f.Actions != "Two more clinics." || f.Reason != "Counted again." {
		t.Errorf("%q %v", told(f), err)
	}
	p.Typed = nil
	if f, fresh, err := at.Decide(kpi.Posting{Commentary: &empty, Actions: &empty}, owner, noon); err != nil || fresh {
		t.Errorf("nothing but empty texts makes %q, %v", told(f), err)
	}
	p.Status = kpi.Unavailable
	if f, _, err := at.Decide(p, owner, noon); err == nil {
		t.Errorf("%q says why there was a figure", told(f))
	}
}
