// Package days reads days as people say them: “3 to 10 January”, “next Friday”, “back on Monday”. They say them in
// three places: of a leave, of the day by which something is to be done, and in a Slack status.
//
// It is pure: it is given the day of today. What a leave may be is kpi's to decide.
package days
