// Package register reads and writes a council's register as a file: JSON in which every number is a string, so that no
// reader turns it into a float. It finds what is wrong with a file's form, by path; what is wrong with its sense is
// kpi's to say. It must never know the database.
package register

import (
	"strings"

	"chaser/kpi"
)

// Merge joins the faults of a file's form with those of its sense. It leaves out those of its sense that only follow
// from a part that could not be read.
func Merge(form, sense kpi.Faults) kpi.Faults {
	all := append(kpi.Faults{}, form...)
	for _, s := range sense {
		if !follows(s.Path, form) {
			all = append(all, s)
		}
	}
	return all
}

func follows(path string, form kpi.Faults) bool {
	for _, f := range form {
		if f.Sentence != standsTwice && (within(path, f.Path) || within(f.Path, path)) {
			return true
		}
	}
	return false
}

// within reports whether a path is the whole, or leads to a part of it.
func within(path, whole string) bool {
	rest, ok := strings.CutPrefix(path, whole)
	return ok && (rest == "" || strings.ContainsRune(".[,", rune(rest[0])))
}
