package blockkit

import "encoding/json"

const (
	maxViewBlocks      = 100
	maxViewTitle       = 24
	maxPrivateMetadata = 3000
	maxIdentifier      = 255
)

// CheckView judges a modal or a Home tab as views.open, views.update and views.publish do. It returns nil if the view
// is accepted. A refusal names every fault.
func CheckView(view json.RawMessage) *Refusal {
	j := newJudge(inModal)
	decoded, err := decode(view)
	if err != nil {
		j.fault("/view", "must be valid JSON")
		return &Refusal{Code: codeView, Messages: j.faults}
	}
	if o, ok := (value{judge: j, at: "/view", v: decoded}).object(); ok {
		j.view(o)
	}
	if len(j.faults) > 0 {
		return &Refusal{Code: codeView, Messages: j.faults}
	}
	return nil
}

func (j *judge) view(o object) {
	kind, ok := o.need("type")
	if !ok {
		return
	}
	word, ok := kind.oneOf(string(inModal), string(inHome))
	if !ok {
		return
	}
	j.surface = surface(word)

	common := []string{"type", "blocks", "private_metadata", "callback_id", "external_id"}
	if j.surface == inModal {
		o.only(append(common, "title", "submit", "close", "clear_on_close", "notify_on_close")...)
		j.modalFrame(o)
	} else {
		o.only(common...)
	}
	for _, name := range []string{"callback_id", "external_id"} {
		if v, ok := o.maybe(name); ok {
			v.sized(1, maxIdentifier)
		}
	}
	if v, ok := o.maybe("private_metadata"); ok {
		v.sized(0, maxPrivateMetadata)
	}
	if blocks, ok := o.need("blocks"); ok {
		j.blocks(blocks, 1, maxViewBlocks)
	}
	if _, has := o.fields["submit"]; j.surface == inModal && j.inputs > 0 && !has {
		o.fault("submit is required when an input is within blocks")
	}
	if j.focused > 1 {
		o.fault("only one element may have focus_on_load")
	}
}

// modalFrame judges the title bar and the footer of a modal.
func (j *judge) modalFrame(o object) {
	if title, ok := o.need("title"); ok {
		title.plainText(maxViewTitle)
	}
	for _, name := range []string{"submit", "close"} {
		if v, ok := o.maybe(name); ok {
			v.plainText(maxViewTitle)
		}
	}
	o.optionalBoolean("clear_on_close", "notify_on_close")
}
