package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"
)

// printUnfit prints which bugs do not fit their files under root. all is whether every one does.
func printUnfit(w io.Writer, root string, bugs []bug) (all bool) {
	all = true
	for _, b := range bugs {
		text, err := os.ReadFile(filepath.Join(root, b.file))
		if err == nil {
			_, err = b.plantedIn(string(text))
		}
		if err != nil {
			fmt.Fprintf(w, "%s  %s: %v\n", b.name, b.file, err)
			all = false
		}
	}
	return all
}

// printTable prints what became of each bug, and how many came to the same end. all is whether every one was caught, or
// survived as its list says.
func printTable(w io.Writer, results []result) (all bool) {
	count := map[outcome]int{}
	known := 0
	all = true
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range results {
		count[r.is]++
		by := r.by
		switch {
		case r.is == survived && r.bug.survives != "":
			known++
			by = r.bug.survives
		case r.is == survived:
			by = r.bug.says
			all = false
		case r.is != caught || r.bug.survives != "":
			all = false
		}
		if r.is == caught && r.bug.survives != "" {
			by += " (its list says that it survives)"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", r.is, r.bug.name, r.bug.file, by)
	}
	_ = table.Flush()
	fmt.Fprintf(w, "\nOf %d bugs %d were caught and %d survived (%d as listed)", len(results), count[caught], count[survived], known)
	for _, is := range []outcome{unfit, unbuilt, untested, broken} {
		if n := count[is]; n > 0 {
			fmt.Fprintf(w, "; %d: %s", n, is)
		}
	}
	fmt.Fprintln(w, ".")
	return all
}
