package words

import (
	"fmt"

	"chaser/kpi"
)

// Summary is the first line of a committee's summary: how many of its indicators are Red.
func Summary(s kpi.Summary) string {
	all := 0
	for _, c := range s.Counts {
		all += c.Now
	}
	of := Counted(all, "the one indicator", "indicators")
	switch len(s.Reds) {
	case 0:
		return fmt.Sprintf("No indicator is Red in %s.", s.Period.Words())
	case 1:
		return fmt.Sprintf("One of %s is Red in %s.", of, s.Period.Words())
	}
	return fmt.Sprintf("%s of %s are Red in %s, the worst first.", kpi.Count.ShowInt(len(s.Reds)), of, s.Period.Words())
}
