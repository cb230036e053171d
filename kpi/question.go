package kpi

import "time"

// Question is what somebody asked of an indicator's figure, and its owner's answer, if there is one yet.
type Question struct {
	ID             int64
	Indicator      string // its code
	Period         Period // of the figure that it is about
	Text           string
	AskedBy        string // Slack id
	AskedByName    string
	AskedAt        time.Time
	Answer         string // empty: not answered yet
	AnsweredBy     string
	AnsweredByName string
	AnsweredAt     time.Time
}
