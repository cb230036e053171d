package blockkit

import "strings"

// The error codes that the judge answers with, as Slack's Web API spells them.
const (
	codeNoText        = "no_text"
	codeTextTooLong   = "msg_too_long"
	codeBlocksFormat  = "invalid_blocks_format"
	codeBlocks        = "invalid_blocks"
	codeBlocksTooLong = "msg_blocks_too_long"
	codeView          = "invalid_arguments"
)

// Refusal is Slack's own answer to a message or view that it refuses.
type Refusal struct {
	// Code is the API's error, for example "invalid_blocks".
	Code string
	// Messages are the lines of response_metadata.messages, for example "[ERROR] must be less than 3001 characters
	// [json-pointer:/blocks/0/text/text]". They are empty where the code says everything.
	Messages []string
}

// Error is the code and the messages on one line, for logs and test failures.
func (r *Refusal) Error() string {
	if len(r.Messages) == 0 {
		return r.Code
	}
	return r.Code + ": " + strings.Join(r.Messages, "; ")
}
