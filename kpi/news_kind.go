package kpi

// The kinds of message that are told because something happened, whatever the schedule owes.
const (
	NewsShut NoticeKind = "channel-shut" // to the performance team: a message waits since its channel takes none

	NewsActionGiven NoticeKind = "action-given" // to the owner of an action that somebody else gave them
)
