package bot

// AnsweredInThread is a reply in a thread, as an event tells of it.
var AnsweredInThread = (*Bot).answeredInThread
