package days

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"chaser/kpi"
)

// spokenDay is a day as a person says it: a date, or one that comes round again, such as a weekday (Friday), a day of
// the year (3 January) or of any month (3).
type spokenDay struct {
	date      kpi.Date
	month     time.Month // 0: none was said
	day       int        // 0: a weekday alone
	weekday   time.Weekday
	byWeekday bool // a weekday was said; with a date, the two must agree

	inNextWeek bool // “Monday next week”
}

// is reports whether the day may have meant this date.
func (s spokenDay) is(d kpi.Date) bool {
	switch {
	case !s.date.IsZero():
		return d == s.date
	case s.day == 0:
		return d.Weekday() == s.weekday
	}
	return d.Day == s.day && (s.month == 0 || d.Month == s.month)
}

// bare reports whether it is a day of the month without its month.
func (s spokenDay) bare() bool { return s.date.IsZero() && s.day != 0 && s.month == 0 }

// weekdayAlone reports whether it is a weekday without a date.
func (s spokenDay) weekdayAlone() bool { return s.date.IsZero() && s.day == 0 }

// near is the first date from d on that the day may have meant; with step -1, the last one up to d. It looks a year
// far. A day that was said as a date is that date.
func (s spokenDay) near(d kpi.Date, step int) (kpi.Date, bool) {
	if !s.date.IsZero() {
		return s.date, true
	}
	for range 366 {
		if s.is(d) {
			return d, true
		}
		d = d.AddDays(step)
	}
	return kpi.Date{}, false
}

// dayReader reads days out of a line, word by word.
type dayReader struct {
	text  string
	at    int // how much has been read
	today kpi.Date
}

var dayWord = pattern(`(?i)^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4}|\d+(?:st|nd|rd|th)?|\pL+|[-–—−/.,&])`)

// peek is the next word in lower case, and where it ends; empty where no word follows that days are made of.
func (r *dayReader) peek() (word string, end int) {
	left := strings.TrimLeft(r.text[r.at:], " \t\n\u00a0")
	word = dayWord().FindString(left)
	return strings.ToLower(word), len(r.text) - len(left) + len(word)
}

// take reads the next word if it is one of these.
func (r *dayReader) take(words ...string) bool {
	word, end := r.peek()
	if word == "" || !slices.Contains(words, word) {
		return false
	}
	r.at = end
	return true
}

// rest is what has not been read, without the punctuation between it and the days.
func (r *dayReader) rest() string { return strings.TrimLeft(r.text[r.at:], " \t\n\u00a0,;:.") }

// number reads a whole number of at most so many digits, with or without an ordinal ending.
func (r *dayReader) number(digits int) (n int, ok bool) {
	word, end := r.peek()
	word = strings.TrimRight(word, "stndrh")
	if word == "" || len(word) > digits {
		return 0, false
	}
	n, err := strconv.Atoi(word)
	if err != nil {
		return 0, false
	}
	r.at = end
	return n, true
}

// named reads a name, or at least its first three letters, and returns its place among the names.
func (r *dayReader) named(names []string) (n int, ok bool) {
	word, end := r.peek()
	if len(word) < 3 {
		return 0, false
	}
	n = slices.IndexFunc(names, func(name string) bool { return strings.HasPrefix(name, word) })
	if n < 0 {
		return 0, false
	}
	r.at = end
	r.take(".")
	return n, true
}

var (
	monthNames = []string{
		"january", "february", "march", "april", "may", "june",
		"july", "august", "september", "october", "november", "december",
	}
	weekdayNames = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
)

// day reads one day. Where nothing there is a day, ok is false and nothing has been read. A day that cannot be, such as
// 31 June, is a *kpi.Refusal without a field.
func (r *dayReader) day() (s spokenDay, ok bool, err error) {
	begin := r.at
	defer func() {
		if !ok {
			r.at = begin
		}
	}()
	if s, ok = r.relative(); ok {
		return s, true, nil
	}
	if n, said := r.named(weekdayNames); said {
		s.weekday, s.byWeekday = time.Weekday(n), true
		r.take(",")
		after := r.at
		date, isDate, err := r.date()
		if err != nil || isDate {
			date.weekday, date.byWeekday = s.weekday, true
			return date, err == nil, err
		}
		r.at = after
		return s, true, nil
	}
	s, ok, err = r.date()
	return s, ok && err == nil, err
}

