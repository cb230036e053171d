package blockkit

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

const (
	maxMessageText   = 40000
	maxMessageBlocks = 50
	// maxBlocksText is from where on Slack answers msg_blocks_too_long. Slack publishes no number. What has been
	// observed is about 13,000 characters for all blocks together.
	maxBlocksText      = 13000
	maxMarkdownText    = 12000
	maxVisualisations  = 2
	maxTableCharacters = 10000
)

// CheckMessage judges a message as chat.postMessage does. blocks may be nil or empty. It returns nil if the message is
// accepted. A refusal for invalid_blocks names every fault. without are the types of blocks that the workspace does not
// take yet, as Slack brings out new ones gradually.
func CheckMessage(text string, blocks json.RawMessage, without ...string) *Refusal {
	if utf8.RuneCountInString(text) > maxMessageText {
		return &Refusal{Code: codeTextTooLong}
	}
	var list any = []any{}
	if !blank(blocks) {
		var err error
		if list, err = decode(blocks); err != nil {
			return &Refusal{Code: codeBlocksFormat}
		}
	}
	items, ok := list.([]any)
	if !ok {
		return &Refusal{Code: codeBlocksFormat}
	}
	if len(items) == 0 && strings.TrimSpace(text) == "" {
		return &Refusal{Code: codeNoText}
	}

	j := newJudge(inMessage)
	j.without = without
	j.blocks(value{judge: j, at: "/blocks", v: list}, 0, maxMessageBlocks)
	switch {
	case len(j.faults) > 0:
		return &Refusal{Code: codeBlocks, Messages: j.faults}
	case j.characters > maxBlocksText:
		return &Refusal{Code: codeBlocksTooLong}
	}
	return nil
}
