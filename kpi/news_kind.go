package kpi

// The kinds of message that are told because something happened, whatever the schedule owes.
const (
	NewsShut NoticeKind = "channel-shut" // to the performance team: a message waits since its channel takes none

	NewsRed       NoticeKind = "red-alert"   // to a manager: an indicator has turned red
	NewsRecovered NoticeKind = "recovered"   // to whom that was told: it is red no longer
	NewsRedDigest NoticeKind = "red-digest"  // to a manager who wants them daily: all of one day
	NewsQuestion  NoticeKind = "question"    // to an owner: somebody asks about a figure
	NewsAnswer    NoticeKind = "answer"      // to who asked
	NewsCard      NoticeKind = "card-answer" // to whoever asked by a mention or a direct message, where they asked
)
