package blockkit

const (
	plainText = "plain_text"
	markdown  = "mrkdwn"
)

// plainText requires a plain_text object of 1 to most characters.
func (v value) plainText(most int) { v.textObject(most, plainText) }

// anyText requires a plain_text or mrkdwn object of 1 to most characters.
func (v value) anyText(most int) { v.textObject(most, plainText, markdown) }

func (v value) textObject(most int, kinds ...string) {
	o, ok := v.object()
	if !ok {
		return
	}
	kindField, ok := o.need("type")
	if !ok {
		return
	}
	kind, ok := kindField.oneOf(kinds...)
	if !ok {
		return
	}
	// Only plain_text takes emoji and only mrkdwn takes verbatim. Slack refuses each on the other.
	if kind == plainText {
		o.only("type", "text", "emoji")
		o.optionalBoolean("emoji")
	} else {
		o.only("type", "text", "verbatim")
		o.optionalBoolean("verbatim")
	}
	if text, ok := o.need("text"); ok {
		text.shown(1, most)
	}
}
