// Package line is what people type, understood: codes, periods, figures, statuses, days, and what a sentence asks for.
// A Reader goes through a line word by word and gives back what it took and what is left.
//
// It is pure: it is told which words are codes. It returns what was typed and must never know what is said in return,
// nor that Slack carried it.
package line
