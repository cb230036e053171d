package words

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"chaser/kpi"
)

// NotReported is said on paper where there is nothing to say, so that no box stands empty.
const NotReported = "Not available"

// CommitteeTitle is a committee's name as a title: the register may leave out what kind of body it is.
func CommitteeTitle(name string) string {
	for _, body := range []string{"committee", "board", "panel", "cabinet", "forum", "council", "group"} {
		if strings.Contains(strings.ToLower(name), body) {
			return name
		}
	}
	return name + " Committee"
}

// ReportPeriod is a period as a report's cover has it: "Quarter 2" and "2023/24 financial year".
func ReportPeriod(p kpi.Period) (span, year string) {
	financial := kpi.FinancialYear(p.FinancialYear()).Words() + " financial year"
	switch p.Span() {
	case kpi.Quarterly:
		q, _, _ := strings.Cut(p.Words(), " ")
		return "Quarter " + strings.TrimPrefix(q, "Q"), financial
	case kpi.Yearly:
		return "Whole year", financial
	}
	return p.Words(), financial
}

// CardTitle is an indicator's heading in a report: "Indicator 178: Total number of Inquests closed".
func CardTitle(i kpi.Indicator) string { return "Indicator " + i.Code + ": " + i.Title }

// TargetLabel is over what the figure is compared with.
func TargetLabel(i kpi.Indicator) string {
	if i.Baseline != nil && i.Kind != kpi.Target {
		return "Baseline"
	}
	return "Target"
}

// CurrentLabel is over the figure: "Current Quarter", or "Current Month (cumulative)".
func CurrentLabel(i kpi.Indicator) string { return "Current " + spanTitle(i.Frequency) + cumulative(i) }

// PreviousLabel is over the figure that it is compared with: "Previous Quarter", or of one compared with the year
// before "Quarter 2 22/23".
func PreviousLabel(i kpi.Indicator, p kpi.Period) string {
	if i.Compare != kpi.WithYearAgo {
		return "Previous " + spanTitle(i.Frequency) + cumulative(i)
	}
	ago := p.YearAgo()
	if ago.Span() != kpi.Quarterly {
		return ago.Words() + cumulative(i)
	}
	q, year, _ := strings.Cut(ago.Words(), " ")
	return "Quarter " + strings.TrimPrefix(q, "Q") + " " + year[2:] + cumulative(i)
}

func spanTitle(f kpi.Frequency) string {
	switch f {
	case kpi.Monthly:
		return "Month"
	case kpi.Quarterly:
		return "Quarter"
	case kpi.Yearly:
		return "Year"
	}
	return "Period"
}

func cumulative(i kpi.Indicator) string {
	if i.Cumulative {
		return " (cumulative)"
	}
	return ""
}

// Direction is which way is better, with the arrow that a report prints.
func Direction(d kpi.Direction) string {
	switch d {
	case kpi.Up:
		return "↑ " + direction(d)
	case kpi.Down:
		return "↓ " + direction(d)
	}
	return "N/A"
}

// DataItem is a line of the key.
type DataItem struct{ Name, Explanation string }

// DataItems are what stands on a card, explained as councils' reports do.
func DataItems() []DataItem {
	return []DataItem{
		{"Target / Pro Rata Target", "The target that has been set for the indicator, relevant for the reporting period"},
		{"Current Month / Current Period", "The latest performance figure relevant to the reporting period"},
		{"Previous Month / Previous Period", "The previously reported performance figure"},
		{"Direction for Improvement", "Indicates whether ‘good’ performance is a higher or a lower figure"},
		{"Change in Performance", "Indicates whether performance is ‘improving’ or ‘declining’ by comparing the latest performance figure with that of the previous reporting period"},
		{"Statistical Neighbours Mean", "Provided as a point of comparison, based on the most recently available data from identified statistical neighbours"},
		{"England Mean", "Provided as a point of comparison, based on the most recent nationally available data"},
		{"Indicator Description", "Provides an overview of how a measure is calculated. Where possible, this is based on a nationally agreed definition to assist benchmarking with statistically comparable authorities"},
		{"Commentary", "Provides a narrative to explain the changes in performance within the reporting period"},
		{"Actions", "Actions undertaken to address under-performance"},
		{"Useful Links", "Provides links to relevant documentation, such as nationally available data and definitions"},
	}
}

