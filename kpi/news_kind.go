package kpi

// The kinds of message that are told because something happened, whatever the schedule owes.
const (
	NewsShut   NoticeKind = "channel-shut" // to the performance team: a message waits since its channel takes none
	NewsAnswer NoticeKind = "card-answer"  // to whoever asked by a mention or a direct message, where they asked
)
