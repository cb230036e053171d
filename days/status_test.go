package days_test

import (
	"testing"

	"chaser/days"
	"chaser/kpi"
)

// What people write in their Slack status, first seen on Monday 8 January 2024, and the days on which it makes them
// away.
func TestSlackStatusLeave(t *testing.T) {
	t.Parallel()
	day := func(month, d int) kpi.Date { return date(2024, month, d) }
	seen := day(1, 8)
	stale := day(1, 19) // the tenth working day
	type row struct {
		text, emoji string
		first, last kpi.Date
	}
	away := func(text string, first, last kpi.Date) row { return row{text: text, first: first, last: last} }
	open := func(text string) row { return away(text, seen, stale) }
	until := func(text string, last kpi.Date) row { return away(text, seen, last) }
	none := func(text string) row { return row{text: text} }
	for _, r := range []row{
		open("On leave"), open("on leave"), open("Annual leave"), open("On annual leave 🌴"), open("Leave"), open("Leave."), open("Annual leave."), open("Sick –"), open("AL"), open("A/L"), open("a/l"),
		open("Sick"), open("Off sick"), open("Out sick"), open("Sick leave"), open("Unwell"), until("Poorly today, sorry", seen), open("Ill"),
		open("Holiday"), open("On holiday"), open("Holidays!"), open("On my hols"), open("Vacationing"), open("On vacation"), open("Out of office"),
		open("Out of the office"), open("OOO"), open("O.O.O."), open("ooo - contact Sam"), open("Away"), open("Off"), open("Maternity leave"),
		open("On mat leave"), open("Paternity leave"), open("On shared parental leave"), open("Sabbatical"), open("On jury service"), open("Carer's leave"),
		open("Compassionate leave"), open("On leave, Sam is covering"), open("Annual leave – please contact Sam"), open("Annual leave - cover: Sam"),
		open("I'm on leave"), open("Currently on annual leave"), open("Head of Parks | on leave"), open("Libraries manager (on annual leave)"),
		open("Away until further notice"), open("Sick with flu"), open("Study leave"), open("On a career break"), open("Time off"),
		open("Annual leave, contact Sam on 01234 567890"), open("On holiday in Cornwall"), open("TOIL"),

		until("Off sick today", seen), until("OOO today", seen), until("Day off today", seen), until("Annual leave all day", seen),
		until("OOO till Thursday", day(1, 11)), until("Away until Friday", day(1, 12)), until("Annual leave until 19 Jan", day(1, 19)),
		until("On leave until 19/1", day(1, 19)), until("A/L until 19th", day(1, 19)), until("Annual leave until the 19th of January", day(1, 19)),
		until("On leave until 2024-01-19", day(1, 19)), until("Leave to 19 January", day(1, 19)), until("On leave until Mon 15 Jan", day(1, 15)),
		until("back 3 Feb", day(2, 2)), until("Back on Monday 15 January", day(1, 14)), until("Back Thursday", day(1, 10)),
		until("On leave, back on 3 Feb", day(2, 2)), until("Annual leave (back 3/2)", day(2, 2)), until("Away, returning Thursday", day(1, 10)),
		until("Back in the office on 15 January", day(1, 14)), until("Back next week", day(1, 14)), until("Away this week", day(1, 14)),
		until("Back in February", day(1, 31)), until("Out until Thursday", day(1, 11)), until("Unavailable until 19 Jan", day(1, 19)),
		until("mat leave until June", day(5, 31)), until("Maternity leave until end of June", day(6, 30)), until("Mat leave to mid-June", day(6, 14)),
		until("On maternity leave until December", day(11, 30)), until("On leave until 5pm on Friday", day(1, 12)), until("Off until tomorrow", seen),
		until("On leave for two weeks", day(1, 21)), until("Away for the rest of the week", day(1, 14)), until("Back from leave on 15 January", day(1, 14)),
		until("Annual leave until 19 January 2024. Contact Sam until then", day(1, 19)), until("Sick, back tomorrow", seen), until("Annual leave, back weds", day(1, 9)),

		away("A/L 15–19 January", day(1, 15), day(1, 19)), away("Annual leave 15-19 January", day(1, 15), day(1, 19)), away("on leave 15/1-19/1", day(1, 15), day(1, 19)),
		away("On leave 15/1 - 19/1", day(1, 15), day(1, 19)), away("Away w/c 15 Jan", day(1, 15), day(1, 21)), away("On leave next week", day(1, 15), day(1, 21)),
		away("Annual leave from 15 to 19 January", day(1, 15), day(1, 19)), away("On leave 29 Jan - 2 Feb", day(1, 29), day(2, 2)), away("On leave tomorrow", day(1, 9), day(1, 9)),
		away("Annual leave 15th - 19th", day(1, 15), day(1, 19)), until("Not back until Friday", day(1, 12)), away("Leave 15th-19th Jan", day(1, 15), day(1, 19)), away("Working from home, on leave on Friday", day(1, 12), day(1, 12)), away("On leave Thu-Fri", day(1, 11), day(1, 12)),
		away("Annual leave 2 Jan to 12 Jan", day(1, 2), day(1, 12)), away("On holiday in March", day(3, 1), day(3, 31)), away("Annual leave from 15 January", day(1, 15), day(1, 26)),
		away("Leave: Monday 15 to Friday 19 January", day(1, 15), day(1, 19)), away("on leave 15.1.2024 – 19.1.2024", day(1, 15), day(1, 19)),

		{text: "", emoji: ":palm_tree:", first: seen, last: stale}, {text: "", emoji: ":airplane:", first: seen, last: stale}, {text: " ", emoji: ":face_with_thermometer:", first: seen, last: stale},
		{text: "until 19 Jan", emoji: ":palm_tree:", first: seen, last: day(1, 19)}, {text: "15-19 January", emoji: ":desert_island:", first: day(1, 15), last: day(1, 19)},
		{text: "Vacationing", emoji: ":palm_tree:", first: seen, last: stale}, {text: "", emoji: ":baby::skin-tone-2:", first: seen, last: stale},

		// No leave, or one that is over.
		none("Annual leave until 29 Dec"), none("On leave 18 Dec - 2 Jan"), none("Back 2 January"), none("A/L till 5/1"), none("Back on Monday 8 January"), none("Annual leave until 31 December 2023"),
		none("Holiday Activities and Food lead"), none("Maternity leave cover for J"), none("Leave me a message"), none("Back from leave"), none("Just back from holiday"),
		none("Leave policy questions to HR"), none("Away day planning"), none("Sickness absence lead"), none("Holiday cover for Sam"), none("Carer's leave policy"),
		none("At the Away Day"), none("Away day"), none("Covering annual leave"), none("Covering Sam's leave until Friday"), none("Sick pay queries to HR"), none("Family hubs"),
		none("Working abroad"), none("Working remotely"), none("In a meeting"), none("Commuting"), none("Not on leave"), none("Leave early on Fridays"),
		none("Holiday lets licensing"), none("Public health: sickness data"), none("Out and about"), none("Off-site"), none("Off site at Civic Centre"), none("Away from desk"),
		none("Away from keyboard"), none("Out until 2pm"), none("OOO until 3pm"), none("Out of office until 14:00"), none("Back at 3"), none("Back in 10 mins"), none("Back soon"),
		none("Back to back meetings"), none("Back to back meetings on Monday"), none("AL this afternoon"), none("Annual leave pm"), none("Annual leave (half day)"), none("On leave this morning"),
		none("On leave from 1pm"), none("Leaving on 31 March"), none("Please leave parcels at reception"), none("Sick of spreadsheets"), none("Sick children's ward"),
		none("Annual leave approver"), none("Annual leave, sickness and absence advice"), none("HR: annual leave, maternity leave"), none("Maternity services lead"), none("Paternity tests"),
		none("Ill health retirements"), none("Off-street parking"), none("Holiday hunger scheme"), none("Bank holiday rota"), none("Working from home until Friday"), none("Acting up until June"),
		none("On secondment until June"), none("Focus time until 12"), none("Al"), none("Al Smith's team"), none("Available"), none("Do not leave me voicemails"), none("Phased return"),
		none("On call until Friday"), none("Travelling for work"), none("In the office Mon to Wed"), none("Absence management"), none("Vacant"), none("Vacation scheme lead"),
		none("School holidays programme"), none("Leave it to me"), none("Leave requests please"), none("Away games coordinator"), none("Holiday let inspections until March"),
		none("Parental leave policy review"), none("Training until Thursday"), none("Jury service summons team"), none("Busy until 19 Jan"), none("Back Monday to Thursday"),
		{text: "Working abroad", emoji: ":airplane:"}, {text: "Family hubs", emoji: ":baby:"}, {text: "Parks and beaches", emoji: ":palm_tree:"}, {text: "Airport liaison until 19 Jan", emoji: ":airplane:"},
		{text: "", emoji: ":house_with_garden:"}, {text: "", emoji: ":calendar:"}, {text: "", emoji: ""},
	} {
		s := kpi.SlackStatus{Text: r.text, Emoji: r.emoji, Since: seen}
		l, is := days.LeaveOf(s, "U0LIB", kpi.Calendar{})
		if want := !r.last.IsZero(); is != want || is && (l.First != r.first || l.Last != r.last || !l.FromSlack || l.Person != "U0LIB") {
			t.Errorf("%q %s: %v, from %s to %s; want %v, from %s to %s", r.text, r.emoji, is, l.First, l.Last, want, r.first, r.last)
		}
	}
}

// Slack's own end of a status bounds it too, and the council's days off are no working days.
func TestSlackStatusEnds(t *testing.T) {
	t.Parallel()
	closed := kpi.NewCalendar([]kpi.Closure{{Day: date(2024, 1, 10), Name: "Snow"}})
	for _, c := range []struct {
		text       string
		ends, last kpi.Date
	}{
		{"Annual leave", date(2024, 1, 9), date(2024, 1, 9)},
		{"Annual leave", date(2024, 3, 1), date(2024, 3, 1)},
		{"Annual leave until 19 January", date(2024, 1, 12), date(2024, 1, 12)},
		{"Annual leave until 12 January", date(2024, 1, 19), date(2024, 1, 12)},
		{"Annual leave", date(2024, 1, 7), kpi.Date{}},
		{"Annual leave", kpi.Date{}, date(2024, 1, 22)},
	} {
		l, is := days.LeaveOf(kpi.SlackStatus{Text: c.text, Ends: c.ends, Since: monday}, "U0LIB", closed)
		if is == c.last.IsZero() || is && l.Last != c.last {
			t.Errorf("%q which ends on %s: %v, to %s", c.text, c.ends, is, l.Last)
		}
	}
}
