package printed

import (
	"strings"

	"chaser/kpi"
)

// front is what a report says of itself.
type front struct {
	committee string
	period    kpi.Period // zero where it is not said
}

var (
	committeeName  = pattern(`^(?:.*\b(?i:report to|meeting of|to)(?: the)? )?([A-Z][\pL ,&’'/-]{2,100}?)(?:\s+(?:Sub-)?Committee|(\s+(?:Panel|Board|Commission)))$`)
	committeeNamed = pattern(`^(?i:committee|meeting)\s*:\s*(\S.{2,100})$`)
)

// frontLines is how many lines before the first card are looked at.
const frontLines = 120

// frontOf reads the lines before the first card, and the headers of the pages.
func frontOf(lines []line, headers []string) front {
	var f front
	var all []string
	for _, l := range lines {
		if !l.blank() && len(all) < frontLines {
			all = append(all, l.text())
		}
	}
	for _, said := range append(all, headers...) {
		if f.committee != "" {
			break
		}
		for part := range strings.SplitSeq(strings.NewReplacer(" – ", "\n", " — ", "\n", " | ", "\n", " - ", "\n", ": ", "\n", " on ", "\n").Replace(said), "\n") {
			if m := committeeName().FindStringSubmatch(strings.TrimSpace(part)); m != nil {
				f.committee = m[1] + m[2]
				break
			}
		}
		if m := committeeNamed().FindStringSubmatch(said); m != nil && f.committee == "" {
			f.committee = strings.TrimSuffix(m[1], " Committee")
		}
	}
	f.period = periodStated(strings.Fields(strings.Join(append(all, headers...), " ")))
	return f
}

// periodStated finds the quarter that words name, the year a few words after it at most; else the month.
func periodStated(fields []string) kpi.Period {
	month := kpi.Period{}
	for n := range fields {
		w, used := periodIn(fields[n:])
		switch {
		case used == 0:
		case w.period.Span() == kpi.Quarterly:
			return w.period
		case w.quarter > 0:
			for m := n + used; m < min(n+used+6, len(fields)); m++ {
				if y, _ := periodIn(fields[m:]); y.period.Span() == kpi.Yearly {
					return kpi.Quarter(y.period.FinancialYear(), w.quarter)
				}
			}
		case w.period.Span() == kpi.Monthly && month.IsZero() && (n == 0 || numbersOnly(fields[n-1]) == ""):
			month = w.period
		}
	}
	return month
}

// numbersOnly is the word where it is a day of the month: 12, 12th.
func numbersOnly(word string) string {
	w := strings.TrimRight(bare(word), "sthndr")
	if w != "" && strings.Trim(w, "0123456789") == "" {
		return w
	}
	return ""
}
