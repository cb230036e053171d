package kpi

// The kinds of message that are told because something happened, whatever the schedule owes.
const (
	NewsShut NoticeKind = "channel-shut" // to the performance team: a message waits since its channel takes none

	NewsGone NoticeKind = "account-gone" // to the performance team: somebody's Slack account is deactivated, and indicators hang on it

	NewsRed             NoticeKind = "red-alert"           // to a manager: an indicator has turned red
	NewsRecovered       NoticeKind = "recovered"           // to whom that was told: it is red no longer
	NewsRedDigest       NoticeKind = "red-digest"          // to a manager who wants them daily: all of one day
	NewsQuestion        NoticeKind = "question"            // to an owner: somebody asks about a figure
	NewsAnswer          NoticeKind = "answer"              // to who asked
	NewsCard            NoticeKind = "card-answer"         // to whoever asked by a mention or a direct message, where they asked
	NewsSentBack        NoticeKind = "sent-back"           // to the owner and who posted it: the manager wants the figure looked at again
	NewsSignedOff       NoticeKind = "signed-off"          // to the owner and who posted it: the manager has signed figures off
	NewsRedSummary      NoticeKind = "red-summary"         // to the committee's channel, a message for each page
	NewsRedCard         NoticeKind = "red-card"            // into the thread of the page that names it
	NewsErratum         NoticeKind = "erratum"             // into the thread of the summary: what was published has been revised
	NewsPublishWaits    NoticeKind = "publish-waits"       // to the performance team: the day has come, and something is lacking
	NewsPreview         NoticeKind = "publish-preview"     // to the performance team: what the set day will publish
	NewsPreviewPage     NoticeKind = "preview-page"        // into the thread of that: a page of the summary as it will be
	NewsPublishedAuto   NoticeKind = "published"           // to the performance team: it was published on the set day
	NewsCorrected       NoticeKind = "corrected"           // to the performance team: what a committee was shown has been corrected
	NewsCorrectionAsked NoticeKind = "correction-asked"    // to the performance team: somebody asks to correct it
	NewsCorrectionSaid  NoticeKind = "correction-answered" // to who asked: what the performance team has decided

	NewsActionGiven NoticeKind = "action-given" // to the owner of an action that somebody else gave them
)
