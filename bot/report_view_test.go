package bot

import (
	"testing"

	"chaser/kpi"
	"chaser/store"
)

// Each file of an order says how far it is. Between the last indicator and the file itself a long PDF takes a while,
// and says so rather than that all is done.
func TestOrderLine(t *testing.T) {
	waiting := store.FileOrder{
		Kind: store.OrderReport, Period: kpi.Quarter(2023, 2), State: store.OrderWaiting, Formats: []string{"docx", "pdf", "html"},
		Files: []store.OrderedFile{{Format: "docx", Size: 1_234_567}},
	}
	at := func(step store.OrderStep) store.FileOrder {
		o := waiting
		o.Format, o.Done, o.Of = step.Format, step.Done, step.Of
		return o
	}
	for _, of := range []struct {
		step         store.OrderStep
		format, said string
	}{
		{store.OrderStep{Format: "pdf"}, "docx", "✓ Word document, 1.2 MB"},
		{store.OrderStep{Format: "pdf"}, "html", "– Web page waits"},
		{store.OrderStep{Format: "pdf"}, "pdf", "… PDF: being made"},
		{store.OrderStep{Format: "pdf", Of: 300}, "pdf", "… PDF: 0 of 300 indicators"},
		{store.OrderStep{Format: "pdf", Done: 299, Of: 300}, "pdf", "… PDF: 299 of 300 indicators"},
		{store.OrderStep{Format: "pdf", Done: 300, Of: 300}, "pdf", "… PDF: 300 indicators read, now being printed"},
		{store.OrderStep{Format: "pdf", Done: 1, Of: 1}, "pdf", "… PDF: 1 indicator read, now being printed"},
	} {
		if said := orderLine(at(of.step), of.format); said != of.said {
			t.Errorf("%s at %+v: %q, want %q", of.format, of.step, said, of.said)
		}
	}
}
