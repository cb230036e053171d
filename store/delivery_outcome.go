package store

import "time"

// Verdict is what is known of a call to Slack after it.
type Verdict int

const (
	// Delivered says that the message is in Slack, at Channel and TS; or that an update shows.
	Delivered Verdict = iota
	// Absent says that it was looked for, and that Slack's history does not have it.
	Absent
	// Limited says that Slack did nothing and wants to be left alone for RetryAfter.
	Limited
	// Undelivered says that for certain it was not carried out, and may be later.
	Undelivered
	// Refused says that Slack did not carry it out, and that there is nothing left to carry out: the message to be
	// brought up to date is gone.
	Refused
	// Gone says that Slack did not carry it out since it has nobody there any more: the account is deactivated, or none
	// of this workspace.
	Gone
	// Shut says that for certain it was not carried out, and that somebody must mend something first, which Hold names:
	// the channel was archived, only some may post in it, the app's installation lacks a permission, the message is
	// malformed.
	Shut
	// Unthreaded says that for certain it was not carried out since its thread takes no replies.
	Unthreaded
	// Unknown says that nobody can know whether it was carried out.
	Unknown
	// Unreadable says that the history could not be looked at.
	Unreadable
)

// Outcome is what became of a call.
type Outcome struct {
	Verdict    Verdict
	Channel    string
	TS         string
	RetryAfter time.Duration
	Reason     string // Slack's word, or the network's; never a secret
	Hold       Hold   // of Shut
}

// Hold is what somebody must mend before a message can be said.
type Hold struct {
	Cause      string // in a word: what one cure lets go has the same
	Everywhere bool   // it holds all messages of the workspace, and not only those to one recipient
	Untold     bool   // the performance team is not told: a message would not reach it, or it can do nothing
	Fault      bool   // it is the program's own
}
