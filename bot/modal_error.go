package bot

import (
	"errors"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

// modalError puts a sentence beside the input that it is about. If the modal lacks that one, the sentence stands beside
// the given input, or else beside the first.
func (v *visit) modalError(err error, view slack.View, input string) *slack.ViewSubmissionResponse {
	v.noteDenied(err)
	var (
		refusal  *kpi.Refusal
		sentence string
	)
	if errors.As(err, &refusal) {
		sentence = unmarked(refusal.Sentence)
		if hasInput(view, refusal.Field) {
			input = refusal.Field
		}
	} else {
		sentence = v.apology(err, "") + " What you typed is still in this form."
	}
	if !hasInput(view, input) {
		return slack.NewErrorsViewSubmissionResponse(firstInput(view, sentence))
	}
	return slack.NewErrorsViewSubmissionResponse(map[string]string{input: sentence})
}
