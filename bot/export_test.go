package bot

// AnsweredInThread is a reply in a thread, as an event tells of it.
var AnsweredInThread = (*Bot).answeredInThread

// RecordCall keeps what a call or an answer says, for Slack's own types to check.
var RecordCall = recordCall
