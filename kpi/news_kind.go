package kpi

// The kinds of message that are told because something happened, whatever the schedule owes.
const (
	NewsShut NoticeKind = "channel-shut" // to the performance team: a message waits since its channel takes none

	NewsSentBack      NoticeKind = "sent-back"     // to the owner and who posted it: the manager wants the figure looked at again
	NewsRedSummary    NoticeKind = "red-summary"   // to the committee's channel, a message for each page
	NewsRedCard       NoticeKind = "red-card"      // into the thread of the page that names it
	NewsErratum       NoticeKind = "erratum"       // into the thread of the summary: what was published has been revised
	NewsPublishWaits  NoticeKind = "publish-waits" // to the performance team: the day has come, and something is lacking
	NewsPublishedAuto NoticeKind = "published"     // to the performance team: it was published on the set day
)
