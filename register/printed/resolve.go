package printed

import (
	"chaser/kpi"
)

// timed is the period that a value is of, where its label makes that clear.
type timed struct {
	period kpi.Period // zero where it is not clear
	asked  string     // what is not clear
	noted  string     // what was concluded all the same
}

// at is the period that a label names in a report of a period.
func (l label) periodIn(report kpi.Period) timed {
	switch w := l.when; {
	case !w.period.IsZero():
		return timed{period: w.period}
	case w.quarter > 0:
		p := kpi.Quarter(report.FinancialYear(), w.quarter)
		if report.Span() == kpi.Quarterly && report.Before(p) {
			return timed{asked: "“" + l.said + "” does not say of which year"}
		}
		return timed{period: p}
	case l.item == previous:
		return l.earlier(report)
	case w.span == "" || w.span == report.Span():
		return timed{period: report}
	case w.span == kpi.Yearly && l.item != target:
		return timed{asked: "“" + l.said + "” may be the year's figure, and not that of " + report.Words()}
	case l.item == target:
		return timed{period: report}
	}
	return timed{period: report, noted: "“" + l.said + "” is taken for " + report.Words() + ", the report's period"}
}

// earlier is the period of a figure that the report compares with.
func (l label) earlier(report kpi.Period) timed {
	switch {
	case l.yearAgo:
		return timed{period: report.YearAgo()}
	case l.when.span == "" || l.when.span == report.Span():
		return timed{period: report.Previous(report.Span())}
	}
	return timed{asked: "“" + l.said + "” does not say which " + length(report.Span()) + " is meant in a report of " + report.Words()}
}

func length(of kpi.Frequency) string {
	switch of {
	case kpi.Monthly:
		return "month"
	case kpi.Yearly:
		return "year"
	}
	return "quarter"
}
