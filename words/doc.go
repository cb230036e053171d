// Package words is how Chaser says things in English: a card, a figure, a change, how a card stands with its committee,
// a publication. It is said here once, and Slack, the terminal and the committee's report lay it out.
//
// It is pure, and imports kpi alone. It must never know where its words are shown: no block, no mark-up, no limit of a
// place. What a figure means it asks of kpi.
package words