// RatingMeaning is a rating with what it means.
type RatingMeaning struct {
	Rating  kpi.Rating
	Meaning string
}

// RatingMeanings are the ratings of the key, as the default rule gives them.
func RatingMeanings() []RatingMeaning {
	return []RatingMeaning{
		{kpi.Red, "Current performance is off target by more than 10%"},
		{kpi.Amber, "Current performance is off target by 10% or less"},
		{kpi.Green, "Current performance is on target by up to 5% over target"},
		{kpi.Blue, "Current performance exceeds target by more than 5%"},
		{kpi.BaselineRating, "Performance is currently being tracked in order to inform the target setting process"},
		{kpi.ContextRating, "These measures track key activity being undertaken, to present a rounded view of information relevant to the service area, without a performance target"},
		{kpi.InDevRating, "The measure has been agreed, but data collection and target setting are in development"},
		{kpi.NoData, "No figure of the period’s own is available, so there is nothing to rate"},
	}
}

// DraftMark stands on every page of a report whose period has not been published.
const DraftMark = "Draft: not yet published"

// Edition is what a report calls itself: "First edition", or "Edition 2, corrected".
func Edition(n int) string {
	if n <= 1 {
		return "First edition"
	}
	return "Edition " + strconv.Itoa(n) + ", corrected"
}

// Sum is a line of the sum that leads from the reds of the last time to those of now.
type Sum struct {
	Label string
	N     int // taken away where it is below 0
}

// Sums lead from the reds of the last time to those of now; none where nobody knows the last time.
func Sums(s kpi.Summary) []Sum {
	if s.Before.IsZero() {
		return nil
	}
	now, before := 0, 0
	for _, c := range s.Counts {
		if c.Rating == kpi.Red {
			now, before = c.Now, c.Before
		}
	}
	return []Sum{
		{"Red in " + s.Before.Words(), before},
		{"Moved into red", len(s.MovedBy(kpi.IntoRed))},
		{"Newly reported as Red", len(s.MovedBy(kpi.MovesOfNewlyReported...))},
		{"Moved out of red", -len(s.MovedBy(kpi.OutOfRed))},
		{"Red before, and not reported or not rated now", -len(s.MovedBy(kpi.MovesOfUnreported...))},
		{"Red in " + s.Period.Words(), now},
	}
}

// Redefined is a changed definition in a line.
func Redefined(r kpi.Redefined) string {
	was, is := OneLine(r.Was), OneLine(r.Now)
	switch {
	case r.Field == "description" && was != "" && is != "":
		return "The description was rewritten. It was: " + Sentence(was)
	case was == "":
		return fmt.Sprintf("The %s is new: %s", r.Field, Sentence(is))
	case is == "":
		return fmt.Sprintf("The %s was taken away. It was: %s", r.Field, Sentence(was))
	}
	return fmt.Sprintf("The %s was “%s” and is now “%s”.", r.Field, was, is)
}

// Trend is over how an indicator's figures went from a period to another, which may be the same.
func Trend(i kpi.Indicator, first, last string) string {
	if first == last {
		return "Trend of " + i.Code + ": " + first
	}
	return "Trend of " + i.Code + ": " + first + " to " + last
}

// Asked is who asked a question and when; without a name only when.
func Asked(name string, at time.Time, zone *time.Location) string {
	return saidBy("Asked", name, at, zone)
}

// Answered is who answered a question and when; without a name only when.
func Answered(name string, at time.Time, zone *time.Location) string {
	return saidBy("Answered", name, at, zone)
}

func saidBy(did, name string, at time.Time, zone *time.Location) string {
	if name != "" {
		did += " by " + name
	}
	return did + " on " + Day(at, zone)
}

// Went is how an indicator's card came from then to now: "Amber, 55% against … in Q1 2023/24; Blue, … in Q2 2023/24".
func Went(then, now kpi.Card) string {
	at := func(c kpi.Card) string {
		return Rating(c) + ", " + Figure(c) + " (" + c.Period.Words() + ")"
	}
	return at(then) + " → " + at(now)
}
