// Package report is a committee's report as a value: cover, what matters, index, key, cards with their history, and
// what changed since the last. It is made by pure functions of what councils know (kpi) and of how it is said (words),
// so that every format prints the same; the packages below it each print one. It must never know a database, Slack, or
// when and for whom a report is made.
//
// A committee may have hundreds of indicators with years of figures. So the parts that speak of all of them are made of
// light cards, and the cards themselves come one at a time.
package report