// relative reads a day that is told from today: tomorrow, next Friday.
func (r *dayReader) relative() (spokenDay, bool) {
	switch {
	case r.take("today"):
		return spokenDay{date: r.today}, true
	case r.take("tomorrow"):
		return spokenDay{date: r.today.AddDays(1)}, true
	case r.take("this"):
		n, ok := r.named(weekdayNames)
		return spokenDay{weekday: time.Weekday(n), byWeekday: true}, ok
	case r.take("next"):
		n, ok := r.named(weekdayNames)
		return spokenDay{date: r.nextWeek().AddDays((n + 6) % 7)}, ok
	}
	return spokenDay{}, false
}

// nextWeek is the Monday after this week.
func (r *dayReader) nextWeek() kpi.Date { return r.today.AddDays(7 - (int(r.today.Weekday())+6)%7) }

// date reads a day of the month: 2024-01-03, 3/1, 3.1.2024, 3rd of January, January 3, 3.
func (r *dayReader) date() (spokenDay, bool, error) {
	if word, end := r.peek(); strings.Count(word, "-") == 2 {
		parts := strings.Split(word, "-")
		if len(parts[0]) < 4 {
			slices.Reverse(parts)
		}
		year, _ := strconv.Atoi(parts[0])
		month, _ := strconv.Atoi(parts[1])
		day, _ := strconv.Atoi(parts[2])
		r.at = end
		s, err := dated(day, month, year)
		return s, true, err
	}
	if n, ok := r.named(monthNames); ok {
		day, ok := r.number(2)
		if !ok {
			return spokenDay{}, false, nil
		}
		s, err := dated(day, n+1, r.year())
		return s, true, err
	}
	r.take("the")
	day, ok := r.number(2)
	if !ok {
		return spokenDay{}, false, nil
	}
	after := r.at
	if r.take("/", ".") {
		if month, ok := r.number(2); ok {
			year := 0
			if r.take("/", ".") {
				year = r.yearAfterMonth()
			}
			s, err := dated(day, month, year)
			return s, true, err
		}
		r.at = after
	}
	r.take("of")
	if n, ok := r.named(monthNames); ok {
		s, err := dated(day, n+1, r.year())
		return s, true, err
	}
	r.at = after
	if day < 1 || day > 31 {
		return spokenDay{}, true, kpi.Refuse("",
			"There is no %d of a month. Type the day and the month, such as 3 Jan.", day)
	}
	return spokenDay{day: day}, true, nil
}

// year reads the year after a month's name; 0 where there is none. A number there may also be the next day's.
func (r *dayReader) year() int {
	before := r.at
	r.take(",")
	year := r.yearAfterMonth()
	if year != 0 {
		after := r.at
		_, month := r.named(monthNames)
		r.at = after
		if !month && (year > 99 || !r.take("/", ".", "of")) {
			return year
		}
	}
	r.at = before
	return 0
}

// yearAfterMonth reads a year of four digits, or of two: 24 is 2024.
func (r *dayReader) yearAfterMonth() int {
	before := r.at
	word, _ := r.peek()
	year, ok := r.number(4)
	switch {
	case ok && len(word) == 4:
		return year
	case ok && len(word) == 2:
		return 2000 + year
	}
	r.at = before
	return 0
}

// dated is the day of a month, in the year where one is given. The error is a *kpi.Refusal where no such day exists.
func dated(day, month, year int) (spokenDay, error) {
	if month < 1 || month > 12 {
		return spokenDay{}, kpi.Refuse("",
			"There is no month %d. Type the day before the month, such as 3/1 or 3 Jan for the third of January.", month)
	}
	if year != 0 && (year < kpi.FirstYear || year > kpi.LastYear) {
		return spokenDay{}, kpi.Refuse("",
			"The year %d is a slip of the keyboard. Type it again, such as 3 Jan %d, or leave it out.", year, 2000+year%100)
	}
	inYear := year
	if year == 0 {
		inYear = 2024 // which has a 29 February
	}
	d := kpi.Date{Year: inYear, Month: time.Month(month), Day: day}
	if d.AddDays(0) != d {
		if year == 0 {
			return spokenDay{}, kpi.Refuse("",
				"There is no %d %s. Type a real day, such as 3 Jan.", day, d.Month)
		}
		return spokenDay{}, kpi.Refuse("",
			"There is no %d %s in %d. Type a real day, such as 3 Jan.", day, d.Month, year)
	}
	if year == 0 {
		return spokenDay{month: d.Month, day: day}, nil
	}
	return spokenDay{date: d}, nil
}
