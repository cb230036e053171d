// Package claims reads a commentary and finds what it claims in numbers: a part of a whole, parts that sum, a change
// from and to, a stock with what came and went, an earlier figure said again. It reckons each claim exactly, with the
// rounding that its words allow, and decides which of the card's numbers it is about.
//
// A sentence goes through in four steps:
//
//  1. token.go cuts the text into words, numbers and signs, once, from its beginning to its end.
//  2. reading.go joins them to items: words, quantities with their unit and rounding (quantity.go, word_number.go), and
//     times (when.go). A number that counts nothing, such as an age or the 2 of “stage 2”, is marked as noise.
//  3. One file for each kind of claim looks for its phrases around a quantity, never further than a fixed number of
//     items, so that the work grows with the text's length and no faster: change.go, share.go, pair.go, own_share.go.
//  4. Each claim is held against every reading that its words allow, the card's numbers among them. It agrees if any
//     of them can be true. Where it is not certain what a claim is about, there is no claim.
//
// Where no claim is wrong, told_level.go, told_whole.go and told_step.go look for a number that the words lead to in
// the figure's place, and unexplained.go asks of each number whether anything explains it, and whether anything would
// but for a slip: reasons.go and the files that begin so list what a number could be.
//
// A false alarm costs more than a miss: a checker that cries wolf is switched off. The package is pure. It must never
// know who is asked, or what an answer does; and no float comes near a number.
package claims
