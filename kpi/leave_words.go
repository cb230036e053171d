package kpi

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// dayForms are the ways in which a day is typed at the beginning of a text, day before month as in England.
var (
	isoDay   = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})\b`)
	slashDay = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?\b`)
	wordDay  = regexp.MustCompile(`(?i)^(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?\b`)
	bareDay  = regexp.MustCompile(`(?i)^(\d{1,2})(?:st|nd|rd|th)?\b`)
	nameDay  = regexp.MustCompile(`(?i)^(today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b`)
	between  = regexp.MustCompile(`(?i)^\s*(?:to|until|till|through|-|–|—)\s*`)
	fromWord = regexp.MustCompile(`(?i)^\s*(?:from|on)\s+`)
)

// ParseDays reads a stretch of days at the beginning of a line, as people type it: 3 Jan to 10 Jan, 3-10 January, 3/1 - 10/1, 2024-01-03 to
// 2024-01-10, tomorrow, Monday to Friday; one day alone is both ends. A day without a year is the next such day from today on, and the last
// day the next from the first on. The rest of the line is returned as it stands. The error is a *Refusal.
func ParseDays(text string, today Date) (first, last Date, rest string, err error) {
	rest = strings.TrimSpace(fromWord.ReplaceAllString(text, ""))
	if m := bareDay.FindString(rest); m != "" { // 3-10 January: the first day's month is the second's
		if end := between.FindString(rest[len(m):]); end != "" {
			if whole := wordDay.FindStringSubmatch(rest[len(m)+len(end):]); whole != nil {
				last, after, err := readDay(rest[len(m)+len(end):], today)
				if err != nil {
					return Date{}, Date{}, "", err
				}
				first, _, err := readDay(strings.TrimRight(m, "stndrh")+" "+last.Month.String()+" "+strconv.Itoa(last.Year), today)
				return first, last, strings.TrimSpace(after), err
			}
		}
	}
	if first, rest, err = readDay(rest, today); err != nil {
		return Date{}, Date{}, "", err
	}
	last = first
	if word := between.FindString(rest); word != "" {
		if last, rest, err = readDay(rest[len(word):], first); err != nil {
			return Date{}, Date{}, "", err
		}
	}
	return first, last, strings.TrimSpace(rest), nil
}

// readDay reads one day at the beginning of a text; without a year it is the first such day from since on.
func readDay(text string, since Date) (Date, string, error) {
	text = strings.TrimSpace(text)
	refused := Refuse(FieldFrom, "“%s” is not a day. Type days as `3 Jan to 10 Jan`, or as 2024-01-03.", Excerpt(firstWords(text)))
	if m := isoDay.FindString(text); m != "" {
		d, err := ParseDate(m)
		if err != nil {
			return Date{}, "", refused
		}
		return d, text[len(m):], nil
	}
	if m := nameDay.FindString(text); m != "" {
		return namedDay(m, since), text[len(m):], nil
	}
	if m := slashDay.FindStringSubmatch(text); m != nil {
		month, _ := strconv.Atoi(m[2])
		return dayFrom(m[1], time.Month(month), m[3], since, text[len(m[0]):], refused)
	}
	if m := wordDay.FindStringSubmatch(text); m != nil {
		for month := time.January; month <= time.December; month++ {
			name := strings.ToLower(m[2])
			if strings.HasPrefix(strings.ToLower(month.String()), name) || name == "sept" && month == time.September {
				return dayFrom(m[1], month, m[3], since, text[len(m[0]):], refused)
			}
		}
	}
	return Date{}, "", refused
}

func firstWords(text string) string {
	words := strings.Fields(text)
	return strings.Join(words[:min(len(words), 3)], " ")
}

// dayFrom is the day, in the year that is given or else the first in which it is not past.
func dayFrom(day string, month time.Month, year string, since Date, rest string, refused error) (Date, string, error) {
	n, _ := strconv.Atoi(day)
	if year != "" {
		y, _ := strconv.Atoi(year)
		if y < 100 {
			y += 2000
		}
		d := Date{y, month, n}
		if y < firstYear || y > lastYear || !d.exists() {
			return Date{}, "", refused
		}
		return d, rest, nil
	}
	for y := since.Year; y <= since.Year+8; y++ { // eight years hold a 29 February
		if d := (Date{y, month, n}); d.exists() && !d.Before(since) {
			return d, rest, nil
		}
	}
	return Date{}, "", refused
}

// exists reports whether the calendar has the day.
func (d Date) exists() bool { return DateOf(d.At(12, time.UTC)) == d }

// namedDay is today, tomorrow, or the next such weekday from since on.
func namedDay(name string, since Date) Date {
	switch name = strings.ToLower(name); name {
	case "today":
		return since
	case "tomorrow":
		return since.AddDays(1)
	}
	for n := range 7 {
		if d := since.AddDays(n); strings.ToLower(d.At(12, time.UTC).Weekday().String()) == name {
			return d
		}
	}
	return since
}
