package bot

import (
	"github.com/slack-go/slack"
)

// The most that one page of a list holds. Slack takes 50 blocks and about 13,000 characters in a message, and 20 KB
// over a socket. What is left of that is for the title, a chart and the buttons around the list.
const (
	maxPageItems  = 20
	maxPageBlocks = 40
	maxPageSent   = 11_000 // bytes of JSON
)

// item is an entry of a list: the blocks that belong together, and the heading of its group, if any.
type item struct {
	group  string
	blocks []slack.Block
}

// page lays out items from one on, each group under its heading, and returns the first item of the next page; 0 where
// there is none. Every page holds at least one item, so that turning pages always ends.
func page(items []item, from int) (blocks []slack.Block, next int) {
	group, sent := "", 0
	for n := from; n < len(items); n++ {
		var more []slack.Block
		if items[n].group != "" && items[n].group != group { // so the first of a page always has its heading
			group = items[n].group
			more = append(more, paragraph(bold(group)))
		}
		more = append(more, items[n].blocks...)
		sent += blocksSent(more)
		if n > from && (n-from == maxPageItems || len(blocks)+len(more) > maxPageBlocks || sent > maxPageSent) {
			return blocks, n
		}
		blocks = append(blocks, more...)
	}
	return blocks, 0
}
