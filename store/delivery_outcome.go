package store

import "time"

// Verdict is what is known of a call to Slack once it is over.
type Verdict int

const (
	// Delivered says that the message is in Slack, at Channel and TS, or that an update is shown.
	Delivered Verdict = iota
	// Absent says that the message was looked for and is not in Slack's history.
	Absent
	// Limited says that Slack did nothing and wants to be left alone for RetryAfter.
	Limited
	// Undelivered says that the call was certainly not carried out. It may be tried again later.
	Undelivered
	// Refused says that Slack did not carry it out and never will: the message that was to be updated is gone, say.
	Refused
	// Gone says that Slack did not carry it out as nobody is there any more. The account is deactivated, or belongs to
	// another workspace.
	Gone
	// Shut says that the call was certainly not carried out, and that somebody must first mend what Hold names. The
	// channel was archived, only some may post in it, the app's installation lacks a permission, or the message is
	// malformed.
	Shut
	// Unthreaded says that the call was certainly not carried out, as its thread takes no replies.
	Unthreaded
	// Unknown says that nobody can know whether it was carried out.
	Unknown
	// Unreadable says that Slack's history could not be read.
	Unreadable
)

// Outcome is what became of a call.
type Outcome struct {
	Verdict    Verdict
	Channel    string
	TS         string
	RetryAfter time.Duration
	Reason     string // Slack's word, or the network's; never a secret
	Hold       Hold   // set if the verdict is Shut
}

// Hold is what somebody must mend before a message can be said.
type Hold struct {
	Cause      string // one word, shared by everything that one cure lets go
	Everywhere bool   // it holds every message of the workspace, not only those to one recipient
	Untold     bool   // the performance team is not told: a message would not reach it, or it can do nothing about it
	Fault      bool   // the program itself is to blame
}
