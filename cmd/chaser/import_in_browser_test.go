package main

import (
	"os"
	"path/filepath"

	"github.com/chromedp/chromedp"
)

// A file is sent to Chaser on the demo's page and imported, in a real browser against the running program, whose queue
// reads it.
func importsFiles(b *browser) {
	t := b.T
	own, council := filepath.Join(t.TempDir(), "figures.csv"), filepath.Join(t.TempDir(), "Our KPIs.csv")
	check(t, os.WriteFile(own, []byte("indicator,period,value,commentary\n178,2023-24Q3,142,Staff leave\n175,2023-24Q3,789,\n"), 0o600))
	check(t, os.WriteFile(council, []byte("Ref,Measure,Unit,Good is,This quarter,Target\n"+
		"P1,Potholes mended within ten days,%,High,91.5%,95%\nP2,Street lamps out,Number,Low,20,15\nP3,Flytips cleared,Number,High,tbc,300\n"), 0o600))

	b.be("U0PERF", "")
	b.attaches(own)
	b.sees("Import figures.csv?", "Would add 2 figures.", "178 2023-24Q3")
	b.picture("a file of Chaser's own")
	b.presses("Import")
	b.sees("Imported figures.csv.", "Added 2 figures.")
	b.picture("imported")

	b.attaches(council)
	b.sees("Import Our KPIs.csv?", "“Ref” is the code", "“tbc” is not a figure")
	b.picture("a council's own sheet")
	b.presses("Cancel")
	b.sees("Cancelled: nothing of Our KPIs.csv was imported.")
}

// attaches sends a file, with no words beside it.
func (b *browser) attaches(file string) {
	b.Helper()
	b.do("attaching "+file, chromedp.SetUploadFiles("#attached", []string{file}), b.following("//button[@aria-label='Send']"))
}
