// Package words is how Chaser says things in English: a card, a figure, a change, how a card stands with its committee,
// a publication. Each is said here once. Slack, the terminal and the committee's report lay it out.
//
// It is pure, and imports kpi alone, which it asks what a figure means. It must never know where its words are shown:
// no block, no mark-up, no limit of a place.
package words
