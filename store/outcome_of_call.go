package store

import "time"

// Verdict is what is known of a call to Slack after it.
type Verdict int

const (
	// Delivered: the message is in Slack, at Channel and TS; or an update shows.
	Delivered Verdict = iota
	// Absent: it was looked for, and Slack's history does not have it.
	Absent
	// Limited: Slack did nothing and wants to be left alone for RetryAfter.
	Limited
	// Undelivered: for certain it was not carried out, and may be later.
	Undelivered
	// Refused: Slack did not carry it out and never will.
	Refused
	// Unknown: nobody can know whether it was carried out.
	Unknown
	// Unreadable: the history could not be looked at.
	Unreadable
)

// Outcome is what became of a call.
type Outcome struct {
	Verdict    Verdict
	Channel    string
	TS         string
	RetryAfter time.Duration
	Reason     string // Slack's word, or the network's; never a secret
}
