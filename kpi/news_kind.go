package kpi

// The kinds of message that are sent because something happened, whatever the schedule owes.
const (
	NewsShut NoticeKind = "channel-shut" // to the performance team: Slack does not take a message

	NewsGone NoticeKind = "account-gone" // to the performance team: an account with indicators is deactivated

	NewsRed             NoticeKind = "red-alert"           // to a manager: an indicator has turned Red
	NewsRecovered       NoticeKind = "recovered"           // to those who were told so: it is no longer Red
	NewsRedDigest       NoticeKind = "red-digest"          // to a manager who wants them daily: all of one day
	NewsQuestion        NoticeKind = "question"            // to an owner: somebody asks about a figure
	NewsAnswer          NoticeKind = "answer"              // to who asked
	NewsCard            NoticeKind = "card-answer"         // to who asked in a message, where they asked
	NewsSentBack        NoticeKind = "sent-back"           // to the owner and who posted it: look at it again
	NewsSignedOff       NoticeKind = "signed-off"          // to the owner and who posted it
	NewsRedSummary      NoticeKind = "red-summary"         // to the committee's channel, a message for each page
	NewsRedCard         NoticeKind = "red-card"            // into the thread of the page that names it
	NewsErratum         NoticeKind = "erratum"             // into the summary's thread: a figure was revised
	NewsPublishWaits    NoticeKind = "publish-waits"       // to the performance team: something is still lacking
	NewsPreview         NoticeKind = "publish-preview"     // to the performance team: what the set day will publish
	NewsPreviewPage     NoticeKind = "preview-page"        // into that preview's thread: a page of the summary
	NewsPublishedAuto   NoticeKind = "published"           // to the performance team: it was published on the set day
	NewsCorrected       NoticeKind = "corrected"           // to the performance team: a published figure was corrected
	NewsCorrectionAsked NoticeKind = "correction-asked"    // to the performance team: somebody asks to correct it
	NewsCorrectionSaid  NoticeKind = "correction-answered" // to who asked: what the performance team has decided

	NewsTrail NoticeKind = "audit-trail" // to the performance team: the day's digest of the audit trail

	NewsFilesOrdered NoticeKind = "files-ordered" // to who asked for files: how far they are
	NewsFiles        NoticeKind = "files"         // to who asked for them
	NewsSentFiles    NoticeKind = "sent-files"    // to who sent files to be imported: how far they are

	NewsActionGiven NoticeKind = "action-given" // to the owner of an action that somebody else gave them
)
